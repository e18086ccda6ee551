"""From what a person names to feeds that are followed: an address, a page, a list of another reader.

An address is fetched once. Is it a feed, it is followed and what it holds is stored; is it a page, the
feed that the page names is; and a page without a feed becomes an article. Lists are taken as they are,
without asking hundreds of servers first: the next update does.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from newsreader.errors import InputError, LibraryError, NewsreaderError, NotStartedError
from newsreader.ingest import folder, sniff
from newsreader.ingest.decode import decode
from newsreader.ingest.fetch_addresses import shown_url
from newsreader.ingest.fetch_answer import Fetched
from newsreader.ingest.raw import Format, RawDocument, make_id
from newsreader.library import Library
from newsreader.model.document import Document, Source, SourceKind
from newsreader.model.feeds import Subscription
from newsreader.services import inputs, lists
from newsreader.services.engine import OPENED, Engine
from newsreader.services.fetching import load_file, make_fetcher
from newsreader.services.full_text import fill_out
from newsreader.services.inputs import with_place
from newsreader.services.shelf import Shelf
from newsreader.services.updating import Updater
from newsreader.settings import Settings

logger = logging.getLogger(__name__)

MOST_TRIED = 3
"""Feeds that a page names and that are tried, until one is a feed."""

MOST_HEAD = 500_000
"""Bytes of a page in which it may name its feeds: all of it is read in a worker alone."""

_HEAD_BYTES = 100_000


@dataclass(frozen=True, slots=True)
class Added:
    """What came of names that were given."""

    feeds: int = 0
    """Feeds that were not followed before."""

    known: int = 0
    """Feeds that were followed already."""

    articles: int = 0
    """Articles that the library did not have."""

    notes: tuple[str, ...] = ()
    """What the person should know: other feeds of a page, what was left out of a list."""

    failures: tuple[NewsreaderError, ...] = ()
    """What could not be taken in, and why."""

    searches: tuple[lists.SavedSearch, ...] = ()
    """The searches that a list keeps; they are the caller's to store."""


Tell: TypeAlias = Callable[[Added], None]


def is_address(name: str) -> bool:
    """Whether a name on a command line is an address that is fetched, or the address of a feed in a file."""
    return inputs.is_address(name) or name.lower().startswith("file://")


