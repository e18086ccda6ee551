"""Feeds to documents: RSS, RDF and Atom by feedparser, JSON Feed by `jsonfeed`.

Feeds are written by programs with faults and by people with intent. So the bytes are decoded here,
not by what they declare; entities, which can unfold to gigabytes or read files, are cut off with the
whole document type; monstrous tags and nesting are tamed as in pages; and only so many entries are
parsed. What feedparser makes of the rest is taken as hearsay: every value is checked.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from newsreader.errors import InputError, TooLargeError
from newsreader.ingest import dates, language
from newsreader.ingest.decode import decode
from newsreader.ingest.entries import (
    MOST_DEK_CHARS,
    MOST_ENTRIES,
    Contents,
    Entry,
    Feed,
    left_out,
    settle_ids,
    to_document,
    words_of,
)
from newsreader.ingest.feed_names import stated_names
from newsreader.ingest.jsonfeed import is_json, read_json_feed
from newsreader.ingest.limits import MOST_FEED_BYTES
from newsreader.ingest.markup import declared_charset, tame_tags
from newsreader.ingest.raw import RawDocument, Unreadable
from newsreader.ingest.urls import web_address
from newsreader.model.document import Document, Enclosure, SourceKind, Stamp
from newsreader.text.safe import one_line

MOST_NAMESPACES = 200
"""How many namespaces of a feed are known to its parser."""

_NAMESPACE = re.compile(r"""\sxmlns:([\w.-]{1,200})\s{0,20}=\s{0,20}(?:"[^"<]{0,2000}"|'[^'<]{0,2000}')""")
_MOST_ENCLOSURES = 20
_MOST_LENGTH = 1 << 50
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]{0,500}\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE\b", re.I)
_PAGE = re.compile(r"\s*(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_ROOT = re.compile(r"<(?:rss|channel|(?:\w+:)?rdf|feed)\b", re.I)
_PREFIXES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "itunes": "http://www.itunes.com/DTDs/PodCast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
}
"""Prefixes that have one meaning in feeds, whether or not it is declared."""

_HEAD_CHARS = 4000
_ENTRY_END = re.compile(r"</(?:\w+:)?(?:item|entry)\s*>", re.I)
_END = re.compile(r"</(?:\w+:)?(?:rss|rdf|feed|channel|entry)\s*>\s*(?:<!--.{0,1000}-->\s*)*\Z", re.I | re.S)
_TAIL_CHARS = 4000
_DAY_ALONE = re.compile(r"\s*\d{4}-?\d\d-?\d\d\s*\Z")
_MONTH_ALONE = re.compile(r"\s*\d{4}-\d\d\s*\Z")
_YEAR_ALONE = re.compile(r"\s*\d{4}\s*\Z")
_FAULTS = (ValueError, TypeError, AttributeError, LookupError, RecursionError, AssertionError, OverflowError)


def entries(raw: RawDocument, received: datetime) -> Iterator[Document | Unreadable]:
    """The entries of a feed; raises `InputError` where there is none, `TooLargeError` past the limit."""
    return _documents(_parse(raw), replace(raw, source=replace(raw.source, kind=SourceKind.FEED)), received)


def head(raw: RawDocument) -> Feed:
    """What a feed says of itself, also one without entries; raises as `entries` does."""
    return _parse(raw).feed


def _parse(raw: RawDocument) -> Contents:
    """The feed as it was read, without entries that say nothing."""
    where = one_line(raw.name)
    if len(raw.data) > MOST_FEED_BYTES:
        size, most = len(raw.data) / 1e6, MOST_FEED_BYTES // 1_000_000
        raise TooLargeError(f"is a feed of {size:.0f} MB; the limit is {most} MB", where=where)
    text = decode(raw.data, declared_charset(raw.data))
    read = read_json_feed(text, where) if is_json(text) else _read_xml(text, where, web_address(raw.source.uri))
    kept, doubled = settle_ids([entry for entry in read.entries if not entry.is_empty()])
    told = (f"Older forms of entries that this feed gives twice were left out: {doubled}.",) if doubled else ()
    return replace(read, entries=kept, notes=(*read.notes, *told))


