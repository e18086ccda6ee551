"""Coming over from newsboat: its feeds, searches, articles, and what the person has read and flagged.

Its articles go the way that entries of the same feed go, under the same ids, so the next update finds
them again and makes no double. Taking it in twice changes nothing the second time. What the person did
is marked last, in one go that can be undone, also where the rest was interrupted. What strangers wrote
is read in a worker, as it is when a feed gives it.
"""

from __future__ import annotations

import json
import os
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from newsreader.errors import NewsreaderError, NotFoundError, NotStartedError, WorkerError
from newsreader.ingest.feed_list import FeedList, Notes, feed_address, refused
from newsreader.ingest.fetch_addresses import shown_url
from newsreader.ingest.raw import RawDocument
from newsreader.ingest.urls import web_address
from newsreader.library import Library
from newsreader.library.newsboat import Cache, CachedFeed, CachedItem, open_cache
from newsreader.model.document import Document, Source, SourceKind
from newsreader.model.feeds import Subscription
from newsreader.services.engine import OPENED, Engine
from newsreader.services.lists import load_list
from newsreader.text.safe import one_line

BATCH = 400
"""Articles that are held before they are stored."""

BATCH_CHARS = 8_000_000
"""Characters of articles that are held before they are stored."""

_MOST_ID_CHARS = 500

