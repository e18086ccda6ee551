"""Datelines: the place, day and agency before the dash of a story's first sentence.

Agencies have dozens of forms for it, and headlines, labels and the speakers of transcripts ("WATCH: …",
"UPDATE 1 - …", "SMITH: …") look much the same. So the form is read first, as loosely as agencies write,
and then what speaks for it is weighed: a place in capitals needs no more than a dash and a sentence after
it, one in small letters an agency, a day, or a state or country. An agency alone is none: it says neither
where nor when.
"""

from __future__ import annotations

import re
from functools import cache

from newsreader.ingest.dates import DAY_MONTH
from newsreader.ingest.lexicon import alternation, entries

_SAMPLE = 200
_LEAST_REST = 20
_LEAST_WORDS = 6
_LEAST_LETTERS = 5
_MOST_BARE_WORDS = 3
_MOST_ALONE = 80
_MOST_CHARS = 120
_SIGNS = ("—", "–", "―", "\u2012", "-", ":", "(", "/")
"""One of these stands in or behind each dateline: to ask for them first saves the long pattern its work."""

_UPPER = "A-ZÀ-ÖØ-Þ"
_AGENCY = rf"(?:{alternation('agencies')}|{alternation('wires')})"
_CAPS_WORD = rf"(?:(?:Mc|Mac|La|De|Le|Du|O|L|N|D)['’]?)?[{_UPPER}][{_UPPER}.'’-]+"
_LINK = (
    r"(?:(?:al|el|ad|ar|as|ash|at|an|ez|es|os)-|"
    r"(?:de|del|della|di|da|do|du|la|le|es|el|al|am|an der|sur|upon|in|of|on the)\s)?"
)
_CAPS_PLACE = rf"{_CAPS_WORD}(?:(?: | ?/ ?| (?:and|AND|&) |-){_LINK}{_CAPS_WORD}){{0,4}}"
_NAME_WORD = rf"(?:(?:al|el|ad|ar|as|ash|at)-)?[{_UPPER}][\w.'’-]+"
_NAME_PLACE = rf"{_NAME_WORD}(?:(?: | ?/ ?){_LINK}{_NAME_WORD}){{0,3}}"
_REGION = rf"(?:(?:[A-Z][A-Za-z]{{0,4}}\. ?){{1,3}}|[{_UPPER}][\w.'’-]+(?:[ -](?:and |of )?[{_UPPER}][\w.'’-]+){{0,3}})"
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?,? )"
_NUMBERS = r"(?:\d{1,2}[./]\d{1,2}[./](?:\d\d){1,2}|(?:19|20)\d\d-\d\d-\d\d)"
_ORDINAL = r"(?:\d{1,2}(?:st|nd|rd|th) [A-Z][a-z]{2,8}(?:,? (?:19|20)\d\d)?)"
_DAY = rf"(?:{_WEEKDAY}?(?i:{DAY_MONTH})|{_ORDINAL}|{_NUMBERS})"
_BRACKETED = r"(?:\(\s*(?P<source>[^()]{2,60})\)|/\s?(?P<slashed>[A-Z][\w -]{1,30}?)\s?/)"
_DASH = r"(?:\.?\s*(?:—|–|―|\u2012|--+)\s*|\s+-\s+|\.?-\s+)"
_DATELINE = re.compile(
    rf"(?P<whole>(?:\((?P<before>{_AGENCY})\)\s*[-–—]\s*)?"
    rf"(?:(?=[\d(]|{_DAY})|(?P<caps>{_CAPS_PLACE})|(?P<name>{_NAME_PLACE}))(?: \[(?P<square>[\w ]{{2,40}})\])?"
    rf"(?:,? ?(?P<region>(?<=, ){_REGION}|(?<= )D\.?C\.?|(?<=,){_REGION}))??"
    rf"(?:(?:[,.]? ?|^)(?P<day>{_DAY}|\({_DAY}\)|\d{{1,2}}(?= \()))?\.?"
    rf"(?:,? (?P<comma>{_AGENCY}))?"
    rf"(?:(?: ?|\.\s|--){_BRACKETED})?(?:\s(?P<late>{_DAY})(?:\s/)?)?)"
    rf"(?P<dash>\.?{_DASH}|\.?:\s+|\.\s+|\s*(?=[{_UPPER}“\"]))"
)
_IN_BRACKETS = re.compile(rf"(?P<whole>\((?P<place>{_NAME_PLACE})(?:, ?(?P<day>{_DAY}))?\))(?P<dash>{_DASH})")
_HAS_AGENCY = re.compile(rf"(?<!\w){_AGENCY}(?!\w)")
_OF_NEWS = re.compile(r"\b(?:News|Newswire|Wire|Agency|Agence|Times|Post|Press|Presse|Foundation|Service|NEWS|WIRE)\b")
_CLOSED = re.compile(r"[.!?…”\"’)]\s*\Z")
_WORD = re.compile(r"\w+")
_BETWEEN_CITIES = re.compile(r" ?/ ?| (?:and|AND) ")


@cache
def _names(name: str) -> frozenset[str]:
    return frozenset(map(_key, entries(name)))


def _is_one_of(name: str, words: str) -> bool:
    return _key(words) in _names(name)


def _key(words: str) -> str:
    return " ".join(words.replace(".", " ").casefold().split())


