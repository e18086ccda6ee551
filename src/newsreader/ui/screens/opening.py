"""Opening articles: from the library at once, with actors and quotes as soon as a worker has them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from textual import work

from newsreader.errors import NewsreaderError
from newsreader.model.article import ParsedArticle
from newsreader.model.reading import AnalysisState, ArticleHeader, Reading
from newsreader.services.desk import Listing, TakenIn
from newsreader.ui.commands import Place
from newsreader.ui.screens.base import DeskScreen, telling

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
        reading, place = await self.desk.open(key)
        if key != self._wanted:
            return
        self.show_article(reading, place)
        if mark and self.settings.mark_read == "open":
            self.mark_read(key)
        self._analyse(reading)

    def show_article(self, reading: Reading, place: int) -> None:
        """Put an article on the screen, at the place where it was left."""
        self._wanted = reading.key
        self.reading = replace(reading, parsed=self._put_right(reading.parsed))
        self.reader.restore(place)
        self.show_titles()
        self.show_status()
        self.tell_of_the_file()

    def _put_right(self, raw: ParsedArticle | None) -> ParsedArticle | None:
        """The article as the person put it right."""
        self.corrected = self.desk.corrected(raw) if raw is not None else None
        return self.corrected.parsed if self.corrected is not None else None

    def show_corrected(self) -> None:
        """Show the open article with the corrections that there are now; what is picked stays so where it is left."""
        before = self.reading
        if self.corrected is None:
            return
        parsed = self._put_right(self.corrected.raw)
        picked = before.quote
        quotes = parsed.quotes if parsed is not None else ()
        index = next((at for at, quote in enumerate(quotes) if picked is not None and quote.span == picked.span), None)
        actor = parsed.actor(before.actor_id) if parsed is not None else None
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
                self._analysed(reading.key, parsed=parsed, state=AnalysisState.DONE)
            except NewsreaderError as error:
                self._analysed(reading.key, state=AnalysisState.FAILED, reason=error.what)
        self._look_ahead()

    def _analysed(self, key: int, **news: Any) -> None:
        """Show what came of an analysis, where its article is still the open one."""
        parsed = news.get("parsed")
        open_now = self.reading.parsed
        if self.reading.key == key and (parsed is None or open_now is None or parsed.text == open_now.text):
            if parsed is not None:
                news = {**news, "parsed": self._put_right(parsed)}
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
        if not self.filtered_by:
            self.articles.show_articles(listing.keys, listing.headers)
        self.show_titles()
        self.show_status()
