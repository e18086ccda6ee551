"""The article list: one row of the library each, asked for when it comes into sight."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from textual.message import Message
from textual.reactive import reactive

from newsreader.library import Snippet
from newsreader.model.reading import ArticleHeader, Reading
from newsreader.ui.glyphs import UNICODE, Glyphs
from newsreader.ui.panes.rows import facts_line, snippet_line, title_line
from newsreader.ui.widgets.lines import Line, Piece, width_of
from newsreader.ui.widgets.row_view import RowView

STYLES = ("unread", "read", "star", "quiet", "cursor", "cursor-away", "open", "failed", "match")
TWO_LINES_FROM = 18
"""Rows of the window from which an article has a second line."""

SNIPPETS_FROM = 6
"""Rows of the window from which what was searched for is shown on a second line."""

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

    @dataclass
    class SnippetsWanted(Message):
        """Rows came into sight of which it is not known what was found in them."""

        keys: tuple[int, ...]

    def __init__(self, *, glyphs: Glyphs = UNICODE, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._glyphs = glyphs
        self.keys: array[int] = array("q")
        self._headers: dict[int, ArticleHeader] = {}
        self._asked: set[int] = set()
        self.with_snippets = False
        self._snippets: dict[int, Snippet | None] = {}

    # ------------------------------------------------------------------ items

    def count(self) -> int:
        """How many articles there are."""
        return len(self.keys)

    @property
    def row_height(self) -> int:
        """Lines of an article: two where there is room for them."""
        if self.with_snippets:
            return 2 if self.size.height >= SNIPPETS_FROM else 1
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
        self._snippets.clear()
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
        first, in_sight = self._first_in_sight(), self.keys_in_sight()
        rows = {key: first + number for number, key in enumerate(in_sight)}
        for header in headers:
            self._asked.discard(header.key)
            if self._headers.get(header.key) != header:
                self._headers[header.key] = header
                if header.key in rows:
                    self.repaint(self.top_of(rows[header.key]), self.row_height)

    def set_snippets(self, snippets: Mapping[int, Snippet | None]) -> None:
        """Take what was found in articles; None where it stands in no words of theirs."""
        self._snippets.update(snippets)
        self.refresh()

    def _first_in_sight(self) -> int:
        return self.scroll_offset.y // self.row_height

    def keys_in_sight(self) -> Sequence[int]:
        """The articles whose rows are on screen."""
        first = self._first_in_sight()
        return self.keys[first : first + self.size.height // self.row_height + 2]

    def forget_others(self) -> None:
        """Forget the headers of what is not on screen: they are asked for again when they are."""
        kept = {*self.keys_in_sight(), self.current}
        self._headers = {key: header for key, header in self._headers.items() if key in kept}
        self._asked.clear()

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
        line = self._second(header) if part else self._first(header, is_here=here)
        plain = tuple(style for style in line[-1].styles if style not in ("open", "match"))
        rest = Piece(" " * max(0, self.size.width - width_of(line)), plain)
        return tuple(Piece(piece.text, (*piece.styles, *look)) for piece in (*line, rest))

    def _first(self, header: ArticleHeader, *, is_here: bool) -> Line:
        return title_line(
            header,
            self.size.width,
            self._glyphs,
            is_here=is_here,
            is_open=header.key == self.reading.key,
            with_facts=self.row_height == 1 or self.size.width >= 70,
        )

    def _second(self, header: ArticleHeader) -> Line:
        """What was found in an article, else what is known of it."""
        if self.with_snippets:
            if header.key not in self._snippets:
                self._want_snippets()
            snippet = self._snippets.get(header.key)
            if snippet is not None:
                return snippet_line(snippet, self.size.width, self._glyphs)
        return facts_line(header, self.size.width, self._glyphs)

    def _want(self, index: int) -> None:
        """Ask for the headers around a row, once."""
        around = self.keys[max(0, index - AHEAD) : index + AHEAD]
        missing = tuple(key for key in around if key not in self._headers and key not in self._asked)
        if missing:
            self._asked.update(missing)
            self.post_message(self.RowsWanted(missing))

    def _want_snippets(self) -> None:
        """Ask what was found in the articles on screen, once."""
        missing = tuple(key for key in self.keys_in_sight() if key not in self._snippets)
        if missing:
            self._snippets.update(dict.fromkeys(missing))
            self.post_message(self.SnippetsWanted(missing))
