"""Opening articles: from the library at once, with actors and quotes as soon as a worker has them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from textual import work

from newsreader.errors import NewsreaderError, UsageError
from newsreader.model.corrections import Corrected
from newsreader.model.document import Stamp
from newsreader.model.reading import AnalysisState, ArticleHeader, Reading
from newsreader.services.desk import Listing, Opened, TakenIn
from newsreader.ui.commands import Place
from newsreader.ui.dates import long_date
from newsreader.ui.screens.base import DeskScreen, telling
from newsreader.ui.screens.views import merged

AHEAD = 12
"""How many articles after the open one are analysed before anybody asks for them."""


class Opening(DeskScreen):
    """The commands that open articles, and what comes of them later."""

    _wanted: int | None = None
    """The article that was asked for last."""

    def open_article(self, key: int | None, *, mark: bool = True) -> None:
        """Open an article; `mark`: the person asked for it, so it may count as read."""
        if key is None:
            self.say("no article there")
            return
        self._leave_place()
        self._wanted = key
        self.articles.select(key)
        self._open(key, mark)

    @work(exclusive=True, group="open")
    @telling
    async def _open(self, key: int, mark: bool) -> None:
        opened = await self.desk.open(key)
        note = await self._change_note(opened.reading)
        if key != self._wanted:
            return
        self.reader.note_change(key, note)
        self.show_article(opened)
        if mark and self.settings.mark_read == "open":
            self.mark_read(key)
        self._analyse(opened.reading)

    def show_article(self, opened: Opened) -> None:
        """Put an article on the screen, at the place where it was left."""
        self._wanted = opened.reading.key
        self.corrected = opened.corrected
        self.reading = opened.reading
        self.reader.restore(opened.place)
        self.show_titles()
        self.show_status()
        self.tell_of_the_file()

    async def _change_note(self, reading: Reading) -> str:
        """That its outlet has changed an article, and when that came; empty where it has not."""
        if reading.header is None or reading.key is None or not reading.header.changed:
            return ""
        forms = await self.desk.forms(reading.key)
        days = [form.received for form in forms if form.reason == "changed" and form.received is not None]
        when = f" on {long_date(Stamp(days[-1]))}" if days else ""
        return f"{self.glyphs.changed} changed by its outlet{when}: {self.key_of('forms')} shows what"

    @work(group="change-note")
    @telling
    async def tell_of_change(self) -> None:
        """Say in the text's head that its outlet has changed what is open, where that is not said yet."""
        reading = self.reading
        note = await self._change_note(reading)
        if note and reading.key is not None:
            self.reader.note_change(reading.key, note)

    async def put_right_again(self) -> None:
        """Show the open article with the corrections that there are now."""
        if self.corrected is not None:
            self.show_corrected(await self.desk.corrected(self.corrected.raw))

    def show_corrected(self, corrected: Corrected) -> None:
        """Show the open article as it was put right; what is picked stays so where it is left.

        Where that is of another article than the open one, or of another analysis of it, nothing is done.
        """
        before = self.reading
        if self.corrected is None or self.corrected.raw is not corrected.raw:
            return
        self.corrected, parsed = corrected, corrected.parsed
        picked = before.quote
        found = (at for at, quote in enumerate(parsed.quotes) if picked is not None and quote.span == picked.span)
        index, actor = next(found, None), parsed.actor(before.actor_id)
        if (picked is not None and index is None) or (before.actor_id is not None and actor is None):
            self.reader.light(None)
        self.reading = replace(before, parsed=parsed, quote_index=index, actor_id=actor.id if actor else None)
        self.show_titles()
        self.show_status()

    def tell_of_the_file(self) -> None:
        """Say what is wrong with the file of corrections, where something is and was not said yet."""
        complaint = self.desk.corrections.take_complaint()
        if complaint is not None:
            self.say(str(complaint), alarm=True)

    @work(group="analyse")
    @telling
    async def _analyse(self, reading: Reading) -> None:
        """Have the open article analysed where it is not, and those after it when it is."""
        if reading.state is AnalysisState.WAITING and reading.parsed is not None and reading.key is not None:
            try:
                parsed = await self.desk.analyse(reading.key, reading.parsed.document)
                corrected = await self.desk.corrected(parsed)
                self._analysed(reading.key, corrected, parsed=corrected.parsed, state=AnalysisState.DONE)
            except NewsreaderError as error:
                self._analysed(reading.key, state=AnalysisState.FAILED, reason=error.what)
        self._look_ahead()

    def _analysed(self, key: int, corrected: Corrected | None = None, **news: Any) -> None:
        """Show what came of an analysis, where its article is still the open one."""
        open_now = self.reading.parsed
        if self.reading.key == key and (corrected is None or open_now is None or corrected.raw.text == open_now.text):
            if corrected is not None:
                self.corrected = corrected
            if open_now is not None and open_now.analysed:
                news = {**news, "actor_id": None, "quote_index": None}  # those of another engine's count
            self.reading = replace(self.reading, **news)
            self.show_titles()
            self.show_status()

    @work(exclusive=True, group="ahead")
    @telling
    async def _look_ahead(self) -> None:
        at = self.articles.cursor
        await self.desk.analyse_ahead(self.articles.keys[at : at + AHEAD])
        await self.desk.analyse_waiting()

    def start_analysing(self) -> None:
        """Begin with the article that was on screen from the start."""
        self._analyse(self.reading)

    @work(group="marks")
    @telling
    async def mark_read(self, key: int) -> None:
        """Mark an article as read, which the next one that is opened does not interrupt."""
        header = self.articles.header(key) or self.reading.header
        if header is not None and not header.read:
            change = await self.desk.set_read([key], True)
            await self.marks_changed(change.keys)

    async def marks_changed(self, keys: Sequence[int]) -> None:
        """Show the marks of these articles as they are now."""
        if not keys:
            return
        headers = await self.desk.headers(keys)
        for header in headers:
            before = self.articles.header(header.key)
            if before is not None:
                self.unread += before.read - header.read
        if len(headers) > 1:
            self.unread = (await self.desk.listing()).unread
        await self.count_unread()
        self.articles.set_headers(headers)
        if self.reading.header is not None and self.reading.key in keys:
            mine = next(header for header in headers if header.key == self.reading.key)
            self.reading = replace(self.reading, header=mine)
        self.show_titles()
        self.show_status()

    def _leave_place(self) -> None:
        if self.reading.key is not None:
            self.desk.keep_place(self.reading.key, self.reader.place)

    # ------------------------------------------------------------------ the next one

    def open_next(self, steps: int) -> None:
        """Open the article so many rows on in the list."""
        keys = self.articles.keys
        at = self.articles.cursor + steps
        if 0 <= at < len(keys):
            self.open_article(keys[at])
            if self.place is Place.LIST:
                self.go_to_pane(Place.TEXT)
        else:
            self.say("no further article" if steps > 0 else "no article before this one")

    @work(exclusive=True, group="next-unread")
    @telling
    async def open_next_unread(self, steps: int) -> None:
        """Open the next unread article in the list, or the one before."""
        keys = self.articles.keys
        at = self.articles.cursor
        found: ArticleHeader | None = None
        there = range(at + 1, len(keys)) if steps > 0 else range(at - 1, -1, -1)
        for first in range(0, len(there), 200):
            part = [keys[index] for index in there[first : first + 200]]
            found = next((header for header in await self.desk.headers(part) if not header.read), None)
            if found is not None:
                break
        if found is None:
            self.say("no unread article after this one" if steps > 0 else "no unread article before this one")
            return
        self.open_article(found.key)
        if self.place is Place.LIST:
            self.go_to_pane(Place.TEXT)

    # ------------------------------------------------------------------ what came in

    def taken_in(self, progress: TakenIn) -> None:
        """Show what was taken in so far."""
        self._show_new(progress)

    @work(exclusive=True, group="listing")
    @telling
    async def _show_new(self, progress: TakenIn) -> None:
        self.show_listing(await self.desk.listing())
        if self.reading.key is None and len(self.articles.keys):
            self.open_article(self.articles.keys[0], mark=False)
        if progress.failures:
            first = str(progress.failures[0])
            more = f" (and {len(progress.failures) - 1} more)" if len(progress.failures) > 1 else ""
            self.say(f"{first}{more}", alarm=True)
        elif progress.done and not len(self.articles.keys):
            self.say("no articles there")

    def show_listing(self, listing: Listing) -> None:
        """List the articles that there are now; the cursor stays on its article."""
        self.all_keys = listing.keys
        self.unread = listing.unread
        if not self.views:
            self.articles.show_articles(listing.keys, listing.headers)
        self.show_titles()
        self.show_status()

    async def list_again(self) -> None:
        """List what there is now, with everything that is listed where it was; rows that have changed are drawn."""
        listing = await self.desk.listing()
        views = []
        for view in self.views:
            found = (await self.desk.find(view.line)).keys if view.line is not None else ()
            views.append(replace(view, keys=merged(listing.keys, view.keys, found)))
        self.views = tuple(views)
        self.show_listing(listing)
        if self.view is not None:
            self.articles.show_articles(self.view.keys)
        await self.count_unread()
        self.articles.set_headers(await self.desk.headers(self.articles.keys_in_sight()))
        self.articles.forget_others()
        self.show_titles()
        self.show_status()

    async def count_unread(self) -> None:
        """Count what is unread in what a search line lists."""
        view = self.view
        if view is None or view.line is None:
            return
        unread = await self.unread_of(view.line)
        if self.view is view:
            self.views = (*self.views[:-1], replace(view, unread=unread))

    async def unread_of(self, line: str) -> int | None:
        """How many articles a search line finds that are unread; None where it is too long to ask."""
        with suppress(UsageError):
            # In front: a quotation mark that is not closed goes on to the line's end.
            return len((await self.desk.find(f"is:unread {line}")).keys)
        return None
