from __future__ import annotations

from pathlib import Path

import pytest

from tests.quality.confidence import Bin
from tests.quality.figures import GOALS
from tests.quality.measure import Measurement, new_record
from tests.quality.record import (
    FILE,
    TOLERANCE,
    TOLERANCE_OF_FEW,
    Record,
    confidence_table,
    find_falls,
    read_record,
    table,
    tolerance,
    write_record,
)

BEFORE = Record(
    "2026-01-01",
    "rules 1, model 1",
    {"PolNeAR all: exact": 60.0, "GUM news names: exact": 70.0},
    {"names": [(0.0, 0, 0), (0.9, 10, 9)]},
)


def test_a_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    write_record(BEFORE, tmp_path / "r.yaml")
    assert read_record(tmp_path / "r.yaml") == BEFORE
    assert read_record(tmp_path / "none.yaml") is None


def test_a_fall_past_the_tolerance_is_found() -> None:
    assert find_falls({"PolNeAR all: exact": 60.0 - TOLERANCE}, BEFORE) == {}
    assert find_falls({"PolNeAR all: exact": 59.0}, BEFORE) == {"PolNeAR all: exact": -1.0}
    assert find_falls({"PolNeAR all: exact": 99.0}, BEFORE) == {}
    assert find_falls({"PolNeAR all: exact": 1.0}, None) == {}


def test_a_small_set_may_fall_further() -> None:
    assert find_falls({"GUM news names: exact": 70.0 - TOLERANCE_OF_FEW}, BEFORE) == {}
    assert find_falls({"GUM news names: exact": 68.0}, BEFORE) == {"GUM news names: exact": -2.0}
    assert tolerance("seeds: said") == TOLERANCE_OF_FEW


def test_the_table_shows_the_change_and_what_must_be_reached() -> None:
    shown = table({"PolNeAR all: exact": 59.0, "GUM news names: exact": 70.0, "new": 1.0}, BEFORE).splitlines()
    assert shown[2] == "| PolNeAR all: exact | 59.0* | 60.0 | -1.0 FALLEN | 63 | 66 |"
    assert shown[3] == "| GUM news names: exact | 70.0 | 70.0 | +0.0 |  |  |"
    assert shown[4] == "| new | 1.0 |  |  |  |  |"


def test_the_table_of_confidence_shows_both() -> None:
    bins = {"names": [Bin(0.0, 0, 0), Bin(0.9, 4, 3)]}
    shown = confidence_table(bins, BEFORE).splitlines()
    assert shown[2:] == ["| names |  | 75 % of 4 |", "| recorded |  | 90 % of 10 |"]


def test_sets_that_are_not_there_keep_their_record() -> None:
    found = Measurement(figures={"GUM news names: exact": 71.0}, absent=["PolNeAR"])
    found.judge("names", [(0.9, True)])
    kept = new_record(found, BEFORE)
    assert kept.figures == {"PolNeAR all: exact": 60.0, "GUM news names: exact": 71.0}
    assert kept.confidence == BEFORE.confidence
    found.absent.clear()
    assert new_record(found, BEFORE).figures == {"GUM news names: exact": 71.0}


@pytest.mark.parametrize("name", GOALS)
def test_what_must_be_reached_is_in_the_record(name: str) -> None:
    record = read_record(FILE)
    assert record is not None
    assert name in record.figures
