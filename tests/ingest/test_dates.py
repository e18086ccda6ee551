from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.ingest.dates import parse_day, parse_local_day, parse_moment


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Monday, May 5, 2014", "2014-05-05"),
        ("26 Apr 2017", "2017-04-26"),
        ("Sept. 9, 2016", "2016-09-09"),
        ("1st of March 2020", "2020-03-01"),
        ("11/19/19", "2019-11-19"),
        ("19.11.2019", "2019-11-19"),
        ("2019/11/19", "2019-11-19"),
        ("05/06/2019", None),
        ("February 2020", "2020-02"),
        ("30 February 2020", None),
        ("Thursday", None),
    ],
)
def test_days_in_words_and_numbers(text: str, iso: str | None) -> None:
    stamp = parse_day(text)
    assert (stamp.iso() if stamp else None) == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2020-02-20", "2020-02-20"),
        ("2020-02", "2020-02"),
        ("2020-02-20T10:00:00Z", "2020-02-20T10:00:00+00:00"),
        ("2020-02-20T10:00:00.123+01:00", "2020-02-20T09:00:00+00:00"),
        ("2020-02-20T10:00:00", "2020-02-20"),
        ("Mon, 06 Jan 2020 10:00:00 GMT", "2020-01-06T10:00:00+00:00"),
        ("Mon, 06 Jan 2020 10:00:00 -0500", "2020-01-06T15:00:00+00:00"),
        ("Mon, 06 Jan 2020 10:00:00 +9999", None),
        ("Nov. 20, 2019, 9:28 PM EST", "2019-11-21T02:28:00+00:00"),
        ("9999-99-99", None),
        ("0000-00-00T99:99:99+99:99", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("1e400", None),
        ("yesterday", None),
        (5, None),
        ("x" * 10_000, None),
    ],
)
def test_what_a_field_states_and_no_more(text: object, iso: str | None) -> None:
    stamp = parse_moment(text)
    assert (stamp.iso() if stamp else None) == iso


def test_a_day_stays_the_one_that_the_source_states() -> None:
    stamp = parse_local_day("2023-11-08T22:05:41-05:00")
    assert stamp is not None
    assert stamp.iso() == "2023-11-08"


@given(st.text("0123456789-/:.TZ+ JanMarMonday,", max_size=40))
def test_no_text_breaks_it(text: str) -> None:
    stamp = parse_moment(text)
    assert stamp is None or 1900 <= stamp.moment.year <= 9999
