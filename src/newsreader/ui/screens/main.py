"""The main screen: three panes over one article, and the keys that drive them.

The screen owns `reading`, the one value that says what is open and picked out; the panes are bound to
it, know nothing of each other, and post messages when they want something. What the commands do is in
the classes this one is made of, by what they are about.
"""

from __future__ import annotations

import shutil

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Container, Vertical

from newsreader.services.desk import Desk, Listing, Opened
from newsreader.settings import Settings
from newsreader.ui.commands import Command, Place
from newsreader.ui.glyphs import ASCII, Glyphs
from newsreader.ui.panes.actors import ActorsPane
from newsreader.ui.panes.article_list import ArticleList
from newsreader.ui.panes.reader import ReaderPane
from newsreader.ui.screens.base import DeskScreen, telling
from newsreader.ui.screens.doing import Doing
from newsreader.ui.widgets.bar import Bar
from newsreader.ui.widgets.choices import Choices
from newsreader.ui.widgets.lines import Piece
from newsreader.ui.widgets.prompt import Prompt
from newsreader.ui.widgets.row_view import RowView

LEAST_WIDTH = 24
LEAST_HEIGHT = 6
"""The smallest window in which the panes are drawn."""


SETTLED_S = 0.15
"""Seconds after which the first picture stands and the workers may start."""

WIDE_ENOUGH = 80
"""Columns from which the panes stand beside each other."""


