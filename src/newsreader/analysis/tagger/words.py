"""Passages as the network reads them: words, their pieces, and two things that the pieces do not say.

The network knows no capitals and reads all quotation marks alike. So each word has a feature: the shape of
its letters, and whether it stands inside marks, as the typography of the whole article says.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsreader.analysis.marks import MarkKind, Quotation, find_quotations
from newsreader.analysis.tagger.pieces import WordPieces

MOST_IN_WINDOW = 256
"""How many pieces the network reads at a time."""

SHAPES = 6
"""Small letters, a capital first, all capitals, digits, no letters, anything else."""

MARK = 4
"""The shape of what has no letters; nobody says anything in a passage of such."""

SPECIAL = SHAPES * 3
"""The feature of what is no word."""

FEATURES = SPECIAL + 1
"""How many features there are: a shape outside marks, inside double and inside single ones; and the special one."""

_WORD = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class TaggerWord:
    """A word or a mark of a passage."""

    start: int
    """Its first character in the passage's folded text."""

    end: int
    """One past its last."""

    pieces: tuple[int, ...]
    """The numbers of its pieces."""

    feature: int
    """Its shape, and whether it stands inside marks."""


@dataclass(frozen=True, slots=True)
class Line:
    """A passage, or so much of a long one as fits into a window."""

    passage: int
    """The number of the passage."""

    words: tuple[TaggerWord, ...]
    """Its words, at least one."""

    @property
    def size(self) -> int:
        """How many pieces it takes, with the one that ends it."""
        return sum(len(word.pieces) for word in self.words) + 1


@dataclass(frozen=True, slots=True)
class Window:
    """Some lines that the network reads together."""

    lines: tuple[Line, ...]
    """The lines."""

    pieces: list[int]
    """The numbers of all pieces, with the special ones between."""

    features: list[int]
    """The feature of each piece."""

    places: list[int]
    """For each word the place of its first piece."""


def read_lines(texts: Sequence[str], cut: WordPieces) -> list[Line]:
    """The lines of an article's passages, in order."""
    quotations: list[list[Quotation]] = [[] for _ in texts]
    for quotation in find_quotations(texts):
        quotations[quotation.passage].append(quotation)
    found: list[Line] = []
    for number, text in enumerate(texts):
        words = list(_words(text, quotations[number], cut))
        if any(word.feature % SHAPES != MARK for word in words):
            found.extend(_lines(number, words))
    return found


def _words(text: str, quotations: list[Quotation], cut: WordPieces) -> Iterator[TaggerWord]:
    begins = [quotation.start - 1 for quotation in quotations]
    for match in _WORD.finditer(text):
        start, word = match.start(), match.group()
        at = bisect_right(begins, start) - 1
        state = 0
        if at >= 0 and start <= quotations[at].end:
            state = 2 if quotations[at].kind is MarkKind.SINGLE else 1
        yield TaggerWord(start, match.end(), cut.of(word), shape_of(word) + SHAPES * state)


def shape_of(word: str) -> int:
    """The shape of a word's letters, 0 to 5."""
    if not word[0].isalnum():
        return MARK
    if word[0].isdigit():
        return 3
    if word.islower():
        return 0
    if len(word) > 1 and word.isupper():
        return 2
    if word[0].isupper() and (len(word) == 1 or word[1:].islower()):
        return 1
    return 5


def _lines(passage: int, words: list[TaggerWord]) -> Iterator[Line]:
    begin = size = 0
    for index, word in enumerate(words):
        if size + len(word.pieces) > MOST_IN_WINDOW - 2:
            yield Line(passage, tuple(words[begin:index]))
            begin, size = index, 0
        size += len(word.pieces)
    if begin < len(words):
        yield Line(passage, tuple(words[begin:]))


def pack(lines: Sequence[Line], cut: WordPieces, most: int = MOST_IN_WINDOW) -> Iterator[Window]:
    """The lines in windows of at most so many pieces, none cut; one that is longer by itself is alone."""
    kept: list[Line] = []
    size = 1
    for line in lines:
        if kept and size + line.size > most:
            yield _window(kept, cut)
            kept, size = [], 1
        kept.append(line)
        size += line.size
    if kept:
        yield _window(kept, cut)


def _window(lines: list[Line], cut: WordPieces) -> Window:
    window = Window(tuple(lines), [cut.first], [SPECIAL], [])
    for line in lines:
        for word in line.words:
            window.places.append(len(window.pieces))
            window.pieces.extend(word.pieces)
            window.features.extend([word.feature] * len(word.pieces))
        window.pieces.append(cut.last)
        window.features.append(SPECIAL)
    return window
