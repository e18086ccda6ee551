"""Files, folders and archives into a library, in batches: safe to interrupt, and to take up again.

Each batch is stored before the mark that says how far its file was read, so that a run that was
killed goes on there when the same file is taken in again; what comes twice is one article. The mark of
a file is kept under its path, size and time of change: of a file that was changed, all is read.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from newsreader.errors import NewsreaderError, TooLargeError
from newsreader.ingest.archive import Archive
from newsreader.ingest.raw import Format
from newsreader.library import Library
from newsreader.model.document import Document, SourceKind
from newsreader.services.engine import BEHIND, Engine
from newsreader.services.inputs import Failed, Input, now
from newsreader.services.portions import Portion, Reader, portions
from newsreader.services.shelf import Shelf

BATCH = 500
"""Documents that are stored in one transaction, but for what one portion of a long file brings more."""

MOST_FAILURES = 100
"""How many failures are kept with their reasons; the others are counted."""

SECONDS_BETWEEN = 0.1
"""How often progress is told at most."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the taking in is."""

    read: int = 0
    """How many articles have been read."""

    stored: int = 0
    """How many of them are new or changed."""

    failed: int = 0
    """How many inputs or entries could not be read."""

    failures: tuple[NewsreaderError, ...] = ()
    """Why, of the first."""

    bytes: int = 0
    """How many bytes of the inputs have been read, as they lie on the disk."""

    resumed: bool = False
    """Whether some file was taken up where an earlier run had left it."""

    finished: bool = False
    """Whether that is all."""


class Keeper(Protocol):
    """Where articles are kept, and the marks that say how far a file was read."""

    def save(self, documents: tuple[Document, ...]) -> int:
        """Store them; how many were new or changed."""

    def mark(self, name: str) -> str | None:
        """The mark of that name."""

    def set_mark(self, name: str, mark: str | None) -> None:
        """Keep it, or forget it."""


@dataclass(frozen=True, slots=True)
class ShelfKeeper:
    """A library behind its thread, to which articles are added."""

    shelf: Shelf
    """The library."""

    resumes: bool = True
    """Whether a file is taken up where it was left; not on a visit, which forgets its articles."""

    def save(self, documents: tuple[Document, ...]) -> int:
        """Store them; how many were new or changed."""
        saved = self.shelf.submit(lambda library: library.save_many(documents)).result()
        return sum(item.new or item.changed for item in saved)

    def mark(self, name: str) -> str | None:
        """How far an earlier run came."""
        return self.shelf.submit(lambda library: library.setting(name)).result() or None if self.resumes else None

    def set_mark(self, name: str, mark: str | None) -> None:
        """Remember how far this one is."""

        def keep(library: Library) -> None:
            if mark or library.setting(name):
                library.set_setting(name, mark or "")

        if self.resumes:
            self.shelf.submit(keep).result()


def take_in(
    inputs: Iterable[Input],
    engine: Engine,
    keeper: Keeper,
    tell: Callable[[Progress], None] = lambda _: None,
    stopped: Callable[[], bool] = lambda: False,
    *,
    forced: Format | None = None,
    workers: int = 1,
) -> Progress:
    """Store all articles of the inputs; `tell` is called now and then, and at the end, in this thread.

    The first article is stored at once, so that there is something to read. Who stops it with an exception
    (`Ctrl+C`) is told before how far it came. Raises LibraryError where
    nothing more can be stored, and NotStartedError where there is no worker to be had.
    """
    taking = _TakingIn(keeper, tell)
    reader = Reader(engine, now(), forced, workers, BEHIND)
    try:
        for portion in portions(inputs, reader, taking.begin):
            if stopped():
                return taking.progress
            taking.take(portion)
    except BaseException:
        tell(taking.progress)
        raise
    return taking.finish()


class _TakingIn:
    """What has been read and not stored yet, and how far that goes."""

    def __init__(self, keeper: Keeper, tell: Callable[[Progress], None]) -> None:
        self.keeper = keeper
        self.tell = tell
        self.progress = Progress()
        self.batch: list[Document] = []
        self.marks: dict[str, str | None] = {}
        self.before: dict[str, int] = {}
        self.told = 0.0

    def begin(self, archive: Archive) -> str | None:
        """With what mark to go on in a file of many articles."""
        mark = self.keeper.mark(mark_name(archive)) if _is_kept(archive) else None
        if mark:
            self.progress = replace(self.progress, resumed=True)
        return mark

    def take(self, portion: Portion) -> None:
        """Take a portion, and store the batch where it is full or the portion ends with a mark."""
        failures = [item.error for item in portion.items if isinstance(item, Failed)]
        documents = [item for item in portion.items if isinstance(item, Document)]
        self.batch += documents
        progress = self.progress
        self.progress = replace(
            progress,
            read=progress.read + len(documents),
            failed=progress.failed + len(failures),
            failures=_first([*progress.failures, *failures]),
            bytes=progress.bytes + self._advance(portion),
        )
        source = portion.source
        if isinstance(source, Archive) and _is_kept(source):
            self.marks[mark_name(source)] = portion.mark
        if len(self.batch) >= BATCH or (self.batch and not progress.stored) or portion.mark:
            self.store()
        self._tell()

    def store(self) -> None:
        """Store the batch, and then how far it goes."""
        if self.batch:
            stored = self.keeper.save(tuple(self.batch))
            self.progress = replace(self.progress, stored=self.progress.stored + stored)
            self.batch.clear()
        for name, mark in self.marks.items():
            self.keeper.set_mark(name, mark)
        self.marks.clear()

    def finish(self) -> Progress:
        """Store what is left."""
        self.store()
        self.progress = replace(self.progress, finished=True)
        self.tell(self.progress)
        return self.progress

    def _advance(self, portion: Portion) -> int:
        """How many more bytes of its input have been read with it."""
        if not isinstance(portion.source, Archive):
            return portion.done
        name = mark_name(portion.source)
        before = self.before.get(name, 0)
        self.before[name] = max(before, portion.done)
        return max(0, portion.done - before)

    def _tell(self) -> None:
        moment = time.monotonic()
        if moment - self.told >= SECONDS_BETWEEN or (self.progress.stored and not self.told):
            self.told = moment
            self.tell(self.progress)


def _first(failures: list[NewsreaderError]) -> tuple[NewsreaderError, ...]:
    """Those that are kept: what was left since it was too much comes before single records, which may be many."""
    return tuple(sorted(failures, key=lambda error: not isinstance(error, TooLargeError))[:MOST_FAILURES])


def _is_kept(archive: Archive) -> bool:
    """Whether the same file can be named again."""
    return archive.path is not None and archive.source.kind is not SourceKind.STDIN


def mark_name(archive: Archive) -> str:
    """The name under which it is kept how far a file was read."""
    key = f"{archive.path}\0{archive.size}\0{archive.modified}"
    return "import:" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:24]
