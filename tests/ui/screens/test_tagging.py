"""Tags as they are typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.ui.screens.tagging import complete_tag, parse_tags, tags_line

KNOWN = ("climate", "clinic", "sport", "to read")


@pytest.mark.parametrize(
    ("typed", "tags"),
    [
        ("", []),
        ("  climate   #sport ", ["climate", "sport"]),
        ('"to read" climate', ["to read", "climate"]),
        ('climate "to read', ["climate", "to read"]),
        ("Climate climate CLIMATE", ["Climate"]),
        ("# ## #", []),
    ],
)
def test_tags_are_words_or_stand_in_quotation_marks(typed: str, tags: list[str]) -> None:
    assert parse_tags(typed) == tags


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("cl", "climate"),
        ("climate", "climate"),
        ("sport CLIN", "sport clinic"),
        ("#sp", "sport"),
        ("zebra", "zebra"),
        ("sport ", "sport "),
        ("", ""),
    ],
)
def test_a_tag_is_completed(typed: str, completed: str) -> None:
    assert complete_tag(typed, KNOWN) == completed


@given(st.lists(st.text("abcé-", min_size=1, max_size=6) | st.just("to read"), unique=True))
def test_what_is_shown_to_be_changed_is_what_was_there(tags: list[str]) -> None:
    assert parse_tags(tags_line(tags)) == tags
