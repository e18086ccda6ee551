"""The reader on a collection: search line, sources, tags, updates, forms of an article, through the keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from newsreader.library import Library
from newsreader.model.article import ParsedArticle
from newsreader.model.document import Document
from newsreader.model.feeds import Subscription
from newsreader.services.collecting import Progress
from newsreader.settings import FetchChoice, Settings
from newsreader.ui.commands import Place
from newsreader.ui.panes.sources import SourceList
from newsreader.ui.screens.sources import SourcesScreen
from newsreader.ui.screens.updating import in_words
from tests.fakes import FakeEngine
from tests.ui.conftest import MakeReader, Reader, sample_of
from tests.ui.test_app import press

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
SIZES = [(120, 40), (80, 24), (40, 12)]


def put(reader: Reader, work: Callable[[Library], object]) -> None:
    reader.desk.shelf.submit(work).result()


def with_feeds(library: Library) -> None:
    library.subscribe(
        [
            Subscription("https://tide.example.org/feed", "The Ellery Tide", ("News", "Coast")),
            Subscription("https://broken.example.org/rss", "Broken Wire", ("News",)),
            Subscription("https://gone.example.org/rss", "Gone Gazette"),
        ]
    )
    keys = {feed.subscription.title: feed.key for feed in library.feeds()}
    for failure in range(2):
        day = NOW - timedelta(days=3 - failure)
        library.note_failed(keys["Broken Wire"], "HTTP 503: the server is overloaded", day, day)
    library.note_gone(keys["Gone Gazette"], NOW)
    library.save_search("On strike", "harbour is:unread")


def changed(library: Library) -> None:
    """The sample of day 28, in a later form."""
    made = sample_of(28)
    text = made.text.replace("closed, the dockers", "open, the dockers")
    shift = len(text) - len(made.text)
    first, *rest = made.blocks
    moved = [replace(block, span=type(block.span)(block.span.start + shift, block.span.end + shift)) for block in rest]
    first = replace(first, span=type(first.span)(first.span.start, first.span.end + shift))
    library.save(replace(made, text=text, blocks=(first, *moved), received=datetime(2024, 3, 30, 12, tzinfo=UTC)))


def source_lines(reader: Reader) -> list[str]:
    return [line for line in reader.lines() if "/" in line]


# ---------------------------------------------------------------------- searching


@pytest.mark.parametrize("size", SIZES)
async def test_a_search_shows_what_was_found_and_esc_goes_back(make_reader: MakeReader, size: tuple[int, int]) -> None:
    reader = make_reader(articles=6)
    async with reader.app.run_test(size=size) as pilot:
        await press(pilot, "j", "j", "F", *"insult", "enter")
        assert "“insult”  6 found" in reader.text
        lit = [
            segment.text
            for strip in reader.app.screen._compositor.render_strips()
            for segment in strip
            if segment.style and segment.style.underline and segment.style.bold
        ]
        assert "insult" in lit, "the words that were looked for are on the second line, and not marked by colour alone"
        await press(pilot, "j", "enter", "escape", "escape")
        assert (len(reader.screen.articles.keys), reader.screen.articles.cursor) == (6, 2)


async def test_a_wrong_search_line_is_told_and_stays_to_be_put_right(make_reader: MakeReader) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(120, 24)) as pilot:
        await press(pilot, "F", *"is:unred", "enter")
        assert "did you mean is:unread" in reader.status
        assert "search: is:unred" in reader.text
        await press(pilot, "backspace", "backspace", *"ead", "enter")
        assert "“is:unread”  3 found" in reader.text
        assert not reader.screen.prompt.asking
        await press(pilot, "F", "escape")
        assert reader.screen.place is Place.LIST


async def test_next_unread_is_one_of_those_found_and_the_searches_end_one_by_one(make_reader: MakeReader) -> None:
    reader = make_reader(articles=6)
    put(reader, lambda library: library.set_tag([2, 5], "climate", True))
    async with reader.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "F", *"tag:climate", "enter", "n")
        assert reader.screen.reading.key == 5
        await press(pilot, "/", *"union", "enter", "n")
        assert (reader.screen.reading.key, reader.screen.searching) == (5, True)
        await press(pilot, "escape")
        assert (reader.screen.searching, len(reader.screen.articles.keys)) == (False, 2)
        await press(pilot, "n")
        assert reader.status.startswith("no unread article after")
        await press(pilot, "p")
        assert reader.screen.reading.key == 2
        await press(pilot, "escape", "escape")
        assert len(reader.screen.articles.keys) == 6


async def test_a_filter_is_of_what_is_listed(make_reader: MakeReader) -> None:
    reader = make_reader(articles=6)
    put(reader, lambda library: library.set_tag([2, 5], "climate", True))
    async with reader.app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "F", *"tag:climate", "enter", "/", *"day 27", "enter")
        assert list(reader.screen.articles.keys) == [2]
        await press(pilot, "escape")
        assert list(reader.screen.articles.keys) == [2, 5]


async def test_what_is_read_stays_listed_among_the_unread(make_reader: MakeReader) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "F", *"is:unread", "enter", "enter")
        assert len(reader.screen.articles.keys) == 3
        put(reader, lambda library: library.save(sample_of(3)))
        await reader.screen.list_again()
        await press(pilot)
        assert len(reader.screen.articles.keys) == 4
        assert reader.screen.view is not None
        assert reader.screen.view.unread == 3


async def test_a_search_is_kept_and_listed_again(make_reader: MakeReader) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "S")
        assert reader.status.startswith("nothing to keep")
        await press(pilot, "F", *"harbour", "enter", "S")
        assert "keep as: harbour" in reader.text
        await press(pilot, *" news", "enter")
        assert reader.status.startswith("“harbour news” is among the sources")
        await press(pilot, "escape", "f", "G", "enter")
        assert " harbour news  3 unread" in reader.text


# ---------------------------------------------------------------------- sources


@pytest.mark.parametrize("size", SIZES)
async def test_sources_with_their_counts_and_faults(make_reader: MakeReader, size: tuple[int, int]) -> None:
    reader = make_reader()
    put(reader, with_feeds)
    async with reader.app.run_test(size=size) as pilot:
        await press(pilot, "f")
        shown = list(reader.lines())
        while True:
            before = reader.app.screen.query_one(SourceList).cursor
            await press(pilot, "ctrl+d")
            shown += reader.lines()
            if reader.app.screen.query_one(SourceList).cursor == before:
                break
        text = "\n".join(shown)
        for words in ("All articles", "3/3", "!Gone Gazette", "News/", "!  Broken Wire", "since 17 Nov, 2 times: HTTP"):
            assert words in text
        assert "      The Ellery Tide" in text
        assert all(len(line) <= size[0] for line in shown)
        await press(pilot, "g", "j", "enter")
        assert "Unread  3 unread" in reader.text
        await press(pilot, "escape")
        assert "Articles  3 unread" in reader.text


async def test_sources_are_left_without_a_choice(make_reader: MakeReader) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f")
        assert "No feeds. a: follow a feed, or a list of feeds" in reader.text
        await press(pilot, "escape")
        assert reader.app.screen is reader.screen
        await press(pilot, "f", "q", "j")
        assert reader.screen.articles.cursor == 1


async def test_a_feed_and_a_search_are_given_up_only_where_that_is_confirmed(make_reader: MakeReader) -> None:
    reader = make_reader()
    put(reader, with_feeds)
    async with reader.app.run_test(size=(80, 40)) as pilot:
        await press(pilot, "f", "G", "d")
        assert "remove “On strike”? y: yes" in reader.text
        await press(pilot, "n")
        assert "On strike" in reader.text
        await press(pilot, "d", "y")
        assert "“On strike” is no longer kept" in reader.text
        await press(pilot, "g", "j", "j", "j", "d", "y")
        assert "Gone Gazette is not followed any more; its articles stay" in reader.text
        assert "!Gone Gazette" not in reader.text
        await press(pilot, "g", "d")
        assert "d removes a feed or a saved search" in reader.text


async def test_an_address_is_followed(make_reader: MakeReader, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = make_reader()
    asked: list[str] = []

    async def subscribe(name: str) -> str:
        asked.append(name)
        return "1 new feed"

    monkeypatch.setattr(reader.desk, "subscribe", subscribe)
    async with reader.app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f", "a", *"/lists/a.opml", "enter")
        assert asked == ["/lists/a.opml"]
        assert "1 new feed" in reader.text
        await press(pilot, "a", "escape", "j")
        assert reader.app.screen.query_one(SourceList).cursor == 1


async def test_thousands_of_feeds(make_reader: MakeReader) -> None:
    reader = make_reader()
    feeds = [
        Subscription(f"https://f{n}.example.org/", f"Feed {n:04}", (f"Folder {n // 100:02}",)) for n in range(2000)
    ]
    put(reader, lambda library: library.subscribe(feeds))
    async with reader.app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f", "G")
        assert "Feed 1999" in reader.text
        assert len(list(reader.app.screen.walk_children())) < 20, "no widget per feed"


# ---------------------------------------------------------------------- updates


async def test_an_update_says_how_far_it_is_and_lists_what_came(
    make_reader: MakeReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = make_reader()
    told: list[Callable[[Progress], None]] = []
    asked: list[Sequence[int] | None] = []

    def update(keys: Sequence[int] | None, tell: Callable[[Progress], None], *, due_only: bool = False) -> bool:
        asked.append(keys)
        told.append(tell)
        return len(told) < 3

    monkeypatch.setattr(reader.desk, "update", update)
    put(reader, with_feeds)
    async with reader.app.run_test(size=(120, 24)) as pilot:
        await press(pilot, "j", "R")
        assert reader.status.startswith("updating")
        told[0](Progress(1, 3, 1))
        await press(pilot)
        assert reader.status.startswith("updating: 1 of 3 feeds, 1 new")
        current = reader.screen.articles.current
        put(reader, lambda library: library.save(sample_of(29)))
        told[0](Progress(3, 3, 1, 0, ("Broken Wire: HTTP 503",), finished=True))
        await press(pilot)
        assert reader.status.startswith("1 new article; 1 feed failed (f shows which): Broken Wire: HTTP 503")
        assert (reader.screen.articles.current, reader.screen.articles.cursor) == (current, 2)
        await press(pilot, "f", "j", "j", "j", "j", "r")
        assert asked[1] == [2, 1], "the feeds in the folder"
        told[1](Progress(1, 2, finished=False))
        await press(pilot)
        assert "updating: 1 of 2 feeds" in reader.text
        await press(pilot, "R")
        assert isinstance(reader.app.screen, SourcesScreen)


async def test_what_another_program_writes_is_listed(make_reader: MakeReader, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(120, 24)) as pilot:
        await press(pilot, "j")

        async def has_changed() -> bool:
            return True

        monkeypatch.setattr(reader.desk, "has_changed", has_changed)
        put(reader, lambda library: (library.save(sample_of(29)), library.set_starred([3], True)))
        reader.screen._look()
        await press(pilot)
        assert (len(reader.screen.articles.keys), reader.screen.articles.cursor) == (4, 2)
        assert "N* Day 26" in reader.text


@pytest.mark.parametrize(
    ("progress", "words"),
    [
        (Progress(12, 40, 34), "updating: 12 of 40 feeds, 34 new"),
        (Progress(0, 1), "updating: 0 of 1 feed"),
        (Progress(40, 40, 34, 2, (), True), "34 new articles, 2 changed"),
        (Progress(2, 2, 1, 0, ("A: b", "C: d"), True), "1 new article; 2 feeds failed (f shows which): A: b"),
        (Progress(finished=True), "no feeds are followed, or none is due"),
        (Progress(faults=("no network",), finished=True), "0 new articles; 1 feed failed (f shows which): no network"),
    ],
)
def test_progress_in_words(progress: Progress, words: str) -> None:
    assert in_words(progress, "f") == words


async def test_feeds_that_are_due_are_fetched_at_the_start_where_that_is_chosen(
    make_reader: MakeReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = make_reader(settings=Settings(fetch=FetchChoice(update_on_start=True)))
    asked: list[tuple[Sequence[int] | None, bool]] = []
    told: list[Callable[[Progress], None]] = []

    def update(keys: Sequence[int] | None, tell: Callable[[Progress], None], *, due_only: bool = False) -> bool:
        asked.append((keys, due_only))
        told.append(tell)
        return True

    monkeypatch.setattr(reader.desk, "update", update)
    async with reader.app.run_test(size=(80, 24)) as pilot:
        await press(pilot)
        assert asked == [(None, True)]
        told[0](Progress(1, 3, 1))
        told[0](Progress(3, 3, 0, 0, ("Broken Wire: HTTP 503",), finished=True))
        await press(pilot)
        assert reader.status.startswith("3 articles, 3 unread"), "nobody asked, and nothing came"
        told[0](Progress(3, 3, 2, finished=True))
        await press(pilot)
        assert reader.status.startswith("2 new articles")


# ---------------------------------------------------------------------- tags, forms, origin


async def test_tags_are_put_on_taken_off_and_undone(make_reader: MakeReader) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "t", *'#climate "to read"', "enter")
        assert "#climate #to read" in reader.text
        await press(pilot, "t")
        assert 'tags: climate "to read"' in reader.text
        await press(pilot, "ctrl+u", *"cli", "tab", "enter")
        assert "#to read" not in reader.text
        assert "#climate" in reader.text
        await press(pilot, "u")
        assert "#to read" in reader.text


@pytest.mark.parametrize("size", SIZES)
async def test_what_an_outlet_changed(make_reader: MakeReader, size: tuple[int, int]) -> None:
    reader = make_reader(prepare=changed)
    async with reader.app.run_test(size=size) as pilot:
        await press(pilot)
        assert "± Day 28" in reader.text
        await press(pilot, "v")
        assert "- form 1 of 2: first read" in reader.text
        shown = reader.text
        for _ in range(4):
            await press(pilot, "ctrl+d")
            shown += reader.text
        assert "[-closed,-]" in shown
        assert "{+open,+}" in shown
        await press(pilot, "[")
        assert "there is no earlier form" in reader.text
        await press(pilot, "escape", "enter")
        head = " ".join(line.rpartition("│")[2] if size[0] < 100 else line.split("│")[1] for line in reader.lines()[:5])
        assert "± changed by its outlet on 30 Mar 2024, 12:00: v shows what" in " ".join(head.split())
        await press(pilot, "J", "v")
        assert reader.status.startswith("only one form of this article")


async def test_quotes_of_forms_are_compared_once_both_are_analysed(
    make_reader: MakeReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = make_reader(prepare=changed)
    asked: list[tuple[int, Sequence[int]]] = []

    async def analyse_forms(key: int, revisions: Sequence[int]) -> None:
        asked.append((key, revisions))
        for revision in revisions:
            parsed = await reader.desk.shelf.run(lambda library, revision=revision: library.article(key, revision))  # type: ignore[misc]
            await reader.desk.analyse(key, parsed.document)

    monkeypatch.setattr(reader.desk, "analyse_forms", analyse_forms, raising=False)
    async with reader.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "v")
        assert asked == [(1, (1, 2))]
        assert "once both forms are analysed" not in reader.text
        assert "Quotes" in reader.text or "No quote and no figure went or came." in reader.text


class Foreign(FakeEngine):
    """Finds nothing, since the article is in a language that is not for it."""

    def _answer(self, future: Future[ParsedArticle], document: Document) -> None:
        told = replace(document, left_out=("Actors and quotes are found in English articles only so far.",))
        future.set_result(ParsedArticle(told, self.name))


async def test_the_panel_says_that_a_language_is_not_for_it(make_reader: MakeReader) -> None:
    reader = make_reader(
        articles=0, engine=Foreign(), prepare=lambda library: library.save(replace(sample_of(28), language="de"))
    )
    async with reader.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "enter")
        panel = " ".join(" ".join(line.rpartition("│")[2] for line in reader.lines()[1:8]).split())
        assert panel.startswith("Language: de. Actors and quotes are found in English articles only so far.")


async def test_where_an_article_comes_from(make_reader: MakeReader) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "i")
        assert "/news/dockers-28.txt (file)" in reader.text
        await press(pilot, "i")
        assert reader.app.screen is reader.screen


async def test_one_article_is_no_articles(make_reader: MakeReader) -> None:
    reader = make_reader(articles=1)
    async with reader.app.run_test(size=(80, 24)) as pilot:
        await press(pilot)
        assert reader.status.startswith("1 article, 1 unread")
