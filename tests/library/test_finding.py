"""Looking for words in titles and texts."""

from __future__ import annotations

import pytest

from newsreader.library import Library
from tests.library.documents import document


@pytest.fixture
def keys(library: Library) -> list[int]:
    old = library.save(document("1", "Okafor spoke of 50% more.", title="Harbour talks", day=1)).key
    new = library.save(document("2", "Nobody spoke.", title="Talks in the harbour fail", day=2)).key
    return [new, old]


@pytest.mark.parametrize(
    ("words", "bodies", "found"),
    [
        (["harbour"], False, [0, 1]),
        (["HARBOUR", "fail"], False, [0]),
        (["okafor"], False, []),
        (["okafor"], True, [1]),
        (["50%"], True, [1]),
        (["5_%"], True, []),
        (["tide"], False, [0, 1]),
        ([], True, []),
    ],
)
def test_all_words_are_found_newest_first(
    library: Library, keys: list[int], words: list[str], bodies: bool, found: list[int]
) -> None:
    assert list(library.find_words(words, bodies=bodies)) == [keys[number] for number in found]


def test_earlier_revisions_are_not_looked_through(library: Library, keys: list[int]) -> None:
    library.save(document("1", "Somebody else spoke.", title="Harbour talks", day=1))
    assert list(library.find_words(["okafor"], bodies=True)) == []
