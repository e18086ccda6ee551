"""Rounds of fetching: which feeds are asked for next, by whom, and how it went.

Two programs may fetch at once, one of them from cron. So a feed is claimed, for a while, by whoever
asks for it: what crashes holds up nobody for longer. A moment far ahead is the work of a clock that
was wrong, and counts as past.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, timedelta

from newsreader.errors import LibraryError
from newsreader.library import addresses, clock, feeds
from newsreader.library.connection import Store
from newsreader.model.feeds import FeedState, Validators
from newsreader.text.safe import fold, one_line

CLAIM = timedelta(minutes=10)
"""How long a feed is claimed for where nothing else is said, and at most."""

FAR_AHEAD = timedelta(days=60)
"""A moment that is further ahead was set by a clock that was wrong."""

ROUND_PAUSE = timedelta(minutes=1)
"""Claims that follow one another sooner than this belong to one round."""

MOST = 10_000
"""Feeds that are claimed at once where nothing else is said."""

_ROUND = "fetch round"
_CLAIMED_AT = "fetch claimed"
_DUE = "(f.due IS NULL OR f.due <= :now OR f.due > :far)"
_FREE = "(f.claimed_until IS NULL OR f.claimed_until <= :now OR f.claimed_until > :free)"
_NAMED = "f.feed IN (SELECT value FROM json_each(:keys))"
_CLAIM = "UPDATE feeds SET claimed_until = ? WHERE feed IN (SELECT value FROM json_each(?))"
_FETCHED = """
    UPDATE feeds SET etag = ?, modified = ?, digest = ?, checked = ?, due = ?, own_title = coalesce(?, own_title),
        site = coalesce(site, ?), arrived = CASE WHEN ? THEN ? ELSE arrived END,
        failures = 0, failing_since = NULL, fault = NULL, gone = 0, claimed_until = NULL WHERE feed = ?
"""
_FAILED = """
    UPDATE feeds SET checked = ?1, due = ?2, fault = ?3, failures = failures + 1,
        failing_since = coalesce(failing_since, ?1), claimed_until = NULL WHERE feed = ?4
"""
_MOVED = """
    UPDATE feeds SET url = :url, address = :address, asked = CASE WHEN address = :address THEN asked
        WHEN asked IS NULL THEN url ELSE asked END WHERE feed = :feed
"""
_GONE = """
    UPDATE feeds SET gone = 1, checked = ?1, fault = 'is gone for good, its server says', failures = failures + 1,
        failing_since = coalesce(failing_since, ?1), claimed_until = NULL WHERE feed = ?2
