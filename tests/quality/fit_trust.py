"""Fit the weights by which a quote is sure: `python -m tests.quality.fit_trust [--write]`.

A logistic regression with a small penalty, fitted by Newton's method on the development articles: a quote holds
where its words are at least half those of the gold and its speaker is the gold's. Half of the articles
are left out in turn, so that the shares that are printed are of articles that were not fitted on.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from newsreader.analysis import assemble, quotes, trust
from newsreader.analysis.chances import chance
from newsreader.analysis.cues import Saying
from newsreader.analysis.parse import Parse
from newsreader.analysis.pipeline import load_pipeline
from newsreader.model.article import Quote
from newsreader.model.document import Document
from tests.quality import logistic
from tests.quality.confidence import into_bins
from tests.quality.notes import Collection
from tests.quality.quotes import measure_quotes
from tests.quality.running import notes_by_id, read_collection
from tests.quality.sets import GUM, polnear

FILE = Path(trust.__file__).parent / "lexicon" / "trust.json"

Weights = dict[str, dict[str, float]]
"""The weights of words and whole."""

PENALTY = 2.0
"""The weight of the squares of the weights."""

Row = tuple[dict[str, float], bool, bool]
"""What speaks for a quote, whether its words hold, and whether its speaker does too."""


def judge(
    gold: Collection, seen: dict[tuple[str, tuple[tuple[int, int], ...]], Saying], guesses: Collection
) -> list[list[Row]]:
    """The quotes of each article, each with its signs and whether it holds."""
    found: list[list[Row]] = []
    for key, notes in gold.items():
        guess = guesses[key]
        matches = measure_quotes({key: notes}, {key: guess}).matches
        words = {id(match.guess) for match in matches}
        right = {id(match.guess) for match in matches if match.right_speaker}
        rows: list[Row] = []
        for statement in guess.statements:
            saying = seen[key, tuple((place[0], place[1]) for place in statement.places)]
            if saying.evidence is not None:
                signs = trust.read_signs(saying, saying.evidence)
                rows.append((signs, id(statement) in words, id(statement) in right))
        found.append(rows)
    return found


def fit_all(articles: Sequence[list[Row]]) -> Weights:
    """The weights of the words and of the whole."""
    rows = [row for article in articles for row in article]
    signs = [row[0] for row in rows]
    return {
        "words": logistic.fit(signs, [row[1] for row in rows], PENALTY),
        "whole": logistic.fit(signs, [row[2] for row in rows], PENALTY),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, print, and write where that is asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.quality.fit_trust", description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"write {FILE.name}")
    chosen = parser.parse_args(arguments)
    quotes.LEAST_TRUST = quotes.LEAST_WHOLE = 0.0
    articles = [article for gold in (polnear().read(), GUM.read()) for article in _articles(gold)]
    halves = (articles[::2], articles[1::2])
    judged = [
        (chance(row[0], weights["whole"]), row[2])
        for held, fitted in (halves, halves[::-1])
        for weights in [fit_all(fitted)]
        for article in held
        for row in article
    ]
    for found in into_bins(judged):
        if found.count:
            print(f"from {found.least:.1f}: {found.count:5} quotes, {found.share:.1f} % hold")
    weights = fit_all(articles)
    print(json.dumps(weights, indent=1))
    if chosen.write:
        FILE.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")
    return 0


def _articles(gold: Collection) -> list[list[Row]]:
    seen: dict[tuple[str, tuple[tuple[int, int], ...]], Saying] = {}
    guesses = {}
    pipeline = load_pipeline()
    make = assemble._quote
    for document in read_collection(gold):

        def note(parse: Parse, saying: Saying, *rest: Any, of: Document = document) -> Quote:
            quote = make(parse, saying, *rest)
            seen[of.id, tuple((part.start, part.end) for part in quote.parts)] = saying
            return quote

        assemble._quote = note  # type: ignore[assignment]
        try:
            guesses.update(notes_by_id([pipeline.analyse(document)]))
        finally:
            assemble._quote = make
    return judge(gold, seen, guesses)


if __name__ == "__main__":
    sys.exit(main())
