"""When a feed is asked for: again after a while, less often while it fails, and never all of one host in a row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import Enum
from itertools import zip_longest
from urllib.parse import urlsplit

from newsreader.ingest.fetch_hosts import BUSY, QUIET
from newsreader.model.feeds import FeedState

LONGEST = timedelta(days=1)
"""The longest that a feed is left alone."""

FAR_AHEAD = timedelta(days=2)
"""A moment further ahead was set while the clock was wrong."""

_MOST_DOUBLINGS = 12
_SLACK_MINUTES = 5


def next_due(now: datetime, every_minutes: int, failures: int = 0, retry_after: float | None = None) -> datetime:
    """When to ask again: `failures` in a row double the time each, up to a day; a server may ask for longer."""
    usual = timedelta(minutes=every_minutes)
    pause = min(max(LONGEST, usual), usual * (1 << min(failures, _MOST_DOUBLINGS)))
    asked_for = min(LONGEST, timedelta(seconds=retry_after or 0))
    return now + max(pause, asked_for)


class Wish(Enum):
    """Which feeds an update asks for; one that is named is asked for whatever it is, unless only what is due is."""

    DUE = "due"
    """Those whose time has come: nobody asked."""

    READY = "ready"
    """All but those that are gone, and those that wait because they failed or their servers asked for that."""

    FAILING = "failing"
    """Those that failed too, but not where the server was too busy and said until when."""

    GONE = "gone"
    """As `READY`, and those that are gone."""

    ALL = "all"
    """As `FAILING`, and those that are gone."""


def choose(
    feeds: Iterable[FeedState], wish: Wish, now: datetime, every_minutes: int, keys: Iterable[int] | None = None
) -> tuple[list[FeedState], int]:
    """The feeds to ask for in their turn, and how many that are wished for wait; of `keys` where they are named."""
    if keys is not None:
        named = set(keys)
        return in_turn(each for each in feeds if each.key in named and (wish is not Wish.DUE or is_due(each, now))), 0
    if wish is Wish.DUE:
        return in_turn(each for each in feeds if is_due(each, now)), 0
    wished = [each for each in feeds if not each.gone or wish in (Wish.GONE, Wish.ALL)]
    if wish in (Wish.FAILING, Wish.ALL):
        ready = [each for each in wished if not must_wait(each, now)]
    else:
        ready = [each for each in wished if each.gone or not waits(each, now, every_minutes)]
    return in_turn(ready), len(wished) - len(ready)


def is_due(feed: FeedState, now: datetime) -> bool:
    """Whether a feed is asked for by itself."""
    return not feed.gone and (feed.due is None or feed.due <= now or is_astray(feed, now))


def waits(feed: FeedState, now: datetime, every_minutes: int) -> bool:
    """Whether a feed is left alone for now: it failed, or its server asked for a longer pause than is usual."""
    if feed.due is None or feed.due <= now or is_astray(feed, now):
        return False
    usual = timedelta(minutes=every_minutes + _SLACK_MINUTES)
    return feed.failures > 0 or (feed.checked is not None and feed.due - feed.checked > usual)


def must_wait(feed: FeedState, now: datetime) -> bool:
    """Whether the server of a feed was too busy, and the pause that it asked for is not over."""
    told = feed.fault or ""
    busy = feed.failures > 0 and (BUSY in told or QUIET in told)
    return busy and feed.due is not None and feed.due > now and not is_astray(feed, now)


def is_astray(feed: FeedState, now: datetime) -> bool:
    """Whether what is noted of its last fetch cannot be: the clock has jumped back since."""
    return (feed.due is not None and feed.due > now + FAR_AHEAD) or (
        feed.checked is not None and feed.checked > now + timedelta(minutes=5)
    )


def in_turn(feeds: Iterable[FeedState]) -> list[FeedState]:
    """The feeds so that those of one host stand as far apart as can be: a slow one then holds up its own alone."""
    by_host: dict[str, list[FeedState]] = defaultdict(list)
    for feed in feeds:
        by_host[_host(feed)].append(feed)
    return [feed for row in zip_longest(*by_host.values()) for feed in row if feed is not None]


def _host(feed: FeedState) -> str:
    try:
        return urlsplit(feed.subscription.url).hostname or ""
    except ValueError:
        return ""
