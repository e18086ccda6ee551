"""Putting right by keys: where the mistake is seen, at every size, on the disk at once, and undone by one key."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import pytest

from newsreader.errors import LibraryError, NewsreaderError
from newsreader.library import Library
from newsreader.model.article import ActorType, ParsedArticle, Relation, Tie
from newsreader.model.document import Document
from newsreader.services.correcting import file_beside
from newsreader.settings import Settings
from newsreader.ui.commands import Place
from newsreader.ui.screens.choosing import Choosing
from tests import samples
from tests.fakes import FakeEngine
from tests.ui.conftest import MakeReader, Reader
from tests.ui.test_app import SIZES, press, quote_of

TO_PANEL = ("enter", "l")
TO_QUOTES = (*TO_PANEL, ">")


class TiedEngine(FakeEngine):
    """Analyses every article as the sample, with a tie."""

    def _answer(self, future: Future[ParsedArticle], document: Document) -> None:
        parsed = samples.parsed(document, self.name)
        tie = Tie(samples.MAYOR, Relation.LEADS, samples.TOWN, parsed.quotes[0].sentence)
        future.set_result(replace(parsed, ties=(tie,)))


def parsed_of(reader: Reader) -> ParsedArticle:
    parsed = reader.screen.reading.parsed
    assert parsed is not None
    return parsed


def speakers_of(reader: Reader, index: int) -> list[str]:
    parsed = parsed_of(reader)
    found = [parsed.actor(speaker.actor) for speaker in parsed.quotes[index].speakers]
    return [actor.name if actor else "?" for actor in found]


def names_of(reader: Reader) -> list[str]:
    return [actor.name for actor in parsed_of(reader).actors]


def panel_of(reader: Reader) -> str:
    """What the panel says, without the breaks of its lines."""
    lines = ["".join(piece.text for piece in line) for card in reader.screen.panel._cards for line in card.lines]
    return " ".join(" ".join(lines).split())


def file_of(reader: Reader) -> Path:
    return file_beside(reader.desk.shelf.path)


def is_offering(reader: Reader) -> bool:
    screen = reader.screen
    assert isinstance(screen, Choosing)
    return screen.choices.offering


@pytest.mark.parametrize("size", SIZES)
async def test_a_speaker_is_set_by_a_part_of_the_name(make_reader: MakeReader, size: tuple[int, int]) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=size) as pilot:
        await press(pilot, *TO_QUOTES, "c")
        assert "s  somebody else said it" in reader.text
        await press(pilot, "s", *"union")
        assert "Who said it?" in reader.text
        await press(pilot, "enter")
        assert speakers_of(reader, 0) == ["Dockers’ Union"]
        assert reader.status.startswith("“We are closer than we were")
        assert reader.screen.place is Place.PANEL
        assert "corrected, was: Maria" in panel_of(reader)
        assert all(len(line) <= size[0] for line in reader.lines())
        assert "name: Dockers’ Union" in file_of(reader).read_text(encoding="utf-8")


async def test_typing_ahead_loses_no_key(make_reader: MakeReader) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *TO_QUOTES)
        await pilot.press("c", "s", *"union", "enter")
        await press(pilot)
        assert speakers_of(reader, 0) == ["Dockers’ Union"]


async def test_speakers_are_added_and_removed(make_reader: MakeReader) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, *TO_QUOTES, "c", "a", *"veld", "enter")
        assert speakers_of(reader, 0) == ["Maria Okafor", "Anna Veld"]
        await press(pilot, "c", "n")
        assert speakers_of(reader, 0) == []
        assert "not attributed" in reader.text
        await press(pilot, "j", "j", "c")
        assert "another said it too" not in reader.text, "nobody is there to whom one could be added"


async def test_a_speaker_may_be_words_of_the_article_and_no_others(make_reader: MakeReader) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, *TO_QUOTES, "c", "s", *"the dockers", "enter")
        assert parsed_of(reader).quotes[0].speakers[0].span == samples.at("the dockers")
        await press(pilot, "c", "s", *"zebra", "enter")
        assert reader.status.startswith("neither an actor nor words of this article: zebra")
        assert parsed_of(reader).quotes[0].speakers[0].span == samples.at("the dockers")


async def test_a_quote_an_actor_and_a_tie_that_are_none_go(make_reader: MakeReader) -> None:
    reader = make_reader(engine=TiedEngine())
    async with reader.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, *TO_QUOTES, "c", "d")
        assert len(parsed_of(reader).quotes) == 2
        assert "corrected: “We are closer" in panel_of(reader)
        await press(pilot, ">", "c", "d")
        assert parsed_of(reader).ties == ()
        assert "corrected: not: Maria" in panel_of(reader)
        await press(pilot, "<", "<", "G", "c", "d")
        assert names_of(reader) == ["Maria Okafor", "Port Ellery", "Dockers’ Union"]


async def test_an_actor_is_renamed_retyped_merged_and_split(make_reader: MakeReader) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, *TO_PANEL, "c", "p", *"oka", "enter")
        assert names_of(reader) == ["Maria Okafor", "Port Ellery", "Dockers’ Union", "Okafor", "Anna Veld"]
        await press(pilot, "c", "r", "ctrl+u", *"The Mayor", "enter")
        assert names_of(reader)[0] == "The Mayor"
        await press(pilot, "c", "t", *"state", "enter")
        assert parsed_of(reader).actors[0].type is ActorType.STATE
        await press(pilot, "c", "m", *"veld", "enter")
        assert names_of(reader) == ["Anna Veld", "Port Ellery", "Dockers’ Union", "Okafor"]
        assert "corrected, one with The" in panel_of(reader)
        await press(pilot, "c", "r", "ctrl+u", "enter")
        assert reader.status.startswith("the name is as it was")


async def test_one_key_undoes_marks_and_corrections_in_their_order(make_reader: MakeReader) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, *TO_QUOTES, "c", "n", "s", "c", "d")
        assert len(parsed_of(reader).quotes) == 2
        await press(pilot, "u")
        assert len(parsed_of(reader).quotes) == 3
        assert "*" in reader.text
        await press(pilot, "u")
        assert reader.status.startswith("unstarred")
        assert speakers_of(reader, 0) == []
        await press(pilot, "u")
        assert reader.status.startswith("taken back: “We are closer")
        assert speakers_of(reader, 0) == ["Maria Okafor"]
        assert "corrected" not in panel_of(reader)
        await press(pilot, "u", "u")
        assert reader.status.startswith("nothing to undo")


async def test_one_of_several_is_taken_back_where_it_is_shown(make_reader: MakeReader) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, *TO_QUOTES, "c", "n", "j", "c", "d", "k", "c", "u")
        assert speakers_of(reader, 0) == ["Maria Okafor"]
        assert len(parsed_of(reader).quotes) == 2
        await press(pilot, "G", "c", "u")
        assert len(parsed_of(reader).quotes) == 3
        await press(pilot, "u")
        assert reader.status.startswith("put right again: “the strike")
        assert len(parsed_of(reader).quotes) == 2


async def test_corrections_are_there_again_with_the_next_start_and_the_next_analysis(make_reader: MakeReader) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, *TO_QUOTES, "c", "n")
    library = reader.desk.shelf.path
    reader.desk.stop()
    for left in library.parent.glob("library.db*"):
        left.unlink()
    again = make_reader()
    async with again.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, *TO_QUOTES)
        assert speakers_of(again, 0) == []
        assert again.engine.asked, "it was analysed anew"
        await press(pilot, "J")
        assert speakers_of(again, 0) == ["Maria Okafor"], "another article is another"
        await press(pilot, "K")
        assert speakers_of(again, 0) == []
        assert "corrected, was: Maria" in panel_of(again)


async def test_esc_leaves_at_each_step_and_nothing_is_changed(make_reader: MakeReader) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *TO_QUOTES, "c", "escape")
        assert not is_offering(reader)
        await press(pilot, "c", "s", "escape")
        assert not is_offering(reader)
        assert reader.screen.place is Place.PANEL
        await press(pilot, "c", "x", "q")
        assert not is_offering(reader)
        assert not file_of(reader).exists()
        await press(pilot, "j")
        assert reader.screen.panel.cursor == 1


async def test_options_are_reached_by_moving_too(make_reader: MakeReader) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *TO_QUOTES, "c", "j", "down", "k", "j", "enter")
        assert speakers_of(reader, 0) == []
        await press(pilot, "c", "enter", "down", "down", "up", "enter")
        assert speakers_of(reader, 0) == ["Port Ellery"]


async def test_an_option_is_clicked_on(make_reader: MakeReader) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *TO_QUOTES, "c")
        await pilot.click("#choices", offset=(6, 3))
        await press(pilot)
        assert speakers_of(reader, 0) == []


async def test_in_the_text_it_is_the_quote_that_is_picked_or_the_first_in_sight(make_reader: MakeReader) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "enter", "c")
        assert quote_of(reader) == 0
        await press(pilot, "escape", "]", "c", "n")
        assert speakers_of(reader, 1) == []
        assert quote_of(reader) == 1
        await press(pilot, "c", "d")
        assert quote_of(reader) is None
        assert reader.screen.reader.lit is None


async def test_where_nothing_can_be_put_right_it_is_said(make_reader: MakeReader) -> None:
    engine = FakeEngine(hold=True)
    reader = make_reader(engine=engine)
    async with reader.app.run_test(size=(120, 40)) as pilot:
        await pilot.press("c")
        await pilot.pause()
        assert reader.status.startswith("c does nothing here"), "in the list"
        await pilot.press("enter", "c")
        await pilot.pause()
        assert reader.status.startswith("nothing to put right: this article is not analysed yet")
        engine.hold = False
        engine.release()
        await press(pilot, "l", ">", ">", "c")
        assert reader.status.startswith("nothing to put right here")


async def test_a_correction_that_finds_nothing_is_shown_and_can_be_taken_out(make_reader: MakeReader) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, *TO_QUOTES, "c", "n")
        path = file_of(reader)
        path.write_text(path.read_text(encoding="utf-8").replace("We are closer", "We are nearer"), encoding="utf-8")
        await press(pilot, "J", "K")
        assert speakers_of(reader, 0) == ["Maria Okafor"]
        assert "not found any more: “We are" in panel_of(reader)
        assert "We are nearer" in path.read_text(encoding="utf-8")
        await press(pilot, "G", "c", "u")
        assert "not found any more" not in panel_of(reader)
        assert "We are nearer" not in path.read_text(encoding="utf-8")


async def test_a_damaged_file_is_set_aside_and_said_so(make_reader: MakeReader) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(160, 40)) as pilot:
        await press(pilot, "enter")
        file_of(reader).write_text("form: [", encoding="utf-8")
        await press(pilot, "J")
        assert reader.status.startswith("corrections.yaml: set aside as corrections.yaml.damaged-")
        await press(pilot, "l", ">", "c", "n")
        assert speakers_of(reader, 0) == []
        (aside,) = file_of(reader).parent.glob("corrections.yaml.damaged-*")
        assert aside.read_text(encoding="utf-8") == "form: ["


async def test_what_cannot_be_written_is_said_and_not_shown_as_if_it_were(make_reader: MakeReader) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(160, 40)) as pilot:
        await press(pilot, *TO_QUOTES)
        file_of(reader).mkdir()
        await press(pilot, "c", "n")
        assert "corrections.yaml: cannot be read" in reader.status
        assert speakers_of(reader, 0) == ["Maria Okafor"]


async def test_an_article_that_was_left_meanwhile_is_not_shown(make_reader: MakeReader) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, *TO_QUOTES)
        await pilot.press("c", "n", "J")
        await press(pilot)
        assert speakers_of(reader, 0) == ["Maria Okafor"]
        await press(pilot, "K")
        assert speakers_of(reader, 0) == []


async def test_what_was_asked_about_one_article_changes_no_other(make_reader: MakeReader) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, *TO_QUOTES, "c")
        reader.screen.open_article(reader.screen.articles.keys[1])
        await press(pilot)
        await press(pilot, "n")
        assert reader.status.startswith("the article is another one now")
        assert not file_of(reader).exists()


async def test_foreign_words_are_drawn_as_they_stand_in_ascii_and_narrow_too(make_reader: MakeReader) -> None:
    reader = make_reader(settings=Settings(ascii=True))
    async with reader.app.run_test(size=(40, 14)) as pilot:
        await press(pilot, *TO_PANEL, "c", "r", "ctrl+u", *"[b]x[/b] {y}", "enter")
        assert names_of(reader)[0] == "[b]x[/b] {y}"
        assert "[b]x[/b] {y}" in reader.text
        await press(pilot, "c")
        assert "> r  it has another name" in reader.text
        assert "…" not in "\n".join(reader.lines()[-8:])


async def test_errors_of_the_desk_end_nothing(make_reader: MakeReader, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = make_reader()

    def fails(*_: object) -> None:
        raise NewsreaderError("no such luck")

    async with reader.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, *TO_QUOTES)
        monkeypatch.setattr(reader.desk.corrections, "put", fails)
        await press(pilot, "c", "n")
        assert reader.status.startswith("no such luck")


async def test_a_click_elsewhere_ends_the_question_and_the_keys_work(make_reader: MakeReader) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, *TO_QUOTES, "c", "s", *"un")
        await pilot.click("#list", offset=(5, 3))
        await press(pilot)
        assert not reader.screen.prompt.asking
        assert not is_offering(reader)
        assert reader.screen.place is Place.LIST
        second = reader.screen.articles.keys[1]
        assert reader.screen.reading.key == second
        await press(pilot, "k")
        assert reader.screen.articles.current == reader.screen.articles.keys[0], "the keys are the list's"
        assert not file_of(reader).exists()


@pytest.mark.parametrize("asked", [("c", "s"), ("c", "r"), ("/",), (":",)])
async def test_a_click_on_what_takes_no_keys_gives_them_back(make_reader: MakeReader, asked: tuple[str, ...]) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, *TO_PANEL, *asked)
        assert reader.screen.prompt.asking or is_offering(reader)
        await pilot.click("#hints", offset=(2, 0))
        await press(pilot, "j")
        assert not reader.screen.prompt.asking
        assert reader.screen.place is Place.PANEL
        assert reader.screen.panel.cursor == 1


async def test_a_click_at_the_prompt_leaves_it_as_it_is(make_reader: MakeReader) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, *TO_QUOTES, "c", "s", *"uni")
        await pilot.click("#prompt", offset=(30, 0))
        await press(pilot, "o", "n", "enter")
        assert speakers_of(reader, 0) == ["Dockers’ Union"]


async def test_undo_names_the_article_where_it_is_not_the_open_one(make_reader: MakeReader) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(160, 40)) as pilot:
        await press(pilot, *TO_QUOTES, "c", "n", "J", "u", "u")
        assert reader.status.startswith("in “Day 28: dockers keep Port Ellery closed”: taken back: “We are closer")
        await press(pilot, "c", "n", "u")
        assert reader.status.startswith("taken back: “We are closer")


async def test_what_the_library_cannot_remember_is_not_kept(
    make_reader: MakeReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = make_reader()

    def fails(*_: object) -> None:
        raise LibraryError("is locked")

    async with reader.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, *TO_QUOTES)
        monkeypatch.setattr(Library, "set_setting", fails)
        await press(pilot, "c", "n")
        assert reader.status.startswith("is locked")
        assert speakers_of(reader, 0) == ["Maria Okafor"]
        assert not file_of(reader).exists()


async def test_what_hangs_on_a_correction_that_is_taken_back_is_said(make_reader: MakeReader) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(160, 40)) as pilot:
        await press(pilot, *TO_PANEL, "c", "r", "ctrl+u", *"M. O.", "enter", "c", "t", *"group", "enter", "c", "1")
        assert "taken back: Maria Okafor is called M. O.; not found any more without it: M. O. is of" in reader.status
        assert names_of(reader)[0] == "Maria Okafor"
        await press(pilot, "u")
        assert reader.status.startswith("put right again: Maria Okafor is called M. O.")
        mayor = parsed_of(reader).actors[0]
        assert (mayor.name, mayor.type) == ("M. O.", ActorType.GROUP)
