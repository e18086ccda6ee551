"""Inputs to articles, a portion at a time, in order: short files, long ones in pieces, archives.

So many readings are under way at once as workers can do, and no more is held than these. A portion says
how far its input was read, and with what mark to go on there: who keeps the mark with the articles can
be killed at any moment and go on later. A portion that a worker dies or hangs of is read again record
by record, so that one bad record costs itself alone.
"""

from __future__ import annotations

import io
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any, cast

from newsreader.errors import InputError, NewsreaderError, NotStartedError, TooLargeError, WorkerError
from newsreader.ingest import jsonl
from newsreader.ingest.archive import Archive, Form
from newsreader.ingest.chunks import CHUNK_BYTES, Chunk, Lines, cut
from newsreader.ingest.folder import open_regular
from newsreader.ingest.portion import PORTION_RECORDS
from newsreader.ingest.portion import Portion as Unpacked
from newsreader.ingest.raw import Format, RawDocument, Unreadable
from newsreader.model.document import Document
from newsreader.services.engine import OPENED, Engine
from newsreader.services.inputs import Failed, Input, begin_to_read, with_place

AHEAD = 3
"""How many readings are under way for each worker."""

MOST_BAD = 1000
"""After so many records in a row that cannot be read, the rest of a file is left: it is not what it seemed to be."""

MOST_DEATHS = 3
"""After so many records in a row that a worker dies of, the rest of a file is left."""


@dataclass(frozen=True, slots=True)
class Portion:
    """Some articles of one input."""

    source: Input
    """The input."""

    items: tuple[Document | Failed, ...]
    """The articles, and what could not be read."""

    done: int
    """How many bytes of the input have been read."""

    mark: str | None = None
    """With what to go on behind this portion; None for an input that is read in one go."""

    finished: bool = True
    """Whether that was the end of the input."""


@dataclass(frozen=True, slots=True)
class Reader:
    """How inputs are read."""

    engine: Engine
    """The workers."""

    received: datetime
    """When the articles came."""

    forced: Format | None = None
    """What the inputs are; None: each by its content."""

    workers: int = 1
    """How many workers there are."""

    priority: int = OPENED
    """How soon the readings come to their turn."""


_Begun = tuple[Callable[[], Portion], Future[Any] | None]
"""What waits for a reading and makes the portion of it, and the future that it waits for."""


def portions(
    inputs: Iterable[Input], reader: Reader, marked: Callable[[Archive], str | None] = lambda _: None
) -> Iterator[Portion]:
    """The articles of all inputs, in order; `marked` says with what mark to go on in an archive."""
    line: deque[_Begun] = deque()
    for source in inputs:
        for begun in _begun(source, reader, marked):
            line.append(begun)
            while line and (len(line) > AHEAD * reader.workers or _is_ready(line[0][1])):
                yield line.popleft()[0]()
    while line:
        yield line.popleft()[0]()


def _is_ready(future: Future[Any] | None) -> bool:
    return future is None or future.done()


def _begun(source: Input, reader: Reader, marked: Callable[[Archive], str | None]) -> Iterator[_Begun]:
    """The readings of one input, each begun when it is asked for."""
    if isinstance(source, Failed):
        yield lambda: Portion(source, (source,), 0), None
    elif isinstance(source, RawDocument):
        yield _whole(source, reader)
    elif source.form is Form.LINES:
        yield from _pieces(source, reader, marked(source))
    else:
        yield from ((lambda portion=portion: portion, None) for portion in _unpacked(source, reader, marked(source)))


class _Patience:
    """How many records of a file could not be read, one after the other: past a limit, no more of it is told."""

    def __init__(self, name: str) -> None:
        self.ended = False
        """Whether the limit was reached."""
        self._name = name
        self._bad = 0

    def settled(self, settle: Callable[[], Portion]) -> Portion:
        """What is kept of a portion that is still to be waited for."""
        return self.kept(settle())

    def kept(self, portion: Portion) -> Portion:
        """The portion, up to the record at which the limit was reached."""
        if self.ended:
            return replace(portion, items=())
        for number, item in enumerate(portion.items, 1):
            self._bad = self._bad + 1 if isinstance(item, Failed) else 0
            if self._bad >= MOST_BAD:
                self.ended = True
                what = f"{MOST_BAD:,} records in a row cannot be read; the rest was left"
                said = Failed(None, TooLargeError(what, where=self._name))
                return replace(portion, items=(*portion.items[:number], said))
        return portion


# ------------------------------------------------------------------ one article, page or feed


def _whole(raw: RawDocument, reader: Reader) -> _Begun:
    future = begin_to_read(raw, reader.received, reader.engine, reader.forced, reader.priority)

    def settle() -> Portion:
        return _Patience(raw.name).kept(Portion(raw, _settled(future, raw), len(raw.data)))

    return settle, future


def _settled(future: Future[list[Document | Unreadable]], raw: RawDocument) -> tuple[Document | Failed, ...]:
    try:
        return _told(future.result())
    except NewsreaderError as error:
        return (Failed(raw.id, with_place(error, raw.name)),)


def _told(items: Iterable[Document | Unreadable]) -> tuple[Document | Failed, ...]:
    return tuple(Failed(item.id, item.error) if isinstance(item, Unreadable) else item for item in items)


# ------------------------------------------------------------------ one article a line


