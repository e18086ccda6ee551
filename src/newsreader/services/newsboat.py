"""Coming over from newsboat: its feeds, searches, articles, and what the person has read and flagged.

Its articles go the way that entries of the same feed go, under the same ids, so the next update finds
them again and makes no double. Taking it in twice changes nothing the second time. What the person did
is marked last, in one go that can be undone, also where the rest was interrupted.
"""

from __future__ import annotations

import os
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from newsreader.errors import NotFoundError
from newsreader.ingest import dates
from newsreader.ingest.entries import Entry, Feed, to_document, words_of
from newsreader.ingest.feed_list import FeedList, Notes, feed_address
from newsreader.ingest.feed_names import stated_names
from newsreader.ingest.raw import RawDocument
from newsreader.ingest.urls import web_address
from newsreader.library import Library
from newsreader.library.newsboat import Cache, CachedFeed, CachedItem, open_cache
from newsreader.model.document import Document, Enclosure, Source, SourceKind
from newsreader.model.feeds import Subscription
from newsreader.services.lists import load_list
from newsreader.text.safe import one_line

BATCH = 400
"""Articles that are held before they are stored."""

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


def take_over(library: Library, places: Places, tell: Tell | None = None) -> TakenOver:
    """Take over what is in those files; without a list, all feeds of the cache.

    Raises `NotFoundError` where there is neither, `InputError` or `LibraryError` where one cannot be read.
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
            library.save_search(search.name, search.line)
        taking = _Taking(library, keys, known)
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
            notes.add(f"{one_line(feed.url, 100)} is no address of a feed.")
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
    keys: dict[str, int]
    known: dict[str, CachedFeed]
    notes: Notes = field(default_factory=Notes)
    articles: int = 0
    new: int = 0
    read: int = 0
    flagged: int = 0
    unlisted: int = 0
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    seen: array[int] = field(default_factory=lambda: array("q"))
    letters: defaultdict[str, array[int]] = field(default_factory=lambda: defaultdict(lambda: array("q")))

    def take(self, cache: Cache, tell: Tell | None) -> None:
        """Store all articles, and mark them as the person did."""
        total = cache.count()
        waiting: list[tuple[int, CachedItem, Document]] = []
        try:
            for number, (key, item) in enumerate(self._listed(cache), 1):
                waiting.append((key, item, self._document(item)))
                if len(waiting) >= BATCH:
                    self._store(waiting)
                    waiting = []
                    if tell:
                        tell(number, total)
            self._store(waiting)
        finally:
            self._mark()
        if self.unlisted:
            self.notes.add(f"Articles of feeds that are not in the list were left out: {self.unlisted}.")

    def _listed(self, cache: Cache) -> Iterator[tuple[int, CachedItem]]:
        """The articles of feeds that are followed, with the numbers of these."""
        for item in cache.items():
            key = self.keys.get(feed_address(item.feed) or "")
            if key is None:
                self.unlisted += 1
            else:
                yield key, item

    def _document(self, item: CachedItem) -> Document:
        cached = self.known.get(item.feed)
        feed = Feed(words_of(cached.title) if cached else None, web_address(cached.site) if cached else None)
        address = feed_address(item.feed) or item.feed
        raw = RawDocument(b"", Source(SourceKind.FEED, address), address)
        return to_document(_entry(item, feed), feed, raw, self.now)

    def _store(self, waiting: list[tuple[int, CachedItem, Document]]) -> None:
        """Store what waits, the articles of each feed together."""
        by_feed: defaultdict[int, list[tuple[CachedItem, Document]]] = defaultdict(list)
        for feed, item, document in waiting:
            by_feed[feed].append((item, document))
        for feed, pairs in by_feed.items():
            saved = self.library.save_many([document for _, document in pairs], feed=feed)
            for (item, _), one in zip(pairs, saved, strict=True):
                self.articles += 1
                self.new += one.new
                if one.key:
                    self._note(one.key, item)

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


def _entry(item: CachedItem, feed: Feed) -> Entry:
    """The article as its feed would give it."""
    url = web_address(item.url, feed.url)
    enclosure = web_address(item.enclosure[0]) if item.enclosure else None
    return Entry(
        id=item.guid,
        title=item.title,
        content=item.content,
        plain=item.plain,
        url=url,
        byline=stated_names(item.author),
        published=dates.make_stamp(item.published) if item.published else None,
        enclosures=(Enclosure(enclosure, one_line(item.enclosure[1] or "", 100) or None),)
        if item.enclosure and enclosure
        else (),
    )
