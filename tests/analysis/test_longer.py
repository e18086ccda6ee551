"""Short forms of one longer name, and those that look so and are not."""

from __future__ import annotations

import pytest

from newsreader.analysis.groups import Groups
from newsreader.analysis.longer import join_bodies, join_places
from newsreader.analysis.names import name_key, split_person
from newsreader.analysis.spotted import Name


def clusters(*names: tuple[str, str]) -> set[frozenset[str]]:
    """The names that were joined, names given with their labels."""
    groups = Groups([Name(at, at, label, text) for at, (text, label) in enumerate(names)])
    join_bodies(groups)
    join_places(groups)
    return {frozenset(group.text for group in members) for _, members in groups.clusters()}


@pytest.mark.parametrize(
    ("full", "short", "label"),
    [
        ("Ostrell Holding", "Ostrell", "ORG"),
        ("Volkswagen Group", "Volkswagen", "ORG"),
        ("European Commission", "Commission", "ORG"),
        ("Council of Europe", "Council", "ORG"),
        ("U.S. Census Bureau", "Census Bureau", "ORG"),
        ("Taipei City", "Taipei", "GPE"),
        ("South Korea", "Korea", "GPE"),
    ],
)
def test_one_actor(full: str, short: str, label: str) -> None:
    assert clusters((full, label), (short, label)) == {frozenset({full, short})}


@pytest.mark.parametrize(
    ("names", "label"),
    [
        (("Amazon Research Institute", "Amazon"), "ORG"),
        (("Fox News", "Fox", "Fox Sports"), "ORG"),
        (("European Commission", "Fiscal Commission", "Commission"), "ORG"),
        (("North Korea", "South Korea", "Korea"), "GPE"),
        (("South Africa", "Africa"), "GPE"),
    ],
)
def test_several_actors(names: tuple[str, ...], label: str) -> None:
    assert clusters(*((name, label) for name in names)) == {frozenset({name}) for name in names}


def test_a_court_and_where_it_is() -> None:
    names = [("High Court of Corrand", "ORG"), ("High Court", "ORG"), ("Corrand", "GPE")]
    assert frozenset({"High Court of Corrand", "High Court"}) in clusters(*names)


def test_marks_on_letters_part_no_names() -> None:
    assert name_key("Kaczyński") == name_key("Kaczynski")
    assert split_person("Jarosław Kaczyński") == ["jaroslaw", "kaczynski"]
    assert name_key("U.S. Geological Survey") == name_key("United States Geological Survey")
