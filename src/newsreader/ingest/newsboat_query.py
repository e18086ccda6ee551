"""A search of newsboat as a search line of ours, where it can be said in one.

Newsboat joins comparisons by `and`, `or` and brackets; our line holds all its words at once. So what is
joined by `and` alone is carried over, comparison by comparison, and all else is told with its reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_MOST_CHARS = 2000
_COMPARISON = re.compile(
    r"\s*(?P<field>[a-z_]{1,30})\s*(?P<sign>=~|!~|==|!=|!#|=|#|<=|>=|<|>|\bbetween\b)\s*"
    r'(?:"(?P<quoted>[^"]*)"|(?P<number>\d{1,6}(?::\d{1,6})?))\s*',
    re.I,
)
_AND = re.compile(r"and\b", re.I)
_PLAIN = re.compile(r"[\w .,'/:&+@~-]+\Z")
_FIELDS = {"tags": "tag", "feedtitle": "feed", "rssurl": "feed"}
_IS = frozenset({"=", "==", "=~", "#"})
_IS_NOT = frozenset({"!=", "!~", "!#"})


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of a search."""

    line: str | None
    """It as a search line; None where it cannot be said in one."""

    reason: str | None = None
    """Why not, or what is different now."""


def search_line(expression: str) -> Carried:
    """The search as a line of ours."""
    text, at, words, wider = expression[:_MOST_CHARS].strip(), 0, [], False
    joined = True
    while joined and (found := _COMPARISON.match(text, at)):
        word = _word(found)
        if word is None:
            return Carried(None, f"“{found.group().strip()}” has no counterpart")
        words.append(word)
        wider |= found["field"].lower() in ("title", "content")
        both = _AND.match(text, found.end())
        joined, at = both is not None, both.end() if both else found.end()
    if joined or text[at:].strip():
        return Carried(None, "only comparisons that are joined by “and” can be carried over")
    return Carried(" ".join(words), "now looks in title and text alike" if wider else None)


def _word(found: re.Match[str]) -> str | None:
    """One comparison as a word of the line; None where there is none for it."""
    field, sign = found["field"].lower(), found["sign"].lower()
    if field == "age":
        return _age(sign, found["number"])
    value = found["quoted"]
    if value is None or sign not in _IS | _IS_NOT:
        return None
    minus = "-" if sign in _IS_NOT else ""
    if field == "unread" and value in ("yes", "no"):
        unread = (value == "yes") is (sign in _IS)
        return "is:unread" if unread else "-is:unread"
    if not _PLAIN.match(value) or not value.strip():
        return None
    if field in ("title", "content") and sign in ("=~", "!~"):
        return f'{minus}"{value.strip()}"'
    return f'{minus}{_FIELDS[field]}:"{value.strip()}"' if field in _FIELDS else None


def _age(sign: str, number: str | None) -> str | None:
    """How many days old it may be at most; newsboat counts from 0."""
    if number is None:
        return None
    if sign == "between":
        first, _, last = number.partition(":")
        return f"after:{int(last)}d" if last and int(first) == 0 else None
    if ":" in number or sign not in ("<", "<="):
        return None
    return f"after:{int(number)}d"
