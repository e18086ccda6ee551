"""What can be chosen, as rows above the line at the bottom: by a letter each, or by typing a part of a name.

It never has the keys itself: letters come to the screen, and a name is typed in the prompt below it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.message import Message

from newsreader.ui.glyphs import Glyphs
from newsreader.ui.widgets.lines import Line, Piece
from newsreader.ui.widgets.row_view import Painted

MOST_ROWS = 9
"""Rows at most, the heading among them."""

LEFT_FREE = 5
"""Rows of the screen that stay for the panes and the bars."""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be chosen."""

    title: str
    """What it is."""

    do: Callable[[], object]
    """Called where it is chosen."""

    key: str = ""
    """The letter that chooses it at once; none where a part of the title is typed."""

    also: str = ""
    """Other names by which it is found."""


class Choices(Painted, can_focus=False):
    """A heading and the options below it, one of them under the cursor; hidden until something is to be chosen."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"text--strong", "text--quiet", "text--key", "text--cursor"}  # noqa: RUF012 - Textual's own form

    DEFAULT_CSS = """
    Choices { display: none; overflow-y: hidden; }
    """

    @dataclass
    class Clicked(Message):
        """An option was clicked on; the cursor is on it."""

    def __init__(self, *, glyphs: Glyphs, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._glyphs = glyphs
        self._heading = ""
        self._all: tuple[Option, ...] = ()
        self._found: tuple[Option, ...] = ()
        self._at = 0

    def offer(self, heading: str, options: Sequence[Option]) -> None:
        """Show what can be chosen."""
        self._heading, self._all = heading, tuple(options)
        room = max(2, self.screen.size.height - LEFT_FREE)
        self.styles.height = min(len(self._all) + 1, MOST_ROWS, room)
        self.display = True
        self.filter("")

    def close(self) -> None:
        """Show nothing any more."""
        self.display = False
        self._all = self._found = ()

    @property
    def offering(self) -> bool:
        """Whether something is to be chosen."""
        return bool(self._all)

    @property
    def current(self) -> Option | None:
        """The option under the cursor; None where none fits what is typed."""
        return self._found[self._at] if self._at < len(self._found) else None

    def by_key(self, key: str) -> Option | None:
        """The option that a letter chooses."""
        return next((option for option in self._all if option.key == key), None)

    def filter(self, words: str) -> None:
        """Leave those that hold all these words, those that begin with them first."""
        wanted = words.casefold().split()
        found = [
            option for option in self._all if all(word in f"{option.title} {option.also}".casefold() for word in wanted)
        ]
        start = words.casefold().strip()
        self._found = tuple(sorted(found, key=lambda option: not option.title.casefold().startswith(start)))
        self._at = 0
        self.refresh()

    def move(self, steps: int) -> None:
        """Put the cursor so many options on, round the end."""
        if self._found:
            self._at = (self._at + steps) % len(self._found)
            self.refresh()

    # ------------------------------------------------------------------ drawing

    def line(self, y: int) -> Line:
        """The heading, then the options around the cursor."""
        if y == 0:
            return (Piece(f" {self._cut(self._heading, 1)}", ("strong",)),)
        index = self._first() + y - 1
        if index >= len(self._found):
            return (Piece("  none fits", ("quiet",)),) if y == 1 and self._all else ()
        option, here = self._found[index], index == self._at
        look = ("cursor",) if here else ()
        sign = Piece(f"{self._glyphs.cursor if here else ' '} ", look)
        if option.key:
            return (sign, Piece(f"{option.key}  ", ("key", *look)), Piece(self._cut(option.title, 5), look))
        return (sign, Piece(self._cut(option.title, 2), look))

    def _first(self) -> int:
        """The index of the first option that is shown."""
        rows = max(1, self.size.height - 1)
        return max(0, min(self._at - rows // 2, len(self._found) - rows))

    def _cut(self, text: str, used: int) -> str:
        return self._glyphs.cut(text, max(1, self.size.width - used))

    def on_click(self, event: events.Click) -> None:
        """Choose the option under the mouse."""
        index = self._first() + event.y - 1
        if event.y > 0 and index < len(self._found):
            self._at = index
            self.post_message(self.Clicked())
