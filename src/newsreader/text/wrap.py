"""An article as screen rows: paragraphs in reading order, cut to a width.

A row is a view on the text: it holds spans, never a copy, so that whatever is marked, searched or
copied on the screen is known by its place in the article. A paragraph that the source broke over
several lines is joined here, by putting the pieces of several lines on one row.

Widths are in terminal cells, and `measure` says how many a string takes; it is handed in, since the
screen must be asked with the same measure that draws.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from newsreader.model.document import Block, BlockKind, Document
from newsreader.model.spans import Span
from newsreader.text.safe import INVISIBLE

Measure = Callable[[str], int]
"""How many terminal cells a string takes."""

_WORD = re.compile(r"\S+")
_NOT_DRAWN = re.compile(f"[{INVISIBLE}\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]")
_WIDEST_GAP = 2
"""How many blanks between two words are drawn as they stand; a wider gap is drawn as one."""


class RowKind(StrEnum):
    """What a row of the screen shows."""

    BLANK = "blank"
    TITLE = "title"
    META = "meta"
    DEK = "dek"
    HEADING = "heading"
    BODY = "body"
    QUOTE = "quote"
    LIST = "list"
    TABLE = "table"
    CAPTION = "caption"
    CREDIT = "credit"
    RULE = "rule"
    FOLD = "fold"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the screen."""

    kind: RowKind
    """What it shows."""

    pieces: tuple[Span, ...] = ()
    """The stretches of the text on it, drawn with one blank between them; none for a row of our own."""

    note: str = ""
    """What a row of our own says; empty for a row of the article."""

    indent: int = 0
    """Cells to leave free on its left."""

    @property
    def span(self) -> Span | None:
        """From the first to the last character on the row; None for a row of our own."""
        return Span(self.pieces[0].start, self.pieces[-1].end) if self.pieces else None


def drawn(text: str) -> str:
    """The text as it is drawn: breaks and tabs as blanks, without what has no shape or no agreed width."""
    if text.isascii():
        return text.replace("\n", " ").replace("\t", " ")
    return _NOT_DRAWN.sub("", text).replace("\n", " ").replace("\t", " ")


def drawn_offsets(text: str, span: Span) -> Sequence[int]:
    """For each drawn character of the span, its offset in the text, and the span's end after the last."""
    stretch = span.of(text)
    if stretch.isascii() or not _NOT_DRAWN.search(stretch):
        return range(span.start, span.end + 1)
    kept = [at for at, character in enumerate(stretch, span.start) if not _NOT_DRAWN.match(character)]
    return [*kept, span.end]


_KIND_OF_BLOCK = {
    BlockKind.TITLE: RowKind.TITLE,
    BlockKind.DEK: RowKind.DEK,
    BlockKind.BYLINE: RowKind.META,
    BlockKind.DATE: RowKind.META,
    BlockKind.DATELINE: RowKind.BODY,
    BlockKind.HEADING: RowKind.HEADING,
    BlockKind.BODY: RowKind.BODY,
    BlockKind.QUOTE: RowKind.QUOTE,
    BlockKind.LIST: RowKind.LIST,
    BlockKind.TABLE: RowKind.TABLE,
    BlockKind.CAPTION: RowKind.CAPTION,
    BlockKind.CREDIT: RowKind.CREDIT,
    BlockKind.BOILERPLATE: RowKind.BOILERPLATE,
}

_INDENT = {RowKind.QUOTE: 2, RowKind.LIST: 2, RowKind.CAPTION: 2, RowKind.CREDIT: 2}
_AT_THE_TOP = (BlockKind.TITLE, BlockKind.DEK, BlockKind.BYLINE, BlockKind.DATE)
_AT_THE_END = (BlockKind.CAPTION, BlockKind.CREDIT)


def wrap(document: Document, width: int, measure: Measure, *, meta: str = "", unfolded: bool = False) -> list[Row]:
    """The rows of an article at a width of so many cells, at least 1.

    On top stand title, dek, byline, date and a line of `meta` (what is known of it and stands on no line
    of its own: the outlet, the reading time). Captions and credits are set apart below the text. What is
    no part of the article is one quiet row that says how much there is of it, or, `unfolded`, those lines
    themselves.
    """
    width = max(1, width)
    read = document.in_reading_order()
    rows = list(_head(document, read, width, measure, meta))
    body = [block for block in read if block.kind not in _AT_THE_TOP + _AT_THE_END]
    for paragraph in _paragraphs(body):
        rows.extend(_paragraph(document.text, paragraph, width, measure))
        rows.append(Row(RowKind.BLANK))
    below = [block for block in read if block.kind in _AT_THE_END]
    if below:
        rows.append(Row(RowKind.RULE))
        for paragraph in _paragraphs(below):
            rows.extend(_paragraph(document.text, paragraph, width, measure))
        rows.append(Row(RowKind.BLANK))
    rows.extend(_rest(document, width, measure, unfolded))
    while rows and rows[-1].kind is RowKind.BLANK:
        rows.pop()
    return rows


def _head(document: Document, read: Sequence[Block], width: int, measure: Measure, meta: str) -> Iterator[Row]:
    titles = [block for block in read if block.kind is BlockKind.TITLE]
    for block in titles:
        yield from _paragraph(document.text, [block], width, measure)
    if not titles and document.title:
        yield from (Row(RowKind.TITLE, note=line) for line in wrap_words(document.title, width, measure))
    under = [block for kind in _AT_THE_TOP[1:] for block in read if block.kind is kind]
    for block in under:
        yield from _paragraph(document.text, [block], width, measure)
    if meta:
        yield from (Row(RowKind.META, note=line) for line in wrap_words(meta, width, measure))
    if titles or document.title or under or meta:
        yield Row(RowKind.BLANK)


