"""Signs of one cell each, and texts cut with the sign of their set."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from newsreader.ui.glyphs import ASCII, UNICODE, Glyphs


@pytest.mark.parametrize(
    ("glyphs", "width", "shown"),
    [
        (UNICODE, 11, "Port Ellery"),
        (UNICODE, 6, "Port…"),
        (UNICODE, 8, "Port El…"),
        (ASCII, 11, "Port Ellery"),
        (ASCII, 8, "Port E.."),
        (ASCII, 2, ".."),
        (ASCII, 1, "."),
        (UNICODE, 1, "…"),
    ],
)
def test_a_title_is_cut(glyphs: Glyphs, width: int, shown: str) -> None:
    assert glyphs.cut("Port Ellery", width) == shown


@given(st.text(max_size=30), st.integers(1, 20), st.sampled_from([UNICODE, ASCII]))
def test_no_text_passes_its_width(text: str, width: int, glyphs: Glyphs) -> None:
    assert cell_len(glyphs.cut(text, width)) <= width
