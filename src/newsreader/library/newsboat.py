"""What newsboat keeps: its feeds and articles, out of its `cache.db`.

The file belongs to another program and may have been made by anybody. It is opened so that nothing can
be written and no lock taken, only the two tables that are known are read, and only where they are
tables: a view would run whatever somebody wrote in it. Rows come one by one, so a large cache costs no
memory; a value of a wrong kind counts as absent.
"""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from newsreader.errors import LibraryError
from newsreader.library import faults

MOST_VALUE_BYTES = 4_000_000
"""A value that is longer ends the reading: newsboat stores at most the content of one entry."""

_MOST_STEPS = 400_000_000
_STEPS = 1_000_000
_FEED_COLUMNS = ("rssurl", "url", "title")
_ITEM_COLUMNS = (
    "guid", "title", "author", "url", "feedurl", "pubDate", "content", "unread", "enclosure_url", "enclosure_type",
    "flags", "content_mime_type",
)  # fmt: skip
_NEEDED = frozenset({"guid", "title", "url", "feedurl", "content", "unread", "rssurl"})
_LATEST = 32_503_680_000  # the year 3000, in seconds


@dataclass(frozen=True, slots=True)
class CachedFeed:
    """A feed as newsboat knows it."""

    url: str
    """Its address."""

    title: str | None
    """What it calls itself."""

    site: str | None
    """The address of the site that it is of."""


@dataclass(frozen=True, slots=True)
class CachedItem:
    """An article as newsboat keeps it."""

    guid: str | None
    """The id that its feed gives it; newsboat makes one of its address or title where there is none."""

    title: str | None
    """Its title."""

    author: str | None
    """Who wrote it."""

    url: str | None
    """Its address."""

    feed: str
    """The address of its feed."""

    published: datetime | None
    """When it was published, in UTC."""

    content: str | None
    """Its text."""

    plain: bool
    """Whether the text is plain rather than HTML."""

    read: bool
    """Whether the person has read it."""

    flags: str
    """The letters that the person put on it, each once."""

    enclosure: tuple[str, str | None] | None
    """The address and media type of the file that it comes with."""


@contextmanager
def open_cache(path: Path) -> Iterator[Cache]:
    """The cache at that path, for as long as the block runs; raises `LibraryError` where it is none."""
    _refuse_irregular(path)
    with _told(path):
        connection = sqlite3.connect(
            f"file:{quote(bytes(path.absolute()))}?mode=ro&immutable=1", uri=True, isolation_level=None
        )
        try:
            _guard(connection)
            yield Cache(connection, path)
        finally:
            connection.close()


