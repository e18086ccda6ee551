"""What a page states of its article: title, authors, dates, outlet, by the vote of the places that say it.

Each place is wrong in its own way: the heading may be a slogan, the search engine's title is another
one than the reader's, and `<title>` carries the name of the site. So the title is what the page shows
as a heading where one of the other places agrees with it, and the authors are those of the first
place that names somebody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from newsreader.ingest import dates, language
from newsreader.ingest.bylines import split_names
from newsreader.ingest.urls import web_address
from newsreader.model.document import Stamp
from newsreader.text.safe import fold

MOST_TITLE_CHARS = 500
"""Longer titles are cut."""

_MOST_ELEMENTS = 200
_LEAST_SHARE = 0.3
_MOST_DAYS_APART = 1
"""Past this the tags of the page are of something else than what the extractor sees, which looks at more places."""

_SITE_PARTS = re.compile(r"\s+[|\-–—»·•:]+\s+|\s*[|»]\s*")
_ARTICLE_TYPE = re.compile(r"(?:Article|Posting|Report|Review|NewsItem)$")
_BARE = re.compile(r"[\W_]+")
_AUTHOR_META = (
    "author",
    "article:author",
    "dc.creator",
    "dc.creator.1",
    "byl",
    "sailthru.author",
    "parsely-author",
    "article:author_name",
    "twitter:creator",
)
_DATE_META = (
    *("article:published_time", "og:published_time", "article.published", "datepublished", "date", "pubdate"),
    *("publishdate", "publish-date", "dc.date", "dc.date.issued", "dcterms.created", "sailthru.date"),
    *("parsely-pub-date", "cxenseparse:recs:publishtime"),
)
_UPDATED_META = ("article:modified_time", "og:updated_time", "lastmod", "datemodified", "dc.date.modified")
_AUTHOR_PLACES = (
    "//*[@itemprop='author']//*[@itemprop='name']",
    "//*[@itemprop='author'][not(.//*[@itemprop])]",
    "//a[@rel='author']",
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' byline ')]",
    "//*[contains(@class,'author-name') or contains(@class,'author_name') or contains(@class,'authorName')]",
    "//*[contains(@class,'byline') or contains(@class,'Byline') or contains(@id,'byline')]",
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' author ')]",
)
_URLISH = re.compile(r"https?:|www\.|\.com\b|@\w+\.", re.I)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page states of its article."""

    title: str | None = None
    """The title in words."""

    description: str | None = None
    """What it says to search engines that the article is about."""

    byline: tuple[str, ...] = ()
    """Who wrote it."""

    published: Stamp | None = None
    """When it was published."""

    updated: Stamp | None = None
    """When it was last changed."""

    outlet: str | None = None
    """The site's or paper's name."""

    language: str | None = None
    """Two-letter code of its language."""


def read_facts(tree: Any, data: list[dict[str, Any]], extracted: Any = None) -> Facts:
    """The facts of a parsed page, its JSON-LD objects, and what the extractor makes of its head."""
    meta = _meta(tree)
    articles = [item for item in data if _is_article(item)]
    outlet = _outlet(meta, data, articles)
    return Facts(
        title=_title(tree, meta, articles, outlet, getattr(extracted, "title", None)),
        description=_first_words((meta.get("og:description"), meta.get("description"))),
        byline=_byline(tree, meta, articles, outlet, getattr(extracted, "author", None)),
        published=_published(tree, meta, articles, getattr(extracted, "date", None)),
        updated=_first_moment(
            (*(item.get("dateModified") for item in articles), *(meta.get(key) for key in _UPDATED_META))
        ),
        outlet=outlet,
        language=language.code(tree.get("lang") or tree.get("xml:lang")) or language.code(meta.get("og:locale")),
    )


def bare(text: str) -> str:
    """The letters and digits alone: for asking whether two titles are the same."""
    return _BARE.sub("", text).casefold()


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iterfind(".//meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop")
        content = element.get("content")
        if key and content:
            found.setdefault(key.strip().lower(), content[:2000])
    return found


def _is_article(item: dict[str, Any]) -> bool:
    kinds = item.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    typed = any(isinstance(name, str) and _ARTICLE_TYPE.search(name) for name in names)
    return (typed and ("headline" in item or "datePublished" in item)) or "articleBody" in item


# ------------------------------------------------------------------ title


def _title(
    tree: Any, meta: dict[str, str], articles: list[dict[str, Any]], outlet: str | None, extracted: str | None
) -> str | None:
    headings = [words for element in _some(tree.iterfind(".//h1")) if (words := _text(element))]
    page = _text(tree.find(".//title"))
    stated = _distinct([*(item.get("headline") for item in articles), meta.get("og:title"), meta.get("twitter:title")])
    witnesses = [bare(words) for words in [*stated, page] if words]
    for heading in headings:
        key = bare(heading)
        agreed = any(key in witness and len(key) > _LEAST_SHARE * len(witness) for witness in witnesses)
        if len(key) > 3 and agreed and not _is_site(heading, outlet):
            return heading[:MOST_TITLE_CHARS]
    if len(headings) == 1 and len(headings[0].split()) > 3 and _overlap(headings[0], " ".join([*stated, page])) > 0.4:
        return headings[0][:MOST_TITLE_CHARS]
    rest = [_without_site(words, outlet) for words in [*stated[:1], page, extracted or "", *headings[:1]] if words]
    return next((words[:MOST_TITLE_CHARS] for words in rest if words), None)


