"""The line at the bottom in which a person types: a search, a command."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Label

from newsreader.text.safe import fold, is_safe


@dataclass(frozen=True, slots=True)
class Question:
    """What the person is asked for."""

    label: str
    """What stands before the line."""

    answer: Callable[[str], object]
    """Called with what was typed, on Enter."""

    live: Callable[[str], object] | None = None
    """Called with what is typed so far, at each change."""

    dismissed: Callable[[], object] | None = None
    """Called where the person leaves by Esc."""

    value: str = ""
    """What stands in the line from the first, to be changed."""

    stays: bool = False
    """Whether the line stays open on Enter, until `drop`: what was typed may be wrong."""

    complete: Callable[[str], str] | None = None
    """Makes of what is typed so far what Tab makes of it."""


_EDITS: dict[str, Callable[[Input], None]] = {
    "left": Input.action_cursor_left,
    "right": Input.action_cursor_right,
    "ctrl+left": Input.action_cursor_left_word,
    "ctrl+right": Input.action_cursor_right_word,
    "home": Input.action_home,
    "ctrl+a": Input.action_home,
    "end": Input.action_end,
    "ctrl+e": Input.action_end,
    "backspace": Input.action_delete_left,
    "delete": Input.action_delete_right,
    "ctrl+d": Input.action_delete_right,
    "ctrl+w": Input.action_delete_left_word,
    "ctrl+u": Input.action_delete_left_all,
    "ctrl+k": Input.action_delete_right_all,
}


class TypedLine(Input):
    """A line that takes its keys in the order in which they were typed.

    Textual puts characters into an `Input` at once and does what its other keys are bound to after a way
    through two queues. Over a slow line several keys come in one piece, and Ctrl+U would then take away what
    was typed after it. So these keys are done here, where the characters are.
    """

    async def _on_key(self, event: events.Key) -> None:
        prompt = self.parent
        assert isinstance(prompt, Prompt)  # noqa: S101 - it is made by one alone
        if not prompt.asking:
            event.prevent_default()  # typed after the answer: the screen makes a command of it
            return
        if prompt.press(event.key):
            event.stop()
            event.prevent_default()
        else:
            await super()._on_key(event)


class Prompt(Horizontal):
    """A label and a line to type in; hidden until something is asked."""

    DEFAULT_CSS = """
    Prompt { height: 1; display: none; }
    Prompt Label { width: auto; }
    Prompt Input, Prompt Input:focus { width: 1fr; height: 1; border: none; padding: 0; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._question: Question | None = None

    def compose(self) -> ComposeResult:
        """A label and an input whose cursor does not blink."""
        yield Label("", markup=False)
        line = TypedLine(compact=True, select_on_focus=False)
        line.cursor_blink = False
        yield line

    @property
    def asking(self) -> bool:
        """Whether something is being asked."""
        return self._question is not None

    def ask(self, question: Question) -> None:
        """Ask; the line has the keys until it is answered or left."""
        self._question = question
        self.query_one(Label).update(question.label)
        line = self.query_one(Input)
        line.value = question.value
        line.cursor_position = len(question.value)
        self.display = True
        line.focus()

    def type(self, characters: str) -> None:
        """Take what was typed before the line had the keys."""
        self.query_one(Input).insert_text_at_cursor(characters)

    def press(self, key: str) -> bool:
        """Do what a key does that edits, answers or leaves; False for all others."""
        edit = _EDITS.get(key)
        if edit is not None:
            edit(self.query_one(Input))
        elif key == "enter":
            self.submit()
        elif key in ("escape", "ctrl+c"):
            self.leave()
        else:
            return False
        return True

    def complete(self) -> None:
        """Complete what is typed, where that can be done."""
        if self._question is not None and self._question.complete is not None:
            line = self.query_one(Input)
            line.value = self._question.complete(line.value)
            line.cursor_position = len(line.value)

    def leave(self) -> None:
        """Ask no more; what was typed counts for nothing."""
        question = self._close()
        if question and question.dismissed:
            question.dismissed()

    def drop(self) -> None:
        """Ask no more, and tell nobody: the person is elsewhere already."""
        self._close()

    def _close(self) -> Question | None:
        question, self._question = self._question, None
        self.display = False
        return question

    def on_input_changed(self, event: Input.Changed) -> None:
        """Hand on what is typed so far."""
        event.stop()
        if not is_safe(event.value):
            event.input.value = fold(event.value)
        elif self._question and self._question.live:
            self._question.live(event.value)

    def submit(self) -> None:
        """Hand on the answer."""
        question = self._question if self._question and self._question.stays else self._close()
        if question:
            question.answer(self.query_one(Input).value)
