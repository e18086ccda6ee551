"""Files of many articles: which these are, and how one is opened, again and again, at the same place.

What is named by a person is only looked at here, by its first bytes; it is read in a worker (`unpack`),
or, where it has one article a line and is not packed, cut into pieces (`chunks`) for several of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath

from newsreader.ingest import mbox
from newsreader.ingest.chunks import CHUNK_BYTES, is_lines
from newsreader.ingest.decode import decode, wide_charset
from newsreader.ingest.raw import Format
from newsreader.model.document import Source

HEAD_BYTES = 1 << 16
"""How much of a file shows its form."""

_GZIP = b"\x1f\x8b"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_WARC = re.compile(rb"WARC/\d\.\d")
_JSON_SUFFIXES = frozenset({".json", ".jsonl", ".ndjson"})
_TABLE = re.compile(rb"(?:\[\s*)?\{\s*\"")
_JSON_FEED = b"jsonfeed.org/version"


class Form(StrEnum):
    """How a file holds its articles."""

    GZIP = "gzip"
    ZIP = "zip"
    WARC = "warc"
    MBOX = "mbox"
    LINES = "lines"
    ARRAY = "array"


@dataclass(frozen=True, slots=True)
class Archive:
    """A file of many articles, as it was found."""

    form: Form
    """How it holds them."""

    path: str | None
    """Where it lies; None for lines that come on standard input."""

    source: Source
    """Where its articles came from."""

    name: str
    """What a message calls it."""

    size: int = 0
    """Its size in bytes; 0 where that is not known."""

    modified: int = 0
    """When it was last changed, in nanoseconds since 1970."""

    head: bytes = b""
    """What was taken from standard input already."""


def form_of(head: bytes, name: str, size: int | None, forced: Format | None = None) -> Form | None:
    """The form of a file that begins so; None for a file of one article, one page or one feed, or a short one.

    `size` is None where it is not known. Packed files are opened whatever they are forced to be: that is
    said of what is in them.
    """
    if head.startswith(_GZIP):
        return Form.GZIP
    if head.startswith(_ZIP):
        return Form.ZIP
    return content_form(head, name, forced, short=size is not None and size <= CHUNK_BYTES)


def content_form(head: bytes, name: str, forced: Format | None = None, *, short: bool = False) -> Form | None:
    """The form of what is not packed, or was unpacked; JSON that is `short` can be read in one go."""
    if forced is Format.WARC or (forced is None and _WARC.match(head)):
        return Form.WARC
    if forced in (None, Format.MAIL) and mbox.START.match(head):
        return Form.MBOX
    if short or forced not in (None, Format.JSONL) or _JSON_FEED in head:
        return None
    is_wide = wide_charset(head) is not None
    start = (decode(head).encode() if is_wide else head.removeprefix(b"\xef\xbb\xbf")).lstrip()
    suffix = PurePath(name.lower().removesuffix(".gz")).suffix
    if forced is Format.JSONL or (start.startswith((b"{", b"[")) and suffix in _JSON_SUFFIXES) or _TABLE.match(start):
        return Form.LINES if is_lines(start) and not is_wide else Form.ARRAY
    return None
