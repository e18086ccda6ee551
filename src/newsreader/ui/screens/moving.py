"""Moving about: within a pane, from pane to pane, through what is picked."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace

from newsreader.model.article import ParsedArticle
from newsreader.model.spans import Span
from newsreader.ui.commands import Place
from newsreader.ui.panes.cards import Card, Tab
from newsreader.ui.screens.base import DeskScreen
from newsreader.ui.widgets.row_view import RowView

ORDER = (Place.LIST, Place.TEXT, Place.PANEL)


class Moving(DeskScreen):
    """The commands that move."""

    def move_rows(self, rows: int) -> None:
        """Move the cursor, or scroll the text, by so many rows."""
        pane = self._rows()
        if pane is None:
            self.reader.scroll_rows(rows)
        else:
            pane.move_by(rows)

    def move_pages(self, pages: float) -> bool:
        """Move by a part of the window; False where there was nowhere to go."""
        pane = self._rows()
        if pane is not None:
            before = pane.cursor
            pane.move_page(pages)
            return pane.cursor != before
        reader = self.reader
        height = reader.size.height
        before = reader.scroll_offset.y
        # A page leaves one row of the last in sight, so that the eye finds its place.
        reader.scroll_rows(round(pages * height) - (1 if pages == 1 else -1 if pages == -1 else 0))
        return reader.scroll_offset.y != before

    def move_to_end(self, *, top: bool, row: int | None = None) -> None:
        """Go to the beginning or the end, or to a row of that number."""
        pane = self._rows()
        if pane is not None:
            pane.move_to(row - 1 if row else 0 if top else pane.count() - 1)
        else:
            self.reader.show_rows(row - 1 if row else 0 if top else len(self.reader.rows))

    def _rows(self) -> RowView | None:
        return {Place.LIST: self.articles, Place.PANEL: self.panel}.get(self.place)

    def move_pane(self, steps: int, *, around: bool) -> None:
        """Go to the pane to the right or left."""
        at = ORDER.index(self.place) + steps
        if around:
            at %= len(ORDER)
        if 0 <= at < len(ORDER):
            self.go_to_pane(ORDER[at])
        else:
            self.say("no pane there")

    def move_tab(self, steps: int) -> None:
        """Show the next or the previous part of the panel."""
        tabs = list(Tab)
        self.tab = tabs[(tabs.index(self.tab) + steps) % len(tabs)]
        self.show_titles()
        self.show_status()

    # ------------------------------------------------------------------ through what is picked

    def pick(self, card: Card) -> None:
        """Pick out what a card is about, and light its first words up in the text, or the next after the last lit."""
        span = self._next_span(card.spans)
        self.reading = replace(
            self.reading,
            actor_id=card.actor_id if card.quote_index is None else None,
            quote_index=card.quote_index,
        )
        if span is not None:
            self.light(span)

    def _next_span(self, spans: tuple[Span, ...]) -> Span | None:
        """The span after the one that is lit, where that is one of them; else the first."""
        if not spans:
            return None
        lit = self.reader.lit
        return spans[(spans.index(lit) + 1) % len(spans)] if lit in spans else spans[0]

    def light(self, span: Span) -> None:
        """Light words up in the text and bring them into sight."""
        self.reader.light(span)
        self.show_status()

    def move_mention(self, steps: int) -> None:
        """Go to the next mention of the actor that is picked, else to the next quote.

        In the panel what the cursor is on counts: where that is not what is picked, it is picked first.
        """
        parsed = self.reading.parsed
        if parsed is None or not (parsed.actors or parsed.quotes):
            self.say("nothing is marked in this article")
            return
        if self._pick_under_cursor(parsed, steps):
            return
        actor = parsed.actor(self.reading.actor_id)
        if actor is not None and actor.mentions:
            spans = [mention.span for mention in actor.mentions]
            at = self._step(spans, steps)
            self.light(spans[at])
            self.say(f"{actor.name}: mention {at + 1} of {len(spans)}")
        elif parsed.quotes:
            self._move_quote(parsed, steps)
        else:
            self.say("no quotes in this article")

    def _pick_under_cursor(self, parsed: ParsedArticle, steps: int) -> bool:
        """Pick what the panel's cursor is on, at its first place or its last; False where that is picked already."""
        card = self.panel.current if self.place is Place.PANEL else None
        if card is None or not card.spans:
            return False
        index, actor = card.quote_index, parsed.actor(card.actor_id) if card.quote_index is None else None
        if (index, actor.id if actor else None) == (self.reading.quote_index, self.reading.actor_id):
            return False
        at = 0 if steps > 0 else len(card.spans) - 1
        self.reading = replace(self.reading, actor_id=actor.id if actor else None, quote_index=index)
        self.light(card.spans[at])
        if index is not None:
            self.say(f"quote {index + 1} of {len(parsed.quotes)}")
        elif actor is not None and card.tie_index is None:
            self.say(f"{actor.name}: mention {at + 1} of {len(card.spans)}")
        return True

    def _move_quote(self, parsed: ParsedArticle, steps: int) -> None:
        spans = [quote.span for quote in parsed.quotes]
        now = self.reading.quote_index
        at = (now + steps) % len(spans) if now is not None else self._step(spans, steps)
        self.reading = replace(self.reading, actor_id=None, quote_index=at)
        self.light(spans[at])
        self.say(f"quote {at + 1} of {len(spans)}")

    def _step(self, spans: list[Span], steps: int) -> int:
        """The index of the span so many steps from where we are: from what is lit, else from the first row in sight."""
        starts = [span.start for span in spans]
        lit = self.reader.lit
        here = lit.start if lit is not None else self.reader.place
        if steps > 0:
            at = bisect_right(starts, here) if lit is not None else bisect_left(starts, here)
            return (at + steps - 1) % len(spans)
        return (bisect_left(starts, here) + steps) % len(spans)

    def unpick(self) -> bool:
        """Let go of what is picked and lit; False where nothing was."""
        reading = self.reading
        was_picked = reading.actor_id is not None or reading.quote_index is not None or self.reader.lit is not None
        self.reader.light(None)
        self.reading = replace(reading, actor_id=None, quote_index=None)
        return was_picked
