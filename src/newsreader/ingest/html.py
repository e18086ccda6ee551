"""A web page to a document: the article on it, without what stands around it.

Which part of a page is the article is found by trafilatura; the head of the article (title, authors,
date) by `facts`, which is right more often. Where trafilatura finds next to nothing on a page that
shows more, all that is shown goes through the rules for flat text, which need no markup.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from newsreader.errors import InputError
from newsreader.ingest import language, plain
from newsreader.ingest.decode import decode
from newsreader.ingest.facts import Facts, bare, page_base, read_facts
from newsreader.ingest.layout import Layout, Piece
from newsreader.ingest.markup import data_objects, declared_charset, parse
from newsreader.ingest.raw import RawDocument, make_id
from newsreader.ingest.shown import Shown, shown_lines
from newsreader.ingest.urls import web_address
from newsreader.model.document import BlockKind, Document, Picture, PublishedFrom, Source, SourceKind
from newsreader.model.spans import ArticleId
from newsreader.text.safe import fold, one_line

LEAST_CHARS = 250
"""A body that is shorter is taken for a miss, if the page shows more."""

_MOST_CAPTIONS = 60
_KINDS = {
    "head": BlockKind.HEADING,
    "p": BlockKind.BODY,
    "quote": BlockKind.QUOTE,
    "item": BlockKind.LIST,
    "row": BlockKind.TABLE,
    "code": BlockKind.BODY,
}


def read(raw: RawDocument, received: datetime) -> Document:
    """The document of a page; raises `InputError` where it shows nothing, `TooLargeError` past the limit."""
    markup = decode(raw.data, declared_charset(raw.data))
    source = replace(raw.source, kind=SourceKind.HTML if raw.source.kind is SourceKind.FILE else raw.source.kind)
    article_id = raw.id or make_id(source, source.uri)
    return from_markup(markup, source, article_id, received, one_line(raw.name))


def from_markup(markup: str, source: Source, article_id: ArticleId, received: datetime, where: str) -> Document:
    """The document of a page that is decoded already."""
    tree = parse(markup, where)
    base = page_base(tree, web_address(source.uri))
    whole = shown_lines(tree, base)
    extracted = _extract(tree)
    facts = read_facts(tree, data_objects(markup), extracted)
    body = _body(extracted.body, base) if extracted is not None else Layout()
    if len(body.text) < LEAST_CHARS and len(whole.layout.text) > len(body.text) + LEAST_CHARS:
        document = _from_flat(whole, source, article_id, received)
        return _with_facts(document, facts, document.title or facts.title)
    if not body.lines:
        body = whole.layout
    if not body.lines and not facts.title:
        raise InputError("holds nothing that a page would show", where=where)
    layout, pictures = _arranged(facts, body, whole)
    document = Document(
        article_id, source, received, layout.text, layout.blocks(), links=tuple(layout.links), pictures=tuple(pictures)
    )
    return _with_facts(document, facts, facts.title)


def _extract(tree: Any) -> Any:
    """What trafilatura takes for the article; None where it finds none."""
    from trafilatura import bare_extraction

    try:
        return bare_extraction(
            tree,
            fast=True,
            with_metadata=True,
            include_comments=False,
            include_links=True,
            date_extraction_params={"original_date": True, "extensive_search": True},
        )
    except (ValueError, TypeError, AttributeError, RecursionError, KeyError, IndexError, OverflowError):
        return None


def _from_flat(whole: Shown, source: Source, article_id: ArticleId, received: datetime) -> Document:
    document = plain.from_text(whole.layout.text, source, article_id, received)
    return replace(document, links=tuple(whole.layout.links), pictures=tuple(Picture(url) for url, _ in whole.pictures))


def _with_facts(document: Document, facts: Facts, title: str | None) -> Document:
    """The document with what the page states, which wins over what its text shows."""
    published = facts.published or document.published
    return replace(
        document,
        title=title,
        byline=facts.byline or document.byline,
        published=published,
        published_from=PublishedFrom.META if facts.published else document.published_from,
        updated=facts.updated,
        language=facts.language or language.detect(document.text),
        source=replace(document.source, outlet=facts.outlet or document.source.outlet),
    )


def _body(body: Any, base: str | None) -> Layout:
    """The lines of the article as trafilatura gives it."""
    layout = Layout()
    pieces: list[Piece] = []
    kind = BlockKind.BODY
    stack: list[BlockKind] = []

    def end_line() -> None:
        nonlocal pieces
        layout.add(kind, pieces)
        pieces = []

    from lxml import etree

    for event, element in etree.iterwalk(body, events=("start", "end")):
        tag = element.tag
        if event == "start":
            if tag in _KINDS:
                end_line()
                stack.append(kind)
                kind = BlockKind.LIST if kind is BlockKind.LIST and tag == "p" else _KINDS[tag]
            elif tag == "lb":
                end_line()
            elif tag == "cell" and pieces:
                pieces.append((" | ", None))
            if element.text:
                pieces.append((element.text, web_address(element.get("target"), base) if tag == "ref" else None))
        else:
            if tag in _KINDS:
                end_line()
                kind = stack.pop()
            if element.tail:
                pieces.append((element.tail, None))
    end_line()
    return layout


def _arranged(facts: Facts, body: Layout, whole: Shown) -> tuple[Layout, list[Picture]]:
    """The article as lines: its head, its text, its captions; with its pictures."""
    layout = Layout()
    seen = {bare(line) for line in body.lines}
    title = bare(facts.title or "")
    if facts.title:
        layout.add(BlockKind.TITLE, [(facts.title, None)])
    for kind, line in _head_lines(facts, whole):
        if bare(line) not in seen and bare(line) != title:
            layout.add(kind, [(line, None)])
    _add_body(layout, body, title)
    captions: dict[int, int] = {}
    for index, (kind, line) in enumerate(zip(whole.layout.kinds, whole.layout.lines, strict=True)):
        if kind is BlockKind.CAPTION and bare(line) not in seen and len(captions) < _MOST_CAPTIONS:
            at = layout.add(BlockKind.CAPTION, [(line, None)])
            if at is not None:
                captions[index] = at
    pictures = [Picture(url, captions.get(line) if line is not None else None) for url, line in whole.pictures]
    return layout, [picture for picture in pictures if picture.caption is not None] or pictures[:1]


def _add_body(layout: Layout, body: Layout, title: str) -> None:
    """The lines of the body, but for a first one that repeats the title."""
    if title and body.lines and bare(body.lines[0]) == title:
        shift = len(body.lines[0]) + 1
        links = [link for link in body.links if link.span.start >= shift]
        rest = Layout(body.lines[1:], body.kinds[1:], [], body.length - shift)
        rest.links = [
            type(link)(type(link.span)(link.span.start - shift, link.span.end - shift), link.url) for link in links
        ]
        body = rest
    layout.extend(body)


def _head_lines(facts: Facts, whole: Shown) -> list[tuple[BlockKind, str]]:
    """The lines of the page that give the summary and the authors, where it shows them."""
    found: list[tuple[BlockKind, str]] = []
    description = bare(facts.description or "")
    names = [bare(name) for name in facts.byline]
    byline_found = False
    for line in whole.layout.lines[:400]:
        key = bare(line[:1000])
        if description and key == description and not any(kind is BlockKind.DEK for kind, _ in found):
            found.insert(0, (BlockKind.DEK, line))
        elif names and not byline_found and len(line) < 150 and all(name in key for name in names):
            byline_found = True
            found.append((BlockKind.BYLINE, fold(line)))
    return found
