"""What is found by a query: all of it, a page of it, how much of it."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from itertools import chain

from newsreader.library.asking import conditions
from newsreader.library.connection import Store
from newsreader.model.query import Query

_FOUND = "SELECT a.key FROM articles AS a WHERE {} ORDER BY a.moment DESC, a.key"
_PAGE = """
    SELECT a.key, a.moment FROM articles AS a WHERE {} ORDER BY a.moment DESC, a.key LIMIT ?
"""
_COUNT = """
    SELECT count(*), count(*) - count(CASE WHEN m.read THEN 1 END)
    FROM articles AS a LEFT JOIN marks AS m ON m.id = a.id AND m.source = a.source WHERE {}
"""
_AFTER = "a.moment <= ? AND (a.moment < ? OR a.key > ?)"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the list a page ended."""

    moment: int
    """The moment of its last article, in microseconds since 1970."""

    key: int
    """That article."""


def search(store: Store, query: Query) -> array[int]:
    """The keys of the articles that a query finds, newest first."""
    asked = conditions(store, query)
    return array("q", chain.from_iterable(store.rows(_FOUND.format(asked.sql()), asked.values)))


def count(store: Store, query: Query) -> tuple[int, int]:
    """How many articles a query finds, and how many of them are unread."""
    asked = conditions(store, query)
    articles, unread = store.row(_COUNT.format(asked.sql()), asked.values) or (0, 0)
    return articles, unread


def page(store: Store, query: Query | None, after: Place | None, size: int) -> tuple[list[int], Place | None]:
    """The next articles that a query finds, at most `size`, and where that ends; None where there are no more.

    An article that comes in meanwhile is never a reason for another to be left out or to come twice.
    """
    asked = conditions(store, query or Query())
    if after is not None:
        asked.add(_AFTER, after.moment, after.moment, after.key)
    rows = store.rows(_PAGE.format(asked.sql()), [*asked.values, size])
    keys = [key for key, _ in rows]
    return keys, Place(rows[-1][1], rows[-1][0]) if len(rows) == size else None
