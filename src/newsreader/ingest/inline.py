"""What the inline marks of Markdown show: words, some with the address they point to.

Escapes, code, entities, links (also by reference), pictures, tags of HTML, shortcodes of site builders and
marks of emphasis. Read in one pass from left to right, each mark within a bounded stretch, so that no
text takes longer than its length. What is no mark is shown as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from itertools import groupby

from newsreader.ingest.layout import Piece
from newsreader.ingest.urls import web_address

_ADDRESS = (
    r"<?([^()\s<>]{1,2000}(?:\([^()\s]{0,200}\)[^()\s<>]{0,500})?)>?(?:\s+(?:\"[^\"]{0,500}\"|'[^']{0,500}'))?\s*"
)
_MARK = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?<!`)(?P<ticks>`{1,4})(?!`)(?P<code>.{1,300}?)(?<!`)(?P=ticks)(?!`)"
    rf"|!\[(?P<alt>[^\[\]]{{0,1000}})\]\({_ADDRESS}\)"
    rf"|\[(?P<words>(?:[^\[\]]|!\[[^\[\]]{{0,500}}\]\([^()]{{0,2000}}\)){{1,1000}})\]\({_ADDRESS}\)"
    r"|\[\^[^\[\]\s]{1,50}\]"
    r"|\[(?P<referring>[^\[\]]{1,1000})\](?:\[(?P<reference>[^\[\]]{0,200})\])?"
    r"|<(?P<auto>https?://[^\s<>]{1,2000})>"
    r"|<(?P<close>/?)(?P<tag>[A-Za-z][A-Za-z0-9-]{0,30})(?P<attributes>(?:\s[^<>]{0,5000})?)/?>"
    r"|\{\{[<%][^{}]{0,2000}[%>]\}\}"
    r"|(?P<entity>&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)",
    re.S,
)
_EMPHASIS = re.compile(r"\*{1,3}|_{1,3}|~~")
_HREF = re.compile(r"\b(?:href|src)\s*=\s*(?:\"([^\"]{1,2000})\"|'([^']{1,2000})'|([^\s\"'>]{1,2000}))", re.I)
_BREAKS = frozenset({"br", "p", "div", "li", "tr", "td", "th"})


@dataclass(slots=True)
class Shown:
    """What a stretch of Markdown shows."""

    pieces: list[Piece] = field(default_factory=list)
    """Its words, in order, each with the address it points to."""

    pictures: list[str] = field(default_factory=list)
    """The addresses of its pictures."""


@dataclass(slots=True)
class _Walk:
    """The words so far, with what they point to, and where no mark of emphasis can be."""

    references: dict[str, str]
    words: list[tuple[str, str | None, bool]] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    url: str | None = None

    def say(self, text: str, *, literal: bool = False) -> None:
        if text:
            self.words.append((text, self.url, literal))


def shown(source: str, references: dict[str, str] | None = None) -> Shown:
    """What the source of a paragraph, heading or item shows; `references` are the addresses of named links."""
    walk = _Walk(references or {})
    _walk(walk, source)
    return Shown(_without_emphasis(walk.words), walk.pictures)


def _walk(walk: _Walk, source: str, *, inside: bool = False) -> None:
    at = 0
    for found in _MARK.finditer(source):
        walk.say(source[at : found.start()])
        at = found.end()
        if found["escaped"] or found["code"] or found["entity"]:
            literal = found["escaped"] or found["code"]
            walk.say(literal or unescape(found["entity"]), literal=True)
        elif found["alt"] is not None:
            _note_picture(walk, found[5])
        elif found["words"] and not inside:
            _walk_link(walk, found["words"], web_address(found[7]))
        elif found["referring"]:
            _walk_reference(walk, found, inside)
        elif found["auto"]:
            _walk_link(walk, found["auto"], web_address(found["auto"]), literal=True)
        elif found["tag"]:
            _take_tag(walk, found)
    walk.say(source[at:])


def _walk_link(walk: _Walk, words: str, url: str | None, *, literal: bool = False) -> None:
    outer, walk.url = walk.url, url
    if literal:
        walk.say(words, literal=True)
    else:
        _walk(walk, words, inside=True)
    walk.url = outer


def _walk_reference(walk: _Walk, found: re.Match[str], inside: bool) -> None:
    """A link by reference where its address is named somewhere; else brackets like any others."""
    url = walk.references.get((found["reference"] or found["referring"]).casefold())
    if url and not inside:
        _walk_link(walk, found["referring"], url)
        return
    walk.say("[")
    _walk(walk, found["referring"], inside=inside)
    walk.say(f"][{found['reference']}]" if found["reference"] else "]")


def _take_tag(walk: _Walk, found: re.Match[str]) -> None:
    """A tag of HTML: it is not shown, but it may point somewhere or end a line."""
    name = found["tag"].lower()
    address = _HREF.search(found["attributes"])
    url = unescape(next(filter(None, address.groups()), "")) if address else None
    if name == "a":
        walk.url = None if found["close"] else web_address(url)
    elif name == "img":
        _note_picture(walk, url)
    elif name in _BREAKS:
        walk.say(" ", literal=True)


def _note_picture(walk: _Walk, url: str | None) -> None:
    address = web_address(url)
    if address:
        walk.pictures.append(address)


def _without_emphasis(words: list[tuple[str, str | None, bool]]) -> list[Piece]:
    """The words without the marks of emphasis that have their partner."""
    flat = "".join(text for text, _, _ in words)
    literal = bytearray(len(flat))
    at = 0
    for text, _, is_literal in words:
        if is_literal:
            literal[at : at + len(text)] = b"\1" * len(text)
        at += len(text)
    dropped = _paired_marks(flat, literal)
    has_marks = any(dropped)
    pieces: list[Piece] = []
    at = 0
    for text, url, _ in words:
        kept = "".join(char for index, char in enumerate(text, at) if not dropped[index]) if has_marks else text
        at += len(text)
        if kept:
            pieces.append((kept, url))
    return [("".join(text for text, _ in run), url) for url, run in groupby(pieces, key=lambda piece: piece[1])]


def _paired_marks(flat: str, literal: bytearray) -> bytearray:
    """Which characters are marks of emphasis with a partner."""
    dropped = bytearray(len(flat))
    waiting: dict[str, list[int]] = {}
    for found in _EMPHASIS.finditer(flat):
        start, end, mark = found.start(), found.end(), found.group()
        if literal[start]:
            continue
        before, after = flat[start - 1 : start], flat[end : end + 1]
        inner = mark.startswith("_") and before.isalnum() and after.isalnum()
        opened = waiting.setdefault(mark, [])
        if opened and before.strip() and not inner:
            first = opened.pop()
            dropped[first : first + len(mark)] = dropped[start:end] = b"\1" * len(mark)
        elif after.strip() and not inner:
            opened.append(start)
    return dropped
