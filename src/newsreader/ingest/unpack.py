"""A file of many articles, read in portions, each with the place where the next one begins.

This happens in a worker, which may be killed in the middle: the place is a count of the records that
were passed, so that any worker can go on there, and one bad record can be stepped over. A file that
was packed is unpacked once more from its start to get there, which is quick beside reading articles.
"""

from __future__ import annotations

import io
import itertools
import logging
import os
import stat
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import PurePosixPath
from typing import Any, BinaryIO, cast

from newsreader.errors import InputError, NewsreaderError, NotFoundError, TooLargeError
from newsreader.ingest import chunks, folder, jsonl, mbox, reading, warc, zip_parts
from newsreader.ingest.archive import HEAD_BYTES, Archive, Form, content_form
from newsreader.ingest.decode import decode_exactly
from newsreader.ingest.gunzip import Count, Counted, Gunzip
from newsreader.ingest.portion import Portion
from newsreader.ingest.raw import Format, RawDocument, Unreadable
from newsreader.model.document import Document, Source, SourceKind
from newsreader.text.safe import one_line

logger = logging.getLogger(__name__)

PORTION_BYTES = 4_000_000
"""After how many bytes of text a portion ends."""

PORTION_SECONDS = 2.0
"""After how long a portion ends, whatever is in it, from its first record on."""

PASSING_SECONDS = 15.0
"""How long records that were read before are passed at one time, to get to the first one."""

MOST_MEMBERS = 200_000
"""How many files of a zip are looked at."""

MOST_ARRAY_BYTES = 100_000_000
"""The largest JSON value over many lines that is read."""

