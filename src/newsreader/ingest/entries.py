"""One entry of a feed, of whichever kind, to a document.

Both readers of feeds fill an `Entry`; what it becomes is the same. Its text is its title and what its
content shows, as lines, without the tails that blogs add ("The post … appeared first on …").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
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
from newsreader.model.document import PROSE, BlockKind, Document, Enclosure, Picture, PublishedFrom, SourceKind, Stamp
from newsreader.text.safe import fold, make_safe, one_line

MOST_ENTRIES = 5000
"""How many entries of one feed are read."""

MOST_TITLE_CHARS = 500
"""Longer titles are cut."""

MOST_CONTENT_CHARS = 2_000_000
"""Longer contents of an entry are cut."""

MOST_DEK_CHARS = 2000
"""Longer summaries are cut."""

_MOST_ID_CHARS = 500
_FUTURE = timedelta(days=7)
_LOOKS_MARKED_UP = re.compile(r"</?[a-zA-Z][^<>]{0,500}>|&(?:#\w+|\w+);")
_TAIL = re.compile(
    r"The post .{1,600} (?:appeared first|first appeared) on "
    r"|(?:Continue reading|Read more|Read the (?:full|rest)|Keep reading)\b.{0,80}$|\[(?:…|\.\.\.|link|comments)\]$",
    re.I,
)


_READ_ON = re.compile(
    r"(?:…|\.\.\.)\s*[\])]?\s*(?:\W{0,3}\bMore\b.{0,100})?$"
    r"|\b(?:Continue reading|Read (?:more|on|the (?:full|rest|whole))|Keep reading|View (?:the )?full"
    r"|Weiterlesen|Mehr lesen|Lire la suite|En savoir plus|Leer más|Seguir leyendo|Leia mais|Continua a leggere"
    r"|Leggi tutto|Lees (?:meer|verder)|Läs mer|Les mer|Læs mere|Czytaj (?:więcej|dalej)|Читать (?:далее|дальше))\b"
    r".{0,100}$",
    re.I,
)
_LAST_LINES = 3
_LAST_CHARS = 300
_CHARS_A_WORD = 8  # for scripts without blanks; no language with blanks has words so long
_FEWEST_WORDS = 40
_FEW_WORDS = 150


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

    pictures: tuple[str, ...] = ()
    """The addresses of pictures that are named beside its text."""

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
                self.pictures,
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

    id: str | None = None
    """The id that it gives itself."""

    summary: str | None = None
    """What it says it is about, in words."""

    byline: tuple[str, ...] = ()
    """Who edits it."""

    published: Stamp | None = None
    """When it was published."""

    updated: Stamp | None = None
    """When it was last changed."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What was read of a feed."""

    feed: Feed
    """What it says of itself."""

    entries: tuple[Entry, ...]
    """Its entries, in its order."""

    notes: tuple[str, ...] = ()
    """What of it was not read and why, in one sentence each."""


def to_document(entry: Entry, feed: Feed, raw: RawDocument, received: datetime) -> Document:
    """The document of an entry."""
    title = words_of(entry.title)
    shown = _content(entry, feed)
    layout = Layout()
    if title:
        layout.add(BlockKind.TITLE, [(title, None)])
    layout.extend(_marked(shown.layout, title))
    if not layout.lines and (only := _only_address(entry, shown)):
        layout.add(BlockKind.BODY, [(only, only)])
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
        dek=words_of(entry.summary, MOST_DEK_CHARS),
        byline=entry.byline,
        dateline=_dateline(layout),
        published=published,
        published_from=PublishedFrom.FEED if published else None,
        updated=sensible(entry.updated, received),
        language=language.settle(entry.language or feed.language, layout.text),
        links=tuple(layout.links),
        pictures=tuple(Picture(url) for url in _pictures(entry, shown)),
        enclosures=entry.enclosures,
    )  # fmt: skip


def is_teaser(document: Document) -> bool:
    """Whether the entry holds only the beginning of its article, or what it is about: its page has more.

    So it is where it has hardly any words, breaks off, ends by asking to read on, or is its summary alone
    and short.
    """
    if document.source.kind is not SourceKind.FEED:
        return False
    lines = [(block.kind, fold(block.span.of(document.text))) for block in document.blocks]
    prose = [line for kind, line in lines if kind in PROSE]
    words = sum(max(line.count(" ") + 1, len(line) // _CHARS_A_WORD) for line in prose)
    if words < _FEWEST_WORDS or any(_READ_ON.search(line[-_LAST_CHARS:]) for _, line in lines[-_LAST_LINES:]):
        return True
    return words < _FEW_WORDS and document.dek is not None and _same_start(document.dek, " ".join(prose))


def _same_start(dek: str, prose: str) -> bool:
    """Whether a summary and a text are the same, as far as the summary was kept."""
    letters = re.sub(r"\W+", "", dek)
    return re.sub(r"\W+", "", prose[: MOST_DEK_CHARS * 2]).startswith(letters)


def words_of(value: str | None, most: int = MOST_TITLE_CHARS) -> str | None:
    """A title or summary in words: markup taken off, folded, cut; None where nothing is left."""
    if not value:
        return None
    sample = value[: most * 8]
    if _LOOKS_MARKED_UP.search(sample):
        layout = _shown(sample, None).layout
        sample = " ".join(
            line.replace(" | ", " ").strip("| ") if kind is BlockKind.TABLE else line
            for kind, line in zip(layout.kinds, layout.lines, strict=True)
        )
    return fold(sample)[:most].rstrip() or None


def sensible(stamp: Stamp | None, received: datetime) -> Stamp | None:
    """The stamp, unless it is so far ahead that it must be a mistake: no date is better than a wrong one."""
    return stamp if stamp and stamp.moment <= received + _FUTURE else None


def left_out(entries: int) -> tuple[str, ...]:
    """What to say of entries past the limit."""
    return (f"{entries} more entries of this feed were not read; the limit is {MOST_ENTRIES}.",) if entries else ()


def settle_ids(found: Sequence[Entry]) -> tuple[tuple[Entry, ...], int]:
    """The entries so that an id stands for one article, and how many older forms were left out.

    A program with a fault gives one id to all it has: where addresses or titles differ, it is no id. Where
    they do not, it is one article in several forms, of which the newest counts.
    """
    groups: dict[str, list[Entry]] = {}
    for entry in found:
        groups.setdefault(entry.id or "", []).append(entry)
    groups.pop("", None)
    shared = {name for name, group in groups.items() if len({_apart(entry) for entry in group}) > 1}
    newest = {name: max(group, key=_last_change) for name, group in groups.items() if name not in shared}
    kept = [
        replace(entry, id=None) if entry.id in shared else entry
        for entry in found
        if not entry.id or entry.id in shared or newest[entry.id] is entry
    ]
    return tuple(kept), len(found) - len(kept)


def _apart(entry: Entry) -> str | None:
    """What tells articles of one id apart."""
    return entry.url or words_of(entry.title)


def _last_change(entry: Entry) -> float:
    stamp = entry.updated or entry.published
    return stamp.moment.timestamp() if stamp else float("-inf")


def _only_address(entry: Entry, shown: Shown) -> str | None:
    """An address to show for an entry that has no words."""
    stated = [entry.url, *_pictures(entry, shown), *(item.url for item in entry.enclosures)]
    return next(filter(None, stated), None)


def _pictures(entry: Entry, shown: Shown) -> list[str]:
    """The pictures in its text and beside it, each once."""
    return list(dict.fromkeys([*(url for url, _ in shown.pictures), *entry.pictures]))


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
