"""The search line: words typed by a person, to a query, and back.

    harbour "cease fire" -sport by:Salame about:"El Alam" is:unread after:2w has:quotes

All parts hold at once. A quotation mark that is not closed goes on to the end, since the line is read
while it is typed. What cannot be meant is an error in one sentence that says what would be right.

A day is the reader's own: an article with a time belongs to the day that it is in the reader's zone. One
of which the outlet states the day alone belongs to that day wherever it is read. `after:` takes the day
in, `before:` leaves it out, so that the two together divide all articles.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from difflib import get_close_matches

from newsreader.errors import UsageError
from newsreader.model.query import Edge, Query, State, Term, Where
from newsreader.text.safe import fold, one_line

MOST_CHARS = 1_000
"""Characters of a search line."""

MOST_TERMS = 64
"""Words, phrases and fields of one."""

WORD_FIELDS = {where.value: where for where in Where if where is not Where.TEXT}
"""The fields that take words, by name."""

FIELDS = (*WORD_FIELDS, "is", "has", "after", "before")
"""All fields."""

_PIECE = re.compile(
    r'(?P<minus>-?)(?:(?P<field>[^\W\d_]+):(?!//))?(?:"(?P<quoted>[^"]*)(?:"|\Z)|(?P<bare>\S*))', re.UNICODE
)
_AGO = re.compile(r"(\d{1,4})([dwmy])")
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_DATES_ARE = "a date is 2020, 2020-03, 2020-03-01, today, yesterday, or 3d, 2w, 1m, 1y for that long ago"


@dataclass(frozen=True, slots=True)
class _Piece:
    """One part of a search line."""

    field: str | None
    """The name before the colon, as typed."""

    value: str
    """What is asked for, spaces folded."""

    phrase: bool
    """Whether it stands in quotation marks."""

    negated: bool
    """Whether a minus stands before it."""


def parse_query(line: str, now: datetime, zone: tzinfo | None = None) -> Query:
    """The query that a search line asks for, at that moment, for a reader in that zone; None: that of this machine.

    Raises UsageError, in one sentence, for what cannot be meant.
    """
    if len(line) > MOST_CHARS:
        raise UsageError(f"a search line has at most {MOST_CHARS:,} characters")
    today = now.astimezone(zone).date()
    query, sign = Query(), None
    for number, piece in enumerate(_pieces(line)):
        if number >= MOST_TERMS:
            raise UsageError(f"a search line has at most {MOST_TERMS} parts")
        if piece.field is None and not _has_word(piece.value):
            sign = piece.value  # the dash or ampersand between words that were copied
            continue
        query = _with(query, piece, today, zone)
    if sign is not None and query.is_empty():
        raise _no_word(sign)
    return query


def _has_word(value: str) -> bool:
    return any(each.isalnum() for each in value)


def _no_word(value: str) -> UsageError:
    return UsageError(f"{one_line(value, 40)!r} has no letter and no digit to look for")


def _pieces(line: str) -> Iterator[_Piece]:
    at = 0
    folded = fold(line)
    while at < len(folded):
        found = _PIECE.match(folded, at)
        if found is None or found.end() == at:
            at += 1
            continue
        at = found.end()
        quoted, bare = found["quoted"], found["bare"]
        value = fold(bare if quoted is None else quoted)
        if value or found["field"]:
            yield _Piece(found["field"], value, quoted is not None, bool(found["minus"]))
        elif found["minus"] and quoted is None:
            raise UsageError("a minus stands right before the word that is not wanted: -word")


def _with(query: Query, piece: _Piece, today: date, zone: tzinfo | None) -> Query:
    """The query with one more part."""
    name = piece.field.casefold() if piece.field is not None else None
    if name is None or (name not in FIELDS and not piece.value):
        return _with_term(query, replace(piece, value=piece.value or piece.field or ""), Where.TEXT)
    if name not in FIELDS:
        raise UsageError(f"there is no field {one_line(name, 40)!r}: {_nearest(name, FIELDS)}")
    if not piece.value:
        raise UsageError(f"{name}: stands there with nothing behind it: {_example(name)}")
    if name in WORD_FIELDS:
        return _with_term(query, piece, WORD_FIELDS[name])
    if name == "is":
        return _with_state(query, piece)
    if name == "has":
        return _with_quotes(query, piece)
    return _with_edge(query, _edge(piece.value, today, zone), later=(name == "after") is not piece.negated)


def _with_term(query: Query, piece: _Piece, where: Where) -> Query:
    if not _has_word(piece.value):
        raise _no_word(piece.value)
    return replace(query, terms=(*query.terms, Term(piece.value, where, piece.phrase, piece.negated)))


def _with_state(query: Query, piece: _Piece) -> Query:
    try:
        state = State(piece.value.casefold())
    except ValueError:
        known = [state.value for state in State]
        raise UsageError(f"nothing is {one_line(piece.value, 40)!r}: {_nearest(piece.value, known, 'is:')}") from None
    asked = (state, not piece.negated)
    return query if asked in query.states else replace(query, states=(*query.states, asked))


def _with_quotes(query: Query, piece: _Piece) -> Query:
    if piece.value.casefold() not in ("quotes", "quote"):
        raise UsageError(f"has: is followed by quotes, not by {one_line(piece.value, 40)!r}")
    return replace(query, has_quotes=not piece.negated)


def _with_edge(query: Query, edge: Edge, *, later: bool) -> Query:
    """The query with a boundary; of two on one side the tighter one holds."""
    if later:
        known = query.after
        return replace(query, after=edge if known is None or edge.day > known.day else known)
    known = query.before
    return replace(query, before=edge if known is None or edge.day < known.day else known)


def _nearest(name: str, known: tuple[str, ...] | list[str], before: str = "") -> str:
    close = get_close_matches(name.casefold(), known, n=1, cutoff=0.5)
    after = "" if before else ":"
    if close:
        return f"did you mean {before}{close[0]}{after}?"
    return f"there are {', '.join(f'{before}{each}{after}' for each in known)}"


def _example(name: str) -> str:
    if name in ("after", "before"):
        return _DATES_ARE
    return {"is": "is:unread", "has": "has:quotes"}.get(name, f'{name}:WORD or {name}:"SEVERAL WORDS"')


# ------------------------------------------------------------------ days


def _edge(words: str, today: date, zone: tzinfo | None) -> Edge:
    try:
        day = _day(words.casefold(), today)
        return Edge(_midnight(day, zone), day)
    except (ValueError, OverflowError):
        raise UsageError(f"{one_line(words, 40)!r} is no date: {_DATES_ARE}") from None


def _midnight(day: date, zone: tzinfo | None) -> datetime:
    """When a day begins in a zone, in UTC; where a clock is put forward at midnight, that moment."""
    return datetime.combine(day, time(), zone).astimezone(UTC)  # without a zone it is this machine's


def _day(words: str, today: date) -> date:
    """The day that is meant; raises ValueError or OverflowError where none is."""
    if words in ("today", "yesterday"):
        return today - timedelta(days=int(words == "yesterday"))
    ago = _AGO.fullmatch(words)
    if ago:
        return _ago(int(ago[1]), ago[2], today)
    stated = _DATE.fullmatch(words)
    if not stated:
        raise ValueError(words)
    year, month, day = (int(part) if part else 1 for part in stated.groups())
    return date(year, month, day)


def _ago(count: int, unit: str, today: date) -> date:
    if unit in "dw":
        return today - timedelta(days=count * (7 if unit == "w" else 1))
    months = today.year * 12 + today.month - 1 - count * (12 if unit == "y" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


# ------------------------------------------------------------------ and back


def to_line(query: Query) -> str:
    """The search line that asks for a query."""
    parts = [_term_line(term) for term in query.terms]
    parts += [f"{'' if wanted else '-'}is:{state.value}" for state, wanted in query.states]
    if query.has_quotes is not None:
        parts.append("has:quotes" if query.has_quotes else "-has:quotes")
    if query.after is not None:
        parts.append(f"after:{query.after.day.isoformat()}")
    if query.before is not None:
        parts.append(f"before:{query.before.day.isoformat()}")
    return " ".join(parts)


def _term_line(term: Term) -> str:
    minus = "-" if term.negated else ""
    field = "" if term.where is Where.TEXT else f"{term.where.value}:"
    words = term.words
    if term.phrase or " " in words or (not field and _needs_quotes(words)):
        words = f'"{words.replace(chr(34), "")}"'
    return f"{minus}{field}{words}"


def _needs_quotes(word: str) -> bool:
    """Whether a word by itself would be read as something else."""
    found = _PIECE.fullmatch(word)
    return found is None or bool(found["minus"] or found["field"]) or found["quoted"] is not None
