"""Migrations: one after another, each as a whole."""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from newsreader.errors import LibraryError
from newsreader.library import Library, schema, stored
from newsreader.model.article import ParsedArticle
from newsreader.model.query import Query, Term, Where
from tests.library.documents import analysed, document

PUBLISHED = ("2a6e",)
"""The first digits of the digest of each migration that is out: one that is out is not edited."""


def test_migrations_that_are_out_are_not_edited() -> None:
    found = tuple(hashlib.sha256(script.encode()).hexdigest()[:4] for script in schema.MIGRATIONS)
    assert found[: len(PUBLISHED)] == PUBLISHED


def add_migration(monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, script))
    monkeypatch.setattr(schema, "LATEST", schema.LATEST + 1)


def test_a_library_of_an_earlier_version_is_brought_on(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = Library.open(path)
    key = library.save(document()).key
    library.close()
    add_migration(monkeypatch, "ALTER TABLE marks ADD COLUMN note TEXT;\nCREATE TABLE notes (name TEXT);")
    library = Library.open(path)
    assert list(library.order()) == [key]
    assert library.check() == []
    assert library._store.row("SELECT count(*) FROM notes") == (0,)
    assert library._store.row("PRAGMA user_version") == (schema.LATEST,)
    library.close()
    visit = Library.open(path, visit=True)
    assert visit.count() == (0, 0)
    visit.close()


def test_a_migration_that_fails_leaves_the_library_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = Library.open(path)
    key = library.save(document()).key
    library.close()
    with monkeypatch.context() as patched:
        add_migration(patched, "CREATE TABLE notes (name TEXT);\nCREATE TABLE notes (name TEXT);")
        with pytest.raises(LibraryError):
            Library.open(path)
    library = Library.open(path)
    assert list(library.order()) == [key]
    assert library.check() == []
    library.close()


def test_the_shelf_of_a_visit_is_like_that_of_the_file(path: Path) -> None:
    visit = Library.open(path, visit=True)
    names = "SELECT type, name, tbl_name FROM {} WHERE tbl_name IN ('articles', 'revisions', 'parsed') ORDER BY name"
    assert visit._store.rows(names.format("temp.sqlite_master")) == visit._store.rows(
        names.format("main.sqlite_master")
    )
    visit.close()


def test_an_empty_database_is_migrated_step_by_step() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    assert schema.is_empty(connection)
    schema.migrate(connection)
    assert not schema.is_empty(connection)
    assert schema.differences(connection) == []
    before = schema.things(connection)
    schema.migrate(connection)
    assert schema.things(connection) == before
    connection.close()


def test_what_an_earlier_version_held_is_found_and_known_again(path: Path) -> None:
    first = make_first(path)
    library = Library.open(path)
    assert library.check() == []
    key = library.order()[0]
    parsed = library.article(key)
    assert parsed == first
    assert list(library.search(Query((Term("okafor"), Term("maria okafor", Where.ACTOR))))) == [key]
    assert list(library.search(Query((Term("会議"),)))) == [key]
    assert [each.reason for each in library.revisions(key)] == ["first", "changed"]
    assert library.header(key).changed  # type: ignore[union-attr]
    assert not library.save(first.document).changed
    assert library.save(replace(first.document, source=replace(first.document.source, uri="/copy"))).duplicate
    library.close()


def make_first(path: Path) -> ParsedArticle:
    """A library as the first version made it, with an article of two revisions, and one that cannot be read."""
    text = "Maria Okafor " + "会議 " * 100
    made = analysed(replace(document("1", text, uri="https://tide.invalid/1"), revision=2))
    path.parent.mkdir()
    connection = sqlite3.connect(path)
    connection.executescript(schema.MIGRATIONS[0])
    insert = (
        "INSERT INTO articles (source, id, revision, digest, moment, title, titled, received, engine)"
        " VALUES (?, ?, 2, ?, 9, 'Harbour', 1, '2024-03-01T12:00:00+00:00', 'rules 1')"
    )
    connection.execute(insert, ("https://tide.invalid/1", "1", stored.digest(made.document)))
    connection.execute(insert, ("bad", "bad", b""))
    for revision in (1, 2):
        line = stored.dumps(ParsedArticle(replace(made.document, revision=revision)))
        connection.execute("INSERT INTO revisions VALUES (1, ?, ?)", (revision, line))
        connection.execute("INSERT INTO revisions VALUES (2, ?, '{')", (revision,))
    connection.execute("INSERT INTO parsed VALUES (1, 2, 'rules 1', ?)", (stored.dumps(made),))
    connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    connection.execute("PRAGMA user_version = 1")
    connection.commit()
    connection.close()
    return made


@pytest.mark.parametrize(
    "statement",
    [
        "DROP VIEW searched",
        "DROP TABLE words",
        "CREATE TRIGGER t AFTER INSERT ON words_data BEGIN SELECT 1; END",
        "CREATE VIRTUAL TABLE more USING fts5 (x)",
        "CREATE VIEW more AS SELECT 1",
    ],
)
def test_views_and_indexes_are_ours_alone(path: Path, statement: str) -> None:
    Library.open(path).close()
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.close()
    with pytest.raises(LibraryError, match="is not as newsreader makes a library"):
        Library.open(path)
