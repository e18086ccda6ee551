"""Articles of which the full text is wanted: their feed gives teasers, and the pages are still to be fetched.

What is wanted is kept until it is had or given up, so that nothing is lost with the program that was to
fetch it, and a feed with thousands of entries is filled out some at a time.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from newsreader.errors import LibraryError
from newsreader.library import articles, clock
from newsreader.library.connection import Store
from newsreader.model.document import Document

MOST_TRIES = 5
"""How often a page is asked for before it is given up."""

_WANT = """
    INSERT OR IGNORE INTO wanted (key) SELECT key FROM articles WHERE key IN (SELECT value FROM json_each(?))
"""
_DUE = """
    SELECT w.key, a.revision FROM wanted AS w
    JOIN article_feeds AS l ON l.key = w.key AND l.feed = :feed JOIN articles AS a ON a.key = w.key
    WHERE w.due IS NULL OR w.due <= :now ORDER BY w.due IS NOT NULL, a.moment DESC, w.key LIMIT :most
"""
_TRIED = "UPDATE wanted SET tries = tries + 1, due = ? WHERE key = ?"
_GIVE_UP = "DELETE FROM wanted WHERE key = ? AND tries >= ?"


def want(store: Store, keys: Iterable[int]) -> None:
    """Want the full text of those articles; of one of which it is wanted already nothing changes."""
    with store.shelving():
        put(store, keys)


def put(store: Store, keys: Iterable[int]) -> None:
    """The same, within a transaction."""
    store.run(_WANT, (json.dumps(list(keys)),))


def due(store: Store, feed: int, now: datetime, most: int) -> list[tuple[int, Document]]:
    """Articles of a feed whose full text is to be fetched now, with their current form: the newest first."""
    values = {"feed": feed, "now": clock.micros(now), "most": most}
    found: list[tuple[int, Document]] = []
    for key, revision in store.rows(_DUE, values):
        try:
            found.append((key, articles.document(store, key, revision)))
        except LibraryError:  # a teaser that cannot be read is no reason to leave the others as they are
            tried(store, key, None)
    return found


def tried(store: Store, key: int, due: datetime | None) -> None:
    """Note that a page was asked for in vain, and when to ask again; None, or `MOST_TRIES`: it is given up."""
    with store.shelving():
        store.run(_TRIED, (None if due is None else clock.micros(due), key))
        store.run(_GIVE_UP, (key, 0 if due is None else MOST_TRIES))


def drop(store: Store, key: int) -> None:
    """Want it no longer, within a transaction: it is there, or there is none."""
    store.run("DELETE FROM wanted WHERE key = ?", (key,))
