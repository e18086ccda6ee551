"""What is new in the feeds, into the library: from the command line, from cron and beside an open reader.

Each feed is claimed, fetched, read in a worker and stored for itself, so that one with a fault costs
the others nothing, what was there stays, and two updates at once share the work. Between two steps
nothing is held: transactions are short, and a claim that nobody gives back runs out.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from newsreader.errors import FetchError, GoneError, InputError, LibraryError, NewsreaderError, NotStartedError
from newsreader.ingest import folder, sniff
from newsreader.ingest.fetch import Fetcher, Policy
from newsreader.ingest.fetch_answer import Fetched
from newsreader.ingest.raw import Format, RawDocument
from newsreader.library import Library, Saved
from newsreader.model.document import Document, Source, SourceKind
from newsreader.model.feeds import FeedState, Validators
from newsreader.services import schedule
from newsreader.services.engine import BEHIND, Engine
from newsreader.services.full_text import fill_out
from newsreader.services.inputs import now
from newsreader.services.secrets import Secrets
from newsreader.services.shelf import Shelf
from newsreader.services.sweeping import sweep
from newsreader.settings import Settings
from newsreader.text.safe import one_line

logger = logging.getLogger(__name__)

AT_ONCE = 32
"""Feeds that are under way at once; how many connections these may have is the fetcher's business."""

BATCH = 200
"""Articles that are stored in one transaction."""


@dataclass(frozen=True, slots=True)
class FeedFault:
    """A feed that could not be updated."""

    key: int
    """Its number in the library."""

    title: str
    """What it is called, or its address."""

    url: str
    """Its address."""

    cause: str
    """What went wrong, and how to mend it, in one line."""

    since: datetime
    """When it failed for the first time in a row, in UTC."""


@dataclass(frozen=True, slots=True)
class Updated:
    """How far an update is."""

    done: int = 0
    """Feeds that are done."""

    total: int = 0
    """Feeds in all."""

    new: int = 0
    """Articles that the library did not have."""

    changed: int = 0
    """Articles that are there in another form now."""

    faults: tuple[FeedFault, ...] = ()
    """The feeds that failed."""

    elsewhere: int = 0
    """Feeds that another update is at, or was until it was killed minutes ago."""

    finished: bool = False
    """Whether that is all."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one feed."""

    new: int = 0
    """Articles that the library did not have."""

    changed: int = 0
    """Articles that are there in another form now."""

    fault: FeedFault | None = None
    """Why there are none."""

    elsewhere: bool = False
    """Whether another update is at it."""


Tell = Callable[[Updated], None]


def make_fetcher(settings: Settings) -> Fetcher:
    """A fetcher as the settings want it; close it at the end."""
    chosen = settings.fetch
    return Fetcher(
        Policy(
            proxy=chosen.proxy,
            allow_private=chosen.allow_private,
            timeout=float(chosen.timeout),
            most_bytes=chosen.most_mb * 1_000_000,
            connections=chosen.connections,
        )
    )


async def update(
    shelf: Shelf,
    engine: Engine,
    settings: Settings,
    *,
    keys: Sequence[int] | None = None,
    force: bool = False,
    tell: Tell = lambda _: None,
) -> Updated:
    """Update the feeds that are due: all of them, or those of `keys`; with `force` also those that are not due.

    `tell` is called on the loop after each feed. Raises LibraryError; what ails a feed is in the answer.
    """
    async with make_fetcher(settings) as fetcher:
        return await Updater(shelf, engine, fetcher, settings).update(keys, force=force, tell=tell)


