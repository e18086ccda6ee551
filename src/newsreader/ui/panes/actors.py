"""The side panel: who is in the article and who said what, each one key from the words that say so."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from rich.cells import cell_len
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.selection import Selection

from newsreader.model.corrections import Corrected
from newsreader.model.reading import AnalysisState, Reading
from newsreader.model.spans import ActorId, Span
from newsreader.text.wrap import wrap_words
from newsreader.ui.glyphs import UNICODE, Glyphs
from newsreader.ui.panes.cards import PANEL_STYLES, Card, Tab, cards_of
from newsreader.ui.widgets.lines import Line, Piece, selected_text, width_of
from newsreader.ui.widgets.row_view import RowView


class ActorsPane(RowView):
    """Cards about the open article; it follows `reading`, and what of the text is in sight."""

    ALLOW_SELECT = True
    COMPONENT_CLASSES = {f"text--{name}" for name in PANEL_STYLES}  # noqa: RUF012 - Textual's own form

    reading: reactive[Reading] = reactive(Reading(), repaint=False, init=False)
    """What is open and picked out; the screen's."""

    corrected: reactive[Corrected | None] = reactive(None, repaint=False, init=False, always_update=True)
    """What was put right in the open article; the screen's, and there before `reading` is."""

    tab: reactive[Tab] = reactive(Tab.ACTORS, repaint=False, init=False)
    """Which part of the panel is shown; the screen's."""

    sight: reactive[tuple[Span, ...]] = reactive((), repaint=False, init=False)
    """What of the text is on screen; the screen's."""

    @dataclass
    class Picked(Message):
        """A card was picked: its words are wanted."""

        card: Card

    def __init__(self, *, glyphs: Glyphs = UNICODE, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._glyphs = glyphs
        self._cards: list[Card] = []
        self._tops: list[int] = [0]
        self._seen: frozenset[int] = frozenset()
        self.search_words = ""

    # ------------------------------------------------------------------ items

    def count(self) -> int:
        """How many cards there are."""
        return len(self._cards)

    def top_of(self, index: int) -> int:
        """The row at which a card begins."""
        return self._tops[min(index, len(self._tops) - 1)]

    def item_at(self, y: int) -> int:
        """The card that a row belongs to."""
        return max(0, min(bisect_right(self._tops, y) - 1, self.count() - 1))

    @property
    def current(self) -> Card | None:
        """The card that the cursor is on."""
        return self._cards[self.cursor] if self.cursor < len(self._cards) else None

    def watch_reading(self, before: Reading, now: Reading) -> None:
        """Show the cards of what is open; where only what is picked has changed, only mark it."""
        if before.parsed is not now.parsed or before.state is not now.state:
            fresh = before.key != now.key
            self._lay_out(keep=not fresh)
            if fresh:
                self.search_words = ""
                self.show_rows(0)
        elif (before.actor_id, before.quote_index) != (now.actor_id, now.quote_index):
            self._follow(now)
            self.refresh()

    def watch_corrected(self, before: Corrected | None, now: Corrected | None) -> None:
        """Show what is said about corrections anew, where the article is the same with and without them."""
        if before is not None and now is not None and before.raw is now.raw and before.parsed == now.parsed:
            self._lay_out(keep=True)

    def watch_tab(self) -> None:
        """Show another part, from its top or from what is picked."""
        self._lay_out(keep=False)
        self.show_rows(0)
        self._follow(self.reading)

    def watch_sight(self) -> None:
        """Light up the cards whose words are on screen."""
        before, self._seen = self._seen, self._in_sight()
        for index in before ^ self._seen:
            self.repaint(self.top_of(index), self.top_of(index + 1) - self.top_of(index))

    def _in_sight(self) -> frozenset[int]:
        if not self.sight:
            return frozenset()
        return frozenset(
            index
            for index, card in enumerate(self._cards)
            if any(span.meets(piece) for span in card.spans for piece in self.sight)
        )

    def _lay_out(self, *, keep: bool) -> None:
        parsed = self.reading.parsed if self.size.width else None
        mine = self.corrected if self.corrected is not None and self.corrected.parsed == parsed else None
        self._cards = cards_of(parsed, self.tab, self.size.width - 3, self._glyphs, mine) if parsed else []
        self._tops = [0, *accumulate(len(card.lines) + 1 for card in self._cards)]
        self._seen = self._in_sight()
        if not keep:
            self.set_reactive(RowView.cursor, 0)
        self.items_changed()

    def _follow(self, reading: Reading) -> None:
        """Put the cursor on what is picked, where this part of the panel has it."""
        for index, card in enumerate(self._cards):
            by_quote = reading.quote_index is not None and card.quote_index == reading.quote_index
            by_actor = reading.actor_id is not None and self.tab is Tab.ACTORS and card.actor_id == reading.actor_id
            if by_quote or by_actor:
                self.move_to(index)
                return

    def show_actor(self, actor_id: ActorId | None) -> None:
        """Put the cursor on an actor's card, where this part of the panel has one."""
        cards = self._cards if self.tab is Tab.ACTORS else []
        index = next((at for at, card in enumerate(cards) if card.actor_id == actor_id), None)
        if actor_id is not None and index is not None:
            self.move_to(index)

    def on_resize(self) -> None:
        """Lay the cards out for the new width."""
        self._lay_out(keep=True)
        if self.count():
            self._keep_in_sight(self.cursor)

    def find(self, steps: int) -> bool:
        """Go to the next card that holds the words that are searched for, or the one before; False where none does."""
        wanted = self.search_words.casefold().split()
        for step in range(1, self.count() + 1):
            index = (self.cursor + steps * step) % self.count()
            words = " ".join(piece.text for line in self._cards[index].lines for piece in line).casefold()
            if all(word in words for word in wanted):
                self.move_to(index)
                return True
        return False

    def pick(self) -> None:
        """Ask for the words of the card that the cursor is on."""
        if self.current is not None:
            self.post_message(self.Picked(self.current))

    # ------------------------------------------------------------------ drawing

    def line(self, y: int) -> Line:
        """Row `y`: the sign of what is in sight, and the card's line."""
        if not self._cards:
            return self._empty(y)
        index = self.item_at(y)
        part = y - self.top_of(index)
        card = self._cards[index]
        if y >= self._tops[-1] or part >= len(card.lines):
            return ()
        here = index == self.cursor
        look = ("cursor" if self.has_focus else "cursor-away",) if here else ()
        sign = self._glyphs.cursor if here else self._glyphs.seen if part == 0 and index in self._seen else " "
        content = tuple(Piece(piece.text, (*piece.styles, *look), piece.offsets) for piece in card.lines[part])
        line = (Piece(f"{sign} ", ("seen", *look), is_sign=True), *content)
        return (*line, Piece(" " * max(0, self.size.width - width_of(line)), look))

    def _empty(self, y: int) -> Line:
        lines = [
            Piece("  " + line, ("quiet",))
            for line in wrap_words(self._why_empty(), max(1, self.size.width - 3), cell_len)
        ]
        return (lines[y],) if y < len(lines) else ()

    def _why_empty(self) -> str:
        """What an empty part of the panel says: never nothing, and never more than is known."""
        reading = self.reading
        if reading.state is AnalysisState.WAITING:
            return "Reading the article for actors and quotes. The text can be read meanwhile."
        if reading.state is AnalysisState.FAILED:
            return f"Not analysed: {reading.reason}."
        if reading.parsed is None:
            return ""
        document = reading.parsed.document
        left_out = " ".join(document.left_out)
        if left_out and document.language not in (None, "en"):
            return f"Language: {document.language}. {left_out}"  # not "none found": nobody has looked
        return f"None found. {left_out}".strip()

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected text: what is the article's as it stands there, the rest as it is drawn."""
        parsed = self.reading.parsed
        rows = []
        for y in range(self._tops[-1]):
            span = selection.get_span(y)
            if span is not None:
                rows.append((self.line(y), *span))
        return (selected_text(parsed.text, rows), "\n") if parsed else None

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw the selection that there is now."""
        del selection
        self.refresh()

    def items_changed(self) -> None:
        """Take notice that there are other cards now."""
        super().items_changed()
        self.virtual_size = Size(self.size.width, max(self._tops[-1], 1))