class Cache:
    """An open cache."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        """Use a connection that is guarded; raises `LibraryError` where the tables are not newsboat's."""
        self._connection = connection
        self._path = path
        self._feeds = self._columns("rss_feed", _FEED_COLUMNS)
        self._items = self._columns("rss_item", _ITEM_COLUMNS)
        self._deleted = "deleted" in self._all_columns("rss_item")

    def count(self) -> int:
        """How many articles it holds."""
        (number,) = self._connection.execute("SELECT count(*) FROM rss_item").fetchone()
        return int(number)

    def feeds(self) -> Iterator[CachedFeed]:
        """Its feeds."""
        for row in self._select("rss_feed", self._feeds, ""):
            values = dict(zip(self._feeds, map(_text, row), strict=True))
            if url := values.get("rssurl"):
                yield CachedFeed(url, values.get("title"), values.get("url"))

    def items(self) -> Iterator[CachedItem]:
        """Its articles in the order in which newsboat got them, without those that the person deleted."""
        where = "WHERE deleted IS NOT 1" if self._deleted else ""
        for row in self._select("rss_item", self._items, where):
            item = _item(dict(zip(self._items, row, strict=True)))
            if item is not None:
                yield item

    def guids(self) -> Iterator[tuple[str, str]]:
        """Of each of these articles that has one, the address of its feed and the id that this gives it."""
        where = "WHERE deleted IS NOT 1" if self._deleted else ""
        for feed, guid in self._select("rss_item", ("feedurl", "guid"), where):
            if (address := _text(feed)) and (name := _text(guid)):
                yield address, name

    def _select(self, table: str, columns: Sequence[str], where: str) -> Iterator[tuple[object, ...]]:
        names = ", ".join(f'"{name}"' for name in columns)
        cursor = self._connection.execute(f"SELECT {names} FROM {table} {where} ORDER BY rowid")  # noqa: S608
        while row := cursor.fetchone():
            yield row

    def _all_columns(self, table: str) -> set[str]:
        return {str(row[1]) for row in self._connection.execute(f"PRAGMA table_info({table})")}

    def _columns(self, table: str, wanted: Sequence[str]) -> tuple[str, ...]:
        """Those of the columns that the table has: newsboat has added some over the years."""
        kind = self._connection.execute("SELECT type FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        there = self._all_columns(table) if kind == ("table",) else set()
        if not _NEEDED.intersection(wanted) <= there:
            raise LibraryError("is no cache of newsboat", where=faults.place(self._path))
        return tuple(name for name in wanted if name in there)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """What SQLite raises, in words about this file: here it is no library that could be named otherwise."""
    try:
        yield
    except (sqlite3.Error, OverflowError, UnicodeError) as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        what = {
            sqlite3.SQLITE_NOTADB: "is no cache of newsboat",
            sqlite3.SQLITE_CORRUPT: "is damaged",
            sqlite3.SQLITE_INTERRUPT: "takes too long to read",
            sqlite3.SQLITE_TOOBIG: "holds a value that is past the limit",
        }.get(code, "cannot be read")
        raise LibraryError(what, where=faults.place(path), mend="let newsboat check it, or name another") from error


def _refuse_irregular(path: Path) -> None:
    try:
        mode = path.stat().st_mode
        busy = Path(f"{path}-journal")
        writing = busy.exists() and busy.stat().st_size > 0
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "no such file"
        raise LibraryError(f"cannot be read: {reason}", where=faults.place(path)) from None
    if not stat.S_ISREG(mode):
        raise LibraryError("is no file", where=faults.place(path), mend="name newsboat's cache.db")
    if writing:
        raise LibraryError("is being written by newsboat", where=faults.place(path), mend="end newsboat first")


def _guard(connection: sqlite3.Connection) -> None:
    """Switch off what a crafted file could use, and bound what it can cost."""
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA query_only = ON")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_VALUE_BYTES)
    connection.text_factory = lambda data: data.decode("utf-8", "replace")
    steps = iter(range(_MOST_STEPS // _STEPS))
    connection.set_progress_handler(lambda: next(steps, None) is None, _STEPS)


def _item(values: dict[str, object]) -> CachedItem | None:
    feed = _text(values.get("feedurl"))
    if not feed:
        return None
    enclosure = _text(values.get("enclosure_url"))
    return CachedItem(
        guid=_text(values.get("guid")),
        title=_text(values.get("title")),
        author=_text(values.get("author")),
        url=_text(values.get("url")),
        feed=feed,
        published=_moment(values.get("pubDate")),
        content=_text(values.get("content")),
        plain=_text(values.get("content_mime_type")) == "text/plain",
        read=values.get("unread") == 0,
        flags="".join(dict.fromkeys(letter for letter in _text(values.get("flags")) or "" if _is_flag(letter))),
        enclosure=(enclosure, _text(values.get("enclosure_type"))) if enclosure else None,
    )


def _is_flag(letter: str) -> bool:
    return letter.isascii() and letter.isalpha()


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _moment(value: object) -> datetime | None:
    """The moment of so many seconds since 1970; newsboat writes 0 where it knows none."""
    if not isinstance(value, int) or not 0 < value < _LATEST:
        return None
    return datetime.fromtimestamp(value, UTC)
