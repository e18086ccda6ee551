"""The list of keys that work where the person is."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Size
from textual.screen import ModalScreen

from newsreader.text.wrap import wrap_words
from newsreader.ui.commands import Command, Place, shown
from newsreader.ui.widgets.lines import Line, Piece
from newsreader.ui.widgets.row_view import Painted

_PLACES = {Place.LIST: "in the list", Place.TEXT: "in the text", Place.PANEL: "in the panel"}


class KeyList(Painted):
    """Commands with their keys, one a line or more."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"text--key", "text--strong", "text--quiet"}  # noqa: RUF012 - Textual's own form

    def __init__(self, commands: tuple[Command, ...], place: Place) -> None:
        super().__init__()
        self._commands = [command for command in commands if command.where & place and command.keys]
        self._heading = f"Keys that work {_PLACES[place]}"
        self._lines: list[Line] = []

    def on_resize(self) -> None:
        """Lay the lines out for the width."""
        keys = [" ".join(shown(key) for key in command.keys) for command in self._commands]
        column = min(max(map(cell_len, keys)) + 2, max(8, self.size.width // 2))
        self._lines = [(Piece(self._heading, ("strong",)),), ()]
        for command, names in zip(self._commands, keys, strict=True):
            titles = list(wrap_words(command.title, max(8, self.size.width - column), cell_len))
            self._lines.append((Piece(f"{names:<{column}}", ("key",)), Piece(titles[0])))
            self._lines += [(Piece(" " * column), Piece(title)) for title in titles[1:]]
        self._lines += [(), (Piece("A number before a key repeats it: 5j. Esc or q closes this list.", ("quiet",)),)]
        self.virtual_size = Size(self.size.width, len(self._lines))
        self.refresh()

    def line(self, y: int) -> Line:
        """Row `y` of the list."""
        return self._lines[y] if y < len(self._lines) else ()


class HelpScreen(ModalScreen[None]):
    """The list of keys, over the main screen."""

    def __init__(self, commands: tuple[Command, ...], place: Place) -> None:
        super().__init__()
        self._commands = commands
        self._place = place

    def compose(self) -> ComposeResult:
        """The list in a box."""
        with Vertical(id="help"):
            yield KeyList(self._commands, self._place)

    def on_key(self, event: events.Key) -> None:
        """Scroll, or close."""
        keys = self.query_one(KeyList)
        page = max(1, keys.size.height - 1)
        steps = {"j": 1, "down": 1, "k": -1, "up": -1, "space": page, "pagedown": page, "pageup": -page}
        steps |= {"ctrl+d": page // 2, "ctrl+u": -page // 2, "g": -9999, "home": -9999, "G": 9999, "end": 9999}
        key = event.character if event.is_printable and event.character != " " else event.key
        if key in steps:
            keys.show_rows(max(0, keys.scroll_offset.y + steps[key]))
        elif key in ("escape", "q", "?", "enter", "ctrl+c"):
            self.dismiss()
        event.stop()
