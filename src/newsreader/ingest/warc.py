"""WARC, the form in which crawlers keep what they fetched: to the pages, texts and feeds in it.

The records are told apart here rather than by warcio, which gives up at the first broken one: after a
record that keeps to no form, the next line that begins one is looked for. What is in one record (the
HTTP answer, in pieces and packed) is warcio's to undo.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from newsreader.errors import InputError, TooLargeError
from newsreader.ingest import dates
from newsreader.ingest.decode import in_utf8
from newsreader.ingest.raw import RawDocument
from newsreader.ingest.urls import web_address
from newsreader.model.document import Source, SourceKind
from newsreader.text.safe import one_line

MOST_RECORD_BYTES = 20_000_000
"""A larger record is not read."""

MOST_HEADER_BYTES = 64_000
"""Longer headers of a record are no headers."""

_VERSION = re.compile(rb"WARC/\d\.\d{1,3}\r?\n")
_LENGTH = re.compile(rb"^content-length[ \t]*:[ \t]*(\d{1,18})[ \t]*\r?$", re.I | re.M)
_TYPE = re.compile(rb"^warc-type[ \t]*:[ \t]*([a-z]{1,20})[ \t]*\r?$", re.I | re.M)
_TAKEN = frozenset({b"response", b"resource", b"conversion"})
_READ = re.compile(
    r"(?:text/(?:html|plain|xml|markdown)|application/(?:xhtml\+xml|xml|rss\+xml|atom\+xml|rdf\+xml|feed\+json))\b",
    re.I,
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.I)
_HOUSEKEEPING = re.compile(r"https?://[^/]+/(?:robots|ads|humans|security)\.txt\Z", re.I)
_PIECE = 1 << 16
_AHEAD_BYTES = 32
_START = b"WARC/"


@dataclass(frozen=True, slots=True)
class Capture:
    """One thing that was fetched."""

    data: bytes
    """Its bytes, unpacked; in UTF-8 where its charset was declared outside of them."""

    url: str
    """Where it was fetched."""

    moment: datetime | None
    """When, in UTC, where that is stated."""


def captures(stream: BinaryIO, name: str) -> Iterator[Capture | InputError | None]:
    """What each record holds: None for one that holds nothing to read, an error for one that cannot be read."""
    for number, block in enumerate(_records(stream), 1):
        where = f"{name}, record {number}"
        if isinstance(block, str):
            kind = TooLargeError if block.startswith("is over") else InputError
            yield kind(block, where=where)
        elif block is None:
            yield None
        else:
            yield _capture(block, where)


def page(capture: Capture, archive: Source) -> RawDocument:
    """What was fetched, for the readers of pages and feeds."""
    return RawDocument(capture.data, Source(SourceKind.WARC, capture.url, archive.outlet), capture.url)


def _records(stream: BinaryIO) -> Iterator[bytes | str | None]:
    """The bytes of each record that may hold something to read; what is wrong with it; None for all others."""
    length_of_all = _length(stream)
    line = stream.readline(_PIECE)
    while line:
        if not _VERSION.match(line):
            if line.strip():
                yield "is no WARC record; what follows is read from the next one on"
                line = _next_start(stream)
            else:
                line = stream.readline(_PIECE)
            continue
        header, line = _header(stream, line)
        length, kind = _LENGTH.search(header), _TYPE.search(header)
        if length is None or kind is None:
            yield "states no type or length"
            line = line if _VERSION.match(line) else _next_start(stream)
            continue
        size = int(length[1])
        if length_of_all is not None and not _is_followed(stream, size, length_of_all):
            yield "was cut short, or states a wrong length"
            line = _next_start(stream)
            continue
        if kind[1].lower() not in _TAKEN:
            _skip(stream, size)
            yield None
        elif size > MOST_RECORD_BYTES:
            _skip(stream, size)
            yield f"is over {MOST_RECORD_BYTES // 1_000_000} MB"
        else:
            body = stream.read(size)
            yield header + body if len(body) == size else "was cut short"
        line = stream.readline(_PIECE)


def _header(stream: BinaryIO, first: bytes) -> tuple[bytes, bytes]:
    """The header that begins with that line, up to and with its blank line, and the line that ended it."""
    lines, size = [first], len(first)
    while size < MOST_HEADER_BYTES and (line := stream.readline(_PIECE)):
        if _VERSION.match(line):
            return b"", line
        lines.append(line)
        size += len(line)
        if line in (b"\r\n", b"\n"):
            return b"".join(lines), line
    return b"", b""


def _length(stream: BinaryIO) -> int | None:
    """The bytes of a file that can be looked ahead in; None for a stream that is unpacked as it is read."""
    if not stream.seekable():
        return None
    at = stream.tell()
    end = stream.seek(0, io.SEEK_END)
    stream.seek(at)
    return end


def _is_followed(stream: BinaryIO, size: int, length_of_all: int) -> bool:
    """Whether the next record, or the end, comes behind a body of that size; the stream stays where it is.

    What a length says is never believed without it: one that is too large would swallow the records behind it.
    """
    at = stream.tell()
    if at + size > length_of_all:
        return False
    stream.seek(at + size)
    ahead = stream.read(_AHEAD_BYTES).lstrip(b"\r\n")
    stream.seek(at)
    return ahead.startswith(_START[: len(ahead)])


def _next_start(stream: BinaryIO) -> bytes:
    """Leave out what is there up to the first line of a record; that line."""
    while (line := stream.readline(_PIECE)) and not _VERSION.match(line):
        pass
    return line


def _skip(stream: BinaryIO, size: int) -> None:
    while size > 0 and (piece := stream.read(min(size, _PIECE))):
        size -= len(piece)


def _capture(block: bytes, where: str) -> Capture | InputError | None:
    """What one record holds."""
    from warcio.archiveiterator import ArchiveIterator  # here: nobody else needs it

    try:
        record = next(iter(ArchiveIterator(io.BytesIO(block))), None)
        if record is None:
            return InputError("is empty", where=where)
        url = web_address(record.rec_headers.get_header("WARC-Target-URI", "").strip("<>"))
        http = record.http_headers
        stated = (http or record.rec_headers).get_header("Content-Type") or ""
        if http is not None and http.get_statuscode() != "200":
            return None
        if url is None or _HOUSEKEEPING.match(url) or not _READ.match(stated.strip()):
            return None
        data = record.content_stream().read(MOST_RECORD_BYTES + 1)
        stamp = dates.parse_moment(record.rec_headers.get_header("WARC-Date"))
    except Exception as error:  # warcio raises whatever its parts raise, and its own errors are plain Exceptions
        return InputError(f"cannot be read: {one_line(str(error), 100) or type(error).__name__}", where=where)
    if len(data) > MOST_RECORD_BYTES:
        return TooLargeError(f"unpacks to over {MOST_RECORD_BYTES // 1_000_000} MB", where=where)
    charset = _CHARSET.search(stated)
    return Capture(in_utf8(data, charset[1] if charset else None), url, stamp.moment if stamp else None)
