"""An article's text: rows of spans, drawn with the marks that lie over them, for the rows on screen only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.geometry import Size
from textual.selection import Selection

from newsreader.model.spans import Span
from newsreader.text.runs import Layers, runs
from newsreader.text.wrap import Row, RowKind, row_of
from newsreader.ui.widgets.lines import Line, Piece, selected_text, words_of
from newsreader.ui.widgets.row_view import Painted

MARGIN = 2
"""Cells to the left of the text: one for the mark of a quote, one blank."""


class SpanText(Painted):
    """Rows of an article; whoever owns it says which rows, which marks, and what stands in the margin."""

    ALLOW_SELECT = True

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self.article_text = ""
        self.rows: Sequence[Row] = ()
        self.marks = Layers()
        self.signs: Mapping[int, tuple[str, str]] = {}
        self.left_cells = MARGIN
        self.rule = "─"

    def show(self, text: str, rows: Sequence[Row], marks: Layers, signs: Mapping[int, tuple[str, str]]) -> None:
        """Draw these rows of a text, with marks over them, and by row a sign and its style in the margin."""
        self.article_text, self.rows, self.marks, self.signs = text, rows, marks, signs
        self.virtual_size = Size(self.size.width, len(rows))
        self.refresh()

    def line(self, y: int) -> Line:
        """Row `y` as pieces: margin, indent, runs of the text."""
        if not 0 <= y < len(self.rows):
            return ()
        row = self.rows[y]
        sign, style = self.signs.get(y, (" ", ""))
        start = Piece(" " * max(0, self.left_cells - MARGIN))
        margin = Piece(f"{sign} ", (style,) if style else (), is_sign=True)
        return (start, margin, Piece(" " * row.indent), *self._content(row))

    def _content(self, row: Row) -> Line:
        base = (row.kind.value,)
        if row.kind is RowKind.RULE:
            return (Piece(self.rule * min(20, max(1, self.size.width - self.left_cells)), base),)
        if row.note:
            return (Piece(row.note, base),)
        pieces: list[Piece] = []
        for number, span in enumerate(row.pieces):
            if number:
                pieces.append(Piece(" ", base))
            pieces += [words_of(self.article_text, run.span, base + run.styles) for run in runs(span, self.marks)]
        return tuple(pieces)

    def top_offset(self) -> int | None:
        """The offset in the text of the first character on screen; None where there is none."""
        for row in self.rows[self.scroll_offset.y :]:
            if row.pieces:
                return row.pieces[0].start
        return None

    def in_sight(self) -> tuple[Span, ...]:
        """The stretches of the text that are on screen."""
        first = self.scroll_offset.y
        return tuple(piece for row in self.rows[first : first + self.size.height] for piece in row.pieces)

    def go_to(self, offset: int, *, share: float = 1 / 3) -> None:
        """Scroll so that a character of the text stands at a share of the window's height, if it is not there yet."""
        row = row_of(self.rows, offset)
        if row is not None:
            self.show_rows(max(0, row - round(self.size.height * share)))

    def bring_into_sight(self, offset: int) -> None:
        """Scroll to a character of the text only where it is not on screen."""
        row = row_of(self.rows, offset)
        if row is not None and not self.scroll_offset.y <= row < self.scroll_offset.y + self.size.height:
            self.go_to(offset)

    def scroll_rows(self, rows: int) -> None:
        """Scroll by so many rows."""
        self.show_rows(self.scroll_offset.y + rows)

    @property
    def at_end(self) -> bool:
        """Whether the last row is on screen."""
        return self.scroll_offset.y + self.size.height >= len(self.rows)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected text, as it stands in the article."""
        rows = []
        for y in range(len(self.rows)):
            span = selection.get_span(y)
            if span is not None:
                rows.append((self.line(y), *span))
        return selected_text(self.article_text, rows), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw the selection that there is now."""
        del selection
        self.refresh()
