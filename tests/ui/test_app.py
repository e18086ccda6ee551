"""The reader through its keys: what is open and picked, and what the screen says."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from newsreader.errors import WorkerError
from newsreader.model.reading import AnalysisState
from newsreader.settings import Settings
from newsreader.ui.commands import Place
from newsreader.ui.panes.cards import Tab
from tests import samples
from tests.fakes import FakeEngine
from tests.ui.conftest import MakeReader, Reader

SIZES = [(200, 60), (120, 40), (80, 24), (60, 20), (40, 12)]


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys one after another, each when the one before has had its effect."""
    for key in (*keys, ""):
        if key:
            await pilot.press(key)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


def place_of(reader: Reader) -> Place:
    return reader.screen.place


def quote_of(reader: Reader) -> int | None:
    return reader.screen.reading.quote_index


def state_of(reader: Reader) -> AnalysisState:
    return reader.screen.reading.state


@pytest.mark.parametrize("size", SIZES)
async def test_list_text_and_panel_at_every_size(make_reader: MakeReader, size: tuple[int, int]) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=size) as pilot:
        await press(pilot)
        assert "Day 28" in reader.text
        await press(pilot, "enter")
        assert "The harbour" in reader.text
        assert place_of(reader) is Place.TEXT
        await press(pilot, "l")
        assert place_of(reader) is Place.PANEL
        assert "Maria Okafor" in reader.text
        await press(pilot, ">")
        assert "not attributed" in reader.text
        assert all(len(line) <= size[0] for line in reader.lines())
        await press(pilot, "q", "q")
    assert reader.app.return_code == 0


MOVES = [
    ("j", 1), ("5 j", 6), ("k", 5), ("G", 19), ("g g", 0), ("down down", 2), ("3 g g", 2), ("home", 0), ("end", 19),
    ("k ctrl+u", 14), ("ctrl+d", 18), ("ctrl+b", 11), ("ctrl+f", 18), ("pageup", 11), ("pagedown", 18),
    ("j j j j j", 19), ("g g k", 0),
]  # fmt: skip


async def test_moving_in_the_list(make_reader: MakeReader) -> None:
    reader = make_reader(articles=20)
    async with reader.app.run_test(size=(80, 24)) as pilot:
        articles = reader.screen.articles
        for keys, row in MOVES:
            await press(pilot, *keys.split())
            assert (keys, articles.cursor) == (keys, row)
            first, height = articles.scroll_offset.y, articles.size.height
            assert first <= articles.top_of(row) < first + height


async def test_a_held_key_at_the_edge_jumps_by_half_a_page(make_reader: MakeReader) -> None:
    reader = make_reader(articles=28)
    async with reader.app.run_test(size=(80, 24)) as pilot:
        articles = reader.screen.articles
        await press(pilot)
        height = articles.size.height
        await press(pilot, *["j"] * height)
        assert articles.scroll_offset.y == 1 + height // 2


async def test_opening_reading_and_going_back(make_reader: MakeReader) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(120, 40)) as pilot:
        await press(pilot)
        first = reader.screen.reading.key
        assert reader.screen.unread == 3, "what is on screen at the start was not opened by the person"
        await press(pilot, "j", "enter")
        assert reader.screen.reading.key != first
        assert reader.screen.unread == 2
        assert state_of(reader) is AnalysisState.DONE
        await press(pilot, "J")
        assert reader.screen.unread == 1
        await press(pilot, "J")
        assert reader.status.startswith("no further article")
        await press(pilot, "K", "K")
        assert reader.screen.reading.key == first
        assert reader.screen.unread == 0
        await press(pilot, "n")
        assert reader.status.startswith("no unread article")
        await press(pilot, "q")
        assert reader.screen.place is Place.LIST


async def test_next_unread_skips_what_is_read(make_reader: MakeReader) -> None:
    reader = make_reader(articles=4)
    async with reader.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "j", "m", "g", "g", "n")
        assert reader.screen.articles.cursor == 2
        await press(pilot, "p")
        assert reader.screen.articles.cursor == 0


