"""What an outlet changed in an article: two forms of it, the words that went and came.

What went stands in `[-` and `-]`, what came in `{+` and `+}`, as in `git diff --word-diff`: colours
alone would say nothing on many a terminal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from rich.cells import cell_len
from textual import work

from newsreader.services.comparing import Changed, Difference, Form
from newsreader.services.desk import Desk
from newsreader.text.safe import fold
from newsreader.text.wrap import drawn
from newsreader.ui.dates import moment
from newsreader.ui.screens.base import telling
from newsreader.ui.screens.sheet import Sheet, paragraph, wrapped
from newsreader.ui.widgets.lines import Line, Piece, Styles

_REASONS = {"first": "first read", "changed": "changed by its outlet", "fuller": "full text fetched"}
_MARKS = {"-": ("[-", "-]", "gone"), "+": ("{+", "+}", "come")}
_WORD = re.compile(r"\S+")
WIDEST = 100
"""Cells of a line at most: longer ones are hard to read."""


class FormsScreen(Sheet):
    """The difference between two forms that follow each other, over the main screen."""

    CLOSING = (*Sheet.CLOSING, "v")

    def __init__(self, desk: Desk, key: int, forms: tuple[Form, ...], difference: Difference) -> None:
        super().__init__()
        self._desk = desk
        self._key = key
        self._forms = forms
        self._difference = difference
        self._message = ""

    def on_mount(self) -> None:
        """Take the whole screen; have both forms analysed where they are not."""
        self.add_class("-whole")
        self._show(self._difference.earlier.revision)

    def lay_out(self, width: int) -> list[Line]:
        """What is different, for so many cells."""
        return list(lines_of(self._difference, len(self._forms), min(width, WIDEST), self._message))

    def say(self, text: str, *, alarm: bool = False) -> None:
        """Say something in the first line."""
        del alarm
        self._message = text
        self.lines.show(self.lay_out)

    def other_key(self, key: str) -> None:
        """Show an earlier pair of forms, or a later one."""
        at = [form.revision for form in self._forms].index(self._difference.earlier.revision)
        steps = {"[": -1, "]": 1}.get(key)
        if steps is not None:
            if 0 <= at + steps < len(self._forms) - 1:
                self._show(self._forms[at + steps].revision)
            else:
                self.say("there is no earlier form" if steps < 0 else "there is no later form")

    @work(exclusive=True, group="forms")
    @telling
    async def _show(self, earlier: int) -> None:
        if earlier != self._difference.earlier.revision:
            self._take(await self._desk.difference(self._key, earlier))
        if self._difference.pending:
            await self._desk.analyse_forms(self._key, (earlier, self._difference.later.revision))
            self._take(await self._desk.difference(self._key, earlier))

    def _take(self, difference: Difference | None) -> None:
        if difference is not None and difference != self._difference:
            self._difference, self._message = difference, ""
            self.lines.show(self.lay_out)


def lines_of(difference: Difference, forms: int, width: int, message: str = "") -> Iterator[Line]:
    """A difference as lines: the two forms, quotes and figures that went and came, the changed paragraphs."""
    if message:
        yield from paragraph(message, width, ("strong",))
    for sign, form in (("-", difference.earlier), ("+", difference.later)):
        told = f"{sign} form {form.revision} of {forms}: {_REASONS[form.reason]}, received {_moment(form.received)}"
        yield from paragraph(told, width, ("strong",))
    yield ()
    yield from _lists(difference, width)
    for changed in difference.lines:
        yield from _paragraph(changed, width)
        yield ()
    end = "[ ] earlier, later forms. " if forms > 2 else ""
    yield from paragraph(f"{end}Esc or q closes this.", width, ("quiet",))


def _moment(received: datetime | None) -> str:
    return moment(received) if received is not None else "at a time that is not known"


def _lists(difference: Difference, width: int) -> Iterator[Line]:
    lists = (
        ("Quotes gone", "-", difference.quotes_gone),
        ("Quotes new", "+", difference.quotes_come),
        ("Figures gone", "-", difference.figures_gone),
        ("Figures new", "+", difference.figures_come),
    )
    for heading, sign, words in lists:
        if words:
            yield (Piece(heading, ("strong",)),)
            for each in words:
                yield from _signed(sign, [(each, (_MARKS[sign][2],))], width)
            yield ()
    if difference.pending:
        note = "Quotes and figures are compared once both forms are analysed."
        yield from paragraph(note, width, ("quiet",))
        yield ()
    elif not any(words for _, _, words in lists):
        yield (Piece("No quote and no figure went or came.", ("quiet",)),)
        yield ()


def _paragraph(changed: Changed, width: int) -> Iterator[Line]:
    if changed.sign == "~":
        words = "".join(words for words, _ in changed.pieces)
        yield from ((Piece(f"  ({each})", ("quiet",)),) for each in wrapped(words, width - 4))
        return
    pieces: list[tuple[str, Styles]] = []
    start, end, style = _MARKS.get(changed.sign, ("", "", "quiet"))
    mixed = len({differs for _, differs in changed.pieces}) > 1
    for words, differs in changed.pieces:
        marked = f"{start}{fold(words)}{end}" if differs and mixed and fold(words) else words
        pieces.append((marked, (style,) if differs else ("quiet",) if changed.sign == " " else ()))
    yield from _signed(changed.sign, pieces, width)


def _signed(sign: str, pieces: Sequence[tuple[str, Styles]], width: int) -> Iterator[Line]:
    """Pieces of text on lines of so many cells, the sign before each of them."""
    words = [(drawn(word), styles) for text, styles in pieces for word in _WORD.findall(text)]
    line: list[Piece] = []
    room = width - 2
    for whole, styles in words:
        for word in wrapped(whole, width - 2):  # a word may be longer than a line
            if line and cell_len(word) + 1 > room:
                yield (Piece(f"{sign} ", ("strong",)), *line)
                line, room = [], width - 2
            blank = " " if line else ""
            line.append(Piece(f"{blank}{word}", styles))
            room -= cell_len(word) + len(blank)
    if line:
        yield (Piece(f"{sign} ", ("strong",)), *line)
