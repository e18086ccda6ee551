"""The reader through its keys."""

from __future__ import annotations

import pytest

from newsreader.ui.commands import Place
from tests.ui.conftest import MakeReader

SIZES = [(200, 60), (120, 40), (80, 24), (60, 20), (40, 12)]


@pytest.mark.parametrize("size", SIZES)
async def test_list_text_and_panel_at_every_size(make_reader: MakeReader, size: tuple[int, int]) -> None:
    reader = make_reader()
    async with reader.app.run_test(size=size) as pilot:
        await pilot.pause()
        print(reader.text)
        assert "Day 28" in reader.text
        await pilot.press("enter")
        await pilot.pause()
        print(reader.text)
        assert "The harbour" in reader.text
        await pilot.press("l")
        await pilot.pause()
        print(reader.text)
        assert reader.screen.place is Place.PANEL
        assert "Maria Okafor" in reader.text
        await pilot.press(">")
        await pilot.pause()
        print(reader.text)
        assert "not attributed" in reader.text