def _documents(contents: Contents, raw: RawDocument, received: datetime) -> Iterator[Document | Unreadable]:
    """The documents, the last of which says what of the feed was not read: a limit is no fault of the feed."""
    for number, entry in enumerate(contents.entries, 1):
        document = to_document(entry, contents.feed, raw, received)
        yield replace(document, left_out=contents.notes) if number == len(contents.entries) else document


def _read_xml(text: str, where: str, address: str | None) -> Contents:
    text = text.lstrip("\ufeff \t\r\n")
    if not text:
        raise InputError("is empty", where=where)
    if _PAGE.match(_DECLARATION.sub("", text, count=1)[:_HEAD_CHARS]):
        raise InputError("is a web page, not a feed", where=where, mend="name the address of its feed")
    whole = bool(_END.search(text[-_TAIL_CHARS:]))
    text, left = _shortened(_without_doctype(text))
    plain = tame_tags(_with_prefixes(_without_spaces(_DECLARATION.sub("", text, count=1))))
    parsed = _parsed(plain, where, address)
    if not parsed.get("version") and not parsed.entries and not _ROOT.search(plain[:_HEAD_CHARS]):
        raise InputError("is not a feed", where=where)
    feed = _head(parsed.feed)
    left += max(0, len(parsed.entries) - MOST_ENTRIES)
    notes = ("The feed breaks off; what stands before that was read.",) if not whole else ()
    return Contents(
        feed,
        tuple(_entry(entry, feed) for entry in parsed.entries[:MOST_ENTRIES]),
        (*notes, *left_out(left)),
    )


def _parsed(plain: str, where: str, address: str | None) -> Any:
    """What feedparser makes of it; links are seen from the address of the feed."""
    import feedparser

    data = b'<?xml version="1.0" encoding="utf-8"?>' + plain.encode("utf-8", "replace")
    seen_from = {"content-location": address} if address else {}
    try:
        return feedparser.parse(
            io.BytesIO(data), sanitize_html=False, resolve_relative_uris=True, response_headers=seen_from
        )
    except _FAULTS as error:
        raise InputError(f"cannot be read as a feed: {one_line(str(error), 80)}", where=where) from None


def _head(head: Any) -> Feed:
    """What the feed says of itself; its address may stand in a link of Atom alone."""
    links = [item for item in head.get("links") or [] if isinstance(item, dict) and item.get("rel") == "alternate"]
    stated = [head.get("link"), *(item.get("href") for item in links)]
    return Feed(
        title=words_of(_string(head.get("title"))),
        url=next(filter(None, map(web_address, stated)), None),
        language=language.code(head.get("language")),
        id=one_line(_string(head.get("id")) or "") or None,
        summary=words_of(_string(head.get("subtitle")) or _string(head.get("summary")), MOST_DEK_CHARS),
        byline=_authors(head),
        published=_stamp(head, "published"),
        updated=_stamp(head, "updated"),
    )


def _without_spaces(text: str) -> str:
    """The feed with its first namespaces alone: the parser takes the longer for each the more there are."""
    if text.count("xmlns:") <= MOST_NAMESPACES:
        return text
    known: set[str] = set()

    def kept(found: re.Match[str]) -> str:
        if len(known) < MOST_NAMESPACES:
            known.add(found[1])
        return found[0] if found[1] in known else ""

    return _NAMESPACE.sub(kept, text)


def _with_prefixes(text: str) -> str:
    """The feed with the usual prefixes declared that it uses and does not declare."""
    root = _ROOT.search(text[:_HEAD_CHARS])
    if not root:
        return text
    missing = "".join(
        f' xmlns:{prefix}="{space}"'
        for prefix, space in _PREFIXES.items()
        if f"<{prefix}:" in text and f"xmlns:{prefix}" not in text
    )
    return text[: root.end()] + missing + text[root.end() :]


