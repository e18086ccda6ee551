"""Stretches of text as sets of word positions, and which of two sets of stretches belong together.

Two people who mark the same quotation differ in marks, stops and blanks at its edges, and so do two collections of
gold. Compared word by word these differences vanish; everything else is measured on that.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

Place = tuple[int, int]
"""Where something stands: half-open, in code points of the text."""

Words = frozenset[int]
"""Positions of words: 0 is the first word of the text."""

LIKE = 0.5
"""The share of common words from which two stretches are taken for the same."""

_WORD = re.compile(r"\w+")
_ARTICLES = frozenset({"the", "a", "an"})
_SMALL = _ARTICLES | {"of", "s", "and", "for", "in", "to", "his", "her", "its", "their"}


class WordedText:
    """A text whose words are looked up by position."""

    def __init__(self, text: str) -> None:
        found = list(_WORD.finditer(text))
        self._starts = [match.start() for match in found]
        self._ends = [match.end() for match in found]
        self._words = [match.group().lower() for match in found]

    def within(self, places: Sequence[Place]) -> Words:
        """The words that some stretches touch."""
        return frozenset(
            index
            for start, end in places
            for index in range(bisect_right(self._ends, start), bisect_left(self._starts, end))
        )

    def content(self, words: Words) -> Words:
        """The words without articles, prepositions and the like, unless there are no others."""
        return frozenset(word for word in words if self._words[word] not in _SMALL) or words

    def bare_name(self, words: Words) -> Words:
        """The words without an article at the front and a possessive s at the end."""
        order = sorted(words)
        while len(order) > 1 and self._words[order[0]] in _ARTICLES:
            del order[0]
        while len(order) > 1 and self._words[order[-1]] == "s":
            del order[-1]
        return frozenset(order)

    def spelt(self, words: Words) -> str:
        """The words in small letters, with blanks between them."""
        return " ".join(self._words[word] for word in sorted(words))


def likeness(one: Words, other: Words) -> float:
    """The words in both by the words in either (Jaccard), 0 to 1."""
    either = len(one | other)
    return len(one & other) / either if either else 0.0


def pair_up(ones: Sequence[Words], others: Sequence[Words], least: float = 0.0) -> list[tuple[int, int]]:
    """Pairs of positions that share words, the likest first, each in one pair at most; no pair below `least`."""
    scored = sorted(
        (-likeness(one, other), i, j) for i, one in enumerate(ones) for j, other in enumerate(others) if one & other
    )
    free_ones, free_others = set(range(len(ones))), set(range(len(others)))
    pairs = []
    for negative, i, j in scored:
        if -negative >= least and i in free_ones and j in free_others:
            free_ones.remove(i)
            free_others.remove(j)
            pairs.append((i, j))
    return pairs


def same_name(one: str, other: str) -> bool:
    """Whether the one is made of words of the other."""
    mine, yours = ({word for word in _WORD.findall(text.lower()) if word not in _SMALL} for text in (one, other))
    return bool(mine and yours) and (mine <= yours or yours <= mine)
