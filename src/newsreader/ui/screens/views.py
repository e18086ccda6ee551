"""What of the library the list shows: a source, what a search line finds, what a filter leaves of these.

They lie over each other, and Esc takes the uppermost away. What is listed stays listed until it is
listed anew: an article that is read does not vanish from the unread ones under the person's eye.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum


class Level(IntEnum):
    """How far up a view lies; one takes the place of those of its level and above."""

    SOURCE = 1
    SEARCH = 2
    FILTER = 3


@dataclass(frozen=True, slots=True)
class View:
    """A part of the library, as the list shows it."""

    level: Level
    """What kind of part."""

    name: str
    """What stands in the title of the list."""

    keys: array[int]
    """The articles, newest first."""

    line: str | None = None
    """The search line that lists it; None for a filter."""

    unread: int | None = None
    """How many of them are unread; None where nobody counted."""

    back: int | None = None
    """The article that the cursor was on before."""

    @property
    def is_source(self) -> bool:
        """Whether it is one of the sources, which are not found but listed."""
        return self.level is Level.SOURCE


def put(views: tuple[View, ...], view: View) -> tuple[View, ...]:
    """The views with another one on top, in the place of those that it replaces."""
    return (*(each for each in views if each.level < view.level), view)


def back_of(views: tuple[View, ...], level: Level, current: int | None) -> int | None:
    """The article to go back to from a view that is about to be put there."""
    replaced = [each for each in views if each.level >= level]
    return replaced[0].back if replaced else current


def merged(order: array[int], listed: Iterable[int], found: Iterable[int]) -> array[int]:
    """What is listed and what is found now, in the library's order; what is no longer there is left out."""
    wanted = {*listed, *found}
    return array("q", (key for key in order if key in wanted))
