"""What a page states about itself outside of what it shows: its meta tags and its JSON-LD, made one.

JSON-LD is a graph: an article may name its author by an `@id` that another object explains, and pages
carry objects of other things beside the article. So the objects are looked up by id, and those that
are the article come first, those of the page around it after them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from newsreader.ingest.bylines import MOST_NAMES
from newsreader.text.safe import fold

MOST_VALUES = 20
"""How many values of one meta tag are kept."""

_MOST_META_CHARS = 2000
_MOST_WORDS_CHARS = 500
_ARTICLE_TYPE = re.compile(r"(?:Article|Posting|Report|Review|NewsItem)$")
_PAGE_TYPE = re.compile(r"^(?:Web|Item|About|Collection)Page$")
_BODIES = re.compile(r"(?:Organization|Corporation|Company|WebSite)$")
_BARE = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Author:
    """Somebody whom JSON-LD names as an author."""

    name: str
    """The name as it is stated."""

    is_body: bool = False
    """Whether it is a paper, an agency or a firm and no person."""


@dataclass(slots=True)
class Stated:
    """What a page states about itself."""

    meta: dict[str, list[str]] = field(default_factory=dict)
    """The contents of its meta tags, by name in small letters."""

    objects: list[dict[str, Any]] = field(default_factory=list)
    """All objects of its JSON-LD."""

    articles: list[dict[str, Any]] = field(default_factory=list)
    """Those that describe an article."""

    pages: list[dict[str, Any]] = field(default_factory=list)
    """Those that describe the page."""

    by_id: dict[str, dict[str, Any]] = field(default_factory=dict)
    """The objects that others may point to."""

    def first(self, *keys: str) -> str | None:
        """The first content of the first of these meta tags that has one."""
        return next((self.meta[key][0] for key in keys if key in self.meta), None)

    def authors(self, value: object) -> list[Author]:
        """Those whom a value of JSON-LD names: a string, an object, an id, or a list of these."""
        values = value if isinstance(value, list) else [value]
        found: list[Author] = []
        for item in values[:MOST_NAMES]:
            if isinstance(item, str):
                found.append(Author(unescape(item[:_MOST_META_CHARS])))
            elif isinstance(item, dict):
                found += self._named(item)
        return found

    def _named(self, item: dict[str, Any]) -> list[Author]:
        target = self.by_id.get(str(item.get("@id"))) if not item.get("name") else None
        kinds = _kinds(item) + (_kinds(target) if target else [])
        name = item.get("name") or (target or {}).get("name")
        if isinstance(name, list):
            name = next((part for part in name if isinstance(part, str)), None)
        return (
            [Author(unescape(name[:_MOST_META_CHARS]), any(_BODIES.search(kind) for kind in kinds))]
            if isinstance(name, str)
            else []
        )


def read_stated(tree: Any, data: list[dict[str, Any]]) -> Stated:
    """What a parsed page and the objects of its JSON-LD state."""
    stated = Stated(_meta(tree), data)
    for item in data:
        identity = item.get("@id")
        if isinstance(identity, str) and "name" in item:
            stated.by_id.setdefault(identity, item)
        if _is_article(item):
            stated.articles.append(item)
        elif any(_PAGE_TYPE.search(kind) for kind in _kinds(item)):
            stated.pages.append(item)
    return stated


def bare(text: str) -> str:
    """The letters and digits alone: for asking whether two titles are the same."""
    return _BARE.sub("", text).casefold()


def text_of(element: Any, most: int = 4 * _MOST_WORDS_CHARS) -> str:
    """The words at the start of an element, folded; nothing where there is no element."""
    if element is None:
        return ""
    parts: list[str] = []
    length = 0
    for part in element.itertext():
        parts.append(part)
        length += len(part)
        if length >= most:
            break
    return fold("".join(parts)[:most])


def words_in(value: object, most: int = 4000) -> str:
    """The words of a value, folded; characters that were escaped once too often are put right."""
    return fold(unescape(value[:most])) if isinstance(value, str) else ""


def first_words(*values: object, most: int = _MOST_WORDS_CHARS) -> str | None:
    """The first of the values that is words, folded and cut."""
    return next((words[:most] for value in values if (words := words_in(value))), None)


def site_names(stated: Stated) -> list[str]:
    """The names that the page gives to the site or paper it is of, the best first."""
    publishers = [author.name for item in stated.articles for author in stated.authors(item.get("publisher"))]
    sites = [item.get("name") for item in stated.objects if {"WebSite", "NewsMediaOrganization"} & set(_kinds(item))]
    owners = [author.name for item in stated.objects for author in stated.authors(item.get("publisher"))]
    named = [stated.first("og:site_name"), *publishers, *sites, stated.first("application-name"), *owners]
    words = [first_words(name, most=120) for name in named]
    return list(dict.fromkeys(name for name in words if name and "://" not in name))


def _meta(tree: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop")
        content = element.get("content")
        if key and content and not content.isspace():
            values = found.setdefault(key.strip().lower()[:100], [])
            if len(values) < MOST_VALUES:
                values.append(unescape(content[:_MOST_META_CHARS]))
    return found


def _kinds(item: dict[str, Any]) -> list[str]:
    kinds = item.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def _is_article(item: dict[str, Any]) -> bool:
    kinds = _kinds(item)
    if any(_ARTICLE_TYPE.search(kind) for kind in kinds):
        return any(key in item for key in ("headline", "datePublished", "author"))
    return "articleBody" in item or (not kinds and "headline" in item and "datePublished" in item)
