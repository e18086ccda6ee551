from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.quality.words import LIKE, WordedText, likeness, pair_up, same_name

TEXT = "“The UN’s envoy,” said Ghassan Salame."
sets = st.frozensets(st.integers(0, 20), max_size=6)


def test_marks_and_blanks_at_the_edges_do_not_matter() -> None:
    text = WordedText(TEXT)
    assert text.within([(0, 17)]) == text.within([(1, 15)]) == frozenset({0, 1, 2, 3})
    assert text.within([(1, 4), (17, 21)]) == frozenset({0, 4})
    assert text.within([(0, 1)]) == frozenset()


def test_a_word_that_is_cut_counts() -> None:
    assert WordedText(TEXT).within([(9, 12)]) == frozenset({3})


def test_articles_and_a_possessive_s_are_no_part_of_a_name() -> None:
    text = WordedText(TEXT)
    assert text.bare_name(frozenset({0, 1, 2})) == frozenset({1})
    assert text.bare_name(frozenset({0})) == frozenset({0})


def test_small_words_alone_are_content() -> None:
    text = WordedText(TEXT)
    assert text.content(frozenset({0, 1})) == frozenset({1})
    assert text.content(frozenset({0})) == frozenset({0})
    assert text.spelt(frozenset({6, 5})) == "ghassan salame"


def test_a_name_is_the_same_with_fewer_words() -> None:
    assert same_name("Salame", "Ghassan Salame")
    assert same_name("the United Nations", "United Nations")
    assert not same_name("Ghassan Ali", "Ghassan Salame")
    assert not same_name("the", "the")


@given(st.lists(sets, max_size=6), st.lists(sets, max_size=6))
def test_pairs_share_words_and_nobody_is_in_two(ones: list[frozenset[int]], others: list[frozenset[int]]) -> None:
    pairs = pair_up(ones, others)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert all(ones[i] & others[j] for i, j in pairs)
    closeness = [likeness(ones[i], others[j]) for i, j in pairs]
    assert closeness == sorted(closeness, reverse=True)
    assert set(pair_up(ones, others, LIKE)) == {(i, j) for i, j in pairs if likeness(ones[i], others[j]) >= LIKE}


@given(sets, sets)
def test_likeness_is_of_both_and_at_most_one(one: frozenset[int], other: frozenset[int]) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other) <= 1
    assert (likeness(one, other) == 1) == (one == other and bool(one))