def find_dateline(line: str) -> str | None:
    """What stands before the dash at the start of a story's first sentence: `GENEVA (Reuters)`."""
    sample = line[:_SAMPLE].lstrip("* \t")
    if not sample or not (sample[0].isupper() or sample[0] in "(" or sample[0].isdecimal()):
        return None
    if not any(map(sample[:_MOST_CHARS].__contains__, _SIGNS)):
        return None
    bracketed = _IN_BRACKETS.match(sample)
    if bracketed and (bracketed["day"] or _is_city(bracketed["place"])):
        return bracketed["whole"] if _is_told(sample, line, bracketed.end()) else None
    found = _DATELINE.match(sample)
    if not found or len(line) < found.end() + _LEAST_REST:
        return None
    return _whole(found) if _speaks_for_itself(found, sample, line) else None


def _whole(found: re.Match[str]) -> str:
    """The dateline without the stop behind it; one that belongs to a short form ("N.Y.") stays."""
    whole = found["whole"].rstrip()
    inside = max(found.end(group) for group in ("caps", "name", "region", "day", "comma"))
    return whole if inside >= found.start() + len(whole) else whole.rstrip(" .")


def is_dateline(line: str) -> bool:
    """Whether the line is a dateline and nothing else: a place with an agency or a day."""
    if len(line) > _MOST_ALONE or not line[:1].isupper() or not any(map(line.__contains__, "(,")):
        return False
    found = _DATELINE.match(line.rstrip(" -–—.:") + " – X")
    if not found or not found["dash"].strip() or line[found.end("whole") :].strip(" -–—.:"):
        return False
    if _is_label(found) or not (found["day"] or _says_who(found)):
        return False
    return bool(found["caps"]) or (found["name"] is not None and (_are_cities(found["name"]) or _has_region(found)))


def _speaks_for_itself(found: re.Match[str], sample: str, line: str) -> bool:
    """Whether what was read as a dateline is one."""
    dash, place = found["dash"].strip(), found["caps"] or found["name"]
    if _is_label(found):
        return False
    evidence = _evidence(found)
    if not place:
        return evidence > 0 and found["day"] is not None and found["source"] is not None and bool(dash)
    if not dash or dash == ".":
        return _says_who(found) and not (found["name"] and not found["day"] and not _is_city(place))
    if dash.endswith(":") and not (found["caps"] and _is_city(place)) and not evidence:
        return False
    rest = sample[found.end() :]
    if evidence:
        return not rest[:1].islower() or _says_who(found)
    return _is_told(sample, line, found.end()) and _stands_bare(found, line)


def _stands_bare(found: re.Match[str], line: str) -> bool:
    """Whether a place with nothing beside it is one that may stand so."""
    place = found["caps"] or found["name"]
    if found["region"] or found["source"] or found["square"] or found["slashed"]:
        return False
    if found["name"]:
        return False
    if _are_cities(place):
        return True
    words = place.split()
    if len(words) > _MOST_BARE_WORDS or max(map(len, words)) < _LEAST_LETTERS:
        return False
    if len(words) > 1 and not (_is_one_of("place_starts", words[0]) or _is_one_of("place_ends", words[-1])):
        return False
    return _is_sentence(line, found.end())


def _evidence(found: re.Match[str]) -> int:
    """How many other parts speak for it: a day, an agency, a state or country behind the place."""
    return (found["day"] is not None or found["late"] is not None) + _says_who(found) + _has_region(found)


def _says_who(found: re.Match[str]) -> bool:
    """Whether an agency is named: a known one, or letters and words as agencies and papers have them."""
    if found["before"] or found["comma"] or found["slashed"]:
        return True
    source = found["source"]
    if source is None:
        return False
    if _HAS_AGENCY.search(source) or _OF_NEWS.search(source):
        return True
    return bool(found["caps"]) and found["region"] is None and _is_city(found["caps"]) and source[0].isupper()


def _is_label(found: re.Match[str]) -> bool:
    """Whether the words are no place: a label, a day, the short form of what the brackets spell out."""
    place = found["caps"] or found["name"]
    if not place or _is_city(place) or _has_region(found):
        return False
    words = _key(place).split()
    labels = _names("no_places")
    agency = _says_who(found)
    if words[0] in labels or (words[-1] in labels and not agency) or _key(place) in labels:
        return True
    if any(part.casefold() in _names("agencies") for part in place.split("/")):
        return True
    if len(words) > 1 and words[0] in _names("given_names") and not agency:
        return True
    initials = "".join(word[0] for word in _WORD.findall(found["source"] or "") if word[0].isupper())
    return len(initials) > 1 and place.replace(".", "") in (initials, initials[1:])


def _is_told(sample: str, line: str, end: int) -> bool:
    """Whether what follows begins as a sentence does, and is no heading."""
    rest = sample[end:]
    return len(line) >= end + _LEAST_REST and not rest[:1].islower() and not rest.isupper()


def _is_sentence(line: str, end: int) -> bool:
    return line.count(" ", end) >= _LEAST_WORDS - 1 and (len(line) > _SAMPLE or _CLOSED.search(line) is not None)


def _are_cities(place: str) -> bool:
    return all(map(_is_city, _BETWEEN_CITIES.split(place)))


def _has_region(found: re.Match[str]) -> bool:
    """Whether a state, province or country stands behind the place."""
    return found["region"] is not None and _is_region(found["region"])


def _is_city(words: str) -> bool:
    return _is_one_of("cities", words)


def _is_region(words: str) -> bool:
    return _is_one_of("regions", words)
