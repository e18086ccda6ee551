"""What is shown over the main screen: the sources, what an outlet changed, where an article comes from."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from textual import work
from textual.screen import Screen

from newsreader.services.collecting import Source
from newsreader.ui.commands import Place
from newsreader.ui.screens.base import telling
from newsreader.ui.screens.searching import Searching
from newsreader.ui.screens.updating import Updating


class Consulting(Searching, Updating):
    """The commands that open another screen."""

    def show_sources(self) -> None:
        """Show what can be listed by itself; list what is chosen there."""
        from newsreader.ui.screens.sources import SourcesScreen

        self.app.push_screen(SourcesScreen(self), self._source_chosen)

    def _source_chosen(self, source: Source | None) -> None:
        if source is not None:
            self.list_source(source.name, source.line)

    def _asked_for(self) -> int | None:
        """The article that is asked about: in the list the one under the cursor, else the open one."""
        return self.articles.current if self.place is Place.LIST else self.reading.key

    def show_forms(self) -> None:
        """Show what the outlet changed in the article."""
        self._consult(self._forms)

    def show_about(self) -> None:
        """Show where the article comes from, and who says so."""
        self._consult(self._about)

    def _consult(self, screen_of: Callable[[int], Coroutine[Any, Any, Screen[None] | str]]) -> None:
        key = self._asked_for()
        if key is None:
            self.say("no article there")
            return
        self.hold_keys()
        self._open_over(screen_of, key)

    @work(exclusive=True, group="consulting")
    @telling
    async def _open_over(self, screen_of: Callable[[int], Coroutine[Any, Any, Screen[None] | str]], key: int) -> None:
        """Open what there is to be shown, or say why there is nothing."""
        try:
            found = await screen_of(key)
            if isinstance(found, str):
                self.say(found)
            else:
                self.app.push_screen(found)
        finally:
            self.release_keys()

    async def _forms(self, key: int) -> Screen[None] | str:
        from newsreader.ui.screens.forms import FormsScreen

        forms = await self.desk.forms(key)
        difference = await self.desk.difference(key) if len(forms) > 1 else None
        if difference is None:
            return "only one form of this article is known"
        return FormsScreen(self.desk, key, forms, difference)

    async def _about(self, key: int) -> Screen[None] | str:
        from newsreader.ui.screens.about import AboutScreen

        rows = await self.desk.about(key)
        return AboutScreen(rows) if rows else "no article there"
