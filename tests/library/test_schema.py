"""Migrations: one after another, each as a whole."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path

import pytest

from newsreader.errors import LibraryError
from newsreader.library import Library, schema
from tests.library.documents import document

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
    add_migration(monkeypatch, "ALTER TABLE marks ADD COLUMN note TEXT;\nCREATE TABLE tags (name TEXT);")
    library = Library.open(path)
    assert list(library.order()) == [key]
    assert library.check() == []
    assert library._store.row("SELECT count(*) FROM tags") == (0,)
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
        add_migration(patched, "CREATE TABLE tags (name TEXT);\nCREATE TABLE tags (name TEXT);")
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