class MainScreen(Doing):
    """List, text and panel."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE_ENOUGH, "-medium"), (120, "-wide")]  # noqa: RUF012 - Textual's own form
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (16, "-short"), (24, "-tall")]  # noqa: RUF012 - Textual's own form

    def __init__(
        self,
        desk: Desk,
        settings: Settings,
        commands: tuple[Command, ...],
        glyphs: Glyphs,
        first: tuple[Listing, Opened],
    ) -> None:
        super().__init__(desk, settings, commands, glyphs)
        self._first = first
        # Textual sets the classes of the window's size after a first layout without them; that one is spared.
        columns, lines = shutil.get_terminal_size()
        for breakpoints, size in ((self.HORIZONTAL_BREAKPOINTS, columns), (self.VERTICAL_BREAKPOINTS, lines)):
            self.add_class([name for least, name in breakpoints if size >= least][-1])
        self._doings = self._table()

    def compose(self) -> ComposeResult:
        """The panes, each bound to what is being read; below them what there is to say, and the keys."""
        with Container(id="panes"):
            with Vertical(id="left"):
                yield Bar(id="list-title")
                yield ArticleList(glyphs=self.glyphs, id="list").data_bind(DeskScreen.reading)
            yield ReaderPane(measure=self.settings.measure, glyphs=self.glyphs, id="reader").data_bind(
                DeskScreen.reading
            )
            with Vertical(id="side"):
                yield Bar(id="tabs")
                yield ActorsPane(glyphs=self.glyphs, id="panel").data_bind(
                    DeskScreen.reading, DeskScreen.corrected, DeskScreen.tab, DeskScreen.sight
                )
        yield Bar(id="too-small")
        yield Choices(glyphs=self.glyphs, id="choices")
        yield Prompt(id="prompt")
        yield Bar(id="status")
        yield Bar(id="hints")

    def on_mount(self) -> None:
        """Show what was there from the start."""
        if self.glyphs is ASCII:
            self.add_class("-ascii")
        listing, opened = self._first
        self.show_listing(listing)
        if opened.reading.key is not None:
            self.show_article(opened)
        self.go_to_pane(Place.LIST)
        self.tell_of_the_file()
        # Not at once: a worker that starts takes the time of a core that the first picture needs.
        self.set_timer(SETTLED_S, self.start_analysing)
        self.tell_of_change()

    # ------------------------------------------------------------------ what happens

    def on_descendant_focus(self) -> None:
        """On a narrow screen the pane with the keys is the one that is shown."""
        if self.prompt.asking:
            return
        self._show_panes()
        self.key_reader.forget()
        self._redraw_bars()
        # A pane that was hidden has its rows only when it is laid out.
        self.call_after_refresh(self.show_status)

    def _show_panes(self) -> None:
        """One pane at a time where it is narrow, else all; not by classes, each change of which restyles them all."""
        narrow, place = self.size.width < WIDE_ENOUGH, self.place
        for name, its_place in (("left", Place.LIST), ("reader", Place.TEXT), ("side", Place.PANEL)):
            self.query_one(f"#{name}").display = not narrow or its_place is place

    def on_resize(self, event: events.Resize) -> None:
        """Say so where the window is too small; redraw what depends on its width."""
        small = event.size.width < LEAST_WIDTH or event.size.height < LEAST_HEIGHT
        if small != self.has_class("-too-small"):
            self.set_class(small, "-too-small")
        self._show_panes()
        if small:
            note = f"Window too small: {LEAST_WIDTH}x{LEAST_HEIGHT} at least"
            self.query_one("#too-small", Bar).show((Piece(note),))
        self.call_after_refresh(self._redraw_bars)

    def _redraw_bars(self) -> None:
        self.show_titles()
        self.show_status()
        self.show_hints()

    @on(ReaderPane.SightChanged)
    def _sight_changed(self, message: ReaderPane.SightChanged) -> None:
        message.stop()
        self.sight = message.spans
        self.show_status()
        if self.settings.mark_read == "end" and self.reader.at_end and self.reading.key is not None:
            self.mark_read(self.reading.key)

    @on(RowView.Moved)
    def _cursor_moved(self, message: RowView.Moved) -> None:
        message.stop()
        self.show_status()

    @on(RowView.Clicked)
    def _clicked(self, message: RowView.Clicked) -> None:
        """What Enter does, for the mouse; a click that ends a selection does nothing else."""
        message.stop()
        if message.view is self.articles:
            self.open_article(self.articles.current)
        elif not self.get_selected_text():
            self.panel.pick()

    @on(ArticleList.RowsWanted)
    def _rows_wanted(self, message: ArticleList.RowsWanted) -> None:
        message.stop()
        self._bring_rows(message.keys)

    @work(group="rows")
    @telling
    async def _bring_rows(self, keys: tuple[int, ...]) -> None:
        self.articles.set_headers(await self.desk.headers(keys))

    @on(ActorsPane.Picked)
    def _card_picked(self, message: ActorsPane.Picked) -> None:
        message.stop()
        self.pick(message.card)
        if self.has_class("-narrow"):
            self.go_to_pane(Place.TEXT)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Ask no more where the person turns to something else: what is typed would go nowhere."""
        asked = (self.prompt, self.choices)
        if event.widget is not None and any(part in event.widget.ancestors_with_self for part in asked):
            return
        if self.focused in (self.articles, self.reader, self.panel):
            self.prompt.drop()
        else:
            self.prompt.leave()  # nothing that was clicked on takes the keys
        self.choices.close()

    # ------------------------------------------------------------------ keys

    def on_key(self, event: events.Key) -> None:
        """Make a command of a key; what is typed at the prompt stays there."""
        key = event.character if event.is_printable and event.character and event.character != " " else event.key
        if self.is_ahead(event) or self.choose_by(key):
            event.stop()
            event.prevent_default()
            return
        if self.prompt.asking:
            if key == "tab":
                self.prompt.complete()
            elif self.prompt.press(event.key):  # typed before the line had the keys, as are the characters
                pass
            elif event.is_printable and event.character:
                self.prompt.type(event.character)
            else:
                return
            event.stop()
            event.prevent_default()
            return
        event.stop()
        event.prevent_default()
        if not self.key_reader.waiting:
            self.hush()
        pressed = self.key_reader.press(key, self.place)
        self.show_pending(pressed.pending)
        if pressed.command is not None:
            self.do(pressed.command, pressed.count)
        elif not pressed.pending and event.is_printable:
            self.say(f"{key} does nothing here (? shows the keys)")
