"""Datelines: the place, day and agency before the dash of a story's first sentence.

Agencies have a dozen forms for it, and headlines and labels ("WATCH: …", "UPDATE 1 - …") look much the
same. So a place in capitals needs a dash, one in small letters an agency, a day or a state as well.
"""

from __future__ import annotations

import re

from newsreader.ingest.dates import DAY_MONTH
from newsreader.ingest.lexicon import alternation, entries

_AGENCY = alternation("agencies")
_PLACE_WORD = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’-]+"
_CAPS_PLACE = rf"{_PLACE_WORD}(?:[ /]{{1,3}}{_PLACE_WORD}){{0,4}}"
_WORD_PLACE = r"[A-ZÀ-ÖØ-Þ][\w.'’-]+(?:[ /][A-ZÀ-ÖØ-Þ][\w.'’-]+){0,3}"
_REGION = r"(?:, ?(?:(?:[A-Z][a-z]{0,4}\.){1,3}|[A-ZÀ-ÖØ-Þ][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}))"
_STATE = r"(?:, ?(?:(?:[A-Z][a-z]{0,4}\. ?){1,3}|[A-Z]{2}))"
_SOURCE = rf"\(\s*(?:{_AGENCY}|[A-Z][\w.&'’/-]*(?: [A-Z][\w.&'’/-]*){{0,3}})\s*\)"
_DASH = r"(?:\.?\s*(?:—|–|―|--+|\u2012)\s*|\s+-\s+|\.?-(?=\s)\s*)"
_DAY = re.compile(DAY_MONTH)
_DATELINE = re.compile(
    rf"(?P<whole>"
    rf"(?P<caps>{_CAPS_PLACE}){_REGION}?(?:, ?(?:{DAY_MONTH}\.?|\d{{1,2}}(?= \()))?(?: ?{_SOURCE})?"
    rf"|{_WORD_PLACE}{_REGION}?(?:, ?{DAY_MONTH}\.?)? ?\(\s*{_AGENCY}\s*\)"
    rf"|{_WORD_PLACE}{_REGION}?, ?{DAY_MONTH}"
    rf"|{_WORD_PLACE}{_STATE}"
    rf"|(?:{DAY_MONTH} )?\(\s*{_AGENCY}\s*\)"
    rf")(?P<dash>{_DASH}|:\s+|\s*\.?\s*/[A-Z][\w-]+/\.?\s*{_DASH}?|\s+(?=[A-Z][a-z]))"
)
_NO_PLACES = frozenset(entries("no_places"))
_EVIDENCE_FREE = 3
_LEAST_REST = 20


def find_dateline(line: str) -> str | None:
    """What stands before the dash at the start of a story's first sentence: `GENEVA (Reuters)`."""
    sample = line[:160].lstrip("* \t")
    found = _DATELINE.match(sample)
    if not found or len(line) < found.end() + _LEAST_REST:
        return None
    whole, dash = found["whole"].strip(), found["dash"]
    evidence = "(" in whole or "/" in dash or _DAY.search(whole) is not None
    if not dash.strip() and "(" not in whole:
        return None
    if dash.startswith(":") and (not found["caps"] and "(" not in whole):
        return None
    if found["caps"] and _is_no_place(found["caps"], evidence):
        return None
    return _with_slashed_source(whole, dash)


def _is_no_place(words: str, evidence: bool) -> bool:
    """Whether words in capitals are no place: a label, or an abbreviation with nothing else that speaks for one."""
    first = words.split(" ")[0]
    return words in _NO_PLACES or first in _NO_PLACES or (len(words) < _EVIDENCE_FREE and not evidence)


def _with_slashed_source(whole: str, dash: str) -> str:
    """`MOSCOW, January 12. /TASS/`: the source between slashes is part of it."""
    source = re.search(r"/[A-Z][\w-]+/", dash)
    return f"{whole} {source.group()}" if source else whole


_DATELINE_ALONE = re.compile(
    rf"(?:{_CAPS_PLACE}{_REGION}?(?:,? {DAY_MONTH})? ?{_SOURCE}"
    rf"|{_CAPS_PLACE}{_REGION}?, {DAY_MONTH}"
    rf"|{_WORD_PLACE}{_REGION}?(?:, {DAY_MONTH})? ?\({_AGENCY}\))\s*(?:—|–|--?)?\Z"
)


def is_dateline(line: str) -> bool:
    """Whether the line is a dateline and nothing else."""
    return len(line) <= 80 and bool(_DATELINE_ALONE.match(line))
