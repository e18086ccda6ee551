"""Getting things out of the reader: the clipboard, the browser, a command."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, cast

from textual.app import SuspendNotSupported

from newsreader.errors import NewsreaderError
from newsreader.ui.commands import Place
from newsreader.ui.screens.opening import Opening
from newsreader.ui.widgets.prompt import Question

if TYPE_CHECKING:
    from newsreader.ui.app import NewsreaderApp


class Sending(Opening):
    """The commands that hand something to the world outside."""

    def copy_selection(self) -> bool:
        """Copy what is selected on the screen; False where nothing is."""
        selected = self.get_selected_text()
        if not selected:
            return False
        self._copy(selected, "the selection")
        self.clear_selection()
        return True

    def copy(self) -> None:
        """Copy what is selected; else the quote or actor that is picked, with its source; else title and address."""
        from newsreader.services.sending import cite, reference

        parsed = self.reading.parsed
        if self.copy_selection() or parsed is None:
            return
        card = self.panel.current if self.place is Place.PANEL else None
        index = card.quote_index if card else self.reading.quote_index
        if index is not None:
            self._copy(cite(parsed, parsed.quotes[index]), "the quote with its source")
            return
        actor = parsed.actor(card.actor_id if card else self.reading.actor_id)
        if actor is not None:
            text = "; ".join([actor.name, *(role.text for role in actor.roles)])
            self._copy(f"{text}\n{reference(parsed)}", f"{actor.name}, with the source")
        else:
            self._copy(reference(parsed), "title and address")

    def _copy(self, text: str, what: str) -> None:
        if cast("NewsreaderApp", self.app).to_clipboard(text):
            self.say(f"copied {what} ({len(text)} characters)")

    def browse(self) -> None:
        """Open the article's address in the browser; where there is none here, show it and copy it."""
        from newsreader.services.sending import browse

        parsed = self.reading.parsed
        url = parsed.document.address() if parsed else None
        if url is None:
            self.say("this article has no address")
            return
        try:
            if browse(url, self.settings.browser):
                self.say(f"opened {url}")
            else:
                if cast("NewsreaderApp", self.app).to_clipboard(url):
                    self.say(f"copied: {url}")
        except NewsreaderError as error:
            self.say(str(error), alarm=True)

    def ask_for_command(self) -> None:
        """Ask for a command that is to have the article's text."""
        back = self.focused

        def answered(command: str) -> None:
            self.set_focus(back, scroll_visible=False)
            self._pipe(command)

        self.prompt.ask(Question("pipe to: ", answered, None, lambda: self.set_focus(back, scroll_visible=False)))

    def _pipe(self, command: str) -> None:
        from newsreader.export.plain import to_text
        from newsreader.services.sending import pipe

        parsed = self.reading.parsed
        if parsed is None or not command.strip():
            self.say("nothing was piped")
            return
        problem: NewsreaderError | None = None
        status = 0
        try:
            with cast("NewsreaderApp", self.app).deaf_to_signals(), self.app.suspend():
                # Nothing may leave this block: Textual takes the terminal back only at its end.
                try:
                    status = pipe(to_text(parsed, panels=False), command)
                except NewsreaderError as error:
                    problem = error
                except KeyboardInterrupt:
                    status = 130
                with contextlib.suppress(EOFError, KeyboardInterrupt):
                    input("\n[Enter] back to newsreader" if problem is None else f"{problem}\n[Enter]")
        except SuspendNotSupported:
            self.say("this terminal cannot be lent to a command", alarm=True)
            return
        if problem is not None:
            self.say(str(problem), alarm=True)
        else:
            self.say(f"{command.strip()}: exit status {status}" if status else f"piped to {command.strip()}")
