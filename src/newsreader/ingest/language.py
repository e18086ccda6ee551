"""Which language a text is in, as far as the analysis must know: English, or not known to be.

The function words of English that are no words of its neighbours make up a fifth to a third of
English running text and next to nothing of other languages. What a page or feed states of its
language is the better witness; this is asked only where nothing is stated.
"""

from __future__ import annotations

import re

_ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "that",
        "for",
        "with",
        "from",
        "by",
        "at",
        "this",
        "which",
        "have",
        "has",
        "had",
        "not",
        "but",
        "they",
        "their",
        "were",
        "been",
        "are",
        "would",
        "will",
        "could",
        "there",
        "what",
        "when",
        "who",
        "its",
        "about",
        "after",
        "said",
        "than",
        "into",
        "more",
        "over",
        "his",
        "her",
        "she",
        "you",
        "your",
        "our",
    ]
)
_SAMPLE = 20_000
_LEAST_SHARE = 0.12
_LEAST_HITS = 3
_WORD = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r"([A-Za-z]{2})(?:[-_][A-Za-z0-9]{1,8})*\Z")


def detect(text: str) -> str | None:
    """`en` where the text reads as English; None where it does not, or is too short to tell."""
    words = _WORD.findall(text[:_SAMPLE].lower())
    hits = sum(word in _ENGLISH for word in words)
    return "en" if hits >= _LEAST_HITS and hits >= _LEAST_SHARE * len(words) else None


def code(stated: object) -> str | None:
    """The two-letter code of a stated language tag (`en-GB`); None where it is no tag."""
    found = _CODE.match(stated.strip()) if isinstance(stated, str) else None
    return found.group(1).lower() if found else None
