from __future__ import annotations

import pytest

from newsreader.ingest.dateline import find_dateline, is_dateline

REST = "Talks on the strike began again on Monday."


@pytest.mark.parametrize(
    ("start", "dateline"),
    [
        ("GENEVA (Reuters) - ", "GENEVA (Reuters)"),
        ("LONDON, March 9 (Reuters) - ", "LONDON, March 9 (Reuters)"),
        ("LONDON, March 9 - ", "LONDON, March 9"),
        ("NEW YORK (AP) — ", "NEW YORK (AP)"),
        ("NEW DELHI: ", "NEW DELHI"),
        ("THE HAGUE, Netherlands (AP) — ", "THE HAGUE, Netherlands (AP)"),
        ("BUFFALO, N.Y. — ", "BUFFALO, N.Y."),
        ("COLUMBIA, S.C. (AP) — ", "COLUMBIA, S.C. (AP)"),
        ("BERLIN -- ", "BERLIN"),
        ("BERLIN—", "BERLIN"),
        ("ST. LOUIS — ", "ST. LOUIS"),
        ("SÃO PAULO — ", "SÃO PAULO"),
        ("TOKYO, Jan. 5 (Kyodo) -- ", "TOKYO, Jan. 5 (Kyodo)"),
        ("BEIJING, March 3 (Xinhua) -- ", "BEIJING, March 3 (Xinhua)"),
        ("MOSCOW, January 12. /TASS/. ", "MOSCOW, January 12. /TASS/"),
        ("Moscow, 3 March (Interfax) - ", "Moscow, 3 March (Interfax)"),
        ("New Delhi, Mar 5 (PTI) ", "New Delhi, Mar 5 (PTI)"),
        ("Paris (AFP) – ", "Paris (AFP)"),
        ("The Hague (dpa) - ", "The Hague (dpa)"),
        ("Geneva, 5 March 2020 – ", "Geneva, 5 March 2020"),
        ("Brussels, 12 March 2020 - ", "Brussels, 12 March 2020"),
        ("Washington, D.C. – ", "Washington, D.C."),
        ("WASHINGTON, D.C., March 5, 2020 /PRNewswire/ -- ", "WASHINGTON, D.C., March 5, 2020 /PRNewswire/"),
        ("NEW YORK/LONDON (Reuters) - ", "NEW YORK/LONDON (Reuters)"),
        ("GAZA CITY/JERUSALEM, May 4 (Reuters) - ", "GAZA CITY/JERUSALEM, May 4 (Reuters)"),
        ("KYIV, Ukraine — ", "KYIV, Ukraine"),
        ("Tbilisi, Georgia (CNN) — ", "Tbilisi, Georgia (CNN)"),
        ("(CNN) — ", "(CNN)"),
        ("(Reuters) - ", "(Reuters)"),
        ("March 9 (Reuters) - ", "March 9 (Reuters)"),
        ("LONDON (Thomson Reuters Foundation) - ", "LONDON (Thomson Reuters Foundation)"),
        ("MADRID, 5 (EFE).- ", "MADRID, 5 (EFE)"),
        ("Kathmandu, Jun. 12 -- ", "Kathmandu, Jun. 12"),
    ],
)
def test_datelines_of_the_agencies(start: str, dateline: str) -> None:
    assert find_dateline(start + REST) == dateline


@pytest.mark.parametrize(
    "line",
    [
        REST,
        "WATCH: " + REST,
        "UPDATE 1 - " + REST,
        "EXCLUSIVE: " + REST,
        "OPINION — " + REST,
        "NATO - " + REST,
        "U.S. - " + REST,
        "Q: What do you think about the plan of the government?",
        "Climate change — The world is getting warmer every year, they say.",
        "He said - and this is true - that nobody had asked him at all.",
        "Islamabad: " + REST,
        "Harbour — " + REST,
        "GENEVA (Reuters) -",
        "The LNA has also largely stopped the country’s oil production, after they seized fields.",
        "Ghassan Salame, Special Representative of the Secretary-General, informs the media in "
        "Geneva, 06 February 2020.",
        "A" * 100_000,
        "A-" * 50_000,
        "(" * 50_000,
    ],
)
def test_what_only_looks_like_one(line: str) -> None:
    assert find_dateline(line) is None


@pytest.mark.parametrize(
    ("line", "alone"),
    [
        ("GENEVA (Reuters)", True),
        ("LONDON, March 9", True),
        ("PARIS (AFP) -", True),
        ("GENEVA", False),
        ("By Ann Lee", False),
    ],
)
def test_a_dateline_on_a_line_of_its_own(line: str, alone: bool) -> None:
    assert is_dateline(line) is alone
