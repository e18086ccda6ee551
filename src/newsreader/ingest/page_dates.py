"""When a page was published and changed: from JSON-LD, meta tags, marked elements, its lines and its address.

A reader is told the day as the page states it, in its own zone. Meta tags of a template may be of
something else than the article, so a tag that the extractor's search contradicts by days is not taken;
JSON-LD is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from newsreader.ingest import dates
from newsreader.ingest.around import is_around
from newsreader.ingest.grammar import without_date
from newsreader.ingest.stated import Stated, text_of
from newsreader.model.document import Stamp

_MOST_TIMES = 50
_MOST_MARKED = 3
_MOST_LEFT_CHARS = 60
_MOST_DAY_CHARS = 60
_MOST_LINES = 3000
_MOST_SEARCHED_CHARS = 500_000
_META = (
    *("article:published_time", "og:published_time", "article.published", "datepublished", "date", "pubdate"),
    *("publishdate", "publish-date", "dc.date", "dc.date.issued", "dcterms.created", "sailthru.date"),
    *("parsely-pub-date", "cxenseparse:recs:publishtime", "og:article:published_time", "citation_date", "pub_date"),
    *("dcterms.issued", "dcterms.date", "article_date_original", "originalpublicationdate", "displaydate"),
)
_UPDATED_META = ("article:modified_time", "og:updated_time", "lastmod", "datemodified", "dc.date.modified")
_UTC = re.compile(r"(?:Z|UTC|GMT|[+-]00:?00)\s*$")
_CHANGED = re.compile(r"updat|modif|edited|chang|correct", re.I)
_ADDRESS_DAY = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?!\d)")


def find_published(
    tree: Any, stated: Stated, lines: list[str], near: list[str], address: str | None, language: str | None = None
) -> Stamp | None:
    """When the article was published.

    `lines` are those that the page shows, `near` those around the title; `address` is where it stands
    and `language` what it is written in, where that is known.
    """
    for value in _statements(tree, stated):
        stamp = dates.parse_local_day(value)
        if stamp:
            return _shown_day(stamp, near, address) if _UTC.search(str(value)) else stamp
    found = _near(near) or _in_address(address)
    if not found and sum(map(len, lines)) <= _MOST_SEARCHED_CHARS:
        found = _searched(tree, address, language)
    return found or _alone(lines)


def find_updated(stated: Stated) -> Stamp | None:
    """When the article was last changed, where the page states it."""
    objects = [*stated.articles, *stated.pages]
    return _first(*(item.get("dateModified") for item in objects), *(stated.first(key) for key in _UPDATED_META))


def _statements(tree: Any, stated: Stated) -> Iterator[object]:
    """What the page says of its day, the surest first."""
    yield from (item.get("datePublished") for item in stated.articles)
    yield from (stated.first(key) for key in _META)
    for element in islice(tree.iterfind(".//*[@itemprop='datePublished']"), _MOST_MARKED):
        yield element.get("datetime") or element.get("content") or text_of(element, 200)
    yield from (item.get("datePublished") for item in stated.pages)
    times = [element for element in islice(tree.iter("time"), _MOST_TIMES) if not is_around(element)]
    for element in sorted(times, key=lambda element: element.get("pubdate") is None):
        yield element.get("datetime") or text_of(element, 200)


def _shown_day(stamp: Stamp, near: list[str], address: str | None) -> Stamp:
    """The stamp, or the day before or after it where the page or its address shows that one.

    Many sites state the moment in UTC alone, where it is another day than at the paper.
    """
    for day in (_near([line for line in near if not _CHANGED.search(line)]), _in_address(address)):
        if day and day.precision == "day":
            apart = (day.moment.date() - stamp.moment.date()).days
            return day if abs(apart) == 1 else stamp
    return stamp


def _near(lines: list[str]) -> Stamp | None:
    """The day that a line by the title gives, where it says little else."""
    for line in sorted(lines, key=lambda line: bool(_CHANGED.search(line))):
        rest = without_date(line)
        if rest is not None and len(rest) <= _MOST_LEFT_CHARS and (day := dates.parse_day(line)):
            return day
    return None


def _in_address(address: str | None) -> Stamp | None:
    found = _ADDRESS_DAY.search(address or "")
    return dates.parse_moment("-".join(found.groups())) if found else None


def _searched(tree: Any, address: str | None, language: str | None) -> Stamp | None:
    """What a search of the markup finds; a year alone, as in a notice of rights, is nothing.

    The extensive search may take seconds, for it tries all languages; days in English need it not.
    """
    from htmldate import find_date

    try:
        found = find_date(
            tree,
            original_date=True,
            extensive_search=language not in (None, "en"),
            outputformat="%Y-%m-%d",
            url=address,
        )
    except (ValueError, TypeError, AttributeError, RecursionError, KeyError, IndexError, OverflowError):
        return None
    return None if not found or found.endswith("-01-01") else dates.parse_moment(found)


def _alone(lines: list[str]) -> Stamp | None:
    """The first day that has a line of the page to itself."""
    for line in lines[:_MOST_LINES]:
        if len(line) <= _MOST_DAY_CHARS and without_date(line) == "" and (day := dates.parse_day(line)):
            return day
    return None


def _first(*values: object) -> Stamp | None:
    return next((stamp for value in values if (stamp := dates.parse_local_day(value))), None)
