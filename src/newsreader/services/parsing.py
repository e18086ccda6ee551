"""Inputs to parsed articles, in order: what `newsreader parse` is, without the printing.

Flat text and Markdown are read here; pages, feeds and archives in a worker, where one that is made to
do harm can be killed. Analyses run as many at once as there are workers, and come out in the order of
the input, each as soon as it and those before it are ready.
"""

from __future__ import annotations

import logging
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from newsreader.errors import InputError, NewsreaderError, TooLargeError
from newsreader.ingest import folder, sniff
from newsreader.ingest.raw import Format, RawDocument, Unreadable, make_id
from newsreader.ingest.reading import is_light
from newsreader.ingest.reading import read as read_raw
from newsreader.model.article import ParsedArticle
from newsreader.model.document import Document, Source, SourceKind
from newsreader.services.engine import OPENED, Engine

logger = logging.getLogger(__name__)

UNDER_WAY = 8
"""How many analyses may wait in line for each worker."""

LARGEST_STREAM = 200_000_000
"""Bytes that are taken from standard input."""


@dataclass(frozen=True, slots=True)
class Failed:
    """An input or an entry of one that could not be read or analysed."""

    id: str | None
    """Its id, where it has one."""

    error: NewsreaderError
    """Why."""


Outcome = ParsedArticle | Failed


def now() -> datetime:
    """The present moment, in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def find_inputs(names: Iterable[str], *, absolute: bool = False) -> Iterator[RawDocument | Failed]:
    """What stands behind names on a command line: files, folders with all below them, `-` for standard input.

    `absolute`: sources bear their whole path, so that the library knows a file from wherever it is named.
    """
    for name in names:
        if name == "-":
            yield _standard_input()
            continue
        try:
            if name.partition("://")[0] in ("http", "https"):
                raise InputError("is an address", where=name, mend="save the page, and name the file")
            for found in folder.find_files(Path(name)):
                yield (
                    Failed(found.id, found.error) if isinstance(found, Unreadable) else _load(found, absolute=absolute)
                )
        except NewsreaderError as error:
            yield Failed(None, error)


def _load(path: Path, *, absolute: bool) -> RawDocument | Failed:
    try:
        return folder.load(path, source_uri=str(path.absolute()) if absolute else None)
    except NewsreaderError as error:
        return Failed(None, error)


def _standard_input() -> RawDocument | Failed:
    data = sys.stdin.buffer.read(LARGEST_STREAM + 1)
    if len(data) > LARGEST_STREAM:
        return Failed(None, TooLargeError(f"is over {LARGEST_STREAM // 1_000_000} MB", where="standard input"))
    source = Source(SourceKind.STDIN, "-")
    return RawDocument(data=data, source=source, name="standard input", id=make_id(source, "-"))


def read(
    raw: RawDocument, received: datetime, engine: Engine | None, forced: Format | None = None, priority: int = OPENED
) -> list[Document | Unreadable]:
    """The documents of an input; raises NewsreaderError where there is none to be had of it.

    What is light is read here, all else in a worker; without an engine everything is read here.
    """
    kind = forced or sniff.detect(raw)
    if engine is not None and not is_light(kind):
        return engine.read(raw, received, kind, priority).result()
    try:
        return list(read_raw(raw, received, kind))
    except NewsreaderError:
        raise
    except Exception as error:  # one text that trips a reader must not keep the others from being read
        logger.exception("reading")
        raise InputError(f"the program failed on it ({type(error).__name__})", where=raw.name) from None


def parse(
    inputs: Iterable[RawDocument | Failed],
    engine: Engine,
    *,
    forced: Format | None = None,
    only_blocks: bool = False,
    workers: int = 1,
) -> Iterator[Outcome]:
    """The articles of all inputs, in order; one that fails is told in its place, and the rest goes on."""
    line: deque[Outcome | Future[ParsedArticle]] = deque()
    titles: deque[str | None] = deque()
    for item in _documents(inputs, engine, forced):
        analyse = isinstance(item, Document) and not only_blocks
        if isinstance(item, Document):
            line.append(engine.analyse(item) if analyse else ParsedArticle(item))
            titles.append(item.id)
        else:
            line.append(item)
            titles.append(item.id)
        while line and (len(line) > UNDER_WAY * workers or _ready(line[0])):
            yield _settle(line.popleft(), titles.popleft())
    while line:
        yield _settle(line.popleft(), titles.popleft())


def _documents(
    inputs: Iterable[RawDocument | Failed], engine: Engine, forced: Format | None
) -> Iterator[Document | Failed]:
    received = now()
    for raw in inputs:
        if isinstance(raw, Failed):
            yield raw
            continue
        try:
            for item in read(raw, received, engine, forced):
                yield Failed(item.id, item.error) if isinstance(item, Unreadable) else item
        except NewsreaderError as error:
            yield Failed(raw.id, with_place(error, raw.name))


def with_place(error: NewsreaderError, name: str) -> NewsreaderError:
    """The error with a place, where it names none."""
    return error if error.where else type(error)(error.what, where=name, mend=error.mend)


def _ready(item: Outcome | Future[ParsedArticle]) -> bool:
    return item.done() if isinstance(item, Future) else True


def _settle(item: Outcome | Future[ParsedArticle], article_id: str | None) -> Outcome:
    if not isinstance(item, Future):
        return item
    try:
        return item.result()
    except NewsreaderError as error:
        return Failed(article_id, error)
