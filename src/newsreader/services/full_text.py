"""The text behind a teaser: the page of an entry is fetched too, where the person wants that for a feed.

Nothing of it can fail a feed: an entry whose page cannot be had stays the teaser that it was.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsreader.errors import InputError, LibraryError, NewsreaderError, NotStartedError
from newsreader.ingest import sniff
from newsreader.ingest.raw import Format, RawDocument
from newsreader.library import Saved
from newsreader.model.document import Document, Source, SourceKind
from newsreader.services.engine import BEHIND
from newsreader.text.safe import one_line

if TYPE_CHECKING:
    from newsreader.services.updating import Updater

logger = logging.getLogger(__name__)

MOST_PAGES = 50
"""Pages that are fetched for one feed at a time; a feed that is new may list thousands."""


async def fill_out(updater: Updater, documents: Sequence[Document], saved: Sequence[Saved]) -> int:
    """Fetch the pages of the entries that are new and teasers; of how many the library has the full text now."""
    from newsreader.ingest.entries import is_teaser  # brings lxml, which most updates can do without

    wanted = [
        (document, item.key)
        for document, item in zip(documents, saved, strict=True)
        if (item.new or item.changed)
        and document.source.uri.startswith(("http://", "https://"))
        and is_teaser(document)
    ]
    return sum([await _fill_one(updater, document, key) for document, key in wanted[:MOST_PAGES]])


def _is_on_web(document: Document) -> bool:
    return document.source.uri.startswith(("http://", "https://"))


async def _fill_one(updater: Updater, teaser: Document, key: int) -> bool:
    url = teaser.source.uri
    try:
        page = await read_page(updater, url)
        filled = await updater.shelf.run(lambda library: library.fill_out(key, page))
    except (LibraryError, NotStartedError):
        raise
    except NewsreaderError as error:
        logger.info("no full text of article %d: %s", key, error.what)
        return False
    return filled.changed


async def read_page(updater: Updater, url: str) -> Document:
    """The article of a page; raises NewsreaderError where there is none."""
    fetched = await updater.get(url)
    raw = RawDocument(fetched.text_bytes(), Source(SourceKind.HTML, url), one_line(url, 300))
    if sniff.detect(raw) is not Format.HTML:
        raise InputError("is no web page", where=raw.name)
    read = await asyncio.wrap_future(updater.engine.read(raw, updater.clock(), Format.HTML, BEHIND))
    if not read or not isinstance(read[0], Document):
        raise InputError("holds no article", where=raw.name)
    return read[0]
