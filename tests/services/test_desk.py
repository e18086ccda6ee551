"""Taking in, opening and analysing, without a screen."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from newsreader.errors import LibraryError, UsageError, WorkerError
from newsreader.model.article import ParsedArticle
from newsreader.model.corrections import ActorName, Corrected, RenameActor
from newsreader.model.feeds import Subscription
from newsreader.model.reading import AnalysisState
from newsreader.services import proposing
from newsreader.services.desk import Desk, TakenIn, read_listing
from newsreader.services.shelf import Shelf
from tests import samples
from tests.fakes import FakeEngine


class Kept:
    """Desks of a test, ended with it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.desks: list[Desk] = []

    def desk(self, *, visit: bool = False, engine: FakeEngine | None = None) -> Desk:
        shelf = Shelf(self.folder / "library.db", visit=visit)
        shelf.open()
        engine = engine or FakeEngine()
        desk = Desk(shelf, engine)
        engine.name = desk.engine_name
        self.desks.append(desk)
        return desk


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    kept = Kept(tmp_path)
    yield kept
    for desk in kept.desks:
        desk.stop()


def take_in(desk: Desk, *names: str) -> TakenIn:
    done = threading.Event()
    last: list[TakenIn] = []

    def tell(progress: TakenIn) -> None:
        last.append(progress)
        if progress.done:
            done.set()

    desk.take_in(names, tell)
    assert done.wait(30)
    return last[-1]


def titles(desk: Desk) -> list[str]:
    return [header.title for header in desk.shelf.submit(read_listing).result().headers]


def test_the_seeds_go_into_an_empty_library_once(kept: Kept) -> None:
    desk = kept.desk()
    later = desk.seed()
    first = titles(desk)
    assert first[0] == "Libya's rival factions resume talks in Geneva"
    assert len(first) == 11
    assert {raw.name.rpartition(".")[2] for raw in later} == {"html", "xml"}
    assert desk.seed() == ()
    assert titles(desk) == first
    assert kept.desk().seed() == ()


def test_a_library_with_articles_of_its_own_gets_no_seeds(kept: Kept) -> None:
    desk = kept.desk()
    desk.shelf.submit(lambda library: library.save(samples.document())).result()
    assert desk.seed() == ()


