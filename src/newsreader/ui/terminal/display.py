"""Textual's updates of the screen, as runs of characters with their places and styles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Protocol

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.segment import ControlType, Segment
from textual.strip import Strip

from newsreader.ui.terminal.cells import Placed

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions


class Update(Protocol):
    """An update of the screen: something that renders as segments and movements of the cursor."""

    def __rich_console__(self, console: Console, options: ConsoleOptions, /) -> Iterable[object]:
        """Its segments."""


def placed(update: Update, console: Console, *, colours: bool = True) -> Iterator[Placed]:
    """The runs of an update, each where it is to be drawn; without colours bold, underline and the like are left."""
    system = console._color_system or ColorSystem.TRUECOLOR
    x = y = 0
    for item in update.__rich_console__(console, console.options):
        if not isinstance(item, Segment):
            continue
        if item.control:
            for code in item.control:
                if code[0] is ControlType.CURSOR_MOVE_TO:
                    x, y = int(code[1]), int(code[2])  # type: ignore[misc]
        elif item.text != "\n":
            style = item.style if colours or item.style is None else item.style.without_color
            codes = Strip.render_ansi(style, system) if style is not None else ""
            yield Placed(x, y, item.text, codes)
            x += cell_len(item.text)
