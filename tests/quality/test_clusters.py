from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tests.quality.clusters import ClusterFigures, best_total

tables = arrays(np.float64, st.tuples(st.integers(1, 5), st.integers(1, 5)), elements=st.integers(0, 9).map(float))
clusterings = st.dictionaries(st.integers(0, 8), st.integers(0, 3), max_size=8)


def figures(gold: dict[int, int], guess: dict[int, int]) -> ClusterFigures:
    found = ClusterFigures()
    found.add(gold, guess)
    return found


@given(tables)
def test_the_best_total_is_that_of_the_best_of_all_choices(table: np.ndarray) -> None:
    wide = table if table.shape[0] <= table.shape[1] else table.T
    rows = range(wide.shape[0])
    every = (
        sum(wide[row, column] for row, column in zip(rows, columns, strict=True))
        for columns in permutations(range(wide.shape[1]), wide.shape[0])
    )
    assert best_total(table) == pytest.approx(max(every))


def test_the_textbook_example() -> None:
    """Bagga and Baldwin's: seven mentions in three clusters, of which the guess joins two."""
    gold = {1: 0, 2: 0, 3: 0, 4: 0, 5: 0, 6: 1, 7: 1, 8: 2, 9: 2, 10: 2, 11: 2, 12: 2}
    guess = gold | {6: 0, 7: 0}
    found = figures(gold, guess)
    assert found.muc.recall == 1
    assert found.muc.precision == pytest.approx(9 / 10)
    assert found.b_cubed.recall == 1
    assert found.b_cubed.precision == pytest.approx((5 * 5 / 7 + 2 * 2 / 7 + 5) / 12)


def test_mentions_of_one_side_alone_are_errors() -> None:
    found = figures({1: 0, 2: 0}, {1: 0, 3: 0})
    assert found.b_cubed.recall == found.b_cubed.precision == pytest.approx(1 / 4)
    assert found.muc.f1 == 0


@given(clusterings)
def test_the_gold_itself_is_all_right(gold: dict[int, int]) -> None:
    found = figures(gold, gold)
    assert found.b_cubed.f1 == (1 if gold else 0)
    assert found.ceaf.f1 == pytest.approx(1 if gold else 0)


@given(clusterings, clusterings)
def test_every_figure_is_a_share(gold: dict[int, int], guess: dict[int, int]) -> None:
    found = figures(gold, guess)
    for rate in (found.muc, found.b_cubed, found.ceaf):
        assert -1e-9 <= rate.precision <= 1 + 1e-9
        assert -1e-9 <= rate.recall <= 1 + 1e-9
    turned = figures(guess, gold)
    assert turned.b_cubed.precision == pytest.approx(found.b_cubed.recall)
    assert turned.mean == pytest.approx(found.mean)
