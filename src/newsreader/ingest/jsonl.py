"""One article a line, as JSON: the form in which collections of articles travel.

Each line is read by itself, so that a broken one costs only its own article. The text is taken as it
is, for who gives offsets into it counts on it; what the line states beside it wins over what the
text shows. Fields of a wrong type count as absent.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from newsreader.errors import InputError, TooLargeError
from newsreader.ingest import dates, language, plain, rows
from newsreader.ingest.bylines import split_names
from newsreader.ingest.chunks import MOST_LINE_BYTES
from newsreader.ingest.decode import decode, decode_exactly, wide_charset, with_newlines
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
            is_more = number == raw.first == 1 and _opens_more(line)
            found = rows_of(decode_exactly(raw.data), raw.name) if is_more else None
            if found is not None:
                yield from _rows(found, raw, received)
                return
            yield Unreadable(None, error)
            continue
        yield _article_or_fault(row, raw, number, where, received)


def _opens_more(line: bytes | str) -> bool:
    """Whether a first line that is no JSON may begin some over many lines, or hold many with other line ends."""
    text = line if isinstance(line, str) else decode_exactly(line)
    return not text.endswith("}") or "\r" in text


def _rows(found: Iterable[str | InputError], raw: RawDocument, received: datetime) -> Iterator[Document | Unreadable]:
    number = 0
    for text in found:
        if isinstance(text, InputError):
            yield Unreadable(None, text)
            continue
        number += 1
        where = f"{one_line(raw.name)}, row {number}"
        try:
            row = _parse(text, where)
        except InputError as error:
            yield Unreadable(None, error)
        else:
            yield _article_or_fault(row, raw, number, where, received)


def _numbered(data: bytes, first: int) -> Iterator[tuple[int, bytes | str]]:
    """The lines that are not blank, with their numbers from `first`, without a second copy of the data.

    Whether they are in a charset of two bytes or four shows at the start of the file, and nowhere else:
    what follows there may hold a line of anything.
    """
    if first == 1 and wide_charset(data):
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
        row = json.loads(line if isinstance(line, str) else decode_exactly(line))
    except (ValueError, RecursionError) as error:
        raise InputError(f"not JSON: {_reason(error)}", where=where) from None
    if not isinstance(row, dict):
        raise InputError("not a JSON object", where=where, mend='a line is {"id": …, "text": …}')
    return row


def _reason(error: Exception) -> str:
    """What the parser found wrong; what Python says of limits of its own is no help to anybody."""
    if isinstance(error, json.JSONDecodeError):
        return one_line(str(error), 100)
    return "it is nested too deeply" if isinstance(error, RecursionError) else "a number in it is too long"


def rows_of(text: str, name: str) -> Iterator[str | InputError] | None:
    """The rows of JSON over many lines, with an error, once, where it is broken; None for what is no such JSON."""
    mark = rows.opens(text)
    found = rows.rows(text)
    first = next(found, None) if mark in ("[", "{") else None
    if first is None and mark != "[":
        return None
    return (_broken(name) if row is None else row for row in itertools.chain([first], found))


def _broken(name: str) -> InputError:
    what = "is broken JSON, or was cut short; only whole rows are read"
    return InputError(what, where=one_line(name, 300))


def too_long(name: str, number: int) -> TooLargeError:
    """What is said of a line that is too long to be read."""
    what = f"is over {MOST_LINE_BYTES // 1_000_000} MB"
    return TooLargeError(what, where=f"{one_line(name)}, line {number}", mend="a line is one article")


def _article_or_fault(row: Row, raw: RawDocument, number: int, where: str, received: datetime) -> Document | Unreadable:
    try:
        return _article(row, raw, number, where, received)
    except InputError as error:
        told = error if error.where else type(error)(error.what, where=where, mend=error.mend)
        return Unreadable(_stated_id(row), told)


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
