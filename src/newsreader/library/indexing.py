"""The index of words over titles and texts: kept as the articles change, and looked over.

The index holds no text. What is taken out of it must be just what was put in, so it is taken out before
the article's row is changed. Scripts without blanks have an index of their own, in which each character is
a word and a word is a phrase; it holds the articles that have such characters, whole.
"""

from __future__ import annotations

import sqlite3

from newsreader.errors import LibraryError
from newsreader.library import backfill, folding
from newsreader.library.connection import Store

_PUT = "INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)"
_TAKE = "INSERT INTO words (words, rowid, title, text) VALUES ('delete', ?, ?, ?)"
_PUT_DENSE = "INSERT INTO characters (rowid, text) VALUES (?, ?)"
_TAKE_DENSE = "INSERT INTO characters (characters, rowid, text) VALUES ('delete', ?, ?)"
_STORED = "SELECT title, text FROM searched WHERE key = ?"
_CHECK = {
    "words": "INSERT INTO words (words, rank) VALUES ('integrity-check', 1)",
    "characters": "INSERT INTO characters (characters) VALUES ('integrity-check')",
}


def put(store: Store, key: int, title: str, text: str, *, dense: bool) -> None:
    """Put the words of an article into the index, in which it is not; title and text as they are stored."""
    store.connection.execute(_PUT, (key, title, text))
    if dense:
        store.run(_PUT_DENSE, (key, folding.dense_form(title, text)))


def take(store: Store, key: int) -> None:
    """Take the words of an article's current text out of the index, before it is changed or dropped."""
    row = store.row(_STORED, (key,))
    if row is None:
        return
    title, text = row
    store.run(_TAKE, (key, title, text))
    if folding.is_dense(f"{title}{text}"):
        store.run(_TAKE_DENSE, (key, folding.dense_form(title, text)))


def rebuild(store: Store) -> None:
    """Make the index anew from the articles."""
    with store.shelving():
        backfill.index(store.connection)


def complaints(store: Store) -> list[str]:
    """What is wrong with the index, in words."""
    wrong = []
    for name, sql in _CHECK.items():
        try:
            with store.shelving():
                store.run(sql)
        except LibraryError as error:
            if not isinstance(error.__cause__, sqlite3.DatabaseError):
                raise
            wrong.append(f"the index of {name} is damaged")
    return wrong
