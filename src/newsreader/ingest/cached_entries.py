"""Entries that another reader kept, as rows of plain values: read as if their feed had given them now.

They go to a worker as JSON and are as foreign as a feed: a value of a wrong kind counts as absent.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from newsreader.errors import InputError
from newsreader.ingest import dates
from newsreader.ingest.entries import Entry, Feed, to_document, words_of
from newsreader.ingest.feed_names import stated_names
from newsreader.ingest.raw import RawDocument
from newsreader.ingest.urls import web_address
from newsreader.model.document import Document, Enclosure
from newsreader.text.safe import one_line

Row = Mapping[str, Any]
"""`id`, `title`, `author`, `url`, `published` (seconds since 1970), `content`, `plain`, `enclosure`, `media_type`."""


def read_rows(raw: RawDocument, title: str | None, site: str | None, received: datetime) -> Iterator[Document]:
    """A document for each row of a JSON list, in that order; raises InputError where it is no such list."""
    rows = json.loads(raw.data)
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise InputError("is no list of entries", where=one_line(raw.name))
    feed = Feed(words_of(title), web_address(site))
    return (to_document(_entry(row, feed), feed, raw, received) for row in rows)


def _entry(row: Row, feed: Feed) -> Entry:
    """The article as its feed would give it."""
    enclosure = web_address(_text(row, "enclosure"))
    kind = one_line(_text(row, "media_type") or "", 100) or None
    published = row.get("published")
    return Entry(
        id=_text(row, "id"),
        title=_text(row, "title"),
        content=_text(row, "content"),
        plain=row.get("plain") is True,
        url=web_address(_text(row, "url"), feed.url),
        byline=stated_names(_text(row, "author")),
        published=dates.make_stamp(datetime.fromtimestamp(published, UTC)) if isinstance(published, int) else None,
        enclosures=(Enclosure(enclosure, kind),) if enclosure else (),
    )


def _text(row: Row, name: str) -> str | None:
    value = row.get(name)
    return value if isinstance(value, str) else None
