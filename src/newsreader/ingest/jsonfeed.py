"""JSON Feed 1.0 and 1.1: a feed as one JSON object. Values of a wrong type count as absent."""

from __future__ import annotations

import json
from typing import Any

from newsreader.errors import InputError
from newsreader.ingest import dates, language
from newsreader.ingest.bylines import split_names
from newsreader.ingest.entries import MOST_ENTRIES, Entry, Feed, words_of
from newsreader.ingest.urls import web_address
from newsreader.model.document import Enclosure
from newsreader.text.safe import one_line

_MOST_ENCLOSURES = 20
_MOST_LENGTH = 1 << 50


def is_json(text: str) -> bool:
    """Whether it begins as JSON does."""
    return text.lstrip("\ufeff \t\r\n")[:1] in ("{", "[")


def read_json_feed(text: str, where: str) -> tuple[Feed, list[Entry], int]:
    """The feed, its entries, and how many more it has; raises `InputError` where it is no JSON Feed."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"is not JSON: {one_line(str(error), 80)}", where=where) from None
    items = value.get("items") if isinstance(value, dict) else None
    if isinstance(items, dict):
        items = list(items.values())
    if not isinstance(items, list):
        raise InputError("is not a JSON Feed: it has no items", where=where)
    feed = Feed(
        words_of(_string(value.get("title"))),
        web_address(value.get("home_page_url")),
        language.code(value.get("language")),
    )
    authors = _authors(value)
    found = [_entry(item, authors) for item in items[:MOST_ENTRIES] if isinstance(item, dict)]
    return feed, found, max(0, len(items) - MOST_ENTRIES)


def _entry(item: dict[str, Any], authors: tuple[str, ...]) -> Entry:
    markup, plain = _string(item.get("content_html")), _string(item.get("content_text"))
    identity = item.get("id")
    return Entry(
        id=str(identity) if isinstance(identity, int) and abs(identity) < 10**18 else _string(identity),
        title=_string(item.get("title")),
        content=markup or plain,
        plain=not markup,
        summary=_string(item.get("summary")),
        url=web_address(item.get("url")) or web_address(item.get("external_url")),
        byline=_authors(item) or authors,
        published=dates.parse_moment(item.get("date_published")),
        updated=dates.parse_moment(item.get("date_modified")),
        enclosures=_enclosures(item.get("attachments")),
        language=language.code(item.get("language")),
    )


def _authors(holder: dict[str, Any]) -> tuple[str, ...]:
    return split_names(holder.get("authors")) or split_names(holder.get("author"))


def _enclosures(attachments: object) -> tuple[Enclosure, ...]:
    found = []
    for item in attachments[:_MOST_ENCLOSURES] if isinstance(attachments, list) else []:
        url = web_address(item.get("url")) if isinstance(item, dict) else None
        if url:
            size = item.get("size_in_bytes")
            length = int(size) if isinstance(size, int | float) and 0 < size < _MOST_LENGTH else None
            found.append(Enclosure(url, one_line(_string(item.get("mime_type")) or "", 100) or None, length))
    return tuple(found)


def _string(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None
