"""The main screen: three panes over one article, and the keys that drive them.

The screen owns `reading`, the one value that says what is open and picked out; the panes are bound to
it, know nothing of each other, and post messages when they want something. What the commands do is in
the classes this one is made of, by what they are about.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

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
from newsreader.ui.screens.correcting import Correcting
from newsreader.ui.screens.help import HelpScreen
from newsreader.ui.screens.marking import Marking
from newsreader.ui.screens.searching import Searching
from newsreader.ui.screens.sending import Sending
from newsreader.ui.widgets.bar import Bar
from newsreader.ui.widgets.choices import Choices
from newsreader.ui.widgets.lines import Piece
from newsreader.ui.widgets.prompt import Prompt, Question
from newsreader.ui.widgets.row_view import RowView

if TYPE_CHECKING:
    from newsreader.ui.app import NewsreaderApp

LEAST_WIDTH = 24
LEAST_HEIGHT = 6
"""The smallest window in which the panes are drawn."""


SETTLED_S = 0.15
"""Seconds after which the first picture stands and the workers may start."""

WIDE_ENOUGH = 80
"""Columns from which the panes stand beside each other."""


class MainScreen(Marking, Correcting, Searching, Sending):
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
        if self.choose_by(key):
            event.stop()
            event.prevent_default()
            return
        if self.prompt.asking:
            if key in ("escape", "ctrl+c"):
                event.stop()
                event.prevent_default()
                self.prompt.leave()
            elif event.is_printable and event.character:
                self.prompt.type(event.character)  # typed before the line had the keys
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

    def do(self, command: Command, count: int | None = None) -> None:
        """Have a command done, so many times where it can be counted."""
        self._doings[command.id](count)
        if self.is_attached:
            self.show_status()

    def _table(self) -> dict[str, Callable[[int | None], object]]:
        """What each command of the table does."""
        return self._moves() | self._deeds()

    def _moves(self) -> dict[str, Callable[[int | None], object]]:
        return {
            "move.down": lambda n: self.move_rows(n or 1),
            "move.up": lambda n: self.move_rows(-(n or 1)),
            "move.top": lambda n: self.move_to_end(top=True, row=n),
            "move.bottom": lambda n: self.move_to_end(top=False, row=n),
            "move.half-down": lambda n: self.move_pages(0.5 * (n or 1)),
            "move.half-up": lambda n: self.move_pages(-0.5 * (n or 1)),
            "move.page-down": lambda n: self._page_or_next(n or 1),
            "move.page-up": lambda n: self.move_pages(-(n or 1)),
            "open": lambda _: self._open_current(),
            "panel.jump": lambda _: self.panel.pick(),
            "article.next-unread": lambda n: self.next_match(n or 1) if self.searching else self.open_next_unread(1),
            "article.previous-unread": lambda _: self.open_next_unread(-1),
            "search.previous": lambda n: self.next_match(-(n or 1)) if self.searching else self.say("no search is on"),
            "article.next": lambda n: self.open_next(n or 1),
            "article.previous": lambda n: self.open_next(-(n or 1)),
            "mention.next": lambda n: self.move_mention(n or 1),
            "mention.previous": lambda n: self.move_mention(-(n or 1)),
            "panel.next-tab": lambda n: self.move_tab(n or 1),
            "panel.previous-tab": lambda n: self.move_tab(-(n or 1)),
            "pane.right": lambda _: self.move_pane(1, around=False),
            "pane.left": lambda _: self.move_pane(-1, around=False),
            "pane.next": lambda _: self.move_pane(1, around=True),
            "pane.previous": lambda _: self.move_pane(-1, around=True),
        }

    def _deeds(self) -> dict[str, Callable[[int | None], object]]:
        return {
            "search": lambda _: self.search_here(),
            "search.library": lambda _: self.search_library(),
            "correct": lambda _: self.put_right(),
            "article.star": lambda _: self.toggle_star(),
            "article.read": lambda _: self.toggle_read(),
            "list.read-all": lambda _: self.read_all(),
            "copy": lambda _: self.copy(),
            "article.browse": lambda _: self.browse(),
            "article.pipe": lambda _: self.ask_for_command(),
            "text.fold": lambda _: self._fold(),
            "undo": lambda _: self.undo(),
            "back": lambda _: self.go_back(),
            "back-or-quit": lambda _: None if self.go_back() else self.leave(),
            "help": lambda _: self.app.push_screen(HelpScreen(self.commands, self.place)),
            "command-line": lambda _: self.ask_for_words(),
            "palette": lambda _: self.app.action_command_palette(),
            "screen.redraw": lambda _: cast("NewsreaderApp", self.app).draw_again(),
            "app.suspend": lambda _: self.app.action_suspend_process(),
            "app.copy-or-quit": lambda _: None if self.copy_selection() else self.leave(),
            "app.quit": lambda _: self.leave(),
        }

    def _open_current(self) -> None:
        self.open_article(self.articles.current)
        self.go_to_pane(Place.TEXT)

    def _page_or_next(self, pages: int) -> None:
        """A page down; where an article is at its end, the next unread one."""
        if not self.move_pages(pages) and self.place is Place.TEXT:
            self.open_next_unread(1)

    def _fold(self) -> None:
        parsed = self.reading.parsed
        if parsed is None or all(block.order is not None for block in parsed.document.blocks):
            self.say("nothing is folded in this article")
        else:
            self.reader.unfold()

    def go_back(self) -> bool:
        """One level back: out of a search, of what is picked, of a pane, of a filter; False at the top."""
        if self.end_search() or self.unpick():
            self.show_status()
            return True
        if self.place is not Place.LIST:
            self.go_to_pane(Place.LIST)
            return True
        return self.end_filter()

    def leave(self) -> None:
        """Quit, with the place in the article kept."""
        self._leave_place()
        self.app.exit()

    # ------------------------------------------------------------------ the command line

    def ask_for_words(self) -> None:
        """Ask for a command by its name."""
        back = self.focused

        def answered(words: str) -> None:
            self.set_focus(back, scroll_visible=False)
            self._do_words(words.strip())

        self.prompt.ask(Question(":", answered, None, lambda: self.set_focus(back, scroll_visible=False)))

    def _do_words(self, words: str) -> None:
        """Do what was typed: a row's number, `q`, or a command's id or the beginning of one."""
        if words.isdecimal():
            self.move_to_end(top=True, row=int(words[:9]))
            self.show_status()
        elif words in ("q", "quit"):
            self.leave()
        elif words:
            here = [command for command in self.commands if command.where & self.place]
            found = [c for c in here if c.id == words] or [c for c in here if c.id.startswith(words)]
            if len(found) == 1:
                self.do(found[0])
            else:
                more = ", ".join(command.id for command in found[:6]) or "? lists them"
                self.say(f"{'several commands' if found else 'no command'} {words}: {more}")
