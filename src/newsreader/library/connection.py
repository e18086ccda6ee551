"""Opening a library, and the transactions in it.

A file is looked at before it is touched: first through a connection that cannot write and leaves even
a foreign write-ahead log alone, then through the real one. Only a library of ours, or a file that is
empty, gets any further; everything else is refused as it is and stays as it is.

There is one connection, for one thread. Transactions that write the file begin with the lock, so that
a second program waits for its turn instead of failing halfway. What the person did is on the disk when
the call returns; what can be fetched or worked out again may be lost with the power, never half.
"""

from __future__ import annotations

import sqlite3
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from newsreader.errors import LibraryError
from newsreader.library import faults, schema
from newsreader.library.journal import journal_mode, mounts
from newsreader.text.safe import one_line

BUSY_SECONDS = 5.0
"""How long a writer waits for another one where nothing else is said."""

MIGRATING_MILLISECONDS = 120_000
"""How long is waited for another program that brings the library up to date."""

MANY = 2_000
"""Articles from which on it takes so long that a person is told."""

SMALLEST_BYTES = 512
"""No database is smaller: the size of the smallest page that SQLite knows."""

MOST_LOG_BYTES = 16 << 20
"""To what size the write-ahead log is cut back when it has been written into the file."""

CACHE_KIB = 16 << 10
"""How much of the file is kept in memory, at most: the indexes are written to all over."""

Row = tuple[Any, ...]
Values = Sequence[object] | Mapping[str, object]

_SQLITE_DBCONFIG_DEFENSIVE = 1010


