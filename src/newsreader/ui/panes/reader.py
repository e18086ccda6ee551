"""The reading pane: the article, with everything that the panel tells of marked in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.message import Message
from textual.reactive import reactive

from newsreader.model.document import BlockKind
from newsreader.model.reading import AnalysisState, Reading
from newsreader.model.spans import Span
from newsreader.text.wrap import Row, RowKind, wrap
from newsreader.ui.dates import long_date
from newsreader.ui.glyphs import UNICODE, Glyphs
from newsreader.ui.panes.looks import TEXT_STYLES, layers_of, margin_of
from newsreader.ui.widgets.span_text import MARGIN, SpanText

WORDS_A_MINUTE = 230
"""How fast people read news on a screen (Brysbaert 2019 gives 238 for silent reading of non-fiction)."""


class ReaderPane(SpanText):
    """The open article; it follows `reading` and says what of the text is in sight."""

    COMPONENT_CLASSES = {f"text--{name}" for name in TEXT_STYLES}  # noqa: RUF012 - Textual's own form

    reading: reactive[Reading] = reactive(Reading(), repaint=False, init=False)
    """What is open and picked out; the screen's."""

    @dataclass
    class SightChanged(Message):
        """Other stretches of the text are on screen."""

        spans: tuple[Span, ...]

        def can_replace(self, message: Message) -> bool:
            """Only what is in sight in the end is of interest."""
            return isinstance(message, ReaderPane.SightChanged)

    def __init__(self, *, measure: int = 80, glyphs: Glyphs = UNICODE, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._measure = measure
        self._glyphs = glyphs
        self.rule = glyphs.rule
        self.unfolded = False
        self._anchor: int | None = None
        self.lit: Span | None = None
        self._words: re.Pattern[str] | None = None
        self._matches: tuple[Span, ...] = ()
        self._match: int | None = None
        self._change: tuple[int | None, str] = (None, "")

    # ------------------------------------------------------------------ what is shown

    def watch_reading(self, before: Reading, now: Reading) -> None:
        """Draw what is open: anew for another article, and only its marks where the rest is the same."""
        if before.key != now.key or (before.parsed is None) != (now.parsed is None):
            self.lit, self._anchor = None, None
            self.unfolded = False
            self._find_matches()
            self._lay_out()
            self.show_rows(0)
        elif before.parsed is not None and now.parsed is not None and _head_of(before) != _head_of(now):
            self._lay_out()
        else:
            self._mark()

    def note_change(self, key: int, note: str) -> None:
        """Have an article's head say that its outlet has changed it."""
        if self._change != (key, note):
            self._change = (key, note)
            if self.reading.key == key:
                self._lay_out()

    def _lay_out(self) -> None:
        """Cut the article to the pane's width, and keep the place in it."""
        parsed = self.reading.parsed
        if parsed is None:
            self.show("", self._nothing(), layers_of(self.reading, None, (), None), {})
            return
        width = self.size.width
        if not width:
            # Not laid out yet: there is nothing to cut the text to, and `on_resize` will come.
            return
        cells = max(1, min(self._measure, width - MARGIN - 1))
        self.left_cells = max(MARGIN, (width - cells) // 2)
        rows = wrap(parsed.document, cells, cell_len, meta=self._meta(), unfolded=self.unfolded)
        self.rows = rows
        self._mark()
        # Not `show_rows`: whatever the new width makes of it, the place is where the person left it.
        super().show_rows(0 if self._anchor is None else self._row_of_anchor(rows))
        self._tell_sight()

    def _row_of_anchor(self, rows: list[Row]) -> int:
        for y, row in enumerate(rows):
            if any(piece.start <= (self._anchor or 0) < piece.end for piece in row.pieces):
                return y
        return 0

    def _mark(self) -> None:
        parsed = self.reading.parsed
        if parsed is not None:
            layers = layers_of(self.reading, self.lit, self._matches, self._match)
            self.show(parsed.text, self.rows, layers, margin_of(self.reading, self.rows, self._glyphs))

    def _nothing(self) -> list[Row]:
        note = "Nothing is open." if self.reading.state is AnalysisState.NONE else "This article cannot be shown."
        return [Row(RowKind.BLANK), Row(RowKind.META, note=note)]

    def _meta(self) -> str:
        """What is known of the article and stands on no line of its own."""
        parsed = self.reading.parsed
        if parsed is None:
            return ""
        document = parsed.document
        kinds = {block.kind for block in document.blocks if block.order is not None}
        minutes = max(1, round(document.words() / WORDS_A_MINUTE))
        facts = [
            document.source.outlet or "outlet not stated",
            ", ".join(document.byline) if BlockKind.BYLINE not in kinds else "",
            ("" if BlockKind.DATE in kinds else long_date(document.published))
            if document.published
            else "date not stated",
            f"{minutes} min",
            " ".join(f"#{tag}" for tag in self.reading.header.tags) if self.reading.header else "",
            self._change[1] if self._change[0] == self.reading.key else "",
        ]
        return f" {self._glyphs.dot} ".join(fact for fact in facts if fact)

    # ------------------------------------------------------------------ where we are

    def on_resize(self, _event: events.Resize) -> None:
        """Cut the text to the new width; the place stays."""
        self._lay_out()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Say what is in sight."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self._tell_sight()

    def show_rows(self, top: float) -> None:
        """Scroll there, because the person wants to be there: the place is theirs, and a resize keeps it."""
        super().show_rows(top)
        self._note_place()

    def _note_place(self) -> None:
        self._anchor = self.top_offset() if self.scroll_offset.y else None

    def on_mouse_scroll_down(self) -> None:
        """Remember where the wheel leads."""
        self.call_after_refresh(self._note_place)

    def on_mouse_scroll_up(self) -> None:
        """Remember where the wheel leads."""
        self.call_after_refresh(self._note_place)

    def _tell_sight(self) -> None:
        self.post_message(self.SightChanged(self.in_sight()))

    @property
    def place(self) -> int:
        """The offset of the first character on screen; 0 at the top."""
        return self._anchor or 0

    def restore(self, place: int) -> None:
        """Go to a place in the text that was left earlier."""
        if place:
            self._anchor = place
            self.go_to(place, share=0)

    def light(self, span: Span | None) -> None:
        """Light some words up and bring them into sight; None puts the light out."""
        if span == self.lit:
            return
        self.lit = span
        self._mark()
        if span is not None:
            self.bring_into_sight(span.start)

    def unfold(self) -> None:
        """Show or fold away what is no part of the article."""
        self.unfolded = not self.unfolded
        self._lay_out()
        if self.unfolded:
            self.show_rows(len(self.rows))

    # ------------------------------------------------------------------ search

    def search(self, words: str) -> int:
        """Mark where these words stand, and go to the first from here on; how many there are."""
        self._words = (
            re.compile(r"\s+".join(re.escape(word) for word in words.split()), re.IGNORECASE) if words.strip() else None
        )
        self._find_matches()
        here = self.top_offset() or 0
        self._match = next((number for number, span in enumerate(self._matches) if span.start >= here), None)
        if self._match is None and self._matches:
            self._match = 0
        self._show_match()
        return len(self._matches)

    def next_match(self, steps: int) -> str:
        """Go so many matches on, round the end; where that is, in words."""
        if not self._matches:
            return "no match"
        self._match = ((self._match if self._match is not None else -1) + steps) % len(self._matches)
        self._show_match()
        return f"match {self._match + 1} of {len(self._matches)}"

    def _find_matches(self) -> None:
        parsed = self.reading.parsed
        found: list[Span] = []
        if parsed is not None and self._words is not None:
            for block in parsed.document.in_reading_order():
                for match in self._words.finditer(parsed.text, block.span.start, block.span.end):
                    found.append(Span(*match.span()))
        self._matches = tuple(found)
        self._match = None

    def _show_match(self) -> None:
        self._mark()
        if self._match is not None:
            self.bring_into_sight(self._matches[self._match].start)

    @property
    def searching(self) -> bool:
        """Whether a search is on."""
        return self._words is not None


def _head_of(reading: Reading) -> tuple[object, ...]:
    """What the rows of an article depend on."""
    return (reading.parsed and reading.parsed.document, reading.header and reading.header.tags)
