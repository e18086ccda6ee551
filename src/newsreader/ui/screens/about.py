"""Where an article comes from, and who says so."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.ui.screens.sheet import Sheet, paragraph, table
from newsreader.ui.widgets.lines import Line


class AboutScreen(Sheet):
    """What is known of an article's origin, over the main screen."""

    CLOSING = (*Sheet.CLOSING, "i")

    def __init__(self, rows: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._rows = rows

    def lay_out(self, width: int) -> list[Line]:
        """Labels and words."""
        end = "Esc or q closes this."
        return [*table(self._rows, width), (), *paragraph(end, width, ("quiet",))]