def _without_doctype(text: str) -> str:
    """The feed without its document type, and so without the entities that are made there."""
    found = _DOCTYPE.search(text[:4000])
    if not found:
        return text
    close, bracket = text.find(">", found.end()), text.find("[", found.end())
    if 0 <= bracket < close:
        end = text.find("]", bracket)
        close = text.find(">", end) if end >= 0 else -1
    return text[: found.start()] + text[close + 1 :] if close >= 0 else text


def _shortened(text: str) -> tuple[str, int]:
    """The feed with its first entries alone, and how many were taken out."""
    cut = end = None
    count = 0
    for found in _ENTRY_END.finditer(text):
        count += 1
        end = found.end()
        if count == MOST_ENTRIES:
            cut = end
    if cut is None or end is None or count == MOST_ENTRIES:
        return text, 0
    return text[:cut] + text[end:], count - MOST_ENTRIES


def _entry(entry: Any, feed: Feed) -> Entry:
    content, plain = _content(entry)
    summary = _string(entry.get("summary"))
    url = web_address(entry.get("link"), feed.url)
    return Entry(
        id=_string(entry.get("id")) or None,
        title=_string(entry.get("title")),
        content=content,
        plain=plain,
        summary=summary if summary != content else summary or None,
        url=url,
        byline=_authors(entry),
        published=_stamp(entry, "published") or _stamp(entry, "created"),
        updated=_stamp(entry, "updated"),
        enclosures=_enclosures(entry),
        language=language.code(_language_of(entry)),
    )


def _content(entry: Any) -> tuple[str | None, bool]:
    """The fullest content, and whether it is plain text."""
    contents = [
        item for item in entry.get("content") or [] if isinstance(item, dict) and isinstance(item.get("value"), str)
    ]
    if not contents:
        return None, False
    fullest = max(contents, key=lambda item: len(item["value"]))
    return fullest["value"] or None, fullest.get("type") == "text/plain"


def _language_of(entry: Any) -> str | None:
    contents = entry.get("content") or [{}]
    return contents[0].get("language") if isinstance(contents[0], dict) else None


def _authors(entry: Any) -> tuple[str, ...]:
    whole = _string(entry.get("author")) or ""
    if "@" in whole and whole.endswith(")"):
        return stated_names(whole)
    authors = [item.get("name") for item in entry.get("authors") or [] if isinstance(item, dict) and item.get("name")]
    return stated_names(authors) or stated_names(whole)


def _stamp(entry: Any, field: str) -> Stamp | None:
    """The moment in a field, as feedparser reads it or as we do; None where there is none that can be."""
    if field not in entry:
        return None
    stated = _string(entry.get(field)) or ""
    parsed = entry.get(f"{field}_parsed")
    if not parsed:
        return dates.parse_moment(stated)
    try:
        year, month, day, hour, minute, second = map(int, parsed[:6])
        moment = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
    except (ValueError, TypeError, OverflowError):
        return None
    precision = next(
        (
            name
            for form, name in ((_DAY_ALONE, "day"), (_MONTH_ALONE, "month"), (_YEAR_ALONE, "year"))
            if form.match(stated)
        ),
        "second",
    )
    return dates.make_stamp(moment, precision)


def _enclosures(entry: Any) -> tuple[Enclosure, ...]:
    found = []
    for item in (entry.get("enclosures") or [])[:_MOST_ENCLOSURES]:
        url = web_address(item.get("href") or item.get("url")) if isinstance(item, dict) else None
        if url:
            found.append(
                Enclosure(url, one_line(_string(item.get("type")) or "", 100) or None, as_length(item.get("length")))
            )
    return tuple(found)


def as_length(value: object) -> int | None:
    """A size in bytes that can be; None for all else."""
    text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    length = int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else -1
    return length if 0 < length < _MOST_LENGTH else None


def _string(value: object) -> str | None:
    return value if isinstance(value, str) else None
