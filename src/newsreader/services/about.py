"""What is known of where an article comes from, and who says so: the answer to "how do you know?".

Each line names its witness: the page, the feed, a line of the text, or us. What is not known is said to
be not stated, never filled in.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime

from newsreader.library import Library
from newsreader.model.article import ParsedArticle
from newsreader.model.document import Document, PublishedFrom, SourceKind, Stamp
from newsreader.text.safe import fold, one_line

_WITNESS = {
    PublishedFrom.FEED: "the feed says so",
    PublishedFrom.META: "its source says so",
    PublishedFrom.TEXT: "a line of the text says so",
}
_REASONS = {"first": "first read", "changed": "changed by its outlet", "fuller": "full text fetched"}
MOST_LISTED = 20
"""Files or forms that are listed."""

Rows = tuple[tuple[str, str], ...]


def about(library: Library, key: int) -> Rows:
    """Labels and words about an article of the library; nothing where there is no such article."""
    parsed = library.article(key)
    if parsed is None:
        return ()
    forms = library.revisions(key)
    rows = list(of_article(parsed))
    from newsreader.ingest.fetch_addresses import shown_url

    feeds = [feed.subscription for feed in map(library.feed, library.feeds_of(key)) if feed is not None]
    if feeds:
        rows.append(("feeds", "; ".join(one_line(feed.title or shown_url(feed.url)) for feed in feeds)))
    if len(forms) > 1:
        told = [f"{form.revision}: {_moment(form.received)}, {_REASONS[form.reason]}" for form in forms[:MOST_LISTED]]
        rows.append(("forms", "; ".join(told)))
    return tuple(rows)


def of_article(parsed: ParsedArticle) -> Iterator[tuple[str, str]]:
    """Labels and words about an article, as far as it tells by itself."""
    document = parsed.document
    yield from _head(document)
    yield "read from", f"{one_line(document.source.uri, 500)} ({document.source.kind.value})"
    if document.source.entry_id:
        yield "id in its feed", one_line(document.source.entry_id, 300)
    yield "received", _moment(document.received)
    yield "language", document.language or "not known"
    for enclosure in document.enclosures[:MOST_LISTED]:
        size = f", {enclosure.length:,} bytes" if enclosure.length else ""
        yield "file", f"{one_line(enclosure.url, 300)} ({one_line(enclosure.type or 'type not stated')}{size})"
    yield "text", f"{document.words():,} words; SHA-256 {hashlib.sha256(document.text.encode()).hexdigest()}"
    yield "analysed by", one_line(parsed.engine) if parsed.engine else "not analysed"
    for note in document.left_out:
        yield "left out", fold(note)


def _head(document: Document) -> Iterator[tuple[str, str]]:
    from newsreader.ingest.why import why  # not at the top: it loads all that structures flat text

    reasons = why(document) if _is_flat(document) else {}
    yield "title", _stated(document.title, reasons.get("title"))
    yield "by", _stated(", ".join(document.byline) or None, reasons.get("byline"))
    published = _when(document.published) if document.published else None
    witness = _WITNESS.get(document.published_from) if document.published_from else None
    yield (
        "published",
        _stated(published, reasons.get("date") if document.published_from is PublishedFrom.TEXT else witness),
    )
    if document.updated:
        yield "updated", _when(document.updated)
    if document.dateline:
        yield "dateline", _stated(document.dateline, reasons.get("dateline"))
    yield "outlet", document.source.outlet or "not stated"


def _is_flat(document: Document) -> bool:
    """Whether its lines are those that were read, so that what they are was for us to find out."""
    flat = document.source.kind in (SourceKind.FILE, SourceKind.STDIN, SourceKind.JSONL)
    return flat and not (document.links or document.pictures)


def _stated(words: str | None, reason: str | None) -> str:
    if not words:
        return "not stated"
    return f"{words} ({reason})" if reason else words


def _when(stamp: Stamp) -> str:
    return _moment(stamp.moment) if stamp.precision == "second" else stamp.iso()


def _moment(moment: datetime | None) -> str:
    """A moment in the reader's zone, with the zone."""
    return "not known" if moment is None else f"{moment.astimezone():%Y-%m-%d %H:%M %Z}"
