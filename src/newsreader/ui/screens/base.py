"""What the parts of the main screen share: its state, its panes, and how it says something."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from rich.cells import cell_len
from textual import events
from textual.reactive import reactive
from textual.screen import Screen

from newsreader.errors import NewsreaderError
from newsreader.model.corrections import Corrected
from newsreader.model.reading import Reading
from newsreader.model.spans import Span
from newsreader.services.desk import Desk
from newsreader.settings import Settings
from newsreader.text.counting import counted
from newsreader.text.safe import one_line
from newsreader.ui.ahead import pass_on
from newsreader.ui.commands import Command, KeyReader, Place, shown
from newsreader.ui.glyphs import Glyphs
from newsreader.ui.panes.actors import ActorsPane
from newsreader.ui.panes.article_list import ArticleList
from newsreader.ui.panes.cards import Tab
from newsreader.ui.panes.reader import ReaderPane
from newsreader.ui.screens.views import View
from newsreader.ui.widgets.bar import Bar
from newsreader.ui.widgets.lines import Line, Piece
from newsreader.ui.widgets.prompt import Prompt

NARROW_TITLE = 44
"""Cells of the list's title below which what was searched for needs the room of the second number."""


class Says(Protocol):
    """A screen that has a place to say something."""

    def say(self, text: str, *, alarm: bool = False) -> None:
        """Say something."""


P = ParamSpec("P")
S = TypeVar("S", bound=Says)


def telling(
    method: Callable[Concatenate[S, P], Coroutine[Any, Any, None]],
) -> Callable[Concatenate[S, P], Coroutine[Any, Any, None]]:
    """A coroutine of the screen whose errors are said on the status line instead of ending the program."""

    @wraps(method)
    async def told(self: S, /, *args: P.args, **kwargs: P.kwargs) -> None:
        try:
            await method(self, *args, **kwargs)
        except NewsreaderError as error:
            self.say(str(error), alarm=True)

    return told


