"""What is wrong with a library, in words: its schema, its pages, what belongs to nothing, its index of words."""

from __future__ import annotations

from newsreader.errors import LibraryError
from newsreader.library import faults, indexing, schema
from newsreader.library.connection import Store
from newsreader.text.safe import one_line

MOST_COMPLAINTS = 20
"""How many lines are taken from SQLite."""


def check(store: Store) -> list[str]:
    """What is wrong with the file; nothing where all is well. Reads the whole file."""
    try:
        wrong = [*_of_the_schema(store), *_of_the_pages(store)]
        is_known = schema.version(store.connection) == schema.LATEST
        return [*wrong, *(indexing.complaints(store) if is_known else [])]  # a look at the index is a transaction
    except LibraryError as error:
        return [str(error)]


def _of_the_schema(store: Store) -> list[str]:
    with faults.told(store.path):
        wrong = [] if schema.application(store.connection) == schema.APPLICATION_ID else ["it is not marked as ours"]
        if (number := schema.version(store.connection)) != schema.LATEST:
            return [*wrong, f"its schema is {number}; this version of newsreader knows {schema.LATEST}"]
        return wrong + schema.differences(store.connection)


def _of_the_pages(store: Store) -> list[str]:
    rows = store.rows(f"PRAGMA main.quick_check({MOST_COMPLAINTS})")
    wrong = [f"damaged: {one_line(str(line))}" for (line,) in rows if line != "ok"]
    missing = store.rows("PRAGMA main.foreign_key_check")
    return wrong + ([f"{len(missing):,} rows belong to no article"] if missing else [])
