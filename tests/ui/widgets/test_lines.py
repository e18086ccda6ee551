"""A selection on the screen is the article's own text."""

from __future__ import annotations

from newsreader.model.spans import Span
from newsreader.ui.widgets.lines import Line, Piece, selected_text, words_of

TEXT = "One two\nthree four.\nFive six."


def line(start: int, end: int) -> Line:
    return (Piece("┃ ", (), is_sign=True), words_of(TEXT, Span(start, end)))


def test_rows_of_one_paragraph_are_joined_by_what_stands_between_them() -> None:
    assert selected_text(TEXT, [(line(0, 7), 0, -1), (line(8, 19), 0, -1)]) == "One two\nthree four."


def test_stretches_that_do_not_follow_each_other_stand_apart() -> None:
    assert selected_text(TEXT, [(line(20, 29), 0, -1), (line(0, 7), 0, -1)]) == "Five six.\n\nOne two"


def test_a_part_of_a_row() -> None:
    assert selected_text(TEXT, [(line(0, 7), 6, -1), (line(8, 19), 0, 7)]) == "two\nthree"


def test_words_of_our_own_stand_as_they_are_drawn_and_signs_are_left_out() -> None:
    assert selected_text(TEXT, [((Piece("┃ ", is_sign=True), Piece("  Maria")), 0, -1)]) == "Maria"


def test_characters_that_are_not_drawn_are_copied() -> None:
    text = "Oka\u200bfor came"
    assert selected_text(text, [((words_of(text, Span(0, 12)),), 0, 6)]) == "Oka\u200bfor"
