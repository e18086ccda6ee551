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
from newsreader.ingest.raw import RawDocument
from newsreader.ingest.reading import is_light
from newsreader.library import Change, Library
from newsreader.model.article import ParsedArticle
from newsreader.model.corrections import Corrected, Correction
from newsreader.model.document import Document
from newsreader.model.reading import AnalysisState, ArticleHeader, Reading
from newsreader.resources import resource
from newsreader.services import changing, undoing
from newsreader.services.collecting import FIRST_HEADERS, Collecting, noted
from newsreader.services.correcting import Corrections, file_beside
from newsreader.services.engine import BEHIND, OPENED, Engine
from newsreader.services.inputs import Failed, Input, find_inputs, now, read
from newsreader.services.shelf import Shelf
from newsreader.settings import Settings

logger = logging.getLogger(__name__)

SEEDS_ARE_IN = "seeds are in"
"""The name under which the library remembers that the seed articles were taken in."""


MOST_WAITING = 2000
"""Articles that are analysed one after another before it is looked again what is new."""


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
    """What could not be read, and why: the first of them."""

    failed: int
    """How many could not be read."""

    done: bool
    """Whether that is all."""


def read_listing(library: Library) -> Listing:
    """The list as it stands."""
    keys = library.order()
    return Listing(keys, tuple(library.headers(keys[:FIRST_HEADERS])), library.count()[1])


class Desk(Collecting):
    """The library and the workers, as one."""

    def __init__(self, shelf: Shelf, engine: Engine, settings: Settings | None = None) -> None:
        super().__init__(shelf, engine, settings or Settings())
        self.engine_name = engine_name(self.settings.model)
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

    async def find_titles(self, words: str) -> array[int]:
        """The articles whose title or outlet holds all these words, newest first."""
        return await self.shelf.run(lambda library: library.find_words(words.split(), bodies=False))

    async def set_read(self, keys: Sequence[int], read_now: bool) -> Change:
        """Mark articles as read or unread."""
        return await self.shelf.run(lambda library: noted(library, library.set_read(keys, read_now)))

    async def set_starred(self, keys: Sequence[int], starred: bool) -> Change:
        """Star articles, or take their stars away."""
        return await self.shelf.run(lambda library: noted(library, library.set_starred(keys, starred)))

    async def undo(self) -> Change | undoing.TakenBack | None:
        """Take back what came last and was not taken back yet, a mark or a correction; None where there is nothing."""

        def undo(library: Library) -> Change | undoing.TakenBack | None:
            done = undoing.undo(library, self.corrections)
            if isinstance(done, undoing.TakenBack):
                name = done.noted.article
                key = library.find(name.source, name.id) if name.source and name.id else None
                raw = library.article(key) if key is not None else None
                if raw is not None:
                    self._index(library, self.corrections.corrected(raw))
            return done

        return await self.shelf.run(undo)

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

        def keep(library: Library) -> None:
            library.keep(key, document.revision, parsed)
            corrected = self.corrections.corrected(parsed)
            if corrected.parsed is not parsed:
                self._index(library, corrected)

        await self.shelf.run(keep)
        return parsed

    def _index(self, library: Library, corrected: Corrected) -> None:
        """Have searches find an article by what is shown of it; what was put right is on the disk in any case."""
        raw = corrected.raw
        with contextlib.suppress(LibraryError):
            key = library.find(raw.document.source.uri, raw.document.id)
            if key is not None and raw.analysed:
                library.index_names(key, corrected.parsed)

    async def analyse_forms(self, key: int, revisions: Sequence[int]) -> None:
        """Analyse those forms of an article that are not yet; raises NewsreaderError where that fails."""
        for revision in revisions:
            parsed = await self.shelf.run(lambda library, revision=revision: library.article(key, revision))  # type: ignore[misc]
            if parsed is not None and not parsed.analysed:
                await self.analyse(key, parsed.document)

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

    async def analyse_waiting(self) -> None:
        """Analyse what nobody has analysed yet, newest first: names are searched for in all articles."""
        waiting = await self.shelf.run(lambda library: library.waiting(self.engine_name)[:MOST_WAITING])
        await self.analyse_ahead(waiting)

    # ------------------------------------------------------------------ putting right

    async def corrected(self, raw: ParsedArticle) -> Corrected:
        """An article as the person put it right, by what is known of the file; not on the loop: it may be long."""
        return await self.shelf.run(lambda _: self.corrections.corrected(raw))

    async def correct(self, raw: ParsedArticle, correction: Correction) -> Corrected:
        """Keep a correction of an article, which is on the disk when this returns; the article with it.

        Raises InputError where it cannot be written, or would not find again what it is about, and LibraryError.
        """

        def make(library: Library) -> Corrected:
            corrected = changing.make(library, self.corrections, raw, correction)
            self._index(library, corrected)
            return corrected

        return await self.shelf.run(make)

    async def take_back(self, raw: ParsedArticle, correction: Correction) -> changing.TookBack:
        """Take one correction of an article out of the file, wherever in its order it stands.

        Raises UsageError where a later one would then be about something else, InputError and LibraryError.
        """

        def take_back(library: Library) -> changing.TookBack:
            took = changing.take_back(library, self.corrections, raw, correction)
            self._index(library, took.corrected)
            return took

        return await self.shelf.run(take_back)

    # ------------------------------------------------------------------ taking in

    def seed(self) -> tuple[RawDocument, ...]:
        """Take the seed articles in that can be read at once, if that was never done; those that are left."""
        return self.shelf.submit(_seed).result()

    def take_in(self, names: Sequence[str], tell: Callable[[TakenIn], None]) -> None:
        """Take files, folders and addresses in, in a thread; `tell` is called from it, at the end with `done`."""
        self._in_thread(lambda: find_inputs(names, absolute=True, fetch=self._fetch), tell)

    def take_in_raw(self, raws: Sequence[Input], tell: Callable[[TakenIn], None]) -> None:
        """The same with what was loaded already."""
        self._in_thread(lambda: iter(raws), tell)

    def _fetch(self, address: str) -> RawDocument:
        from newsreader.services.subscribing import fetch_page  # not at the top: most starts fetch nothing

        return fetch_page(address, self.settings)

    def _in_thread(self, inputs: Callable[[], Iterable[Input | Failed]], tell: Callable[[TakenIn], None]) -> None:
        threading.Thread(target=self._take_in, args=(inputs, tell), daemon=True, name="taking in").start()

    def _take_in(self, inputs: Callable[[], Iterable[Input | Failed]], tell: Callable[[TakenIn], None]) -> None:
        """Take in, and say what stopped it; when the program ends, nobody is there to be told."""
        from newsreader.services import importing  # not at the top: most starts take nothing in

        last = importing.Progress()

        def told(progress: importing.Progress) -> None:
            nonlocal last
            last = progress
            tell(TakenIn(progress.stored, progress.failures, progress.failed, done=progress.finished))

        keeper = importing.ShelfKeeper(self.shelf, resumes=not self.shelf.visit)
        try:
            importing.take_in(inputs(), self.engine, keeper, told, self._stopped.is_set)
        except Exception as error:  # a thread's exception would be printed over the screen
            if not self._stopped.is_set():
                logger.exception("taking in")
                what = error if isinstance(error, NewsreaderError) else WorkerError(f"{type(error).__name__}: {error}")
                tell(TakenIn(last.stored, (*last.failures, what), last.failed + 1, done=True))

    def stop(self) -> None:
        """End the workers, and finish what the library was asked for."""
        self._stopped.set()
        self._updating.stop()
        self._subscribing.stop()
        self.engine.stop()
        self.shelf.close()


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
