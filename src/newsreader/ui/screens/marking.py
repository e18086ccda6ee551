"""What the person does to articles: read, star, undo."""

from __future__ import annotations

from textual import work

from newsreader.library import Change
from newsreader.services.corrections_form import Noted
from newsreader.services.recognising import is_about
from newsreader.services.undoing import TakenBack
from newsreader.ui.commands import Place
from newsreader.ui.screens.base import telling
from newsreader.ui.screens.opening import Opening


class Marking(Opening):
    """The commands that change what is stored; each can be undone."""

    def subject(self) -> int | None:
        """The article that a mark is for: in the list the one under the cursor, else the open one."""
        return self.articles.current if self.place is Place.LIST else self.reading.key

    @work(group="marks")
    @telling
    async def toggle_star(self) -> None:
        """Star the article, or take its star away."""
        key = self.subject()
        header = self.articles.header(key) or self.reading.header
        if key is None or header is None:
            self.say("no article there")
            return
        await self.changed(await self.desk.set_starred([key], not header.starred))

    @work(group="marks")
    @telling
    async def toggle_read(self) -> None:
        """Mark the article as read, or as unread."""
        key = self.subject()
        header = self.articles.header(key) or self.reading.header
        if key is None or header is None:
            self.say("no article there")
            return
        await self.changed(await self.desk.set_read([key], not header.read))

    @work(group="marks")
    @telling
    async def read_all(self) -> None:
        """Mark all that is listed as read."""
        change = await self.desk.set_read(list(self.articles.keys), True)
        await self.changed(change)
        self.say(f"{change.what}: u undoes it" if change.keys else "all are read already")

    @work(group="marks")
    @telling
    async def undo(self) -> None:
        """Take back what came last, a mark or a correction."""
        change = await self.desk.undo()
        if change is None:
            self.say("nothing to undo")
        elif isinstance(change, TakenBack):
            await self.put_right_again()
            self.say(f"{'' if self._is_open(change.noted) else f'in “{change.noted.article.title}”: '}{change.what}")
            self.tell_of_the_file()
        else:
            await self.changed(change)

    def _is_open(self, noted: Noted) -> bool:
        """Whether a correction is of the open article."""
        return self.corrected is not None and is_about(noted.article, self.corrected.raw.document)

    async def changed(self, change: Change) -> None:
        """Show what a change did."""
        await self.marks_changed(change.keys)
        if change.what:
            self.say(change.what)