def _pieces(archive: Archive, reader: Reader, mark: str | None) -> Iterator[_Begun]:
    """The pieces of a file of lines, read by several workers."""
    start, first = _place(mark)
    patience = _Patience(archive.name)
    try:
        with _stream(archive, start) as stream:
            for chunk in cut(stream, archive.head, start, first):
                settle, future = _piece(archive, chunk, reader)
                yield partial(patience.settled, settle), future
                if patience.ended:
                    break
    except (NewsreaderError, OSError) as error:
        told = error if isinstance(error, NewsreaderError) else InputError(f"cannot be read: {error.strerror}")
        failed = Failed(None, with_place(told, archive.name))
        yield lambda: Portion(archive, (failed,), archive.size), None
        return
    yield lambda: Portion(archive, (), archive.size, None, finished=True), None


@contextmanager
def _stream(archive: Archive, start: int) -> Iterator[Lines]:
    if archive.path is None:
        yield cast(Lines, sys.stdin.buffer)
        return
    file = cast(io.BufferedReader, open_regular(archive.path))
    # A piece is what is there in the buffer, so that must hold a whole one, or pieces are of a few lines.
    with io.BufferedReader(file.detach(), CHUNK_BYTES) as stream:
        stream.seek(start)
        yield stream


def _place(mark: str | None) -> tuple[int, int]:
    """The place in bytes and the number of the line that a mark names."""
    try:
        start, first = (int(part) for part in (mark or "0 1").split())
    except ValueError:
        return 0, 1
    return (start, first) if start >= 0 and first > 0 else (0, 1)


def _piece(archive: Archive, chunk: Chunk, reader: Reader) -> _Begun:
    mark = f"{chunk.end} {chunk.after}"
    if chunk.data is not None and not chunk.data.strip():
        return lambda: Portion(archive, (), chunk.end, mark, finished=False), None
    if chunk.data is None:
        failed = Failed(None, jsonl.too_long(archive.name, chunk.first))
        return lambda: Portion(archive, (failed,), chunk.end, mark, finished=False), None
    raw = RawDocument(chunk.data, archive.source, archive.name, first=chunk.first)
    future = reader.engine.read(raw, reader.received, Format.JSONL, reader.priority)

    def settle() -> Portion:
        try:
            items = _told(future.result())
        except WorkerError as error:
            if isinstance(error, NotStartedError):
                raise
            items = _line_by_line(raw, reader)
        except NewsreaderError as error:
            items = (Failed(None, with_place(error, archive.name)),)
        return Portion(archive, items, chunk.end, mark, finished=False)

    return settle, future


def _line_by_line(raw: RawDocument, reader: Reader) -> tuple[Document | Failed, ...]:
    """The articles of a piece that a worker died of, each line read by itself."""
    items: list[Document | Failed] = []
    deaths = 0
    for number, line in enumerate(raw.data.split(b"\n"), raw.first):
        if line.strip():
            one = replace(raw, data=line, first=number, name=f"{raw.name}, line {number}")
            future = reader.engine.read(one, reader.received, Format.JSONL, reader.priority)
            found = _settled(future, one)
            items += found
            has_died = any(isinstance(item, Failed) and isinstance(item.error, WorkerError) for item in found)
            deaths = deaths + 1 if has_died else 0
            if deaths >= MOST_DEATHS:
                what = "the workers die of it, again and again; the lines behind it are left"
                items.append(Failed(None, InputError(what, where=one.name)))
                break
    return tuple(items)


# ------------------------------------------------------------------ archives


def _unpacked(archive: Archive, reader: Reader, mark: str | None) -> Iterator[Portion]:
    """The portions of an archive; the next one is read while this one is worked on."""
    patience = _Patience(archive.name)
    for portion in _asked(archive, reader, int(mark) if mark and mark.isdecimal() else 0):
        kept = patience.kept(portion)
        if patience.ended:
            yield replace(kept, mark=None, done=archive.size, finished=True)
            return
        yield kept


def _asked(archive: Archive, reader: Reader, at: int) -> Iterator[Portion]:
    asked = _ask(archive, reader, at, PORTION_RECORDS)
    while True:
        try:
            found = asked.result()
        except WorkerError as error:
            if isinstance(error, NotStartedError):
                raise
            try:
                yield from _record_by_record(archive, reader, at)
            except InputError as fault:
                yield Portion(archive, (Failed(None, fault),), archive.size)
                return
            at += PORTION_RECORDS
            asked = _ask(archive, reader, at, PORTION_RECORDS)
            continue
        except NewsreaderError as error:
            yield Portion(archive, (Failed(None, with_place(error, archive.name)),), archive.size)
            return
        at = found.next
        if not found.finished:
            asked = _ask(archive, reader, at, PORTION_RECORDS)
        yield _portion(archive, found)
        if found.finished:
            return


def _ask(archive: Archive, reader: Reader, at: int, most: int) -> Future[Unpacked]:
    return reader.engine.unpack(archive, at, reader.received, reader.forced, most=most, priority=reader.priority)


def _portion(archive: Archive, found: Unpacked) -> Portion:
    mark = None if found.finished else str(found.next)
    return Portion(archive, _told(found.items), found.done, mark, found.finished)


def _record_by_record(archive: Archive, reader: Reader, start: int) -> Iterator[Portion]:
    """The records of a portion that a worker died of, each read by itself."""
    deaths = 0
    for at in range(start, start + PORTION_RECORDS):
        try:
            found = _ask(archive, reader, at, 1).result()
            while not found.finished and found.next <= at:
                found = _ask(archive, reader, at, 1).result()
            deaths = 0
        except NewsreaderError as error:
            if isinstance(error, NotStartedError):
                raise
            deaths += 1
            failed = Failed(None, type(error)(error.what, where=f"{archive.name}, record {at + 1}", mend=error.mend))
            yield Portion(archive, (failed,), 0, str(at + 1), finished=False)
            if deaths >= MOST_DEATHS:
                raise InputError("the workers die of it, again and again", where=archive.name) from None
            continue
        yield _portion(archive, found)
        if found.finished:
            return
