"""Choosing one of several things at the bottom of the screen: by a letter, or by typing a part of a name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on

from newsreader.ui.screens.base import DeskScreen
from newsreader.ui.widgets.choices import Choices, Option
from newsreader.ui.widgets.prompt import Question

_STEPS = {"down": 1, "up": -1, "ctrl+n": 1, "ctrl+p": -1, "tab": 1, "shift+tab": -1}


class Choosing(DeskScreen):
    """What the parts of the screen have people choose with."""

    @property
    def choices(self) -> Choices:
        """What can be chosen."""
        return self.query_one(Choices)

    def offer_letters(self, heading: str, options: Sequence[Option]) -> None:
        """Have one of these chosen by its letter, or by moving to it; the pane keeps the cursor."""
        self.choices.offer(heading, options)

    def offer_names(
        self, heading: str, label: str, options: Sequence[Option], *, otherwise: Callable[[str], object] | None = None
    ) -> None:
        """Have one of these chosen by typing a part of it; `otherwise` gets words that fit none."""
        back = self.focused

        def answered(words: str) -> None:
            option = self.choices.current
            self.choices.close()
            self.set_focus(back, scroll_visible=False)
            if option is not None:
                option.do()
            elif otherwise is not None:
                otherwise(words)
            else:
                self.say(f"none fits {words.strip()}")

        def dismissed() -> None:
            self.choices.close()
            self.set_focus(back, scroll_visible=False)

        self.choices.offer(heading, options)
        self.prompt.ask(Question(label, answered, self.choices.filter, dismissed))

    def choose_by(self, key: str) -> bool:
        """Take a key where something is to be chosen by its letter; False where nothing is."""
        choices = self.choices
        if not choices.offering:
            return False
        if key in _STEPS or (key in ("j", "k") and not self.prompt.asking):
            choices.move(_STEPS.get(key) or (1 if key == "j" else -1))
            return True
        if self.prompt.asking:
            return False
        option = choices.current if key == "enter" else choices.by_key(key)
        if option is not None or key in ("escape", "q", "ctrl+c"):
            choices.close()
        if option is not None:
            option.do()
        return True

    @on(Choices.Clicked)
    def _choice_clicked(self, message: Choices.Clicked) -> None:
        message.stop()
        option = self.choices.current
        if self.prompt.asking:
            self.prompt.leave()
        self.choices.close()
        if option is not None:
            option.do()
