"""Addresses that may be kept: of the web, and nothing that does or opens something else."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

_MOST_CHARS = 2000
_UNFIT = re.compile(r"[\x00-\x20\x7f-\xa0\ud800-\udfff\u2028\u2029\u200b-\u200f\u202a-\u202e\u2066-\u2069\\]")


def web_address(url: object, base: str | None = None) -> str | None:
    """The address, seen from `base`, where it is http or https and of one line; None otherwise."""
    if not isinstance(url, str) or len(url) > _MOST_CHARS:
        return None
    url = url.strip(" \t\r\n")
    if _UNFIT.search(url):
        return None
    try:
        joined = urljoin(base, url) if base else url
        parts = urlsplit(joined)
        named = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return None
    return joined if named and parts.scheme in ("http", "https") else None
