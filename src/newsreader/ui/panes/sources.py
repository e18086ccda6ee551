"""What can be listed by itself: all, unread, starred, feeds under their folders, tags, saved searches.

No widget per row, and a row's lines are made when it is drawn, so that thousands of feeds open at once.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise, takewhile

from rich.cells import cell_len

from newsreader.model.document import Stamp
from newsreader.model.feeds import FeedState
from newsreader.services.collecting import Source
from newsreader.text.safe import one_line
from newsreader.text.wrap import wrap_words
from newsreader.ui.dates import short_date
from newsreader.ui.glyphs import UNICODE, Glyphs
from newsreader.ui.widgets.lines import Line, Piece, width_of
from newsreader.ui.widgets.row_view import RowView

_GROUPS = {"folder": "Feeds", "feed": "Feeds", "tag": "Tags", "search": "Saved searches"}
DEEPEST = 6
"""Folders in each other that are drawn set in."""


class SourceList(RowView):
    """The sources; the cursor is on one of them."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {  # noqa: RUF012 - Textual's own form
        "text--strong", "text--quiet", "text--alarm", "text--unread", "text--cursor", "text--cursor-away",
    }  # fmt: skip

    def __init__(self, *, glyphs: Glyphs = UNICODE, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._glyphs = glyphs
        self.sources: Sequence[Source] = ()
        self._tops: list[int] = [0]
        self._headings: dict[int, str] = {}

    def show(self, sources: Sequence[Source]) -> None:
        """Show these sources; the cursor stays where it is."""
        self.sources = sources
        groups = [_GROUPS.get(source.kind, "") for source in sources]
        starts = (at for at, (before, group) in enumerate(pairwise(["", *groups])) if group != before)
        self._headings = {at: groups[at] for at in starts}
        heights = (1 + 2 * (at in self._headings) + bool(_fault(source.feed)) for at, source in enumerate(sources))
        self._tops = [0, *accumulate(heights)]
        self.items_changed()

    @property
    def current(self) -> Source | None:
        """The source that the cursor is on."""
        return self.sources[self.cursor] if self.cursor < len(self.sources) else None

    def feeds_here(self) -> list[int]:
        """The feed under the cursor, or those in the folder under it, by their keys."""
        source = self.current
        if source is None or source.kind != "folder":
            return [source.feed.key] if source is not None and source.feed is not None else []
        inside = takewhile(lambda each: each.depth > source.depth, self.sources[self.cursor + 1 :])
        return [each.feed.key for each in inside if each.feed is not None]

    def count(self) -> int:
        """How many sources there are."""
        return len(self.sources)

    def top_of(self, index: int) -> int:
        """The row at which a source begins."""
        return self._tops[min(index, len(self._tops) - 1)]

    def item_at(self, y: int) -> int:
        """The source that a row belongs to."""
        return max(0, min(bisect_right(self._tops, y) - 1, self.count() - 1))

    def line(self, y: int) -> Line:
        """Row `y`: a blank and a heading before the first of a group, the source, and why it fails."""
        if y >= self._tops[-1]:
            return self._what_to_do() if y == self._tops[-1] + 1 else ()
        index = self.item_at(y)
        part = y - self._tops[index]
        if index in self._headings:
            part -= 2
            if part < 0:
                return (Piece(f"  {self._headings[index]}", ("quiet",)),) if part == -1 else ()
        here = index == self.cursor
        look = ("cursor" if self.has_focus else "cursor-away",) if here else ()
        source = self.sources[index]
        line = self._why(source, source.feed) if part and source.feed else self._source(source, is_here=here)
        rest = " " * max(0, self.size.width - width_of(line))
        return tuple(Piece(piece.text, (*piece.styles, *look)) for piece in (*line, Piece(rest)))

    def _source(self, source: Source, *, is_here: bool) -> Line:
        sign = "!" if _fault(source.feed) else " "
        count = f"{source.unread:,}/{source.articles:,} "
        lead = "  " * min(source.depth, DEEPEST)
        name = {"tag": f"#{source.name}", "folder": f"{source.name}/"}.get(source.kind, source.name)
        room = self.size.width - 2 - len(lead) - len(count) - 1
        shown = self._glyphs.cut(one_line(name, 300), max(1, room))
        gap = " " * max(1, room - cell_len(shown) + 1)
        return (
            Piece(self._glyphs.cursor if is_here else " "),
            Piece(sign, ("alarm",) if sign == "!" else ()),
            Piece(f"{lead}{shown}", ("unread",) if source.unread else ()),
            Piece(gap + count, () if source.unread else ("quiet",)),
        )

    def _why(self, source: Source, feed: FeedState) -> Line:
        lead = " " * (4 + 2 * min(source.depth, DEEPEST))
        words = self._glyphs.cut(_fault(feed), max(1, self.size.width - len(lead) - 1))
        return (Piece(lead + words, ("alarm",)),)

    def _what_to_do(self) -> Line:
        if any(source.kind == "feed" for source in self.sources):
            return ()
        words = next(
            wrap_words("No feeds. a: follow a feed, or a list of feeds", max(8, self.size.width - 3), cell_len)
        )
        return (Piece(f"  {words}", ("quiet",)),)


def _fault(feed: FeedState | None) -> str:
    """What is wrong with a feed, and since when; empty where nothing is."""
    if feed is None or not (feed.gone or feed.failures):
        return ""
    since = f"since {short_date(Stamp(feed.failing_since))}" if feed.failing_since else ""
    times = f"{feed.failures} times" if feed.failures > 1 and not feed.gone else ""
    when = ", ".join(part for part in (since, times) if part)
    cause = one_line(feed.fault, 300) if feed.fault else "gone for good" if feed.gone else "failed"
    return f"{when}: {cause}" if when else cause
