"""What the list and the panel have in common: items of one or more lines, a cursor, and no widget per item.

Drawn by the line API, so that start, memory and keys do not depend on how many items there are. Made
for slow lines: a moved cursor repaints the two items it concerns, and where it leaves the window the
view jumps by half a page instead of scrolling line by line (a sixth of the bytes of a held key).
"""

from __future__ import annotations

from dataclasses import dataclass

from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from newsreader.ui.widgets.lines import Line, strip_of
from newsreader.ui.widgets.looks import Looks


class Painted(Looks, ScrollView, can_focus=True, inherit_bindings=False):
    """A scroll view that draws lines of styled pieces; its styles are component classes `text--NAME`."""

    DEFAULT_CSS = """
    Painted {
        scrollbar-size: 0 0;
        overflow-x: hidden;
        overflow-y: scroll;
    }
    """

    def paint(self, line: Line, y: int) -> Strip:
        """A line as the strip for row `y` of the whole, selection and all."""
        selection = self.text_selection
        selected = selection.get_span(y) if selection is not None else None
        mark = self.screen.get_component_rich_style("screen--selection") if selected else Style.null()
        strip = strip_of(line, self.size.width, self.look, selected, mark)
        return strip.apply_offsets(0, y) if self.allow_select else strip

    def line(self, y: int) -> Line:
        """Row `y` of the whole."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """Row `y` of the window."""
        return self.paint(self.line(y + self.scroll_offset.y), y + self.scroll_offset.y)

    def repaint(self, top: int, height: int = 1) -> None:
        """Draw again so many rows of the whole, where they are on screen."""
        shown = Region(0, top - self.scroll_offset.y, self.size.width, height).intersection(self.size.region)
        if shown.height:
            self.refresh(shown)

    def show_rows(self, top: float) -> None:
        """Scroll so that row `top` of the whole is the first on screen, without any animation."""
        self.scroll_to(y=top, animate=False, immediate=True)


class RowView(Painted):
    """Items of one or more lines with a cursor on one of them."""

    cursor: reactive[int] = reactive(0, repaint=False, init=False)
    """The index of the item that the cursor is on."""

    @dataclass
    class Moved(Message):
        """The cursor is on another item."""

        view: RowView
        index: int

        def can_replace(self, message: Message) -> bool:
            """Only where it stands in the end is of interest."""
            return isinstance(message, RowView.Moved) and message.view is self.view

    @dataclass
    class Clicked(Message):
        """An item was clicked on; the cursor is on it."""

        view: RowView

    def count(self) -> int:
        """How many items there are."""
        raise NotImplementedError

    def top_of(self, index: int) -> int:
        """The row of the whole at which an item begins; of `count()`, where all end."""
        raise NotImplementedError

    def item_at(self, y: int) -> int:
        """The index of the item that row `y` of the whole belongs to."""
        raise NotImplementedError

    def items_changed(self) -> None:
        """Take notice that there are other items now."""
        self.virtual_size = Size(self.size.width, self.top_of(self.count()))
        self.set_reactive(RowView.cursor, max(0, min(self.cursor, self.count() - 1)))
        self.refresh()

    def move_by(self, steps: int) -> None:
        """Move the cursor by so many items."""
        self.move_to(self.cursor + steps)

    def move_page(self, pages: float) -> None:
        """Move the cursor by a part of the window's height."""
        there = self.top_of(self.cursor) + round(pages * max(1, self.size.height))
        last = max(0, self.top_of(self.count()) - 1)
        index = self.item_at(max(0, min(there, last))) if self.count() else 0
        if index == self.cursor:
            index += 1 if pages > 0 else -1
        self.move_to(index)

    def move_to(self, index: int) -> None:
        """Put the cursor on an item, the first or last where there is none of that index."""
        index = max(0, min(index, self.count() - 1))
        if index == self.cursor or not self.count():
            return
        before = self.cursor
        self.cursor = index
        for item in (before, index):
            self.repaint(self.top_of(item), self.top_of(item + 1) - self.top_of(item))
        self._keep_in_sight(index)
        self.post_message(self.Moved(self, index))

    def _keep_in_sight(self, index: int) -> None:
        top, end = self.top_of(index), self.top_of(index + 1)
        first, height = self.scroll_offset.y, self.size.height
        if height and (top < first or end > first + height):
            half = height // 2
            wanted = top - half if top < first else end - height + half
            if top < first - height or end > first + 2 * height:
                wanted = top - half
            self.show_rows(max(0, min(wanted, self.top_of(self.count()) - height, top)))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the item under the mouse."""
        y = event.y + self.scroll_offset.y
        if self.count() and y < self.top_of(self.count()):
            self.move_to(self.item_at(y))
            self.post_message(self.Clicked(self))

    def on_focus(self) -> None:
        """Draw the cursor as that of the pane that has the keys."""
        self._repaint_cursor()

    def on_blur(self) -> None:
        """Draw the cursor as that of a pane that waits."""
        self._repaint_cursor()

    def _repaint_cursor(self) -> None:
        if self.count():
            self.repaint(self.top_of(self.cursor), self.top_of(self.cursor + 1) - self.top_of(self.cursor))

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self.items_changed()
        if self.count():
            self._keep_in_sight(self.cursor)