class Store:
    """One open library: rows out of it, and transactions in it. Every error is a `LibraryError`."""

    def __init__(self, connection: sqlite3.Connection, path: Path, *, visit: bool) -> None:
        """Take over a connection that has been checked."""
        self.path = path
        """The file."""
        self.visit = visit
        """Whether the shelf is in memory."""
        self.connection = connection
        """For what the methods here do not do."""
        self._durable: bool | None = None

    def rows(self, sql: str, values: Values = ()) -> list[Row]:
        """All rows of the answer."""
        with faults.told(self.path):
            return self.connection.execute(sql, values).fetchall()

    def row(self, sql: str, values: Values = ()) -> Row | None:
        """The first row of the answer; None where there is none."""
        with faults.told(self.path):
            found: Row | None = self.connection.execute(sql, values).fetchone()
            return found

    def run(self, sql: str, values: Values = ()) -> int:
        """Do it; the number of the row that an INSERT made."""
        with faults.told(self.path):
            return self.connection.execute(sql, values).lastrowid or 0

    def run_each(self, sql: str, rows: Iterable[Values]) -> None:
        """Do it once for each row of values."""
        with faults.told(self.path):
            self.connection.executemany(sql, rows)

    def version(self) -> int:
        """A number that is another one when another connection has written to the file."""
        row = self.row("PRAGMA main.data_version")
        return int(row[0]) if row else 0

    @contextmanager
    def writing(self, *, durable: bool) -> Iterator[None]:
        """A transaction on the file; with `durable` it is on the disk when this ends."""
        with faults.told(self.path):
            if durable is not self._durable:
                self.connection.execute(f"PRAGMA main.synchronous = {'FULL' if durable else 'NORMAL'}")
                self._durable = durable
        with self._transaction("BEGIN IMMEDIATE"):
            self._refuse_later()
            yield

    def _refuse_later(self) -> None:
        """Leave a file alone that a later version has changed since it was opened: it is written otherwise now."""
        if schema.version(self.connection) != schema.LATEST:
            raise LibraryError(
                "has been brought up to date by a later version of newsreader; nothing was changed",
                where=faults.place(self.path),
                mend="leave newsreader and start it again",
            )

    @contextmanager
    def shelving(self) -> Iterator[None]:
        """A transaction on the shelf; on a visit that leaves the file to others."""
        with self._transaction("BEGIN") if self.visit else self.writing(durable=False):
            yield

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        with faults.told(self.path):
            self.connection.execute(begin)
            try:
                yield
                self.connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):  # SQLite has rolled back by itself where the disk is full
                    self.connection.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Close the file; what comes after raises `LibraryError`."""
        with faults.told(self.path):
            self.connection.close()


def open_store(path: Path, *, visit: bool = False, wait: float | None = None) -> Store:
    """The library at that path, made where there is none; raises `LibraryError` in one line.

    `wait`: seconds that a writer waits for another one; None: `BUSY_SECONDS`.
    """
    path = path.absolute()
    _make_file(path)
    with faults.told(path):
        _refuse_foreign(path)
        connection = sqlite3.connect(
            path, timeout=BUSY_SECONDS if wait is None else wait, isolation_level=None, check_same_thread=False
        )
        try:
            _prepare(connection, path)
            if visit:
                schema.put_shelf_in_memory(connection)
        except BaseException:
            connection.close()
            raise
    return Store(connection, path, visit=visit)


def _make_file(path: Path) -> None:
    """Folder and file for the person's eyes only; SQLite gives its side files the mode of the file.

    An existing file is never opened here: closing it would take SQLite's locks from another connection
    of this process.
    """
    try:
        for folder in reversed([path.parent, *path.parent.parents]):
            if not folder.exists():
                folder.mkdir(mode=0o700, exist_ok=True)
        if not path.exists():
            path.touch(mode=0o600)
        status = path.stat()
        if stat.S_ISREG(status.st_mode) and not status.st_size:
            with suppress(PermissionError):
                path.chmod(0o600)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise LibraryError(
            f"cannot be made or opened: {reason}", where=faults.place(path), mend="name another with --library"
        ) from error
    if not stat.S_ISREG(status.st_mode):
        what = "is a folder" if stat.S_ISDIR(status.st_mode) else "is no file"
        raise LibraryError(f"{what}, not a library", where=faults.place(path), mend="name a file with --library")
    if 0 < status.st_size < SMALLEST_BYTES:  # SQLite takes a file of one byte for an empty one and writes over it
        raise LibraryError("is not a library of newsreader", where=faults.place(path), mend=faults.ASIDE)


def _refuse_foreign(path: Path) -> None:
    """Look at the file without locks, recovery or a log, so that a foreign one keeps every byte.

    Without locks a library that another program is writing can look torn. So only what is plainly
    foreign is refused here, and anything odd is left to the real connection, which looks with locks.
    """
    address = f"file:{quote(bytes(path))}?mode=ro&immutable=1"
    connection = sqlite3.connect(address, uri=True, isolation_level=None)
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("BEGIN")  # all of the look is at one state of the first page
        if schema.application(connection) != schema.APPLICATION_ID and not schema.is_empty(connection):
            raise _not_ours(connection, path)
    except sqlite3.Error:
        return
    finally:
        connection.close()


def _not_ours(connection: sqlite3.Connection, path: Path) -> LibraryError:
    number = schema.version(connection)
    if not schema.application(connection) and number > schema.LATEST:
        what = (
            "is not a library of newsreader, or was made by a later version of it"
            f" (schema {number}; this one knows {schema.LATEST})"
        )
    else:
        what = "is a database of another program"
    return LibraryError(what, where=faults.place(path), mend=faults.ASIDE)


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    _guard(connection)
    connection.execute("BEGIN")  # all of the look is at one state, whoever else is writing
    try:
        _verify(connection, path)
    finally:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
    _bring_up_to_date(connection, path)
    _set_journal(connection, path)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA main.cache_size = -{CACHE_KIB}")


def _guard(connection: sqlite3.Connection) -> None:
    """Switch off what a crafted file could use."""
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    configure = getattr(connection, "setconfig", None)  # from Python 3.12 on
    if configure is not None:
        configure(_SQLITE_DBCONFIG_DEFENSIVE, True)


def _verify(connection: sqlite3.Connection, path: Path) -> None:
    """Raise `LibraryError` unless the file is empty, or ours with the tables of its version and no more."""
    if schema.is_empty(connection):
        return
    if schema.application(connection) != schema.APPLICATION_ID:
        raise _not_ours(connection, path)
    number = schema.version(connection)
    if number > schema.LATEST:
        raise LibraryError(
            f"was made by a later version of newsreader (schema {number}; this one knows {schema.LATEST})",
            where=faults.place(path),
            mend="update newsreader or name another file with --library",
        )
    wrong = schema.differences(connection)
    if number < 1 or wrong:
        what = f"is not as newsreader makes a library: {wrong[0] if wrong else 'it has no version'}"
        raise LibraryError(one_line(what), where=faults.place(path), mend=faults.ASIDE)


def _bring_up_to_date(connection: sqlite3.Connection, path: Path) -> None:
    """Migrate, and mend what a program that was open meanwhile wrote in the way of before.

    Of a long library this takes seconds, in which a second program waits.
    """
    if schema.version(connection) < schema.LATEST:
        held = schema.articles(connection)
        if held >= MANY and sys.stderr is not None and sys.stderr.isatty():
            print(
                f"{faults.place(path)}: {held:,} articles are brought up to date; that takes a moment", file=sys.stderr
            )
        (usual,) = connection.execute("PRAGMA busy_timeout").fetchone()
        connection.execute(f"PRAGMA busy_timeout = {MIGRATING_MILLISECONDS}")
        schema.migrate(connection)
        connection.execute(f"PRAGMA busy_timeout = {usual}")
    try:
        schema.mend(connection)
    except sqlite3.OperationalError as error:
        if not faults.is_busy(error):
            raise  # where another program is at work the next one that opens it does this


def _set_journal(connection: sqlite3.Connection, path: Path) -> None:
    """Choose the journal; where another program is at work the one in use stays, which is sound as well."""
    mode = journal_mode(path.resolve(), mounts())
    try:
        connection.execute(f"PRAGMA main.journal_mode = {mode}")
    except sqlite3.OperationalError as error:
        if not faults.is_busy(error):
            raise
    connection.execute(f"PRAGMA main.journal_size_limit = {MOST_LOG_BYTES}")
