"""The wording of credits and captions, of one line by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable

from newsreader.ingest.dates import DATE
from newsreader.ingest.grammar import MOST_CHARS, NAME_WORD
from newsreader.ingest.lexicon import alternation, entries

_AGENCY = alternation("agencies")
_PICTURE = (
    r"(?:photo(?:graph)?s?|images?|pictures?|pics?|credits?|illustrations?|graphics?|artwork|photography"
    r"|screenshots?)"
)
_CREDIT = re.compile(
    rf"^[\W_]*(?:(?:(?:main|file|ap|afp|reuters) )?{_PICTURE}"
    r"(?: (?:credits?|source|copyright|courtesy|courtesy of|by|provided by|from|via|montage by))*\s*[:/©|–—-]"
    rf"|{_PICTURE} (?:by|courtesy|provided|via|from)\b|(?:image|photo|picture) (?:credit|copyright|source|caption)\b"
    r"|credits?\b|courtesy(?: of)?\b|source\s*:\s)",
    re.I,
)
_SLASHED = re.compile(
    r"[\w.'’-]+(?: [\w.'’-]+){0,4} ?[/|] ?[\w.&'’-]+(?: [\w.&'’-]+){0,4}"
    r"(?: ?/ ?[\w.&'’-]+(?: [\w.&'’-]+){0,3}){0,4}\Z"
)
_AGENCY_WORD = re.compile(rf"(?<!\w){_AGENCY}(?!\w)")
_AGENCY_ALONE = re.compile(rf"\(?(?:via |\d{{4}} )?{_AGENCY}(?:[ /|,]+(?:via )?{_AGENCY})*\)?\.?\Z", re.I)
_NAME_AGENCY = re.compile(
    rf"(?:{NAME_WORD} ){{0,4}}{NAME_WORD}(?:,| via| \||/| for| for The|-) ?(?:AP|[\w ]*{_AGENCY}[\w ]*)\Z"
)
_RIGHT_SIGN = re.compile(r"^\(?(?:©|\(c\) )\s*(?!(?:19|20)\d\d)[^\d]{2,60}\Z", re.I)
_GALLERY = re.compile(r"\b(?:gallery|galleries|of the (?:day|week)|more)\b", re.I)
_MOST_CREDIT_WORDS = 16
_MOST_AFTER_DAY = 80
_OWNED = re.compile(r"\b(?:rights|reserved|inc\.?|ltd\.?|llc|corp|corporation|company|limited|media group)\b", re.I)


def is_credit(line: str) -> bool:
    """Whether the line says whose picture it is."""
    if len(line) > 120:
        return False
    if _CREDIT.match(line):
        return len(line.split()) <= _MOST_CREDIT_WORDS and not _GALLERY.search(line)
    if _AGENCY_ALONE.match(line) or _NAME_AGENCY.match(line):
        return True
    if ("/" in line or "|" in line) and _SLASHED.match(line):
        return bool(_AGENCY_WORD.search(line)) or _is_shouted_half(line)
    return bool(_RIGHT_SIGN.match(line)) and not _OWNED.search(line)


def _is_shouted_half(line: str) -> bool:
    """`EPA-EFE/A NAME`: a source in capitals before the slash, a name behind it."""
    first, _, second = line.partition("/")
    return first.isupper() and len(first) >= 3 and len(second.split()) >= 2 and second.replace("/", "").isupper()


_INNER_CREDIT = re.compile(
    rf"(?:\(|\b|\s\|\s*){_PICTURE}(?: (?:credit|by|courtesy of|courtesy))?"
    r"\s*(?::|by\b|\.\.\.|©)\s*\S[^()]{1,80}\)?\s*\Z",
    re.I,
)
_GLUED_CREDIT = re.compile(
    rf"\((?:[\w.'’&-]+[ /,|]+){{0,8}}{_AGENCY}(?!\w)[^()]{{0,30}}\)\.?\s*\Z"
    rf"|(?<=[.\w])Credit(?:\.\.\.|[A-Z:]).{{2,80}}\Z"
    rf"|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){{0,3}} ?[/|] ?(?:{_AGENCY}(?!\w)|[A-Z]\w+ (?:file|via)\b).{{0,30}}\Z"
    rf"|(?<=[.?!\w]) {_AGENCY}(?:/{_AGENCY})*\Z"
)
_CREDIT_KEYS = ("(", "/", "|", "redit", "hoto", "mage", "icture")
_YEAR_KEYS = ("19", "20", "/")
_LAST_WORDS = frozenset(name.split()[-1].casefold() for name in entries("agencies"))
_CAPTION_KEYS = [
    "left",
    "right",
    "pictured",
    "seen",
    "photo",
    "image",
    "picture",
    "shown",
    "row",
    "cent",
    "pose",
    "posing",
    "artist",
    "illustration",
    "map",
    "chart",
    "graphic",
    "handout",
    "video",
    "screenshot",
    "above",
    "below",
]
"""One of these stands in each line that the patterns find: to ask for them first is ten times as fast."""

_SIDE = r"(?:left|right|center|centre)"
_PHOTO = r"(?:photo(?:graph)?|picture|image)"
_CAPTION_WORDS = re.compile(
    rf"\b(?:second|third|far|front|back|top|bottom|upper|lower)[ -](?:from )?(?:{_SIDE}|row)\b"
    rf"|\bfrom (?:left|right)\b|\((?:{_SIDE}|l|r)\)|, (?:{_SIDE}|pictured|seen here|above|below),|\bpictured\b"
    r"|\b(?:is|are|was|were) (?:seen|pictured|shown|photographed)\b|\bseen (?:here|in|at|on|from|during)\b"
    rf"|\b(?:file|handout|undated|archive|courtesy|aerial|satellite|combination) {_PHOTO}s?\b"
    rf"|\bin this (?:\w+ ){{0,4}}(?:{_PHOTO}|handout|frame|file)\b"
    rf"|\b(?:{_PHOTO}|video|screenshot) (?:shows|taken|released|provided)\b|\b(?:poses?|posing) (?:for|with)\b"
    rf"|\bartist['’]s (?:illustration|concept|impression|rendering)\b|\b{_PHOTO}s?:"
    rf"|\b(?:illustration|map|chart|graphic|{_PHOTO}) (?:shows|showing|of)\b"
)
_PRESENT_TENSE = re.compile(rf"\b{alternation('caption_verbs')}\b")
_CAPTION_START = re.compile(
    r"^(?:(?:above|below|left|right|top|bottom|caption|figure|fig\.?|photo|image|picture|main image|pictured)"
    r"\s*[\d.]*\s*[:|–—]|\d+ ?of ?\d+[A-Z(])",
    re.I,
)
_HAS_YEAR = re.compile(r"(?:19|20)\d\d|\d/\d\d\b")


def caption_signs(line: str) -> int:
    """How strongly the wording is that of a picture's caption: 0 not at all, 3 surely."""
    if len(line) > 700:
        return 0
    signs = 0
    if _CAPTION_START.match(line):
        signs += 2
    tail = line[-140:]
    if (_has_any(_CREDIT_KEYS, tail) or _last_word(tail) in _LAST_WORDS) and _ends_in_credit(tail):
        signs += 2
    low = line[:MOST_CHARS].lower()
    if _has_any(_CAPTION_KEYS, low) and _CAPTION_WORDS.search(low):
        signs += 1
    if _has_any(_YEAR_KEYS, line) and _HAS_YEAR.search(line) and _tells_of_a_day(line):
        signs += 2
    return min(signs, 3)


def _has_any(keys: Iterable[str], text: str) -> bool:
    return next(filter(text.__contains__, keys), None) is not None


def _ends_in_credit(tail: str) -> bool:
    return bool(_INNER_CREDIT.search(tail) or _GLUED_CREDIT.search(tail))


def _tells_of_a_day(line: str) -> bool:
    """Whether it says in the present tense what happens on a day, which stands towards the end."""
    day = DATE.search(line)
    verb = _PRESENT_TENSE.search(line, 0, day.start()) if day else None
    return bool(day and verb) and len(line) - (day.end() if day else 0) < _MOST_AFTER_DAY


def _last_word(text: str) -> str:
    return text.rstrip(").").rpartition(" ")[2].rpartition("/")[2].casefold()
