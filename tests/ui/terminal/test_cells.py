"""What is sent makes the terminal show what is wanted, and no more than differs is sent."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import get_character_cell_size

from newsreader.text.safe import REPLACEMENT
from newsreader.ui.terminal.cells import Cells, Placed

WIDTH, HEIGHT = 12, 3
TOKEN = re.compile(r"\x1b\[(?P<values>[0-9;]*)(?P<kind>[A-Za-z])|(?P<text>[^\x1b])")


class Screen:
    """A terminal of a few cells that knows the sequences which the pen uses."""

    def __init__(self) -> None:
        self.cells = [[(" ", "")] * WIDTH for _ in range(HEIGHT)]
        self.x = self.y = 0
        self.codes = ""

    def feed(self, written: str) -> None:
        for token in TOKEN.finditer(written):
            if token["text"]:
                self._put(token["text"])
            elif token["kind"] == "H":
                row, column = map(int, token["values"].split(";"))
                self.x, self.y = column - 1, row - 1
            elif token["kind"] == "C":
                self.x += int(token["values"])
            elif token["kind"] == "G":
                self.x = int(token["values"]) - 1
            elif token["kind"] == "m":
                self.codes = token["values"].removeprefix("0").removeprefix(";")
            else:
                raise AssertionError(token[0])

    def _put(self, character: str) -> None:
        size = get_character_cell_size(character)
        row = self.cells[self.y]
        if not size:
            at = self.x - 1 if row[self.x - 1][0] else self.x - 2
            row[at] = (row[at][0] + character, row[at][1])
            return
        if row[self.x][0] == "":
            row[self.x - 1] = (" ", row[self.x - 1][1])
        row[self.x] = (character, self.codes)
        if size == 2:
            row[self.x + 1] = ("", self.codes)
        self.x += size
        if self.x < WIDTH and row[self.x][0] == "":
            row[self.x] = (" ", row[self.x][1])

    def lines(self) -> list[str]:
        return ["".join(text for text, _ in row) for row in self.cells]


def blank() -> list[Placed]:
    return [Placed(0, y, " " * WIDTH, "") for y in range(HEIGHT)]


def started() -> tuple[Cells, Screen]:
    cells, screen = Cells(), Screen()
    cells.forget(WIDTH)
    screen.feed(cells.update(blank()))
    return cells, screen


def test_only_what_differs_is_sent() -> None:
    cells, screen = started()
    screen.feed(cells.update([Placed(0, 0, "Harbour talk", "1")]))
    written = cells.update([Placed(0, 0, "Harbour walk", "1")])
    assert written == "\x1b[1;9H\x1b[0;1mw\x1b[m"
    screen.feed(written)
    assert screen.lines()[0] == "Harbour walk"
    assert cells.update([Placed(0, 0, "Harbour walk", "1")]) == ""


def test_everything_is_sent_after_it_was_forgotten() -> None:
    cells, _ = started()
    cells.forget(WIDTH)
    assert cells.update([Placed(0, 1, "ab", "")]) == "\x1b[2;1H\x1b[mab"


def test_a_wide_character_is_never_left_by_half() -> None:
    cells, screen = started()
    screen.feed(cells.update([Placed(0, 0, "日本", "")]))
    screen.feed(cells.update([Placed(1, 0, "x", "")]))
    assert screen.lines()[0] == " x本" + " " * 8
    screen.feed(cells.update([Placed(2, 0, "ab", "")]))
    assert screen.lines()[0] == " xab" + " " * 8


def test_what_does_not_fit_is_cut_off() -> None:
    cells, screen = started()
    screen.feed(cells.update([Placed(10, 2, "abc", ""), Placed(11, 0, "日", "")]))
    assert screen.lines()[2] == " " * 10 + "ab"
    assert screen.lines()[0] == " " * 12


def test_no_control_character_is_sent() -> None:
    cells, _ = started()
    written = cells.update([Placed(0, 0, "a\x1b]0;b\x07\x9b", "")])
    assert written == f"\x1b[1;1H\x1b[ma{REPLACEMENT}]0;b{REPLACEMENT}{REPLACEMENT}"


def test_blanks_of_every_kind_are_drawn_as_blanks() -> None:
    cells, screen = started()
    screen.feed(cells.update([Placed(0, 0, "10\xa0000\u202f€\u3000x", "")]))
    assert screen.lines()[0] == "10 000 €  x "


runs = st.builds(
    Placed,
    st.integers(0, WIDTH - 1),
    st.integers(0, HEIGHT - 1),
    st.text("ab 日語é\u0301", min_size=1, max_size=8).filter(lambda text: text[0] != "\u0301"),
    st.sampled_from(["", "1", "31"]),
)


@given(st.lists(st.lists(runs, max_size=4), max_size=6))
def test_the_terminal_shows_what_was_drawn(updates: list[list[Placed]]) -> None:
    cells, screen = started()
    whole = Cells()
    drawn: list[Placed] = blank()
    for update in updates:
        screen.feed(cells.update(update))
        drawn += update
    whole.forget(WIDTH)
    fresh = Screen()
    fresh.feed(whole.update(drawn))
    assert screen.cells == fresh.cells
