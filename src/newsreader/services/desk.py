"""What the reader does, without a screen: list, open, analyse, mark, put right, take in.

The desk joins the library and the workers. Its coroutines hold up nobody: SQL runs in the library's
thread, files are read in another, and pages, feeds and the language model in worker processes.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from newsreader.analysis.engine import engine_name
from newsreader.errors import LibraryError, ModelError, NewsreaderError, NotStartedError, WorkerError
from newsreader.ingest import folder, sniff
from newsreader.ingest.raw import RawDocument, Unreadable
from newsreader.ingest.reading import is_light
from newsreader.library import Change, Library
from newsreader.model.article import ParsedArticle
from newsreader.model.corrections import Corrected, Correction
from newsreader.model.document import Document
from newsreader.model.reading import AnalysisState, ArticleHeader, Reading
from newsreader.resources import resource
from newsreader.services import changing, undoing
from newsreader.services.correcting import Corrections, file_beside
from newsreader.services.engine import BEHIND, OPENED, Engine
from newsreader.services.parsing import Failed, find_inputs, now, read, with_place
from newsreader.services.shelf import Shelf

logger = logging.getLogger(__name__)

SEEDS_ARE_IN = "seeds are in"
"""The name under which the library remembers that the seed articles were taken in."""

BATCH = 100
"""Documents that are stored in one transaction."""

FIRST_HEADERS = 100
"""Rows of the list that come with it."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The article list."""

    keys: array[int]
    """The articles' keys, newest first."""

    headers: tuple[ArticleHeader, ...]
    """The first rows."""

    unread: int
    """How many articles are unread."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An article that was opened."""

    reading: Reading = field(default_factory=Reading)
    """What the library holds of it, as the person put it right."""

    place: int = 0
    """The place in it that was left: a code-point offset of its text."""

    corrected: Corrected | None = None
    """It before and after it was put right; None where there is no such article."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """How far the taking in of files is."""

    articles: int
    """How many articles are new."""

    failures: tuple[NewsreaderError, ...]
    """What could not be read, and why."""

    done: bool
    """Whether that is all."""


def read_listing(library: Library) -> Listing:
    """The list as it stands."""
    keys = library.order()
    return Listing(keys, tuple(library.headers(keys[:FIRST_HEADERS])), library.count()[1])


class Desk:
    """The library and the workers, as one."""

    def __init__(self, shelf: Shelf, engine: Engine, model: str | None = None) -> None:
        self.shelf = shelf
        self.engine = engine
        self.engine_name = engine_name(model)
        self.corrections = Corrections(file_beside(shelf.path))
        self._under_way: dict[tuple[int, int], asyncio.Task[ParsedArticle]] = {}
        self._stopped = threading.Event()

    def first(self) -> tuple[Listing, Opened]:
        """What the screen begins with: the list and its first article; waits for the library."""

        def begin(library: Library) -> tuple[Listing, Opened]:
            listing = read_listing(library)
            return listing, self._opened(library, listing.keys[0]) if listing.keys else Opened()

        return self.shelf.submit(begin).result()

    # ------------------------------------------------------------------ list and marks

    async def listing(self) -> Listing:
        """The list as it stands."""
        return await self.shelf.run(read_listing)

    async def headers(self, keys: Sequence[int]) -> list[ArticleHeader]:
        """Rows of the list."""
        return await self.shelf.run(lambda library: library.headers(keys))

    async def find(self, words: str, *, bodies: bool) -> array[int]:
        """The articles whose title or outlet, or with `bodies` whose text, holds all these words, newest first."""
        return await self.shelf.run(lambda library: library.find_words(words.split(), bodies=bodies))

    async def set_read(self, keys: Sequence[int], read_now: bool) -> Change:
        """Mark articles as read or unread."""
        return await self.shelf.run(lambda library: _noted(library, library.set_read(keys, read_now)))

    async def set_starred(self, keys: Sequence[int], starred: bool) -> Change:
        """Star articles, or take their stars away."""
        return await self.shelf.run(lambda library: _noted(library, library.set_starred(keys, starred)))

    async def undo(self) -> Change | undoing.TakenBack | None:
        """Take back what came last and was not taken back yet, a mark or a correction; None where there is nothing."""
        return await self.shelf.run(lambda library: undoing.undo(library, self.corrections))

    def keep_place(self, key: int, place: int) -> None:
        """Remember how far an article was read."""
        with contextlib.suppress(LibraryError):
            self.shelf.submit(lambda library: library.set_place(key, place))

    # ------------------------------------------------------------------ one article

    async def open(self, key: int) -> Opened:
        """What the library holds of an article, as far as that goes, as the person put it right."""
        return await self.shelf.run(lambda library: self._opened(library, key))

    def _opened(self, library: Library, key: int) -> Opened:
        self.corrections.refresh()
        reading, place = open_article(library, key, self.engine_name)
        if reading.parsed is None:
            return Opened(reading, place)
        corrected = self.corrections.corrected(reading.parsed)
        return Opened(replace(reading, parsed=corrected.parsed), place, corrected)

    async def analyse(self, key: int, document: Document, priority: int = OPENED) -> ParsedArticle:
        """The article with actors and quotes, made by a worker and kept in the library.

        Raises NewsreaderError where that fails; the library then knows why. An article that is asked
        for again while it is under way is analysed once.
        """
        name = (key, document.revision)
        task = self._under_way.get(name)
        if task is None:
            task = asyncio.ensure_future(self._analyse(key, document, priority))
            self._under_way[name] = task
            task.add_done_callback(lambda _: self._under_way.pop(name, None))
        return await asyncio.shield(task)

    async def _analyse(self, key: int, document: Document, priority: int) -> ParsedArticle:
        try:
            parsed = await asyncio.wrap_future(self.engine.analyse(document, priority))
        except (ModelError, NotStartedError):
            # No fault of the article's: it is tried again the next time.
            raise
        except NewsreaderError as error:
            reason = error.what
            await self.shelf.run(lambda library: library.fail(key, document.revision, self.engine_name, reason))
            raise
        await self.shelf.run(lambda library: library.keep(key, document.revision, parsed))
        return parsed

    async def analyse_ahead(self, keys: Sequence[int]) -> None:
        """Analyse articles that nobody waits for yet, one after another."""
        for key in keys:
            try:
                reading, _ = await self.shelf.run(lambda library, key=key: open_article(library, key, self.engine_name))  # type: ignore[misc]
                if reading.state is AnalysisState.WAITING and reading.parsed is not None:
                    await self.analyse(key, reading.parsed.document, BEHIND)
            except (ModelError, NotStartedError):
                return
            except NewsreaderError:
                continue

    # ------------------------------------------------------------------ putting right

    async def corrected(self, raw: ParsedArticle) -> Corrected:
        """An article as the person put it right, by what is known of the file; not on the loop: it may be long."""
        return await self.shelf.run(lambda _: self.corrections.corrected(raw))

    async def correct(self, raw: ParsedArticle, correction: Correction) -> Corrected:
        """Keep a correction of an article, which is on the disk when this returns; the article with it.

        Raises InputError where it cannot be written, or would not find again what it is about, and LibraryError.
        """
        return await self.shelf.run(lambda library: changing.make(library, self.corrections, raw, correction))

    async def take_back(self, raw: ParsedArticle, correction: Correction) -> changing.TookBack:
        """Take one correction of an article out of the file, wherever in its order it stands.

        Raises UsageError where a later one would then be about something else, InputError and LibraryError.
        """
        return await self.shelf.run(lambda library: changing.take_back(library, self.corrections, raw, correction))

    # ------------------------------------------------------------------ taking in

    def seed(self) -> tuple[RawDocument, ...]:
        """Take the seed articles in that can be read at once, if that was never done; those that are left."""
        return self.shelf.submit(_seed).result()

    def take_in(self, names: Sequence[str], tell: Callable[[TakenIn], None]) -> None:
        """Take files and folders into the library, in a thread; `tell` is called from it, at the end with `done`."""
        self._in_thread(lambda: find_inputs(names, absolute=True), tell)

    def take_in_raw(self, raws: Sequence[RawDocument], tell: Callable[[TakenIn], None]) -> None:
        """The same with what was loaded already."""
        self._in_thread(lambda: iter(raws), tell)

    def _in_thread(self, inputs: Callable[[], Iterable[RawDocument | Failed]], tell: Callable[[TakenIn], None]) -> None:
        threading.Thread(target=self._take_in_safely, args=(inputs, tell), daemon=True, name="taking in").start()

    def _take_in_safely(
        self, inputs: Callable[[], Iterable[RawDocument | Failed]], tell: Callable[[TakenIn], None]
    ) -> None:
        """Take in, and say what stopped it; when the program ends, nobody is there to be told."""
        try:
            self._take_in(inputs, tell)
        except Exception as error:  # a thread's exception would be printed over the screen
            if not self._stopped.is_set():
                logger.exception("taking in")
                told = error if isinstance(error, NewsreaderError) else WorkerError(f"{type(error).__name__}: {error}")
                tell(TakenIn(0, (told,), done=True))

    def _take_in(self, inputs: Callable[[], Iterable[RawDocument | Failed]], tell: Callable[[TakenIn], None]) -> None:
        count, received = 0, now()
        failures: list[NewsreaderError] = []
        batch: list[Document] = []
        size = 1

        def store() -> int:
            documents = tuple(batch)
            batch.clear()
            saved = self.shelf.submit(lambda library: library.save_many(documents)).result()
            return sum(item.new or item.changed for item in saved)

        for raw in inputs():
            if self._stopped.is_set():
                return
            if isinstance(raw, Failed):
                failures.append(raw.error)
                continue
            try:
                for item in read(raw, received, self.engine, priority=BEHIND):
                    if isinstance(item, Unreadable):
                        failures.append(item.error)
                    else:
                        batch.append(item)
            except NewsreaderError as error:
                failures.append(with_place(error, raw.name))
            if len(batch) >= size:
                count += store()
                size = BATCH
                tell(TakenIn(count, tuple(failures), done=False))
        count += store() if batch else 0
        tell(TakenIn(count, tuple(failures), done=True))

    def stop(self) -> None:
        """End the workers, and finish what the library was asked for."""
        self._stopped.set()
        self.engine.stop()
        self.shelf.close()


def _noted(library: Library, change: Change) -> Change:
    """The change, with its place in the order in which marks and corrections are undone."""
    if change.action:
        undoing.note_mark(library)
    return change


def open_article(library: Library, key: int, engine: str) -> tuple[Reading, int]:
    """What is known of an article: its text at least, and whether a worker has still to go over it."""
    parsed, header = library.article(key), library.header(key)
    if parsed is None or header is None:
        return Reading(), 0
    state = AnalysisState.DONE if parsed.engine == engine else AnalysisState.WAITING
    reason = None
    if header.failure and library.failed_by(key) == engine:
        state, reason = AnalysisState.FAILED, header.failure
    return Reading(key, header, parsed, state, reason), library.place(key) or 0


def _seed(library: Library) -> tuple[RawDocument, ...]:
    """The seeds go into an empty library, once: whoever has articles of their own needs none of ours."""
    if library.setting(SEEDS_ARE_IN) or library.count()[0]:
        return ()
    received = now()
    documents: list[Document] = []
    later: list[RawDocument] = []
    for path in sorted(resource("seeds").iterdir()):
        raw = load_seed(path)
        if is_light(sniff.detect(raw)):
            documents += [item for item in read(raw, received, None) if isinstance(item, Document)]
        else:
            later.append(raw)
    library.save_many(documents)
    library.set_setting(SEEDS_ARE_IN, "yes")
    return tuple(later)


def load_seed(path: Path) -> RawDocument:
    """A seed article, under an address of its own that does not tell where the program is installed."""
    return folder.load(path, source_uri=f"seed:{path.name}")
