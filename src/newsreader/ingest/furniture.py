"""Lines that the documents of one source share: the furniture of its pages, whatever the wording.

A folder of scrapes holds the same menu, the same plea to subscribe and the same line about an author again
and again, and no list of phrases knows them all. So the lines are counted over the documents of a source.
A line counts once a document; a document that repeats another's sentences is a second copy of it, or a later
form, and counts for nothing, or its own sentences would be taken for furniture. What states a fact may well
be repeated (a byline, a day, an agency), so those who ask leave such lines out.

Lines are kept as numbers, never as words, and at most `MOST_KNOWN` of them: those seen once go first.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from newsreader.text.safe import fold

MOST_KNOWN = 200_000
"""How many different lines are counted at a time."""

LEAST_DOCUMENTS = 3
"""In how many documents a line of furniture stands at least."""

LEAST_SHARE = 0.2
"""In which share of the documents it stands at least."""

_MOST_CHARS = 400
_MOST_LINES = 5_000
_SENTENCE_WORDS = 10
_COPIED_SHARE = 0.5


class Furniture:
    """Counts the lines of the documents of one source."""

    def __init__(self) -> None:
        self.documents = 0
        self._counts: dict[int, int] = {}

    def add(self, text: str) -> bool:
        """Count the lines of a document; False where it is a copy of what was counted. Linear in the text."""
        sentences, others = _keys(text)
        if sentences and sum(key in self._counts for key in sentences) > _COPIED_SHARE * len(sentences):
            return False
        self.documents += 1
        for key in sentences | others:
            self._counts[key] = self._counts.get(key, 0) + 1
        if len(self._counts) > MOST_KNOWN:
            self._forget()
        return True

    def is_furniture(self, line: str) -> bool:
        """Whether the line stands in so many of the documents that it is part of no article."""
        seen = self._counts.get(_key(line), 0)
        return seen >= LEAST_DOCUMENTS and seen >= LEAST_SHARE * self.documents

    def shared(self) -> list[int]:
        """The numbers of the lines that are furniture, for another process; `from_shared` takes them."""
        least = max(LEAST_DOCUMENTS, LEAST_SHARE * self.documents)
        return [key for key, seen in self._counts.items() if seen >= least]

    @classmethod
    def from_shared(cls, keys: Iterable[int]) -> Furniture:
        """What another process counted; to be asked, not to be added to."""
        furniture = cls()
        furniture.documents = LEAST_DOCUMENTS
        furniture._counts = dict.fromkeys(keys, LEAST_DOCUMENTS)
        return furniture

    def _forget(self) -> None:
        """Drop the lines seen least often until half of the room is free."""
        least = 1
        while len(self._counts) > MOST_KNOWN // 2:
            self._counts = {key: seen for key, seen in self._counts.items() if seen > least}
            least += 1


def _keys(text: str) -> tuple[set[int], set[int]]:
    """The lines of the text as numbers: those as long as sentences, and the others."""
    sentences: set[int] = set()
    others: set[int] = set()
    for line in text.split("\n", _MOST_LINES)[:_MOST_LINES]:
        if line and not line.isspace():
            (sentences if line.count(" ") >= _SENTENCE_WORDS else others).add(_key(line))
    return sentences, others


def _key(line: str) -> int:
    """The same number in each process, so that what was counted in one serves in another."""
    words = fold(line[:_MOST_CHARS]).casefold().encode("utf-8", "replace")
    return zlib.crc32(words) << 32 | zlib.adler32(words)