def is_list(path: Path) -> bool:
    """Whether a file is a list of feeds; not one that cannot be read."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return lists.is_list(file.read(_HEAD_BYTES))
    except (OSError, ValueError):
        return False


def add(shelf: Shelf, engine: Engine, settings: Settings, names: Sequence[str], tell: Tell = lambda _: None) -> Added:
    """Follow what stands behind addresses and lists; for the command line, which waits for it."""
    return asyncio.run(subscribe(shelf, engine, settings, names, tell))


async def subscribe(
    shelf: Shelf, engine: Engine, settings: Settings, names: Sequence[str], tell: Tell = lambda _: None
) -> Added:
    """Follow what stands behind addresses and lists of feeds, one after another.

    `tell` is called after each. One that fails is told in the answer; raises LibraryError alone.
    """
    added = Added()
    async with make_fetcher(settings) as fetcher:
        subscribing = Subscribing(Updater(shelf, engine, fetcher, settings))
        for name in names:
            added = _sum(added, await _safely(subscribing, name))
            tell(added)
    return added


async def _safely(subscribing: Subscribing, name: str) -> Added:
    try:
        return await subscribing.add(name)
    except (LibraryError, NotStartedError):
        raise
    except NewsreaderError as error:
        return Added(failures=(with_place(error, shown_url(name)),))


def fetch_page(url: str, settings: Settings) -> RawDocument:
    """What an address holds, fetched once and stored nowhere; raises NewsreaderError.

    What it is, a page or a feed, is for whoever reads it to find out.
    """
    return asyncio.run(fetch_raw(url, settings))


async def fetch_raw(url: str, settings: Settings) -> RawDocument:
    """The same, awaited."""
    from newsreader.services.secrets import Secrets

    async with make_fetcher(settings) as fetcher:
        fetched = await fetcher.get(url, private=await Secrets(settings).headers(url))
    return make_raw(url, fetched)


def make_raw(url: str, fetched: Fetched) -> RawDocument:
    """What was fetched, for the readers; an article of its own is known by the address that was asked for."""
    raw = RawDocument(fetched.text_bytes(), Source(SourceKind.HTML, url), shown_url(url))
    if sniff.detect(raw) is Format.FEED:
        return replace(raw, source=replace(raw.source, kind=SourceKind.FEED))
    return replace(raw, id=make_id(raw.source, url))


class Subscribing:
    """Takes up feeds, with the means of an update."""

    def __init__(self, updater: Updater) -> None:
        self._updater = updater
        self._shelf = updater.shelf

    async def add(self, name: str) -> Added:
        """Follow what stands behind one name; raises NewsreaderError."""
        if name[:5].lower() == "file:":
            return await self._add_feed(name, await asyncio.to_thread(load_file, name))
        if not is_address(name):
            raw = await asyncio.to_thread(folder.load, Path(name))
            return await self._add_list(raw.data, raw.name, own=True)
        fetched = await self._updater.get(name)
        if lists.is_list(fetched.data):
            return await self._add_list(fetched.data, shown_url(name), own=False)
        raw = make_raw(name, fetched)
        if raw.source.kind is SourceKind.FEED:
            return await self._add_feed(name, fetched)
        if sniff.detect(raw) is Format.HTML:
            return await self._add_page(raw, fetched)
        return await self._add_article(raw)

    async def _add_list(self, data: bytes, where: str, *, own: bool) -> Added:
        """All feeds of a list; of one that strangers wrote none that lie in files of this machine."""
        found = lists.read_list(data, where)
        feeds = [feed for feed in found.feeds if own or feed.url[:5].lower() != "file:"]
        notes = [f"{where}: {sentence}" for sentence in found.left_out]
        if len(feeds) < len(found.feeds):
            notes.append(f"{where}: feeds in files of this machine are not taken from a list that was fetched.")
        subscribed = await self._shelf.run(lambda library: library.subscribe(feeds))
        new = sum(each.new for each in subscribed)
        return Added(new, len(subscribed) - new, notes=tuple(notes), searches=found.searches)

    async def _add_feed(self, url: str, fetched: Fetched) -> Added:
        """One feed, with what it holds now."""
        address = fetched.moved_to or url
        raw = RawDocument(fetched.text_bytes(), Source(SourceKind.FEED, address), shown_url(url))
        documents = await self._updater.read_feed(raw)
        [subscribed] = await self._shelf.run(lambda library: library.subscribe([Subscription(url)]))
        feed = await self._shelf.run(lambda library: library.feed(subscribed.key))
        if feed is None:
            raise LibraryError("the feed was given up while it was taken in", where=shown_url(url))
        new, _ = await self._updater.take_in(feed, fetched, documents)
        await fill_out(self._updater, [feed.key])
        merged = await self._shelf.run(lambda library: library.feed(feed.key) is None)  # what it moved to was followed
        fresh = subscribed.new and not merged
        return Added(int(fresh), int(not fresh), new)

    async def _add_page(self, raw: RawDocument, fetched: Fetched) -> Added:
        """The feed that a page names; where it names none, the page as an article."""
        from newsreader.ingest.addresses import feed_addresses  # both bring lxml
        from newsreader.ingest.markup import declared_charset

        markup = decode(raw.data[:MOST_HEAD], declared_charset(raw.data))
        found = await asyncio.to_thread(feed_addresses, markup, fetched.final_url)
        for number, (url, _) in enumerate(found[:MOST_TRIED]):
            try:
                added = await self._add_feed(url, await self._updater.get(url))
            except InputError as error:
                logger.info("a feed that a page names: %s", error.what)
                continue
            others = [other for other, _ in (*found[:number], *found[number + 1 :])]
            return replace(added, notes=_others(raw.name, url, others))
        return await self._add_article(raw)

    async def _add_article(self, raw: RawDocument) -> Added:
        read = await asyncio.wrap_future(self._updater.engine.read(raw, self._updater.clock(), None, OPENED))
        documents = [item for item in read if isinstance(item, Document)]
        if not documents:
            raise InputError("holds no article", where=raw.name)

        def save(library: Library) -> int:
            return sum(each.new for each in library.save_many(documents))

        return Added(articles=await self._shelf.run(save), notes=(f"{raw.name}: names no feed; it is an article now.",))


def _others(page: str, taken: str, others: Sequence[str]) -> tuple[str, ...]:
    """What else a page offers."""
    told = f"{page}: the feed {shown_url(taken)} is followed"
    return (f"{told}; it also offers {', '.join(map(shown_url, others[:5]))}." if others else f"{told}.",)


def _sum(one: Added, other: Added) -> Added:
    return Added(
        one.feeds + other.feeds,
        one.known + other.known,
        one.articles + other.articles,
        one.notes + other.notes,
        one.failures + other.failures,
        one.searches + other.searches,
    )
