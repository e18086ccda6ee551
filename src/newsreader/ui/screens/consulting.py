"""What is shown over the main screen: the sources, what an outlet changed, where an article comes from."""

from __future__ import annotations

from textual import work

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

    @work(exclusive=True, group="consulting")
    @telling
    async def show_forms(self) -> None:
        """Show what the outlet changed in the article."""
        from newsreader.ui.screens.forms import FormsScreen

        key = self._asked_for()
        if key is None:
            self.say("no article there")
            return
        forms = await self.desk.forms(key)
        difference = await self.desk.difference(key) if len(forms) > 1 else None
        if difference is None:
            self.say("only one form of this article is known")
        else:
            self.app.push_screen(FormsScreen(self.desk, key, forms, difference))

    @work(exclusive=True, group="consulting")
    @telling
    async def show_about(self) -> None:
        """Show where the article comes from, and who says so."""
        from newsreader.ui.screens.about import AboutScreen

        key = self._asked_for()
        rows = await self.desk.about(key) if key is not None else ()
        if rows:
            self.app.push_screen(AboutScreen(rows))
        else:
            self.say("no article there")
