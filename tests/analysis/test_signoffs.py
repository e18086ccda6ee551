from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.analysis.signoffs import dateline_end, signoff_start

SIGNED = [
    ("The road is open. tj/cmk (AFP, dpa)", "The road is open."),
    ("The road is open. tkw/AFP/AP Editor: Ann Roe", "The road is open."),
    ("The road is open.” Author: Ann Roe (mrm) Editor: Tom Poe", "The road is open.”"),
    ("The road is open. (Reporting by Ann Roe; editing by Tom Poe)", "The road is open."),
    ("The road is open. (Reuters)", "The road is open."),
]

UNSIGNED = [
    "He works for the Associated Press (AP)",
    "The road (and the bridge) is open.",
    "He met the editor: Ann Roe, of the Post, was late.",
    "The vote was 12/13",
    "",
]


@pytest.mark.parametrize(("text", "kept"), SIGNED)
def test_where_a_signoff_begins(text: str, kept: str) -> None:
    assert text[: signoff_start(text)].rstrip() == kept


@pytest.mark.parametrize("text", UNSIGNED)
def test_text_without_one(text: str) -> None:
    assert signoff_start(text) == len(text)


@pytest.mark.parametrize(
    ("text", "story"),
    [
        ("SELMARK, Ferrow (ISPA), March 12 — The government left.", " The government left."),
        ("BERLIN (AFP) - The government left.", "The government left."),
        ("NEW YORK, Oct. 4 -- It left.", " It left."),
        ("NATO - an alliance - met.", "NATO - an alliance - met."),
        ("The UN – an alliance – met.", "The UN – an alliance – met."),
    ],
)
def test_where_the_story_begins(text: str, story: str) -> None:
    assert text[dateline_end(text) :] == story


@given(st.text(alphabet="abAB/().,: ", max_size=400))
def test_it_lies_in_the_text(text: str) -> None:
    assert 0 <= signoff_start(text) <= len(text)
