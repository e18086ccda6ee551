"""The sources, over the main screen: list one, follow a feed, give one up, fetch what is new, see what fails."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from newsreader.services.collecting import Source
from newsreader.text.safe import one_line
from newsreader.ui.ahead import pass_on
from newsreader.ui.panes.sources import SourceList
from newsreader.ui.screens.base import telling
from newsreader.ui.screens.sheet import BREAKPOINTS, dress
from newsreader.ui.screens.updating import Updating
from newsreader.ui.widgets.bar import Bar
from newsreader.ui.widgets.lines import Piece
from newsreader.ui.widgets.prompt import Prompt, Question
from newsreader.ui.widgets.row_view import RowView

_HINTS = (("Enter", "list"), ("Esc", "back"), ("a", "add"), ("d", "remove"), ("r", "update"), ("R", "update all"))
_PAGES = {
    "space": 1.0, "ctrl+f": 1.0, "pagedown": 1.0, "ctrl+b": -1.0, "pageup": -1.0, "ctrl+d": 0.5, "ctrl+u": -0.5,
}  # fmt: skip


class SourcesScreen(ModalScreen[Source | None]):
    """The sources; it ends with the one that is to be listed."""

    VERTICAL_BREAKPOINTS = BREAKPOINTS

    def __init__(self, main: Updating) -> None:
        super().__init__()
        self._main = main
        self._sure: Callable[[], object] | None = None
        self._early: list[events.Key] | None = []

    def compose(self) -> ComposeResult:
        """The sources in a box, below them what there is to say, and the keys."""
        with Vertical(classes="sheet"):
            yield SourceList(glyphs=self._main.glyphs, id="sources")
            yield Prompt(id="sources-prompt")
            yield Bar(id="sources-status")
            yield Bar(id="sources-hints")

    @property
    def sources(self) -> SourceList:
        """The sources."""
        return self.query_one(SourceList)

    @property
    def prompt(self) -> Prompt:
        """The line to type in."""
        return self.query_one(Prompt)

    def on_mount(self) -> None:
        """Load them, and hear of updates."""
        dress(self)
        self._main.on_update = self._updated
        self.set_focus(self.sources)
        self._load()

    def on_resize(self) -> None:
        """Show the keys, as many as fit."""
        self.call_after_refresh(self._show_hints)

    def _show_hints(self) -> None:
        bar = self.query_one("#sources-hints", Bar)
        line: list[Piece] = []
        room = bar.size.width
        for key, hint in _HINTS:
            room -= len(key) + len(hint) + 3
            if room >= -2:  # the blanks behind the last need no room
                line += [Piece(key, ("key",)), Piece(f" {hint}  ", ("quiet",))]
        bar.show(tuple(line))

    def on_unmount(self) -> None:
        """Hear of updates no more."""
        self._main.on_update = None

    def say(self, text: str, *, alarm: bool = False) -> None:
        """Say something below the sources."""
        bar = self.query_one("#sources-status", Bar)
        shown = self._main.glyphs.cut(one_line(text, 400), max(1, bar.size.width))
        bar.show((Piece(shown, ("alarm",) if alarm else ()),))

    @work(exclusive=True, group="sources")
    @telling
    async def _load(self) -> None:
        try:
            self.sources.show(await self._main.desk.sources())
        finally:
            early, self._early = self._early, None
            for event in early or ():
                pass_on(self.app, event)

    def _updated(self, told: str, finished: bool) -> None:
        self.say(told)
        if finished:
            self._load()

    # ------------------------------------------------------------------ keys

    def on_key(self, event: events.Key) -> None:
        """Move, or do what a key is for; what is typed at the prompt stays there."""
        if self._is_ahead(event):
            event.stop()
            event.prevent_default()
            return
        key = event.character if event.is_printable and event.character and event.character != " " else event.key
        if self.prompt.asking:
            if self.prompt.press(event.key):
                pass
            elif event.is_printable and event.character:
                self.prompt.type(event.character)
            elif key != "tab":
                return
        elif self._sure is not None:
            sure, self._sure = self._sure, None
            self.say("")
            if key == "y":
                sure()
        elif not self._move(key):
            self._do(key)
        event.stop()
        event.prevent_default()

    def _is_ahead(self, event: events.Key) -> bool:
        """Keep a key for when the sources are there, or hand it on where this was closed before it."""
        if self._early is not None:
            self._early.append(event)
        elif not self.is_current:
            pass_on(self.app, event)
        else:
            return False
        return True

    def _move(self, key: str) -> bool:
        steps = {"j": 1, "down": 1, "k": -1, "up": -1}.get(key)
        if steps is not None:
            self.sources.move_by(steps)
        elif key in _PAGES:
            self.sources.move_page(_PAGES[key])
        elif key in ("g", "home", "G", "end"):
            self.sources.move_to(0 if key in ("g", "home") else self.sources.count() - 1)
        else:
            return False
        return True

    def _do(self, key: str) -> None:
        self.say("")
        deeds: dict[str, Callable[[], object]] = {
            "enter": lambda: self.dismiss(self.sources.current),
            "l": lambda: self.dismiss(self.sources.current),
            "r": self._update,
            "R": self._main.update_feeds,
            "a": self._ask,
            "d": self._remove,
        }
        if key in deeds:
            deeds[key]()
        elif key in ("escape", "q", "f", "h", "ctrl+c"):
            self.dismiss(None)

    @on(RowView.Clicked)
    def _clicked(self, message: RowView.Clicked) -> None:
        message.stop()
        self.dismiss(self.sources.current)

    # ------------------------------------------------------------------ feeds

    def _update(self) -> None:
        """Fetch what is new from the feed, or from all feeds in the folder."""
        feeds = self.sources.feeds_here()
        if feeds:
            self._main.update_feeds(feeds)
        else:
            self.say("no feed there: R updates all")

    def _ask(self) -> None:
        def answered(name: str) -> None:
            self.set_focus(self.sources)
            if name.strip():
                self.say(f"adding {name.strip()}")
                self._follow(name.strip())

        self.prompt.ask(
            Question("address or list: ", answered, None, lambda: self.set_focus(self.sources, scroll_visible=False))
        )

    @work(exclusive=True, group="following")
    @telling
    async def _follow(self, name: str) -> None:
        self.say(await self._main.desk.subscribe(name))
        await self._changed()

    def _remove(self) -> None:
        source = self.sources.current
        if source is None or source.kind not in ("feed", "search"):
            self.say("d removes a feed or a saved search")
            return
        self._sure = lambda: self._removed(source)
        kept = "; its articles stay" if source.kind == "feed" else ""
        self.say(f"remove “{one_line(source.name, 60)}”{kept}? y: yes")

    @work(group="following")
    @telling
    async def _removed(self, source: Source) -> None:
        if source.feed is not None:
            self.say(await self._main.desk.unsubscribe(source.feed.key))
        else:
            await self._main.desk.drop_search(source.name)
            self.say(f"“{source.name}” is no longer kept")
        await self._changed()

    async def _changed(self) -> Any:
        self.sources.show(await self._main.desk.sources())
        await self._main.list_again()