async def test_space_at_the_end_opens_the_next_unread(make_reader: MakeReader) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "enter")
        first = reader.screen.reading.key
        await press(pilot, "space")
        assert reader.screen.reading.key != first


async def test_marks_and_undo(make_reader: MakeReader) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "s")
        assert "N*" in reader.text
        await press(pilot, "A")
        assert reader.screen.unread == 0
        await press(pilot, "u")
        assert reader.screen.unread == 3
        await press(pilot, "u")
        assert "N*" not in reader.text
        await press(pilot, "u")
        assert reader.status.startswith("nothing to undo")


async def test_the_text_follows_the_panel(make_reader: MakeReader) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(120, 16)) as pilot:
        await press(pilot, "enter", "l", "enter")
        assert reader.screen.reading.actor_id == samples.MAYOR
        assert reader.screen.reader.lit == samples.at("Maria Okafor")
        await press(pilot, "]")
        assert reader.screen.reader.lit == samples.at("She")
        assert reader.status.startswith("Maria Okafor: mention 2 of 3")
        await press(pilot, "]", "]")
        assert reader.screen.reader.lit == samples.at("Maria Okafor")
        await press(pilot, "[")
        assert reader.screen.reader.lit == samples.at("Okafor", 1)
        await press(pilot, ">", "j", "enter")
        assert reader.screen.reading.quote_index == 1
        assert reader.screen.reader.lit == samples.parsed().quotes[1].span
        await press(pilot, "escape")
        assert quote_of(reader) is None
        assert reader.screen.reader.lit is None


async def test_quotes_one_after_another_in_the_text(make_reader: MakeReader) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "enter", "]")
        assert reader.screen.reading.quote_index == 0
        await press(pilot, "]", "]", "]")
        assert reader.screen.reading.quote_index == 0
        await press(pilot, "[")
        assert reader.status.startswith("quote 3 of 3")


async def test_the_panel_follows_the_text(make_reader: MakeReader) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(120, 8)) as pilot:
        await press(pilot, "enter")
        lines = reader.lines()
        assert "• Port Ellery" in "\n".join(lines)
        assert "• Anna Veld" not in "\n".join(lines)


async def test_what_is_worked_out_unsure_or_unattributed_is_told_apart(make_reader: MakeReader) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(200, 40)) as pilot:
        await press(pilot, "enter")
        assert "Dockers’ Union?" in reader.text
        assert "2+~1" in reader.text
        assert "aside" in reader.text
        await press(pilot, "l", ">")
        assert "~Maria Okafor (She) · warned · indirect" in reader.text
        assert "not attributed? · condemned" in reader.text
        await press(pilot, ">")
        assert "None found." in reader.text
        assert reader.screen.tab is Tab.TIES


async def test_search_in_the_text(make_reader: MakeReader) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "enter", "/", *"ellery", "enter")
        assert reader.status.startswith("match 1 of 3")
        await press(pilot, "n", "n")
        assert reader.status.startswith("match 3 of 3")
        await press(pilot, "N")
        assert reader.status.startswith("match 2 of 3")
        await press(pilot, "escape")
        assert not reader.screen.searching
        await press(pilot, "/", *"zebra", "enter")
        assert reader.status.startswith("not in this article: zebra")


async def test_the_list_is_filtered_as_one_types_and_esc_restores_the_place(make_reader: MakeReader) -> None:
    reader = make_reader(articles=12)
    async with reader.app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *"jjj", "/", *"day 27")
        assert len(reader.screen.articles.keys) == 1
        await press(pilot, "escape")
        assert len(reader.screen.articles.keys) == 12
        assert reader.screen.articles.cursor == 3
        await press(pilot, "F", *"harbour dockers", "enter")
        assert len(reader.screen.articles.keys) == 12
        assert "12 of 12 articles" in reader.status
        await press(pilot, "F", *"zebra", "enter")
        assert reader.status.startswith("nothing found for zebra")
        await press(pilot, "escape")
        assert len(reader.screen.articles.keys) == 12


