"""What stands behind the names on a command line, and how one input is read.

Flat text and Markdown are read in this process; pages, feeds and archives in a worker, where one that
is made to do harm can be killed. A text whose language only the model of a worker can tell is read
there too.
"""

from __future__ import annotations

import logging
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, BinaryIO

from newsreader.errors import InputError, NewsreaderError, TooLargeError
from newsreader.ingest import folder, language, sniff
from newsreader.ingest.archive import HEAD_BYTES, Archive, Form, form_of
from newsreader.ingest.raw import Format, RawDocument, Unreadable, make_id
from newsreader.ingest.reading import is_light
from newsreader.ingest.reading import read as read_raw
from newsreader.ingest.siblings import Siblings
from newsreader.model.document import Document, Source, SourceKind
from newsreader.services.engine import OPENED, Engine

logger = logging.getLogger(__name__)

LARGEST_SPOOLED = 4_000_000_000
"""Bytes of an archive that are taken from standard input, by way of a file."""

LIGHT_BYTES = 1_000_000
"""A longer text is read in a worker like a page."""

_PIECE = 1 << 20
_STDIN = "standard input"


@dataclass(frozen=True, slots=True)
class Failed:
    """An input or an entry of one that could not be read or analysed."""

    id: str | None
    """Its id, where it has one."""

    error: NewsreaderError
    """Why."""


Input = RawDocument | Archive | Failed
"""One article, page or feed with its bytes; a file of many articles, not read yet; or why there is neither."""

Fetch = Callable[[str], RawDocument]
"""What gets the page or feed at an address; raises NewsreaderError."""


