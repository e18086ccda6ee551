"""The summaries that a page shows under its title and marks as such."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import Any

from newsreader.ingest.around import is_around, marks_of
from newsreader.ingest.stated import text_of

LEAST_CHARS = 20
"""A shorter one is a label."""

MOST_CHARS = 600
"""A longer one is a paragraph."""

_MOST_FOUND = 5
_MOST_ELEMENTS = 4000
_TAGS = ("p", "div", "h2", "h3", "span", "section")
_MARK = re.compile(
    r"stand-?first|(?<![a-z])(?:dek|deck|strap-?line)(?![a-z])|sub-?(?:title|head(?:line|ing)?|deck)(?![a-z])"
    r"|(?:article|story|post|entry|content|header)[-_]{1,2}(?:summary|intro|lede?|lead|excerpt|abstract|description|dek)(?![a-z])",
    re.I,
)


def find_standfirsts(tree: Any) -> list[str]:
    """The words of the elements that are marked as a summary of the article, in the order of the page."""
    found: list[str] = []
    for element in islice(tree.iter(*_TAGS), _MOST_ELEMENTS):
        if not element.attrib:
            continue
        if not _is_mark(marks_of(element)) and element.get("itemprop") != "alternativeHeadline":
            continue
        words = text_of(element, MOST_CHARS * 2)
        if LEAST_CHARS <= len(words) <= MOST_CHARS and not is_around(element):
            found.append(words)
            if len(found) >= _MOST_FOUND:
                break
    return found


@lru_cache(2048)
def _is_mark(marks: str) -> bool:
    return bool(_MARK.search(marks))
