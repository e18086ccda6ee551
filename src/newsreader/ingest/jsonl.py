"""One article a line, as JSON: the form in which collections of articles travel.

Each line is read by itself, so that a broken one costs only its own article. The text is taken as it
is, for who gives offsets into it counts on it; what the line states beside it wins over what the
text shows. Fields of a wrong type count as absent.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from newsreader.errors import InputError, TooLargeError
from newsreader.ingest import dates, language, plain
from newsreader.ingest.bylines import split_names
from newsreader.ingest.chunks import MOST_LINE_BYTES
from newsreader.ingest.decode import decode, wide_charset, with_newlines
from newsreader.ingest.raw import RawDocument, Unreadable, make_id
from newsreader.ingest.urls import web_address
from newsreader.model.document import Document, PublishedFrom, Source, SourceKind
from newsreader.model.spans import ArticleId
from newsreader.text.safe import fold, make_safe, one_line

MOST_ID_CHARS = 200
"""Longer ids are cut."""

MOST_TITLE_CHARS = 500
"""Longer titles are cut."""

Row = dict[str, Any]


def lines(raw: RawDocument, received: datetime) -> Iterator[Document | Unreadable]:
    """The article of each line that is not blank; a line that holds none is `Unreadable`."""
    for number, line in _numbered(raw.data, raw.first):
        where = f"{one_line(raw.name)}, line {number}"
        try:
            row = _parse(line, where)
        except InputError as error:
            rows = whole(raw.data) if number == 1 else None
            if rows is not None:
                yield from (_article_or_fault(row, raw, index, where, received) for index, row in enumerate(rows, 1))
                return
            yield Unreadable(None, error)
            continue
        yield _article_or_fault(row, raw, number, where, received)


def _numbered(data: bytes, first: int) -> Iterator[tuple[int, bytes | str]]:
    """The lines that are not blank, with their numbers from `first`, without a second copy of the data."""
    if wide_charset(data):
        yield from ((n, line) for n, line in enumerate(decode(data).split("\n"), first) if line.strip())
        return
    start, number = 3 if data.startswith(b"\xef\xbb\xbf") else 0, first - 1
    while start < len(data):
        number += 1
        end = data.find(b"\n", start)
        end = len(data) if end < 0 else end
        line = data[start:end].strip()
        if line:
            yield number, line
        start = end + 1


def _parse(line: bytes | str, where: str) -> Row:
    """The object on a line; raises `InputError` where there is none."""
    try:
        row = json.loads(line if isinstance(line, str) else decode(line))
    except (ValueError, RecursionError) as error:
        raise InputError(f"not JSON: {one_line(str(error), 100)}", where=where) from None
    if not isinstance(row, dict):
        raise InputError("not a JSON object", where=where, mend='a line is {"id": …, "text": …}')
    return row


def whole(data: bytes) -> list[Row] | None:
    """The rows of a file that is one JSON value over many lines; None where it is not."""
    try:
        value = json.loads(decode(data))
    except (ValueError, RecursionError):
        return None
    rows = value if isinstance(value, list) else [value]
    return rows if rows and all(isinstance(row, dict) for row in rows) else None


def too_long(name: str, number: int) -> TooLargeError:
    """What is said of a line that is too long to be read."""
    what = f"is over {MOST_LINE_BYTES // 1_000_000} MB"
    return TooLargeError(what, where=f"{one_line(name)}, line {number}", mend="a line is one article")


def _article_or_fault(row: Row, raw: RawDocument, number: int, where: str, received: datetime) -> Document | Unreadable:
    try:
        return _article(row, raw, number, where, received)
    except InputError as error:
        return Unreadable(_stated_id(row), error)


def _article(row: Row, raw: RawDocument, number: int, where: str, received: datetime) -> Document:
    address = web_address(row.get("url"))
    outlet = _words(row.get("outlet"))
    source = Source(SourceKind.JSONL, address or raw.source.uri, outlet or raw.source.outlet)
    article_id = ArticleId(_stated_id(row) or make_id(source, address or str(number)))
    text, markup = row.get("text"), row.get("html")
    if isinstance(text, str) and text.strip():
        document = plain.from_text(make_safe(with_newlines(text)), source, article_id, received)
    elif isinstance(markup, str) and markup.strip():
        from newsreader.ingest import html

        document = html.from_markup(markup, source, article_id, received, where)
    else:
        raise InputError("no text", where=where, mend='a line is {"id": …, "text": …}')
    return _with_stated(document, row)


def _with_stated(document: Document, row: Row) -> Document:
    """The document with what the line states beside the text."""
    published = dates.parse_moment(row.get("published"))
    return replace(
        document,
        title=_words(row.get("title")) or document.title,
        byline=split_names(row.get("byline")) or document.byline,
        published=published or document.published,
        published_from=PublishedFrom.META if published else document.published_from,
        updated=dates.parse_moment(row.get("updated")) or document.updated,
        language=language.settle(row.get("language"), document.text) if row.get("language") else document.language,
    )


def _stated_id(row: Row) -> str | None:
    value = row.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if abs(value) < 10**MOST_ID_CHARS else None
    return one_line(value, MOST_ID_CHARS) or None if isinstance(value, str) else None


def _words(value: object) -> str | None:
    return fold(value[: MOST_TITLE_CHARS * 4])[:MOST_TITLE_CHARS] or None if isinstance(value, str) else None
