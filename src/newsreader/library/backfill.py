"""What a migration works out of the articles that are there already, where SQL alone cannot.

It runs in the transaction of its migration. An article that cannot be read stays as it is: it is named
when somebody opens it, and a library is not refused because of one.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

from newsreader.errors import WireError
from newsreader.library import addresses, folding, naming, stored
from newsreader.model.document import SourceKind
from newsreader.text.safe import fold, make_safe

_PART = 200
_DOCUMENTS = """
    SELECT a.key, a.source, a.title, r.document, r.text, p.article
    FROM articles AS a JOIN revisions AS r ON r.key = a.key AND r.revision = a.revision
    LEFT JOIN parsed AS p ON p.key = a.key AND p.revision = a.revision
    WHERE a.key > ? ORDER BY a.key LIMIT ?
"""
_FACTS = """
    UPDATE articles SET door = ?, address = ?, host = ?, text_digest = ?, length = ?, dense = ?, language = ?,
        changed = revision > 1 WHERE key = ?
"""


def fill(connection: sqlite3.Connection, version: int) -> None:
    """Fill in what the migration to that version has room for."""
    if version == 2:
        _fill_search(connection)


def _fill_search(connection: sqlite3.Connection) -> None:
    for key, source, title, document, text, analysis in _each(connection):
        if not isinstance(text, str):
            continue
        door, language = _stated(document)
        dense = folding.is_dense(text) or folding.is_dense(title)
        facts = (stored.text_digest(text), len(text), dense, language)
        connection.execute(_FACTS, (door, *addresses.article_address(source), *facts, key))
        if dense:
            connection.execute(
                "INSERT INTO characters (rowid, text) VALUES (?, ?)", (key, folding.dense_form(title, text))
            )
        if analysis is not None:
            _fill_names(connection, key, analysis)
    connection.execute("INSERT INTO words (words) VALUES ('rebuild')")


def _stated(document: object) -> tuple[str, str | None]:
    """Who gave a document, and the language that it states; without the rest of it, which is long in coming."""
    try:
        form = json.loads(str(document))
        source, language = form["source"], form.get("language")
        door = f"{SourceKind(source['kind']).value} {make_safe(source.get('feed') or '')}"
        return door, fold(language) if isinstance(language, str) else None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return "", None


def _each(connection: sqlite3.Connection) -> Iterator[tuple[int, str, str, object, object, object]]:
    """The articles, some at a time, so that a long library needs little memory."""
    last = -1
    while rows := connection.execute(_DOCUMENTS, (last, _PART)).fetchall():
        yield from rows
        last = rows[-1][0]


def _fill_names(connection: sqlite3.Connection, key: int, analysis: object) -> None:
    try:
        parsed = stored.loads(analysis)
    except WireError:
        return
    naming.write(connection.execute, key, parsed)
