"""Markdown to a document: what it shows, as lines, with the links and pictures in it.

Like a page, a Markdown file is a text and what it is to look like in one; the text of its article is what
is shown: the title, which may stand in the front matter alone, and then a line for each paragraph, heading,
item or row, without marks, tags and the codes of entities (`&#8220;`). It is a reading of lines, not a
full parser: what it does not know is a paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime

from newsreader.errors import InputError
from newsreader.ingest import grammar, inline, language
from newsreader.ingest.bylines import split_names
from newsreader.ingest.dateline import find_dateline
from newsreader.ingest.dates import parse_day
from newsreader.ingest.decode import decode
from newsreader.ingest.frontmatter import FrontMatter, split_front_matter
from newsreader.ingest.layout import Layout
from newsreader.ingest.raw import RawDocument, make_id
from newsreader.ingest.urls import web_address
from newsreader.model.document import BlockKind, Document, Picture, PublishedFrom, Source, Stamp
from newsreader.text.safe import fold, make_safe, one_line

MOST_PICTURES = 500
"""How many pictures of one article are kept."""

MOST_REFERENCES = 5000
"""How many named addresses of one article are kept."""

_HEADING = re.compile(r"(#{1,6})(?:[ \t]+(.*?))?[ \t]*#*\Z")
_QUOTE = re.compile(r"(?:>[ \t]?)+")
_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)])(?:[ \t]+(?:\[[ xX]\][ \t]+)?|\Z)")
_RULE = re.compile(r"(?:[-*_=][ \t]*){3,}\Z")
_UNDERLINE = re.compile(r"(?:=+|-+)\Z")
_TABLE = re.compile(r"\|.*\|\Z")
_TABLE_RULE = re.compile(r"[|:\- \t]+\Z")
_FENCE = re.compile(r"```|~~~")
_REFERENCE = re.compile(r"\[([^\[\]\n]{1,200})\]:[ \t]+<?(\S{1,2000}?)>?(?:[ \t]+[\"'(].{0,500})?\Z")
_TAGS_ALONE = re.compile(r"(?:</?[A-Za-z][A-Za-z0-9-]{0,30}(?:\s[^<>]{0,2000})?/?>\s*)+\Z")
_COMMENT_START, _COMMENT_END = "<!--", "-->"
_HEAD_LINES = 3
_DATE_KEYS = ("published", "date", "pubdate", "published_at", "publishdate")


@dataclass(slots=True)
class _Part:
    """A paragraph, heading, item or row: its lines as they are written, without the marks at their starts."""

    kind: BlockKind
    lines: list[str]
    level: int = 0
    literal: bool = False


@dataclass(slots=True)
class _Reader:
    """Where in the file the reading is."""

    parts: list[_Part] = field(default_factory=list)
    references: dict[str, str] = field(default_factory=dict)
    fenced: bool = False
    open: bool = False
    item_waits: bool = False


def read(raw: RawDocument, received: datetime) -> Document:
    """The document of a Markdown file; raises `InputError` where it is empty."""
    text = make_safe(decode(raw.data))
    if not text.strip():
        raise InputError("is empty", where=one_line(raw.name))
    left_out: tuple[str, ...] = ()
    try:
        front = split_front_matter(text) or FrontMatter(0)
    except InputError as error:
        front = FrontMatter(0)
        left_out = (f"The front matter was read as text, since {error.what.removeprefix('the front matter ')}.",)
    return _document(raw, received, text, front, left_out)


def _document(
    raw: RawDocument, received: datetime, text: str, front: FrontMatter, left_out: tuple[str, ...]
) -> Document:
    layout, pictures = _laid_out(_parts(_without_comments(text[front.end :])))
    title = _mark_title(layout, front.words("title", "headline"))
    if not layout.lines:
        raise InputError("holds nothing that is shown", where=one_line(raw.name))
    _mark_head(layout)
    outlet = front.words("outlet", "source", "publication", "publisher") or raw.source.outlet
    stated = front.stamp(*_DATE_KEYS)
    published = stated or _day_of(layout)
    return Document(
        id=raw.id or make_id(raw.source, raw.source.uri),
        source=Source(raw.source.kind, raw.source.uri, outlet),
        received=received,
        text=layout.text,
        blocks=layout.blocks(),
        title=title,
        dek=front.words("dek", "summary", "description", "subtitle", most=2000),
        byline=front.names() or split_names(_words(layout, BlockKind.BYLINE)),
        dateline=_dateline(layout),
        published=published,
        published_from=None if published is None else PublishedFrom.META if stated else PublishedFrom.TEXT,
        updated=front.stamp("updated", "modified", "lastmod"),
        language=language.settle(front.language(), layout.text),
        links=tuple(layout.links),
        pictures=tuple(map(Picture, pictures[:MOST_PICTURES])),
        left_out=left_out,
    )


# ------------------------------------------------------------------ lines


def _without_comments(text: str) -> str:
    """The text without comments; one that is never closed hides nothing."""
    kept, at = [], 0
    while (start := text.find(_COMMENT_START, at)) >= 0:
        end = text.find(_COMMENT_END, start + len(_COMMENT_START))
        if end < 0:
            break
        kept.append(text[at:start])
        at = end + len(_COMMENT_END)
    return "".join((*kept, text[at:]))


def _parts(text: str) -> _Reader:
    """The paragraphs, headings, items and rows, in order, and the addresses that are named."""
    reader = _Reader()
    for raw in text.split("\n"):
        line = raw.strip()
        if _FENCE.match(line):
            reader.fenced, reader.open = not reader.fenced, False
        elif reader.fenced and line:
            reader.parts.append(_Part(BlockKind.BODY, [line], literal=True))
        elif not line or _TAGS_ALONE.match(line[:4000]):
            reader.open = False
        else:
            _take(reader, line)
    return reader


def _take(reader: _Reader, line: str) -> None:
    """Take a line that shows something, or names an address."""
    last = reader.parts[-1] if reader.parts and reader.open else None
    if last is not None and last.kind is BlockKind.BODY and _UNDERLINE.match(line):
        last.kind, last.level, reader.open = BlockKind.HEADING, 1 if line.startswith("=") else 2, False
        return
    named = _REFERENCE.match(line[:3000])
    if named or _RULE.match(line) or (_TABLE_RULE.match(line) and "|" in line):
        if named and (url := web_address(named[2])) and len(reader.references) < MOST_REFERENCES:
            reader.references.setdefault(named[1].casefold(), url)
        reader.open = False
        return
    part = _part(line)
    if last is not None and _goes_on(last.kind, part.kind):
        last.lines.append(part.lines[0])
        return
    if reader.item_waits and part.kind is BlockKind.BODY:
        part.kind = BlockKind.LIST
    reader.item_waits = part.kind is BlockKind.LIST and not part.lines[0]
    if part.lines[0]:
        reader.parts.append(part)
    reader.open = bool(part.lines[0]) and part.kind is not BlockKind.HEADING


def _goes_on(last: BlockKind, kind: BlockKind) -> bool:
    """Whether a line goes on with the paragraph, item or quote before it."""
    if kind is BlockKind.QUOTE:
        return last is BlockKind.QUOTE
    return kind is BlockKind.BODY and last in (BlockKind.BODY, BlockKind.LIST, BlockKind.QUOTE)


def _part(line: str) -> _Part:
    """What a line is, without its mark."""
    heading = _HEADING.match(line) if line.startswith("#") and len(line) < 2000 else None
    if heading:
        return _Part(BlockKind.HEADING, [heading[2] or ""], len(heading[1]))
    for mark, kind in ((_QUOTE, BlockKind.QUOTE), (_ITEM, BlockKind.LIST)):
        found = mark.match(line)
        if found:
            rest = line[found.end() :].strip()
            return _Part(kind, ["" if _TAGS_ALONE.match(rest[:4000]) else rest])
    if _TABLE.match(line):
        return _Part(BlockKind.TABLE, [" | ".join(cell.strip() for cell in line.strip("|").split("|"))])
    return _Part(BlockKind.BODY, [line])


# ------------------------------------------------------------------ what is shown


@dataclass(slots=True)
class _Laid(Layout):
    """The lines that are shown, with how high the headings among them stand."""

    levels: dict[int, int] = field(default_factory=dict)


def _laid_out(reader: _Reader) -> tuple[_Laid, list[str]]:
    layout = _Laid()
    pictures: list[str] = []
    for part in reader.parts:
        if part.literal:
            layout.add(part.kind, [(part.lines[0], None)])
            continue
        found = inline.shown(" ".join(part.lines), reader.references)
        pictures += found.pictures
        if layout.add(part.kind, found.pieces) is not None:
            layout.levels[len(layout.lines) - 1] = part.level
    return layout, pictures


def _mark_title(layout: _Laid, stated: str | None) -> str | None:
    """Make the first line the title where it is a heading that can be; else the stated one goes before it."""
    first = fold(layout.lines[0][:2000])[:500] if layout.lines else ""
    is_heading = bool(layout.kinds) and layout.kinds[0] is BlockKind.HEADING
    same = stated is not None and first.casefold() == stated.casefold()
    if is_heading and (same or (stated is None and layout.levels.get(0) == 1)):
        layout.kinds[0] = BlockKind.TITLE
        return stated or first
    if stated:
        body = Layout(layout.lines, layout.kinds, layout.links, layout.length)
        layout.lines, layout.kinds, layout.links, layout.length = [], [], [], 0
        layout.add(BlockKind.TITLE, [(stated, None)])
        layout.extend(body)
    return stated


def _mark_head(layout: Layout) -> None:
    """Find a byline and a date right below the title."""
    if not layout.kinds or layout.kinds[0] is not BlockKind.TITLE:
        return
    for index in range(1, min(len(layout.lines), 1 + _HEAD_LINES)):
        line = layout.lines[index]
        if layout.kinds[index] is not BlockKind.BODY or len(line) > grammar.MOST_CHARS:
            return
        if grammar.without_date(line) == "":
            layout.kinds[index] = BlockKind.DATE
        elif grammar.is_byline(line):
            layout.kinds[index] = BlockKind.BYLINE


def _words(layout: Layout, kind: BlockKind) -> str | None:
    return next((line for other, line in zip(layout.kinds, layout.lines, strict=True) if other is kind), None)


def _day_of(layout: Layout) -> Stamp | None:
    line = _words(layout, BlockKind.DATE)
    return parse_day(line) if line else None


def _dateline(layout: Layout) -> str | None:
    first = _words(layout, BlockKind.BODY)
    found = find_dateline(first) if first else None
    return fold(found) if found else None
