"""The card of the tagger's weights says what has to be said, and leaves no blank."""

from __future__ import annotations

import re

import pytest

from newsreader.analysis.engine import WEIGHTS

CARD = (WEIGHTS / "CARD.md").read_text(encoding="utf-8")


def test_no_blank_is_left() -> None:
    assert not re.search(r"@[A-Z]+@|TODO|TBD", CARD)


@pytest.mark.parametrize("words", ["names no", "Apache-2.0", "seeds 1, 7", "Where it fails", "840 articles"])
def test_it_says(words: str) -> None:
    assert words in CARD


def test_the_licence_of_the_encoder_lies_beside_it() -> None:
    assert "Apache License" in (WEIGHTS / "LICENSE-Apache-2.0").read_text(encoding="utf-8")
