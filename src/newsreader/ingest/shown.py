"""The lines that a piece of HTML shows: paragraphs, headings, lists, tables, captions, with their links.

For feed entries and for pages where the article cannot be told from the rest.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from lxml import etree

from newsreader.ingest.around import is_around
from newsreader.ingest.layout import Layout, Piece
from newsreader.ingest.urls import web_address
from newsreader.model.document import BlockKind
from newsreader.text.safe import fold

MOST_PICTURES = 500
"""How many pictures of one article are kept."""

_MOST_ALT_CHARS = 500
_LEAST_ALT_WORDS = 4
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    ]
)
_KINDS = {
    **{f"h{level}": BlockKind.HEADING for level in range(1, 7)},
    "li": BlockKind.LIST,
    "dt": BlockKind.LIST,
    "dd": BlockKind.LIST,
    "blockquote": BlockKind.QUOTE,
    "figcaption": BlockKind.CAPTION,
    "tr": BlockKind.TABLE,
    "caption": BlockKind.CAPTION,
}
_UNSHOWN = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "svg",
        "iframe",
        "object",
        "math",
        "head",
        "title",
        "button",
        "select",
        "textarea",
        "option",
        "input",
        "audio",
        "video",
        "canvas",
    ]
)
_CELLS = frozenset({"td", "th"})


@dataclass(slots=True)
class Shown:
    """What a piece of HTML shows."""

    layout: Layout = field(default_factory=Layout)
    """Its lines."""

    pictures: list[tuple[str, int | None]] = field(default_factory=list)
    """The addresses of its pictures, with the line that is the caption."""

    described: dict[str, str] = field(default_factory=dict)
    """What the pictures that stand with the text show, in words, by address."""


@dataclass(slots=True)
class _Walk:
    shown: Shown
    base: str | None
    with_links: bool = True
    pieces: list[Piece] = field(default_factory=list)
    kinds: list[BlockKind] = field(default_factory=list)
    links: list[str | None] = field(default_factory=list)
    figure_from: int = 0

    def say(self, text: str | None) -> None:
        if text and (self.pieces or not text.isspace()):
            self.pieces.append((text, self.links[-1] if self.links else None))

    def end_line(self) -> None:
        kind = self.kinds[-1] if self.kinds else BlockKind.BODY
        line = self.shown.layout.add(kind, self.pieces) if self.pieces else None
        self.pieces = []
        if line is not None and kind is BlockKind.CAPTION:
            pictures = self.shown.pictures
            pictures[self.figure_from :] = [(url, line) for url, _ in pictures[self.figure_from :]]
            self.figure_from = len(pictures)


def shown_lines(tree: Any, base: str | None = None, *, with_links: bool = True) -> Shown:
    """What the tree shows, its links and pictures seen from `base`; without the links where they are not wanted."""
    walk = _Walk(Shown(), base, with_links)
    walker = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walker:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if tag in _UNSHOWN or not tag:
                walker.skip_subtree()
                continue
            _enter(walk, element, tag)
        else:
            if tag and tag not in _UNSHOWN:
                _leave(walk, tag)
            if element is not tree:
                walk.say(element.tail)
    walk.end_line()
    return walk.shown


def _enter(walk: _Walk, element: Any, tag: str) -> None:
    if tag in _BLOCKS:
        walk.end_line()
    if tag == "figure":
        walk.figure_from = len(walk.shown.pictures)
    if tag in _KINDS:
        walk.kinds.append(_KINDS[tag])
    elif tag in _CELLS and walk.pieces:
        walk.pieces.append((" | ", None))
    elif tag == "a":
        walk.links.append(web_address(element.get("href"), walk.base) if walk.with_links else None)
    elif tag == "img":
        _note_picture(walk, element)
    walk.say(element.text)


def _leave(walk: _Walk, tag: str) -> None:
    if tag in _BLOCKS:
        walk.end_line()
    if tag in _KINDS and walk.kinds:
        walk.kinds.pop()
    elif tag == "a" and walk.links:
        walk.links.pop()


def _note_picture(walk: _Walk, element: Any) -> None:
    address = web_address(element.get("src"), walk.base)
    if not address or len(walk.shown.pictures) >= MOST_PICTURES:
        return
    walk.shown.pictures.append((address, None))
    words = fold((element.get("alt") or "")[:_MOST_ALT_CHARS])
    if len(words.split()) >= _LEAST_ALT_WORDS and _is_of_article(element):
        walk.shown.described.setdefault(address, words)


def _is_of_article(element: Any) -> bool:
    """Whether a picture stands in an article or a figure, and leads to no other article."""
    parents = list(islice(element.iterancestors(), 30))
    return (
        any(parent.tag in ("article", "figure", "main") for parent in parents)
        and not any(parent.tag == "a" for parent in parents)
        and not is_around(element)
    )
