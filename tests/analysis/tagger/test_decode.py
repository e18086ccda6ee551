from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from newsreader.analysis.engine import WEIGHTS
from newsreader.analysis.tagger.decode import BEGINS, INSIDE, OUTSIDE, RESUMES, decode
from newsreader.analysis.tagger.network import FARTHEST, POINTER, Network, Reading
from newsreader.analysis.tagger.pieces import WordPieces, read_vocabulary
from newsreader.analysis.tagger.words import Window, pack, read_lines

CUT = WordPieces(read_vocabulary(WEIGHTS / "vocab.txt"))
CONTENT_TAGS = {"O": OUTSIDE, "B": BEGINS, "I": INSIDE, "R": RESUMES}


class Scored(Network):
    """A network without weights: the scores are given."""

    def __init__(self, transitions: np.ndarray | None = None) -> None:
        self.transitions = np.zeros((3, 4, 4), np.float32) if transitions is None else transitions
        self.begins = np.zeros((3, 4), np.float32)
        self.distance = np.zeros((2, 2 * FARTHEST + 1), np.float32)
        self.cut = CUT


def window(*texts: str) -> Window:
    (found,) = pack(read_lines(texts, CUT), CUT)
    return found


def reading(of: Window, content: str, cue: str = "", source: str = "") -> Reading:
    """Scores that speak clearly for these tags."""
    count = len(of.places)
    tags = np.full((count, 11), -9.0, np.float32)
    for row, base, size in ((content, 0, 4), (cue, 4, 3), (source, 7, 3)):
        for word, letter in enumerate((row or "O" * count).ljust(count, "O")):
            assert CONTENT_TAGS[letter] < size
            tags[word, base + CONTENT_TAGS[letter]] = 9.0
    tags[:, 10] = 9.0
    return Reading(tags, np.zeros((count + 1, 4 * POINTER), np.float32), np.array([0, *of.places]))


def spans(content: str, *texts: str) -> list[list[tuple[int, int]]]:
    here = window(*texts)
    (found,) = decode(Scored(), [here], [reading(here, content)])
    return [[(part.first, part.last) for part in quote.parts] for quote in found]


def test_spans_begin_go_on_and_resume() -> None:
    assert spans("BIIOORIO", "one two three four five six seven eight") == [[(0, 2), (5, 6)]]


def test_two_spans_that_touch_are_two() -> None:
    assert spans("BIBI", "one two three four") == [[(0, 1)], [(2, 3)]]


def test_nothing_goes_on_over_the_end_of_a_paragraph() -> None:
    found = spans("OBIIOO", "one two three", "four five six")
    assert found[0][0] == (1, 2)
    assert all(first != 1 or last <= 2 for quote in found for first, last in quote)


def test_what_resumes_at_the_beginning_of_a_window_goes_on_with_the_one_before() -> None:
    here = window("one two three")
    (found,) = decode(Scored(), [here], [reading(here, "RIO")])
    assert [quote.resumes for quote in found] == [True]


def test_a_link_goes_to_the_span_that_the_pointer_picks() -> None:
    here = window("one two three four five six")
    scores = reading(here, "BIOOOO", cue="OOBOBO")
    scores.pointers[1, 0] = 10.0
    scores.pointers[5, POINTER] = 10.0
    (quotes,) = decode(Scored(), [here], [scores])
    assert quotes[0].cue.to is not None
    assert quotes[0].cue.to.first == 4
    assert quotes[0].cue.sure > 0.9
    assert quotes[0].source.to is None


def test_what_scores_best_at_the_beginning_of_the_window_is_linked_to_nothing() -> None:
    here = window("one two three four five six")
    scores = reading(here, "BIOOOO", cue="OOBOBO")
    scores.pointers[1, 0] = 10.0
    scores.pointers[0, POINTER] = 10.0
    (quotes,) = decode(Scored(), [here], [scores])
    assert quotes[0].cue.to is None


SCORES = arrays(np.float32, (4, 11), elements=st.floats(-4, 4, width=32))
STEPS = arrays(np.float32, (3, 4, 4), elements=st.floats(-2, 2, width=32))


@settings(deadline=None)
@given(SCORES, STEPS)
def test_the_path_is_the_best_of_all(scores: np.ndarray, steps: np.ndarray) -> None:
    here = window("one two three four")
    read = Reading(scores, np.zeros((5, 4 * POINTER), np.float32), np.array([0, *here.places]))
    (found,) = decode(Scored(steps), [here], [read])
    tags = [OUTSIDE] * 4
    parts = sorted((part.first, part.last) for quote in found for part in quote.parts)
    for first, last in parts:
        tags[first] = BEGINS
        tags[first + 1 : last + 1] = [INSIDE] * (last - first)

    def value(path: tuple[int, ...]) -> float:
        if path[0] == INSIDE or any(one == OUTSIDE and two == INSIDE for one, two in pairwise(path)):
            return -1e9
        own = sum(float(scores[word, tag]) for word, tag in enumerate(path))
        return own + sum(float(steps[0, one, two]) for one, two in pairwise(path))

    best = max(product(range(4), repeat=4), key=value)
    begins = {RESUMES: BEGINS}
    assert value(best) - max(
        value(path) for path in product(range(4), repeat=4) if [begins.get(tag, tag) for tag in path] == tags
    ) == pytest.approx(0, abs=1e-3)


@settings(deadline=None)
@given(SCORES, STEPS)
def test_a_window_reads_the_same_beside_a_longer_one_as_alone(scores: np.ndarray, steps: np.ndarray) -> None:
    pairs = []
    for here in (window("one two three four"), window("one two")):
        count = len(here.places)
        pointers = np.zeros((count + 1, 4 * POINTER), np.float32)
        pairs.append((here, Reading(scores[:count], pointers, np.array([0, *here.places]))))
    network = Scored(steps)
    together = decode(network, [here for here, _ in pairs], [read for _, read in pairs])
    for both, (here, read) in zip(together, pairs, strict=True):
        (alone,) = decode(network, [here], [read])
        assert [quote.parts for quote in both] == [quote.parts for quote in alone]
        for part in (part for quote in both for part in quote.parts):
            assert 0 <= part.sure <= 1
            assert 0 <= part.edges <= 1 + 1e-9


def test_no_windows_have_no_quotes() -> None:
    assert decode(Scored(), [], []) == []
