"""The title of a page, by the vote of the places that state one.

Each place is wrong in its own way: the heading may be a slogan or the name of the site, the search
engine's title is another one than the reader's, and `<title>` carries the name of the site. So the
title is what the page shows as a heading where one of the other places, or the address of the page,
agrees with it; where none does, a single heading of some length is believed before the others, for
it is what a reader sees.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Any
from urllib.parse import unquote, urlsplit

from newsreader.ingest.around import is_around
from newsreader.ingest.stated import Stated, bare, text_of, words_in
from newsreader.text.safe import fold

MOST_TITLE_CHARS = 500
"""Longer titles are cut."""

_MOST_HEADINGS = 100
_LEAST_CHARS = 4
_LEAST_SHARE = 0.3
_LEAST_WORDS = 3
_LEAST_OVERLAP = 0.4
_LEAST_IN_ADDRESS = 0.6
_MOST_SITE_WORDS = 6
_LEAST_NAME_CHARS = 4
_SITE_PARTS = re.compile(r"\s+[|\-–—»«·•:]+\s+|\s*[|»«]\s*|\s+:\s*|\s+--\s*")
_EDGES = " |-–—»«·•:"
_MOST_ELEMENTS = 3000
_OF_TITLE = re.compile(r"(?<![a-z])(?:(?:entry|post|article|story|page|content)[-_]{1,2}title|headline)(?![a-z])", re.I)
_OF_SITE = re.compile(r"\b(?:logo|site[-_]?(?:title|name)|brand|masthead)\b", re.I)
_WORD = re.compile(r"[^\W_]+")


def find_title(tree: Any, stated: Stated, sites: list[str], address: str | None) -> str | None:
    """The title of the article on a parsed page; `sites` are the names of its site, `address` its own."""
    page = text_of(next(tree.iter("title"), None))
    claims = _distinct(
        [*(item.get("headline") for item in stated.articles), stated.first("og:title"), stated.first("twitter:title")]
    )
    names = _names(sites, address)
    headings = [element for element in _headings(tree, "h1") if not _is_of_site(element, names, [*claims, page])]
    if claims and len(page.split()) < _LEAST_WORDS and not any(bare(page) in bare(claim) for claim in claims):
        page = ""  # the name of the site alone
    found = (
        _agreed(headings, [*claims, page], address)
        or _stated_whole(_marked(tree), [*claims, page])
        or _single(headings, [*claims, page])
    )
    if not found:
        rest = [*claims[:1], page, *(text_of(element) for element in headings[:1])]
        found = next((words for claim in rest if claim and (words := _without_site(claim, names, claims))), None)
    return found[:MOST_TITLE_CHARS] if found else None


def _headings(tree: Any, *tags: str) -> list[Any]:
    return list(islice(tree.iter(*tags), _MOST_HEADINGS))


def _marked(tree: Any) -> list[Any]:
    """Elements other than the first kind of heading that are marked as the title of an article, or are headings."""
    marked = [
        element
        for element in islice(tree.iter("div", "p", "span", "a", "strong"), _MOST_ELEMENTS)
        if element.get("itemprop") == "headline" or _OF_TITLE.search(element.get("class") or "")
    ]
    return [element for element in [*marked[:_MOST_HEADINGS], *_headings(tree, "h2", "h3")] if not is_around(element)]


def _agreed(headings: list[Any], claims: list[str], address: str | None) -> str | None:
    """The first heading that another place agrees with."""
    witnesses = [bare(claim) for claim in claims if claim]
    parts = {bare(part) for claim in claims if claim for part in _SITE_PARTS.split(claim)}
    for element in headings:
        words = _first_claimed(element, claims)
        key = bare(words)
        if len(key) < _LEAST_CHARS:
            continue
        if key in parts or any(key in witness and len(key) > _LEAST_SHARE * len(witness) for witness in witnesses):
            return words
    slug = _words_of_address(address)
    return next((words for element in headings if _is_in(words := text_of(element), slug)), None)


def _stated_whole(elements: list[Any], claims: list[str]) -> str | None:
    """The first of the lesser headings whose very words another place states."""
    stated = {bare(claim) for claim in claims} | {bare(part) for claim in claims for part in _SITE_PARTS.split(claim)}
    for element in elements:
        words = text_of(element)
        if len(words.split()) >= _LEAST_WORDS and bare(words) in stated:
            return words
    return None


def _first_claimed(element: Any, claims: list[str]) -> str:
    """The words of a heading, without a second line in it where the first is what another place states."""
    words = text_of(element)
    if len(element):
        for claim in claims:
            if len(claim.split()) >= _LEAST_WORDS and words.startswith(claim) and len(words) > len(claim):
                return claim
    return words


def _single(headings: list[Any], claims: list[str]) -> str | None:
    """The only heading of the page, where it is long enough to be a title or shares words with another place."""
    shown = [element for element in headings if len(bare(text_of(element))) >= _LEAST_CHARS]
    if len(shown) != 1 or _is_around(shown[0]):
        return None
    words = text_of(shown[0])
    count = len(_WORD.findall(words))
    if count >= _LEAST_WORDS or (count and _overlap(words, " ".join(claims)) > _LEAST_OVERLAP):
        return words
    return None


def _is_around(element: Any) -> bool:
    return any(parent.tag in ("nav", "footer") for parent in islice(element.iterancestors(), 12))


def _is_of_site(element: Any, names: set[str], claims: list[str]) -> bool:
    """Whether a heading names the site and not the article."""
    key = bare(text_of(element))
    if not key:
        return True
    if key in names:
        return not any(bare(claim) == key for claim in claims)
    marks = f"{element.get('class') or ''} {element.get('id') or ''}"
    if _OF_SITE.search(marks):
        return True
    link = element.find(".//a")
    return link is not None and text_of(link) == text_of(element) and _is_root(link.get("href") or "")


def _is_root(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(url) and parts.path in ("", "/") and not parts.query and not parts.fragment


def _names(sites: list[str], address: str | None) -> set[str]:
    """The names of the site, bare, with what its host is called."""
    names = {bare(site) for site in sites}
    host = (urlsplit(address).hostname or "") if address else ""
    labels = host.removeprefix("www.").split(".")
    return {name for name in (*names, *(name + "com" for name in names), bare(host), *labels[:-1]) if len(name) > 2}


def _without_site(words: str, names: set[str], claims: list[str]) -> str:
    """The title without the name of the site before or behind it."""
    words = fold(words)
    before, colon, rest = words.partition(": ")
    if colon and bare(before) in names and rest:
        words = rest
    parts = [part for part in _SITE_PARTS.split(words) if part.strip()]
    known = False
    while len(parts) > 1 and _is_name(parts[-1], names):
        words = words[: words.rfind(parts.pop())].rstrip(_EDGES)
        known = True
    while len(parts) > 1 and _is_name(parts[0], names):
        first = parts.pop(0)
        words = words[words.find(first) + len(first) :].lstrip(_EDGES)
        known = True
    if len(parts) < 2 or words in claims or (known and claims):
        return words
    longest = max(parts, key=len)
    return longest if len(longest.split()) >= 4 and len(longest) > 0.5 * len(words) else words


def _is_name(part: str, names: set[str]) -> bool:
    key = bare(part)
    if key in names:
        return True
    return len(part.split()) <= _MOST_SITE_WORDS and any(
        len(name) >= _LEAST_NAME_CHARS and len(key) >= _LEAST_NAME_CHARS and (name in key or key in name)
        and 2 * min(len(name), len(key)) > max(len(name), len(key))
        for name in names
    )  # fmt: skip


def _words_of_address(address: str | None) -> set[str]:
    """The words of the address that a title was made into."""
    path = unquote(urlsplit(address).path) if address else ""
    longest: set[str] = set()
    for part in path.split("/"):
        words = set(_WORD.findall(part.casefold()))
        longest = words if len(words) > len(longest) else longest
    return longest


def _is_in(words: str, slug: set[str]) -> bool:
    """Whether the address is made of these words."""
    own = _WORD.findall(words.casefold())
    shared = [word for word in own if word in slug]
    return (
        len(set(shared)) >= _LEAST_WORDS
        and len(shared) > _LEAST_IN_ADDRESS * len(own)
        and len(set(shared)) > _LEAST_OVERLAP * len(slug)
    )


def _overlap(first: str, second: str) -> float:
    own, other = set(_WORD.findall(first.casefold())), set(_WORD.findall(second.casefold()))
    return len(own & other) / max(1, len(own))


def _distinct(values: list[object]) -> list[str]:
    return list(dict.fromkeys(words for value in values if (words := words_in(value))))
