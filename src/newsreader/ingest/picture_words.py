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
_TOKEN = re.compile(r"\w+")
_AGENCY_TOKENS = frozenset(token for name in entries("agencies") for token in _TOKEN.findall(name.casefold()))
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
    if _names_agency(line) and (_AGENCY_ALONE.match(line) or _NAME_AGENCY.match(line)):
        return True
    if ("/" in line or "|" in line) and _SLASHED.match(line):
        return bool(_AGENCY_WORD.search(line)) or _is_shouted_half(line)
    return bool(_RIGHT_SIGN.match(line)) and not _OWNED.search(line)


def is_agency(line: str) -> bool:
    """Whether the line is the name of an agency and nothing else."""
    return _names_agency(line) and _AGENCY_ALONE.match(line) is not None


def _names_agency(line: str) -> bool:
    """Whether a word of it is one of an agency's: to ask this first saves the long patterns their work."""
    return not _AGENCY_TOKENS.isdisjoint(_TOKEN.findall(line.casefold()))


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
_GLUE = ("(", "/", "|")
_PICTURE_KEYS = ("redit", "hoto", "mage", "icture", "pic", "Pic", "llustration", "raphic", "rtwork", "creenshot")
_CREDIT_SIGNS = (":", "by", "..", "©")
_DAY_REACH = 120
_YEAR_KEYS = ("19", "20", "/")
_LAST_WORDS = frozenset(name.split()[-1].casefold() for name in entries("agencies"))
_SIDE = r"(?:left|right|center|centre)"
_PHOTO = r"(?:photo(?:graph)?|picture|image)"
_SIDES = (
    rf"\b(?:second|third|far|front|back|top|bottom|upper|lower)[ -](?:from )?(?:{_SIDE}|row)\b"
    rf"|\bfrom (?:left|right)\b|\((?:{_SIDE}|l|r)\)|, {_SIDE},"
)
_PHOTO_WORDS = (
    rf"\b(?:file|handout|undated|archive|courtesy|aerial|satellite|combination) {_PHOTO}s?\b"
    rf"|\bin this (?:\w+ ){{0,4}}(?:{_PHOTO}|handout|frame|file)\b"
    rf"|\b{_PHOTO} (?:shows|showing|of|taken|released|provided)\b|\b{_PHOTO}s?:"
)
_CAPTION_WORDS = {
    "left": re.compile(_SIDES),
    "right": re.compile(_SIDES),
    "cent": re.compile(_SIDES),
    " row": re.compile(_SIDES),
    "(l)": re.compile(_SIDES),
    "(r)": re.compile(_SIDES),
    ", above,": re.compile(", above,"),
    ", below,": re.compile(", below,"),
    "pictured": re.compile(r"\bpictured\b"),
    "seen ": re.compile(r"\b(?:is|are|was|were) seen\b|\bseen (?:here|in|at|on|from|during)\b"),
    "shown": re.compile(r"\b(?:is|are|was|were) shown\b"),
    "photo": re.compile(rf"{_PHOTO_WORDS}|\b(?:is|are|was|were) photographed\b"),
    "image": re.compile(_PHOTO_WORDS),
    "picture ": re.compile(_PHOTO_WORDS),
    "in this ": re.compile(r"\bin this (?:\w+ ){0,4}(?:handout|frame|file)\b"),
    "video ": re.compile(r"\bvideo (?:shows|taken|released|provided)\b"),
    "screenshot ": re.compile(r"\bscreenshot (?:shows|taken|released|provided)\b"),
    "pose": re.compile(r"\bposes? (?:for|with)\b"),
    "posing ": re.compile(r"\bposing (?:for|with)\b"),
    "artist": re.compile(r"\bartist['’]s (?:illustration|concept|impression|rendering)\b"),
    "illustration ": re.compile(r"\billustration (?:shows|showing|of)\b"),
    "map ": re.compile(r"\bmap (?:shows|showing|of)\b"),
    "chart ": re.compile(r"\bchart (?:shows|showing|of)\b"),
    "graphic ": re.compile(r"\bgraphic (?:shows|showing|of)\b"),
}
_CAPTION_TOKENS = frozenset(
    f"{before}{key.strip(' (),')}{after}"
    for key in (*_CAPTION_WORDS, "center", "centre", "poses", "photos", "photograph", "images", "photographed", "this")
    for before in ("", "(")
    for after in ("", ",", ".", ")", "),", ").", ":", ";")
)
"""The wording of captions, and before each what must be there: to ask for that first is ten times as fast."""
_PRESENT_TENSE = re.compile(rf"\b{alternation('caption_verbs')}\b")
_CAPTION_START = re.compile(
    r"^(?:(?:above|below|left|right|top|bottom|caption|figure|fig\.?|photo|image|picture|main image|pictured)"
    r"\s*[\d.]*\s*[:|–—]|\d+ ?of ?\d+[A-Z(])",
    re.I,
)


def caption_signs(line: str) -> int:
    """How strongly the wording is that of a picture's caption: 0 not at all, 3 surely."""
    if len(line) > 700:
        return 0
    signs = 0
    if _CAPTION_START.match(line):
        signs += 2
    if _ends_in_credit(line[-140:]):
        signs += 2
    if _speaks_of_a_picture(line[:MOST_CHARS].lower()):
        signs += 1
    if _has_any(_YEAR_KEYS, line[-_DAY_REACH:]) and _tells_of_a_day(line):
        signs += 2
    return min(signs, 3)


def _speaks_of_a_picture(low: str) -> bool:
    if _CAPTION_TOKENS.isdisjoint(low.split()):
        return False
    return any(_CAPTION_WORDS[key].search(low) for key in filter(low.__contains__, _CAPTION_WORDS))


def _has_any(keys: Iterable[str], text: str) -> bool:
    return any(map(text.__contains__, keys))


def _ends_in_credit(tail: str) -> bool:
    if _has_any(_CREDIT_SIGNS, tail) and _has_any(_PICTURE_KEYS, tail) and _INNER_CREDIT.search(tail):
        return True
    agency = (_has_any(_GLUE, tail) or _last_word(tail) in _LAST_WORDS) and _names_agency(tail)
    return (agency or "Credit" in tail or "file" in tail) and _GLUED_CREDIT.search(tail) is not None


def _tells_of_a_day(line: str) -> bool:
    """Whether it says in the present tense what happens on a day, which stands towards the end."""
    offset = max(0, len(line) - _DAY_REACH)
    day = DATE.search(line, offset)
    return bool(day and _PRESENT_TENSE.search(line, 0, day.start()) and len(line) - day.end() < _MOST_AFTER_DAY)


def _last_word(text: str) -> str:
    return text.rstrip(").").rpartition(" ")[2].rpartition("/")[2].casefold()
