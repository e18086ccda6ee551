"""What each command of the table does, and the command line that names them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from newsreader.ui.commands import Command, Place
from newsreader.ui.screens.consulting import Consulting
from newsreader.ui.screens.correcting import Correcting
from newsreader.ui.screens.help import HelpScreen
from newsreader.ui.screens.sending import Sending
from newsreader.ui.screens.tagging import Tagging
from newsreader.ui.widgets.prompt import Question

if TYPE_CHECKING:
    from newsreader.ui.app import NewsreaderApp


class Doing(Tagging, Correcting, Consulting, Sending):
    """All commands, by their ids."""

    _doings: dict[str, Callable[[int | None], object]]
    """What each command does, by its id; the number is what was typed before it."""

    def do(self, command: Command, count: int | None = None) -> None:
        """Have a command done, so many times where it can be counted."""
        self._doings[command.id](count)
        if self.is_attached:
            self.show_status()

    def _table(self) -> dict[str, Callable[[int | None], object]]:
        """What each command of the table does."""
        return self._moves() | self._deeds()

    def _moves(self) -> dict[str, Callable[[int | None], object]]:
        return {
            "move.down": lambda n: self.move_rows(n or 1),
            "move.up": lambda n: self.move_rows(-(n or 1)),
            "move.top": lambda n: self.move_to_end(top=True, row=n),
            "move.bottom": lambda n: self.move_to_end(top=False, row=n),
            "move.half-down": lambda n: self.move_pages(0.5 * (n or 1)),
            "move.half-up": lambda n: self.move_pages(-0.5 * (n or 1)),
            "move.page-down": lambda n: self._page_or_next(n or 1),
            "move.page-up": lambda n: self.move_pages(-(n or 1)),
            "open": lambda _: self._open_current(),
            "panel.jump": lambda _: self.panel.pick(),
            "article.next-unread": lambda n: self.next_match(n or 1) if self.searching else self.open_next_unread(1),
            "article.previous-unread": lambda _: self.open_next_unread(-1),
            "search.previous": lambda n: self.next_match(-(n or 1)) if self.searching else self.say("no search is on"),
            "article.next": lambda n: self.open_next(n or 1),
            "article.previous": lambda n: self.open_next(-(n or 1)),
            "mention.next": lambda n: self.move_mention(n or 1),
            "mention.previous": lambda n: self.move_mention(-(n or 1)),
            "panel.next-tab": lambda n: self.move_tab(n or 1),
            "panel.previous-tab": lambda n: self.move_tab(-(n or 1)),
            "pane.right": lambda _: self.move_pane(1, around=False),
            "pane.left": lambda _: self.move_pane(-1, around=False),
            "pane.next": lambda _: self.move_pane(1, around=True),
            "pane.previous": lambda _: self.move_pane(-1, around=True),
        }

    def _deeds(self) -> dict[str, Callable[[int | None], object]]:
        return {
            "search": lambda _: self.search_here(),
            "search.library": lambda _: self.search_library(),
            "search.save": lambda _: self.save_search(),
            "sources": lambda _: self.show_sources(),
            "feeds.update": lambda _: self.update_feeds(),
            "correct": lambda _: self.put_right(),
            "article.star": lambda _: self.toggle_star(),
            "article.tags": lambda _: self.ask_for_tags(),
            "forms": lambda _: self.show_forms(),
            "about": lambda _: self.show_about(),
            "article.read": lambda _: self.toggle_read(),
            "list.read-all": lambda _: self.read_all(),
            "copy": lambda _: self.copy(),
            "article.browse": lambda _: self.browse(),
            "article.pipe": lambda _: self.ask_for_command(),
            "text.fold": lambda _: self._fold(),
            "undo": lambda _: self.undo(),
            "back": lambda _: self.go_back(),
            "back-or-quit": lambda _: None if self.go_back() else self.leave(),
            "help": lambda _: self.app.push_screen(HelpScreen(self.commands, self.place)),
            "command-line": lambda _: self.ask_for_words(),
            "palette": lambda _: self.app.action_command_palette(),
            "screen.redraw": lambda _: cast("NewsreaderApp", self.app).draw_again(),
            "app.suspend": lambda _: self.app.action_suspend_process(),
            "app.copy-or-quit": lambda _: None if self.copy_selection() else self.leave(),
            "app.quit": lambda _: self.leave(),
        }

    def _open_current(self) -> None:
        self.open_article(self.articles.current)
        self.go_to_pane(Place.TEXT)

    def _page_or_next(self, pages: int) -> None:
        """A page down; where an article is at its end, the next unread one."""
        if not self.move_pages(pages) and self.place is Place.TEXT:
            self.open_next_unread(1)

    def _fold(self) -> None:
        parsed = self.reading.parsed
        if parsed is None or all(block.order is not None for block in parsed.document.blocks):
            self.say("nothing is folded in this article")
        else:
            self.reader.unfold()

    def go_back(self) -> bool:
        """One level back: out of a search, of what is picked, of a pane, of what is listed; False at the top."""
        if self.end_search() or self.unpick():
            self.show_status()
            return True
        if self.place is not Place.LIST:
            self.go_to_pane(Place.LIST)
            return True
        return self.end_view()

    def leave(self) -> None:
        """Quit, with the place in the article kept."""
        self._leave_place()
        self.app.exit()

    # ------------------------------------------------------------------ the command line

    def ask_for_words(self) -> None:
        """Ask for a command by its name."""
        back = self.focused

        def answered(words: str) -> None:
            self.set_focus(back, scroll_visible=False)
            self._do_words(words.strip())

        self.prompt.ask(Question(":", answered, None, lambda: self.set_focus(back, scroll_visible=False)))

    def _do_words(self, words: str) -> None:
        """Do what was typed: a row's number, `q`, or a command's id or the beginning of one."""
        if words.isdecimal():
            self.move_to_end(top=True, row=int(words[:9]))
            self.show_status()
        elif words in ("q", "quit"):
            self.leave()
        elif words:
            here = [command for command in self.commands if command.where & self.place]
            found = [c for c in here if c.id == words] or [c for c in here if c.id.startswith(words)]
            if len(found) == 1:
                self.do(found[0])
            else:
                more = ", ".join(command.id for command in found[:6]) or "? lists them"
                self.say(f"{'several commands' if found else 'no command'} {words}: {more}")
