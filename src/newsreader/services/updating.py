"""What is new in the feeds, into the library: from the command line, from cron and beside an open reader.

Each feed is claimed, fetched, read in a worker and stored for itself, so that one with a fault costs
the others nothing, what was there stays, and two updates at once share the work. Between two steps
nothing is held: transactions are short, and a claim that nobody gives back runs out.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from newsreader.errors import FetchError, GoneError, InputError, LibraryError, NewsreaderError, NotStartedError
from newsreader.ingest import sniff
from newsreader.ingest.fetch import Fetcher
from newsreader.ingest.fetch_addresses import shown_url
from newsreader.ingest.fetch_answer import Fetched
from newsreader.ingest.raw import Format, RawDocument
from newsreader.library import Library, Saved
from newsreader.model.document import Document, Source, SourceKind
from newsreader.model.feeds import FeedState
from newsreader.services import fetching, schedule
from newsreader.services.claims import Claims, TakenError, is_busy, write
from newsreader.services.engine import BEHIND, Engine
from newsreader.services.fetching import cause_of, make_fetcher
from newsreader.services.full_text import fill_out, wants_page
from newsreader.services.inputs import now
from newsreader.services.outcomes import FeedFault, Outcome, Tell, Updated, counted_in
from newsreader.services.schedule import Wish
from newsreader.services.secrets import Secrets
from newsreader.services.shelf import Shelf
from newsreader.services.sweeping import sweep
from newsreader.services.together import together
from newsreader.settings import Settings

__all__ = ["FeedFault", "Outcome", "Tell", "Updated", "Updater", "Wish", "update"]

logger = logging.getLogger(__name__)

AT_ONCE = 32
"""Feeds that are under way or wait for their host at once; how many are connected is the fetcher's business."""

BATCH = 200
"""Articles that are stored in one transaction."""


