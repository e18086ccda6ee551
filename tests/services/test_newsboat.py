"""Coming over from newsboat, and the update after it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsreader.errors import LibraryError, NotFoundError, WorkerError
from newsreader.ingest import feed
from newsreader.ingest.raw import RawDocument, Unreadable
from newsreader.library import Library
from newsreader.model.document import Document, Source, SourceKind
from newsreader.services import newsboat
from newsreader.services.newsboat import Places, find_places, take_over
from tests.library.test_newsboat import FEED, make_cache
from tests.services.updates import LocalEngine

NOW = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)
MANY = [{"unread": number % 2, "content": f"<p>Words about talk {number}.</p>"} for number in range(30)]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library.open(tmp_path / "library.db")
    yield opened
    opened.close()


def places(tmp_path: Path, urls: str | None = None) -> Places:
    cache = make_cache(tmp_path / "cache.db", [*MANY, {"feedurl": "https://gone.example/"}, {"deleted": 1}])
    if urls is None:
        return Places(None, cache)
    (tmp_path / "urls").write_text(urls, encoding="utf-8")
    return Places(tmp_path / "urls", cache)


def test_feeds_articles_marks_and_searches_come_over(library: Library, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    urls = f'{FEED} news "~My Wire"\n"query:Unread:unread = \\"yes\\""\nexec:x\n'
    made = take_over(library, LocalEngine(), places(tmp_path, urls), lambda done, total: told.append((done, total)))
    assert (made.feeds, made.new_feeds, made.articles, made.new_articles) == (1, 1, 30, 30)
    assert (made.read, made.flagged, made.searches) == (15, 0, 1)
    assert len(made.left_out) == 2
    (state,) = library.feeds()
    assert (state.subscription.title, state.subscription.tags) == ("My Wire", ("news",))
    assert (state.articles, state.unread) == (30, 15)
    assert library.searches() == [("Unread", "is:unread")]


def test_a_second_time_nothing_changes(library: Library, tmp_path: Path) -> None:
    once = places(tmp_path, f"{FEED}\n")
    take_over(library, LocalEngine(), once)
    made = take_over(library, LocalEngine(), once)
    assert (made.new_feeds, made.articles, made.new_articles, made.read) == (0, 30, 0, 0)


def test_without_a_list_the_feeds_of_the_cache_are_followed(library: Library, tmp_path: Path) -> None:
    cache = make_cache(tmp_path / "cache.db", MANY, [(FEED, "https://wire.example/", "Wire"), ("exec:x", "", "X")])
    made = take_over(library, LocalEngine(), Places(None, cache))
    assert (made.feeds, made.articles) == (1, 30)
    assert any("exec:x" in sentence for sentence in made.left_out)


def test_the_next_update_makes_no_double_and_changes_nothing(library: Library, tmp_path: Path) -> None:
    take_over(library, LocalEngine(), places(tmp_path, f"{FEED}\n"))
    items = "".join(
        f"<item><title>Talks {number}</title><link>https://wire.example/{number}</link><guid>g{number}</guid>"
        f"<pubDate>Mon, 06 Jan 2020 10:00:00 GMT</pubDate>"
        f"<description>&lt;p&gt;Words about talk {number}.&lt;/p&gt;</description></item>"
        for number in range(31)
    )
    data = f"<rss version='2.0'><channel><title>Wire</title><link>https://wire.example/</link>{items}</channel></rss>"
    raw = RawDocument(data.encode(), Source(SourceKind.FEED, FEED), FEED)
    documents = [found for found in feed.entries(raw, NOW) if isinstance(found, Document)]
    saved = library.save_many(documents, feed=library.feeds()[0].key)
    assert [one.new for one in saved] == [False] * 30 + [True]
    assert not any(one.changed for one in saved)


def test_flags_become_tags(library: Library, tmp_path: Path) -> None:
    cache = make_cache(tmp_path / "cache.db", [{"flags": "sa"}, {"flags": "s"}, {}])
    made = take_over(library, LocalEngine(), Places(None, cache))
    assert made.flagged == 3
    assert dict(library.tags()) == {"flag-a": 1, "flag-s": 2}


def test_what_was_stored_is_marked_also_where_the_rest_breaks_off(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(newsboat, "BATCH", 10)

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take_over(library, LocalEngine(), places(tmp_path, f"{FEED}\n"), stop)
    assert library.count() == (10, 5)


def test_what_is_not_there_is_said(library: Library, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="--urls"):
        take_over(library, LocalEngine(), Places(None, None))
    with pytest.raises(LibraryError):
        take_over(library, LocalEngine(), Places(None, tmp_path / "none.db"))
    assert library.feeds() == []


def test_the_files_are_found_where_newsboat_puts_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    assert find_places(tmp_path) == Places(None, None)
    old = tmp_path / ".newsboat"
    old.mkdir()
    (old / "urls").touch()
    (old / "cache.db").touch()
    assert find_places(tmp_path) == Places(old / "urls", old / "cache.db")
    new = tmp_path / "config" / "newsboat"
    new.mkdir(parents=True)
    (new / "urls").touch()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert find_places(tmp_path) == Places(new / "urls", old / "cache.db")


def test_articles_of_one_address_are_all_taken_whatever_batch_they_are_in(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(newsboat, "BATCH", 7)
    releases = [
        {"url": "https://wire.example/releases", "title": "Releases", "content": f"Text of release {number}."}
        for number in range(40)
    ]
    made = take_over(library, LocalEngine(), Places(None, make_cache(tmp_path / "cache.db", releases)))
    assert (made.articles, made.new_articles, library.count()[0]) == (40, 40, 40)


def test_an_article_that_trips_a_worker_costs_itself_alone(library: Library, tmp_path: Path) -> None:
    class Tripping(LocalEngine):
        def entries(self, raw: RawDocument, *rest: object, **more: object) -> Future[list[Document | Unreadable]]:
            if b"talk 13." not in raw.data:
                return super().entries(raw, *rest, **more)  # type: ignore[arg-type]
            failed: Future[list[Document | Unreadable]] = Future()
            failed.set_exception(WorkerError("the worker died of it"))
            return failed

    made = take_over(library, Tripping(), places(tmp_path, f"{FEED}\n"))
    assert (made.articles, made.new_articles) == (29, 29)
    assert any("cannot be read were left out: 1." in sentence for sentence in made.left_out)
    assert made.read == 15 - 1 * (13 % 2 == 0)


def test_nothing_of_an_article_is_parsed_here(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = LocalEngine()
    take_over(library, engine, places(tmp_path, f"{FEED}\n"))
    assert engine.read_names == [FEED]


def test_an_answer_that_makes_no_sense_is_none(library: Library, tmp_path: Path) -> None:
    class Odd(LocalEngine):
        def entries(self, raw: RawDocument, *rest: object, **more: object) -> Future[list[Document | Unreadable]]:
            answered: Future[list[Document | Unreadable]] = Future()
            answered.set_result([])
            return answered

    made = take_over(library, Odd(), places(tmp_path, f"{FEED}\n"))
    assert (made.feeds, made.articles, library.count()[0]) == (1, 0, 0)
