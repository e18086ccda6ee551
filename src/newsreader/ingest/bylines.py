"""Who wrote it: names out of what stands in a byline.

A byline carries more than names: "By", jobs, the paper, the day, a handle. What is left after these
are taken off is kept as it is written, one name each. A byline that is nothing but such words
("Staff Reports") is kept whole, for it is what the source states.
"""

from __future__ import annotations

import calendar
import re

from newsreader.ingest.dates import DATE
from newsreader.ingest.lexicon import entries
from newsreader.text.safe import fold

MOST_NAMES = 20
"""How many names a byline may hold."""

MOST_NAME_CHARS = 100
"""Longer names are cut."""

_MOST_CHARS = 400
_LEAST_WITH_MONTH = 2
_JOBS = frozenset(entries("jobs"))
_AGENCIES = frozenset(name.casefold() for name in entries("agencies"))

BY = re.compile(
    r"^\W*(?:(?:(?:written|posted|published|reported|compiled|words|text|story|article|analysis|review|submitted|report)"
    r"(?:\s+and\s+\w+)?(?:\s+on\s+.{6,20}?)?\s+)?by\b|author|authors|from)\b\s*[:|]?\s*",
    re.I,
)
"""What introduces the names of a byline."""

CLOCK = re.compile(
    r"\b\d{1,2}[:.h]\d\d(?::\d\d)?(?:\s*[ap]\.?\s?m\b\.?)?(?:\s*\(?(?:UTC|GMT|BST|[A-Z]{1,2}[SD]?T|UK)\b\)?)?", re.I
)
"""A time of the day, with its zone."""

_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
_NOISE = re.compile(
    r"https?://\S+|\S+@\S+\.\w+|@\w+|\bView (?:More|All)\b.*|\bFollow\b.*"
    r"|\b(?:Updated|Published|Posted|Last modified)\b.*"
    r"|\bEdited by\b.*|\bsays?:?$"
    r"|\b\d+\s*(?:h|hours?|min(?:ute)?s?|days?)\b(?:\s+ago)?|\bon$|\bat$|\(.*?\)|\b"
    + _WEEKDAY
    + r"\b\.?,?(?=\s*$|\s*\d|\s*[,|•-])"
)
_MAIL_NAME = re.compile(r"^[^\s@]+@[^\s@()]+ \(([^()]+)\)$")
_HARD_SPLIT = re.compile(r"\s*(?:[|;•·⋅/]|\s[-–—]+(?:\s|$)|\bfor\s+(?=the\b|[A-Z])|\n)\s*")
_SOFT_SPLIT = re.compile(r"\s*,\s*(?:and\s+|&\s*)?|\s+(?:and|&|with)\s+", re.I)
_CREDENTIAL = re.compile(r"(?:[A-Z]{1,4}\.?){1,3}|Ph\.?\s?D\.?|M\.?D\.?|Esq\.?|R\.?N\.?", re.A)
_JUNIOR = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV")
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_TRAIL = re.compile(r"^[\W_]+|[\s,;:|/•·–—\-*_]+$")


def split_names(stated: object) -> tuple[str, ...]:
    """The names in a byline, or in a list of names or of objects with a `name`; nothing for all else."""
    if isinstance(stated, dict):
        stated = stated.get("name")
    if isinstance(stated, list | tuple):
        names = [
            name for item in stated[:MOST_NAMES] if not isinstance(item, list | tuple) for name in split_names(item)
        ]
        return _distinct(names)
    return _distinct(_names(stated)) if isinstance(stated, str) else ()


def _names(text: str) -> list[str]:
    whole = BY.sub("", _MAIL_NAME.sub(r"\1", fold(text[:_MOST_CHARS])), count=1)
    bare = _NOISE.sub(" ", CLOCK.sub(" ", DATE.sub(" ", whole)))
    kept: list[str] = []
    for number, piece in enumerate(_HARD_SPLIT.split(bare)):
        names = _person_names(BY.sub("", piece))
        if names and number and kept and not all(" " in name for name in names):
            continue
        kept.extend(names)
    if kept:
        return kept
    rest = _trimmed(bare)
    return [rest] if _WORD.search(rest) else []


def _person_names(piece: str) -> list[str]:
    names: list[str] = []
    for part in _SOFT_SPLIT.split(piece):
        name = _trimmed(_without_job(_trimmed(part)))
        if not name or not _WORD.search(name):
            continue
        if names and _JUNIOR.fullmatch(name):
            names[-1] = f"{names[-1]}, {name}"
        elif not (names and _CREDENTIAL.fullmatch(name)):
            names.append(name)
    return names


def _without_job(part: str) -> str:
    """The name in front of or behind the words of a job; nothing where the part is a job alone."""
    words = part.split(" ")
    if len(words) > _LEAST_WITH_MONTH and words[-1] in calendar.month_name:
        words.pop()
        part = " ".join(words)
    at = [index for index, word in enumerate(words) if word.casefold().strip(".,") in _JOBS]
    if not at:
        return part
    before = words[: at[0]]
    if len(before) >= 2 and all(word[:1].isupper() for word in before[:2]):
        return " ".join(before[:3] if len(before) > 3 else before)
    return ""


def _trimmed(text: str) -> str:
    text = _TRAIL.sub("", " ".join(text.split()))
    return _TRAIL.sub("", text)


def _distinct(names: list[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(name.casefold(), name[:MOST_NAME_CHARS])
    return tuple(list(found.values())[:MOST_NAMES])
