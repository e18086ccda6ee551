"""The tables, as numbered migrations, and whether a file holds just these.

`user_version` counts the migrations that a file has been through; `application_id` says that it is
ours. A migration is never edited once it is out: a change is the next one. Before a file is used its
`sqlite_master` is compared with what the migrations make, since a view or trigger under a name of ours
would run whatever its author likes.

Articles, revisions and analyses are the shelf; what the person did (marks, places, actions) refers to
an article by source and id and never by key, so that it outlives the shelf and also serves a visit,
whose shelf is in memory alone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

APPLICATION_ID = 0x6E777372
"""`nwsr`, in the header of each library."""

SHELF = frozenset({"articles", "revisions", "parsed"})
"""The tables that a visit has in memory."""

MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE articles (
        key INTEGER PRIMARY KEY,
        source TEXT NOT NULL,
        id TEXT NOT NULL,
        revision INTEGER NOT NULL,
        digest BLOB NOT NULL,
        moment INTEGER NOT NULL,
        title TEXT NOT NULL,
        titled INTEGER NOT NULL,
        outlet TEXT,
        published TEXT,
        received TEXT NOT NULL,
        engine TEXT,
        failed_by TEXT,
        failure TEXT,
        UNIQUE (id, source)
    );
    CREATE INDEX articles_newest ON articles (moment DESC, key, engine, failed_by);
    CREATE TABLE revisions (
        key INTEGER NOT NULL REFERENCES articles (key),
        revision INTEGER NOT NULL,
        document TEXT NOT NULL,
        PRIMARY KEY (key, revision)
    );
    CREATE TABLE parsed (
        key INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        engine TEXT NOT NULL,
        article TEXT NOT NULL,
        PRIMARY KEY (key, revision),
        FOREIGN KEY (key, revision) REFERENCES revisions (key, revision)
    );
    CREATE TABLE marks (
        source TEXT NOT NULL,
        id TEXT NOT NULL,
        read INTEGER NOT NULL DEFAULT 0,
        starred INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (id, source)
    ) WITHOUT ROWID;
    CREATE TABLE places (
        source TEXT NOT NULL,
        id TEXT NOT NULL,
        offset INTEGER NOT NULL,
        PRIMARY KEY (id, source)
    ) WITHOUT ROWID;
    CREATE TABLE actions (
        action INTEGER PRIMARY KEY AUTOINCREMENT,
        moment TEXT NOT NULL,
        mark TEXT NOT NULL,
        value INTEGER NOT NULL,
        what TEXT NOT NULL,
        before TEXT NOT NULL,
        undone INTEGER NOT NULL DEFAULT 0
    );
    CREATE TABLE settings (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) WITHOUT ROWID;
    """,
)
"""Script by script, the way from an empty file to the tables of today."""

LATEST = len(MIGRATIONS)
"""The schema that this version writes."""

Thing = tuple[str, str, str | None]
"""Type, name and SQL of one row of `sqlite_master`."""

_FOREIGN_KINDS = ("view", "trigger")


def version(connection: sqlite3.Connection) -> int:
    """How many migrations the file has been through."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def application(connection: sqlite3.Connection) -> int:
    """Whose the file says that it is; 0 where it does not say."""
    return int(connection.execute("PRAGMA application_id").fetchone()[0])


def is_empty(connection: sqlite3.Connection) -> bool:
    """Whether the file is a database without anything in it and of nobody: a library to be."""
    return not (application(connection) or version(connection) or things(connection))


def things(connection: sqlite3.Connection) -> list[Thing]:
    """What `sqlite_master` names, SQLite's own tables and indexes left out."""
    rows = connection.execute("SELECT type, name, sql FROM main.sqlite_master").fetchall()
    return [(str(kind), str(name), sql) for kind, name, sql in rows if not str(name).startswith("sqlite_")]


def differences(connection: sqlite3.Connection) -> list[str]:
    """What in the file is not as the migrations up to its version make it, in words.

    A table or an index that somebody added does no harm and is left alone.
    """
    expected = _made_by(MIGRATIONS[: version(connection)])
    found = set(things(connection))
    wrong = [f"the {kind} {name} is missing or changed" for kind, name, _ in sorted(expected - found, key=str)]
    return wrong + [f"it has the {_kind(thing)} {thing[1]}" for thing in sorted(found, key=str) if _is_active(thing)]


def _kind(thing: Thing) -> str:
    return thing[0] if thing[0] in _FOREIGN_KINDS else "virtual table"


def _is_active(thing: Thing) -> bool:
    kind, _, sql = thing
    return kind in _FOREIGN_KINDS or str(sql).lstrip().upper().startswith("CREATE VIRTUAL")


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the file to the latest schema, each script in a transaction of its own.

    Another program may be doing the same: the version is read again once the file is ours to write.
    """
    while version(connection) < LATEST:
        connection.execute("BEGIN IMMEDIATE")
        try:
            done = version(connection)
            if done < LATEST:
                _run(connection, MIGRATIONS[done])
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version = {done + 1}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def put_shelf_in_memory(connection: sqlite3.Connection) -> None:
    """Make a second, empty shelf in memory; temporary tables go before those of the file of the same name."""
    connection.execute("PRAGMA temp_store = MEMORY")
    for statement in _statements("".join(MIGRATIONS)):
        words = statement.split()
        if words[:2] == ["CREATE", "TABLE"] and words[2] in SHELF:
            connection.execute(statement.replace("TABLE ", "TABLE temp.", 1))
        elif words[:2] == ["CREATE", "INDEX"] and words[4] in SHELF:
            connection.execute(statement.replace("INDEX ", "INDEX temp.", 1))


def _made_by(scripts: tuple[str, ...]) -> set[Thing]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        for script in scripts:
            _run(connection, script)
        return set(things(connection))
    finally:
        connection.close()


def _run(connection: sqlite3.Connection, script: str) -> None:
    for statement in _statements(script):
        connection.execute(statement)


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement.strip()
            statement = ""
