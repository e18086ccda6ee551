"""Bytes to documents: find the format, and let its reader read.

The readers of pages and feeds bring heavy libraries, so they are imported when the first page or
feed is read, which happens in a worker process; text and Markdown are read wherever they are needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from newsreader.ingest import sniff
from newsreader.ingest.raw import Format, RawDocument, Unreadable
from newsreader.model.document import Document

_LIGHT = frozenset({Format.TEXT, Format.MARKDOWN})


def read(raw: RawDocument, received: datetime, forced: Format | None = None) -> Iterator[Document | Unreadable]:
    """The articles that the bytes hold, in their order; raises `InputError` where they cannot be read at all."""
    if forced is None:
        found = sniff.detect(raw)
    else:
        sniff.refuse_binary(raw)
        found = forced
    return _articles(raw, received, found)


def is_light(found: Format) -> bool:
    """Whether reading it is quick enough for the process that draws the screen."""
    return found in _LIGHT


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
    from newsreader.ingest import plain

    return iter((plain.read(raw, received),))
