"""Quotation marks: which stretches of the text stand between them. Typography alone, no language model.

A straight mark does not say whether it opens or closes, a closing single mark is also an apostrophe, one
mark of a pair may be missing, and a quotation of several paragraphs repeats its opening mark before each
and closes but once. So each mark is read from what stands beside it; a mark without a partner costs its own
quotation and no other; and a paragraph that stays open joins the next one only where that opens again.

Positions are those of a passage's folded text. The work is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

_MARK = re.compile("[\"“”„«»‹›‘’‚']")
_OPENS_AFTER = frozenset(" ([{—–-―/…:,\"“”„«‹‘'")
_CLOSES_BEFORE = frozenset(" )]}—–-―/….,;:!?\"”»›’'")
_STOPS = frozenset(".,;:!?…—–-")
_ELISIONS = re.compile(r"(?:\d0s|tis\b|twas\b|em\b|til\b|cause\b|n\b|bout\b|round\b|\d\d\b)", re.IGNORECASE)

LEAST_SINGLE_WORDS = 2
"""Single marks round fewer words are taken for apostrophes or emphasis."""


class MarkKind(StrEnum):
    """Marks that can be partners."""

    DOUBLE = "double"
    SINGLE = "single"
    GUILLEMET = "guillemet"


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between two marks in one passage."""

    passage: int
    """The number of the passage."""

    start: int
    """The first character after the opening mark."""

    end: int
    """One past the last character before the closing mark, or the passage's end where there is none."""

    kind: MarkKind
    """The kind of marks."""

    closed: bool = True
    """False where the passage ends before the mark closes."""

    continues: bool = False
    """Whether it goes on with the quotation that the passage before left open."""


@dataclass(frozen=True, slots=True)
class _Mark:
    at: int
    kind: MarkKind
    opens: bool
    closes: bool


def find_quotations(texts: Sequence[str]) -> list[Quotation]:
    """The quotations of some paragraphs, in order, none inside another."""
    found: list[Quotation] = []
    for number, text in enumerate(texts):
        before = found[-1] if found else None
        left_open = before is not None and not before.closed and before.passage == number - 1
        here = list(_in_passage(text, number))
        if left_open and before is not None:
            here = _join(before, here, text)
        found.extend(here)
    return [quotation for quotation in _settle(found, texts) if quotation.start < quotation.end]


def _join(before: Quotation, here: list[Quotation], text: str) -> list[Quotation]:
    """Let the first quotation of a passage go on with the one that was left open.

    It does where it opens at once, as papers repeat the mark; or where the first mark closes, as others do not.
    """
    first = next((mark for mark in _marks(text) if mark.kind is before.kind), None)
    if first is not None and first.closes and not (here and here[0].start <= first.at):
        return [Quotation(before.passage + 1, 0, first.at, before.kind, continues=True), *here]
    if here and here[0].kind == before.kind and not text[: here[0].start - 1].strip():
        here[0] = replace(here[0], continues=True)
    return here


def _settle(found: list[Quotation], texts: Sequence[str]) -> Iterator[Quotation]:
    """Drop what stays open without going on, unless it fills its passage from a clear beginning."""
    for number, quotation in enumerate(found):
        goes_on = number + 1 < len(found) and found[number + 1].continues
        if quotation.closed or goes_on or quotation.continues or _begins_clearly(quotation, texts):
            yield quotation


def _begins_clearly(quotation: Quotation, texts: Sequence[str]) -> bool:
    if quotation.kind is MarkKind.SINGLE:
        return False
    before = texts[quotation.passage][: quotation.start - 1].rstrip()
    return not before or before[-1] in ",:"


def _in_passage(text: str, number: int) -> Iterator[Quotation]:
    """The outermost quotations of one passage; what lies inside one that never closes is looked at again."""
    marks = list(_marks(text))
    dead: set[MarkKind] = set()
    begin = 0
    while begin < len(marks):
        found, unclosed = _pair(marks, begin, number, dead)
        yield from found
        if unclosed is None:
            return
        mark = marks[unclosed]
        inside = any(other.kind is not mark.kind and other.opens for other in marks[unclosed + 1 :])
        if not inside:
            yield Quotation(number, mark.at + 1, len(text), mark.kind, closed=False)
            return
        dead.add(mark.kind)
        begin = unclosed + 1


