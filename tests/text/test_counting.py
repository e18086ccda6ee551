"""Numbers of things in words."""

from __future__ import annotations

import pytest

from newsreader.text.counting import counted


@pytest.mark.parametrize(("number", "words"), [(0, "0 feeds"), (1, "1 feed"), (2, "2 feeds"), (2000, "2,000 feeds")])
def test_one_and_many(number: int, words: str) -> None:
    assert counted(number, "feed") == words