def test_files_are_taken_in_and_what_fails_is_told_while_the_rest_is_read(kept: Kept, tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    for number in range(3):
        (news / f"{number}.txt").write_text(
            f"Harbour talks {number}\n\nThe harbour talks of Port Ellery go on, the mayor said.\n"
        )
    (news / "empty.txt").write_text("")
    (news / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    desk = kept.desk()
    told = take_in(desk, str(news), str(tmp_path / "missing"))
    assert told.articles == 3
    assert sorted(titles(desk)) == [f"Harbour talks {number}" for number in range(3)]
    problems = sorted(str(failure) for failure in told.failures)
    assert len(problems) == 3
    assert any("empty.txt: is empty" in problem for problem in problems)
    assert any("missing" in problem for problem in problems)
    assert take_in(desk, str(news)).articles == 0, "a second time nothing is new"


def test_a_visit_keeps_marks_and_not_articles(kept: Kept, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Harbour talks\n\nThe harbour talks of Port Ellery go on, the mayor said.\n")
    desk = kept.desk(visit=True)
    take_in(desk, str(tmp_path / "a.txt"))
    (key,) = desk.shelf.submit(lambda library: library.order()).result()
    desk.shelf.submit(lambda library: library.set_starred([key], True)).result()
    assert titles(kept.desk()) == []
    again = kept.desk(visit=True)
    take_in(again, str(tmp_path / "a.txt"))
    (header,) = again.shelf.submit(read_listing).result().headers
    assert header.starred


async def test_an_article_is_analysed_once_and_kept(kept: Kept) -> None:
    engine = FakeEngine(hold=True)
    desk = kept.desk(engine=engine)
    key = (await desk.shelf.run(lambda library: library.save(samples.document()))).key
    opened = await desk.open(key)
    reading = opened.reading
    assert (reading.state, opened.place) == (AnalysisState.WAITING, 0)
    assert reading.parsed is not None
    asked = [asyncio.ensure_future(desk.analyse(key, reading.parsed.document)) for _ in range(3)]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    engine.release()
    for task in asked:
        assert (await task).quotes
    assert engine.asked == ["dockers"]
    again = (await desk.open(key)).reading
    assert again.state is AnalysisState.DONE
    assert again.parsed == samples.parsed(reading.parsed.document, desk.engine_name)


async def test_searches_find_the_names_that_the_person_gave(kept: Kept) -> None:
    desk = kept.desk()
    key = (await desk.shelf.run(lambda library: library.save(samples.document()))).key
    raw = await desk.analyse(key, samples.document())
    assert list((await desk.find("by:okafor")).keys) == [key]
    renamed = RenameActor(ActorName("Maria Okafor"), "Mary Oak", "Maria Okafor", "2026-01-01T00:00:00+00:00")
    await desk.correct(raw, renamed)
    assert list((await desk.find('by:"mary oak"')).keys) == [key]
    await desk.undo()
    assert list((await desk.find('by:"mary oak"')).keys) == []
    await desk.correct(raw, renamed)
    await desk.analyse(key, samples.document())
    assert list((await desk.find('by:"mary oak"')).keys) == [key], "also when it is analysed again"
    await desk.take_back(raw, renamed)
    assert list((await desk.find('by:"mary oak"')).keys) == []


async def test_the_forms_of_an_article_are_compared(kept: Kept) -> None:
    desk = kept.desk()
    first = samples.document()
    later = replace(first, text=first.text.replace("40 jobs", "90 jobs"), received=first.received + timedelta(days=1))
    key = (await desk.shelf.run(lambda library: library.save(first))).key
    await desk.shelf.run(lambda library: library.save(later))
    found = await desk.difference(key)
    assert found is not None
    assert [form.reason for form in await desk.forms(key)] == ["first", "changed"]
    assert [words for line in found.lines if line.sign == "+" for words, differs in line.pieces if differs] == ["90 "]
    assert found.pending
    assert await desk.difference(key, 2) is None


async def test_tags_are_put_on_and_taken_off(kept: Kept) -> None:
    desk = kept.desk()
    key = (await desk.shelf.run(lambda library: library.save(samples.document()))).key
    assert (await desk.set_tags([key], ["strike", "ports"], [])).keys == (key,)
    assert await desk.tags_of([key]) == ("ports", "strike")
    assert list((await desk.find("tag:strike")).keys) == [key]
    await desk.undo()
    assert await desk.tags_of([key]) == ("strike",)
    assert (await desk.set_tags([key], ["strike"], [])).keys == ()


async def test_sources_are_feeds_in_their_folders_tags_and_searches(kept: Kept) -> None:
    desk = kept.desk()
    feeds = [
        Subscription("https://a.example/feed", "A", ("World", "Africa")),
        Subscription("https://b.example/feed", "B", ("World",)),
    ]
    (a, _) = await desk.shelf.run(lambda library: library.subscribe(feeds))
    key = (await desk.shelf.run(lambda library: library.save_many([samples.document()], feed=a.key)))[0].key
    await desk.set_tags([key], ["ports"], [])
    await desk.save_search("jobs", "jobs is:unread")
    with pytest.raises(UsageError):
        await desk.save_search("bad", "colour:red")
    sources = await desk.sources()
    rows = [(source.kind, source.name, source.depth, source.articles, source.unread) for source in sources]
    assert rows == [
        ("all", "All articles", 0, 1, 1),
        ("unread", "Unread", 0, 1, 1),
        ("starred", "Starred", 0, 0, 0),
        ("folder", "World", 0, 1, 1),
        ("feed", "B", 1, 0, 0),
        ("folder", "Africa", 1, 1, 1),
        ("feed", "A", 2, 1, 1),
        ("tag", "ports", 0, 1, 1),
        ("search", "jobs", 0, 1, 1),
    ]
    for source in sources:
        assert len((await desk.find(source.line)).keys) == source.articles, source


async def test_what_is_known_of_the_origin_names_its_witness(kept: Kept) -> None:
    desk = kept.desk()
    key = (await desk.shelf.run(lambda library: library.save(samples.document()))).key
    rows = dict(await desk.about(key))
    assert rows["title"].startswith("Dockers keep Port Ellery closed")
    assert rows["read from"] == "/news/dockers.txt (file)"
    assert rows["by"] == "not stated"
    assert rows["analysed by"] == "not analysed"


async def test_what_failed_is_remembered_with_its_reason(kept: Kept) -> None:
    desk = kept.desk(engine=FakeEngine(failure=WorkerError("took longer than 90 seconds")))
    document = samples.document()
    key = (await desk.shelf.run(lambda library: library.save(document))).key
    with pytest.raises(WorkerError):
        await desk.analyse(key, document)
    reading = (await desk.open(key)).reading
    assert (reading.state, reading.reason) == (AnalysisState.FAILED, "took longer than 90 seconds")


async def test_an_analysis_by_an_older_engine_is_shown_and_done_again(kept: Kept) -> None:
    desk = kept.desk()
    document = samples.document()
    key = (await desk.shelf.run(lambda library: library.save(document))).key
    old = replace(samples.parsed(document), engine="rules 0")
    await desk.shelf.run(lambda library: library.keep(key, 1, old))
    reading = (await desk.open(key)).reading
    assert reading.state is AnalysisState.WAITING
    assert reading.parsed is not None
    assert reading.parsed.quotes


async def test_nothing_is_asked_of_a_closed_library(kept: Kept) -> None:
    desk = kept.desk()
    desk.stop()
    desk.keep_place(1, 5)
    with pytest.raises(LibraryError, match="closed"):
        await desk.listing()


async def test_what_was_put_right_is_applied_in_the_thread_of_the_library(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = kept.desk()
    document = samples.document()
    parsed = samples.parsed(document, desk.engine_name)
    key = (await desk.shelf.run(lambda library: library.save(document))).key
    await desk.shelf.run(lambda library: library.keep(key, 1, parsed))
    threads: list[str] = []
    put_right = desk.corrections.corrected

    def seen(raw: ParsedArticle) -> Corrected:
        threads.append(threading.current_thread().name)
        return put_right(raw)

    monkeypatch.setattr(desk.corrections, "corrected", seen)
    made = await desk.correct(parsed, proposing.drop_quote(parsed, 0))
    opened = await desk.open(key)
    assert opened.corrected is not None
    assert opened.corrected == made == await desk.corrected(parsed)
    assert opened.reading.parsed is opened.corrected.parsed
    assert desk.first()[1].corrected == made
    assert len(threads) >= 3
    assert all(name.startswith("library") for name in threads)


async def test_an_article_that_is_not_there_is_nothing_to_put_right(kept: Kept) -> None:
    opened = await kept.desk().open(9)
    assert (opened.reading.key, opened.place, opened.corrected) == (None, 0, None)
