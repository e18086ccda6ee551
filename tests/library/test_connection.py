"""Opening: new libraries, old ones, and all that is none."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from newsreader.errors import LibraryError
from newsreader.library import Library, connection, schema
from tests.library.documents import document

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
STATES = ["s_zero", "s_junk", "s_cut", "s_page", "s_future", "s_view", "s_trigger"]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def pragma(library: Library, name: str) -> object:
    row = library._store.row(f"PRAGMA {name}")
    return row[0] if row else None


def filled(path: Path, articles: int = 300) -> None:
    """A library of ours that is written out in full."""
    library = Library.open(path)
    library.save_many([document(str(number)) for number in range(articles)])
    library.close()


def doctored(*statements: str) -> Callable[[Path], None]:
    def doctor(path: Path) -> None:
        filled(path)
        other = sqlite3.connect(path, isolation_level=None)
        for statement in statements:
            other.execute(statement)
        other.close()

    return doctor


def database(*statements: str) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        other = sqlite3.connect(path, isolation_level=None)
        for statement in statements:
            other.execute(statement)
        other.close()

    return make


def cut(path: Path) -> None:
    filled(path)
    os.truncate(path, path.stat().st_size // 2 + 100)


def refusal(path: Path) -> str:
    """The one line with which a file is refused, which stays as it is, and without company."""
    before, names = path.read_bytes(), sorted(path.parent.iterdir())
    for visit in (False, True):
        with pytest.raises(LibraryError) as caught:
            Library.open(path, visit=visit)
    assert path.read_bytes() == before
    assert sorted(path.parent.iterdir()) == names
    said = str(caught.value)
    assert said.startswith(f"{path}: ")
    assert "--library" in said
    assert "\n" not in said
    return said


# ------------------------------------------------------------------ what is a library


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_folder_and_files_are_for_the_person_alone(tmp_path: Path, mask: int) -> None:
    path = tmp_path / "share" / "newsreader" / "library.db"
    old = os.umask(mask)
    try:
        library = Library.open(path)
        library.save(document())
        assert mode(path.parent.parent) == mode(path.parent) == 0o700
        assert {each.name: mode(each) for each in path.parent.iterdir()} == {
            "library.db": 0o600,
            "library.db-wal": 0o600,
            "library.db-shm": 0o600,
        }
        library.close()
    finally:
        os.umask(old)
    assert [each.name for each in path.parent.iterdir()] == ["library.db"]


def test_the_mode_of_a_library_that_is_there_is_left_alone(path: Path) -> None:
    filled(path)
    path.chmod(0o640)
    Library.open(path).close()
    assert mode(path) == 0o640


def test_a_library_is_ours_and_guarded(library: Library) -> None:
    wanted = {
        "application_id": schema.APPLICATION_ID,
        "user_version": schema.LATEST,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "foreign_keys": 1,
        "journal_mode": "wal",
        "busy_timeout": 5000,
    }
    assert {name: pragma(library, name) for name in wanted} == wanted


def test_on_a_network_there_is_no_shared_log(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(path)
    monkeypatch.setattr(connection, "mounts", lambda: f"box:/home {path.parent.resolve()} nfs4 rw 0 0")
    library = Library.open(path)
    library.save(document("more"))
    assert pragma(library, "journal_mode") == "delete"
    assert library.count() == (301, 301)
    library.close()


def test_an_empty_file_is_a_fresh_library(path: Path) -> None:
    path.parent.mkdir()
    path.touch(mode=0o644)
    library = Library.open(path)
    assert list(library.order()) == []
    assert mode(path) == 0o600
    library.close()


def test_a_second_opening_finds_what_was_stored(path: Path) -> None:
    filled(path, 3)
    library = Library.open(path)
    assert library.count() == (3, 3)
    assert library.check() == []
    library.close()


@pytest.mark.parametrize("name", ["über straße.db", "a?b#c%41.db", ":memory:", "file:x", "caf\udce9.db", "-x"])
def test_a_library_may_have_any_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    filled(Path(name), 1)
    library = Library.open(Path(name))
    assert library.count() == (1, 1)
    library.close()
    assert [os.fsencode(each.name) for each in tmp_path.iterdir()] == [os.fsencode(name)]


def test_a_table_or_an_index_of_somebody_else_does_no_harm(path: Path) -> None:
    doctored("CREATE TABLE notes (words)", "CREATE INDEX by_outlet ON articles (outlet)", "ANALYZE")(path)
    library = Library.open(path)
    assert library.check() == []
    library.close()


# ------------------------------------------------------------------ what is none


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: path.write_bytes(b"this is not a database\n" * 500), "is not a library of newsreader"),
        (lambda path: path.write_bytes(b"x"), "is not a library of newsreader"),
        (lambda path: path.write_bytes(b"Buy milk.\n"), "is not a library of newsreader"),
        (cut, "is damaged"),
        (database("CREATE TABLE articles (x)"), "is a database of another program"),
        (database("PRAGMA application_id = 77"), "is a database of another program"),
        (database("CREATE TABLE a (x)", "PRAGMA user_version = 999999"), "made by a later version"),
        (
            doctored("PRAGMA user_version = 9"),
            "was made by a later version of newsreader (schema 9; this one knows 2) (update newsreader",
        ),
        (doctored("PRAGMA user_version = 0"), "is not as newsreader makes a library"),
        (doctored("CREATE VIEW notes AS SELECT 1"), "it has the view notes"),
        (doctored("CREATE TRIGGER t AFTER INSERT ON marks BEGIN SELECT 1; END"), "it has the trigger t"),
        (doctored("CREATE VIRTUAL TABLE v USING fts5 (x)"), "it has the virtual table v"),
        (doctored("DROP TABLE settings"), "the table settings is missing or changed"),
        (doctored("ALTER TABLE marks ADD COLUMN more"), "the table marks is missing or changed"),
        (doctored("DROP INDEX articles_newest"), "the index articles_newest is missing or changed"),
        (
            doctored(
                "ALTER TABLE settings RENAME TO old",
                "CREATE VIEW settings AS WITH RECURSIVE r (name, value) AS"
                " (SELECT 'a', 'b' UNION ALL SELECT name, value FROM r) SELECT * FROM r",
            ),
            "is not as newsreader makes a library",
        ),
    ],
)
def test_what_is_no_library_is_refused_and_left_as_it_is(path: Path, make: Callable[[Path], None], said: str) -> None:
    path.parent.mkdir()
    make(path)
    assert said in refusal(path)


def test_the_log_of_a_foreign_database_is_left_alone(path: Path) -> None:
    path.parent.mkdir()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("CREATE TABLE a (x)")
    other.execute("PRAGMA journal_mode = WAL")
    other.execute("INSERT INTO a VALUES (1)")
    crashed = path.parent.parent / "crashed"
    shutil.copytree(path.parent, crashed)
    other.close()
    log = crashed / "library.db-wal"
    before = log.read_bytes()
    assert before
    refusal(crashed / "library.db")
    assert log.read_bytes() == before


@pytest.mark.parametrize("table", ["articles", "articles_newest"])
def test_a_damaged_page_is_one_clean_error_when_it_is_met(path: Path, table: str) -> None:
    filled(path)
    other = sqlite3.connect(path)
    root = other.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
    size = other.execute("PRAGMA page_size").fetchone()[0]
    other.close()
    with path.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xa5" * size)
    library = Library.open(path)
    with pytest.raises(LibraryError, match="is damaged") as caught:
        library.headers(library.order())
    assert "\n" not in str(caught.value)
    assert any("damaged" in line for line in library.check())
    library.close()


@pytest.mark.parametrize("state", STATES)
def test_broken_libraries_of_all_kinds(state: str, tmp_path: Path) -> None:
    script = SHARED / "hostile" / "make_hostile.py"
    if not script.is_file():
        pytest.skip("the hostile inputs are not beside the project")
    subprocess.run(
        [sys.executable, str(script), str(tmp_path), "--only", state], check=True, capture_output=True, timeout=60
    )
    path = tmp_path / "state" / f"{state}.db"
    if path.stat().st_size:
        refusal(path)
    else:
        library = Library.open(path)
        assert library.headers(library.order()) == []
        library.close()


# ------------------------------------------------------------------ places and company


def test_a_folder_is_no_library(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="is a folder"):
        Library.open(tmp_path)


def test_a_pipe_is_no_library(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(LibraryError, match="is no file"):
        Library.open(tmp_path / "pipe")


@pytest.mark.parametrize("name", ["a\0b", "x" * 300, "file/below"])
def test_a_path_that_cannot_be_is_one_clean_error(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LibraryError) as caught:
        Library.open(tmp_path / name)
    assert "\n" not in str(caught.value)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_what_may_not_be_written_is_one_clean_error(path: Path) -> None:
    filled(path)
    path.chmod(0o400)
    with pytest.raises(LibraryError, match="cannot be written"):
        Library.open(path)
    path.chmod(0o000)
    with pytest.raises(LibraryError, match="cannot be opened"):
        Library.open(path)


def test_a_second_writer_waits_for_its_turn(library: Library, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0)
    key = library.save(document()).key
    impatient = Library.open(path)
    with library._store.writing(durable=True):
        with pytest.raises(LibraryError, match="in use by another program"):
            impatient.set_read([key], True)
        assert list(impatient.order()) == [key]
    assert impatient.set_read([key], True).keys == (key,)
    impatient.close()


def test_two_see_what_each_other_does(library: Library, path: Path) -> None:
    other = Library.open(path)
    key = library.save(document()).key
    assert other.set_read([key], True).keys == (key,)
    assert library.set_read([key], True).keys == ()
    assert library.undo() is not None
    assert other.count() == (1, 1)
    assert other.save(document("more")).key != key
    assert library.count() == (2, 2)
    other.close()


def test_a_full_disk_loses_nothing_that_was_there(library: Library) -> None:
    key = library.save(document()).key
    library._store.run(f"PRAGMA max_page_count = {pragma(library, 'page_count')}")
    with pytest.raises(LibraryError, match="the disk is full"):
        library.save_many([document(str(number)) for number in range(500)])
    assert list(library.order()) == [key]
    library._store.run("PRAGMA max_page_count = 1000000")
    assert library.save(document("more")).new
    assert library.check() == []


def test_what_the_person_did_is_on_the_disk_at_once(library: Library) -> None:
    key = library.save(document()).key
    assert pragma(library, "main.synchronous") == 1
    library.set_read([key], True)
    assert pragma(library, "main.synchronous") == 2
    library.set_place(key, 3)
    assert pragma(library, "main.synchronous") == 1
    library.undo()
    assert pragma(library, "main.synchronous") == 2


def test_a_closed_library_says_so_in_one_line(path: Path) -> None:
    library = Library.open(path)
    library.close()
    library.close()
    with pytest.raises(LibraryError):
        library.order()
