"""The feeds that an update is at, so that another one leaves them alone.

A feed is claimed when the turn of its host has come, not before: an update that is killed while hundreds
wait for theirs holds up the few that were under way, and these for a short time, since a claim that is
not renewed runs out. What is held is looked at and changed in the library's thread alone, one thing
after the other, so that a claim whose maker gave up meanwhile is found and given back.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from newsreader.errors import LibraryError
from newsreader.library import Library, faults
from newsreader.model.feeds import FeedState
from newsreader.services.shelf import Shelf

logger = logging.getLogger(__name__)

T = TypeVar("T")

LIBRARY_SECONDS = 45.0
"""How long a command that nobody looks on at waits for another program that writes to the library."""

CLAIM_SECONDS = 120.0
"""How long a feed is claimed for, unless the claim is renewed."""

RENEW_SECONDS = 40.0
"""How often claims are renewed."""


class TakenError(Exception):
    """Another update is at a feed, or has asked for it since this one began."""


class Claims:
    """The claims of one update."""

    def __init__(self, shelf: Shelf, clock: Callable[[], datetime]) -> None:
        self._shelf = shelf
        self._clock = clock
        self._held: set[int] = set()

    async def take(self, feed: FeedState) -> None:
        """Claim a feed that was seen so; raises TakenError, or LibraryError."""
        moment = self._clock()

        def claim(library: Library) -> bool:
            claimed = library.claim_feeds(moment, [feed.key], force=True, seconds=CLAIM_SECONDS)
            self._held.update(each.key for each in claimed)
            return bool(claimed) and claimed[0].checked == feed.checked

        if not await write(self._shelf, claim):
            raise TakenError

    def settled(self, key: int) -> None:
        """Hold a feed no longer, of which the library notes how it went; called in the library's thread."""
        self._held.discard(key)

    def give_back(self, key: int) -> None:
        """Give up the claim on a feed, where it is held; nobody waits for it."""

        def release(library: Library) -> None:
            if key in self._held:
                self._held.discard(key)
                library.release([key])

        with contextlib.suppress(LibraryError):  # a claim that is not given back runs out
            self._shelf.submit(release)

    async def keep(self) -> None:
        """Renew the claims again and again, until this is cancelled."""
        while True:
            await asyncio.sleep(RENEW_SECONDS)
            with contextlib.suppress(LibraryError):
                await self._shelf.run(self._renew)

    def _renew(self, library: Library) -> None:
        if self._held:
            library.renew_claims(self._clock(), list(self._held), CLAIM_SECONDS)


async def write(shelf: Shelf, work: Callable[[Library], T]) -> T:
    """Have something done in the library, once more where another program was writing all the time."""
    try:
        return await shelf.run(work)
    except LibraryError as error:
        if not is_busy(error):
            raise
        logger.info("the library is in use; trying once more")
        return await shelf.run(work)


def is_busy(error: LibraryError) -> bool:
    """Whether another program was writing to the library for as long as one waits."""
    cause = error.__cause__
    return cause is not None and faults.is_busy(cause)  # type: ignore[arg-type]
