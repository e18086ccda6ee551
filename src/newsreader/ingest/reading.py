"""Bytes to documents: find the format, and let its reader read.

The readers of pages and feeds bring heavy libraries, so they are imported when the first page or
feed is read, which happens in a worker process; text and Markdown are read wherever they are needed.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from newsreader.errors import InputError, TooLargeError
from newsreader.ingest import sniff
from newsreader.ingest.raw import Format, RawDocument, Unreadable
from newsreader.model.document import Document
from newsreader.text.safe import one_line

_FETCHED = frozenset({Format.HTML, Format.TEXT, Format.MARKDOWN, Format.FEED})
_LIGHT = frozenset({Format.TEXT, Format.MARKDOWN})


def read(raw: RawDocument, received: datetime, forced: Format | None = None) -> Iterator[Document | Unreadable]:
    """The articles that the bytes hold, in their order; raises `InputError` where they cannot be read at all."""
    if forced is None:
        found = sniff.detect(raw)
    else:
        _refuse(raw, forced)
        found = forced
    return _articles(raw, received, found)


def _refuse(raw: RawDocument, forced: Format) -> None:
    """Raise `InputError` for what is no text; of lines each is judged by itself, so that a bad one costs no other."""
    if forced is not Format.JSONL:
        sniff.refuse_binary(raw)
    elif raw.first == 1:
        sniff.refuse_known_binary(raw)


def is_light(found: Format) -> bool:
    """Whether reading it is quick enough for the process that draws the screen."""
    return found in _LIGHT


def page_format(raw: RawDocument) -> Format | None:
    """Whether what a crawler fetched is a page, a text or a feed; None where it is nothing that is read."""
    try:
        found = sniff.detect(raw)
    except InputError:
        return None
    is_other_xml = found is Format.TEXT and raw.data.lstrip()[:1] == b"<"
    if is_other_xml or (found is Format.FEED and not sniff.is_feed(raw)):
        return None
    return found if found in _FETCHED else None


def _articles(raw: RawDocument, received: datetime, found: Format) -> Iterator[Document | Unreadable]:
    if found is Format.FEED:
        from newsreader.ingest import feed

        return feed.entries(raw, received)
    if found is Format.JSONL:
        from newsreader.ingest import jsonl

        return jsonl.lines(raw, received)
    if found is Format.HTML:
        from newsreader.ingest import html

        return iter((html.read(raw, received),))
    if found is Format.MARKDOWN:
        from newsreader.ingest import markdown

        return iter((markdown.read(raw, received),))
    if found is Format.MAIL:
        return _mails(raw, received)
    if found is Format.WARC:
        return _captures(raw, received)
    from newsreader.ingest import plain

    return iter((plain.read(raw, received, raw.furniture),))


def _mails(raw: RawDocument, received: datetime) -> Iterator[Document | Unreadable]:
    """The mail, or all mails of a short mailbox."""
    from newsreader.ingest import mail, mbox

    if not mbox.START.match(raw.data):
        yield mail.read(raw, received)
        return
    for number, data in enumerate(mbox.mails(io.BytesIO(raw.data), len(raw.data)), 1):
        name = f"{raw.name}, mail {number}"
        if isinstance(data, str):
            yield Unreadable(None, TooLargeError(data, where=one_line(name, 300)))
            continue
        try:
            yield mail.read(replace(raw, data=data, name=name), received)
        except InputError as error:
            yield Unreadable(None, error)


def _captures(raw: RawDocument, received: datetime) -> Iterator[Document | Unreadable]:
    """What the records of a short WARC hold."""
    from newsreader.ingest import warc

    for found in warc.captures(io.BytesIO(raw.data), one_line(raw.name, 300)):
        if isinstance(found, InputError):
            yield Unreadable(None, found)
        elif found is not None and (form := page_format(page := warc.page(found, raw.source))):
            try:
                yield from _articles(page, found.moment or received, form)
            except InputError as error:
                yield Unreadable(None, error)
