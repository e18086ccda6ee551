"""One undo for marks and corrections alike: which of them came last.

Marks are undone by the library, which remembers them in their order, and corrections are kept in a file of
their own. So the library also remembers, from the oldest correction that can be undone on, in which order
marks and corrections were made. Where another program has undone one of them meanwhile, the next before it
is taken. The order is changed while the file of corrections is locked, so that two readers that are open at
once lose nothing of it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from newsreader.library import Change, Library
from newsreader.services.correcting import Corrections, file_beside
from newsreader.services.corrections_file import locked
from newsreader.services.corrections_form import Damaged, Noted, dump, parse, sign
from newsreader.services.wording import describe

ORDER = "undo order"
"""The name under which the library remembers the order."""

MOST = 1000
"""How many changes it remembers the order of."""

MARK = "mark"
"""Stands for a mark in the order; any other word is the sign of a correction, or the text of one taken out."""

BEFORE = "# before "
"""Begins such a text; the signs of those that stood behind the correction follow."""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A correction that was undone, or is there again."""

    noted: Noted
    """The correction."""

    what: str
    """What was done, in words."""


def note_mark(library: Library) -> None:
    """Remember that a mark came after the last correction; where there was none, the library knows the order."""
    if _order(library):
        _change(library, lambda order: [*order, MARK] if order else order)


def note_correction(library: Library, noted: Noted) -> None:
    """Remember that this correction came after all that was done."""
    _change(library, lambda order: [*order, sign(noted)])


def note_taking_back(library: Library, noted: Noted, followers: Sequence[str] = ()) -> None:
    """Remember that this correction was taken out of the file, from before those, after all else that was done."""
    text = f"{BEFORE}{' '.join(followers)}\n{dump([noted])}"
    _change(library, lambda order: [*order, text])


def undo(library: Library, corrections: Corrections) -> Change | TakenBack | None:
    """Take back what came last; None where there is nothing left. Raises NewsreaderError where it cannot be."""
    while order := _order(library):
        last = order[-1]
        done = library.undo() if last == MARK else _take_back(corrections, last)
        _change(library, lambda order, last=last: _without(order, last))  # type: ignore[misc]  # the last of this round
        if done is not None:
            return done
    return library.undo()


def _take_back(corrections: Corrections, word: str) -> TakenBack | None:
    corrections.refresh()
    if "\n" in word:
        return _put_back(corrections, word)
    for noted in reversed(corrections.notes):
        if sign(noted) == word and corrections.remove(noted):
            return TakenBack(noted, f"taken back: {describe(noted.correction)}")
    return None


def _put_back(corrections: Corrections, text: str) -> TakenBack | None:
    try:
        (noted,) = parse(text.encode("utf-8", "replace"))
    except (Damaged, ValueError):
        return None
    first, _, _ = text.partition("\n")
    followers = first.removeprefix(BEFORE).split() if first.startswith(BEFORE) else []
    corrections.put(noted, followers)
    return TakenBack(noted, f"put right again: {describe(noted.correction)}")


# ------------------------------------------------------------------ the order


def _change(library: Library, change: Callable[[list[str]], list[str]]) -> None:
    """Put another order in the place of the one that there is, with no other reader in between."""
    with locked(file_beside(library.path)):
        _remember(library, change(_order(library)))


def _without(order: list[str], word: str) -> list[str]:
    """The order without the last of such words."""
    at = len(order) - 1 - order[::-1].index(word) if word in order else len(order)
    return [*order[:at], *order[at + 1 :]]


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
