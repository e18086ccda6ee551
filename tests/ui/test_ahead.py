"""Keys that were typed ahead are for what opens, not for what lies behind it."""

from __future__ import annotations

from textual import events

from tests.ui.conftest import MakeReader, Reader
from tests.ui.test_app import press


def burst(reader: Reader, *keys: str) -> None:
    for key in keys:
        character = key if len(key) == 1 else None
        reader.app.post_message(events.Key(key, character))


async def test_tags_that_are_typed_at_once_are_no_commands(make_reader: MakeReader) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(120, 40)) as pilot:
        await press(pilot)
        burst(reader, "t", "c", "d", "enter")
        await press(pilot)
        await press(pilot)
        assert "#cd" in reader.text


async def test_keys_for_the_sources_move_nothing_behind_them(make_reader: MakeReader) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(120, 40)) as pilot:
        await press(pilot)
        before = reader.screen.articles.cursor
        opened = reader.screen.reading.key
        burst(reader, "f", "j", "j", "enter")
        await press(pilot)
        await press(pilot)
        assert reader.screen.articles.cursor == before or reader.screen.views
        assert reader.screen.reading.key == opened
        assert "Starred" in reader.text


async def test_a_sheet_that_is_closed_twice_ends_the_reader_in_order(make_reader: MakeReader) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=(120, 40)) as pilot:
        await press(pilot)
        burst(reader, "i", "q", "i", "escape", "i")
        await press(pilot)
        await press(pilot)
        assert "read from" in reader.text
