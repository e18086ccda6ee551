from __future__ import annotations

import pytest

from newsreader.ingest.grammar import furniture_signs, is_byline, is_name, without_date


@pytest.mark.parametrize(
    "line",
    [
        "Monday, May 5, 2014",
        "26 Apr 2017",
        "Posted on 2013-09-03",
        "Published: Sep 9, 2016",
        "Nov. 20, 2019, 9:28 AM UTC",
        "Updated 1:39 am EST, Wednesday, November 20, 2019",
        "16 November 2017 • 2:15pm",
        "PUBLISHED: 10:48, Tue, Nov 19, 2019",
        "Thu 3 Jan 2019 02.00 EST Last modified on Wed 16 Jan 2019 06.16 EST",
        "11/19/2019",
        "2019/11/19",
    ],
)
def test_lines_that_are_a_day_and_nothing_else(line: str) -> None:
    assert without_date(line) == ""


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("Dan Goodin - Apr 16, 2015 8:02 pm UTC", "Dan Goodin"),
        ("Talks were held on 5 May 2014 in Geneva", "Talks were held  in Geneva"),
        ("Thursday", None),
        ("5+5 commission", None),
        ("May 2014 be better", None),
    ],
)
def test_what_stands_beside_a_day(line: str, rest: str | None) -> None:
    found = without_date(line)
    assert found is rest if rest is None else (found or "").split() == rest.split()


@pytest.mark.parametrize(
    "line",
    [
        "By Ann Lee",
        "by Ann Lee and Bo Ek",
        "Written by Ann Lee",
        "By: USCIS Staff",
        "// By Ann Lee • Nov 11, 2020",
        "Posted by admin",
        "By Ann Lee, Staff Writer",
        "Author: Ann Lee",
    ],
)
def test_bylines(line: str) -> None:
    assert is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "By signing up you agree to our terms",
        "By the time he came, it was over.",
        "Sponsored by Acme",
        "Photo by Ann Lee",
        "Ann Lee",
        "From Geneva with love",
        "By A | Source: Reuters",
        "Stand by me?",
    ],
)
def test_what_is_no_byline(line: str) -> None:
    assert not is_byline(line)


@pytest.mark.parametrize(
    ("line", "least"),
    [
        ("- Advertisement -", 3),
        ("***", 3),
        ("Subscribe to our newsletter", 2),
        ("© 2019 Hearst", 3),
        ("All rights reserved.", 2),
        ("Share on Facebook", 2),
        ("Skip to main content", 2),
        ("World", 3),
        ("Comments (12)", 1),
    ],
)
def test_furniture(line: str, least: int) -> None:
    assert furniture_signs(line) >= least


@pytest.mark.parametrize(
    "line", ["Talks resume in Geneva", "The ministry said that it would not comment on the matter any further today."]
)
def test_what_is_no_furniture(line: str) -> None:
    assert furniture_signs(line) == 0


@pytest.mark.parametrize(
    "line",
    [
        "Ann Lee",
        "Ann Lee and Bo Ek",
        "Ann Lee, @annlee",
        "@annlee",
        "Ann Lee • 8h",
        "Ann Lee · 5 hours ago",
        "Ann Lee/Ledger",
    ],
)
def test_names(line: str) -> None:
    assert is_name(line)


@pytest.mark.parametrize("line", ["talks resume in Geneva", "Talks resume in Geneva", "8h", "Ann Lee is 8"])
def test_what_is_no_name(line: str) -> None:
    assert not is_name(line)


@pytest.mark.parametrize(
    ("line", "day"),
    [("11/18/19", True), ("1.2.2019", True), ("2019-11-19", True), ("5 May 2014", True), ("1.5 and 2.5", False)],
)
def test_a_day_is_seen_in_each_of_its_forms(line: str, day: bool) -> None:
    assert (without_date(line) == "") is day
