"""Measure how well articles are taken apart, and hold it against what was recorded.

    python -m tests.quality.measure [--record] [--jobs N] [--faults]          (or: make quality)

Prints the figures of every set that is there, and how many things of each confidence are right. Exits 1 where a
figure has fallen by more than its tolerance since the record (`record.py`), and 0 otherwise. `--record` keeps the
figures of this run instead; those of sets that are not there stay as they were.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from newsreader.analysis.engine import engine_name
from newsreader.model.article import ParsedArticle
from newsreader.model.document import Document
from newsreader.model.spans import ArticleId
from tests.quality import confidence
from tests.quality.confidence import Bin, Judged, into_bins
from tests.quality.expected import Expected, Outcome, hold_against, read_expected
from tests.quality.figures import Figures, figures_of_dwie, figures_of_gum, figures_of_polnear
from tests.quality.notes import Collection, Notes
from tests.quality.record import (
    BinRow,
    Record,
    confidence_table,
    find_falls,
    read_record,
    rows_of,
    table,
    write_record,
)
from tests.quality.running import MOST_JOBS, analyse, notes_by_id, read_collection, read_file
from tests.quality.sets import DATA, GUM, SEEDS, AnnotatedSet, dwie, polnear

Analyse = Callable[[Sequence[Document]], list[ParsedArticle]]
"""What makes parsed articles of documents."""

FOUNDING = "000_bd068dc6588b05d1.txt"
"""The seed that is held against what is expected of it by itself too."""


@dataclass(slots=True)
class Measurement:
    """What was measured in one run."""

    figures: Figures = field(default_factory=dict)
    """The figures."""

    judged: dict[str, Judged] = field(default_factory=dict)
    """Things with their confidence and whether they are right, by kind."""

    faults: list[str] = field(default_factory=list)
    """What is not as it was expected by hand."""

    absent: list[str] = field(default_factory=list)
    """Sets that are not there."""

    def judge(self, kind: str, judged: Judged) -> None:
        """Take in some judged things."""
        self.judged.setdefault(kind, []).extend(judged)

    @property
    def bins(self) -> dict[str, list[Bin]]:
        """The bins of confidence by kind."""
        return {kind: into_bins(judged) for kind, judged in self.judged.items()}


def measure_own(analyse_all: Analyse) -> Measurement:
    """The figures of the sets that come with the project."""
    found = Measurement()
    _measure_gum(found, analyse_all)
    _measure_seeds(found, analyse_all)
    return found


def measure_all(analyse_all: Analyse) -> Measurement:
    """The figures of all sets that are there."""
    found = Measurement()
    for annotated, take_in in ((polnear(), _measure_polnear), (dwie(), _measure_dwie)):
        if annotated.file.exists():
            gold, guesses = _run(annotated, analyse_all)
            take_in(found, gold, guesses)
        else:
            found.absent.append(annotated.name)
    _measure_gum(found, analyse_all)
    _measure_seeds(found, analyse_all)
    return found


def _run(annotated: AnnotatedSet, analyse_all: Analyse) -> tuple[Collection, dict[str, Notes]]:
    gold = annotated.read()
    return gold, notes_by_id(analyse_all(read_collection(gold)))


def _measure_polnear(found: Measurement, gold: Collection, guesses: Collection) -> None:
    found.figures |= figures_of_polnear(gold, guesses)
    found.judge("quotes with speaker", confidence.judge_quotes(gold, guesses))
    found.judge("speakers of quotes found", confidence.judge_speakers(gold, guesses))


def _measure_dwie(found: Measurement, gold: Collection, guesses: Collection) -> None:
    found.figures |= figures_of_dwie(gold, guesses)
    found.judge("names", confidence.judge_names(gold, guesses))


def _measure_gum(found: Measurement, analyse_all: Analyse) -> None:
    gold = GUM.read()
    articles = analyse_all(read_collection(gold))
    guesses = notes_by_id(articles)
    found.figures |= figures_of_gum(gold, guesses)
    found.judge("quotes with speaker", confidence.judge_quotes(gold, guesses))
    found.judge("speakers of quotes found", confidence.judge_speakers(gold, guesses))
    found.judge("descriptions and pronouns", confidence.judge_references(gold, guesses))
    _measure_gum_ties(found, articles)


def _measure_gum_ties(found: Measurement, articles: Sequence[ParsedArticle]) -> None:
    by_id = {article.document.id: article for article in articles}
    every = Outcome()
    for each in read_expected(DATA / "gum_ties.yaml"):
        every.add(_held(found, by_id[ArticleId(each.file)], each))
    found.figures["GUM news: ties"] = every.share("ties")
    found.figures["GUM news: ties shown that are right"] = every.ties_right
    found.judge("ties", every.ties)


def _held(found: Measurement, article: ParsedArticle, expected: Expected) -> Outcome:
    outcome = hold_against(article, expected)
    found.faults += [f"{expected.file}: {fault}" for fault in outcome.faults]
    return outcome


def _measure_seeds(found: Measurement, analyse_all: Analyse) -> None:
    expected = read_expected(DATA / "seeds.yaml")
    articles = analyse_all([read_file(SEEDS / each.file) for each in expected])
    every = Outcome()
    for each, article in zip(expected, articles, strict=True):
        outcome = _held(found, article, each)
        if each.file == FOUNDING:
            found.figures |= _shares("founding article", outcome)
        every.add(outcome)
    found.figures |= _shares("seeds", every)
    found.judge("ties", every.ties)


def _shares(name: str, outcome: Outcome) -> Figures:
    sections = ("lines", "actors", "kinds", "said", "ties", "dates", "counts")
    shares = {f"{name}: {section}": outcome.share(section) for section in sections}
    return {**shares, f"{name}: ties shown that are right": outcome.ties_right}


def new_record(found: Measurement, before: Record | None) -> Record:
    """The record of a measurement; what it did not measure is taken from the one before."""
    now: dict[str, list[BinRow]] = {kind: rows_of(bins) for kind, bins in found.bins.items()}
    if before is not None and found.absent:
        return Record(_today(), engine_name(), before.figures | found.figures, now | before.confidence)
    return Record(_today(), engine_name(), found.figures, now)


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and compare or record; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--record", action="store_true", help="keep these figures as the record")
    parser.add_argument("--jobs", type=int, default=MOST_JOBS, choices=range(1, MOST_JOBS + 1), help="processes")
    parser.add_argument("--faults", action="store_true", help="list what is not as expected by hand")
    given = parser.parse_args(arguments)
    found = measure_all(lambda documents: analyse(documents, given.jobs))
    before = read_record()
    _print(found, before, faults=given.faults)
    if given.record:
        write_record(new_record(found, before))
        return 0
    falls = find_falls(found.figures, before)
    for name, change in falls.items():
        print(f"fallen: {name} by {-change:.1f} points", file=sys.stderr)
    return 1 if falls else 0


def _print(found: Measurement, before: Record | None, *, faults: bool) -> None:
    print(f"{engine_name()}; recorded: {f'{before.engine}, {before.date}' if before else 'nothing yet'}\n")
    print(table(found.figures, before))
    print("\n* below what must be reached\n")
    print(confidence_table(found.bins, before))
    for name in found.absent:
        print(f"\n{name} is not there, and was not measured", file=sys.stderr)
    if faults:
        print("", *found.faults, sep="\n")


if __name__ == "__main__":
    sys.exit(main())