class Updater:
    """The library, the workers and the web, as one."""

    def __init__(
        self,
        shelf: Shelf,
        engine: Engine,
        fetcher: Fetcher,
        settings: Settings,
        *,
        clock: Callable[[], datetime] = now,
    ) -> None:
        self.shelf = shelf
        self.engine = engine
        self.fetcher = fetcher
        self.settings = settings
        self.secrets = Secrets(settings)
        self.clock = clock

    async def update(
        self, keys: Sequence[int] | None = None, *, force: bool = False, tell: Tell = lambda _: None
    ) -> Updated:
        """Update feeds, many at once; a feed that is named in `keys` and gone is asked again with `force`."""
        feeds = await self._wanted(keys, force=force)
        if feeds:
            await self.shelf.run(lambda library: library.begin_round())
        progress = Updated(total=len(feeds))
        tell(progress)
        left = iter(feeds)

        async def work() -> None:
            nonlocal progress
            for feed in left:
                outcome = await self._claim_and_update(feed, force=force)
                progress = _with(progress, outcome)
                tell(progress)

        await _together([work() for _ in range(min(AT_ONCE, len(feeds)))])
        await sweep(self.shelf, self.settings.keep, self.clock())
        progress = replace(progress, finished=True)
        tell(progress)
        return progress

    async def _wanted(self, keys: Sequence[int] | None, *, force: bool) -> list[FeedState]:
        feeds = await self.shelf.run(lambda library: library.feeds())
        moment = self.clock()
        if keys is not None:
            chosen = set(keys)
            return schedule.in_turn(
                feed for feed in feeds if feed.key in chosen and (force or schedule.is_due(feed, moment))
            )
        return schedule.in_turn(feed for feed in feeds if not feed.gone and (force or schedule.is_due(feed, moment)))

    async def _claim_and_update(self, feed: FeedState, *, force: bool) -> Outcome:
        moment = self.clock()
        anyway = force or schedule.is_astray(feed, moment)
        claimed = await self.shelf.run(lambda library: library.claim_feeds(moment, [feed.key], anyway))
        return await self.update_claimed(claimed[0]) if claimed else Outcome(elsewhere=True)

    async def update_claimed(self, feed: FeedState) -> Outcome:
        """Update one feed that is claimed; raises LibraryError alone."""
        try:
            return await self._bring(feed)
        except (asyncio.CancelledError, NotStartedError):
            with contextlib.suppress(LibraryError):
                self.shelf.submit(lambda library: library.release([feed.key]))
            raise
        except LibraryError:
            raise
        except NewsreaderError as error:
            return await self._note_fault(feed, error)
        except Exception as error:  # one feed that trips the program must not keep the others from coming
            logger.exception("updating")
            return await self._note_fault(feed, InputError(f"the program failed on it ({type(error).__name__})"))

    async def _bring(self, feed: FeedState) -> Outcome:
        fetched = await self._fetch(feed)
        same = fetched.not_modified or fetched.validators.digest == feed.validators.digest
        documents = [] if same else await self._read(feed, fetched)
        return Outcome(*await self.take_in(feed, fetched, documents))

    async def take_in(self, feed: FeedState, fetched: Fetched, documents: Sequence[Document]) -> tuple[int, int]:
        """Store what a feed brought; how many articles are new, and how many changed."""
        saved = await self.save(feed.key, documents)
        new, changed = sum(each.new for each in saved), sum(each.changed for each in saved)
        await self._note_success(feed, fetched, documents, new)
        if self._wants_full_text(feed):
            await fill_out(self, documents, saved)
        return new, changed

    async def _fetch(self, feed: FeedState) -> Fetched:
        url = feed.subscription.url
        if url[:5].lower() == "file:":
            return await asyncio.to_thread(load_file, url)
        return await self.get(url, feed.validators)

    async def get(self, url: str, validators: Validators | None = None) -> Fetched:
        """What an address gives, asked with the secret that it wants; raises FetchError, SettingsError."""
        headers = await self.secrets.headers(url)
        try:
            return await self.fetcher.get(url, validators, headers)
        except FetchError:
            self.secrets.forget(url)
            raise

    async def _read(self, feed: FeedState, fetched: Fetched) -> list[Document]:
        url = feed.subscription.url
        raw = RawDocument(fetched.text_bytes(), Source(SourceKind.FEED, url), one_line(url, 300))
        try:
            return await self.read_feed(raw)
        except InputError:
            if feed.validators.digest is not None and _is_page(raw):
                raise InputError("is a web page now, not a feed", where=raw.name) from None
            raise

    async def read_feed(self, raw: RawDocument) -> list[Document]:
        """The entries of a feed; raises InputError where it is none, or WorkerError."""
        read = await asyncio.wrap_future(self.engine.read(raw, self.clock(), Format.FEED, BEHIND))
        return [item for item in read if isinstance(item, Document)]

    async def save(self, key: int, documents: Sequence[Document]) -> list[Saved]:
        """Store the entries of a feed, a batch at a time."""
        saved: list[Saved] = []
        entries = [document.source.entry_id for document in documents if document.source.entry_id]
        for start in range(0, len(documents), BATCH):
            batch = documents[start : start + BATCH]
            saved += await self.shelf.run(
                lambda library, batch=batch: library.save_many(batch, feed=key, entries=entries)  # type: ignore[misc]
            )
        return saved

    async def _note_success(self, feed: FeedState, fetched: Fetched, documents: Sequence[Document], new: int) -> None:
        checked = self.clock()
        due = schedule.next_due(checked, self.settings.fetch.every_minutes, retry_after=fetched.retry_after)
        title = next((document.source.feed for document in documents if document.source.feed), None)

        def note(library: Library) -> None:
            key = library.note_moved(feed.key, fetched.moved_to) if fetched.moved_to else feed.key
            library.note_fetched(key, fetched.validators, checked, due, title=title, new=new)

        await self.shelf.run(note)

    async def _note_fault(self, feed: FeedState, error: NewsreaderError) -> Outcome:
        checked = self.clock()
        wait = error.retry_after if isinstance(error, FetchError) else None
        due = schedule.next_due(checked, self.settings.fetch.every_minutes, feed.failures + 1, wait)
        cause = _cause(error, feed.subscription.url)

        def note(library: Library) -> None:
            if isinstance(error, GoneError):
                library.note_gone(feed.key, checked)
            else:
                library.note_failed(feed.key, cause, checked, due)

        await self.shelf.run(note)
        url = feed.subscription.url
        fault = FeedFault(feed.key, feed.subscription.title or url, url, cause, feed.failing_since or checked)
        return Outcome(fault=fault)

    def _wants_full_text(self, feed: FeedState) -> bool:
        choice = self.settings.feed_choice(feed.subscription.url)
        chosen = choice.full_text if choice else None
        return feed.subscription.full_text if chosen is None else chosen


