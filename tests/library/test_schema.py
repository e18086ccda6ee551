"""Migrations: one after another, each as a whole."""

from __future__ import annotations

import hashlib
import sqlite3
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsreader.errors import LibraryError
from newsreader.library import Library, connection, schema, stored
from newsreader.model.article import ParsedArticle
from newsreader.model.query import Query, Term, Where
from tests.library.documents import analysed, document

INSERT = (
    "INSERT INTO articles (source, id, revision, digest, moment, title, titled, received, engine)"
    " VALUES (?, ?, ?, ?, 9, 'Harbour', 1, '2024-03-01T12:00:00+00:00', 'rules 1')"
)
"""How the first version stores the row of an article."""

PUBLISHED = ("2a6e", "b840")
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
    database = sqlite3.connect(":memory:", isolation_level=None)
    assert schema.is_empty(database)
    schema.migrate(database)
    assert not schema.is_empty(database)
    assert schema.differences(database) == []
    before = schema.things(database)
    schema.migrate(database)
    assert schema.things(database) == before
    database.close()


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
    database = sqlite3.connect(path)
    database.executescript(schema.MIGRATIONS[0])
    database.execute(INSERT, ("https://tide.invalid/1", "1", 2, stored.digest(made.document)))
    database.execute(INSERT, ("bad", "bad", 2, b""))
    for revision in (1, 2):
        line = stored.dumps(ParsedArticle(replace(made.document, revision=revision)))
        database.execute("INSERT INTO revisions VALUES (1, ?, ?)", (revision, line))
        database.execute("INSERT INTO revisions VALUES (2, ?, '{')", (revision,))
    database.execute("INSERT INTO parsed VALUES (1, 2, 'rules 1', ?)", (stored.dumps(made),))
    database.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    database.execute("PRAGMA user_version = 1")
    database.commit()
    database.close()
    return made


def test_what_an_earlier_version_left_open_writes_is_taken_in_at_the_next_opening(path: Path) -> None:
    first = make_first(path)
    left_open = sqlite3.connect(path)
    Library.open(path).close()
    more = analysed(document("more", "Trams of Saltmarsh 会議 are late.", uri="https://tide.invalid/more"))
    added = replace(first.document, text=first.document.text + "Quokka.", revision=3)
    line = stored.dumps(ParsedArticle(more.document))
    left_open.execute(INSERT, ("https://tide.invalid/more", "more", 1, stored.digest(more.document)))
    left_open.execute("INSERT INTO revisions (key, revision, document) VALUES (3, 1, ?)", (line,))
    left_open.execute("INSERT INTO parsed VALUES (3, 1, 'rules 1', ?)", (stored.dumps(more),))
    left_open.execute("UPDATE articles SET revision = 3, title = 'Quokka', engine = NULL WHERE key = 1")
    line = stored.dumps(ParsedArticle(added))
    left_open.execute("INSERT INTO revisions (key, revision, document) VALUES (1, 3, ?)", (line,))
    left_open.commit()
    left_open.close()
    library = Library.open(path)
    assert library.check() == []
    assert [list(library.search(Query((Term(word),)))) for word in ("trams", "quokka", "harbour")] == [[3], [1], [2, 3]]
    assert sorted(library.search(Query((Term("会議"),)))) == [1, 3]
    assert list(library.search(Query((Term("okafor", Where.ACTOR), Term("trams"))))) == [3]
    assert library.article(3) == more
    assert library.article(1).text == added.text  # type: ignore[union-attr]
    assert [each.reason for each in library.revisions(1)] == ["first", "changed", "changed"]
    again = replace(more.document, source=replace(more.document.source, uri="https://tide.invalid/more?utm_source=x"))
    assert library.save(again).key == 3
    library.sweep(None, 0, datetime(2024, 6, 1, tzinfo=UTC))
    assert library.check() == []
    library.close()


def test_a_file_that_a_later_version_has_changed_is_written_no_more(path: Path) -> None:
    library = Library.open(path)
    key = library.save(document()).key
    other = sqlite3.connect(path)
    other.execute("PRAGMA user_version = 9")
    other.close()
    for write in (lambda: library.save(document("2")), lambda: library.set_read([key], True)):
        with pytest.raises(LibraryError, match=r"a later version of newsreader; nothing was changed") as caught:
            write()
        assert "\n" not in str(caught.value)
    assert library.count() == (1, 1)
    library.close()


def test_a_second_program_waits_while_a_library_is_brought_on(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0)
    make_first(path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with ThreadPoolExecutor() as pool:
        opened = pool.submit(Library.open, path)
        with pytest.raises(TimeoutError):
            opened.result(timeout=0.3)
        other.execute("COMMIT")
        library = opened.result(timeout=30)
    assert library._store.row("PRAGMA busy_timeout") == (0,)
    library.close()
    other.close()


@pytest.mark.parametrize(("many", "terminal", "said"), [(2, True, True), (2, False, False), (3, True, False)])
def test_a_person_is_told_where_that_takes_long(
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    many: int,
    terminal: bool,
    said: bool,
) -> None:
    make_first(path)
    monkeypatch.setattr(connection, "MANY", many)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    for _ in range(2):
        Library.open(path).close()
    told = capsys.readouterr().err
    assert told == (f"{path}: 2 articles are brought up to date; that takes a moment\n" if said else "")


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
    database = sqlite3.connect(path)
    database.execute(statement)
    database.close()
    with pytest.raises(LibraryError, match="is not as newsreader makes a library"):
        Library.open(path)
