"""Who stands in a photo credit: outside the story, and never a speaker.

`EPA-EFE/MARTIAL TREZZINI`, `Photo: John Doe / Reuters`: short lines that a language model cannot read, and need not.
"""

from __future__ import annotations

import re
from functools import cache

from newsreader.analysis import lexicon
from newsreader.analysis.entities import Cast
from newsreader.model.article import ActorType
from newsreader.model.document import BlockKind, Document
from newsreader.model.spans import Span
from newsreader.text.safe import fold

MOST_CREDIT = 200
"""A longer line is no credit, in code points."""

_PIECES = re.compile(r"[^/|,;:()©]+")
_PERSON = re.compile(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,3}")
_NOT_PERSONS = re.compile(
    r"\b(?:photo|photos|image|images|picture|pictures|file|credit|courtesy|via|by|handout|pool|screenshot|video|"
    r"copyright|reserved|rights|source|agency|press|news|media|archive|wikimedia|commons)\b",
    re.IGNORECASE,
)


def add_credits(document: Document, cast: Cast) -> None:
    """Add those that the credits name to the actors, as standing outside the story."""
    outlets = _outlets()
    seen: dict[str, int] = {}
    for block in document.blocks:
        if block.kind is not BlockKind.CREDIT or len(block.span) > MOST_CREDIT:
            continue
        for piece in _PIECES.finditer(document.text, block.span.start, block.span.end):
            span = _stripped(document.text, piece.start(), piece.end())
            text = fold(span.of(document.text))
            kind = ActorType.OUTLET if text.casefold() in outlets else ActorType.PERSON
            if kind is ActorType.PERSON and not _is_person(text):
                continue
            _add(cast, seen, kind, text, span)


@cache
def _outlets() -> frozenset[str]:
    """The known outlets, whatever letters they are written in."""
    known = lexicon.known_names().items()
    return frozenset(name.casefold() for name, entry in known if entry.type is ActorType.OUTLET)


def _add(cast: Cast, seen: dict[str, int], kind: ActorType, text: str, span: Span) -> None:
    key = text.casefold()
    if key not in seen:
        entity = cast.add(kind, text)
        entity.outside = True
        seen[key] = entity.key
    cast.entities[seen[key]].spans.append(span)


def _is_person(text: str) -> bool:
    written = all(part[0].isupper() for part in text.split())
    return bool(_PERSON.fullmatch(text)) and written and not _NOT_PERSONS.search(text)


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end - 1 and text[start].isspace():
        start += 1
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
