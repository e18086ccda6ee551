"""A long file of one article a line, cut into pieces of whole lines.

So that it goes through in little memory, and several workers can read it at once. Lines are told apart
and counted here, and nothing else is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

CHUNK_BYTES = 250_000
"""How large a piece is, up to the end of its last line: about a hundred articles, a part of a second's work."""

MOST_LINE_BYTES = 20_000_000
"""A line that is longer is not read."""


class Lines(Protocol):
    """A buffered stream of bytes."""

    def read1(self, size: int, /) -> bytes:
        """What is there, at most so many bytes; waits only where there is nothing."""

    def readline(self, size: int, /) -> bytes:
        """A line, or so much of it."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of the file."""

    data: bytes | None
    """Whole lines; None for a line that is too long."""

    first: int
    """The number of its first line, from 1."""

    end: int
    """Where it ends, in bytes of the file."""

    after: int
    """The number of the line that comes next."""


def cut(stream: Lines, head: bytes = b"", start: int = 0, first: int = 1) -> Iterator[Chunk]:
    """The pieces of a stream from which `head` was taken already.

    `start` and `first` say where in the file that is: the place in bytes, and the number of the line.
    """
    at, number, rest = start, first, head
    while data := rest or stream.read1(CHUNK_BYTES):
        rest = b""
        if not data.endswith(b"\n"):
            line = stream.readline(MOST_LINE_BYTES)
            data += line
            if line and not line.endswith(b"\n") and len(line) >= MOST_LINE_BYTES:
                last = data.rfind(b"\n") + 1
                if last:
                    yield Chunk(data[:last], number, at + last, number + data.count(b"\n", 0, last))
                    at, number = at + last, number + data.count(b"\n", 0, last)
                at += len(data) - last + _skip_line(stream)
                yield Chunk(None, number, at, number + 1)
                number += 1
                continue
        at += len(data)
        lines = data.count(b"\n") + (not data.endswith(b"\n"))
        yield Chunk(data, number, at, number + lines)
        number += lines


def _skip_line(stream: Lines) -> int:
    """Leave out the rest of a line; how many bytes that was."""
    skipped = 0
    while piece := stream.readline(CHUNK_BYTES):
        skipped += len(piece)
        if piece.endswith(b"\n"):
            break
    return skipped


def is_lines(head: bytes) -> bool:
    """Whether a file of JSON that begins so has an article on each line, and is not one value over many."""
    if b"\n" not in head and _CARRIAGE_RETURNS.search(head):
        return False
    for line in head.removeprefix(b"\xef\xbb\xbf").split(b"\n", 3)[:3]:
        bare = line.strip()
        if bare.startswith(b"{") and (bare.endswith(b"}") or len(bare) > _LONGEST_NEAR):
            return True
        if bare.startswith(b"["):
            return False
    return False


_CARRIAGE_RETURNS = re.compile(rb"\}[ \t]*\r[ \t]*\{")
"""Between the rows of a file whose lines end as they did on old Macintoshes, which is read as one of rows."""

_LONGEST_NEAR = 4000
"""A first line of this length is no line of a JSON value that was laid out over many."""
