"""Searching: in the list as one types, in the text, in the panel, in the whole library."""

from __future__ import annotations

from collections.abc import Callable

from textual import work

from newsreader.ui.commands import Place
from newsreader.ui.screens.base import telling
from newsreader.ui.screens.opening import Opening
from newsreader.ui.widgets.prompt import Question


class Searching(Opening):
    """The commands that search."""

    _before_filter: int | None = None
    """The article that the cursor was on before the list was filtered."""

    def search_here(self) -> None:
        """Ask for words to search in the pane that has the keys."""
        place = self.place
        if place is Place.LIST:
            self._before_filter = self.articles.current
            self._ask("list: ", lambda words: self._filter(words, bodies=False), live=True)
        elif place is Place.TEXT:
            self._ask("text: ", self._search_text)
        else:
            self._ask("panel: ", self._search_panel)

    def search_library(self) -> None:
        """Ask for words to search in titles and texts of the whole library."""
        self._before_filter = self.articles.current
        self._ask("library: ", lambda words: self._filter(words, bodies=True))

    def _ask(self, label: str, answer: Callable[[str], object], *, live: bool = False) -> None:
        back = self.focused

        def answered(words: str) -> None:
            self.set_focus(back, scroll_visible=False)
            answer(words)

        def dismissed() -> None:
            self.set_focus(back, scroll_visible=False)
            if live:
                self.workers.cancel_group(self, "filter")
                self.end_filter()

        self.prompt.ask(Question(label, answered, answer if live else None, dismissed))

    # ------------------------------------------------------------------ list and library

    @work(exclusive=True, group="filter")
    @telling
    async def _filter(self, words: str, *, bodies: bool) -> None:
        if not words.strip():
            self.end_filter()
            return
        keys = await self.desk.find(words, bodies=bodies)
        headers = await self.desk.headers(keys[:100])
        self.filtered_by = f"“{words.strip()}”"
        self.articles.show_articles(keys, headers)
        self.show_titles()
        self.say("" if keys else f"nothing found for {words.strip()}")
        if bodies and not self.prompt.asking:
            self.go_to_pane(Place.LIST)

    def end_filter(self) -> bool:
        """List everything again, with the cursor where it was; False where nothing was left out."""
        if not self.filtered_by:
            return False
        self.filtered_by = ""
        self.articles.show_articles(self.all_keys)
        if self._before_filter is not None:
            self.articles.select(self._before_filter)
        self.show_titles()
        self.say("")
        return True

    # ------------------------------------------------------------------ text and panel

    def _search_text(self, words: str) -> None:
        count = self.reader.search(words)
        if not words.strip():
            self.say("")
        elif count:
            self.say(self.reader.next_match(0))
        else:
            self.say(f"not in this article: {words.strip()}")

    def _search_panel(self, words: str) -> None:
        self.panel.search_words = words.strip()
        self.next_in_panel(1)

    def next_in_panel(self, steps: int) -> None:
        """Go to the next card that holds the words that are searched for."""
        if not self.panel.search_words:
            self.say("")
        elif not self.panel.find(steps):
            self.say(f"not in this part of the panel: {self.panel.search_words}")
        else:
            self.show_status()

    @property
    def searching(self) -> bool:
        """Whether a search is on in the pane that has the keys, so that n and N are its matches."""
        if self.place is Place.TEXT:
            return self.reader.searching
        return self.place is Place.PANEL and bool(self.panel.search_words)

    def next_match(self, steps: int) -> None:
        """Go to another match."""
        if self.place is Place.TEXT:
            self.say(self.reader.next_match(steps))
        else:
            self.next_in_panel(steps)

    def end_search(self) -> bool:
        """Search no more; False where no search was on, or only one of the panel that has not the keys."""
        if self.reader.searching:
            self.reader.search("")
            self.say("")
            return True
        if self.place is Place.PANEL and self.panel.search_words:
            self.panel.search_words = ""
            self.say("")
            return True
        return False
