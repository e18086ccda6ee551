"""One entry of a feed, of whichever kind, to a document.

Both readers of feeds fill an `Entry`; what it becomes is the same. Its text is its title and what its
content shows, as lines, without the tails that blogs add ("The post … appeared first on …").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from newsreader.errors import InputError
from newsreader.ingest import language, picture_words
from newsreader.ingest.dateline import find_dateline
from newsreader.ingest.facts import bare
from newsreader.ingest.layout import Layout
from newsreader.ingest.markup import parse
from newsreader.ingest.raw import RawDocument, make_id
from newsreader.ingest.shown import Shown, shown_lines
from newsreader.model.document import BlockKind, Document, Enclosure, Picture, PublishedFrom, Stamp
from newsreader.text.safe import fold, make_safe, one_line

MOST_ENTRIES = 5000
"""How many entries of one feed are read."""

MOST_TITLE_CHARS = 500
"""Longer titles are cut."""

MOST_CONTENT_CHARS = 2_000_000
"""Longer contents of an entry are cut."""

_MOST_DEK_CHARS = 2000
_MOST_ID_CHARS = 500
_FUTURE = timedelta(days=366)
_LOOKS_MARKED_UP = re.compile(r"</?[a-zA-Z][^<>]{0,500}>|&(?:#\w+|\w+);")
_TAIL = re.compile(
    r"The post .{1,600} (?:appeared first|first appeared) on "
    r"|(?:Continue reading|Read more|Read the (?:full|rest)|Keep reading)\b.{0,80}$|\[(?:…|\.\.\.|link|comments)\]$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says of one article."""

    id: str | None = None
    """The id that the feed gives it."""

    title: str | None = None
    """Its title, perhaps with markup."""

    content: str | None = None
    """Its text, as HTML unless `plain`."""

    plain: bool = False
    """Whether the content is plain text."""

    summary: str | None = None
    """What the feed says it is about, perhaps with markup."""

    url: str | None = None
    """Its address, http or https."""

    byline: tuple[str, ...] = ()
    """Who wrote it."""

    published: Stamp | None = None
    """When it was published."""

    updated: Stamp | None = None
    """When it was last changed."""

    enclosures: tuple[Enclosure, ...] = ()
    """The files that it comes with."""

    language: str | None = None
    """Two-letter code of its language."""

    def is_empty(self) -> bool:
        """Whether it says nothing at all."""
        return not any(
            (
                self.id,
                self.title,
                self.content,
                self.summary,
                self.url,
                self.byline,
                self.published,
                self.updated,
                self.enclosures,
            )
        )


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says of itself."""

    title: str | None = None
    """Its title in words."""

    url: str | None = None
    """The address of the site it is of."""

    language: str | None = None
    """Two-letter code of its language."""


def to_document(entry: Entry, feed: Feed, raw: RawDocument, received: datetime) -> Document:
    """The document of an entry."""
    title = words_of(entry.title)
    shown = _content(entry, feed)
    layout = Layout()
    if title:
        layout.add(BlockKind.TITLE, [(title, None)])
    layout.extend(_marked(shown.layout, title))
    if not layout.lines and entry.url:
        layout.add(BlockKind.BODY, [(entry.url, entry.url)])
    address = entry.id or entry.url or f"{title}\0{layout.text[:2000]}"
    published = sensible(entry.published or entry.updated, received)
    return Document(
        id=make_id(raw.source, address),
        source=replace(
            raw.source, uri=entry.url or raw.source.uri, outlet=feed.title or raw.source.outlet, feed=feed.title,
            entry_id=one_line(entry.id, _MOST_ID_CHARS) if entry.id else None,
        ),
        received=received,
        text=layout.text,
        blocks=layout.blocks(),
        title=title,
        dek=words_of(entry.summary, _MOST_DEK_CHARS),
        byline=entry.byline,
        dateline=_dateline(layout),
        published=published,
        published_from=PublishedFrom.FEED if published else None,
        updated=sensible(entry.updated, received),
        language=entry.language or feed.language or language.detect(layout.text),
        links=tuple(layout.links),
        pictures=tuple(Picture(url) for url, _ in shown.pictures),
        enclosures=entry.enclosures,
    )  # fmt: skip


def words_of(value: str | None, most: int = MOST_TITLE_CHARS) -> str | None:
    """A title or summary in words: markup taken off, folded, cut; None where nothing is left."""
    if not value:
        return None
    sample = value[: most * 8]
    if _LOOKS_MARKED_UP.search(sample):
        sample = " ".join(_shown(sample, None).layout.lines)
    return fold(sample)[:most].rstrip() or None


def sensible(stamp: Stamp | None, received: datetime) -> Stamp | None:
    """The stamp, unless it is so far ahead that it must be a mistake: no date is better than a wrong one."""
    return stamp if stamp and stamp.moment <= received + _FUTURE else None


def _content(entry: Entry, feed: Feed) -> Shown:
    content = (entry.content or entry.summary or "")[:MOST_CONTENT_CHARS]
    if (entry.plain and entry.content) or not _LOOKS_MARKED_UP.search(content):
        shown = Shown()
        for line in make_safe(content.replace("\r\n", "\n").replace("\r", "\n")).split("\n"):
            shown.layout.add(BlockKind.BODY, [(line, None)])
        return shown
    return _shown(content, entry.url or feed.url)


def _shown(markup: str, base: str | None) -> Shown:
    try:
        return shown_lines(parse(markup, "entry"), base)
    except InputError:
        return Shown()


def _marked(layout: Layout, title: str | None) -> Layout:
    """The lines with credits and tails marked as what they are."""
    for index, line in enumerate(layout.lines):
        if layout.kinds[index] is not BlockKind.BODY:
            continue
        if (index == 0 and title and bare(line) == bare(title)) or (
            index >= len(layout.lines) - 3 and _TAIL.match(line)
        ):
            layout.kinds[index] = BlockKind.BOILERPLATE
        elif picture_words.is_credit(line):
            layout.kinds[index] = BlockKind.CREDIT
    return layout


def _dateline(layout: Layout) -> str | None:
    first: Any = next(
        (line for kind, line in zip(layout.kinds, layout.lines, strict=True) if kind is BlockKind.BODY), None
    )
    found = find_dateline(first) if first else None
    return fold(found) if found else None
