"""Searching: in the list as one types, in the text, in the panel, in the whole library."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from dataclasses import replace

from textual import on, work

from newsreader.model.reading import ArticleHeader
from newsreader.services.collecting import Found
from newsreader.text.counting import counted
from newsreader.ui.commands import Place
from newsreader.ui.panes.article_list import ArticleList
from newsreader.ui.screens.base import telling
from newsreader.ui.screens.opening import Opening
from newsreader.ui.screens.views import Level, View, back_of, put
from newsreader.ui.widgets.prompt import Question


def gaps(found: Found) -> str:
    """What a search for names could not look through, in words; empty where that is nothing."""
    if not found.unanalysed:
        return ""
    return f"{counted(found.unanalysed, 'article')} not analysed yet: names are not found there"


class Searching(Opening):
    """The commands that search."""

    def search_here(self) -> None:
        """Ask for words to search in the pane that has the keys."""
        place = self.place
        if place is Place.LIST:
            self._ask("list: ", self._filter, live=True)
        elif place is Place.TEXT:
            self._ask("text: ", self._search_text)
        else:
            self._ask("panel: ", self._search_panel)

    def _ask(self, label: str, answer: Callable[[str], object], *, live: bool = False) -> None:
        back = self.focused

        def answered(words: str) -> None:
            self.set_focus(back, scroll_visible=False)
            answer(words)

        def dismissed() -> None:
            self.set_focus(back, scroll_visible=False)
            if live:
                self.workers.cancel_group(self, "filter")
                self.end_view(Level.FILTER)

        self.prompt.ask(Question(label, answered, answer if live else None, dismissed))

    # ------------------------------------------------------------------ the list

    @work(exclusive=True, group="filter")
    @telling
    async def _filter(self, words: str) -> None:
        """Leave those in the list whose title or outlet holds the words."""
        if not words.strip():
            self.end_view(Level.FILTER)
            return
        found = await self.desk.find_titles(words)
        under = next((view for view in reversed(self.views) if view.level < Level.FILTER), None)
        if under is not None:
            listed = set(under.keys)
            found = array("q", (key for key in found if key in listed))
        headers = await self.desk.headers(found[:100])
        self.show_view(View(Level.FILTER, f"“{words.strip()}”", found), headers)
        self.say("" if found else f"nothing found for {words.strip()}")

    # ------------------------------------------------------------------ the library

    def search_library(self) -> None:
        """Ask for a search line; a wrong one is told, and stays there to be put right."""
        back = self.focused

        def dismissed() -> None:
            self.workers.cancel_group(self, "filter")
            self.set_focus(back, scroll_visible=False)
            self.hush()

        self.prompt.ask(Question("search: ", self._search_line, None, dismissed, stays=True))

    def _search_line(self, line: str) -> None:
        if line.strip():
            self._find(line.strip())
        else:
            self.prompt.leave()

    @work(exclusive=True, group="filter")
    @telling
    async def _find(self, line: str) -> None:
        """List what a search line finds."""
        found = await self.desk.find(line)
        unread = await self.unread_of(line)
        self.prompt.drop()
        self.show_view(View(Level.SEARCH, f"“{line}”", found.keys, line, unread), found.headers)
        told = "" if found.keys else f"nothing found for {line}"
        self.say("; ".join(part for part in (told, gaps(found)) if part))
        self.go_to_pane(Place.LIST)

    @work(exclusive=True, group="filter")
    @telling
    async def list_source(self, name: str, line: str) -> None:
        """List a source; all there is where its line is empty."""
        self.go_to_pane(Place.LIST)
        if not line:
            self.end_view(Level.SOURCE)
            return
        found = await self.desk.find(line)
        unread = await self.unread_of(line)
        self.show_view(View(Level.SOURCE, name, found.keys, line, unread), found.headers)
        self.say("" if found.keys else f"{name}: no articles")

    def show_view(self, view: View, headers: Iterable[ArticleHeader] = ()) -> None:
        """List a part of the library, over what is listed now."""
        back = back_of(self.views, view.level, self.articles.current)
        self.views = put(self.views, replace(view, back=back))
        self._show_top(headers)
        if view.level is not Level.FILTER:
            self.articles.move_to(0)
        self.show_titles()

    def _show_top(self, headers: Iterable[ArticleHeader] = ()) -> None:
        view = self.view
        self.articles.with_snippets = view is not None and view.level is Level.SEARCH
        self.articles.show_articles(view.keys if view else self.all_keys, headers)

    def end_view(self, level: Level | None = None) -> bool:
        """List what lies below, with the cursor where it was; False where there is nothing to take away.

        `level`: take away all views of this level and above, and none that is below.
        """
        gone = self.views[-1:] if level is None else tuple(view for view in self.views if view.level >= level)
        if not gone:
            return False
        self.views = self.views[: len(self.views) - len(gone)]
        self._show_top()
        if gone[0].back is not None:
            self.articles.select(gone[0].back)
        self.show_titles()
        self.say("")
        return True

    @on(ArticleList.SnippetsWanted)
    def _snippets_wanted(self, message: ArticleList.SnippetsWanted) -> None:
        message.stop()
        line = next((view.line for view in reversed(self.views) if view.line is not None), None)
        if line is not None:
            self._bring_snippets(line, message.keys)

    @work(group="snippets")
    @telling
    async def _bring_snippets(self, line: str, keys: tuple[int, ...]) -> None:
        found = await self.desk.snippets(line, keys)
        if any(view.line == line for view in self.views):
            self.articles.set_snippets({key: found.get(key) for key in keys})

    # ------------------------------------------------------------------ keeping a search

    def save_search(self) -> None:
        """Ask for a name under which what is listed is kept as a search."""
        view = next((view for view in reversed(self.views) if view.line is not None), None)
        if view is None or view.line is None:
            self.say("nothing to keep: F searches, then S keeps the search")
            return
        line, back = view.line, self.focused

        def answered(name: str) -> None:
            self.set_focus(back, scroll_visible=False)
            if name.strip():
                self._save_search(name.strip(), line)

        def dismissed() -> None:
            self.set_focus(back, scroll_visible=False)

        name = view.name if view.is_source else view.line
        self.prompt.ask(Question("keep as: ", answered, None, dismissed, name))

    @work(group="marks")
    @telling
    async def _save_search(self, name: str, line: str) -> None:
        await self.desk.save_search(name, line)
        self.say(f"“{name}” is among the sources now: {self.key_of('sources')} shows them")

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
