"""What a mail is held to before it is parsed: lines, parts, and the parameters of its headers.

Python's parser of mails makes an object of each line and each part, and looks through the rest of a
header again for each semicolon in it, so a few megabytes that are made for it cost minutes and
gigabytes. What is past any mail that a program writes is refused or cut here, in the bytes.
"""

from __future__ import annotations

import re

from newsreader.errors import TooLargeError
from newsreader.ingest.mbox import MOST_LINES

MOST_BOUNDARIES = 20_000
"""Lines that may part one mail into pieces; more are refused."""

MOST_PARAMETER_BYTES = 4000
"""What of a header with parameters is parsed."""

MOST_PARAMETERS = 40
"""How many parameters of a header are parsed."""

_WITH_PARAMETERS = re.compile(
    rb"(?<![^\r\n])content-(?:type|disposition)[ \t]*:[^\r\n]*(?:(?:\r\n|\r|\n)[ \t][^\r\n]*)*", re.I
)


def bounded(data: bytes, where: str) -> bytes:
    """The mail with headers that can be parsed; raises `TooLargeError` where it has too many lines or parts."""
    if data.count(b"\n") + data.count(b"\r") - data.count(b"\r\n") > MOST_LINES:
        raise TooLargeError(f"has over {MOST_LINES:,} lines", where=where)
    if data.count(b"\n--") + data.count(b"\r--") > MOST_BOUNDARIES:
        raise TooLargeError(f"has over {MOST_BOUNDARIES:,} parts", where=where)
    if any(_is_long(found[0]) for found in _WITH_PARAMETERS.finditer(data)):
        return _WITH_PARAMETERS.sub(_cut, data)
    return data


def _is_long(header: bytes) -> bool:
    return len(header) > MOST_PARAMETER_BYTES or header.count(b";") > MOST_PARAMETERS


def _cut(found: re.Match[bytes]) -> bytes:
    header = found[0]
    if not _is_long(header):
        return header
    return b";".join(header[:MOST_PARAMETER_BYTES].split(b";")[: MOST_PARAMETERS + 1])
