"""Words cut into the pieces that the network has vectors for.

The method is WordPiece (Schuster and Nakajima 2012, as in BERT, uncased): lower case, no accents, the longest
piece first. Written here in a few lines because the library for it brings a client for a model hub with it,
and this program does not talk to one.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

MOST_PIECES = 8
"""A longer word is cut short: what comes after so many pieces says nothing about who speaks."""

MOST_LETTERS = 40
"""Of a longer word only so much is looked at."""

MOST_REMEMBERED = 50_000
"""How many words are remembered before all are forgotten."""

_MARKS = str.maketrans(
    dict.fromkeys("“”„«»＂", '"') | dict.fromkeys("‘’‚‹›`", "'") | dict.fromkeys("–—―‐‑−", "-") | {"…": "."}
)


class WordPieces:
    """Cuts words, and remembers how."""

    def __init__(self, vocabulary: dict[str, int]) -> None:
        """Take the number of each piece; those inside a word begin with `##`."""
        self._numbers = vocabulary
        self._unknown = vocabulary["[UNK]"]
        self._known: dict[str, tuple[int, ...]] = {}
        self.first = vocabulary["[CLS]"]
        """What stands before the first word of a window."""
        self.last = vocabulary["[SEP]"]
        """What stands after each paragraph."""

    def of(self, word: str) -> tuple[int, ...]:
        """The numbers of a word's pieces, at least one."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= MOST_REMEMBERED:
                self._known.clear()
            found = self._known[word] = self._cut(_plain(word[:MOST_LETTERS]))
        return found

    def _cut(self, word: str) -> tuple[int, ...]:
        pieces: list[int] = []
        begin = 0
        while begin < len(word) and len(pieces) < MOST_PIECES:
            lead = "##" if begin else ""
            for end in range(len(word), begin, -1):
                number = self._numbers.get(lead + word[begin:end])
                if number is not None:
                    break
            else:
                return (self._unknown,)
            pieces.append(number)
            begin = end
        return tuple(pieces) or (self._unknown,)


def _plain(word: str) -> str:
    letters = unicodedata.normalize("NFD", word.translate(_MARKS).lower())
    return "".join(letter for letter in letters if unicodedata.category(letter) != "Mn")


@cache
def read_vocabulary(file: Path) -> dict[str, int]:
    """The number of each piece: its line in the file."""
    lines = file.read_text(encoding="utf-8").split("\n")
    return {piece: number for number, piece in enumerate(lines) if piece}