def _rest(document: Document, width: int, measure: Measure, unfolded: bool) -> Iterator[Row]:
    left = [block for block in document.blocks if block.order is None]
    if not left:
        return
    lines = "1 line" if len(left) == 1 else f"{len(left)} lines"
    note = f"{lines} of other matter {'shown' if unfolded else 'folded'} (z)"
    yield from (Row(RowKind.FOLD, note=line) for line in wrap_words(note, width, measure))
    if unfolded:
        for block in left:
            yield from _paragraph(document.text, [block], width, measure)


def _paragraphs(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Blocks that make up one paragraph, together."""
    paragraph: list[Block] = []
    for block in blocks:
        if paragraph and not (block.continues and block.kind is paragraph[0].kind):
            yield paragraph
            paragraph = []
        paragraph.append(block)
    if paragraph:
        yield paragraph


def _paragraph(text: str, blocks: Sequence[Block], width: int, measure: Measure) -> Iterator[Row]:
    kind = _KIND_OF_BLOCK[blocks[0].kind]
    indent = min(_INDENT.get(kind, 0), max(0, width - 10))
    words = _words(text, blocks, width - indent, measure)
    for pieces in _fill(words, width - indent):
        yield Row(kind, tuple(pieces), indent=indent)


def wrap_span(text: str, span: Span, width: int, measure: Measure) -> Iterator[list[Span]]:
    """A stretch of the text on rows of at most so many cells, each a list of pieces as in `Row`."""
    yield from _fill(_words_of(text, span, max(1, width), measure), max(1, width))


Word = tuple[int, int, int, bool]
"""A word's start, end and width in cells, and whether it goes on from the one before without a blank."""


def _words(text: str, blocks: Sequence[Block], width: int, measure: Measure) -> Iterator[Word]:
    for block in blocks:
        yield from _words_of(text, block.span, width, measure)


def _words_of(text: str, span: Span, width: int, measure: Measure) -> Iterator[Word]:
    for found in _WORD.finditer(text, span.start, span.end):
        start, end = found.span()
        cells = measure(drawn(found.group()))
        if cells <= width:
            yield start, end, cells, False
        else:
            yield from _chunks(text, start, end, width, measure)


def _chunks(text: str, start: int, end: int, width: int, measure: Measure) -> Iterator[Word]:
    """A word that is wider than the row, cut where the row ends; marks stay with their letter."""
    begin, cells, glued = start, 0, False
    for at in range(start, end):
        more = measure(drawn(text[at]))
        if more and cells and cells + more > width:
            yield begin, at, cells, glued
            begin, cells, glued = at, 0, True
        cells += more
    yield begin, end, cells, glued


def _fill(words: Iterator[Word], width: int) -> Iterator[list[Span]]:
    """The words on rows, each row a list of spans that are drawn with one blank between them."""
    row: list[Span] = []
    used = 0
    for start, end, cells, glued in words:
        gap = 0
        if row:
            distance = start - row[-1].end
            gap = 0 if glued else min(max(distance, 1), _WIDEST_GAP)
        if row and used + gap + cells > width:
            yield row
            row, used, gap = [], 0, 0
        if row and 0 <= start - row[-1].end <= _WIDEST_GAP and (glued or start - row[-1].end == gap):
            row[-1] = Span(row[-1].start, end)
        else:
            row.append(Span(start, end))
            gap = min(gap, 1)
        used += gap + cells
    if row:
        yield row


def wrap_words(words: str, width: int, measure: Measure) -> Iterator[str]:
    """A text of our own on lines of at most `width` cells; a word that is wider is cut."""
    line, used = "", 0
    for word in drawn(words).split():
        cells = measure(word)
        if line and used + 1 + cells > width:
            yield line
            line, used = "", 0
        while cells > width:
            cut = _cut_at(word, width, measure)
            if line:
                yield line
                line, used = "", 0
            yield word[:cut]
            word = word[cut:]
            cells = measure(word)
        line, used = (f"{line} {word}", used + 1 + cells) if line else (word, cells)
    if line:
        yield line


def _cut_at(word: str, width: int, measure: Measure, least: int = 1) -> int:
    """How many characters of a word fit into so many cells, at least so many."""
    used = 0
    for at, character in enumerate(word):
        used += measure(character)
        if used > width:
            return max(at, least)
    return len(word)


def cut(text: str, width: int, measure: Measure) -> str:
    """A text cut to so many cells, with an ellipsis where something is missing."""
    shown = drawn(text)
    if measure(shown) <= width:
        return shown
    if width <= 1:
        return "…"[:width]
    return shown[: _cut_at(shown, width - 1, measure, least=0)].rstrip() + "…"


def row_of(rows: Sequence[Row], offset: int) -> int | None:
    """The index of the row that shows the character at an offset of the text; None where none does."""
    for index, row in enumerate(rows):
        for piece in row.pieces:
            if piece.start <= offset < piece.end:
                return index
    return _row_after(rows, offset)


def _row_after(rows: Sequence[Row], offset: int) -> int | None:
    """The row with the nearest character after an offset that falls between rows."""
    after = [
        (row.pieces[0].start, index) for index, row in enumerate(rows) if row.pieces and row.pieces[0].start >= offset
    ]
    return min(after)[1] if after else None