"""


def claim(
    store: Store, now: datetime, keys: Iterable[int] | None, *, force: bool, most: int, seconds: float
) -> list[FeedState]:
    """Claim feeds to fetch for so many seconds, those that are due longest first; without counts.

    Those that are not due, or are gone, are claimed with `force` alone; those that another program has
    claimed are not.
    """
    moment = clock.micros(now)
    values = {
        "now": moment,
        "far": clock.micros(now + FAR_AHEAD),
        "free": clock.micros(now + 2 * CLAIM),
        "keys": None if keys is None else json.dumps(list(keys)),
        "most": most,
    }
    wanted = [_FREE, *([] if keys is None else [_NAMED]), *([] if force else [_DUE, "NOT f.gone"])]
    sql = f"{feeds.STATES} WHERE {' AND '.join(wanted)} ORDER BY f.due, f.feed LIMIT :most"
    with store.writing(durable=False):
        _note_round(store, moment)
        claimed = [feeds.state(store, row) for row in store.rows(sql, values)]
        store.run(_CLAIM, (_end(now, seconds), json.dumps([each.key for each in claimed])))
    return claimed


def renew(store: Store, now: datetime, keys: Iterable[int], seconds: float) -> None:
    """Claim feeds for so many seconds from now, as far as they are claimed still."""
    with store.writing(durable=False):
        store.run(f"{_CLAIM} AND claimed_until IS NOT NULL", (_end(now, seconds), json.dumps(list(keys))))


def _end(now: datetime, seconds: float) -> int:
    return clock.micros(now + min(CLAIM, timedelta(seconds=seconds)))


def _note_round(store: Store, now: int) -> None:
    """Begin a round, unless one is under way or was a moment ago."""
    last = _number(store, _CLAIMED_AT)
    if not _is_under_way(store, now) and not 0 <= now - last < ROUND_PAUSE // clock.MICROSECOND:
        _remember(store, _ROUND, current_round(store) + 1)
    _remember(store, _CLAIMED_AT, now)


def _is_under_way(store: Store, now: int) -> bool:
    """Whether feeds are claimed; until a moment far ahead means a clock that was wrong."""
    near = (now, now + 2 * (CLAIM // clock.MICROSECOND))
    return store.row("SELECT 1 FROM feeds WHERE claimed_until > ? AND claimed_until <= ?", near) is not None


def begin(store: Store, now: datetime) -> int:
    """Begin a round of fetching; its number. What comes in from now on is what is new.

    Where another program is at it, that round goes on: what it brought stays new.
    """
    with store.writing(durable=False):
        number = current_round(store)
        if not number or not _is_under_way(store, clock.micros(now)):
            number += 1
            _remember(store, _ROUND, number)
    return number


def current_round(store: Store) -> int:
    """The number of the round that came last; 0 before the first."""
    return _number(store, _ROUND)


def _number(store: Store, name: str) -> int:
    row = store.row("SELECT value FROM settings WHERE name = ?", (name,))
    try:
        return int(row[0]) if row else 0
    except ValueError:
        return 0


def _remember(store: Store, name: str, number: int) -> None:
    store.run("INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)", (name, str(number)))


def release(store: Store, keys: Iterable[int]) -> None:
    """Give up the claim on feeds that were not fetched."""
    with store.writing(durable=False):
        store.run(_CLAIM, (None, json.dumps(list(keys))))


def note_fetched(
    store: Store,
    key: int,
    validators: Validators,
    checked: datetime,
    due: datetime,
    title: str | None,
    site: str | None,
    new: int,
) -> None:
    """Note a good answer: what the server gave, when to ask again, how many articles were new."""
    moment = clock.micros(checked)
    given = (validators.etag, validators.modified, validators.digest)
    own = (_short(title, feeds.MOST_WORDS), _short(site, feeds.MOST_URL))
    with store.writing(durable=False):
        store.run(_FETCHED, (*given, moment, clock.micros(due), *own, new > 0, moment, key))


def _short(text: str | None, most: int) -> str | None:
    return (one_line(text, most) or None) if text else None


def note_failed(store: Store, key: int, fault: str, checked: datetime, due: datetime) -> None:
    """Note that a fetch failed, and why; since when is kept from the first of them."""
    with store.writing(durable=False):
        store.run(_FAILED, (clock.micros(checked), clock.micros(due), one_line(fault, 500), key))


def note_gone(store: Store, key: int, checked: datetime) -> None:
    """Note that the server says a feed is gone for good."""
    with store.writing(durable=False):
        store.run(_GONE, (clock.micros(checked), key))


def note_moved(store: Store, key: int, url: str) -> int:
    """Note a feed's new address; the number it has now: that of a feed which had the address before, if there is one.

    Such a one takes over its articles and tags.
    """
    url = fold(url)
    if not url or len(url) > feeds.MOST_URL:
        raise LibraryError("a feed has an address of at most 2,000 characters", where=one_line(url) or "a feed")
    address = addresses.feed_address(url)
    with store.writing(durable=True):
        row = store.row("SELECT feed FROM feeds WHERE address = ? AND feed <> ?", (address, key))
        if row is None:
            store.run(_MOVED, {"url": url, "address": address, "feed": key})
            return key
        feeds.merge(store, key, row[0])
        return int(row[0])
