"""No control character of a stranger's reaches the terminal, and no offset moves."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.text.safe import MOST_MARKS, REPLACEMENT, fold, is_safe, make_safe, one_line, visible

R = REPLACEMENT


@pytest.mark.parametrize(
    ("foreign", "safe"),
    [
        ("Talks resume\n\tin Geneva", "Talks resume\n\tin Geneva"),
        ("\x1b[31mred\x1b[0m", f"{R}[31mred{R}[0m"),
        ("a\x9b31mb\x07", f"a{R}31mb{R}"),
        ("a\rb\x00c", f"a{R}b{R}c"),
        ("a\u2028b\u2029c\x0bd\x0ce\x85f", "a b c d e f"),
        ("gnp\u202eexe", f"gnp{R}exe"),
        ("a\u2067b\u200ec", f"a{R}b{R}c"),
        ("\ud800", R),
        ("\ufdd0\uffff\U0001ffff", R * 3),
        ("\U000e0041", R),
        ("\ue000", R),
        ("Oka\u200bfor, Oka\u00adfor", "Oka\u200bfor, Oka\u00adfor"),
        ("“déjà vu” – ‘é’…", "“déjà vu” – ‘é’…"),
        ("日本語 العربية עברית हिन्दी", "日本語 العربية עברית हिन्दी"),
    ],
)
def test_harm_is_replaced_one_for_one(foreign: str, safe: str) -> None:
    assert make_safe(foreign) == safe


def test_marks_pile_up_to_a_limit() -> None:
    assert make_safe("a" + "\u0301" * 500) == "a" + "\u0301" * MOST_MARKS + R * (500 - MOST_MARKS)


@given(st.text(st.characters(exclude_categories=())))
def test_every_text(text: str) -> None:
    safe = make_safe(text)
    assert len(safe) == len(text)
    assert make_safe(safe) == safe
    assert is_safe(safe)
    assert not any(
        unicodedata.category(character) in ("Cc", "Cs", "Co") for character in safe if character not in "\n\t"
    )
    safe.encode("utf-8")


def test_words_taken_out_have_no_hidden_characters() -> None:
    assert visible("\ufeffMaria Oka\u200bfor") == "Maria Okafor"
    assert fold("  Harbour\u00ad\n\ttalks\x1b ") == f"Harbour talks{R}"


@given(st.text(st.characters(exclude_categories=())), st.integers(1, 40))
def test_one_line_is_one_line(text: str, most: int) -> None:
    line = one_line(text, most)
    assert len(line) <= most
    assert "\n" not in line
    assert "\t" not in line
