"""The feeds that a library follows: taken up, changed, given up, found, with how many articles they brought."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from newsreader.errors import LibraryError
from newsreader.library import addresses, clock, faults, folding
from newsreader.library.connection import Row, Store
from newsreader.model.feeds import FeedState, Subscription, Validators
from newsreader.text.safe import fold, one_line

MOST_URL = 2_000
"""Characters of an address of a feed."""

MOST_WORDS = 200
"""Characters of a title, a folder or a tag."""

MOST_PARTS = 50
"""Folders that one lies in, and tags on it."""

_COLUMNS = (
    "f.feed, f.url, f.title, f.own_title, f.site, f.folder, f.tags, f.full_text, f.etag, f.modified, f.digest,"
    " f.checked, f.arrived, f.due, f.failures, f.failing_since, f.fault, f.gone, f.asked"
)
_ASKED = 18
STATES = f"SELECT {_COLUMNS}, 0, 0 FROM feeds AS f"  # noqa: S608 - the columns are named above
"""Asks for the feeds without counts: what `state` reads."""

_COUNTED = f"""
    WITH counts AS (
        SELECT l.feed AS feed, count(*) AS articles, count(*) - count(CASE WHEN m.read THEN 1 END) AS unread
        FROM article_feeds AS l JOIN articles AS a ON a.key = l.key
        LEFT JOIN marks AS m ON m.id = a.id AND m.source = a.source GROUP BY l.feed
    )
    SELECT {_COLUMNS}, coalesce(c.articles, 0), coalesce(c.unread, 0)
    FROM feeds AS f LEFT JOIN counts AS c ON c.feed = f.feed
"""  # noqa: S608 - the columns are named above
_INSERT = """
    INSERT INTO feeds (url, address, title, folder, tags, site, full_text) VALUES (?, ?, ?, ?, ?, ?, ?)
"""
_UPDATE = """
    UPDATE feeds SET url = ?, address = ?, title = ?, folder = ?, tags = ?, site = ?, full_text = ? WHERE feed = ?
"""


@dataclass(frozen=True, slots=True)
class Subscribed:
    """A feed that was to be followed."""

    key: int
    """Its number in the library."""

    new: bool
    """Whether it was not followed before."""


def subscribe(store: Store, subscriptions: Iterable[Subscription]) -> list[Subscribed]:
    """Follow feeds, each address once; of one that is followed already the folder and tags are added to.

    One that moved is followed by the address that was subscribed as well: a list that is read again has that.
    """
    with store.writing(durable=True):
        moved = {
            addresses.feed_address(str(asked)): key
            for key, asked in store.rows("SELECT feed, asked FROM feeds WHERE asked IS NOT NULL")
        }
        return [_subscribe(store, each, moved) for each in subscriptions]


def _subscribe(store: Store, subscription: Subscription, moved: dict[str, int]) -> Subscribed:
    address = addresses.feed_address(_url(subscription))
    row = store.row(f"{STATES} WHERE f.address = ?", (address,))
    if row is None and address in moved:
        row = store.row(f"{STATES} WHERE f.feed = ?", (moved[address],))
    if row is None:
        return Subscribed(store.run(_INSERT, _values(subscription)), True)
    known = state(store, row)
    store.run(_UPDATE, (*_values(_merged(chosen(row, known), subscription)), known.key))
    return Subscribed(known.key, False)


def _merged(known: Subscription, more: Subscription) -> Subscription:
    return replace(
        known,
        title=known.title or more.title,
        folder=known.folder or more.folder,
        tags=tuple(dict.fromkeys((*known.tags, *more.tags))),
        site=known.site or more.site,
        full_text=known.full_text or more.full_text,
    )


def chosen(row: Row, known: FeedState) -> Subscription:
    """The person's choice alone, without the title that the feed gives itself."""
    return replace(known.subscription, title=None if row[2] is None else known.subscription.title)


def _url(subscription: Subscription) -> str:
    url = fold(subscription.url)
    if not url or len(url) > MOST_URL:
        raise LibraryError("a feed has an address of at most 2,000 characters", where=one_line(url) or "a feed")
    return url


def _values(subscription: Subscription) -> tuple[object, ...]:
    url = _url(subscription)
    title = one_line(subscription.title, MOST_WORDS) if subscription.title else ""
    site = one_line(subscription.site, MOST_URL) if subscription.site else None
    words = (_words(subscription.folder), _words(subscription.tags))
    return url, addresses.feed_address(url), title or None, *words, site, subscription.full_text


def _words(words: Sequence[str]) -> str:
    shown = [one_line(word, MOST_WORDS) for word in words[:MOST_PARTS]]
    return json.dumps(list(dict.fromkeys(word for word in shown if word)), ensure_ascii=False)


def unsubscribe(store: Store, keys: Iterable[int]) -> None:
    """Follow those feeds no longer; the articles that they brought stay."""
    given = json.dumps(list(keys))
    with store.writing(durable=True):
        store.run("DELETE FROM feeds WHERE feed IN (SELECT value FROM json_each(?))", (given,))
        store.run("DELETE FROM article_feeds WHERE feed IN (SELECT value FROM json_each(?))", (given,))


