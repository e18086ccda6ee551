"""Fit the weights by which a name is sure: `python -m tests.quality.fit_name_trust [--write]`.

A logistic regression with a penalty, fitted by Newton's method on the news of GUM, which may be passed on, and on
nothing else: a name holds where its words and its kind are those of the gold. Each article is left out in turn, so
that the shares that are printed are of articles that were not fitted on; those of DWIE, which only measures, follow
where that set is there.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from unittest import mock

from newsreader.analysis import lexicon, name_trust, pipeline
from newsreader.analysis.chances import chance
from newsreader.analysis.mentions import find_mentions
from newsreader.analysis.parse import Parse
from newsreader.analysis.spotted import Name
from newsreader.model.document import Document
from tests.quality import logistic
from tests.quality.confidence import into_bins
from tests.quality.mentions import LABELS, NAMED, found_exactly
from tests.quality.notes import Collection, Notes, Pointer
from tests.quality.running import notes_by_id, read_collection
from tests.quality.sets import GUM, dwie
from tests.quality.words import Place, WordedText

FILE = Path(name_trust.__file__).parent / "lexicon" / "name_trust.json"

Row = tuple[dict[str, float], bool]
"""What speaks for and against a name, and whether it holds."""

PENALTY = 1.0
"""The weight of the squares of the weights; between 0.3 and 5 the articles left out are read about as well."""


def fit(rows: Sequence[Row]) -> dict[str, float]:
    """The weights of the signs, and `even`, what is added to them."""
    return logistic.fit([signs for signs, _ in rows], [holds for _, holds in rows], PENALTY)


def judge(parse: Parse, names: Sequence[Name], gold: Notes, guess: Notes) -> list[Row]:
    """The signs of each name of an article that can be right or wrong, and whether it is right.

    Where the gold counts the title with the name, the bare name is right.
    """
    ours = [pointer for pointer in gold.pointers if pointer.label in LABELS and pointer.kind in NAMED]
    theirs = [pointer for pointer in guess.pointers if pointer.label in LABELS and pointer.kind in NAMED]
    found = found_exactly(WordedText(gold.text), ours, theirs)
    right = {theirs[j].place for i, j in found.items() if ours[i].label == theirs[j].label}
    places = {pointer.place for pointer in theirs}
    rows: list[Row] = []
    for name, signs in zip(names, name_trust.read_signs(parse, names), strict=True):
        span = parse.span(name.first, name.last)
        place = (span.start, span.end)
        if place in places:
            rows.append((signs, place in right or (_is_titled(parse, name) and _ends_one(place, ours))))
    return rows


def _is_titled(parse: Parse, name: Name) -> bool:
    before = parse.words[max(0, name.first - 1)].lower
    return name.label == "PERSON" and (before in lexicon.titles() or before in lexicon.role_nouns())


def _ends_one(place: Place, ours: Sequence[Pointer]) -> bool:
    """Whether a person of the gold ends with these words, a possessive apart."""
    persons = (pointer.place for pointer in ours if pointer.label == "PER")
    return any(start < place[0] and place[1] <= end <= place[1] + len("'s") for start, end in persons)


def read_rows(gold: Collection, loaded: pipeline.Pipeline) -> list[list[Row]]:
    """The judged names of each article of a collection."""
    found: list[list[Row]] = []
    for document in read_collection(gold):
        parse, names, guess = _analyse(loaded, document)
        found.append(judge(parse, names, gold[document.id], guess))
    return found


def _analyse(loaded: pipeline.Pipeline, document: Document) -> tuple[Parse, list[Name], Notes]:
    kept: list[tuple[Parse, list[Name]]] = []

    def note(parse: Parse) -> list[Name]:
        names = find_mentions(parse)
        kept.append((parse, names))
        return names

    with mock.patch.object(pipeline, "find_mentions", note):
        article = loaded.analyse(document)
    return (*kept[0], notes_by_id([article])[document.id])


def print_bins(title: str, judged: Sequence[tuple[float, bool]]) -> None:
    """Print how many of the names of each confidence hold."""
    print(title)
    for found in into_bins(judged):
        if found.count:
            print(f"  from {found.least:.1f}: {found.count:5} names, {found.share:.1f} % hold")


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, print, and write where that is asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.quality.fit_name_trust", description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"write {FILE.name}")
    chosen = parser.parse_args(arguments)
    loaded = pipeline.load_pipeline()
    articles = read_rows(GUM.read(), loaded)
    left_out: list[tuple[float, bool]] = []
    for at, held in enumerate(articles):
        weights = fit([row for article in articles[:at] + articles[at + 1 :] for row in article])
        left_out += [(chance(signs, weights), holds) for signs, holds in held]
    print_bins("GUM, articles left out:", left_out)
    weights = fit([row for article in articles for row in article])
    if dwie().file.exists():
        rows = [row for article in read_rows(dwie().read(), loaded) for row in article]
        print_bins("DWIE:", [(chance(signs, weights), holds) for signs, holds in rows])
    print(json.dumps(weights, indent=1))
    if chosen.write:
        FILE.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
