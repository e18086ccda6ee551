"""JSON Feed 1.0 and 1.1: a feed as one JSON object. Values of a wrong type count as absent."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from newsreader.errors import InputError
from newsreader.ingest import dates, language
from newsreader.ingest.entries import MOST_DEK_CHARS, MOST_ENTRIES, Contents, Entry, Feed, left_out, words_of
from newsreader.ingest.feed_names import stated_names
from newsreader.ingest.urls import web_address
from newsreader.model.document import Enclosure
from newsreader.text.safe import one_line

_MOST_ENCLOSURES = 20
_MOST_LENGTH = 1 << 50
_ITEMS = re.compile(r'"items"\s{0,100}:\s{0,100}\[')
_BETWEEN = re.compile(r"[\s,]*")


def is_json(text: str) -> bool:
    """Whether it begins as JSON does."""
    return text.lstrip("\ufeff \t\r\n")[:1] in ("{", "[")


def read_json_feed(text: str, where: str) -> Contents:
    """The feed; raises `InputError` where it is no JSON Feed."""
    notes: tuple[str, ...] = ()
    try:
        value = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        value = _before_the_break(text)
        if value is None:
            raise InputError(f"is not JSON: {one_line(str(error), 80)}", where=where) from None
        notes = ("The feed breaks off; what stands before that was read.",)
    items = value.get("items") if isinstance(value, dict) else None
    if isinstance(items, dict):
        items = list(items.values())
    if not isinstance(items, list):
        raise InputError("is not a JSON Feed: it has no items", where=where)
    feed = _head(value)
    found = tuple(_entry(item, feed) for item in items[:MOST_ENTRIES] if isinstance(item, dict))
    return Contents(feed, found, (*notes, *left_out(max(0, len(items) - MOST_ENTRIES))))


def _before_the_break(text: str) -> dict[str, Any] | None:
    """The feed with the items that are whole, of one that was cut; None where none is."""
    begin = _ITEMS.search(text)
    if not begin:
        return None
    items = list(_whole_items(text, begin.end()))
    try:
        value = json.loads(text[: begin.start()].lstrip("\ufeff").rstrip().rstrip(",") + "}")
    except (ValueError, RecursionError):
        value = {}
    return {**value, "items": items} if items and isinstance(value, dict) else None


def _whole_items(text: str, at: int) -> Iterator[Any]:
    decoder = json.JSONDecoder()
    for _ in range(MOST_ENTRIES):
        between = _BETWEEN.match(text, at)
        try:
            item, at = decoder.raw_decode(text, between.end() if between else at)
        except (ValueError, RecursionError):
            return
        yield item


def _head(value: dict[str, Any]) -> Feed:
    return Feed(
        title=words_of(_string(value.get("title"))),
        url=web_address(value.get("home_page_url")),
        language=language.code(value.get("language")),
        id=one_line(_string(value.get("feed_url")) or "") or None,
        summary=words_of(_string(value.get("description")), MOST_DEK_CHARS),
        byline=_authors(value),
    )


def _entry(item: dict[str, Any], feed: Feed) -> Entry:
    markup, plain = _string(item.get("content_html")), _string(item.get("content_text"))
    return Entry(
        id=_identity(item.get("id")),
        title=_string(item.get("title")),
        content=markup or plain,
        plain=not markup,
        summary=_string(item.get("summary")),
        url=web_address(item.get("url"), feed.url) or web_address(item.get("external_url"), feed.url),
        byline=_authors(item) or feed.byline,
        published=dates.parse_moment(item.get("date_published")),
        updated=dates.parse_moment(item.get("date_modified")),
        enclosures=_enclosures(item.get("attachments")),
        pictures=tuple(_pictures(item, feed.url)),
        language=language.code(item.get("language")),
    )


def _identity(value: object) -> str | None:
    """The id as text: some feeds give a number."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**18:
        return str(value)
    return _string(value)


def _authors(holder: dict[str, Any]) -> tuple[str, ...]:
    return stated_names(holder.get("authors")) or stated_names(holder.get("author"))


def _pictures(item: dict[str, Any], base: str | None) -> Iterator[str]:
    """The picture of the item, else the banner over it."""
    found = web_address(item.get("image"), base) or web_address(item.get("banner_image"), base)
    if found:
        yield found


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
