"""The elements of a page that are marked as naming who wrote it, and what they say.

Marks are classes, ids, microdata and the addresses of authors' pages, each as sure as the other marks
let it be. An element counts where it stands with the article and not with a comment, a picture or a
list of other articles; one that comes after the title counts more than one before it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice, pairwise
from typing import Any
from urllib.parse import urlsplit

from newsreader.ingest.around import is_around
from newsreader.ingest.stated import text_of
from newsreader.text.safe import fold

MOST_MARKED = 200
"""How many elements that are marked as naming an author are looked at."""

_MOST_CHARS = 160
_MOST_MARK_CHARS = 400
_MOST_TOGETHER = 6
_MOST_INNER = 40
_MOST_TEXT_CHARS = 400
_NAME_MARK = re.compile(
    r"(?:author|byline|contributor|writer|reporter|creator)s?(?:[-_]{1,2})?(?:full)?[-_]?(?:name|link)s?\b|\bp-author\b",
    re.I,
)
_BYLINE_MARK = re.compile(r"by-?line", re.I)
_AUTHOR_MARK = re.compile(r"(?<![a-z])(?:authors?|writers?|posted-by|written-by|contributors?)(?![a-z])", re.I)
_NOT_MARK = re.compile(
    r"comment|gravatar|avatar|image|photo|e-?mail|(?<![a-z])(?:social|share|follow|bio|date|time|related|more)(?![a-z])"
    r"|desc|staff\b|-title\b",
    re.I,
)
_AUTHOR_PATH = re.compile(
    r"/(?:authors?|by|profiles?|people|staff|writers?|contributors?|journalists?|columnists?)/", re.I
)
_OF_PICTURE = re.compile(r"\W*(?:photo|image|picture|illustration|graphic|video|credit)", re.I)
_TAGS = (
    *("h1", "h2", "h3", "h4", "h5", "h6", "a", "span", "div", "p", "address", "cite", "li", "ul", "section", "header"),
    *("b", "strong", "em", "i", "font", "small", "td", "dd"),
)
_BREAKS = frozenset(["div", "p", "li", "br", "time", "ul", "section", "h2", "h3", "h4", "h5", "small", "td"])
_GOES_ON = re.compile(r"(?:\bby|\band|[,&:])$|^\W*$", re.I)
_GOES_ON_WITH = re.compile(r"(?:and\b|[,&])", re.I)


def find_marked(tree: Any, host: str | None) -> list[list[list[str]]]:
    """The claims of marked elements, by how surely the mark means an author; those after the title first."""
    found: list[list[tuple[bool, Any]]] = [[], [], [], [], []]
    after, count = False, 0
    for element in tree.iter(*_TAGS):
        if element.tag == "h1":
            after = True
        rank = _rank(element, host)
        if rank is None or count >= MOST_MARKED or is_around(element) or _is_of_picture(element):
            continue
        count += 1
        found[rank].append((not after, element))
    return [_together(sorted(group, key=lambda pair: pair[0])) for group in found]


def _rank(element: Any, host: str | None) -> int | None:
    attributes = element.attrib
    if not attributes:
        return None
    if attributes.get("itemprop") == "author" or "author" in (attributes.get("rel") or "").split():
        return 0
    marks = f"{attributes.get('class') or ''} {attributes.get('id') or ''} {attributes.get('data-testid') or ''}"
    rank = _rank_of_marks(marks) if 2 < len(marks) < _MOST_MARK_CHARS else 0
    if rank:
        return rank if rank > 0 else None
    return 4 if element.tag == "a" and _is_profile(attributes.get("href") or "", host) else None


@lru_cache(4096)
def _rank_of_marks(marks: str) -> int:
    """How surely classes and ids mean an author, from 1; 0 where they do not, -1 where they mean a thing of one."""
    for rank, pattern in enumerate((_NAME_MARK, _BYLINE_MARK, _AUTHOR_MARK), 1):
        if pattern.search(marks):
            return -1 if _NOT_MARK.search(marks) else rank
    return 0


def _is_profile(url: str, host: str | None) -> bool:
    """Whether the address is that of somebody's page on the same site."""
    if not _AUTHOR_PATH.search(url):
        return False
    try:
        named = urlsplit(url).hostname
    except ValueError:
        return False
    return not named or (host is not None and named.removeprefix("www.") == host.removeprefix("www."))


def _is_of_picture(element: Any) -> bool:
    return any(parent.tag in ("figure", "figcaption") for parent in islice(element.iterancestors(), 6))


def _together(group: list[tuple[bool, Any]]) -> list[list[str]]:
    """One claim of each element, but one of all that stand in one place with the first."""
    if not group:
        return []
    elements = [element for _, element in group]
    place = elements[0].getparent()
    place = place.getparent() if place is not None and place.getparent() is not None else place
    beside = [
        element
        for element in elements[:_MOST_TOGETHER]
        if any(parent is place for parent in islice(element.iterancestors(), 3))
    ]
    first = [words for element in beside for words in _said(element)]
    return [first, *(_said(element) for element in elements[1:_MOST_TOGETHER])]


def _said(element: Any) -> list[str]:
    """The names in an element: those that it marks as such, else its first line that says more than "by"."""
    inner = [
        words
        for child in islice(element.iterdescendants(), _MOST_INNER)
        if (_rank(child, None) in (0, 1, 4) and not len(child))
        and (words := text_of(child))
        and len(words) <= _MOST_CHARS
    ]
    if inner:
        return list(dict.fromkeys(inner))
    lines = [line for line in map(fold, _text(element).split("\n")) if line]
    words = lines[0] if lines else ""
    for before, line in pairwise(lines):
        if not (_GOES_ON.search(before) or _GOES_ON_WITH.match(line)):
            break
        words = f"{words} {line}"
    return [words] if words and len(words) <= _MOST_CHARS and not _OF_PICTURE.match(words) else []


def _text(element: Any) -> str:
    """The words of an element, with a newline where the page would begin a line."""
    parts: list[str] = [(element.text or "")[:_MOST_TEXT_CHARS]]
    for child in islice(element.iterdescendants(), _MOST_INNER):
        edge = "\n" if child.tag in _BREAKS else " " if child.tag == "a" else ""
        parts += [edge, (child.text or "")[:_MOST_TEXT_CHARS], edge, (child.tail or "")[:_MOST_TEXT_CHARS]]
    return "".join(parts)
