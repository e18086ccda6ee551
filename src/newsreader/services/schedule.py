"""When a feed is asked for: again after a while, less often while it fails, and never all of one host in a row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import zip_longest
from urllib.parse import urlsplit

from newsreader.model.feeds import FeedState

LONGEST = timedelta(days=1)
"""The longest that a feed is left alone."""

FAR_AHEAD = timedelta(days=2)
"""A moment further ahead was set while the clock was wrong."""

_MOST_DOUBLINGS = 12


def next_due(now: datetime, every_minutes: int, failures: int = 0, retry_after: float | None = None) -> datetime:
    """When to ask again: `failures` in a row double the time each, up to a day; a server may ask for longer."""
    usual = timedelta(minutes=every_minutes)
    pause = min(max(LONGEST, usual), usual * (1 << min(failures, _MOST_DOUBLINGS)))
    asked_for = min(LONGEST, timedelta(seconds=retry_after or 0))
    return now + max(pause, asked_for)


def is_due(feed: FeedState, now: datetime) -> bool:
    """Whether a feed is asked for by itself."""
    return not feed.gone and (feed.due is None or feed.due <= now or is_astray(feed, now))


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
