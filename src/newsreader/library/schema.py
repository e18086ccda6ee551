"""The tables, as numbered migrations, and whether a file holds just these.

`user_version` counts the migrations that a file has been through; `application_id` says that it is
ours. A migration is never edited once it is out: a change is the next one. Before a file is used its
`sqlite_master` is compared with what the migrations make, since a view or trigger under a name of ours
would run whatever its author likes.

The scripts themselves are in `migrations`; what they cannot say in SQL, of articles that are there
already, is in `backfill`.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

from newsreader.library import backfill
from newsreader.library.migrations import MIGRATIONS, SHELF

APPLICATION_ID = 0x6E777372
"""`nwsr`, in the header of each library."""

__all__ = ["APPLICATION_ID", "LATEST", "MIGRATIONS", "SHELF"]

LATEST = len(MIGRATIONS)
"""The schema that this version writes."""

Thing = tuple[str, str, str | None]
"""Type, name and SQL of one row of `sqlite_master`."""

_FOREIGN_KINDS = ("view", "trigger")
_OF_INDEXES = re.compile(r"(?:words|characters)_(?:data|idx|content|docsize|config)")
_ON_THE_SHELF = re.compile(r"(?P<verb>CREATE TABLE|CREATE VIEW|CREATE VIRTUAL TABLE|ALTER TABLE) (?P<name>\w+)")
_INDEX = re.compile(r"(?P<verb>CREATE INDEX) \w+ ON (?P<name>\w+)")
_OF_AN_INDEX = re.compile(r"INSERT INTO (?P<name>\w+) \((?P=name),")


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
    found = {_named(thing) for thing in things(connection)}
    wrong = [f"the {kind} {name} is missing or changed" for kind, name, _ in sorted(expected - found, key=str)]
    return wrong + [
        f"it has the {_kind(thing)} {thing[1]}" for thing in sorted(found - expected, key=str) if _is_active(thing)
    ]


def _kind(thing: Thing) -> str:
    return thing[0] if thing[0] in _FOREIGN_KINDS else "virtual table"


def _named(thing: Thing) -> Thing:
    """A table that FTS5 made for itself counts by its name: how it is written is that version's business."""
    kind, name, _ = thing
    return (kind, name, None) if kind == "table" and _OF_INDEXES.fullmatch(name) else thing


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
                backfill.fill(connection, done + 1)
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version = {done + 1}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def mend(connection: sqlite3.Connection) -> None:
    """Take in what an earlier version of the program wrote that was open while the file was brought up to date."""
    if not backfill.is_left_out(connection):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        backfill.take_in(connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def articles(connection: sqlite3.Connection) -> int:
    """How many articles the file has; 0 where it has no room for any yet."""
    if is_empty(connection):
        return 0
    return int(connection.execute("SELECT count(*) FROM main.articles").fetchone()[0])


def put_shelf_in_memory(connection: sqlite3.Connection) -> None:
    """Make a second, empty shelf in memory; temporary tables go before those of the file of the same name."""
    connection.execute("PRAGMA temp_store = MEMORY")
    for statement in _statements("".join(MIGRATIONS)):
        made = _ON_THE_SHELF.match(statement) or _INDEX.match(statement)
        if made and made["name"] in SHELF:
            connection.execute(statement.replace(f"{made['verb']} ", f"{made['verb']} temp.", 1))
        elif (told := _OF_AN_INDEX.match(statement)) and told["name"] in SHELF:
            connection.execute(statement)  # a temporary table goes before that of the file


def _made_by(scripts: tuple[str, ...]) -> set[Thing]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        for script in scripts:
            _run(connection, script)
        return {_named(thing) for thing in things(connection)}
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
