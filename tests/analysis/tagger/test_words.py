from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.analysis.engine import WEIGHTS
from newsreader.analysis.tagger.pieces import WordPieces, read_vocabulary
from newsreader.analysis.tagger.words import FEATURES, MOST_IN_WINDOW, SHAPES, pack, read_lines, shape_of

CUT = WordPieces(read_vocabulary(WEIGHTS / "vocab.txt"))


@pytest.mark.parametrize(
    ("word", "shape"), [("bridge", 0), ("Bridge", 1), ("A", 1), ("NATO", 2), ("2019", 3), (",", 4), ("McCain", 5)]
)
def test_shapes(word: str, shape: int) -> None:
    assert shape_of(word) == shape


def test_a_word_knows_whether_it_stands_in_marks() -> None:
    (line,) = read_lines(["She said “it is ‘quite shut’ now” and left."], CUT)
    states = [word.feature // SHAPES for word in line.words]
    text = "She said “it is ‘quite shut’ now” and left."
    inside = {text[word.start : word.end] for word, state in zip(line.words, states, strict=True) if state == 1}
    assert {"it", "is", "quite", "shut", "now"} <= inside
    assert not {"She", "said", "and", "left"} & inside


def test_single_marks_are_another_state() -> None:
    (line,) = read_lines(["He said ‘the bridge is shut’ today."], CUT)
    assert [word.feature // SHAPES for word in line.words] == [0, 0, 2, 2, 2, 2, 2, 2, 0, 0]


def test_a_quotation_that_runs_on_is_inside_in_the_next_paragraph_too() -> None:
    lines = read_lines(["“We begin here.", "“We end here,” he said."], CUT)
    assert [word.feature // SHAPES for word in lines[1].words] == [1, 1, 1, 1, 1, 1, 0, 0, 0]


TEXTS = st.lists(st.text("ab “”\"',.\n", max_size=40) | st.just("word " * 700), max_size=6)


@settings(deadline=None)
@given(TEXTS, st.integers(20, MOST_IN_WINDOW))
def test_windows_hold_every_word_once_and_in_order(texts: list[str], most: int) -> None:
    lines = read_lines(texts, CUT)
    windows = list(pack(lines, CUT, most))
    assert [line for window in windows for line in window.lines] == lines
    for window in windows:
        assert len(window.pieces) == len(window.features) <= MOST_IN_WINDOW
        assert len(window.places) == sum(len(line.words) for line in window.lines)
        assert all(0 <= feature < FEATURES for feature in window.features)
        firsts = [word.pieces[0] for line in window.lines for word in line.words]
        assert [window.pieces[place] for place in window.places] == firsts


@settings(deadline=None)
@given(TEXTS)
def test_lines_hold_the_words_of_their_passage(texts: list[str]) -> None:
    for line in read_lines(texts, CUT):
        assert line.words
        for before, after in zip(line.words, line.words[1:], strict=False):
            assert before.end <= after.start
        assert all(texts[line.passage][word.start : word.end].strip() for word in line.words)
