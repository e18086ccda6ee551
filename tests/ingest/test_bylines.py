from __future__ import annotations

import pytest

from newsreader.ingest.bylines import split_names


@pytest.mark.parametrize(
    ("stated", "names"),
    [
        ("By Ann Lee", ("Ann Lee",)),
        ("Ann Lee and Bo Ek", ("Ann Lee", "Bo Ek")),
        ("by Ann Lee, Bo Ek & Cy Fox", ("Ann Lee", "Bo Ek", "Cy Fox")),
        ("By Ann Lee - 11/18/19 11:04 PM EST", ("Ann Lee",)),
        ("Ann Lee, Staff Writer", ("Ann Lee",)),
        ("By Ann Lee, IGN Staff", ("Ann Lee",)),
        ("By Amando E. Gavino, Jr.", ("Amando E. Gavino, Jr.",)),
        ("February 1, 2019 | BY: Ann Lee, MS, RDN", ("Ann Lee",)),
        ("5:45 AM PST 11/19/2019 by Ann Lee", ("Ann Lee",)),
        ("Ann Lee, @annlee", ("Ann Lee",)),
        ("Ann Lee • 8h", ("Ann Lee",)),
        ("Kate May", ("Kate May",)),
        ("Laura June Lee July", ("Laura June Lee",)),
        ("By Staff Reports", ("Staff Reports",)),
        ("ann@example.org (Ann Lee)", ("Ann Lee",)),
        (["Ann Lee", "ann lee", "Bo Ek"], ("Ann Lee", "Bo Ek")),
        ([{"name": "Ann Lee"}, {"b": None}, ["x"], 5, None], ("Ann Lee",)),
        ({"name": ["a", {"b": None}]}, ("a",)),
        (None, ()),
        ("2019-01-01", ()),
        ("", ()),
        ("By", ()),
    ],
)
def test_names_without_what_stands_around_them(stated: object, names: tuple[str, ...]) -> None:
    assert split_names(stated) == names


def test_a_byline_of_any_length_ends() -> None:
    assert len(split_names("Ann Lee and " * 100_000)) <= 2
    assert len(split_names([f"Ann Lee{n}" for n in range(1000)])) == 20
