"""A library, a reader of feeds and a clock for the tests of updating: no process, no waiting."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from concurrent.futures import Future
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from newsreader.errors import NewsreaderError
from newsreader.ingest.cached_entries import read_rows
from newsreader.ingest.fetch import Fetcher, Policy
from newsreader.ingest.fetch_proxies import Proxies
from newsreader.ingest.raw import Format, RawDocument, Unreadable
from newsreader.ingest.reading import read as read_raw
from newsreader.library import Library
from newsreader.model.document import Document
from newsreader.model.feeds import FeedState, Subscription
from newsreader.services.engine import Engine
from newsreader.services.shelf import Shelf
from newsreader.services.updating import Updater
from newsreader.settings import FetchChoice, Settings

START = datetime(2020, 2, 20, 12, tzinfo=UTC)
SETTINGS = Settings(fetch=FetchChoice(allow_private=True, timeout=5))
POLICY = Policy(allow_private=True, pause=0.0, timeout=5.0)


class LocalEngine(Engine):
    """Reads in this process, and counts what it was given."""

    def __init__(self) -> None:
        super().__init__()
        self.read_names: list[str] = []

    def read(
        self, raw: RawDocument, received: datetime, forced: Format | None = None, priority: int = 0
    ) -> Future[list[Document | Unreadable]]:
        future: Future[list[Document | Unreadable]] = Future()
        self.read_names.append(raw.name)
        try:
            future.set_result(list(read_raw(raw, received, forced)))
        except NewsreaderError as error:
            future.set_exception(error)
        return future

    def entries(
        self, raw: RawDocument, title: str | None, site: str | None, received: datetime, priority: int = 0
    ) -> Future[list[Document | Unreadable]]:
        future: Future[list[Document | Unreadable]] = Future()
        self.read_names.append(raw.name)
        try:
            future.set_result(list(read_rows(raw, title, site, received)))
        except NewsreaderError as error:
            future.set_exception(error)
        return future


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **time: float) -> None:
        self.now += timedelta(**time)


class Bench:
    """All that an update works with."""

    def __init__(self, shelf: Shelf, settings: Settings, fetcher: Fetcher) -> None:
        self.shelf = shelf
        self.engine = LocalEngine()
        self.clock = Clock()
        self.updater = Updater(shelf, self.engine, fetcher, settings, clock=self.clock)

    def follow(self, *urls: str, full_text: bool = False) -> list[int]:
        given = [Subscription(url, full_text=full_text) for url in urls]
        return [each.key for each in self.shelf.submit(lambda library: library.subscribe(given)).result()]

    def feed(self, key: int) -> FeedState:
        found = self.shelf.submit(lambda library: library.feed(key)).result()
        assert found is not None
        return found

    def titles(self) -> list[str]:
        def read(library: Library) -> list[str]:
            return sorted(header.title for header in library.headers(library.order()))

        return self.shelf.submit(read).result()


@contextmanager
def shelved(path: Path, wait: float | None = None) -> Iterator[Shelf]:
    shelf = Shelf(path, wait=wait)
    shelf.open()
    try:
        yield shelf
    finally:
        shelf.close()


@asynccontextmanager
async def bench(
    path: Path, settings: Settings = SETTINGS, policy: Policy = POLICY, wait: float | None = None
) -> AsyncIterator[Bench]:
    with shelved(path, wait) as shelf:
        async with Fetcher(policy, proxies=Proxies(None, {})) as fetcher:
            yield Bench(shelf, settings, fetcher)


def rss(*titles: str, words: str = "", base: str = "https://paper.example", feed: str = "The Paper") -> bytes:
    items = "".join(
        f"<item><title>{title}</title><guid>{title}</guid><link>{base}/{title.replace(' ', '-')}</link>"
        f"<description>{words or title}</description></item>"
        for title in titles
    )
    return f'<rss version="2.0"><channel><title>{feed}</title>{items}</channel></rss>'.encode()


def with_feeds(settings: Settings, *feeds: object) -> Settings:
    return replace(settings, feeds=feeds)  # type: ignore[arg-type]
