"""The lines of a row of the article list: title and flags, what is known of it, what was found in it.

Pure: from the header and a width to pieces. What a colour says is said by a sign or by bold and
underlined letters as well.
"""

from __future__ import annotations

from rich.cells import cell_len

from newsreader.library import Snippet
from newsreader.model.document import Stamp
from newsreader.model.reading import ArticleHeader
from newsreader.model.spans import Span
from newsreader.text.wrap import drawn
from newsreader.ui.dates import short_date
from newsreader.ui.glyphs import Glyphs
from newsreader.ui.widgets.lines import Line, Piece

INDENT = 4
"""Cells before the title: cursor, unread, star, a blank."""


def title_line(
    header: ArticleHeader, width: int, glyphs: Glyphs, *, is_here: bool, is_open: bool, with_facts: bool
) -> Line:
    """Flags and title; with facts, outlet and date at the end as far as there is room for them."""
    star = "*" if header.starred else "!" if header.failure else " "
    date = _end(header, width, glyphs) if with_facts else ""
    room = width - INDENT - (cell_len(date) + 2 if date else 0)
    sign = f"{glyphs.changed} " if header.changed else ""
    title = glyphs.cut(header.title if header.titled else f"[{header.title}]", max(1, room - len(sign)))
    gap = " " * max(0, room - cell_len(title) - len(sign) + 2) if date else ""
    # Blanks have the look of the title: each other look would cost a slow line forty bytes.
    look = ("read" if header.read else "unread",)
    line = [
        Piece(glyphs.cursor) if is_here else Piece(" ", look),
        Piece(" " if header.read else "N", look),
        Piece(star, look if star == " " else ("star" if header.starred else "failed",)),
        Piece(" ", look),
        Piece(sign, ("star",)),
        Piece(title, (*look, "open") if is_open else look),
        Piece(gap, look),
        Piece(date, ("quiet",)),
    ]
    return tuple(piece for piece in line if piece.text)


def _end(header: ArticleHeader, width: int, glyphs: Glyphs) -> str:
    """What stands at the end of a single line."""
    date = short_date(header.published)
    if width >= 70:
        return f"{glyphs.cut(header.outlet or '', 22)}  {date:>9}"
    return date if width >= 40 else ""


def facts_line(header: ArticleHeader, width: int, glyphs: Glyphs) -> Line:
    """Outlet, date and tags."""
    known = [fact for fact in (header.outlet, short_date(header.published)) if fact]
    facts = f" {glyphs.dot} ".join(known) or f"received {short_date(Stamp(header.received))}"
    words = " ".join([facts, *(f"#{tag}" for tag in header.tags)])
    return (Piece(" " * INDENT + glyphs.cut(words, max(1, width - INDENT - 1)), ("quiet",)),)


def snippet_line(snippet: Snippet, width: int, glyphs: Glyphs) -> Line:
    """What was found, cut so that the first words that were looked for are on the line."""
    room = max(1, width - INDENT - 1)
    start = _start(snippet, room)
    pieces = [Piece(" " * INDENT)]
    if start and not snippet.text.startswith("…", start):
        pieces.append(Piece(glyphs.ellipsis, ("quiet",)))
        room -= cell_len(glyphs.ellipsis)
    for words, is_match in _parts(snippet, start):
        shown = drawn(words.replace("…", glyphs.ellipsis))
        kept = glyphs.cut(shown, room)
        pieces.append(Piece(kept, ("match",) if is_match else ("quiet",)))
        room -= cell_len(kept)
        if kept != shown or room <= 0:
            break
    return tuple(pieces)


def _start(snippet: Snippet, room: int) -> int:
    """Where to begin: at the beginning, or some words before the first that was looked for."""
    first = snippet.spans[0] if snippet.spans else Span(0, 0)
    if cell_len(snippet.text[: first.end]) < room - 2:
        return 0
    about = max(0, first.start - max(0, room - (first.end - first.start)) // 3)
    blank = snippet.text.find(" ", about, first.start)
    return blank + 1 if blank >= 0 else first.start


def _parts(snippet: Snippet, start: int) -> list[tuple[str, bool]]:
    """The words from a place on, in stretches that were looked for and others."""
    parts: list[tuple[str, bool]] = []
    at = start
    for span in snippet.spans:
        if span.start >= at:
            parts += [(snippet.text[at : span.start], False), (span.of(snippet.text), True)]
            at = span.end
    parts.append((snippet.text[at:], False))
    return [part for part in parts if part[0]]
