"""Manners: few connections to a host at once, a pause between them, and none while it asks for peace."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from newsreader.errors import FetchError

DAY = 86_400.0
"""Seconds for which a server is left alone at most, whatever it asks for."""

BACK_OFF = 60.0
"""Seconds for which a host is left alone that is too busy and does not say for how long; doubled each time."""

WORTH_WAITING = 10.0
"""A host that wants so many seconds of peace is waited for; for longer, its feed is tried another time."""

BUSY = "its server is too busy"
"""How the complaint about a 429 or 503 begins."""

QUIET = "its server asked to be left alone for a while"
"""The complaint about a host that is not asked, since it wants peace."""

_MOST_HOSTS = 2000


@dataclass
class _Host:
    """What is known of one host."""

    slots: asyncio.Semaphore
    """For the connections to it."""

    next_start: float = 0.0
    """The moment of the clock before which no request to it starts."""

    quiet_until: float = 0.0
    """The moment before which it asked to be left alone."""

    refusals: int = 0
    """How often in a row it was too busy."""

    users: int = 0
    """How many requests are at it or wait for it."""


@dataclass
class Hosts:
    """All hosts that were asked, and the limits that hold for each and for all together."""

    at_once: int
    """Connections in all."""

    per_host: int
    """Connections to one host."""

    pause: float
    """Seconds between the starts of two requests to one host."""

    clock: Callable[[], float] = time.monotonic
    """Gives the moment, in seconds."""

    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep
    """Waits for so many seconds."""

    _all: asyncio.Semaphore = field(init=False)
    _hosts: dict[str, _Host] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._all = asyncio.Semaphore(self.at_once)

    @asynccontextmanager
    async def turn(self, name: str, where: str) -> AsyncIterator[None]:
        """Wait for a turn at a host; raises FetchError where that would be long, since it asked for peace."""
        host = self._host(name)
        host.users += 1
        try:
            self._refuse_quiet(host, where)
            async with host.slots:
                await self._wait(host, where)
                async with self._all:
                    yield
        finally:
            host.users -= 1

    def busy(self, name: str, seconds: float | None) -> float:
        """Note that a host is too busy; for how many seconds it is left alone."""
        host = self._host(name)
        host.refusals += 1
        quiet = min(DAY, BACK_OFF * 2 ** min(host.refusals - 1, 12) if seconds is None else seconds)
        host.quiet_until = max(host.quiet_until, self.clock() + quiet)
        return quiet

    def well(self, name: str) -> None:
        """Note that a host answered."""
        self._host(name).refusals = 0

    def _host(self, name: str) -> _Host:
        host = self._hosts.get(name)
        if host is None:
            if len(self._hosts) >= _MOST_HOSTS:
                moment = self.clock()
                for old in [key for key, one in self._hosts.items() if not one.users and one.quiet_until < moment]:
                    del self._hosts[old]
            host = self._hosts[name] = _Host(asyncio.Semaphore(self.per_host))
        return host

    def _refuse_quiet(self, host: _Host, where: str) -> None:
        left = host.quiet_until - self.clock()
        if left > WORTH_WAITING:
            raise FetchError(QUIET, where=where, retry_after=left)

    async def _wait(self, host: _Host, where: str) -> None:
        self._refuse_quiet(host, where)
        moment = self.clock()
        start = max(moment, host.next_start, host.quiet_until)
        host.next_start = start + self.pause
        if start > moment:
            await self.sleep(start - moment)


def retry_after(value: str | None, now: datetime) -> float | None:
    """The seconds that a `Retry-After` asks for, at most a day; None where it says nothing that can be read."""
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return min(DAY, float(text[:9]))
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return min(DAY, max(0.0, (moment - now).total_seconds()))
