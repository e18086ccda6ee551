from __future__ import annotations

import pytest

from newsreader.analysis.names import family_name, initials, is_initials, name_key, split_person


@pytest.mark.parametrize(
    ("one", "other"),
    [("the U.N.", "UN"), ("Libya’s", "Libya"), ("The Hague's", "Hague"), ("Jane  Roe", "jane roe"), ("“Ada”", "Ada")],
)
def test_writings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), [("GNA", "LNA"), ("Jane Roe", "John Roe"), ("Libya", "Libyan")])
def test_other_names_do_not(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(
    ("text", "expected"), [("UN", True), ("U.N.", True), ("GNA", True), ("Un", False), ("A", False)]
)
def test_initials_are_known_by_their_form(text: str, expected: bool) -> None:
    assert is_initials(text) is expected


def test_initials_pass_over_small_words() -> None:
    assert "OSCE" in initials("Organisation for Security and Cooperation in Europe")
    assert initials("Libya") == frozenset()


def test_a_family_name_keeps_its_particles() -> None:
    assert family_name(split_person("Jean El Alam")) == "el alam"
    assert family_name(split_person("Dr. Ursula von der Leyen")) == "von der leyen"
    assert split_person("Mr. John Smith Jr.") == ["john", "smith"]
