"""Grammars of lines that carry a form: dates, bylines, furniture.

Each answers for one line by itself; where the line stands is for `structure` to weigh. All look at
the first `MOST_CHARS` characters, for no such line is longer, and none backtracks without limit.
"""

from __future__ import annotations

import re
from collections import defaultdict

from newsreader.ingest.bylines import BY, CLOCK
from newsreader.ingest.dates import DATE
from newsreader.ingest.lexicon import entries

MOST_CHARS = 300
"""How much of a line is looked at."""

# ------------------------------------------------------------------ dates

_AROUND_DATE = re.compile(
    r"\b(?:published|posted|updated|last|modified|created|date|first|on|at|edited"
    r"|mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday|utc|gmt|bst|[ecmp][sd]?t|ist|am|pm|a\.m\.?|p\.m\.?|uk|ago"
    r"|\d{1,2}\s*(?:days?|hours?|min(?:ute)?s?|weeks?|months?))\b\.?",
    re.I,
)
_SHORT_DATE = re.compile(r"\d[/.]\d\d?[/.]\d")


def without_date(line: str) -> str | None:
    """What is left of a line that names a day once the day and all that goes with one is taken off."""
    line = line[:MOST_CHARS]
    if not _may_have_date(line) or not DATE.search(line):
        return None
    rest = _AROUND_DATE.sub(" ", CLOCK.sub(" ", DATE.sub(" ", line)))
    return rest.strip(" \t,.:;|•·–—-/()[]<>*\u00a0")


def _may_have_date(line: str) -> bool:
    """Whether there is a year, or numbers as short dates have: asked first, for most lines have neither."""
    if "20" in line or "19" in line:
        return True
    return ("/" in line or line.count(".") > 1) and _SHORT_DATE.search(line) is not None


# ------------------------------------------------------------------ bylines

NAME_WORD = r"(?:[A-Z][\w.'’-]*|@\w+|(?:d'|O['’])[A-Z]\w+)"
"""A part of a name, as a pattern for others to use."""

_LINK_WORD = r"(?:and|&|de|del|der|di|van|von|bin|al|la|le|da|dos|of|the|for|with|,|\||/|-|–|—|•)"
BARE_NAME = re.compile(rf"(?:(?:The|Dr\.?|Sir) )?{NAME_WORD}(?:,?\s+(?:{NAME_WORD}|{_LINK_WORD})){{0,8}}\.?\Z")
_AGO = re.compile(r"\s*[•|·,–-]?\s*\d{1,2}\s?(?:h|hrs?|hours?|m|mins?|minutes?|d|days?|weeks?)(?: ago)?\Z")
_AGO_ENDS = frozenset("hrsmdko")
_DIGIT = re.compile(r"\d")
_BY_START = re.compile(r"by:?\s+(?!(?:the\s+(?:time|way|end|numbers)|[a-z]+ing)\b)", re.I)
_NOT_BY = re.compile(
    r"\b(?:you|your|agree|source|sponsored|powered|presented|supported|edited|photo(?:graph)?s?|image|illustration)\b",
    re.I,
)


def is_name(line: str) -> bool:
    """Whether the line could be nothing but names, a paper or an hour perhaps behind them: `Ann Lee/Ledger • 8h`."""
    bare = _AGO.sub("", line) if line[-1:] in _AGO_ENDS and _DIGIT.search(line) else line
    return BARE_NAME.match(bare.replace("/", " / ") if "/" in bare else bare) is not None


def is_byline(line: str) -> bool:
    """Whether the line says who wrote it, in so many words."""
    if len(line) > 160 or line.endswith(("?", "!")):
        return False
    started = BY.match(line)
    if not started or not started.group().strip():
        return False
    if started.group().strip(" :|").lower() in ("author", "authors", "from") and ":" not in started.group():
        return False
    rest = line[started.end() :]
    words = rest.split()
    if not 1 <= len(words) <= 18 or _NOT_BY.search(line) or not _BY_START.search("by " + rest):
        return False
    if not words[0][:1].isupper() and not words[0][:1].isdecimal():
        return len(words) <= 2
    return (
        not (rest.endswith(".") and len(words) > 6 and "," not in rest)
        and "." not in rest[:-1].replace(". ", "", 3)[40:]
    )


# ------------------------------------------------------------------ furniture


def _furniture() -> tuple[frozenset[str], tuple[str, ...], dict[str, list[str]]]:
    """The phrases that are a whole line, those that begin one, and the rest by their first word."""
    whole, start, inner = [], [], defaultdict(list)
    for phrase in entries("boilerplate"):
        if phrase.startswith("="):
            whole.append(phrase[1:])
        elif phrase.startswith("^"):
            start.append(phrase[1:])
        else:
            inner[_FIRST_WORD.findall(phrase)[0]].append(phrase)
    return frozenset(whole), tuple(start), dict(inner)


_LETTER = re.compile(r"[^\W\d_]")
_FIRST_WORD = re.compile(r"[^\W_]+(?:'[^\W\d_]+)?")
_WHOLE_FURNITURE, _FURNITURE_STARTS, _FURNITURE = _furniture()
_FURNITURE_WORDS = frozenset(_FURNITURE)
_RIGHTS = re.compile(r"all rights reserved|©\s*(?:19|20)\d\d|copyright (?:©|\(c\)|(?:19|20)\d\d)", re.I)
_GUILLEMETS = re.compile(r"«[^«»]*»|»[^«»]*«")
_SYMBOLS = re.compile(r"[©®»›▼▲►✕×|#]")
_COUNTED = re.compile(r"\(\d+\)\Z")
_MOST_FURNITURE_WORDS = 12
_AROUND = " \t-–—*=_|[]()•·.:›»>"


def furniture_signs(line: str) -> int:
    """How much of the page's furniture the wording is: 0 nothing, 1 a symbol, 2 a phrase, 3 surely."""
    sample = line[:MOST_CHARS]
    if line.count(" ") < _MOST_FURNITURE_WORDS:
        bare = sample.strip(_AROUND).casefold().replace("’", "'")
        if bare in _WHOLE_FURNITURE or not _LETTER.search(bare):
            return 3
        if _has_furniture(bare):
            return 2
    if _owns_rights(sample) or not _LETTER.search(sample):
        return 3
    return int(_has_symbol(sample))


def _owns_rights(line: str) -> bool:
    """Whether it says whose page it is; what must be there is asked for before the pattern is."""
    return ("©" in line or "ight" in line or "IGHT" in line) and _RIGHTS.search(line) is not None


def _has_symbol(line: str) -> bool:
    return (
        _SYMBOLS.search(_GUILLEMETS.sub("", line) if "«" in line else line) is not None
        or "://" in line
        or "www." in line
        or line.endswith("...")
        or (line[-1:] == ")" and _COUNTED.search(line) is not None)
    )


def _has_furniture(bare: str) -> bool:
    if bare.startswith(_FURNITURE_STARTS):
        return True
    words = _FIRST_WORD.findall(bare)
    if _FURNITURE_WORDS.isdisjoint(words):
        return False
    padded = f" {bare} "
    for word in words:
        for phrase in _FURNITURE.get(word, ()):
            at = padded.find(phrase)
            if (
                at > 0
                and not padded[at - 1].isalnum()
                and not (phrase[-1].isalnum() and padded[at + len(phrase)].isalnum())
            ):
                return True
    return False
