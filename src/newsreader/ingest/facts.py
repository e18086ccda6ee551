"""The head of an article on a page: what `titles`, `authors` and `page_dates` find, put together.

The title is found first, for the lines around it are where the page shows its authors and its day.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from newsreader.ingest import language
from newsreader.ingest.authors import find_authors
from newsreader.ingest.layout import Layout
from newsreader.ingest.page_dates import find_published, find_updated
from newsreader.ingest.standfirsts import find_standfirsts
from newsreader.ingest.stated import bare, first_words, read_stated, site_names
from newsreader.ingest.titles import MOST_TITLE_CHARS, find_title
from newsreader.ingest.urls import web_address
from newsreader.model.document import BlockKind, Stamp

__all__ = ["Facts", "bare", "page_base", "read_facts"]

_LINES_BEFORE = 4
_LINES_AFTER = 14
_MOST_TO_FIRST_WORD = 100
_PARAGRAPH_CHARS = 200
_MOST_LINE_CHARS = 600
_MOST_LINES = 3000
_MOST_DESCRIPTION_CHARS = 1000


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page states of its article."""

    title: str | None = None
    """The title in words."""

    description: str | None = None
    """What it says to search engines that the article is about."""

    standfirsts: tuple[str, ...] = ()
    """What it marks as a summary under the title."""

    near: tuple[str, ...] = ()
    """The lines around its title."""

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


def read_facts(tree: Any, data: list[dict[str, Any]], lines: Layout, address: str | None = None) -> Facts:
    """The facts of a parsed page, from its JSON-LD objects, the lines that it shows and its address."""
    stated = read_stated(tree, data)
    sites = site_names(stated)
    title = find_title(tree, stated, sites, address)
    near = _lines_near(title, lines)
    written_in = language.code(tree.get("lang") or tree.get("xml:lang")) or language.code(stated.first("og:locale"))
    host = urlsplit(address).hostname if address else None
    return Facts(
        title=title,
        description=first_words(
            stated.first("og:description"), stated.first("description"), most=_MOST_DESCRIPTION_CHARS
        ),
        standfirsts=tuple(find_standfirsts(tree)),
        near=tuple(near),
        byline=find_authors(tree, stated, sites, near, host),
        published=find_published(tree, stated, lines.lines, near, address, written_in),
        updated=find_updated(stated),
        outlet=sites[0] if sites else None,
        language=written_in,
    )


def _lines_near(title: str | None, lines: Layout) -> list[str]:
    """The short lines after the title and those right before it, as the page shows them."""
    key = bare(title or "")
    if not title or not key:
        return []
    word = title.split()[0].casefold()  # spares most lines the closer look
    least = len(key)
    found = [
        at
        for at, line in enumerate(lines.lines[:_MOST_LINES])
        if len(line) >= least
        and word in line[:_MOST_TO_FIRST_WORD].casefold()
        and bare(line[: 2 * MOST_TITLE_CHARS]).startswith(key)
    ]
    at = next((at for at in found if lines.kinds[at] is BlockKind.HEADING), found[-1] if found else None)
    if at is None:
        return []
    after = lines.lines[at + 1 : at + 1 + _LINES_AFTER]
    long = [number for number, line in enumerate(after) if len(line) > _PARAGRAPH_CHARS]
    end = long[1] if len(long) > 1 else len(after)
    near = after[:end] + lines.lines[max(0, at - _LINES_BEFORE) : at]
    return [line for line in near if len(line) <= _MOST_LINE_CHARS]


def page_base(tree: Any, address: str | None) -> str | None:
    """What the links of a page are seen from: its `<base>`, else its own address."""
    base = tree.find(".//base")
    stated = web_address(base.get("href"), address) if base is not None else None
    return stated or address