def _pair(marks: list[_Mark], begin: int, number: int, dead: set[MarkKind]) -> tuple[list[Quotation], int | None]:
    """Pair marks from one on; also the index of the mark that is open at the end."""
    found: list[Quotation] = []
    current: int | None = None
    for index in range(begin, len(marks)):
        mark = marks[index]
        if mark.kind in dead:
            continue
        if current is None:
            current = index if mark.opens else None
        elif mark.kind is marks[current].kind:
            if mark.closes:
                found.append(Quotation(number, marks[current].at + 1, mark.at, mark.kind))
                current = None
            else:
                current = index
    return found, current


def _marks(text: str) -> Iterator[_Mark]:
    """The marks of a passage, read from what stands beside them."""
    singles = _SingleMarks(text)
    inside_double = False
    for match in _MARK.finditer(text):
        at, sign = match.start(), match.group()
        if sign in "‘’‚'":
            mark = singles.read(at)
        elif sign in "«»‹›":
            mark = _Mark(at, MarkKind.GUILLEMET, sign in "«‹", sign in "»›")
        else:
            mark = _read_double(text, at, sign, inside_double)
            inside_double = mark.opens
        if mark is not None:
            yield mark


def _read_double(text: str, at: int, sign: str, inside: bool) -> _Mark:
    before, after = _before(text, at), _after(text, at)
    can_open = before in _OPENS_AFTER and after != " "
    can_close = before != " " and after in _CLOSES_BEFORE
    if sign in "“„":
        opens = not (inside and can_close and not can_open)
    elif sign == "”":
        opens = before == " " and after != " " and not inside
    elif can_open and can_close:
        opens = not inside
    elif can_open or can_close:
        opens = can_open
    else:
        opens = not inside
    return _Mark(at, MarkKind.DOUBLE, opens, not opens)


def _before(text: str, at: int) -> str:
    return text[at - 1] if at else " "


def _after(text: str, at: int) -> str:
    return text[at + 1] if at + 1 < len(text) else " "


class _SingleMarks:
    """Tells single quotation marks from apostrophes.

    A mark opens where a word begins behind it; the partner is the next one that can close. One after an "s" and
    before a small letter is a possessive ("the states’ rights") as long as another can still close.
    """

    def __init__(self, text: str) -> None:
        """Look at every single mark of the text once."""
        self.text = text
        self.role: dict[int, bool] = {}
        opened: int | None = None
        doubtful: int | None = None
        for match in re.finditer("[‘’‚']", text):
            at = match.start()
            if self._can_open(at):
                self._close(opened, doubtful)
                opened, doubtful = at, None
            elif opened is not None and self._can_close(at):
                if self._is_possessive(at):
                    doubtful = at
                    continue
                self._close(opened, at)
                opened, doubtful = None, None
        self._close(opened, doubtful)

    def read(self, at: int) -> _Mark | None:
        """The mark there; None for an apostrophe."""
        if at not in self.role:
            return None
        return _Mark(at, MarkKind.SINGLE, self.role[at], not self.role[at])

    def _close(self, opened: int | None, closed: int | None) -> None:
        if opened is None or closed is None:
            return
        words = self.text[opened + 1 : closed].split(maxsplit=LEAST_SINGLE_WORDS)
        if len(words) >= LEAST_SINGLE_WORDS:
            self.role[opened], self.role[closed] = True, False

    def _can_open(self, at: int) -> bool:
        after = _after(self.text, at)
        beside = _before(self.text, at) in _OPENS_AFTER and (after.isalnum() or after in '“"[…$£€#@')
        return beside and not _ELISIONS.match(self.text, at + 1)

    def _can_close(self, at: int) -> bool:
        return _before(self.text, at) != " " and _after(self.text, at) in _CLOSES_BEFORE

    def _is_possessive(self, at: int) -> bool:
        if _before(self.text, at).lower() != "s" or _after(self.text, at) != " ":
            return False
        return self.text[at + 2 : at + 3].islower()
