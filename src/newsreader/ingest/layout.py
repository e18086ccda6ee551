"""Lines of an article that is put together from markup, with what each is and where its links are.

Pages and feed entries have no text of their own until it is decided what they show. This builds that
text line by line, so that every block and link is a span of it from the start.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from newsreader.ingest.structure import make_blocks
from newsreader.model.document import Block, BlockKind, Link
from newsreader.model.spans import Span
from newsreader.text.safe import make_safe

Piece = tuple[str, str | None]
"""Some words, and the address they point to."""

MOST_LINKS = 5000
"""How many links of one article are kept."""

_SPACES = re.compile(r"\s+")


@dataclass(slots=True)
class Layout:
    """An article under construction."""

    lines: list[str] = field(default_factory=list)
    """The lines so far, safe and folded."""

    kinds: list[BlockKind] = field(default_factory=list)
    """What each line is."""

    links: list[Link] = field(default_factory=list)
    """The links so far."""

    length: int = 0
    """How many characters the lines take, with a newline after each."""

    def add(self, kind: BlockKind, pieces: Iterable[Piece]) -> int | None:
        """Add a line of these words; its index, None where they are only white space."""
        line, links = _joined(pieces)
        if not line:
            return None
        room = MOST_LINKS - len(self.links)
        self.links += [Link(Span(self.length + start, self.length + end), url) for start, end, url in links[:room]]
        self.lines.append(line)
        self.kinds.append(kind)
        self.length += len(line) + 1
        return len(self.lines) - 1

    def extend(self, other: Layout) -> None:
        """Add all lines of another."""
        shift = self.length
        self.links += [Link(Span(at.span.start + shift, at.span.end + shift), at.url) for at in other.links]
        self.lines += other.lines
        self.kinds += other.kinds
        self.length += other.length

    def first(self, kind: BlockKind) -> str | None:
        """The first line of this kind; None where there is none."""
        return next((line for line, own in zip(self.lines, self.kinds, strict=True) if own is kind), None)

    @property
    def text(self) -> str:
        """The text of the article."""
        return "\n".join(self.lines)

    def blocks(self) -> tuple[Block, ...]:
        """What its lines are, in the order of the text."""
        pieces, start = [], 0
        for kind, line in zip(self.kinds, self.lines, strict=True):
            pieces.append((kind, [(start, start + len(line))]))
            start += len(line) + 1
        return make_blocks(pieces)


def _joined(pieces: Iterable[Piece]) -> tuple[str, list[tuple[int, int, str]]]:
    """The words as one line, and where in it the links are."""
    pieces = list(pieces)
    if not any(url for _, url in pieces):
        return " ".join(make_safe("".join(text for text, _ in pieces)).split()), []
    parts: list[str] = []
    links: list[tuple[int, int, str]] = []
    length, spaced = 0, True
    for text, url in pieces:
        words = _SPACES.sub(" ", make_safe(text))
        if spaced:
            words = words.lstrip(" ")
        if not words:
            continue
        if url and words.strip():
            start = length + len(words) - len(words.lstrip(" "))
            links.append((start, length + len(words.rstrip(" ")), url))
        parts.append(words)
        length += len(words)
        spaced = words.endswith(" ")
    return "".join(parts).rstrip(" "), links