async def update(
    shelf: Shelf,
    engine: Engine,
    settings: Settings,
    *,
    keys: Sequence[int] | None = None,
    force: bool = False,
    wish: Wish | None = None,
    tell: Tell = lambda _: None,
) -> Updated:
    """Update feeds: those that `wish` says; else those that are due, or with `force` as the person asks for it.

    `keys` names some; the person who names them wants them, whatever their servers said. `tell` is called on the
    loop after each feed. Raises LibraryError where the library cannot be used; what ails a feed is in the answer.
    """
    async with make_fetcher(settings) as fetcher:
        updater = Updater(shelf, engine, fetcher, settings)
        return await updater.update(keys, force=force, wish=wish, tell=tell)


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
        self._claims = Claims(shelf, clock)

    # ------------------------------------------------------------------ many feeds

    async def update(
        self,
        keys: Sequence[int] | None = None,
        *,
        force: bool = False,
        wish: Wish | None = None,
        tell: Tell = lambda _: None,
    ) -> Updated:
        """Update feeds, many at once; then fetch the pages that are wanted, and let go of what is too old."""
        wish = wish or (Wish.READY if force else Wish.DUE)
        states = await write(self.shelf, lambda library: library.feeds_bare())
        feeds, waiting = schedule.choose(states, wish, self.clock(), self.settings.fetch.every_minutes, keys)
        if feeds:
            await write(self.shelf, lambda library: library.begin_round())
        tell(Updated(total=len(feeds), waiting=waiting))
        progress = await self._update_all(feeds, Updated(total=len(feeds), waiting=waiting), tell)
        await self._tidy(feeds)
        progress = replace(progress, finished=True)
        tell(progress)
        return progress

    async def _update_all(self, feeds: Sequence[FeedState], progress: Updated, tell: Tell) -> Updated:
        left = iter(feeds)

        async def work() -> None:
            nonlocal progress
            for feed in left:
                outcome = await self.update_one(feed)
                progress = counted_in(progress, outcome)
                tell(progress)

        keeping = asyncio.ensure_future(self._claims.keep())
        try:
            await together(work() for _ in range(min(AT_ONCE, len(feeds))))
        finally:
            keeping.cancel()
        return progress

    async def _tidy(self, feeds: Sequence[FeedState]) -> None:
        """What can as well be done by the next update, where the library is in use now."""
        await fill_out(self, [feed.key for feed in feeds if self._wants_full_text(feed)])
        try:
            await sweep(self.shelf, self.settings.keep, self.clock())
        except LibraryError as error:
            if not is_busy(error):
                raise
            logger.info("old articles are kept: %s", error.what)

    # ------------------------------------------------------------------ one feed

    async def update_one(self, feed: FeedState) -> Outcome:
        """Update one feed, unless another update is at it; raises LibraryError where the library cannot be used."""
        try:
            return await self._bring(feed)
        except TakenError:
            return Outcome(elsewhere=True)
        except NotStartedError:
            raise
        except NewsreaderError as error:
            return await self._note_fault(feed, error)
        except Exception as error:  # one feed that trips the program must not keep the others from coming
            logger.exception("updating")
            return await self._note_fault(feed, InputError(f"the program failed on it ({type(error).__name__})"))
        finally:
            self._claims.give_back(feed.key)

    async def _bring(self, feed: FeedState) -> Outcome:
        fetched = await fetching.get_feed(self.fetcher, self.secrets, feed, lambda: self._claims.take(feed))
        same = fetched.not_modified or fetched.validators.digest == feed.validators.digest
        documents = [] if same else await self._read(feed, fetched)
        return Outcome(*await self.take_in(feed, fetched, documents))

    async def take_in(self, feed: FeedState, fetched: Fetched, documents: Sequence[Document]) -> tuple[int, int]:
        """Store what a feed brought; how many articles are new, and how many changed."""
        saved = await self.save(feed, documents)
        new, changed = sum(each.new for each in saved), sum(each.changed for each in saved)
        await self._note_success(feed, fetched, documents, new)
        return new, changed

    async def get(self, url: str) -> Fetched:
        """What an address gives, asked with the secret that it wants; raises FetchError, SettingsError."""
        return await fetching.get(self.fetcher, self.secrets, url)

    async def _read(self, feed: FeedState, fetched: Fetched) -> list[Document]:
        url = feed.subscription.url
        raw = RawDocument(fetched.text_bytes(), Source(SourceKind.FEED, url), shown_url(url))
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

    async def save(self, feed: FeedState, documents: Sequence[Document]) -> list[Saved]:
        """Store the entries of a feed, a batch at a time, and that the pages of teasers are wanted."""
        saved: list[Saved] = []
        entries = [document.source.entry_id for document in documents if document.source.entry_id]
        wanted = wants_page if self._wants_full_text(feed) else None
        for start in range(0, len(documents), BATCH):
            batch = documents[start : start + BATCH]
            saved += await write(
                self.shelf,
                lambda library, batch=batch: library.save_many(batch, feed.key, entries, wanted),  # type: ignore[misc]
            )
        return saved

    async def _note_success(self, feed: FeedState, fetched: Fetched, documents: Sequence[Document], new: int) -> None:
        checked = self.clock()
        due = schedule.next_due(checked, self.settings.fetch.every_minutes, retry_after=fetched.retry_after)
        title = next((document.source.feed for document in documents if document.source.feed), None)

        def note(library: Library) -> None:
            key = library.note_moved(feed.key, fetched.moved_to) if fetched.moved_to else feed.key
            library.note_fetched(key, fetched.validators, checked, due, title=title, new=new)
            self._claims.settled(feed.key)

        await write(self.shelf, note)

    # ------------------------------------------------------------------ faults

    async def _note_fault(self, feed: FeedState, error: NewsreaderError) -> Outcome:
        """Tell what ails a feed, and note it; that the library is in use is no fault of the feed's own."""
        checked = self.clock()
        shown = shown_url(feed.subscription.url)
        cause = cause_of(error, feed.subscription.url)
        fault = FeedFault(feed.key, feed.subscription.title or shown, shown, cause, feed.failing_since or checked)
        if isinstance(error, LibraryError) and is_busy(error):
            return Outcome(fault=replace(fault, since=checked))
        wait = error.retry_after if isinstance(error, FetchError) else None
        due = schedule.next_due(checked, self.settings.fetch.every_minutes, feed.failures + 1, wait)

        def note(library: Library) -> None:
            if isinstance(error, GoneError):
                library.note_gone(feed.key, checked)
            else:
                library.note_failed(feed.key, cause, checked, due)
            self._claims.settled(feed.key)

        try:
            await write(self.shelf, note)
        except LibraryError as other:
            if not is_busy(other):
                raise
        return Outcome(fault=fault)

    def _wants_full_text(self, feed: FeedState) -> bool:
        choice = self.settings.feed_choice(feed.subscription.url, feed.asked)
        chosen = choice.full_text if choice else None
        return feed.subscription.full_text if chosen is None else chosen


def _is_page(raw: RawDocument) -> bool:
    with contextlib.suppress(InputError):
        return sniff.detect(raw) is Format.HTML
    return False