class DeskScreen(Screen[None]):
    """The state of the main screen; what it does is in the classes built on this one."""

    reading: reactive[Reading] = reactive(Reading(), repaint=False)
    """What is open and what is picked out in it; the panes are bound to it."""

    corrected: reactive[Corrected | None] = reactive(None, repaint=False, always_update=True)
    """The open article before and after it was put right, and what was; always set before `reading` is."""

    tab: reactive[Tab] = reactive(Tab.ACTORS, repaint=False)
    """Which part of the panel is shown."""

    sight: reactive[tuple[Span, ...]] = reactive((), repaint=False)
    """What of the text is on screen."""

    def __init__(self, desk: Desk, settings: Settings, commands: tuple[Command, ...], glyphs: Glyphs) -> None:
        super().__init__()
        self.desk = desk
        self.settings = settings
        self.commands = commands
        self.glyphs = glyphs
        self.key_reader = KeyReader(commands)
        self.unread = 0
        self.all_keys: array[int] = array("q")
        self.views: tuple[View, ...] = ()
        self._message = ""
        self._alarm = False
        self._pending = ""
        self._held: list[events.Key] | None = None

    # ------------------------------------------------------------------ its parts

    @property
    def articles(self) -> ArticleList:
        """The article list."""
        return self.query_one(ArticleList)

    @property
    def reader(self) -> ReaderPane:
        """The reading pane."""
        return self.query_one(ReaderPane)

    @property
    def panel(self) -> ActorsPane:
        """The side panel."""
        return self.query_one(ActorsPane)

    @property
    def prompt(self) -> Prompt:
        """The line to type in."""
        return self.query_one(Prompt)

    @property
    def view(self) -> View | None:
        """What of the library is listed; None for all of it."""
        return self.views[-1] if self.views else None

    @property
    def place(self) -> Place:
        """Which pane has the keys."""
        if self.focused is self.panel:
            return Place.PANEL
        return Place.TEXT if self.focused is self.reader else Place.LIST

    def go_to_pane(self, place: Place) -> None:
        """Give a pane the keys."""
        panes = {Place.LIST: self.articles, Place.TEXT: self.reader, Place.PANEL: self.panel}
        self.set_focus(panes[place], scroll_visible=False)

    # ------------------------------------------------------------------ keys that were typed ahead

    def hold_keys(self) -> None:
        """Keep the keys that come until what was asked for is open."""
        self._held = []

    def release_keys(self) -> None:
        """Hand the keys that came meanwhile to what has the keys now."""
        held, self._held = self._held, None
        for event in held or ():
            pass_on(self.app, event)

    def is_ahead(self, event: events.Key) -> bool:
        """Take a key that is meant for what opens or lies over this screen; False for one that is ours."""
        if self._held is not None:
            self._held.append(event)
        elif self.app.screen is not self:
            pass_on(self.app, event)
        else:
            return False
        return True

    # ------------------------------------------------------------------ what it says

    def say(self, text: str, *, alarm: bool = False) -> None:
        """Say something on the status line, until the next thing happens."""
        self._message, self._alarm = one_line(text, 400), alarm
        self.show_status()

    def hush(self) -> None:
        """Take back what the status line says."""
        if self._message:
            self.say("")

    def show_pending(self, typed: str) -> None:
        """Show what was typed of something longer."""
        if typed != self._pending:
            self._pending = typed
            self.show_status()

    def key_of(self, name: str) -> str:
        """The key of a command, as a person reads it; its name where it has none."""
        keys = next((command.keys for command in self.commands if command.id == name), ())
        return shown(keys[0]) if keys else f":{name}"

    def show_status(self) -> None:
        """Draw the status line: what there is to say, or where we are."""
        bar = self.query_one("#status", Bar)
        width = bar.size.width or self.app.size.width
        right = f" {self._pending}" if self._pending else f" {self._where()}"
        left = self._message or self._facts()
        styles = ("alarm",) if self._alarm and self._message else ()
        left = self.glyphs.cut(left, max(1, width - cell_len(right) - 2))
        gap = " " * max(1, width - cell_len(left) - cell_len(right) - 1)
        bar.show((Piece(f" {left}", styles), Piece(gap + right, ("quiet",))))

    def _facts(self) -> str:
        count = len(self.articles.keys)
        if self.view is not None:
            return f"{count:,} of {counted(len(self.all_keys), 'article')}: {self.view.name}"
        return f"{counted(count, 'article')}, {self.unread:,} unread"

    def _where(self) -> str:
        """How far the text is scrolled, or which row of the list or panel has the cursor."""
        if self.place is Place.TEXT:
            reader = self.reader
            if reader.at_end:
                return "end"
            total = max(1, len(reader.rows) - reader.size.height)
            return "top" if not reader.scroll_offset.y else f"{100 * reader.scroll_offset.y // total}%"
        pane = self.panel if self.place is Place.PANEL else self.articles
        return f"{pane.cursor + 1}/{pane.count()}" if pane.count() else ""

    def show_hints(self) -> None:
        """Draw the line of keys that work here, as many as fit; the way out and the list of keys first."""
        bar = self.query_one("#hints", Bar)
        room = (bar.size.width or self.app.size.width) - 1
        here = [command for command in self.commands if command.hint and command.keys and command.where & self.place]
        fitting = set()
        for command in sorted(here, key=lambda command: command.id not in ("help", "back-or-quit")):
            cells = cell_len(shown(command.keys[0])) + cell_len(command.hint) + 3
            if cells <= room + 2:
                fitting.add(command.id)
                room -= cells
        line: list[Piece] = [Piece(" ")]
        for command in here:
            if command.id in fitting:
                line += [Piece(shown(command.keys[0]), ("key",)), Piece(f" {command.hint}  ", ("quiet",))]
        bar.show(tuple(line))

    def show_titles(self) -> None:
        """Draw the titles of list and panel."""
        here = self.place
        bar = self.query_one("#list-title", Bar)
        width = bar.size.width or self.app.size.width
        facts = self._list_count(is_narrow=width < NARROW_TITLE)
        room = width - cell_len(facts) - 4
        name = self.glyphs.cut(self.view.name if self.view else "Articles", max(4, room))
        bar.show(_title(name, facts, is_here=here is Place.LIST))
        self.query_one("#tabs", Bar).show(self._tabs(is_here=here is Place.PANEL))

    def _list_count(self, *, is_narrow: bool) -> str:
        view = self.view
        if view is None:
            return f"{self.unread:,} unread"
        found = "" if view.is_source else f"{len(self.articles.keys):,} found"
        unread = "" if view.unread is None or (found and is_narrow) else f"{view.unread:,} unread"
        return ", ".join(fact for fact in (found, unread) if fact)

    def _tabs(self, *, is_here: bool) -> Line:
        from newsreader.ui.panes.cards import count_of

        width = self.query_one("#tabs", Bar).size.width
        pieces = [Piece(" ")]
        parsed = self.reading.parsed
        names = []
        for tab in Tab:
            count = count_of(parsed, tab) if parsed else 0
            names.append((tab, f"{tab.value} {count}" if count else tab.value))
        if sum(cell_len(name) + 2 for _, name in names) > width:
            names = [(tab, name if tab is self.tab else tab.value[:3]) for tab, name in names]
        for tab, name in names:
            styles = (("here",) if is_here else ("strong",)) if tab is self.tab else ("quiet",)
            pieces += [Piece(name, styles), Piece("  ")]
        return tuple(pieces)


def _title(name: str, facts: str, *, is_here: bool) -> Line:
    return (Piece(" "), Piece(name, ("here",) if is_here else ("strong",)), Piece(f"  {facts}", ("quiet",)))
