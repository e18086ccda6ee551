"""A web page to a document: the article on it, without what stands around it.

`extraction` says which part of a page is the article and `facts` what its head states; `arranging`
puts the two together. Where next to nothing is found on a page that shows more, all that is shown
goes through the rules for flat text, which need no markup.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from newsreader.errors import InputError
from newsreader.ingest import language, plain
from newsreader.ingest.addresses import canonical_address
from newsreader.ingest.arranging import arrange
from newsreader.ingest.dateline import find_dateline
from newsreader.ingest.decode import decode
from newsreader.ingest.extraction import LEAST_CHARS, find_body
from newsreader.ingest.facts import Facts, page_base, read_facts
from newsreader.ingest.layout import Layout
from newsreader.ingest.leftovers import mark_leftovers
from newsreader.ingest.markup import data_objects, declared_charset, parse
from newsreader.ingest.raw import RawDocument, make_id
from newsreader.ingest.shown import Shown, shown_lines
from newsreader.ingest.urls import web_address
from newsreader.model.document import BlockKind, Document, Link, Picture, PublishedFrom, Source, SourceKind
from newsreader.model.spans import ArticleId
from newsreader.text.safe import fold, one_line


def read(raw: RawDocument, received: datetime) -> Document:
    """The document of a page; raises `InputError` where it shows nothing, `TooLargeError` past the limit."""
    markup = decode(raw.data, declared_charset(raw.data))
    source = replace(raw.source, kind=SourceKind.HTML if raw.source.kind is SourceKind.FILE else raw.source.kind)
    article_id = raw.id or make_id(source, source.uri)
    return from_markup(markup, source, article_id, received, one_line(raw.name))


def from_markup(markup: str, source: Source, article_id: ArticleId, received: datetime, where: str) -> Document:
    """The document of a page that is decoded already; raises as `read` does."""
    tree = parse(markup, where)
    read_from = web_address(source.uri)
    base = page_base(tree, read_from)
    address = canonical_address(tree, read_from)
    whole = shown_lines(tree, base, with_links=False)
    facts = read_facts(tree, data_objects(markup), whole.layout, read_from or address)
    body = find_body(tree, base, whole.layout)
    if len(body.text) < LEAST_CHARS and len(whole.layout.text) > len(body.text) + LEAST_CHARS:
        document = _from_flat(shown_lines(tree, base), source, article_id, received, address)
        return _with_facts(document, facts, document.title or facts.title)
    if not body.lines:
        body = whole.layout
    if not body.lines and not facts.title:
        raise InputError("holds nothing that a page would show", where=where)
    mark_leftovers(body)
    layout, pictures = arrange(facts, body, whole, address)
    document = Document(
        article_id, source, received, layout.text, layout.blocks(), dek=layout.first(BlockKind.DEK),
        dateline=_dateline(layout), links=tuple(layout.links), pictures=tuple(pictures),
    )  # fmt: skip
    return _with_facts(document, facts, facts.title)


def _dateline(layout: Layout) -> str | None:
    first = layout.first(BlockKind.BODY)
    found = find_dateline(first) if first else None
    return fold(found) if found else None


def _from_flat(
    whole: Shown, source: Source, article_id: ArticleId, received: datetime, address: str | None
) -> Document:
    document = plain.from_text(whole.layout.text, source, article_id, received)
    links = list(whole.layout.links)
    title = next((block.span for block in document.blocks if block.kind is BlockKind.TITLE), None)
    if title and address:
        links = [link for link in links if not title.meets(link.span)]
        links = sorted([*links, Link(title, address)], key=lambda link: link.span.start)
    pictures = tuple(Picture(url) for url, _ in whole.pictures)
    return replace(document, links=tuple(links), pictures=pictures)


def _with_facts(document: Document, facts: Facts, title: str | None) -> Document:
    """The document with what the page states, which wins over what its text shows."""
    return replace(
        document,
        title=title,
        byline=facts.byline or document.byline,
        published=facts.published or document.published,
        published_from=PublishedFrom.META if facts.published else document.published_from,
        updated=facts.updated,
        language=language.settle(facts.language, document.text),
        source=replace(document.source, outlet=facts.outlet or document.source.outlet),
    )
