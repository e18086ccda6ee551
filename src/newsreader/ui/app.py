"""The Textual application: theme, signals, the clipboard; it opens the main screen and ends the services.

Made for slow lines: no animations, nothing that blinks, nothing drawn on an idle screen.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, ClassVar, cast

from rich.console import RenderableType
from textual._compositor import CompositorUpdate
from textual.app import App
from textual.driver import Driver
from textual.geometry import Size
from textual.screen import Screen

from newsreader.errors import NewsreaderError
from newsreader.resources import resource
from newsreader.services.desk import Desk, Listing, Opened, TakenIn
from newsreader.services.inputs import Input
from newsreader.services.sending import is_remote
from newsreader.settings import Settings
from newsreader.ui.colours import colours_for
from newsreader.ui.commands import with_choices
from newsreader.ui.glyphs import choose
from newsreader.ui.palette import Commands
from newsreader.ui.screens.main import MainScreen
from newsreader.ui.terminal import clipboard
from newsreader.ui.terminal.cells import Cells
from newsreader.ui.terminal.display import Update, placed

ENDING = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
"""Signals at which the program ends as it does at `q`, with the terminal as it was."""


def _driver() -> type[Driver] | None:
    """Our own driver where there is a Unix terminal; Textual's choice elsewhere."""
    if sys.platform == "win32" or not sys.stdin or not sys.stdin.isatty():
        return None
    from newsreader.ui.terminal.driver import QuietDriver

    return QuietDriver


class NewsreaderApp(App[None]):
    """The reader."""

    TITLE = "newsreader"
    CSS_PATH = resource("styles.tcss")
    COMMANDS: ClassVar = {Commands}
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "f24"  # Textual's binding would come before the table's, whatever the settings say

    def __init__(
        self,
        desk: Desk,
        settings: Settings,
        *,
        first: tuple[Listing, Opened],
        names: Sequence[str] = (),
        later: Sequence[Input] = (),
        complaints: Sequence[NewsreaderError] = (),
        settings_name: str = "settings",
        colours: bool = True,
    ) -> None:
        """Show `first`, and take in `names` (files and folders) and `later` (loaded already) when it stands."""
        super().__init__(driver_class=_driver())
        self.animation_level = "none"
        self.desk = desk
        self._settings = settings
        self._names = names
        self._later = later
        commands, wrong = with_choices(settings.keys, settings_name)
        self._complaints = [*complaints, *settings.complaints, *wrong]
        self._main = MainScreen(desk, settings, commands, choose(ascii_only=settings.ascii), first)
        self._colours = colours
        self._cells = Cells()
        self._cells_size = Size(0, 0)
        if not colours:
            self._main.add_class("-no-colour")
        self._choose_theme(settings.theme)

    def _choose_theme(self, name: str) -> None:
        if name == "auto":
            self.theme = "ansi-dark" if is_remote() or not self._colours else "textual-dark"
        elif name in self.available_themes:
            self.theme = name
        else:
            known = ", ".join(sorted(self.available_themes))
            self._complaints.append(NewsreaderError(f"theme: there is no theme {name!r}", mend=known))

    def get_default_screen(self) -> Screen[Any]:
        """The main screen, from the first: a blank one under it would be laid out and drawn for nothing."""
        return self._main

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own colours, as they fit the theme."""
        return colours_for(self.current_theme)

    def on_mount(self) -> None:
        """Hear signals, and begin with what has time until the screen stands."""
        self._hear_signals()
        self.app_resume_signal.subscribe(self, lambda _: self.draw_again())
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        if self._complaints:
            more = f" (and {len(self._complaints) - 1} more)" if len(self._complaints) > 1 else ""
            self._main.say(f"{self._complaints[0]}{more}", alarm=True)
        if self._names:
            self.desk.take_in(self._names, self._tell)
        if self._later:
            self.desk.take_in_raw(self._later, self._tell)
        self._main.start_following()

    # Textual offers no way to write less than it wants to; the version is pinned, and the tests of what
    # reaches a terminal are where a change of this method would show.
    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Send the cells that differ from what the terminal shows, and nothing where none does."""
        driver = self._driver
        update: object = renderable
        ready = driver is not None and self._running and not (self._closed or self._batch_count or self.is_headless)
        if not ready or driver is None or driver.is_inline or not isinstance(update, CompositorUpdate):
            super()._display(screen, renderable)
            return
        if self._cells_size != self.size:
            self.forget_cells()
        written = self._cells.update(placed(cast(Update, update), self.console, colours=self._colours))
        if written:
            self._begin_update()
            driver.write(written)
            self._end_update()
            driver.flush()
        self.post_display_hook()

    def draw_again(self) -> None:
        """Draw the whole screen, whatever is thought to be on it."""
        self.forget_cells()
        self.screen.refresh(layout=True)

    def forget_cells(self) -> None:
        """Draw everything the next time: something else may have drawn on the terminal."""
        self._cells_size = self.size
        self._cells.forget(self.size.width)

    def _tell(self, progress: TakenIn) -> None:
        """Show, from another thread, what was taken in; nobody is there to be told when the program ends."""
        self.from_thread(lambda: self._main.taken_in(progress))

    def from_thread(self, call: Callable[[], object]) -> None:
        """Have something called on the loop, from another thread, as long as there is a screen."""
        loop = self._loop
        if self._running and not self._closing and loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(call)

    def _end_at(self, number: int) -> None:
        self._main._leave_place()
        self.exit(return_code=128 + number)

    def copy_to_clipboard(self, text: str) -> None:
        """Put a text on the clipboard of whoever sits at the terminal, through tmux and screen too."""
        self.to_clipboard(text)

    def to_clipboard(self, text: str) -> bool:
        """The same, and whether it was sent; where it is too long the status line says so."""
        written = clipboard.sequences(text, os.environ)
        if written is None:
            self._main.say(f"too long for the clipboard: over {clipboard.MOST_BYTES // 1000} kB", alarm=True)
            return False
        self._clipboard = text
        if self._driver is not None:
            self._driver.write(written)
        return True

    async def action_quit(self) -> None:
        """Quit as `q` does, with the place in the article kept."""
        self._main.leave()

    @contextmanager
    def deaf_to_signals(self) -> Iterator[None]:
        """While a command has the terminal, Ctrl+C is for the command, and a signal that ends us does so at once."""
        loop = asyncio.get_running_loop()
        for number in ENDING:
            loop.remove_signal_handler(number)
        try:
            yield
        finally:
            self._hear_signals()

    def _hear_signals(self) -> None:
        loop = asyncio.get_running_loop()
        for number in ENDING:
            loop.add_signal_handler(number, self._end_at, number)
