"""One line of the screen that says something: the pane titles, the status, the keys that work here."""

from __future__ import annotations

from textual.strip import Strip

from newsreader.ui.widgets.lines import Line, strip_of
from newsreader.ui.widgets.looks import Looks


class Bar(Looks):
    """A line of styled pieces; drawn again only where it says something else."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"text--strong", "text--quiet", "text--key", "text--here", "text--alarm"}  # noqa: RUF012

    DEFAULT_CSS = """
    Bar { height: 1; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._line: Line = ()

    @property
    def shown(self) -> str:
        """What it says, as plain text."""
        return "".join(piece.text for piece in self._line)

    def show(self, line: Line) -> None:
        """Say something."""
        if line != self._line:
            self._line = line
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line."""
        return strip_of(self._line if y == 0 else (), self.size.width, self.look, None, self.rich_style)
