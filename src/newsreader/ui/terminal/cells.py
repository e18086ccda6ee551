"""What the terminal shows, cell by cell, and the fewest bytes that change it into something else.

Textual sends every line that a widget may have changed, each run with its style set and reset. Over a
slow line that is what makes a reader feel slow: opening an article repaints screens that differ in a
part of their cells. Here what is to be drawn is compared with what is there, and only cells that
differ are sent: the cursor jumps over the rest, and a style is set where it changes.

It is also the last gate: a control character that came so far is drawn as a mark, never sent.

Source of the method: the cell buffers of curses (Kenneth Arnold 1980; ncurses' `doupdate`), without
scroll regions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.cells import get_character_cell_size

from newsreader.text.safe import make_safe

Cell = tuple[str, str]
"""A character with its marks, and the SGR codes it is drawn with; the right half of a wide one has no text."""

UNKNOWN: Cell = ("\0", "")
"""A cell of which nobody knows what it shows."""

_WORTH_SENDING = 5
"""Unchanged cells of the pen's own style that are cheaper to send again than to jump over."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A run of characters at a place on the screen."""

    x: int
    """Column of its first cell, from 0."""

    y: int
    """Row, from 0."""

    text: str
    """What is drawn."""

    codes: str
    """Its style as SGR codes, without the frame of the sequence; empty for none."""


class Cells:
    """The shadow of the terminal's screen."""

    def __init__(self) -> None:
        self._rows: dict[int, list[Cell]] = {}
        self._width = 0

    def forget(self, width: int) -> None:
        """Take nothing for granted any more: the window has another size, or somebody else drew on it."""
        self._rows.clear()
        self._width = width

    def update(self, runs: Iterable[Placed]) -> str:
        """Take over what is to be drawn; what to send for it, which is nothing where nothing differs."""
        wanted: dict[int, list[Cell]] = {}
        for run in runs:
            row = wanted.get(run.y)
            if row is None:
                row = wanted[run.y] = list(self._rows.get(run.y) or [UNKNOWN] * self._width)
            self._put(row, run)
        pen = _Pen()
        for y in sorted(wanted):
            before = self._rows.get(y) or [UNKNOWN] * self._width
            if before != wanted[y]:
                pen.draw(y, before, wanted[y])
                self._rows[y] = wanted[y]
        return pen.done()

    def _put(self, row: list[Cell], run: Placed) -> None:
        x = run.x
        if 0 < x < self._width and row[x][0] == "":
            row[x - 1] = (" ", row[x - 1][1])
        for text, cells in _characters(run.text):
            if not 0 <= x < self._width or x + cells > self._width:
                break
            row[x] = (text, run.codes)
            if cells == 2:
                row[x + 1] = ("", run.codes)
            x += cells
        if 0 < x < self._width and row[x][0] == "":
            row[x] = (" ", row[x][1])


def _characters(text: str) -> Iterator[tuple[str, int]]:
    """Characters with the marks that stand on them, and how many cells each takes."""
    if text.isascii() and text.isprintable():
        for character in text:
            yield character, 1
        return
    waiting, cells = "", 0
    for character in make_safe(text):
        size = get_character_cell_size(character)
        if character.isspace():
            # A blank of whatever kind: a no-break space, a thin one, the wide one of East Asia.
            if waiting:
                yield waiting, cells
                waiting = ""
            for _ in range(max(1, size)):
                yield " ", 1
        elif size:
            if waiting:
                yield waiting, cells
            waiting, cells = character, size
        elif waiting:
            waiting += character
    if waiting:
        yield waiting, cells


class _Pen:
    """Writes rows, and knows where the cursor is and which style is set."""

    def __init__(self) -> None:
        self._out: list[str] = []
        self._codes: str | None = None
        self._at: tuple[int, int] | None = None

    def draw(self, y: int, before: list[Cell], wanted: list[Cell]) -> None:
        """Send the cells of a row that differ."""
        x, width = 0, len(wanted)
        while x < width:
            if wanted[x] == before[x] or wanted[x][0] == "" or wanted[x] is UNKNOWN:
                x += 1
                continue
            self._go(x, y, wanted)
            while x < width and (wanted[x] != before[x] and wanted[x] is not UNKNOWN):
                x += self._write(wanted, x)
            self._at = (x, y) if self._at is not None else None

    def _go(self, x: int, y: int, row: list[Cell]) -> None:
        """Put the cursor there: by jumping, or by writing again the few cells between."""
        if self._at == (x, y):
            return
        if self._at is not None and self._at[1] == y and 0 < x - self._at[0] <= _WORTH_SENDING:
            between = row[self._at[0] : x]
            if all(codes == self._codes and text.isascii() and text not in ("", "\0") for text, codes in between):
                self._out.append("".join(text for text, _ in between))
                return
            self._out.append(f"\x1b[{x - self._at[0]}C")
            return
        self._out.append(f"\x1b[{y + 1};{x + 1}H")

    def _write(self, row: list[Cell], x: int) -> int:
        """Send one character; how many cells it took."""
        text, codes = row[x]
        if text == "":
            return 1
        if codes != self._codes:
            self._out.append(f"\x1b[0;{codes}m" if codes else "\x1b[m")
            self._codes = codes
        self._out.append(text)
        cells = 2 if x + 1 < len(row) and row[x + 1][0] == "" else 1
        # Terminals do not agree on the width of wide and marked characters: say where the next one goes.
        self._at = None if cells == 2 or len(text) > 1 else (0, 0)
        if self._at is None and x + cells < len(row):
            self._out.append(f"\x1b[{x + cells + 1}G")
            self._at = (0, 0)
        return cells

    def done(self) -> str:
        """All that is to be sent, with the style set back at its end."""
        if self._codes:
            self._out.append("\x1b[m")
        return "".join(self._out)
