"""One tag of a list that claims to be XML, read as a person would: no tree, no entities, no faith in quotes.

What closes a value is a quote after which another attribute comes, or the tag's end and another tag; so
a title with quotes in it, or a description with tags, is whole, and one whose quote was forgotten ends
with its line. Each step goes forward by what it looked at, up to a constant, so the work is linear
whatever is written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.entities import html5

MOST_VALUE_CHARS = 4000
"""A value that is longer is cut."""

_MOST_ATTRIBUTES = 100
_MOST_INNER_QUOTES = 8
_MOST_TAG_CHARS = 40_000
_NAME = re.compile(r"[\s\"']*([^\s=<>\"'/]{1,80})\s{0,20}=\s{0,20}")
_JUNK = re.compile(r"[\s\"'=]+|[^\s=<>\"'/]+")
_BARE = re.compile(r"[^\s<>\"']{0,2000}")
_AFTER_VALUE = re.compile(r"\s{0,200}(?:[^\s=<>\"'/]{1,80}\s{0,20}=\s{0,20}[\"']|/?\s{0,20}>\s{0,2000}(?:<[/!?\w]|\Z))")
_NEXT_TAG = re.compile(r"<(?=/?(?:\w{1,20}:)?(?:outline|body|opml)\b)", re.I)
_ENTITY = re.compile(r"&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,30});")
_HIDDEN = (("<!--", "-->"), ("<![CDATA[", "]]>"))


@dataclass(frozen=True, slots=True)
class Tag:
    """What stands in a tag."""

    values: dict[str, str]
    """Its attributes by their local names in small letters; the first of each counts."""

    closed: bool
    """Whether it closes itself."""

    end: int
    """Where what follows it begins."""


def attributes(text: str, at: int) -> Tag:
    """The tag whose name ends at that place."""
    values: dict[str, str] = {}
    last = min(len(text), at + _MOST_TAG_CHARS)
    while at < last and len(values) < _MOST_ATTRIBUTES:
        named = _NAME.match(text, at)
        if named:
            value, at = _value(text, named.end())
            values.setdefault(named[1].rpartition(":")[2].lower(), unescape(value))
        elif text.startswith("/>", at):
            return Tag(values, True, at + 2)
        elif text[at] == ">":
            return Tag(values, False, at + 1)
        elif text[at] == "<":
            break
        else:
            junk = _JUNK.match(text, at)
            at = junk.end() if junk else at + 1
    return Tag(values, False, at)


def unescape(value: str) -> str:
    """The value with its entities as characters; a bare `&` stays one, as does what is no entity of HTML."""
    return _ENTITY.sub(_character, value) if "&" in value else value


def outside_comments(text: str) -> str:
    """The text without comments and what is marked as no markup; one that is never closed hides nothing."""
    for begin, end in _HIDDEN:
        parts, at = [], 0
        while (start := text.find(begin, at)) >= 0 and (stop := text.find(end, start + len(begin))) >= 0:
            parts.append(text[at:start])
            at = stop + len(end)
        text = "".join([*parts, text[at:]]) if parts else text
    return text


def _value(text: str, at: int) -> tuple[str, int]:
    """The value that begins there, and where what follows it begins."""
    quote = text[at : at + 1]
    if quote not in ('"', "'"):
        bare = _BARE.match(text, at)
        word = bare.group() if bare else ""
        if word.endswith("/") and text[at + len(word) : at + len(word) + 1] == ">":
            word = word[:-1]
        return word, at + len(word)
    first = end = text.find(quote, at + 1, at + 1 + MOST_VALUE_CHARS)
    for _ in range(_MOST_INNER_QUOTES):
        if end < 0 or _AFTER_VALUE.match(text, end + 1):
            break
        end = text.find(quote, end + 1, at + 1 + MOST_VALUE_CHARS)
    end = end if end >= 0 else first
    most = end if end >= 0 else min(len(text), at + 1 + MOST_VALUE_CHARS)
    broken = _NEXT_TAG.search(text, at + 1, most)
    if end >= 0 and not broken:
        return text[at + 1 : end], end + 1
    return _unclosed(text, at + 1, broken.start() if broken else most)


def _unclosed(text: str, at: int, most: int) -> tuple[str, int]:
    """A value whose quote was forgotten: to the end of its line or tag."""
    stops = [stop for stop in (text.find("\n", at, most), text.find(">", at, most)) if stop >= 0]
    end = min([*stops, most])
    value = text[at:end]
    return (value[:-1] if value.endswith("/") else value), end - (1 if value.endswith("/") else 0)


def _character(found: re.Match[str]) -> str:
    name = found[1]
    if not name.startswith("#"):
        return html5.get(f"{name};", found.group())
    code = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
