"""The article list: one row of the library each, asked for when it comes into sight."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass

from rich.cells import cell_len
from textual.message import Message
from textual.reactive import reactive

from newsreader.model.document import Stamp
from newsreader.model.reading import ArticleHeader, Reading
from newsreader.ui.dates import short_date
from newsreader.ui.glyphs import UNICODE, Glyphs
from newsreader.ui.widgets.lines import Line, Piece
from newsreader.ui.widgets.row_view import RowView

STYLES = ("unread", "read", "star", "quiet", "cursor", "cursor-away", "open", "failed")
TWO_LINES_FROM = 18
"""Rows of the window from which an article has a second line."""

AHEAD = 40
"""Rows that are asked for before and after those in sight."""


class ArticleList(RowView):
    """The articles, newest first; it holds their keys, and the headers of those that were in sight."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {f"text--{name}" for name in STYLES}  # noqa: RUF012 - Textual's own form

    reading: reactive[Reading] = reactive(Reading(), repaint=False, init=False)
    """What is open; the screen's."""

    @dataclass
    class RowsWanted(Message):
        """Rows came into sight whose headers are not here."""

        keys: tuple[int, ...]

    def __init__(self, *, glyphs: Glyphs = UNICODE, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._glyphs = glyphs
        self.keys: array[int] = array("q")
        self._headers: dict[int, ArticleHeader] = {}
        self._asked: set[int] = set()

    # ------------------------------------------------------------------ items

    def count(self) -> int:
        """How many articles there are."""
        return len(self.keys)

    @property
    def row_height(self) -> int:
        """Lines of an article: two where there is room for them."""
        return 2 if self.size.height >= TWO_LINES_FROM and self.size.width < 70 else 1

    def top_of(self, index: int) -> int:
        """The row at which an article begins."""
        return index * self.row_height

    def item_at(self, y: int) -> int:
        """The article that a row belongs to."""
        return y // self.row_height

    def show_articles(self, keys: array[int], headers: Iterable[ArticleHeader] = ()) -> None:
        """List these articles; the cursor stays on its article where that is still among them."""
        current = self.current
        self.keys = keys
        self._asked.clear()
        self._headers.update({header.key: header for header in headers})
        if current is not None:
            at = self._index_of(current)
            self.set_reactive(RowView.cursor, at if at is not None else 0)
        self.items_changed()
        if self.count():
            self._keep_in_sight(self.cursor)

    def _index_of(self, key: int) -> int | None:
        try:
            return self.keys.index(key)
        except ValueError:
            return None

    @property
    def current(self) -> int | None:
        """The key of the article that the cursor is on."""
        return self.keys[self.cursor] if self.cursor < len(self.keys) else None

    def select(self, key: int) -> None:
        """Put the cursor on an article."""
        at = self._index_of(key)
        if at is not None:
            self.move_to(at)

    def set_headers(self, headers: Iterable[ArticleHeader]) -> None:
        """Take headers that were asked for, or that have changed, and draw their rows."""
        first = self.scroll_offset.y // self.row_height
        last = first + self.size.height // self.row_height + 1
        in_sight = {key: first + number for number, key in enumerate(self.keys[first : last + 1])}
        for header in headers:
            self._asked.discard(header.key)
            if self._headers.get(header.key) != header:
                self._headers[header.key] = header
                if header.key in in_sight:
                    self.repaint(self.top_of(in_sight[header.key]), self.row_height)

    def header(self, key: int | None) -> ArticleHeader | None:
        """The header of an article, where it is here."""
        return self._headers.get(key) if key is not None else None

    def watch_reading(self, before: Reading, now: Reading) -> None:
        """Mark the row of what is open."""
        for key in {before.key, now.key}:
            at = self._index_of(key) if key is not None and before.key != now.key else None
            if at is not None:
                self.repaint(self.top_of(at), self.row_height)

    # ------------------------------------------------------------------ drawing

    def line(self, y: int) -> Line:
        """Row `y`: title and flags, or the quiet second line."""
        index, part = divmod(y, self.row_height)
        if index >= self.count():
            if y == 0:
                return (Piece("  No articles.", ("quiet",)),)
            return ()
        header = self._headers.get(self.keys[index])
        here = index == self.cursor
        look = ("cursor" if self.has_focus else "cursor-away",) if here else ()
        if header is None:
            self._want(index)
            return (Piece(" " * self.size.width, look),)
        line = self._second(header, look) if part else self._first(header, look, index)
        rest = self.size.width - sum(cell_len(piece.text) for piece in line)
        return (*line, Piece(" " * max(0, rest), look))

    def _first(self, header: ArticleHeader, look: tuple[str, ...], index: int) -> Line:
        here = self._glyphs.cursor if index == self.cursor else " "
        flag = " " if header.read else "N"
        star = "*" if header.starred else "!" if header.failure else " "
        date = "" if self.row_height > 1 else self._facts(header)
        room = self.size.width - 4 - (cell_len(date) + 2 if date else 0)
        title = (
            self._glyphs.cut(header.title, max(1, room))
            if header.titled
            else self._glyphs.cut(f"[{header.title}]", max(1, room))
        )
        styles = ["read" if header.read else "unread"]
        if header.key == self.reading.key:
            styles.append("open")
        gap = " " * max(0, room - cell_len(title) + 2) if date else ""
        return (
            Piece(here, look),
            Piece(flag, ("unread", *look)),
            Piece(star, ("star" if header.starred else "failed", *look)),
            Piece(" ", look),
            Piece(title, (*styles, *look)),
            Piece(gap + date, ("quiet", *look)),
        )

    def _second(self, header: ArticleHeader, look: tuple[str, ...]) -> Line:
        known = [fact for fact in (header.outlet, short_date(header.published)) if fact]
        facts = f" {self._glyphs.dot} ".join(known) or f"received {short_date(Stamp(header.received))}"
        return (Piece("    " + self._glyphs.cut(facts, max(1, self.size.width - 5)), ("quiet", *look)),)

    def _facts(self, header: ArticleHeader) -> str:
        """What stands at the end of a single line, as far as there is room for it."""
        date = short_date(header.published)
        if self.size.width >= 70:
            return f"{self._glyphs.cut(header.outlet or '', 22)}  {date:>9}"
        return date if self.size.width >= 40 else ""

    def _want(self, index: int) -> None:
        """Ask for the headers around a row, once."""
        around = self.keys[max(0, index - AHEAD) : index + AHEAD]
        missing = tuple(key for key in around if key not in self._headers and key not in self._asked)
        if missing:
            self._asked.update(missing)
            self.post_message(self.RowsWanted(missing))
