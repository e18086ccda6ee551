"""Positions in an article, and the names of the things that stand there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType

ArticleId = NewType("ArticleId", str)
"""What names an article within its source; the library's key is (source, id)."""

ActorId = NewType("ActorId", str)
"""What names an actor within one parsed article: `a1`, `a2`, …"""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of an article's text: half-open `[start, end)`, in code points of that text."""

    start: int
    """First code point."""

    end: int
    """One past the last code point."""

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, offset: object) -> bool:
        return isinstance(offset, int) and self.start <= offset < self.end

    def holds(self, other: Span) -> bool:
        """Whether the other span lies within this one."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """The characters of the text that the span covers."""
        return text[self.start : self.end]
