"""What lies over what in the list, and what becomes of it when the library grows."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from newsreader.ui.screens.views import Level, View, back_of, merged, put

SOURCE, SEARCH, FILTER = (View(level, level.name, array("q"), back=number) for number, level in enumerate(Level, 1))


def test_a_view_takes_the_place_of_those_of_its_level_and_above() -> None:
    assert put((SOURCE, SEARCH, FILTER), SEARCH) == (SOURCE, SEARCH)
    assert put((SEARCH,), FILTER) == (SEARCH, FILTER)
    assert put((SEARCH, FILTER), SOURCE) == (SOURCE,)


def test_where_one_was_is_where_the_first_of_those_replaced_began() -> None:
    assert back_of((), Level.SEARCH, 9) == 9
    assert back_of((SOURCE,), Level.SEARCH, 9) == 9
    assert back_of((SEARCH, FILTER), Level.SEARCH, 9) == 2
    assert back_of((SOURCE, SEARCH), Level.SOURCE, 9) == 1


keys = st.lists(st.integers(1, 20), unique=True)


@given(keys, keys, keys)
def test_what_is_listed_stays_what_is_found_comes_and_all_in_the_librarys_order(
    order: list[int], listed: list[int], found: list[int]
) -> None:
    shown = merged(array("q", order), listed, found)
    assert list(shown) == [key for key in order if key in listed or key in found]