async def test_search_in_the_panel(make_reader: MakeReader) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "enter", "l", "/", *"union", "enter")
        assert reader.screen.panel.cursor == 2


async def test_an_old_search_in_the_panel_takes_no_esc_in_the_text(make_reader: MakeReader) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "enter", "l", "/", *"union", "enter", "h", "]", "escape")
        assert quote_of(reader) is None
        await press(pilot, "l", "escape", "escape")
        assert place_of(reader) is Place.LIST, "the first ended the search, the second left the panel"


async def test_the_next_mention_is_that_of_what_the_panels_cursor_is_on(make_reader: MakeReader) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "enter", "l", "j", "]")
        assert reader.status.startswith("Port Ellery: mention 1 of 3")
        await press(pilot, "]", "k", "[")
        assert reader.status.startswith("Maria Okafor: mention 3 of 3")
        await press(pilot, ">", "j", "]")
        assert quote_of(reader) == 1
        await press(pilot, "]")
        assert (quote_of(reader), reader.screen.panel.cursor) == (2, 2)


async def test_folded_matter_opens(make_reader: MakeReader) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "enter")
        assert "1 line of other matter folded" in reader.text
        assert "newsletter" not in reader.text
        await press(pilot, "z")
        assert "Subscribe to our newsletter" in reader.text


async def test_copying(make_reader: MakeReader) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "enter", "y")
        assert "The Ellery Tide, 2024-03-28" in reader.app.clipboard
        await press(pilot, "]", "y")
        assert reader.app.clipboard.startswith("“We are closer than we were last week”\n— Maria Okafor\n")
        await press(pilot, "escape", "l", "y")
        assert reader.app.clipboard.startswith("Maria Okafor; the mayor of Port Ellery\n")
        await press(pilot, "o")
        assert reader.status.startswith("this article has no address")


async def test_a_selection_is_copied_as_it_stands_in_the_article(make_reader: MakeReader) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter")
        reader.screen.reader.text_select_all()
        selected = reader.screen.get_selected_text() or ""
        paragraph = samples.LINES[1][1]
        assert paragraph in selected, "without the breaks of the screen"
        await press(pilot, "ctrl+c")
        assert reader.app.clipboard == selected
        assert reader.app.is_running


async def test_the_place_stays_when_the_window_changes(make_reader: MakeReader) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(40, 12)) as pilot:
        await press(pilot, "enter", "j", "j", "j", "j")
        before = reader.screen.reader.top_offset()
        for size in ((120, 12), (60, 8), (40, 12)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            rows = reader.screen.reader
            top = rows.rows[rows.scroll_offset.y].span
            assert reader.screen.place is Place.TEXT
            if not rows.at_end:
                assert top is not None
                assert before in top
        assert reader.screen.reader.top_offset() == before


async def test_text_is_readable_at_once_and_the_panel_fills_without_moving_it(make_reader: MakeReader) -> None:
    engine = FakeEngine(hold=True)
    reader = make_reader(engine=engine)
    async with reader.app.run_test(size=(120, 14)) as pilot:
        await pilot.press("enter", "j")
        await pilot.pause()
        assert state_of(reader) is AnalysisState.WAITING
        assert "stays closed" in reader.text
        assert "Reading the article for" in reader.text
        shown = [line[35:80] for line in reader.lines()[:10]]
        engine.release()
        await press(pilot)
        assert state_of(reader) is AnalysisState.DONE
        assert "Maria Okafor" in reader.text
        assert [line[35:80].replace("┃", " ").replace("┆", " ") for line in reader.lines()[:10]] == shown


async def test_an_answer_that_comes_late_is_kept_but_not_shown(make_reader: MakeReader) -> None:
    engine = FakeEngine(hold=True)
    reader = make_reader(engine=engine)
    async with reader.app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter", "J")
        await pilot.pause()
        second = reader.screen.reading.key
        engine.release()
        await press(pilot)
        assert reader.screen.reading.key == second
        engine.release()
        await press(pilot)
        assert reader.screen.reading.parsed is not None
        assert reader.screen.reading.parsed.document.id == "dockers-27"


async def test_an_article_that_fails_says_so_and_the_rest_goes_on(make_reader: MakeReader) -> None:
    engine = FakeEngine(failure=WorkerError("took longer than 90 seconds"))
    reader = make_reader(engine=engine)
    async with reader.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "enter")
        assert "Not analysed:" in reader.text
        assert "stays closed" in reader.text
        engine.failure = None
        await press(pilot, "J")
        assert reader.screen.reading.parsed is not None


