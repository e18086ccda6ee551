from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.ingest.rows import opens, rows

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-99, 99) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


@given(st.lists(VALUES, max_size=6), st.sampled_from([None, 1]), st.booleans())
def test_the_rows_of_an_array_are_its_values_each_on_one_line(
    values: list[object], indent: int | None, plain: bool
) -> None:
    found = list(rows(json.dumps(values, indent=indent, ensure_ascii=plain)))
    assert [json.loads(row or "?") for row in found] == values
    assert not any("\n" in (row or "") for row in found)


def test_objects_over_many_lines_may_follow_each_other() -> None:
    text = "\n".join(json.dumps({"n": n, "x": [1, 2]}, indent=2) for n in range(3))
    assert [json.loads(row or "?")["n"] for row in rows(text)] == [0, 1, 2]


@pytest.mark.parametrize("bad", ["5", "null", "{broken}", '{"a" 1}', "[" * 9000 + "]" * 9000, "junk", '{"a": nul}'])
def test_a_bad_row_costs_itself_alone(bad: str) -> None:
    found = list(rows('[\n{"n": 1},\n' + bad + ',\n{"n": 2}\n]\n'))
    assert found == ['{"n": 1}', bad, '{"n": 2}']


@pytest.mark.parametrize("end", ["", ",", "\n"])
def test_an_array_without_its_end_keeps_its_rows_and_says_so_once(end: str) -> None:
    assert list(rows('[{"n": 1}, {"n": 2}' + end)) == ['{"n": 1}', '{"n": 2}', None]


def test_behind_what_has_no_end_whole_lines_are_taken() -> None:
    text = '[\n{"n": 1},\n{"n": [2,\n{"n": 3},\n}}\n{"n": 4}\n]'
    assert list(rows(text)) == ['{"n": 1}', None, '{"n": 3}', '{"n": 4}']
    lines = [f'{{"n": {n}}}' for n in range(50)]
    lines[20] = lines[20][:-1]
    assert list(rows("[" + ",\n".join(lines) + "]")) == [*lines[:20], None, *lines[21:]]


def test_with_what_it_opens() -> None:
    assert [opens(text) for text in ("\n [1]", "\ufeff{}", "x", "")] == ["[", "{", "x", ""]


@given(st.text(alphabet='[]{}",:\\ \n1a', max_size=40))
def test_nothing_stops_it(text: str) -> None:
    assert sum(row is None for row in rows(text)) <= 1