_OFFICE = frozenset({"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"})
_ENCRYPTED = 1
_ZIP_FAULTS = (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, UnicodeError)
_NESTED = (b"PK\x03\x04", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00", b"7z\xbc\xaf", b"Rar!", b"\x28\xb5\x2f\xfd")


@dataclass(frozen=True, slots=True)
class Record:
    """What one record holds, not read yet."""

    raw: RawDocument
    """Its bytes and where they are from."""

    form: Format | None = None
    """What it is; None: by its content."""

    received: datetime | None = None
    """When it was fetched, where the archive says so."""


Found = Record | Unreadable | None


class Unpacker:
    """An open file of many articles; raises `InputError` where it cannot be opened, or is not what was found."""

    def __init__(self, archive: Archive, forced: Format | None) -> None:
        """Open it at its start."""
        self.archive = archive
        self.forced = forced
        self.at = 0
        """How many records have been passed."""
        self._file = _open(archive)
        self._found = _records(self._file, archive, forced)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def portion(self, start: int, most: int, received: datetime) -> Portion:
        """The articles of the next records, at most so many, from that one on, which may not lie behind.

        A portion is empty where it took too long to get there; the next one goes on.
        """
        until = time.monotonic() + PASSING_SECONDS
        items: list[Document | Unreadable] = []
        size, late = 0, False
        while self.at < start + most and size < PORTION_BYTES and not late:
            found = next(self._found, _END)
            if found is _END:
                return Portion(tuple(items), self.at, self.archive.size, finished=True)
            self.at += 1
            if self.at == start + 1:
                until = time.monotonic() + PORTION_SECONDS
            if self.at > start:
                read = list(_read(cast(Found, found), received))
                items += read
                size += sum(len(item.text) for item in read if isinstance(item, Document))
            late = time.monotonic() > until
        return Portion(tuple(items), max(self.at, start), self._done(), finished=False)

    def _done(self) -> int:
        try:
            return min(self._file.tell(), self.archive.size)
        except (OSError, ValueError):
            return 0


_END = object()


def _open(archive: Archive) -> BinaryIO:
    if archive.path is None:
        raise InputError("cannot be read twice", where=archive.name)
    file = folder.open_regular(archive.path)
    status = os.fstat(file.fileno())
    if not stat.S_ISREG(status.st_mode) or (status.st_size, status.st_mtime_ns) != (archive.size, archive.modified):
        file.close()
        raise InputError("was changed while it was read", where=archive.name, mend="start again")
    return file


def _read(found: Found, received: datetime) -> Iterator[Document | Unreadable]:
    """The articles of a record; what is wrong with it is one of them."""
    if found is None:
        return
    if isinstance(found, Unreadable):
        yield found
        return
    try:
        yield from reading.read(found.raw, found.received or received, found.form)
    except NewsreaderError as error:
        told = error if isinstance(error, InputError) else InputError(error.what, mend=error.mend)
        yield Unreadable(found.raw.id, told if told.where else InputError(told.what, where=found.raw.name))
    except RecursionError:
        yield Unreadable(found.raw.id, InputError("is nested too deeply", where=found.raw.name))
    except Exception as error:  # one article that trips a reader must not cost the others of its portion
        logger.exception("reading")
        what = f"the program failed on it ({type(error).__name__})"
        yield Unreadable(found.raw.id, InputError(what, where=found.raw.name))


def _records(file: BinaryIO, archive: Archive, forced: Format | None) -> Iterator[Found]:
    """All records of the file, in order; a fault that ends them is the last one."""
    count = Count(archive.size, archive.name)
    try:
        if archive.form is Form.ZIP:
            yield from _members(file, archive, count, forced)
        elif archive.form is Form.GZIP:
            stream = Gunzip(file, count)
            yield from _content(stream, archive.name, archive.source, forced)
            if stream.fault:
                yield Unreadable(None, stream.fault)
        else:
            yield from _content(file, archive.name, archive.source, forced)
    except InputError as error:
        told = error if error.where else type(error)(error.what, where=archive.name, mend=error.mend)
        yield Unreadable(None, told)


def _content(stream: Any, name: str, source: Source, forced: Format | None) -> Iterator[Found]:
    """The records of what is packed nowhere, or was unpacked."""
    buffered, head = _looked_into(stream)
    form = content_form(head, name, forced)
    if form is Form.WARC:
        yield from _captures(buffered, name, source)
    elif form is Form.MBOX:
        yield from _mails(buffered, name, source)
    elif form is Form.LINES:
        yield from _lines(buffered, name, source)
    elif form is Form.ARRAY:
        yield from _rows(buffered, name, source)
    elif head.startswith(_NESTED):
        raise InputError("is packed twice", where=one_line(name), mend="unpack it first")
    else:
        data = _whole(buffered, folder.MOST_BYTES, name)
        if data or not getattr(stream, "fault", None):
            yield Record(RawDocument(data, source, name), forced)


def _looked_into(stream: Any) -> tuple[BinaryIO, bytes]:
    """The stream as one that can be read by lines, and how it begins."""
    if isinstance(stream, io.BufferedReader):
        head = stream.read(HEAD_BYTES)
        stream.seek(0)
        return cast(BinaryIO, stream), head
    buffered = io.BufferedReader(stream, HEAD_BYTES)
    return cast(BinaryIO, buffered), buffered.peek(HEAD_BYTES)[:HEAD_BYTES]


def _whole(stream: BinaryIO, most: int, name: str) -> bytes:
    data = stream.read(most + 1)
    if len(data) > most:
        what = f"is over {most // 1_000_000} MB"
        raise TooLargeError(what, where=one_line(name), mend="split it, one article a line")
    return data


def _lines(stream: BinaryIO, name: str, source: Source) -> Iterator[Found]:
    number = 0
    while line := stream.readline(chunks.MOST_LINE_BYTES + 1):
        number += 1
        if len(line) > chunks.MOST_LINE_BYTES:
            while not line.endswith(b"\n") and (line := stream.readline(HEAD_BYTES)):
                pass
            yield Unreadable(None, jsonl.too_long(name, number))
        elif line.strip():
            yield Record(RawDocument(line, source, name, first=number), Format.JSONL)


def _rows(stream: BinaryIO, name: str, source: Source) -> Iterator[Found]:
    """The rows of JSON over many lines, or in a charset of wide characters; of what is neither, each line by itself."""
    text = decode_exactly(_whole(stream, MOST_ARRAY_BYTES, name))
    rows = jsonl.rows_of(text, name)
    if rows is None:
        yield from _lines(io.BytesIO(text.encode("utf-8", "replace")), name, source)
        return
    number = 0
    for row in rows:
        if isinstance(row, InputError):
            yield Unreadable(None, row)
            continue
        number += 1
        yield Record(RawDocument(row.encode("utf-8", "replace"), source, name, first=number), Format.JSONL)


def _mails(stream: BinaryIO, name: str, source: Source) -> Iterator[Found]:
    source = replace(source, kind=SourceKind.MAIL)
    for number, data in enumerate(mbox.mails(stream, folder.MOST_BYTES), 1):
        called = f"{name}, mail {number}"
        if isinstance(data, str):
            yield Unreadable(None, TooLargeError(data, where=one_line(called, 300)))
        else:
            yield Record(RawDocument(data, source, called), Format.MAIL)


def _captures(stream: BinaryIO, name: str, source: Source) -> Iterator[Found]:
    for found in warc.captures(stream, one_line(name, 300)):
        if isinstance(found, InputError):
            yield Unreadable(None, found)
        elif found is None:
            yield None
        else:
            raw = warc.page(found, source)
            form = reading.page_format(raw)
            yield Record(raw, form, found.moment) if form else None


# ------------------------------------------------------------------ zip


def _members(file: BinaryIO, archive: Archive, count: Count, forced: Format | None) -> Iterator[Found]:
    """The records of all files in a zip; names of files are only ever shown, and a part of addresses."""
    what = "is a damaged zip archive, or was cut short"
    try:
        opened = zipfile.ZipFile(file)
    except _ZIP_FAULTS as error:
        yield from _parts(file, archive, count, forced)
        raise InputError(what, where=archive.name) from error
    try:
        with opened as packed:
            listed = packed.infolist()
            if any(member.filename in _OFFICE for member in listed[:50]):
                raise InputError("is an office document or a program, not articles", mend="save it as text first")
            chosen = [member for member in listed if _may_be_article(member)]
            if not chosen:
                raise NotFoundError("no articles in this archive", mend="articles end in .txt, .md, .html …")
            for member in chosen[:MOST_MEMBERS]:
                yield from _member(partial(packed.open, member), member, archive, count, forced)
            if len(chosen) > MOST_MEMBERS:
                raise TooLargeError(f"holds over {MOST_MEMBERS:,} files; the others were left")
    except _ZIP_FAULTS as error:
        raise InputError(what, where=archive.name) from error


def _parts(file: BinaryIO, archive: Archive, count: Count, forced: Format | None) -> Iterator[Found]:
    """The records of the files in a zip without its end, as far as they can be found."""
    for part in itertools.islice(zip_parts.parts(file), MOST_MEMBERS):
        if _may_be_article(part.info):
            yield from _member(partial(nullcontext, part), part.info, archive, count, forced)


def _may_be_article(member: zipfile.ZipInfo) -> bool:
    if not member.filename:
        return False
    path = PurePosixPath(member.filename)
    hidden = any(part.startswith((".", "__MACOSX")) and part != ".." for part in path.parts)
    is_link = stat.S_ISLNK(member.external_attr >> 16)
    return not (member.is_dir() or hidden or is_link) and folder.may_be_article(path.name)


def _member(
    opening: Callable[[], AbstractContextManager[Any]],
    member: zipfile.ZipInfo,
    archive: Archive,
    count: Count,
    forced: Format | None,
) -> Iterator[Found]:
    """The records of one file in a zip; what is wrong with it costs itself alone, but for what is made to do harm."""
    called = one_line(member.filename, 200)
    name = f"{archive.name}: {called}"
    source = replace(archive.source, uri=f"{archive.source.uri}#{called}")
    if member.flag_bits & _ENCRYPTED:
        yield Unreadable(None, InputError("is locked with a password", where=name, mend="unpack it first"))
        return
    try:
        with opening() as opened:
            stream = Counted(cast(BinaryIO, opened), count, name)
            yield from _content(stream, name, source, forced)
            if stream.fault:
                yield Unreadable(None, stream.fault)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        what = f"cannot be unpacked: {one_line(str(error), 100)}"
        yield Unreadable(None, InputError(what, where=name))
    except InputError as error:
        if count.exceeded:
            raise  # it is the archive that unpacks to too much, and each further file would say so again
        yield Unreadable(None, error)
