"""Fetching what is new, and noticing what other programs brought: the list follows, the cursor stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, cast

from textual import work

from newsreader.services.collecting import Progress
from newsreader.text.counting import counted
from newsreader.ui.screens.base import telling
from newsreader.ui.screens.opening import Opening

if TYPE_CHECKING:
    from newsreader.ui.app import NewsreaderApp

LOOK_EVERY_S = 15.0
"""Seconds between two looks whether another program has written to the library."""


class Updating(Opening):
    """The commands that fetch."""

    on_update: Callable[[str, bool], object] | None = None
    """Who else is told how far an update is, and whether that is its end: the sources, while they are shown."""

    def start_following(self) -> None:
        """Begin to look for what other programs write, and with the updates that the settings ask for."""
        self.set_interval(LOOK_EVERY_S, self._look)
        fetch = self.settings.fetch
        if fetch.update_on_start and not self.desk.shelf.visit:
            self.update_feeds(quiet=True)
            self.set_interval(max(1, fetch.every_minutes) * 60, lambda: self.update_feeds(quiet=True))

    def update_feeds(self, keys: Sequence[int] | None = None, *, quiet: bool = False) -> None:
        """Fetch what is new from these feeds, or from all; `quiet`: nobody asked, so from those that are due.

        What a quiet one does is said at its end, where there is something to say.
        """
        app = cast("NewsreaderApp", self.app)

        def tell(progress: Progress) -> None:
            app.from_thread(lambda: self.show_progress(progress, quiet=quiet))

        if not self.desk.update(keys, tell, due_only=quiet) and not quiet:
            self.say("an update is under way already")
        elif not quiet:
            self.say("updating")

    def show_progress(self, progress: Progress, *, quiet: bool = False) -> None:
        """Say how far an update is; at its end list what came."""
        told = in_words(progress, self.key_of("sources"))
        if quiet and not (progress.finished and (progress.new or progress.changed)):
            return
        self.say(told)
        if progress.finished or progress.done == progress.total:  # full texts may still be under way
            self._list_again()
        if self.on_update is not None:
            self.on_update(told, progress.finished)

    @work(exclusive=True, group="listing")
    @telling
    async def _list_again(self) -> None:
        await self.list_again()

    @work(exclusive=True, group="looking")
    @telling
    async def _look(self) -> None:
        """List anew where another program has written; nothing is drawn where nothing is different."""
        if await self.desk.has_changed():
            await self.list_again()


def in_words(progress: Progress, key: str) -> str:
    """How far an update is, on one line; `key` shows which feeds failed."""
    if not progress.finished:
        new = f", {progress.new:,} new" if progress.new else ""
        return f"updating: {progress.done:,} of {counted(progress.total, 'feed')}{new}"
    if not progress.total and not progress.faults:
        if progress.waiting:
            return f"{counted(progress.waiting, 'feed')} to be asked later: they failed, or their servers want it so"
        return "no feeds are followed, or none is due"
    parts = [counted(progress.new, "new article")]
    parts += [f"{progress.changed:,} changed"] if progress.changed else []
    told = ", ".join(parts)
    if progress.faults:
        told += f"; {counted(len(progress.faults), 'feed')} failed ({key} shows which): {progress.faults[0]}"
    return told
