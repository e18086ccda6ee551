"""Rows of the list: what stands on them at every width, and that what was found is on them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.library import Snippet
from newsreader.model.document import Stamp
from newsreader.model.reading import ArticleHeader
from newsreader.model.spans import Span
from newsreader.ui.glyphs import ASCII, UNICODE
from newsreader.ui.panes.rows import facts_line, snippet_line, title_line
from newsreader.ui.widgets.lines import Line, width_of

DAY = datetime(2024, 3, 4, tzinfo=UTC)


def header(title: str = "Dockers keep Port Ellery closed", **more: object) -> ArticleHeader:
    known: dict[str, object] = {"outlet": "The Ellery Tide", "published": Stamp(DAY, "day"), "read": False}
    known |= {"received": DAY, "starred": False, "analysed": True, "titled": True, **more}
    return ArticleHeader(key=1, title=title, **known)  # type: ignore[arg-type]


def text_of(line: Line) -> str:
    return "".join(piece.text for piece in line).rstrip()


def snippet(text: str, *words: str) -> Snippet:
    return Snippet(text, tuple(Span(text.index(word), text.index(word) + len(word)) for word in words))


def test_what_an_outlet_changed_has_a_sign() -> None:
    line = title_line(header(changed=True), 30, UNICODE, is_here=True, is_open=False, with_facts=False)
    assert text_of(line) == "▌N  ± Dockers keep Port Eller…"
    line = title_line(header(changed=True), 30, ASCII, is_here=True, is_open=False, with_facts=False)
    assert text_of(line) == ">N  ^ Dockers keep Port Elle.."


def test_tags_stand_behind_outlet_and_date() -> None:
    assert text_of(facts_line(header(tags=("climate", "to read")), 60, UNICODE)) == (
        "    The Ellery Tide · 4 Mar 24 #climate #to read"
    )


LONG = "The talks went on for weeks, and nobody who was there would say why, until the harbour was closed at last."


@pytest.mark.parametrize(
    ("found", "width", "shown"),
    [
        (snippet("The harbour is closed.", "harbour"), 40, "    The harbour is closed."),
        (snippet(LONG, "harbour"), 34, "    …the harbour was closed at l…"),
        (snippet(LONG, "harbour", "last"), 300, f"    {LONG}"),
        (snippet("…and the harbour is closed.", "harbour"), 22, "    …harbour is clos…"),
        (snippet("A" * 60 + " harbour", "harbour"), 14, "    …harbour"),
    ],
)
def test_what_was_found_is_on_the_line(found: Snippet, width: int, shown: str) -> None:
    line = snippet_line(found, width, UNICODE)
    assert text_of(line) == shown
    assert next(piece.text for piece in line if "match" in piece.styles) == "harbour"


@given(
    st.text("ab ́漢 …", min_size=1, max_size=80),
    st.integers(0, 79),
    st.integers(1, 10),
    st.integers(8, 60),
    st.sampled_from([UNICODE, ASCII]),
)
def test_no_line_is_wider_than_the_list(text: str, start: int, length: int, width: int, glyphs: object) -> None:
    span = Span(min(start, len(text) - 1), min(start + length, len(text)))
    lines = (
        snippet_line(Snippet(text, (span,)), width, glyphs),  # type: ignore[arg-type]
        title_line(header(text), width, glyphs, is_here=True, is_open=True, with_facts=True),  # type: ignore[arg-type]
        facts_line(header(tags=(text,)), width, glyphs),  # type: ignore[arg-type]
    )
    assert all(width_of(line) <= width for line in lines)
