"""The addresses that a page gives: its own, and those of the feeds of its site."""

from __future__ import annotations

from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from newsreader.errors import InputError
from newsreader.ingest.markup import parse
from newsreader.ingest.urls import web_address
from newsreader.text.safe import one_line

MOST_FEEDS = 50
"""How many feeds of one page are listed."""

_MOST_LINKS = 2000
_MOST_TITLE_CHARS = 200
_FEED_TYPES = frozenset(
    ["application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "text/rss+xml"]
)


def canonical_address(tree: Any, base: str | None = None) -> str | None:
    """The address that a page calls its own, by `<link rel=canonical>` or og:url; None where it gives none.

    One that is of another site than `base`, or that is the start of the site while `base` is not, is
    a mistake of the page's template and not taken.
    """
    stated = [
        element.get("href")
        for element in islice(tree.iter("link"), _MOST_LINKS)
        if "canonical" in (element.get("rel") or "").lower().split()
    ]
    stated += [element.get("content") for element in tree.iterfind(".//meta[@property='og:url']")]
    found = (web_address(url, base) for url in stated)
    return next((url for url in found if url and _is_plausible(url, base)), None)


def feed_addresses(markup: str, base: str | None = None) -> tuple[tuple[str, str], ...]:
    """The feeds that a page announces, each as address and title, in its order; the title may be empty."""
    try:
        tree = parse(markup, "page")
    except InputError:
        return ()
    stated = tree.find(".//base")
    base = (web_address(stated.get("href"), base) if stated is not None else None) or base
    found: dict[str, str] = {}
    for element in islice(tree.iter("link"), _MOST_LINKS):
        kind = (element.get("type") or "").partition(";")[0].strip().lower()
        related = (element.get("rel") or "").lower().split()
        url = web_address(element.get("href"), base)
        if url and kind in _FEED_TYPES and {"alternate", "feed"} & set(related) and len(found) < MOST_FEEDS:
            found.setdefault(url, one_line(element.get("title") or "", _MOST_TITLE_CHARS))
    return tuple(found.items())


def _is_plausible(url: str, base: str | None) -> bool:
    if base is None:
        return True
    own, other = urlsplit(base), urlsplit(url)
    if _site(own.hostname) != _site(other.hostname):
        return False
    return other.path not in ("", "/") or bool(other.query) or own.path in ("", "/")


def _site(host: str | None) -> tuple[str, ...]:
    """The last parts of a host, which its pages for phones and for print have in common."""
    labels = (host or "").lower().split(".")
    short = len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3
    return tuple(labels[-3:] if short else labels[-2:])
