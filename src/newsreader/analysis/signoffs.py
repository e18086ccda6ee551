"""Where a paragraph ends in a sign-off, or begins with a dateline: who wrote it where, which agencies it draws on.

`tj/cmk (AFP, dpa)`, `Author: A. Writer Editor: B. Other`, `(Reporting by A. Writer; editing by B. Other)`;
`SELMARK, Ferrow (ISPA), March 12 —`. Those who are named there are no part of the story, and the model takes them
for it.
"""

from __future__ import annotations

import re

from newsreader.analysis import lexicon
from newsreader.model.article import ActorType

REACH = 240
"""How far from its end a paragraph is searched for a sign-off, in folded characters."""

_WRITERS = re.compile(
    r"\(?\b(?:Author|Authors|Editor|Editors|Reporter|Translation|Interviewer|Reporting|Editing|Writing|Compiled|Edited|"
    r"Translated|Written|Additional reporting|Interview)(?: conducted)?(?::| by) ?(?:[A-Z][^.!?:\"”]{2,70}\.?)\)?$"
)
_BRACKET = re.compile(r"\(([^()]{2,60})\)$")
_CHAIN = re.compile(r"(?<![\w./])(?:[\w.]{1,12}/){1,6}[\w.]{1,12}$")
_BARE = re.compile(r"(?<=[.!?\"”’] )[A-Z][A-Za-z]{1,7}(?:, [A-Z][A-Za-z]{1,7}){1,4}$")
_DATELINE = re.compile(
    r"[A-Z][A-Z.'’/-]+(?: [A-Z][A-Z.'’/-]+){0,3}(?:, [A-Z][\w.]{1,20}(?: [A-Z][\w.]{1,20})?)?"
    r"(?: \([^()]{2,40}\))?(?:,? [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?(?: \([^()]{2,40}\))? ?(?:--|[—–]|- )"
)
_PARTS = re.compile(r"[,/;&]| and | with ")
_SHORT = re.compile(r"[a-z]{2,4}")
_ENDS = re.compile(r"[.!?:…\"”’'»)\]*]$")


def signoff_start(text: str) -> int:
    """Where the sign-off of a paragraph begins, in characters of its folded text; its length where it has none."""
    end = len(text.rstrip())
    limit = max(0, end - REACH)
    while end > limit:
        begin = _piece(text[limit:end])
        if begin is None:
            break
        end = len(text[: limit + begin].rstrip())
    before = text[:end].rstrip()
    return end if not before or _ENDS.search(before) else len(text)


def dateline_end(text: str) -> int:
    """One past the dateline, with an agency or a date in it, that a paragraph begins with; 0 where there is none."""
    found = _DATELINE.match(text)
    return found.end() if found is not None and re.search(r"[(\d]", found.group()) else 0


def _piece(tail: str) -> int | None:
    """Where the last piece of a sign-off in a stretch begins; None where it ends in none."""
    found = _WRITERS.search(tail)
    if found is not None:
        return found.start()
    for pattern in (_BRACKET, _CHAIN, _BARE):
        found = pattern.search(tail)
        if found is not None and _is_list(found.group(found.lastindex or 0)):
            return found.start()
    return None


def _is_list(text: str) -> bool:
    """Whether it lists but agencies, papers and the short signs of writers: an agency among them, or two signs."""
    parts = [part.strip() for part in _PARTS.split(text) if part.strip()]
    known = lexicon.known_names()
    outlets = [part in known and known[part].type is ActorType.OUTLET for part in parts]
    signs = [bool(_SHORT.fullmatch(part)) for part in parts]
    initials = [part.isupper() and len(part) < 5 for part in parts]
    every = all(any(told) for told in zip(outlets, signs, initials, strict=True))
    return every and (any(outlets) or (sum(signs) == len(parts) and len(parts) > 1))
