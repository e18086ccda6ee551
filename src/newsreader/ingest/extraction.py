"""Which part of a page is the article: trafilatura, and what is tried where it finds too little.

trafilatura is right most often, but it takes one container of a page that spreads its article over
several, and it finds nothing in markup past the nesting that libxml2 allows. So what it finds is held
against the prose that the page shows. Where much of that is missing, the paragraphs that are made like
the found ones are added, or the choice of readability is taken if it holds more; where there is still
next to nothing, the caller is told so, for the rules of flat text need no markup.
"""

from __future__ import annotations

from copy import deepcopy
from itertools import islice
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from newsreader.errors import InputError
from newsreader.ingest.around import is_around
from newsreader.ingest.layout import Layout, Piece
from newsreader.ingest.markup import parse
from newsreader.ingest.shown import shown_lines
from newsreader.ingest.urls import web_address
from newsreader.model.document import BlockKind

LEAST_CHARS = 250
"""A body that is shorter is taken for a miss, if the page shows more."""

_PROSE_CHARS = 80
_LEAST_SHARE = 0.6
_SHORT_CHARS = 400
_LEAST_GAIN = 1.1
_MOST_GAIN = 2.2
_LEAST_KEPT = 0.9
_MOST_PARAGRAPHS = 5000
_ANCESTORS = 4
_KEY_CHARS = 60
_KINDS = {
    "head": BlockKind.HEADING,
    "p": BlockKind.BODY,
    "quote": BlockKind.QUOTE,
    "item": BlockKind.LIST,
    "row": BlockKind.TABLE,
    "code": BlockKind.BODY,
}
_FAULTS = (ValueError, TypeError, AttributeError, RecursionError, KeyError, IndexError, OverflowError, AssertionError)


def find_body(tree: Any, base: str | None, whole: Layout) -> Layout:
    """The lines of the article on a parsed page, of which `whole` are all lines; none where there is no article."""
    body = _by_trafilatura(tree, base)
    if _prose(body) >= _LEAST_SHARE * _prose(whole) and len(body.text) >= LEAST_CHARS:
        return body
    if body.lines:
        body = _widened(tree, base, body)
    if len(body.text) < _SHORT_CHARS:
        return _fuller(body, _by_readability(tree, base))
    return body


def _prose(layout: Layout) -> int:
    """How many characters of long lines there are, each line counted once."""
    return sum(len(line) for line in set(layout.lines) if len(line) >= _PROSE_CHARS)


def _fuller(body: Layout, other: Layout) -> Layout:
    """The other body where it holds the first and more, but not so much more that it must be of several articles."""
    if len(body.text) < LEAST_CHARS:
        return other if len(other.text) > len(body.text) else body
    held = set(other.lines)
    prose = [line for line in body.lines if len(line) >= _PROSE_CHARS]
    kept = sum(line in held for line in prose) >= _LEAST_KEPT * len(prose)
    gain = _prose(other) / max(1, _prose(body))
    return other if kept and _LEAST_GAIN <= gain <= _MOST_GAIN else body


# ------------------------------------------------------------------ trafilatura


def _by_trafilatura(tree: Any, base: str | None) -> Layout:
    from trafilatura import bare_extraction

    try:
        found: Any = bare_extraction(tree, fast=True, include_comments=False, include_links=True)
    except _FAULTS:
        return Layout()
    return Layout() if found is None else _lines_of(found.body, base)


def _lines_of(body: Any, base: str | None) -> Layout:
    """The lines of the article as trafilatura gives it."""
    layout = Layout()
    pieces: list[Piece] = []
    kind = BlockKind.BODY
    stack: list[BlockKind] = []

    def end_line() -> None:
        nonlocal pieces
        layout.add(kind, pieces)
        pieces = []

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


# ------------------------------------------------------------------ an article in several containers


def _widened(tree: Any, base: str | None, body: Layout) -> Layout:
    """The body with the paragraphs of the page that are made like those in it, if there are such."""
    found = {line[:_KEY_CHARS] for line in body.lines if len(line) >= _PROSE_CHARS}
    makes, missing = set(), []
    for paragraph in islice(tree.iter("p"), _MOST_PARAGRAPHS):
        words = " ".join("".join(paragraph.itertext()).split())
        if len(words) < _PROSE_CHARS or is_around(paragraph):
            continue
        if words[:_KEY_CHARS] in found:
            makes.add(_make(paragraph))
        else:
            missing.append(paragraph)
    makes.discard(None)
    if not any(_make(paragraph) in makes for paragraph in missing):
        return body
    wider = _by_trafilatura(_gathered(tree, makes), base)
    return wider if _prose(wider) > _LEAST_GAIN * _prose(body) else body


def _make(paragraph: Any) -> tuple[Any, ...] | None:
    """What a paragraph stands in: the article element, and the tags and classes down from there."""
    article = next((parent for parent in islice(paragraph.iterancestors(), 30) if parent.tag == "article"), None)
    if article is None:
        return None
    parents = islice(paragraph.iterancestors(), _ANCESTORS)
    return (article, *((parent.tag, parent.get("class")) for parent in parents))


def _gathered(tree: Any, makes: set[Any]) -> Any:
    """A page of the containers alone in which the paragraphs of these makes stand."""
    page: Any = lxml_html.document_fromstring("<html><body><article></article></body></html>")
    article = page.find(".//article")
    taken: set[Any] = set()
    for paragraph in islice(tree.iter("p"), _MOST_PARAGRAPHS):
        parent = paragraph.getparent()
        if parent not in taken and _make(paragraph) in makes and not is_around(paragraph):
            taken.add(parent)
            article.extend(deepcopy(child) for child in parent)
    return page


# ------------------------------------------------------------------ readability


def _by_readability(tree: Any, base: str | None) -> Layout:
    """What readability takes for the article."""
    from trafilatura.readability_lxml import Document

    try:
        markup = Document(deepcopy(tree)).summary()
        return shown_lines(parse(markup, "article"), base).layout
    except (InputError, etree.LxmlError, *_FAULTS):
        return Layout()