def _with(progress: Updated, outcome: Outcome) -> Updated:
    return replace(
        progress,
        done=progress.done + 1,
        new=progress.new + outcome.new,
        changed=progress.changed + outcome.changed,
        elsewhere=progress.elsewhere + outcome.elsewhere,
        faults=(*progress.faults, outcome.fault) if outcome.fault else progress.faults,
    )


async def _together(works: Sequence[Coroutine[Any, Any, None]]) -> None:
    """Do all at once; where one fails, or who waits gives up, the others are ended too."""
    tasks = [asyncio.ensure_future(work) for work in works]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def load_file(url: str) -> Fetched:
    """A feed that lies in a file; raises InputError."""
    import hashlib

    parts = urlsplit(url)
    if parts.netloc not in ("", "localhost"):
        raise InputError("is a file on another machine", where=one_line(url, 300))
    data = folder.load(Path(unquote(parts.path))).data
    return Fetched(200, url, data=data, validators=Validators(digest=hashlib.sha256(data).hexdigest()))


def _is_page(raw: RawDocument) -> bool:
    try:
        return sniff.detect(raw) is Format.HTML
    except InputError:
        return False


def _cause(error: NewsreaderError, url: str) -> str:
    """What went wrong, without the feed's own address, which stands beside it."""
    where = error.where or ""
    place = where.removeprefix(url).lstrip(", ") if where.startswith(url) else where
    told = type(error)(error.what, where=place or None, mend=error.mend)
    return one_line(str(told), 300)
