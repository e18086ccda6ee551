"""A sheet of lines over the main screen: to be read, scrolled and closed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Size
from textual.screen import ModalScreen, Screen

from newsreader.text.wrap import wrap_words
from newsreader.ui.ahead import pass_on
from newsreader.ui.widgets.lines import Line, Piece, Styles
from newsreader.ui.widgets.row_view import Painted

BREAKPOINTS = [(0, "-tiny"), (16, "-short")]
"""Heights of the window and what they are called: in a tiny one a sheet takes all of it."""

STYLES = ("key", "strong", "quiet", "gone", "come")


class Lines(Painted):
    """Lines that are laid out for the width there is."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {f"text--{name}" for name in STYLES}  # noqa: RUF012 - Textual's own form

    def __init__(self, lay_out: Callable[[int], Sequence[Line]]) -> None:
        super().__init__()
        self._lay_out = lay_out
        self._lines: Sequence[Line] = ()

    def show(self, lay_out: Callable[[int], Sequence[Line]]) -> None:
        """Show other lines, from their first."""
        self._lay_out = lay_out
        self.on_resize()
        self.show_rows(0)

    def on_resize(self) -> None:
        """Lay the lines out for the width."""
        self._lines = self._lay_out(max(8, self.size.width))
        self.virtual_size = Size(self.size.width, len(self._lines))
        self.refresh()

    def line(self, y: int) -> Line:
        """Row `y` of them."""
        return self._lines[y] if y < len(self._lines) else ()


class Sheet(ModalScreen[None]):
    """Lines in a box, with the keys to scroll and to close them."""

    VERTICAL_BREAKPOINTS = BREAKPOINTS
    CLOSING: tuple[str, ...] = ("escape", "q", "enter", "ctrl+c")

    def compose(self) -> ComposeResult:
        """The lines in a box."""
        with Vertical(classes="sheet"):
            yield Lines(self.lay_out)

    def lay_out(self, width: int) -> Sequence[Line]:
        """The lines, for so many cells."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Look as the main screen does."""
        dress(self)

    @property
    def lines(self) -> Lines:
        """What is shown."""
        return self.query_one(Lines)

    def on_key(self, event: events.Key) -> None:
        """Scroll, or close."""
        event.stop()
        event.prevent_default()
        if not self.is_current:
            pass_on(self.app, event)  # it was closed by a key before this one
            return
        key = event.character if event.is_printable and event.character != " " else event.key
        rows = scrolled(key or "", self.lines.size.height)
        if rows is not None:
            self.lines.show_rows(max(0, self.lines.scroll_offset.y + rows))
        elif key in self.CLOSING:
            self.dismiss()
        else:
            self.other_key(key or "")

    def other_key(self, key: str) -> Any:
        """Do what another key is for."""


def dress(screen: Screen[Any]) -> None:
    """Have a screen look as the main one below it does: in ASCII, without colours."""
    for name in ("-ascii", "-no-colour"):
        screen.set_class(screen.app.screen_stack[0].has_class(name), name)


def scrolled(key: str, height: int) -> int | None:
    """By how many rows a key scrolls in a window of so many; None for one that does not."""
    page = max(1, height - 1)
    steps = {"j": 1, "down": 1, "k": -1, "up": -1, "space": page, "pagedown": page, "pageup": -page}
    steps |= {"ctrl+f": page, "ctrl+b": -page, "ctrl+d": page // 2, "ctrl+u": -page // 2}
    steps |= {"g": -(10**7), "home": -(10**7), "G": 10**7, "end": 10**7}
    return steps.get(key)


def table(rows: Sequence[tuple[str, str]], width: int) -> list[Line]:
    """Labels and words side by side, the words over as many lines as they take."""
    column = min(max((cell_len(label) for label, _ in rows), default=0) + 2, max(8, width // 2))
    lines: list[Line] = []
    for label, words in rows:
        shown = wrapped(words, width - column) or [""]
        lines.append((Piece(f"{label:<{column}}", ("key",)), Piece(shown[0])))
        lines += [(Piece(" " * column), Piece(each)) for each in shown[1:]]
    return lines


def wrapped(words: str, width: int) -> list[str]:
    """Words on lines of so many cells."""
    return list(wrap_words(words, max(1, width), cell_len))


def paragraph(words: str, width: int, styles: Styles = ()) -> list[Line]:
    """Words of one style on lines of so many cells."""
    return [(Piece(each, styles),) for each in wrapped(words, width)]
