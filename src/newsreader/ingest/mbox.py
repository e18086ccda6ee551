"""A mailbox to its mails: one file in which each mail begins with a line `From …` and its day.

Such a line counts where it stands at the start or after a blank line and holds a weekday and a time;
lines of a mail that look like one were given a `>` by who wrote the file, which is taken off again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

_DAY = rb"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
START = re.compile(rb"From [^\n]{0,300}\b" + _DAY + rb"[^\n]{1,40}\d\d?:\d\d[^\n]{0,60}\r?\n")
"""The line with which a mail begins."""

_GUARDED = re.compile(rb">+From ")
_PIECE = 1 << 20

MOST_LINES = 400_000
"""A mail of more lines is not read; one of twenty megabytes with an attachment comes to 350,000."""


def mails(stream: BinaryIO, most: int) -> Iterator[bytes | str]:
    """The bytes of each mail without its first line; of one of more than `most` bytes or too many lines, what it is."""
    lines: list[bytes] = []
    size, count, begun, after_blank = 0, 0, False, True
    while line := stream.readline(_PIECE):
        if after_blank and START.match(line):
            if begun:
                yield _joined(lines, size, count, most)
            lines, size, count, begun, after_blank = [], 0, 0, True, False
            continue
        after_blank = not line.strip(b"\r\n")
        size += len(line)
        count += 1
        if size <= most and count <= MOST_LINES:
            lines.append(line[1:] if line.startswith(b">") and _GUARDED.match(line) else line)
        else:
            lines.clear()
    if begun or size:
        yield _joined(lines, size, count, most)


def _joined(lines: list[bytes], size: int, count: int, most: int) -> bytes | str:
    if count > MOST_LINES:
        return f"has over {MOST_LINES:,} lines"
    return b"".join(lines) if size <= most else f"is over {most // 1_000_000} MB"