def _is_site(words: str, outlet: str | None) -> bool:
    return bool(outlet) and bare(words) == bare(outlet or "")


def _without_site(words: str, outlet: str | None) -> str:
    """The title without the name of the site before or behind it."""
    words = fold(words)
    parts = [part for part in _SITE_PARTS.split(words) if part]
    if len(parts) < 2:
        return words
    for at in (-1, 0):
        if outlet and bare(parts[at]) in (bare(outlet), bare(outlet) + "com"):
            return (
                words[: words.rfind(parts[-1])].rstrip(" |-–—»·•:")
                if at
                else words[len(parts[0]) :].lstrip(" |-–—»·•:")
            )
    longest = max(parts, key=len)
    return longest if len(longest.split()) >= 4 and len(longest) > 0.5 * len(words) else words


def _overlap(first: str, second: str) -> float:
    own, other = set(first.casefold().split()), set(second.casefold().split())
    return len(own & other) / max(1, len(own))


# ------------------------------------------------------------------ authors


def _byline(
    tree: Any, meta: dict[str, str], articles: list[dict[str, Any]], outlet: str | None, extracted: str | None
) -> tuple[str, ...]:
    for stated in _author_claims(tree, meta, articles, extracted):
        names = tuple(
            name
            for name in split_names(stated)
            if not _URLISH.search(name) and not _is_site(name, outlet) and len(name.split()) <= 6
        )
        if names:
            return names
    return ()


def _author_claims(
    tree: Any, meta: dict[str, str], articles: list[dict[str, Any]], extracted: str | None
) -> Iterator[object]:
    for item in articles:
        yield item.get("author") or item.get("creator")
    for key in _AUTHOR_META[:1]:
        yield meta.get(key)
    for place in _AUTHOR_PLACES[:3]:
        yield _names_at(tree, place)
    yield extracted
    for key in _AUTHOR_META[1:]:
        yield meta.get(key)
    for place in _AUTHOR_PLACES[3:]:
        yield _names_at(tree, place)


def _names_at(tree: Any, place: str) -> list[str]:
    found = [words for element in tree.xpath(place)[:6] if (words := _text(element)) and len(words) <= 120]
    return found[:3]


# ------------------------------------------------------------------ dates and the rest


def _published(tree: Any, meta: dict[str, str], articles: list[dict[str, Any]], extracted: str | None) -> Stamp | None:
    """JSON-LD is believed; tags of the head too, unless the extractor sees another day on the page."""
    times = _some(tree.xpath("//time[@itemprop='datePublished']|//time[@pubdate]"))
    stated = _first_moment(tuple(item.get("datePublished") for item in articles))
    if stated:
        return stated
    tagged = _first_moment((*(meta.get(key) for key in _DATE_META), *(time.get("datetime") for time in times)))
    found = dates.parse_moment(extracted)
    if found and found.iso().endswith("-01-01"):
        found = None  # the extractor makes this of a year alone, as in a notice of rights
    if tagged and found and abs((tagged.moment - found.moment).days) > _MOST_DAYS_APART:
        return found
    return tagged or found


def _first_moment(values: tuple[object, ...]) -> Stamp | None:
    return next((stamp for value in values if (stamp := dates.parse_local_day(value))), None)


def _outlet(meta: dict[str, str], data: list[dict[str, Any]], articles: list[dict[str, Any]]) -> str | None:
    publishers = [item.get("publisher") for item in articles]
    names = [publisher.get("name") for publisher in publishers if isinstance(publisher, dict)]
    sites = [item.get("name") for item in data if item.get("@type") in ("WebSite", "NewsMediaOrganization")]
    return _first_words((meta.get("og:site_name"), *names, *sites, meta.get("application-name")), 120)


def _first_words(values: tuple[object, ...], most: int = MOST_TITLE_CHARS) -> str | None:
    return next((words[:most] for value in values if isinstance(value, str) and (words := fold(value[:4000]))), None)


def _distinct(values: list[object]) -> list[str]:
    words = [fold(value[:4000]) for value in values if isinstance(value, str)]
    return list(dict.fromkeys(word for word in words if word))


def _text(element: Any) -> str:
    return "" if element is None else fold("".join(element.itertext())[: MOST_TITLE_CHARS * 4])


def _some(elements: Any) -> list[Any]:
    return [element for _, element in zip(range(_MOST_ELEMENTS), elements, strict=False)]


def page_base(tree: Any, address: str | None) -> str | None:
    """What the links of a page are seen from: its `<base>`, else its own address."""
    base = tree.find(".//base")
    stated = web_address(base.get("href"), address) if base is not None else None
    return stated or address
