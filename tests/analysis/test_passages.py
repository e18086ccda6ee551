from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsreader.analysis.passages import LONGEST_PASSAGE, LONGEST_WORD, MOST_CHARACTERS, find_passages
from tests.analysis.documents import document


def test_invisible_characters_do_not_split_a_name_and_offsets_hold() -> None:
    text = "Oka\u200bfor said\u00a0\u00a0''yes'' to  us."
    (passage,), left_out = find_passages(document(text))
    assert passage.text == 'Okafor said "yes" to us.'
    assert left_out == 0
    assert passage.span(0, 6).of(text) == "Oka\u200bfor"
    start = passage.text.index("yes")
    assert passage.span(start, start + 3).of(text) == "yes"


def test_boilerplate_and_credits_are_not_read() -> None:
    passages, _ = find_passages(
        document("A title\nA line.\nPhoto: X\nShare", ["title", "body", "credit", "boilerplate"])
    )
    assert [passage.text for passage in passages] == ["A title", "A line."]


def test_a_dateline_is_not_fed_to_the_model() -> None:
    text = "WASHINGTON, Oct. 4 (Reuters) - The president spoke."
    (passage,), _ = find_passages(document(text))
    assert passage.text == "The president spoke."
    assert passage.span(0, 3).of(text) == "The"


def test_long_passages_and_words_are_cut_and_what_is_too_much_is_counted() -> None:
    passages, left_out = find_passages(document("word " * 50_000 + "x" * 300))
    assert all(len(passage.text) <= LONGEST_PASSAGE for passage in passages)
    assert left_out == 250_300 - MOST_CHARACTERS
    (passage,), _ = find_passages(document("x" * 300))
    assert len(passage.text) == LONGEST_WORD


@given(st.text(st.sampled_from("ab '`\u200b\u00ad\u00a0\n\t“😀"), max_size=80))
def test_each_folded_character_knows_its_place(text: str) -> None:
    passages, _ = find_passages(document(text))
    for passage in passages:
        assert len(passage.text) == len(passage.starts) == len(passage.ends)
        assert all(0 <= start < end <= len(text) for start, end in zip(passage.starts, passage.ends, strict=True))
        assert list(passage.starts) == sorted(passage.starts)
