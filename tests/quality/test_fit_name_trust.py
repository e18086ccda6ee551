"""Names that are shown as sure are right, on the articles that come with the project."""

from __future__ import annotations

import json

import pytest

from newsreader.analysis.chances import chance
from newsreader.analysis.pipeline import Pipeline
from tests.quality.confidence import into_bins
from tests.quality.fit_name_trust import FILE, Row, fit, read_rows
from tests.quality.sets import GUM


def test_a_sign_that_tells_gets_weight_and_one_that_does_not_gets_little() -> None:
    held = [(1.0, 95), (0.0, 40)]
    rows: list[Row] = [
        ({"telling": telling, "idle": idle}, number < hold)
        for telling, hold in held
        for idle in (0.0, 1.0)
        for number in range(100)
    ]
    weights = fit(rows)
    assert weights["telling"] > 2 > abs(weights["idle"]) * 3
    assert 0.9 < chance({"telling": 1.0, "idle": 0.0}, weights) < 1
    assert 0.3 < chance({"telling": 0.0, "idle": 0.0}, weights) < 0.5


@pytest.mark.model
def test_of_the_names_shown_as_sure_nine_in_ten_hold(pipeline: Pipeline) -> None:
    rows = [row for article in read_rows(GUM.read(), pipeline) for row in article]
    weights = json.loads(FILE.read_text(encoding="utf-8"))
    sure = into_bins((chance(signs, weights), holds) for signs, holds in rows)[-1]
    assert sure.count > len(rows) / 2
    assert sure.share is not None
    assert sure.share >= 90.0
