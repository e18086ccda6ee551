from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from newsreader.errors import LibraryError
from newsreader.library import newsboat
from newsreader.library.newsboat import CachedFeed, CachedItem, open_cache

FEED = "https://wire.example/feed.xml"

SCHEMA = """
    CREATE TABLE rss_feed (rssurl VARCHAR(1024) PRIMARY KEY NOT NULL, url VARCHAR(1024) NOT NULL,
        title VARCHAR(1024) NOT NULL, lastmodified INTEGER(11) NOT NULL DEFAULT 0,
        is_rtl INTEGER(1) NOT NULL DEFAULT 0, etag VARCHAR(128) NOT NULL DEFAULT "");
    CREATE TABLE rss_item (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, guid VARCHAR(64) NOT NULL,
        title VARCHAR(1024) NOT NULL, author VARCHAR(1024) NOT NULL, url VARCHAR(1024) NOT NULL,
        feedurl VARCHAR(1024) NOT NULL, pubDate INTEGER NOT NULL, content VARCHAR(65535) NOT NULL,
        unread INTEGER(1) NOT NULL, enclosure_url VARCHAR(1024), enclosure_type VARCHAR(1024),
        enqueued INTEGER(1) NOT NULL DEFAULT 0, flags VARCHAR(52), deleted INTEGER(1) NOT NULL DEFAULT 0,
        base VARCHAR(128) NOT NULL DEFAULT "", content_mime_type VARCHAR(255) NOT NULL DEFAULT "");
"""


def make_cache(path: Path, items: list[dict[str, Any]], feeds: list[tuple[str, str, str]] | None = None) -> Path:
    connection = sqlite3.connect(path)
    connection.executescript(SCHEMA)
    connection.executemany(
        "INSERT INTO rss_feed (rssurl, url, title) VALUES (?, ?, ?)",
        feeds if feeds is not None else [(FEED, "https://wire.example/", "Wire")],
    )
    for number, item in enumerate(items):
        values = {
            "guid": f"g{number}",
            "title": f"Talks {number}",
            "author": "",
            "url": f"https://wire.example/{number}",
            "feedurl": FEED,
            "pubDate": 1578304800,
            "content": "<p>Words.</p>",
            "unread": 1,
            **item,
        }
        names = ", ".join(values)
        connection.execute(
            f"INSERT INTO rss_item ({names}) VALUES ({', '.join('?' * len(values))})",  # noqa: S608
            list(values.values()),
        )
    connection.commit()
    connection.close()
    return path


def items(path: Path) -> list[CachedItem]:
    with open_cache(path) as cache:
        return list(cache.items())


def test_feeds_and_articles_are_read(tmp_path: Path) -> None:
    full = {
        "author": "Ann Lee", "unread": 0, "flags": "sas9", "enclosure_url": "https://wire.example/a.mp3",
        "enclosure_type": "audio/mpeg", "content_mime_type": "text/plain",
    }  # fmt: skip
    path = make_cache(tmp_path / "cache.db", [full, {"pubDate": 0}, {"deleted": 1}])
    with open_cache(path) as cache:
        assert list(cache.feeds()) == [CachedFeed(FEED, "Wire", "https://wire.example/")]
        assert cache.count() == 3
        first, second = cache.items()
    assert first == CachedItem(
        "g0", "Talks 0", "Ann Lee", "https://wire.example/0", FEED, datetime(2020, 1, 6, 10, tzinfo=UTC),
        "<p>Words.</p>", True, True, "sa", ("https://wire.example/a.mp3", "audio/mpeg"),
    )  # fmt: skip
    assert (second.read, second.plain, second.published, second.flags, second.enclosure) == (
        False,
        False,
        None,
        "",
        None,
    )


