"""Markdown to a document: the file as it is, and what each of its lines is.

Nothing is rewritten: marks at the start of a line (`## `, `> `, `- `) are left out of the block's
span, marks within a line stay, and links are spans over the words that carry them. It is a reading of
lines, not a full parser: what it does not know is a paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from newsreader.errors import InputError
from newsreader.ingest import grammar, language
from newsreader.ingest.bylines import split_names
from newsreader.ingest.dateline import find_dateline
from newsreader.ingest.dates import parse_day
from newsreader.ingest.decode import decode
from newsreader.ingest.frontmatter import FrontMatter, split_front_matter
from newsreader.ingest.raw import RawDocument, make_id
from newsreader.ingest.structure import make_blocks
from newsreader.ingest.urls import web_address
from newsreader.model.document import BlockKind, Document, Link, Picture, PublishedFrom, Source, Stamp
from newsreader.model.spans import Span
from newsreader.text.safe import fold, make_safe, one_line

MOST_LINKS = 5000
"""How many links of one article are kept."""

_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*\Z")
_QUOTE = re.compile(r"(?:>[ \t]?)+")
_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
_RULE = re.compile(r"(?:[-*_=][ \t]*){3,}\Z")
_TABLE = re.compile(r"\|.*\|\Z")
_TABLE_RULE = re.compile(r"[|:\- \t]+\Z")
_COMMENT = re.compile(r"<!--.*-->\Z")
_FENCE = re.compile(r"```|~~~")
_PICTURE_ALONE = re.compile(r"!\[[^\]\n]{0,1000}\]\([^)\n]{0,2000}\)\Z|\{\{[<%].{0,500}[%>]\}\}\Z")
_LINK = re.compile(
    r"(!?)\[([^\[\]\n]{1,1000})\]\(<?([^()\s<>]{1,2000}(?:\([^()\s]{0,200}\)[^()\s<>]{0,500})?)>?(?:\s+\"[^\"\n]{0,500}\")?\)"
)
_HEAD_LINES = 3
_Parts = list[tuple[int, int]]


@dataclass(slots=True)
class _Reader:
    """Where in the file the reading is."""

    pieces: list[tuple[BlockKind, _Parts]]
    fenced: bool = False
    after_blank: bool = True


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
    pieces = _pieces(text, front.end)
    title = _mark_title(pieces, text, front.words("title", "headline"))
    _mark_head(pieces, text)
    source = Source(
        raw.source.kind,
        raw.source.uri,
        front.words("outlet", "source", "publication", "publisher") or raw.source.outlet,
    )
    published = front.stamp("published", "date", "pubdate", "published_at", "publishdate") or _day_of(pieces, text)
    links, pictures = _links(text, front.end)
    return Document(
        id=raw.id or make_id(raw.source, raw.source.uri),
        source=source,
        received=received,
        text=text,
        blocks=make_blocks(pieces),
        title=title,
        dek=front.words("dek", "summary", "description", "subtitle", most=2000),
        byline=front.names() or split_names(_words(pieces, text, BlockKind.BYLINE)),
        dateline=_dateline(pieces, text),
        published=published,
        published_from=_published_from(front, published),
        updated=front.stamp("updated", "modified", "lastmod"),
        language=front.language() or language.detect(text[front.end :]),
        links=links,
        pictures=pictures,
        left_out=left_out,
    )


def _published_from(front: FrontMatter, published: Stamp | None) -> PublishedFrom | None:
    if published is None:
        return None
    return (
        PublishedFrom.META
        if front.stamp("published", "date", "pubdate", "published_at", "publishdate")
        else PublishedFrom.TEXT
    )


def _pieces(text: str, front_end: int) -> list[tuple[BlockKind, _Parts]]:
    """The lines, those of one paragraph together, with what they are."""
    reader = _Reader([])
    start = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if not stripped:
            reader.after_blank = True
        else:
            begin = start + raw.index(stripped[0])
            if start < front_end:
                reader.pieces.append((BlockKind.BOILERPLATE, [(begin, begin + len(stripped))]))
            else:
                _take(reader, stripped, begin)
            reader.after_blank = False
        start += len(raw) + 1
    return reader.pieces


def _take(reader: _Reader, line: str, begin: int) -> None:
    end = begin + len(line)
    if _FENCE.match(line):
        reader.fenced = not reader.fenced
        reader.pieces.append((BlockKind.BOILERPLATE, [(begin, end)]))
        return
    kind, skip, length = _kind(line) if not reader.fenced else (BlockKind.BODY, 0, len(line))
    part = (begin + skip, begin + length)
    last = reader.pieces[-1] if reader.pieces else None
    goes_on = last is not None and not reader.after_blank and not reader.fenced and _goes_on(last[0], kind)
    if goes_on and last is not None:
        last[1].append(part)
    else:
        reader.pieces.append((kind, [part]))


def _goes_on(last: BlockKind, kind: BlockKind) -> bool:
    """Whether a line right below another is of the same paragraph."""
    return (kind is last and kind in (BlockKind.BODY, BlockKind.QUOTE)) or (
        kind is BlockKind.BODY and last is BlockKind.LIST
    )


def _kind(line: str) -> tuple[BlockKind, int, int]:
    """What a line is, how many characters its mark takes, and where its words end."""
    sample = line[:2000]
    heading = _HEADING.match(sample) if len(line) <= len(sample) else None
    if heading and heading[2]:
        return BlockKind.HEADING, heading.start(2), heading.end(2)
    if _RULE.match(sample) or _COMMENT.match(sample) or _PICTURE_ALONE.match(sample) or _TABLE_RULE.match(sample):
        return BlockKind.BOILERPLATE, 0, len(line)
    for mark, kind in ((_QUOTE, BlockKind.QUOTE), (_ITEM, BlockKind.LIST)):
        found = mark.match(sample)
        if found and found.end() < len(line):
            return kind, found.end(), len(line)
    return (BlockKind.TABLE if _TABLE.match(sample) else BlockKind.BODY), 0, len(line)


def _mark_title(pieces: list[tuple[BlockKind, _Parts]], text: str, stated: str | None) -> str | None:
    """Make the first heading the title, unless the front matter states another one; the title in words."""
    for index, (kind, parts) in enumerate(pieces):
        if kind is BlockKind.BOILERPLATE:
            continue
        words = fold(text[parts[0][0] : parts[0][1]][:2000])[:500]
        is_top = (
            kind is BlockKind.HEADING
            and text[: parts[0][0]].rstrip(" \t").endswith("#")
            and not text[: parts[0][0]].rstrip(" \t").endswith("##")
        )
        if is_top and (stated is None or words.casefold() == stated.casefold()):
            pieces[index] = (BlockKind.TITLE, parts)
            return stated or words
        if kind is not BlockKind.HEADING:
            break
    return stated


def _mark_head(pieces: list[tuple[BlockKind, _Parts]], text: str) -> None:
    """Find a byline and a date right below the title."""
    at = next((index for index, (kind, _) in enumerate(pieces) if kind is BlockKind.TITLE), None)
    if at is None:
        return
    for index in range(at + 1, min(len(pieces), at + 1 + _HEAD_LINES)):
        kind, parts = pieces[index]
        line = text[parts[0][0] : parts[0][1]].strip("*_ ")
        if kind is not BlockKind.BODY or len(parts) > 1 or len(line) > grammar.MOST_CHARS:
            return
        if grammar.without_date(line) == "":
            pieces[index] = (BlockKind.DATE, parts)
        elif grammar.is_byline(line):
            pieces[index] = (BlockKind.BYLINE, parts)


def _words(pieces: list[tuple[BlockKind, _Parts]], text: str, kind: BlockKind) -> str | None:
    return next((text[parts[0][0] : parts[0][1]].strip("*_ ") for other, parts in pieces if other is kind), None)


def _day_of(pieces: list[tuple[BlockKind, _Parts]], text: str) -> Stamp | None:
    line = _words(pieces, text, BlockKind.DATE)
    return parse_day(line) if line else None


def _dateline(pieces: list[tuple[BlockKind, _Parts]], text: str) -> str | None:
    first = _words(pieces, text, BlockKind.BODY)
    found = find_dateline(first) if first else None
    return fold(found) if found else None


def _links(text: str, front_end: int) -> tuple[tuple[Link, ...], tuple[Picture, ...]]:
    links: list[Link] = []
    pictures: list[Picture] = []
    for found in _LINK.finditer(text, front_end):
        url = web_address(found[3])
        if url is None or len(links) + len(pictures) >= MOST_LINKS:
            continue
        if found[1]:
            pictures.append(Picture(url))
        elif found[2].strip():
            links.append(Link(Span(found.start(2), found.end(2)), url))
    return tuple(links), tuple(pictures)
