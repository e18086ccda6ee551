"""A name that stands in the text, and small questions about the words it is made of."""

from __future__ import annotations

from dataclasses import dataclass

from newsreader.analysis.names import name_key
from newsreader.analysis.parse import Parse, Word
from newsreader.text.safe import fold

MOST_WORDS_OF_A_NAME = 12
"""A longer stretch is no name."""

DROPPED_IN_FRONT = frozenset({"the", "a", "an", "its", "his", "her", "their", "our", "this", "that"})
"""Words before a name that are none of it."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name that stands in the text."""

    first: int
    """Its first word."""

    last: int
    """Its last word."""

    label: str
    """What it names, in the model's kinds."""

    text: str
    """It as written, spaces folded."""

    sure: float = 1.0
    """How sure it is that it is a name, 0 to 1."""

    @property
    def key(self) -> str:
        """What it shares with other writings of the same name."""
        return name_key(self.text)


def make_name(parse: Parse, first: int, last: int, label: str, sure: float = 1.0) -> Name:
    """The name that stands at these words."""
    begin, end = parse.words[first], parse.words[last]
    text = fold(parse.passages[begin.passage].text[begin.offset : end.offset + len(end.text)])
    return Name(first, last, label, text, sure)


def joined(parse: Parse, index: int, size: int) -> str:
    """Some words as they are written, a curly apostrophe as a straight one."""
    words = parse.words[index : index + size]
    passage = parse.passages[words[0].passage].text
    return passage[words[0].offset : words[-1].offset + len(words[-1].text)].replace("’", "'")


def neighbour(parse: Parse, index: int, step: int) -> Word | None:
    """The word before or behind another in its sentence; None where there is none."""
    other = index + step
    if 0 <= other < len(parse.words) and parse.words[other].sentence == parse.words[index].sentence:
        return parse.words[other]
    return None