async def test_an_empty_library_says_so(make_reader: MakeReader) -> None:
    reader = make_reader(articles=0)
    async with reader.app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "j", "G", "]", "y", "s", "u", "l", "enter", ">")
        assert "No articles." in reader.text
        assert "Nothing is open." in reader.text


async def test_help_lists_what_works_here(make_reader: MakeReader) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(80, 40)) as pilot:
        await press(pilot, "?")
        assert "Keys that work in the list" in reader.text
        assert "open the article" in reader.text
        await press(pilot, "q", "l", "?")
        assert "Keys that work in the text" in reader.text
        assert "open the article" not in reader.text


async def test_a_key_that_does_nothing_says_so(make_reader: MakeReader) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "x")
        assert reader.status.startswith("x does nothing here")
        await press(pilot, "j")
        assert not reader.status.startswith("x")


async def test_the_command_line(make_reader: MakeReader) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ":", "3", "enter")
        assert reader.screen.articles.cursor == 2
        await press(pilot, ":", *"article.star", "enter")
        assert "N*" in reader.text
        await press(pilot, ":", *"nonsense", "enter")
        assert reader.status.startswith("no command nonsense")
        await press(pilot, ":", "q", "enter")
    assert reader.app.return_code == 0


async def test_the_palette_does_a_command(make_reader: MakeReader) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "ctrl+p", *"star", "enter")
        await press(pilot)
        header = reader.screen.articles.header(reader.screen.articles.current)
        assert header is not None
        assert header.starred


@pytest.mark.parametrize("policy", ["open", "end", "never"])
async def test_when_an_article_counts_as_read(make_reader: MakeReader, policy: str) -> None:
    reader = make_reader(settings=Settings(mark_read=policy))
    async with reader.app.run_test(size=(60, 8)) as pilot:
        await press(pilot, "enter")
        assert reader.screen.unread == (2 if policy == "open" else 3)
        await press(pilot, "G")
        assert reader.screen.unread == (3 if policy == "never" else 2)


async def test_ascii_only(make_reader: MakeReader) -> None:
    reader = make_reader(settings=Settings(ascii=True))
    async with reader.app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "l", ">")
        own = reader.text
        for words in samples.TEXT.split():
            own = own.replace(words, "")
        assert not set("▌┃┆•▪─│…") & set(own)
        assert "dockers keep Po.." in reader.text


async def test_settings_that_cannot_be_are_said_and_the_rest_holds(make_reader: MakeReader) -> None:
    reader = make_reader(settings=Settings(theme="no-such-theme"))
    async with reader.app.run_test(size=(120, 24)) as pilot:
        await press(pilot)
        assert "there is no theme 'no-such-theme'" in reader.status


async def test_a_click_opens_and_the_wheel_scrolls(make_reader: MakeReader) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(120, 40)) as pilot:
        await pilot.click("#list", offset=(8, 2))
        await press(pilot)
        assert reader.screen.articles.cursor == 1
        assert reader.screen.unread == 2


async def test_foreign_markup_is_drawn_as_it_stands(make_reader: MakeReader) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(120, 24)) as pilot:
        reader.screen.say("[@click=app.quit]x[/] [/b] {markup}")
        await press(pilot)
        assert "[@click=app.quit]x[/] [/b] {markup}" in reader.text
