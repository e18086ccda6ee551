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
    WHERE a.key > ? AND {} ORDER BY a.key LIMIT ?
"""
_HAS_TEXT = "json_valid(document) AND json_type(document, '$.text') = 'text'"
_LEFT_OUT = f"SELECT key FROM revisions WHERE text IS NULL AND {_HAS_TEXT}"  # noqa: S608 - `_HAS_TEXT` is above
_TAKE_TEXT = f"""
    UPDATE revisions SET text = json_extract(document, '$.text'), document = json_set(document, '$.text', ''),
        reason = CASE WHEN revision > 1 THEN 'changed' ELSE reason END
    WHERE text IS NULL AND {_HAS_TEXT}
"""  # noqa: S608
_SEARCHED = "SELECT key, title, text FROM searched"
_FACTS = """
    UPDATE articles SET door = ?, address = ?, host = ?, text_digest = ?, length = ?, dense = ?, language = ?,
        changed = revision > 1 WHERE key = ?
"""


def fill(connection: sqlite3.Connection, version: int) -> None:
    """Fill in what the migration to that version has room for."""
    if version == 2:
        _fill_search(connection)


def is_left_out(connection: sqlite3.Connection) -> bool:
    """Whether there are articles that a program wrote which did not know of the index of words."""
    return connection.execute(f"{_LEFT_OUT} LIMIT 1").fetchone() is not None


def take_in(connection: sqlite3.Connection) -> None:
    """Fill in what such a program left out; what was in the index of an article is not known any more."""
    keys = [key for (key,) in connection.execute(_LEFT_OUT)]
    connection.execute(_TAKE_TEXT)
    for start in range(0, len(keys), _PART):
        _fill_facts(connection, f"a.key IN ({','.join(str(int(key)) for key in keys[start : start + _PART])})")
    index(connection)


def index(connection: sqlite3.Connection) -> None:
    """Make the indexes of words anew."""
    connection.execute("INSERT INTO words (words) VALUES ('rebuild')")
    connection.execute("INSERT INTO characters (characters) VALUES ('delete-all')")
    for key, title, text in connection.execute(_SEARCHED):
        if folding.is_dense(f"{title}{text}"):
            _index_characters(connection, key, title, text)


def _index_characters(connection: sqlite3.Connection, key: int, title: str, text: str) -> None:
    form = folding.dense_form(title, text)
    connection.execute("INSERT INTO characters (rowid, text) VALUES (?, ?)", (key, form))


def _fill_search(connection: sqlite3.Connection) -> None:
    _fill_facts(connection, "1")
    index(connection)


def _fill_facts(connection: sqlite3.Connection, which: str) -> None:
    for key, source, title, document, text, analysis in _each(connection, which):
        if not isinstance(text, str):
            continue
        door, language = _stated(document)
        dense = folding.is_dense(text) or folding.is_dense(title)
        facts = (stored.text_digest(text), len(text), dense, language)
        connection.execute(_FACTS, (door, *addresses.article_address(source), *facts, key))
        if analysis is not None:
            _fill_names(connection, key, analysis)


def _stated(document: object) -> tuple[str, str | None]:
    """Who gave a document, and the language that it states; without the rest of it, which is long in coming."""
    try:
        form = json.loads(str(document))
        source, language = form["source"], form.get("language")
        door = f"{SourceKind(source['kind']).value} {make_safe(source.get('feed') or '')}"
        return door, fold(language) if isinstance(language, str) else None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return "", None


def _each(connection: sqlite3.Connection, which: str) -> Iterator[tuple[int, str, str, object, object, object]]:
    """The articles, some at a time, so that a long library needs little memory."""
    last = -1
    while rows := connection.execute(_DOCUMENTS.format(which), (last, _PART)).fetchall():
        yield from rows
        last = rows[-1][0]


def _fill_names(connection: sqlite3.Connection, key: int, analysis: object) -> None:
    try:
        parsed = stored.loads(analysis)
    except WireError:
        return
    naming.write(connection.execute, key, parsed)
