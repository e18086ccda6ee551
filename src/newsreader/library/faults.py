"""The one seam between SQLite's errors and ours.

SQLite speaks of disk images and schemas; a person needs to know which file, what is wrong with it,
and what to do. The primary result code decides; what has no row in the table keeps SQLite's words.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsreader.errors import LibraryError
from newsreader.text.safe import one_line

ASIDE = "move it aside or name another with --library; nothing in it was changed"
"""What helps where a file is there but is no library that can be used."""

_FAULTS: dict[int, tuple[str, str | None]] = {
    sqlite3.SQLITE_NOTADB: ("is not a library of newsreader", ASIDE),
    sqlite3.SQLITE_CORRUPT: ("is damaged", ASIDE),
    sqlite3.SQLITE_FORMAT: ("is damaged", ASIDE),
    sqlite3.SQLITE_BUSY: ("is in use by another program", "try again when that is done; nothing was changed"),
    sqlite3.SQLITE_LOCKED: ("is in use by another program", "try again when that is done; nothing was changed"),
    sqlite3.SQLITE_FULL: ("could not be written: the disk is full", "make room; what was stored before is safe"),
    sqlite3.SQLITE_READONLY: (
        "cannot be written",
        "give yourself the right to write it and its folder, or name another with --library",
    ),
    sqlite3.SQLITE_PERM: ("cannot be used: no permission", "name another with --library"),
    sqlite3.SQLITE_CANTOPEN: (
        "cannot be opened",
        "give yourself the right to write it and its folder, or name another with --library",
    ),
    sqlite3.SQLITE_IOERR: (
        "could not be read or written: the disk answered with an error",
        "see to the disk; what was stored before is not changed",
    ),
    sqlite3.SQLITE_NOMEM: ("could not be used: there is no memory left", None),
}
_PRIMARY = 0xFF


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Whatever SQLite, or a value that it cannot take, raises inside becomes a `LibraryError` on that path."""
    try:
        yield
    except sqlite3.Error as error:
        raise fault(error, path) from error
    except (OverflowError, UnicodeError) as error:
        raise LibraryError(f"cannot hold that value: {one_line(str(error))}", where=place(path)) from error


def fault(error: sqlite3.Error, path: Path) -> LibraryError:
    """The error of that file, in words."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None and code & _PRIMARY in _FAULTS:
        what, mend = _FAULTS[code & _PRIMARY]
        return LibraryError(what, where=place(path), mend=mend)
    return LibraryError(f"cannot be used: {one_line(str(error))}", where=place(path))


def is_busy(error: sqlite3.Error) -> bool:
    """Whether somebody else holds what was asked for."""
    return (getattr(error, "sqlite_errorcode", 0) & _PRIMARY) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def place(path: Path) -> str:
    """The path as it may be shown."""
    return one_line(str(path), 500)
