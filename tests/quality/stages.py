"""What each stage of the analysis costs and gains, as a table: the run with all stages against runs without one.

    python -m tests.quality.stages [--write]

Takes some minutes. Time is that of one processor, for an article of 600 words, over all sets that are there; a step's
is part of its stage's. A gain is what a figure loses when the stage is off; a figure that rises then is a loss, and
shown as one. `--write` puts the table into STAGES.md beside this file.
"""

from __future__ import annotations

import argparse
import copy
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from newsreader.analysis.pipeline import Pipeline, load_pipeline
from newsreader.model.article import ParsedArticle
from newsreader.model.document import Document
from tests.quality.figures import GOALS, Figures
from tests.quality.measure import measure_all
from tests.quality.switches import STAGES, TAGGER, Remembered, Stage, is_there, switched_off, timed

FILE = Path(__file__).resolve().parent / "STAGES.md"

ARTICLE = 600
"""Words of the article for which times are given."""

LEAST_CHANGE = 0.2
"""A figure that changes by fewer points is not named."""

MOST_NAMED = 4
"""How many figures are named for a stage at most."""

SHOWN = (
    *GOALS,
    "GUM news: ties",
    "GUM news: ties shown that are right",
    *(f"seeds: {section}" for section in ("actors", "kinds", "said", "ties", "dates", "counts")),
    "seeds: ties shown that are right",
)
"""The figures that are looked at."""

ALONE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("marks alone", ("learned tagger", "quotes: words of saying in the trees", "quotes: the cue beside the marks")),
    ("marks and the cue beside them", ("learned tagger", "quotes: words of saying in the trees")),
    ("trees alone", ("learned tagger", "quotes: quotation marks", "quotes: transcripts")),
    ("all rules", ("learned tagger",)),
    ("all", ()),
)
"""Ways to find quotes: which stages each does without."""


class Bench:
    """A pipeline whose readers remember what they have read, and everything that is measured with it."""

    def __init__(self, pipeline: Pipeline) -> None:
        self.pipeline = pipeline
        self.words = 0
        model = pipeline._model
        self.model = Remembered(lambda texts: list(model.pipe(texts, batch_size=4)))
        pipeline._model = _Model(self.model)  # type: ignore[assignment]
        tagger: Any = getattr(pipeline, "_tagger", None)
        self.tagger = Remembered(tagger.read) if tagger is not None else None
        if self.tagger is not None:
            pipeline._tagger = _Tagger(self.tagger)

    def figures(self, off: Sequence[Stage] = ()) -> Figures:
        """The figures of all sets without some stages."""
        with switched_off(off, self.pipeline):
            return measure_all(self._analyse).figures

    def _analyse(self, documents: Sequence[Document]) -> list[ParsedArticle]:
        self.words += sum(len(document.text.split()) for document in documents)
        return [self.pipeline.analyse(document) for document in documents]


class _Model:
    def __init__(self, remembered: Remembered) -> None:
        self._remembered = remembered

    def pipe(self, texts: Sequence[str], **_: Any) -> list[Any]:
        return self._remembered(texts)


class _Tagger:
    def __init__(self, remembered: Remembered) -> None:
        self._remembered = remembered

    def read(self, texts: Sequence[str]) -> list[Any]:
        return copy.deepcopy(self._remembered(texts))


def stages_of(bench: Bench) -> tuple[Stage, ...]:
    """The stages that this pipeline has."""
    there = tuple(stage for stage in STAGES if is_there(stage))
    return (*there, TAGGER) if bench.tagger is not None else there


def tables(bench: Bench) -> str:
    """Costs and gains of all stages, and the ways to find quotes, as Markdown."""
    whole = bench.figures()
    read = bench.words
    with timed([stage for stage in stages_of(bench) if stage is not TAGGER]) as seconds:
        bench.figures()
    per_article = 1000 * ARTICLE / read
    costs = {name: per_article * value for name, value in seconds.items()}
    lines = ["| stage | ms an article | what it gains, in points |", "| --- | ---: | --- |"]
    lines.append(f"| language model | {per_article * bench.model.seconds:.1f} | everything |")
    for stage in stages_of(bench):
        cost = per_article * bench.tagger.seconds if stage is TAGGER and bench.tagger else costs.get(stage.name, 0.0)
        lines.append(f"| {stage.name} | {cost:.1f} | {_gain(bench, stage, whole)} |")
        print(lines[-1], file=sys.stderr, flush=True)
    return "\n".join([*lines, "", *_ways(bench, whole)])


def _gain(bench: Bench, stage: Stage, whole: Figures) -> str:
    if stage.instead is None and stage is not TAGGER:
        return ""
    without = bench.figures([stage])
    gains = {name: whole[name] - without[name] for name in SHOWN if name in whole}
    named = sorted((name for name in gains if abs(gains[name]) >= LEAST_CHANGE), key=lambda name: -abs(gains[name]))
    return "; ".join(f"{name} {gains[name]:+.1f}" for name in named[:MOST_NAMED]) or "nothing that is measured"


def _ways(bench: Bench, whole: Figures) -> list[str]:
    """Quotes by each way to find them alone."""
    names = [name for name in SHOWN if name in whole and ("speech" in name or "direct" in name or "all: " in name)]
    lines = [f"| quotes by | {' | '.join(names)} |", f"| --- |{' ---: |' * len(names)}"]
    by_name = {stage.name: stage for stage in stages_of(bench)}
    for way, without in ALONE:
        if way == "all" and bench.tagger is None:
            continue
        figures = bench.figures([by_name[name] for name in without if name in by_name])
        lines.append(f"| {way} | {' | '.join(f'{figures[name]:.1f}' for name in names)} |")
    return lines


HEAD = """\
# What each stage of the analysis costs and gains

Written by `python -m tests.quality.stages --write`, with {engine}. Times are milliseconds of one processor for an
article of {article} words; those of a step are part of its stage's. A gain is what a figure loses without the stage,
a loss (-) what it would win; figures that change by less than {least} points are not named. How the figures are
defined says `figures.py`.

"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables, and write them where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help=f"write {FILE.name}")
    given = parser.parse_args(arguments)
    bench = Bench(load_pipeline())
    text = HEAD.format(engine=bench.pipeline.engine, article=ARTICLE, least=LEAST_CHANGE) + tables(bench) + "\n"
    print(text)
    if given.write:
        FILE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
