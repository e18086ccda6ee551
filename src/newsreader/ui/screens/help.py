"""The list of keys that work where the person is."""

from __future__ import annotations

from newsreader.ui.commands import Command, Place, shown
from newsreader.ui.screens.sheet import Sheet, paragraph, table
from newsreader.ui.widgets.lines import Line, Piece

_PLACES = {Place.LIST: "in the list", Place.TEXT: "in the text", Place.PANEL: "in the panel"}


class HelpScreen(Sheet):
    """The list of keys, over the main screen."""

    CLOSING = (*Sheet.CLOSING, "?")

    def __init__(self, commands: tuple[Command, ...], place: Place) -> None:
        super().__init__()
        here = [command for command in commands if command.where & place and command.keys]
        self._rows = [(" ".join(shown(key) for key in command.keys), command.title) for command in here]
        self._heading = f"Keys that work {_PLACES[place]}"

    def lay_out(self, width: int) -> list[Line]:
        """The keys and what they do."""
        end = "A number before a key repeats it: 5j. Esc or q closes this list."
        return [
            (Piece(self._heading, ("strong",)),), (), *table(self._rows, width), (), *paragraph(end, width, ("quiet",))
        ]  # fmt: skip
