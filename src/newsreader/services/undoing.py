"""One undo for marks and corrections alike: which of them came last.

Marks are undone by the library, which remembers them in their order, and corrections are kept in a file of
their own. So the library also remembers, from the oldest correction that can be undone on, in which order
marks and corrections were made. Where another program has undone one of them meanwhile, the next before it
is taken.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import blake2b

from newsreader.library import Change, Library
from newsreader.services.correcting import Corrections
from newsreader.services.corrections_form import Damaged, Noted, dump, parse
from newsreader.services.wording import describe

ORDER = "undo order"
"""The name under which the library remembers the order."""

MOST = 1000
"""How many changes it remembers the order of."""

MARK = "mark"
"""Stands for a mark in the order; any other word is the sign of a correction, or the text of one taken out."""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A correction that was undone, or is there again."""

    noted: Noted
    """The correction."""

    what: str
    """What was done, in words."""


def note_mark(library: Library) -> None:
    """Remember that a mark came after the last correction; where there was none, the library knows the order."""
    order = _order(library)
    if order:
        _remember(library, [*order, MARK])


def note_correction(library: Library, noted: Noted) -> None:
    """Remember that this correction came after all that was done."""
    _remember(library, [*_order(library), _sign(noted)])


def note_taking_back(library: Library, noted: Noted) -> None:
    """Remember that this correction was taken out of the file after all else that was done."""
    _remember(library, [*_order(library), dump([noted])])


def undo(library: Library, corrections: Corrections) -> Change | TakenBack | None:
    """Take back what came last; None where there is nothing left. Raises NewsreaderError where it cannot be."""
    order = _order(library)
    while order:
        sign = order[-1]
        done = library.undo() if sign == MARK else _take_back(corrections, sign)
        order.pop()
        if done is not None:
            _remember(library, order)
            return done
    _remember(library, order)
    return library.undo()


def _take_back(corrections: Corrections, sign: str) -> TakenBack | None:
    corrections.refresh()
    if "\n" in sign:
        return _put_back(corrections, sign)
    for noted in reversed(corrections.notes):
        if _sign(noted) == sign and corrections.remove(noted):
            return TakenBack(noted, f"taken back: {describe(noted.correction)}")
    return None


def _put_back(corrections: Corrections, text: str) -> TakenBack | None:
    try:
        (noted,) = parse(text.encode("utf-8", "replace"))
    except (Damaged, ValueError):
        return None
    corrections.put(noted)
    return TakenBack(noted, f"put right again: {describe(noted.correction)}")


def _sign(noted: Noted) -> str:
    return blake2b(dump([noted]).encode(), digest_size=8).hexdigest()


def _order(library: Library) -> list[str]:
    try:
        order = json.loads(library.setting(ORDER) or "[]")
    except (ValueError, RecursionError):
        return []
    return [word for word in order if isinstance(word, str)] if isinstance(order, list) else []


def _remember(library: Library, order: list[str]) -> None:
    text = json.dumps(order[-MOST:])
    if text != (library.setting(ORDER) or "[]"):
        library.set_setting(ORDER, text)
