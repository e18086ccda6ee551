"""Rows are views on the text: nothing is lost, nothing is wider than the screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.model.document import Block, BlockKind, Document, Source, SourceKind
from newsreader.model.spans import ArticleId, Span
from newsreader.text.wrap import Row, RowKind, cut, drawn, drawn_offsets, row_of, wrap, wrap_words
from tests.strategies import documents, texts


def cells(text: str) -> int:
    """A measure for tests: two cells for the wide ones of East Asia, one for all else."""
    return sum(2 if "\u1100" <= character <= "\uffef" and character > "\u2e80" else 1 for character in text)


def document(*lines: tuple[BlockKind, str, bool]) -> Document:
    blocks, at, order = [], 0, 0
    for kind, line, continues in lines:
        read = kind is not BlockKind.BOILERPLATE
        blocks.append(Block(kind, Span(at, at + len(line)), order if read else None, continues))
        order += read
        at += len(line) + 1
    return Document(
        id=ArticleId("x"),
        source=Source(SourceKind.FILE, "x"),
        received=datetime(2024, 1, 1, tzinfo=UTC),
        text="\n".join(line for _, line, _ in lines),
        blocks=tuple(blocks),
    )


def shown(doc: Document, rows: list[Row]) -> list[str]:
    return [row.note or " ".join(drawn(piece.of(doc.text)) for piece in row.pieces) for row in rows]


def test_words_go_on_the_next_row_where_they_do_not_fit() -> None:
    doc = document((BlockKind.BODY, "one two three four", False))
    assert shown(doc, wrap(doc, 9, cells)) == ["one two", "three", "four"]


def test_a_paragraph_broken_over_lines_is_joined() -> None:
    doc = document(
        (BlockKind.BODY, "The talks", False), (BlockKind.BODY, "go on.", True), (BlockKind.BODY, "Next.", False)
    )
    assert shown(doc, wrap(doc, 40, cells)) == ["The talks go on.", "", "Next."]


def test_title_first_whatever_its_line_and_leftovers_folded_to_one_row() -> None:
    doc = document((BlockKind.BOILERPLATE, "Menu", False), (BlockKind.BODY, "Body.", False))
    doc = replace(doc, title="Made up")
    rows = wrap(doc, 60, cells, meta="The Courier · 9 March")
    assert shown(doc, rows) == [
        "Made up",
        "The Courier · 9 March",
        "",
        "Body.",
        "",
        "1 line of other matter folded (z)",
    ]
    assert shown(doc, wrap(doc, 60, cells, unfolded=True))[-1] == "Menu"


def test_captions_and_credits_are_set_apart() -> None:
    doc = document((BlockKind.CAPTION, "A port.", False), (BlockKind.BODY, "Body.", False))
    assert [row.kind for row in wrap(doc, 40, cells)] == [RowKind.BODY, RowKind.BLANK, RowKind.RULE, RowKind.CAPTION]


def test_a_word_wider_than_the_row_is_cut() -> None:
    doc = document((BlockKind.BODY, "a" * 25, False))
    assert shown(doc, wrap(doc, 10, cells)) == ["a" * 10, "a" * 10, "a" * 5]
    doc = document((BlockKind.BODY, "日本語日本語", False))
    assert shown(doc, wrap(doc, 5, cells)) == ["日本", "語日", "本語"]


def test_wide_gaps_are_drawn_as_one_blank() -> None:
    doc = document((BlockKind.BODY, "a        b  c", False))
    assert shown(doc, wrap(doc, 40, cells)) == ["a b  c"]


def test_what_has_no_shape_is_not_drawn_and_offsets_hold() -> None:
    text = "Oka\u200bfor"
    assert drawn(text) == "Okafor"
    assert list(drawn_offsets(text, Span(0, 7))) == [0, 1, 2, 4, 5, 6, 7]
    assert drawn_offsets("abc", Span(1, 3)) == range(1, 4)


@given(documents(), st.integers(1, 60), st.booleans())
def test_every_row_fits_and_every_word_is_there(doc: Document, width: int, unfolded: bool) -> None:
    rows = wrap(doc, width, cells, unfolded=unfolded)
    for row, line in zip(rows, shown(doc, rows), strict=True):
        widest = max((cells(drawn(character)) for character in line), default=0)
        assert row.indent + cells(line) <= max(width, widest, 1)
    covered = {at for row in rows for piece in row.pieces for at in range(piece.start, piece.end)}
    wanted = {
        at
        for block in doc.blocks
        if block.order is not None or unfolded
        for at in range(block.span.start, block.span.end)
        if not doc.text[at].isspace()
    }
    assert wanted <= covered
    assert all(not doc.text[piece.start].isspace() for row in rows for piece in row.pieces)


@given(texts, st.integers(1, 30))
def test_cut_and_wrapped_words_fit(text: str, width: int) -> None:
    assert cells(cut(text, width, cells)) <= max(width, 1)
    assert all(cells(line) <= max(width, 2) for line in wrap_words(text, width, cells))


@pytest.mark.parametrize(("offset", "row"), [(0, 0), (4, 0), (8, 1), (13, 2), (14, 2), (7, 1)])
def test_the_row_of_an_offset(offset: int, row: int) -> None:
    doc = document((BlockKind.BODY, "one two three four", False))
    assert row_of(wrap(doc, 9, cells), offset) == row
