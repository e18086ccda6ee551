"""What an update tells: how far it is, and what came of each feed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class FeedFault:
    """A feed that could not be updated."""

    key: int
    """Its number in the library."""

    title: str
    """What it is called, or its address."""

    url: str
    """Its address, as it may be shown."""

    cause: str
    """What went wrong, and how to mend it, in one line."""

    since: datetime
    """When it failed for the first time in a row, in UTC."""


@dataclass(frozen=True, slots=True)
class Updated:
    """How far an update is."""

    done: int = 0
    """Feeds that are done."""

    total: int = 0
    """Feeds in all."""

    new: int = 0
    """Articles that the library did not have."""

    changed: int = 0
    """Articles that are there in another form now."""

    faults: tuple[FeedFault, ...] = ()
    """The feeds that failed."""

    elsewhere: int = 0
    """Feeds that another update is at, or has asked since this one began."""

    waiting: int = 0
    """Feeds that are left alone for now: they failed, or their servers asked for that."""

    finished: bool = False
    """Whether that is all."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one feed."""

    new: int = 0
    """Articles that the library did not have."""

    changed: int = 0
    """Articles that are there in another form now."""

    fault: FeedFault | None = None
    """Why there are none."""

    elsewhere: bool = False
    """Whether another update is at it, or has asked since this one began."""


Tell: TypeAlias = Callable[[Updated], None]
"""Is told how far an update is."""


def counted_in(progress: Updated, outcome: Outcome) -> Updated:
    """How far an update is with one feed more."""
    return replace(
        progress,
        done=progress.done + 1,
        new=progress.new + outcome.new,
        changed=progress.changed + outcome.changed,
        elsewhere=progress.elsewhere + outcome.elsewhere,
        faults=(*progress.faults, outcome.fault) if outcome.fault else progress.faults,
    )