def test_nothing_is_written_and_no_lock_is_taken(tmp_path: Path) -> None:
    path = make_cache(tmp_path / "cache.db", [{}])
    before = path.read_bytes()
    writer = sqlite3.connect(path)
    writer.execute("BEGIN EXCLUSIVE")
    with open_cache(path) as cache:
        assert len(list(cache.items())) == 1
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            cache._connection.execute("DELETE FROM rss_item")
    writer.rollback()
    writer.close()
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["cache.db"]


def test_columns_that_an_older_newsboat_did_not_have_are_not_needed(tmp_path: Path) -> None:
    path = make_cache(tmp_path / "cache.db", [{"unread": 0}])
    connection = sqlite3.connect(path)
    for column in ("flags", "deleted", "base", "content_mime_type", "enclosure_type", "enclosure_url"):
        connection.execute(f"ALTER TABLE rss_item DROP COLUMN {column}")
    connection.commit()
    connection.close()
    (item,) = items(path)
    assert (item.read, item.flags, item.enclosure) == (True, "", None)


@pytest.mark.parametrize("column", ["guid", "title", "author", "url", "pubDate", "content", "unread", "flags"])
@pytest.mark.parametrize("value", [b"\xff\x00", 10**18, 1.5, "x" * 1000, -1, "\x1b[31m\x00\u202e"])
def test_values_of_a_wrong_kind_count_as_absent(tmp_path: Path, column: str, value: object) -> None:
    (item,) = items(make_cache(tmp_path / "cache.db", [{column: value}]))
    assert item.feed == FEED


def test_text_that_is_not_unicode_is_read(tmp_path: Path) -> None:
    path = make_cache(tmp_path / "cache.db", [{}])
    connection = sqlite3.connect(path)
    connection.execute("UPDATE rss_item SET title = CAST(x'41ff42' AS TEXT)")
    connection.commit()
    connection.close()
    assert [item.title for item in items(path)] == ["A\ufffdB"]


def test_a_view_is_not_run(tmp_path: Path) -> None:
    path = make_cache(tmp_path / "cache.db", [])
    connection = sqlite3.connect(path)
    connection.executescript(
        "DROP TABLE rss_item; CREATE VIEW rss_item AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
        " SELECT x AS guid, x AS title, x AS url, x AS feedurl, x AS content, x AS unread FROM n;"
    )
    connection.close()
    with pytest.raises(LibraryError, match="no cache of newsboat"), open_cache(path):
        pass


def test_what_is_no_cache_is_refused_in_one_line(tmp_path: Path) -> None:
    words = tmp_path / "words.db"
    words.write_bytes(b"Just words. " * 500)
    other = tmp_path / "other.db"
    sqlite3.connect(other).execute("CREATE TABLE a (b)").connection.close()
    for path in (words, other, tmp_path / "none.db", tmp_path):
        with pytest.raises(LibraryError) as caught, open_cache(path):
            pass
        assert "\n" not in str(caught.value)
        assert path.name in str(caught.value)
    assert not (tmp_path / "none.db").exists()


def test_a_damaged_cache_gives_one_error(tmp_path: Path) -> None:
    path = make_cache(tmp_path / "cache.db", [{"content": "x" * 3000} for _ in range(50)])
    data = bytearray(path.read_bytes())
    data[20_000:60_000] = b"\xa5" * 40_000
    path.write_bytes(data)
    with pytest.raises(LibraryError), open_cache(path) as cache:
        list(cache.items())


def test_a_value_past_the_limit_ends_the_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make_cache(tmp_path / "cache.db", [{"content": "x" * 100_000}])
    monkeypatch.setattr(newsboat, "MOST_VALUE_BYTES", 10_000)
    with pytest.raises(LibraryError, match="past the limit"):
        items(path)


def test_a_cache_that_is_being_written_is_left_alone(tmp_path: Path) -> None:
    path = make_cache(tmp_path / "cache.db", [{}])
    (tmp_path / "cache.db-journal").write_bytes(b"x")
    with pytest.raises(LibraryError, match="end newsboat first"):
        items(path)