def merge(store: Store, key: int, into: int) -> None:
    """Give one feed's articles and tags to another and follow it no longer, within a transaction.

    The address by which it was subscribed goes over too, where the other has been where it is all along.
    """
    row, other = (store.row(f"{STATES} WHERE f.feed = ?", (each,)) for each in (key, into))
    if row is None or other is None:
        return
    both = _merged(chosen(other, state(store, other)), chosen(row, state(store, row)))
    store.run(_UPDATE, (*_values(both), into))
    store.run("UPDATE feeds SET asked = coalesce(asked, ?) WHERE feed = ?", (row[_ASKED] or row[1], into))
    store.run("UPDATE OR IGNORE article_feeds SET feed = ? WHERE feed = ?", (into, key))
    store.run("DELETE FROM article_feeds WHERE feed = ?", (key,))
    store.run("DELETE FROM feeds WHERE feed = ?", (key,))


def change(store: Store, key: int, subscription: Subscription) -> None:
    """Put another choice in the place of that for a feed; raises LibraryError where another has that address.

    An address that the person puts there is the one that they asked for.
    """
    values = _values(subscription)
    with store.writing(durable=True):
        other = store.row("SELECT feed FROM feeds WHERE address = ? AND feed <> ?", (values[1], key))
        if other is not None:
            raise LibraryError(f"feed {other[0]} has that address already", where=str(values[0]))
        store.run("UPDATE feeds SET asked = NULL WHERE feed = ? AND address <> ?", (key, values[1]))
        store.run(_UPDATE, (*values, key))


def feeds(store: Store) -> list[FeedState]:
    """All feeds with their counts, in the order of folders and titles."""
    return sorted((state(store, row) for row in store.rows(_COUNTED)), key=_order)


def feed(store: Store, key: int) -> FeedState | None:
    """One feed with its counts; None where there is none of that number."""
    row = store.row(f"{_COUNTED} WHERE f.feed = ?", (key,))
    return None if row is None else state(store, row)


def bare(store: Store) -> list[FeedState]:
    """All feeds without their counts, by number."""
    return [state(store, row) for row in store.rows(f"{STATES} ORDER BY f.feed")]


def find(store: Store, words: str) -> list[FeedState]:
    """The feeds of that number or address, else those whose title or address holds the words."""
    known = feeds(store)
    number, address = words.strip(), addresses.feed_address(words.strip())
    exact = [each for each in known if str(each.key) == number or address in addresses_of(each)]
    if exact:
        return exact
    wanted = folding.key(words)
    return [each for each in known if wanted and wanted in folding.key(_names(each))]


def _names(feed: FeedState) -> str:
    return " ".join((feed.subscription.title or "", *addresses_of(feed)))


def addresses_of(feed: FeedState) -> tuple[str, ...]:
    """The address of a feed, and the one by which it was subscribed before it moved, as they are compared."""
    urls = (feed.subscription.url, feed.asked) if feed.asked else (feed.subscription.url,)
    return tuple(map(addresses.feed_address, urls))


def _order(feed: FeedState) -> tuple[object, ...]:
    chosen = feed.subscription
    return tuple(map(folding.key, chosen.folder)), folding.key(chosen.title or chosen.url), feed.key


def state(store: Store, row: Row) -> FeedState:
    """A feed out of its row; raises LibraryError where the row holds what no feed can have."""
    try:
        return _state(row)
    except (TypeError, ValueError, OverflowError, AttributeError, RecursionError):
        raise LibraryError(f"feed {row[0]} cannot be read", where=faults.place(store.path)) from None


def _state(row: Row) -> FeedState:
    key, url, title, own_title, site, folder, tags, full_text, etag, modified, digest, *rest = row
    checked, arrived, due, failures, failing_since, fault, gone, asked, articles, unread = rest
    shown = title if title is not None else own_title
    return FeedState(
        key=int(key),
        subscription=Subscription(
            url=fold(url),
            title=None if shown is None else one_line(shown, MOST_WORDS),
            folder=_read_words(folder),
            tags=_read_words(tags),
            site=None if site is None else one_line(site, MOST_URL),
            full_text=bool(full_text),
        ),
        validators=Validators(_maybe(etag), _maybe(modified), _maybe(digest)),
        checked=clock.moment(checked),
        arrived=clock.moment(arrived),
        due=clock.moment(due),
        failures=int(failures),
        failing_since=clock.moment(failing_since),
        fault=None if fault is None else one_line(fault, 500),
        asked=fold(asked or ""),
        gone=bool(gone),
        articles=articles,
        unread=unread,
    )


def _maybe(value: object) -> str | None:
    return None if value is None else str(value)


def _read_words(text: str) -> tuple[str, ...]:
    words = json.loads(text)
    if not isinstance(words, list):
        raise TypeError("words are a list")
    return tuple(one_line(word, MOST_WORDS) for word in words)
