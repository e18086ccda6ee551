"""Lines as the panes draw them: pieces of text with the names of their styles, and where they are from.

A piece that shows words of the article knows the offset of each of its characters, so that a selection
on the screen becomes the article's own text, not the screen's with its breaks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from newsreader.model.spans import Span
from newsreader.text.wrap import drawn, drawn_offsets

Styles = tuple[str, ...]
StyleOf = Callable[[Styles], Style]


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters drawn alike."""

    text: str
    """What is drawn."""

    styles: Styles = ()
    """The names of its styles, the later over the earlier."""

    offsets: Sequence[int] | None = None
    """For each character its offset in the article, and one past the last; None for words of our own."""

    is_sign: bool = False
    """Whether it is a sign of the screen's, which nobody wants to copy."""


Line = tuple[Piece, ...]


def words_of(text: str, span: Span, styles: Styles = ()) -> Piece:
    """A piece that shows a stretch of the article."""
    return Piece(drawn(span.of(text)), styles, drawn_offsets(text, span))


def width_of(line: Line) -> int:
    """How many cells a line takes."""
    return sum(cell_len(piece.text) for piece in line)


def strip_of(line: Line, width: int, style_of: StyleOf, selected: tuple[int, int] | None, select: Style) -> Strip:
    """A line as a strip of exactly so many cells; `selected` is a range of its characters, -1 for to the end."""
    segments = []
    base = style_of(())
    at = 0
    for piece in line:
        style = style_of(piece.styles)
        for text, is_selected in _split(piece.text, at, selected):
            segments.append(Segment(text, style + select if is_selected else style))
        at += len(piece.text)
    return Strip(segments).adjust_cell_length(width, base)


def _split(text: str, at: int, selected: tuple[int, int] | None) -> Iterator[tuple[str, bool]]:
    """A text that begins at character `at` of its line, cut where the selection begins and ends."""
    if selected is None:
        yield text, False
        return
    start, end = selected
    low = min(max(start - at, 0), len(text))
    high = len(text) if end == -1 else min(max(end - at, low), len(text))
    for part, inside in ((text[:low], False), (text[low:high], True), (text[high:], False)):
        if part:
            yield part, inside


def selected_text(article: str, rows: Iterable[tuple[Line, int, int]]) -> str:
    """The text of a selection, as it stands in the article where it is the article's.

    `rows` are the lines with their first and last selected character (-1 for to the end). Stretches
    that follow each other in the article are joined by what stands between them there; others by a
    blank line, and words of our own stand as they are drawn.
    """
    parts: list[str | Span] = []
    for line, start, end in rows:
        at = 0
        for piece in line:
            low = max(start - at, 0)
            high = len(piece.text) if end == -1 else min(end - at, len(piece.text))
            at += len(piece.text)
            if low >= high or piece.is_sign:
                continue
            if piece.offsets is None:
                if piece.text[low:high].strip():
                    parts.append(piece.text[low:high])
            else:
                _extend(article, parts, Span(piece.offsets[low], piece.offsets[high]))
    return _joined(article, parts)


def _extend(article: str, parts: list[str | Span], span: Span) -> None:
    """Add a stretch, to the one before it where only white space stands between them in the article."""
    last = parts[-1] if parts else None
    if isinstance(last, Span) and last.end <= span.start and not article[last.end : span.start].strip():
        parts[-1] = Span(last.start, span.end)
    else:
        parts.append(span)


def _joined(article: str, parts: list[str | Span]) -> str:
    text = ""
    for part in parts:
        if isinstance(part, Span):
            text += ("\n\n" if text else "") + part.of(article)
        else:
            text += ("\n" if text else "") + part.strip()
    return text
