"""Who wrote what a page shows: from JSON-LD, meta tags, marked elements and the lines under the title.

What the page states for machines is believed first, but it may hold the name of an account or of the
paper where the page shows a person. So each place makes a claim, the first claim that is names of
persons or of an agency wins, and one that is not is taken only where there is no better. An element
counts where it stands with the article and not with a comment or with a list of other articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from newsreader.ingest.bylines import split_names
from newsreader.ingest.grammar import BARE_NAME, is_byline, without_date
from newsreader.ingest.lexicon import entries
from newsreader.ingest.marked import find_marked
from newsreader.ingest.stated import Stated, bare
from newsreader.text.safe import fold

_LEAST_VAGUE = 3  # from this rank on a mark says no more than that somebody is near
_MOST_WORDS = 6
_LEAST_WORDS = 2
_MOST_BARE_WORDS = 3
_MOST_BARE_LINES = 6
_META = (
    *("author", "article:author", "byl", "parsely-author", "sailthru.author", "article:author_name", "citation_author"),
    *("dc.creator", "dc.creator.1", "dcterms.creator", "og:article:author", "authors", "creator", "twitter:creator"),
)
_URLISH = re.compile(r"https?:|www\.|\.com\b|@\w+\.|[:\"“”<>{}]", re.I)
_NO_NAME = re.compile(
    r"^(?:read|see|view|show|about|follow|share|subscribe|sign|more|comments?|contact|e-?mail|print|admin\w*|user|guest"
    r"|by|none|null|unknown|anonymous|home|menu|search|photo\w*|image|source|edited|updated|published)\b",
    re.I,
)
_BY = re.compile(r"(?:^|[^\w-])[Bb]y:?\s+([^\W\d_].*)")
_AFTER_NAMES = re.compile(r"\s*(?:\d|[|•·]|\b(?:last|updated|published|posted|on|in|comments?|share)\b)", re.I)
_MOST_BODY_CHARS = 80
_BODY = re.compile(r"The [A-Z][^,;:|/]+")
_LAST_WORD = re.compile(r"\s(?:the|to|of|for|on|in|at|and|by|from|with)$", re.I)
_FOR_PAPER = re.compile(r"\s+(?:[Ff]or|[Aa]t)\s+(?:[Tt]he\s+)?[A-Z].*$")
_PARTICLES = frozenset(
    ["al", "and", "ap", "bin", "bint", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el",
     "ibn", "la", "le", "of", "ten", "ter", "the", "van", "von", "y", "zu"]
)  # fmt: skip
_AGENCY_NAMES = tuple(name for name in entries("agencies") if len(name) > 2)
_AGENCIES = frozenset(bare(name) for name in entries("agencies"))
_GIVEN = frozenset(name.casefold() for name in entries("given_names"))


def find_authors(
    tree: Any, stated: Stated, sites: list[str], near: list[str], host: str | None = None
) -> tuple[str, ...]:
    """The names of those who wrote the article.

    `near` are the lines around its title; `sites` what its site is called, and `host` where it is.
    """
    weak: tuple[str, ...] = ()
    for claim, is_statement in _claims(tree, stated, near, host):
        names = _cleaned(claim, sites)
        single = all(map(_is_single, names))
        if names and (all(map(_is_full, names)) or (names == weak and single)):
            return _completed(names, stated, sites, near)
        weak = weak or (names if is_statement or single else ())
    return weak or _persons_of_site(stated)


def _claims(tree: Any, stated: Stated, near: list[str], host: str | None) -> Iterator[tuple[object, bool]]:
    """The claims, the surest first, each with whether it states an author in so many words."""
    yield from ((_named(stated, item), True) for item in stated.articles)
    yield from ((_one_or_all(stated.meta[key]), True) for key in _META if key in stated.meta)
    for rank, group in enumerate(find_marked(tree, host)):
        yield from ((_one_or_all(claim), rank < _LEAST_VAGUE) for claim in group)
    yield from ((line, False) for line in _near_claims(near))
    yield from ((_named(stated, item), True) for item in stated.pages)


def _named(stated: Stated, item: dict[str, Any]) -> object:
    names = [author.name for author in stated.authors(item.get("author") or item.get("creator"))]
    return _one_or_all(names)


def _near_claims(near: list[str]) -> Iterator[str]:
    """The lines by the title that name somebody, the surest form first."""
    yield from (line for line in near if is_byline(line))
    for line in near:
        named = _BY.search(line) if without_date(line) is not None else None
        if named and named[1][0].isupper():
            yield _AFTER_NAMES.split(named[1])[0]
    for line in near[:_MOST_BARE_LINES]:
        words = line.split()
        if _LEAST_WORDS <= len(words) <= _MOST_BARE_WORDS and BARE_NAME.match(line) and words[0].casefold() in _GIVEN:
            yield line


def _one_or_all(names: list[str]) -> object:
    """A single value as such: it may hold several names, where each of several is one."""
    return names[0] if len(names) == 1 else names


def _completed(names: tuple[str, ...], stated: Stated, sites: list[str], near: list[str]) -> tuple[str, ...]:
    """The names, or a longer list of such names in a meta tag or under the title that holds them all."""
    known = {bare(name) for name in names}
    claims = [_one_or_all(stated.meta[key]) for key in _META if key in stated.meta]
    for claim in [*claims, *(line for line in near if is_byline(line))]:
        other = _cleaned(claim, sites)
        if len(other) > len(names) and known <= {bare(name) for name in other} and all(map(_is_full, other)):
            return other
    return names


def _persons_of_site(stated: Stated) -> tuple[str, ...]:
    """A person after whom the site is called."""
    for item in stated.articles:
        for author in stated.authors(item.get("author")):
            first, _, rest = author.name.strip().partition(" ")
            if rest and not author.is_body and first.casefold() in _GIVEN:
                return split_names(author.name)
    return ()


# ------------------------------------------------------------------ names


def _cleaned(claim: object, sites: list[str]) -> tuple[str, ...]:
    """The names in a claim; of words that are shown, those of full names alone where there are such."""
    kept = [name for name in _split(claim, sites) if _may_be_name(name, sites)]
    if isinstance(claim, str):
        persons = [name for name in kept if bare(name) not in _AGENCIES]
        kept = kept if all(name.startswith("The ") for name in persons) else persons
        kept = [name for name in kept if _is_full(name)] or kept
    return tuple(dict.fromkeys(kept))


def _split(claim: object, sites: list[str]) -> list[str]:
    if isinstance(claim, str) and _BODY.fullmatch(whole := fold(claim[:_MOST_BODY_CHARS])):
        return [whole]
    names = [_without_paper(name, sites) for name in split_names(claim)]
    return [names[0].rpartition(": ")[2], *names[1:]] if names else []


def _may_be_name(name: str, sites: list[str]) -> bool:
    return bool(
        name
        and not name[0].isdigit()
        and not _URLISH.search(name)
        and not _NO_NAME.search(name)
        and not _LAST_WORD.search(name)
        and len(name.split()) <= _MOST_WORDS
        and all(bare(name) != bare(site) for site in sites)
    )


def _without_paper(name: str, sites: list[str]) -> str:
    """The name without the paper that its bearer writes for."""
    name = _FOR_PAPER.sub("", name)
    for paper in (*sites, *_AGENCY_NAMES):
        if name.casefold().endswith(" " + paper.casefold()):
            rest = name[: -len(paper)].rstrip(" ,-–—|/")
            name = rest if len(rest.split()) > 1 else name
    words = name.split()
    half = len(words) // 2
    return " ".join(words[:half]) if half and words[:half] == words[half:] else name


def _is_full(name: str) -> bool:
    """Whether these are the words of a full name, or of an agency."""
    if bare(name) in _AGENCIES:
        return True
    words = name.replace(",", "").split()
    if len(words) < 2 or any(char.isdigit() for char in name):
        return False
    return all(word[:1].isupper() or word.casefold() in _PARTICLES or not word[:1].islower() for word in words)


def _is_single(name: str) -> bool:
    """Whether it is one word that may be somebody's name; believed where two places state it."""
    return name.isalpha() and len(name) > 1 and name[0].isupper()
