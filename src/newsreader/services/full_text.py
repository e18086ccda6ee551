"""The text behind a teaser: the page of an entry is fetched too, where the person wants that for a feed.

Which pages are wanted stands in the library, so that nothing is lost with an update that is ended, and a
feed with thousands of entries is filled out over many rounds. Each page is noted as tried before it is
asked for: another update then leaves it alone, and one that trips the program is not tried for ever.
Nothing of it can fail a feed: an entry whose page cannot be had stays the teaser that it was.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from newsreader.errors import FetchError, GoneError, InputError, LibraryError, NewsreaderError, NotStartedError
from newsreader.ingest import sniff
from newsreader.ingest.fetch_addresses import shown_url
from newsreader.ingest.raw import Format, RawDocument
from newsreader.library import Library
from newsreader.model.document import Document, Source, SourceKind
from newsreader.services.claims import write
from newsreader.services.engine import BEHIND
from newsreader.services.together import together

if TYPE_CHECKING:
    from newsreader.services.updating import Updater

logger = logging.getLogger(__name__)

MOST_PAGES = 50
"""Pages that are fetched for one feed in a round; the others wait for the next."""

PAGES_AT_ONCE = 3
"""Pages of one feed that are under way at once."""

FEEDS_AT_ONCE = 8
"""Feeds whose pages are fetched at once."""

MOST_SECONDS = 300.0
"""How long a round fetches pages in all; what is not had by then waits for the next."""

TRY_AGAIN = timedelta(hours=1)
"""When a page that could not be had is asked for again."""


def wants_page(document: Document) -> bool:
    """Whether an entry is a teaser, and says on which page the rest stands."""
    from newsreader.ingest.entries import is_teaser  # brings lxml, which most updates can do without

    return document.source.uri.startswith(("http://", "https://")) and is_teaser(document)


async def fill_out(updater: Updater, feeds: Iterable[int]) -> None:
    """Fetch the pages that are wanted for those feeds, as many as one round may; raises NotStartedError alone."""
    turns = asyncio.Semaphore(FEEDS_AT_ONCE)

    async def fill(feed: int) -> None:
        async with turns:
            await _Filling(updater, feed).fill()

    try:
        async with asyncio.timeout(MOST_SECONDS):
            await together(map(fill, feeds))
    except TimeoutError:
        logger.info("the pages of some articles are left for the next update")


class _Filling:
    """The pages of one feed."""

    def __init__(self, updater: Updater, feed: int) -> None:
        self._updater = updater
        self._feed = feed
        self._left = MOST_PAGES

    async def fill(self) -> None:
        """Fetch so many of them, a few at once."""
        await together(self._fill_some() for _ in range(PAGES_AT_ONCE))

    async def _fill_some(self) -> None:
        while self._left > 0:
            self._left -= 1
            try:
                taken = await self._take()
                if taken is None:
                    return
                await self._fill_one(*taken)
            except LibraryError as error:
                logger.info("full texts of feed %d are left: %s", self._feed, error.what)
                self._left = 0

    async def _take(self) -> tuple[int, Document] | None:
        """The next article whose page is wanted; it counts as tried from now on."""
        moment = self._updater.clock()

        def take(library: Library) -> tuple[int, Document] | None:
            found = library.wanted_texts(self._feed, moment, 1)
            for key, _ in found:
                library.text_tried(key, moment + TRY_AGAIN)
            return found[0] if found else None

        return await write(self._updater.shelf, take)

    async def _fill_one(self, key: int, teaser: Document) -> None:
        try:
            page = await read_page(self._updater, teaser.source.uri)
        except (LibraryError, NotStartedError):
            raise
        except NewsreaderError as error:
            logger.info("no full text of article %d: %s", key, error.what)
            await self._note_fault(key, error)
        else:
            await write(self._updater.shelf, lambda library: library.fill_out(key, page))

    async def _note_fault(self, key: int, error: NewsreaderError) -> None:
        """Give up what will not be there another time either; leave a server alone that asks for that."""
        if isinstance(error, FetchError) and error.retry_after is not None:
            self._left = 0
        elif isinstance(error, GoneError) or (isinstance(error, InputError) and not isinstance(error, FetchError)):
            await write(self._updater.shelf, lambda library: library.text_tried(key, None))


async def read_page(updater: Updater, url: str) -> Document:
    """The article of a page; raises NewsreaderError where there is none."""
    fetched = await updater.get(url)
    raw = RawDocument(fetched.text_bytes(), Source(SourceKind.HTML, url), shown_url(url))
    if sniff.detect(raw) is not Format.HTML:
        raise InputError("is no web page", where=raw.name)
    read = await asyncio.wrap_future(updater.engine.read(raw, updater.clock(), Format.HTML, BEHIND))
    if not read or not isinstance(read[0], Document):
        raise InputError("holds no article", where=raw.name)
    return read[0]