Tell = Callable[[int, int], None]
"""Is told how many articles are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where newsboat keeps what is the person's."""

    urls: Path | None
    """Its list of feeds; None where there is none."""

    cache: Path | None
    """Its `cache.db`; None where there is none."""


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What was taken over."""

    feeds: int
    """How many feeds newsboat follows."""

    new_feeds: int
    """How many of them were not followed here."""

    articles: int
    """How many articles it keeps of them."""

    new_articles: int
    """How many of these were not in the library."""

    read: int
    """How many were marked read."""

    flagged: int
    """How many were tagged with the letters that the person put on them."""

    searches: int
    """How many saved searches came over."""

    left_out: tuple[str, ...]
    """What did not and why, in one sentence each."""


def find_places(home: Path | None = None) -> Places:
    """The files where newsboat puts them: in the folders of XDG where they are there, else in `~/.newsboat`."""
    home = home or Path.home()
    old = home / ".newsboat"
    settings = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config") / "newsboat"
    data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "newsboat"
    return Places(_first(settings / "urls", old / "urls"), _first(data / "cache.db", old / "cache.db"))


def _first(*paths: Path) -> Path | None:
    return next((path for path in paths if path.is_file()), None)


def take_over(library: Library, engine: Engine, places: Places, tell: Tell | None = None) -> TakenOver:
    """Take over what is in those files; without a list, all feeds of the cache.

    A search of the person's own is never replaced by one of that name. Raises `NotFoundError` where there
    is neither, `InputError` or `LibraryError` where one cannot be read.
    """
    if places.urls is None and places.cache is None:
        raise NotFoundError("newsboat's files were not found", mend="name them with --urls and --cache")
    stated = load_list(places.urls) if places.urls else None
    with ExitStack() as stack:
        cache = stack.enter_context(open_cache(places.cache)) if places.cache else None
        known = {feed.url: feed for feed in cache.feeds()} if cache else {}
        listed = stated or _list_of(known.values())
        keys, new_feeds = _subscribe(library, listed.feeds, known)
        for search in listed.searches:
            library.save_search(search.name, search.line, replace=False)
        taking = _Taking(library, engine, keys, known)
        if cache:
            taking.take(cache, tell)
    return TakenOver(
        len(set(keys.values())), new_feeds, taking.articles, taking.new, taking.read, taking.flagged,
        len(listed.searches), (*listed.left_out, *taking.notes.sentences()),
    )  # fmt: skip


def _list_of(known: Iterable[CachedFeed]) -> FeedList:
    """The feeds of a cache as a list."""
    notes, found = Notes(), []
    for feed in known:
        address = feed_address(feed.url)
        if address is None:
            notes.add(f"{one_line(shown_url(feed.url), 100)} is no address of a feed.")
        elif sentence := refused(address):
            notes.add(sentence)
        else:
            found.append(Subscription(address))
    return FeedList(tuple(found), notes.sentences())


def _subscribe(
    library: Library, feeds: Iterable[Subscription], known: dict[str, CachedFeed]
) -> tuple[dict[str, int], int]:
    """The numbers of the feeds by address, and how many are new."""
    wanted = [
        Subscription(feed.url, feed.title, feed.folder, feed.tags, web_address(cached.site) if cached else None)
        for feed in feeds
        for cached in [known.get(feed.url)]
    ]
    made = library.subscribe(wanted)
    keys = {feed.url: one.key for feed, one in zip(wanted, made, strict=True)}
    return keys, len({one.key for one in made if one.new})


@dataclass(slots=True)
class _Taking:
    """The articles on their way into the library."""

    library: Library
    engine: Engine
    keys: dict[str, int]
    known: dict[str, CachedFeed]
    notes: Notes = field(default_factory=Notes)
    articles: int = 0
    new: int = 0
    read: int = 0
    flagged: int = 0
    unlisted: int = 0
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    failed: int = 0
    given: defaultdict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    seen: array[int] = field(default_factory=lambda: array("q"))
    letters: defaultdict[str, array[int]] = field(default_factory=lambda: defaultdict(lambda: array("q")))

    def take(self, cache: Cache, tell: Tell | None) -> None:
        """Store all articles, and mark them as the person did."""
        total = cache.count()
        for address, guid in cache.guids():
            key = self.keys.get(feed_address(address) or "")
            if key is not None:
                self.given[key].append(one_line(guid, _MOST_ID_CHARS))
        waiting: list[tuple[int, CachedItem]] = []
        chars = 0
        try:
            for number, pair in enumerate(self._listed(cache), 1):
                waiting.append(pair)
                chars += len(pair[1].content or "")
                if len(waiting) >= BATCH or chars >= BATCH_CHARS:
                    self._store(waiting)
                    waiting, chars = [], 0
                    if tell:
                        tell(number, total)
            self._store(waiting)
        finally:
            self._mark()
        if self.unlisted:
            self.notes.add(f"Articles of feeds that are not in the list were left out: {self.unlisted}.")
        if self.failed:
            self.notes.add(f"Articles that cannot be read were left out: {self.failed}.")

    def _listed(self, cache: Cache) -> Iterator[tuple[int, CachedItem]]:
        """The articles of feeds that are followed, with the numbers of these."""
        for item in cache.items():
            key = self.keys.get(feed_address(item.feed) or "")
            if key is None:
                self.unlisted += 1
            else:
                yield key, item

    def _store(self, waiting: list[tuple[int, CachedItem]]) -> None:
        """Store what waits, the articles of each feed together."""
        by_feed: defaultdict[tuple[int, str], list[CachedItem]] = defaultdict(list)
        for key, item in waiting:
            by_feed[key, item.feed].append(item)
        for (key, address), items in by_feed.items():
            pairs = list(self._documents(address, items))
            documents = [document for _, document in pairs]
            saved = self.library.save_many(documents, feed=key, entries=self.given[key])
            for (item, _), one in zip(pairs, saved, strict=True):
                self.articles += 1
                self.new += one.new
                if one.key:
                    self._note(one.key, item)

    def _documents(self, feed: str, items: list[CachedItem]) -> Iterator[tuple[CachedItem, Document]]:
        """The articles of one feed; of those that trip a worker only the ones that do are left out."""
        cached, address = self.known.get(feed), feed_address(feed) or feed
        raw = RawDocument(_rows(items), Source(SourceKind.FEED, address), address)
        title, site = (cached.title, cached.site) if cached else (None, None)
        try:
            read = self.engine.entries(raw, title, site, self.now, OPENED).result()
            if len(read) != len(items):
                raise WorkerError("the worker's answer made no sense")
        except NotStartedError:
            raise
        except NewsreaderError:
            if len(items) == 1:
                self.failed += 1
                return
            half = len(items) // 2
            yield from self._documents(feed, items[:half])
            yield from self._documents(feed, items[half:])
            return
        for item, document in zip(items, read, strict=True):
            if isinstance(document, Document):
                yield item, document

    def _note(self, key: int, item: CachedItem) -> None:
        if item.read:
            self.seen.append(key)
        for letter in item.flags:
            self.letters[letter].append(key)

    def _mark(self) -> None:
        """Mark what the person had read and flagged, together."""
        self.read = len(self.library.set_read(self.seen, True).keys) if self.seen else 0
        for letter, keys in self.letters.items():
            self.flagged += len(self.library.set_tag(keys, f"flag-{letter}", True).keys)


def _rows(items: Iterable[CachedItem]) -> bytes:
    """The articles as a worker takes them."""
    rows = [
        {
            "id": item.guid,
            "title": item.title,
            "author": item.author,
            "url": item.url,
            "published": int(item.published.timestamp()) if item.published else None,
            "content": item.content,
            "plain": item.plain,
            "enclosure": item.enclosure[0] if item.enclosure else None,
            "media_type": item.enclosure[1] if item.enclosure else None,
        }
        for item in items
    ]
    return json.dumps(rows).encode()
