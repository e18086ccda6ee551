"""SQLite's errors in our words."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from newsreader.errors import LibraryError
from newsreader.library import faults


def error(code: int | None, words: str = "words of SQLite") -> sqlite3.Error:
    made = sqlite3.OperationalError(words)
    if code is not None:
        made.sqlite_errorcode = code
    return made


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (sqlite3.SQLITE_NOTADB, "is not a library"),
        (sqlite3.SQLITE_CORRUPT_VTAB, "is damaged"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "is in use by another program"),
        (sqlite3.SQLITE_FULL, "the disk is full"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, "cannot be written"),
        (sqlite3.SQLITE_CANTOPEN_ISDIR, "cannot be opened"),
        (sqlite3.SQLITE_IOERR_FSYNC, "the disk answered with an error"),
        (sqlite3.SQLITE_ERROR, "words of SQLite"),
        (None, "words of SQLite"),
    ],
)
def test_each_fault_is_said_in_words(code: int | None, said: str) -> None:
    with pytest.raises(LibraryError, match=said) as caught, faults.told(Path("/a/library.db")):
        raise error(code)
    assert str(caught.value).startswith("/a/library.db: ")


def test_whatever_it_says_is_one_harmless_line() -> None:
    told = faults.fault(error(None, "no such\ntable: \x1b[31m"), Path("/a/\x1b]0;x\n.db"))
    assert "\x1b" not in str(told)
    assert "\n" not in str(told)


def test_a_value_that_cannot_be_held_is_an_error_of_the_library() -> None:
    connection = sqlite3.connect(":memory:")
    for value in (2**70, "\udce9"):
        with pytest.raises(LibraryError, match="cannot hold"), faults.told(Path("a")):
            connection.execute("SELECT ?", (value,))
    connection.close()


def test_other_errors_are_not_ours() -> None:
    with pytest.raises(KeyError), faults.told(Path("a")):
        raise KeyError