def now() -> datetime:
    """The present moment, in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def is_address(name: str) -> bool:
    """Whether a name on a command line is an address of the web."""
    return name.partition("://")[0].lower() in ("http", "https")


def find_inputs(
    names: Iterable[str], *, absolute: bool = False, forced: Format | None = None, fetch: Fetch | None = None
) -> Iterator[Input]:
    """What stands behind names: files, folders with all below them, addresses, `-` for standard input.

    `absolute`: sources bear their whole path, so that the library knows a file from wherever it is named.
    An archive from standard input is there only until the next input is asked for.
    """
    for name in names:
        try:
            if name == "-":
                with _standard_input(forced, keep=False) as found:
                    yield found
            elif is_address(name):
                yield _fetched(name, fetch)
            else:
                yield from _below(Path(name), absolute, forced)
        except NewsreaderError as error:
            yield Failed(None, error)


def _fetched(name: str, fetch: Fetch | None) -> RawDocument:
    if fetch is None:
        raise InputError("is an address", where=name, mend="save the page, and name the file")
    return fetch(name)


def _below(path: Path, absolute: bool, forced: Format | None) -> Iterator[Input]:
    siblings = Siblings() if path.is_dir() else None
    for found in folder.find_files(path):
        if isinstance(found, Unreadable):
            yield Failed(found.id, found.error)
            continue
        try:
            opened = folder.open_input(found, str(found.absolute()) if absolute else None, forced)
            if siblings is not None and isinstance(opened, RawDocument):
                opened = replace(opened, furniture=siblings.furniture(found))
            yield opened
        except NewsreaderError as error:
            yield Failed(None, error)


def measure(names: Iterable[str]) -> int:
    """How many bytes the files behind the names have together; what cannot be looked at counts nothing."""
    total = 0
    for name in names:
        if name == "-" or is_address(name):
            continue
        try:
            for found in folder.find_files(Path(name)):
                total += found.stat().st_size if isinstance(found, Path) else 0
        except (NewsreaderError, OSError):
            continue
    return total


# ------------------------------------------------------------------ standard input


@contextmanager
def piped(forced: Format | None = None) -> Iterator[Input]:
    """All of standard input, for who needs it for something else then; an archive is there until this ends."""
    try:
        with _standard_input(forced, keep=True) as found:
            yield found
    except NewsreaderError as error:
        yield Failed(None, error)


@contextmanager
def _standard_input(forced: Format | None, *, keep: bool) -> Iterator[Input]:
    """Standard input; an archive as a file that is there until this ends; lines as they come, unless to `keep`."""
    stream, source = sys.stdin.buffer, Source(SourceKind.STDIN, "-")
    head = _first(stream)
    form = form_of(head, "", None, forced)
    if form is None:
        yield _one(head, stream, source)
    elif form is Form.LINES and not keep:
        yield Archive(form, None, source, _STDIN, head=head)
    else:
        with tempfile.NamedTemporaryFile(prefix="newsreader-") as file:
            _spool(head, stream, file)
            status = os.fstat(file.fileno())
            yield Archive(form, file.name, source, _STDIN, status.st_size, status.st_mtime_ns)


def _first(stream: BinaryIO) -> bytes:
    """Enough of a stream to see its form: it may come slowly, and its first line must not wait for the rest."""
    head = b""
    while len(head) < HEAD_BYTES and b"\n" not in head:
        piece = stream.read1(HEAD_BYTES)  # type: ignore[attr-defined]
        if not piece:
            break
        head += piece
    return head


def _one(head: bytes, stream: BinaryIO, source: Source) -> RawDocument:
    data = head + stream.read(max(0, folder.MOST_BYTES + 1 - len(head)))
    if len(data) > folder.MOST_BYTES:
        raise TooLargeError(f"is over {folder.MOST_BYTES // folder.MEGABYTE} MB", where=_STDIN)
    return RawDocument(data=data, source=source, name=_STDIN, id=make_id(source, "-"))


def _spool(head: bytes, stream: BinaryIO, file: IO[bytes]) -> None:
    """Put a stream into a file; raises `TooLargeError`, and `InputError` where the disk is full."""
    try:
        size = file.write(head)
        while piece := stream.read(_PIECE):
            size += file.write(piece)
            if size > LARGEST_SPOOLED:
                raise TooLargeError(f"is over {LARGEST_SPOOLED // folder.MEGABYTE} MB", where=_STDIN)
        file.flush()
    except OSError as error:
        raise InputError(f"cannot be kept in a file: {error.strerror}", where=_STDIN) from None


# ------------------------------------------------------------------ reading one


def read(
    raw: RawDocument, received: datetime, engine: Engine | None, forced: Format | None = None, priority: int = OPENED
) -> list[Document | Unreadable]:
    """The documents of an input; raises NewsreaderError where there is none to be had of it.

    What is light is read here, all else in a worker; without an engine everything is read here.
    """
    return begin_to_read(raw, received, engine, forced, priority).result()


def begin_to_read(
    raw: RawDocument, received: datetime, engine: Engine | None, forced: Format | None = None, priority: int = OPENED
) -> Future[list[Document | Unreadable]]:
    """The same, while something else is done."""
    done: Future[list[Document | Unreadable]] = Future()
    try:
        kind = forced or sniff.detect(raw)
        if engine is not None and not (is_light(kind) and len(raw.data) <= LIGHT_BYTES):
            return engine.read(raw, received, kind, priority)
        items = _read_here(raw, received, kind)
        if engine is not None and any(_wants_model(item) for item in items):
            return engine.read(raw, received, kind, priority)
        done.set_result(items)
    except NewsreaderError as error:
        done.set_exception(error)
    return done


def _read_here(raw: RawDocument, received: datetime, kind: Format) -> list[Document | Unreadable]:
    try:
        return list(read_raw(raw, received, kind))
    except NewsreaderError:
        raise
    except Exception as error:  # one text that trips a reader must not keep the others from being read
        logger.exception("reading")
        raise InputError(f"the program failed on it ({type(error).__name__})", where=raw.name) from None


def _wants_model(item: Document | Unreadable) -> bool:
    return isinstance(item, Document) and item.language is None and language.needs_model(item.text)


def with_place(error: NewsreaderError, name: str) -> NewsreaderError:
    """The error with a place, where it names none."""
    return error if error.where else type(error)(error.what, where=name, mend=error.mend)
