"""When two addresses are the same: what a server takes for one, and what only tells who sent the reader.

Of an article more is taken off than of a feed: the marks of campaigns, and a slash at the end. A feed's
address may need all of its query, so only what the standard calls equal is made equal there.
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit

MOST_CHARS = 2_000
"""An address that is longer names no article."""

_PORTS = {"http": 80, "https": 443}
_SCHEMES = ("http", "HTTP", "Http")
_PLAIN = re.compile(r"(https?://([a-z0-9.-]*[a-z0-9])(/+[^/?#\s][^?#\s]*)?)/?", re.ASCII)
"""Most addresses: nothing in them is to be taken off but a slash at the end."""

_TRACKING = re.compile(
    r"(?:utm_\w+|at_(?:medium|campaign|link\w*|custom\w*|bbc\w*|format|ptr_name|campaign_type)|fbclid|gclid|dclid|msclkid"
    r"|igshid|mc_[ce]id|yclid|cmpid|cmp|ocid|wt\.\w+|_hsenc|_hsmi|ns_\w+|ftag|smid|xtor)(?:=|$)",
    re.IGNORECASE,
)


def article_address(uri: str) -> tuple[str | None, str | None]:
    """The address as articles are compared by it, and its host; None for what is no web address.

    A site's first page has a host and is the address of no article.
    """
    plain = _PLAIN.fullmatch(uri) if len(uri) <= MOST_CHARS else None
    if plain:
        return plain[1].rstrip("/") if plain[3] else None, plain[2]
    if not uri.startswith(_SCHEMES) or len(uri) > MOST_CHARS:
        return None, None
    parts = _split(uri)
    if parts is None or parts.scheme not in _PORTS:
        return None, None
    query = _kept(parts.query) if parts.query else ""
    path = parts.path.rstrip("/")
    address = f"{_site(parts)}{path}{'?' if query else ''}{query}" if path or query else None
    return address, parts.hostname


def feed_address(url: str) -> str:
    """The address as feeds are compared by it; what is no web address stays as it is."""
    parts = _split(url)
    if parts is None or parts.scheme not in _PORTS:
        return url
    return f"{_site(parts)}{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - it is worked out, and may be out of range, when it is asked for
    except ValueError:
        return None
    return parts if parts.hostname or parts.scheme not in _PORTS else None


def _site(parts: SplitResult) -> str:
    user, at, _ = parts.netloc.rpartition("@")
    name = parts.hostname or ""
    shown = f"[{name}]" if ":" in name else name
    port = parts.port
    return f"{parts.scheme}://{user}{at}{shown}{'' if port in (None, _PORTS[parts.scheme]) else f':{port}'}"


def _kept(query: str) -> str:
    return "&".join(part for part in query.split("&") if part and not _TRACKING.match(part))
