from __future__ import annotations

import pytest

from newsreader.ingest.picture_words import caption_signs, is_agency, is_credit


@pytest.mark.parametrize(
    "line",
    [
        "EPA-EFE/A NAME",
        "Oli Scarff | Getty Images",
        "Al Goldis, Associated Press",
        "Photo: Ann Lee",
        "(Image credit: Acme plc)",
        "© Ann Lee",
        "Getty Images",
        "AFP/Getty Images",
        "2011 Getty Images",
        "Photograph: Ann Lee/Getty Images",
        "Photo by Ann Lee/CNET",
        "Credit Ann Lee/Agence France-Presse — Getty Images",
        "Courtesy of Acme",
        "REUTERS/Ann Lee",
    ],
)
def test_credits(line: str) -> None:
    assert is_credit(line)


@pytest.mark.parametrize(
    "line",
    [
        "© 2019 Acme Communications, Inc.",
        "© Acme. All rights reserved",
        "Photo gallery: the best of the week",
        "Talks resume in Geneva",
        "The talks and/or the strike went on.",
        "Ann Lee",
    ],
)
def test_what_is_no_credit(line: str) -> None:
    assert not is_credit(line)


@pytest.mark.parametrize(
    ("line", "least"),
    [
        ("Ann Lee, the mayor, informs the media about the meeting in Geneva, Switzerland, 06 February 2020.", 2),
        ("Ann Lee, left, speaks with a worker during a stop, Tuesday, Nov. 19, 2019, in Columbia.", 3),
        ("The harbour of Port Ellery (Photo: Bo Ek/AFP)", 2),
        ("Protesters have worn masks (Image: GETTY )", 2),
        ("Above: An office in San Francisco.", 2),
        ("Ann Lee is seen in a file photo", 1),
        ("The talks resumed on Monday, the mayor said.", 0),
    ],
)
def test_the_wording_of_captions(line: str, least: int) -> None:
    found = caption_signs(line)
    assert found >= least if least else found == 0


@pytest.mark.parametrize("line", ["a " * 60, "A/" * 60, "(A " * 40, "a. " * 100 + "|", "Photo " * 100])
def test_no_line_takes_long(line: str) -> None:
    for _ in range(300):
        is_credit(line[:120])
        caption_signs(line)


@pytest.mark.parametrize(
    ("line", "agency"),
    [("Associated Press", True), ("AFP/Getty Images", True), ("Ann Lee", False), ("AP says no", False)],
)
def test_an_agency_alone(line: str, agency: bool) -> None:
    assert is_agency(line) is agency
