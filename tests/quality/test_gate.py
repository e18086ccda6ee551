"""Quality may not fall: the figures of the articles that come with the project, against the record.

A change that makes them better is recorded with `make quality RECORD=1`. One that makes them worse, or needs
one to fall so that others rise, is recorded too, and then stands in the history for everybody to see.
"""

from __future__ import annotations

import pytest

from newsreader.analysis.pipeline import Pipeline
from tests.quality.measure import measure_own
from tests.quality.record import find_falls, read_record
from tests.quality.running import analyse_here

pytestmark = pytest.mark.model

LEAST_FIGURES = 20
"""How many figures there are at least: a gate that compares nothing lets everything through."""

FLOORS = {
    "GUM news speech: with speaker": 67.0,
    "GUM news names: exact": 73.0,
    "GUM news names: B-cubed": 80.0,
    "GUM news all mentions: mean": 64.0,
    "founding article: lines": 100.0,
    "founding article: actors": 100.0,
    "founding article: said": 100.0,
    "founding article: ties": 90.0,
    "founding article: ties shown that are right": 100.0,
    "seeds: said": 93.0,
    "seeds: actors": 96.0,
    "seeds: ties shown that are right": 95.0,
}
"""What holds whatever is recorded."""


def test_quality_has_not_fallen(pipeline: Pipeline) -> None:
    """One test, for the articles are analysed anew by each process that has a part in it."""
    found = measure_own(lambda documents: list(analyse_here(pipeline, documents)))
    record = read_record()
    assert record is not None
    assert len(found.figures.keys() & record.figures.keys()) >= LEAST_FIGURES
    below = {name: found.figures[name] for name, floor in FLOORS.items() if found.figures[name] < floor}
    assert not below, "\n".join(["below the floor", *found.faults])
    assert not find_falls(found.figures, record), "make it good, or record it: make quality RECORD=1"
