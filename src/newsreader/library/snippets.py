"""A few words of an article around what was looked for, with the places of the words that were found.

They are worked out for the rows that are shown and no others, from the text, by the rules by which the
index tells words apart.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from newsreader.library import folding
from newsreader.library.connection import Store
from newsreader.model.query import Query, Term, Where
from newsreader.model.spans import Span
from newsreader.text.safe import fold

MOST_LOOKED_AT = 200_000
"""Characters of a text in which words are looked for."""

SOON_FOUND = 4_000
"""Characters in which most words are found: the rest is looked at only where they are not."""

BEFORE = 60
"""Characters of a snippet before the first word that was found."""

LENGTH = 200
"""Characters of a snippet."""

_TEXTS = """
    SELECT a.key, substr(r.text, 1, ?) FROM articles AS a
    JOIN revisions AS r ON r.key = a.key AND r.revision = a.revision
    WHERE a.key IN (SELECT value FROM json_each(?))
"""
_SHOWN = (Where.TEXT, Where.BY, Where.ABOUT, Where.ACTOR)


@dataclass(frozen=True, slots=True)
class Snippet:
    """A few words of an article."""

    text: str
    """The words, on one line."""

    spans: tuple[Span, ...]
    """Where in them that stands which was looked for, in code points, by start."""


def snippets(store: Store, query: Query, keys: Sequence[int]) -> dict[int, Snippet]:
    """Snippets of those articles in whose text something stands that the query looks for by words."""
    wanted = [words for term in query.terms if _is_shown(term) for words in _phrases(term)]
    if not wanted:
        return {}
    rows = store.rows(_TEXTS, (MOST_LOOKED_AT, json.dumps(list(keys))))
    found = {key: _snippet(text, wanted) for key, text in rows if isinstance(text, str)}
    return {key: snippet for key, snippet in found.items() if snippet is not None}


def _is_shown(term: Term) -> bool:
    return term.where in _SHOWN and not term.negated


def _phrases(term: Term) -> list[list[str]]:
    """The runs of words that are marked where they stand."""
    runs = [folding.tokens(piece) for piece in ([term.words] if term.phrase else term.words.split())]
    return [run for run in runs if run]


def _snippet(text: str, wanted: list[list[str]]) -> Snippet | None:
    first = _first(text[:SOON_FOUND], wanted) or _first(text, wanted)
    if first is None:
        return None
    start, cut_before = _start(text, first.start)
    end = min(len(text), start + LENGTH)
    if end < len(text):
        end = max(text.rfind(" ", first.end, end), first.end)
    shown = f"{'…' if cut_before else ''}{fold(text[start:end])}{'…' if end < len(text.rstrip()) else ''}"
    return Snippet(shown, tuple(_places(shown, wanted)))


def _first(text: str, wanted: list[list[str]]) -> Span | None:
    """The first place in a text where one of the wanted runs of words stands."""
    return next(iter(_places(text, wanted, most=1)), None)


def _start(text: str, first: int) -> tuple[int, bool]:
    """Where a snippet begins: at the start of the word's line, or some words before it."""
    line = text.rfind("\n", max(0, first - BEFORE), first) + 1
    if line or first <= BEFORE:
        return line, False
    blank = text.find(" ", first - BEFORE, first)
    return (blank + 1 if blank >= 0 else first - BEFORE), True


def _places(text: str, wanted: list[list[str]], most: int | None = None) -> list[Span]:
    """Where the wanted runs of words stand, by start, none over another."""
    words = folding.token_spans(text)
    by_first: dict[str, list[list[str]]] = {}
    for run in wanted:
        by_first.setdefault(run[0], []).append(run)
    places: list[Span] = []
    at = 0
    while at < len(words):
        length = max((len(run) for run in by_first.get(words[at][0], ()) if _stands(words, at, run)), default=0)
        if length:
            places.append(Span(words[at][1], words[at + length - 1][2]))
            if most is not None and len(places) >= most:
                break
        at += max(length, 1)
    return places


def _stands(words: list[tuple[str, int, int]], at: int, run: list[str]) -> bool:
    return [word for word, _, _ in words[at : at + len(run)]] == run
