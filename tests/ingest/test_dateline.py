from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.ingest.dateline import find_dateline, is_dateline

REST = "Talks on the strike began again on Monday, officials said."

AS_AGENCIES_WRITE = [
    ("GENEVA (Reuters) - ", "GENEVA (Reuters)"),
    ("LONDON, March 9 (Reuters) - ", "LONDON, March 9 (Reuters)"),
    ("LONDON, March 9 - ", "LONDON, March 9"),
    ("SALVADOR, Feb 26 - ", "SALVADOR, Feb 26"),
    ("ST. PAUL, MINN., Feb 26 - ", "ST. PAUL, MINN., Feb 26"),
    ("N.Y., April 1 - ", "N.Y., April 1"),
    ("NEW YORK (AP) — ", "NEW YORK (AP)"),
    ("NEW DELHI: ", "NEW DELHI"),
    ("ISLAMABAD: ", "ISLAMABAD"),
    ("THE HAGUE, Netherlands (AP) — ", "THE HAGUE, Netherlands (AP)"),
    ("BUFFALO, N.Y. — ", "BUFFALO, N.Y."),
    ("COLUMBIA, S.C. (AP) — ", "COLUMBIA, S.C. (AP)"),
    ("BERLIN -- ", "BERLIN"),
    ("BERLIN—", "BERLIN"),
    ("ST. LOUIS — ", "ST. LOUIS"),
    ("SÃO PAULO — ", "SÃO PAULO"),
    ("RIO DE JANEIRO (AP) — ", "RIO DE JANEIRO (AP)"),
    ("RIO de JANEIRO, March 3 (Xinhua) -- ", "RIO de JANEIRO, March 3 (Xinhua)"),
    ("DEIR al-ZOR, Syria (Reuters) - ", "DEIR al-ZOR, Syria (Reuters)"),
    ("SHARM el-SHEIKH, Egypt (AP) — ", "SHARM el-SHEIKH, Egypt (AP)"),
    ("AL-QAIM, Iraq — ", "AL-QAIM, Iraq"),
    ("PORT-AU-PRINCE, Haiti — ", "PORT-AU-PRINCE, Haiti"),
    ("McALLEN, Texas (AP) — ", "McALLEN, Texas (AP)"),
    ("WINSTON-SALEM, N.C. — ", "WINSTON-SALEM, N.C."),
    ("L’AQUILA, Italy — ", "L’AQUILA, Italy"),
    ("N’DJAMENA — ", "N’DJAMENA"),
    ("KYIV, Ukraine — ", "KYIV, Ukraine"),
    ("TOKYO, Jan. 5 (Kyodo) -- ", "TOKYO, Jan. 5 (Kyodo)"),
    ("TOKYO, Jan. 5, Kyodo — ", "TOKYO, Jan. 5, Kyodo"),
    ("BEIJING, March 3 (Xinhua) -- ", "BEIJING, March 3 (Xinhua)"),
    ("BEIJING/NAIROBI, March 3 (Xinhua) -- ", "BEIJING/NAIROBI, March 3 (Xinhua)"),
    ("MOSCOW, January 12. /TASS/. ", "MOSCOW, January 12. /TASS/"),
    ("MOSCOW, March 3 (RIA Novosti) – ", "MOSCOW, March 3 (RIA Novosti)"),
    ("MOSCOW (Sputnik) — ", "MOSCOW (Sputnik)"),
    ("MOSCOW. March 3 (Interfax) - ", "MOSCOW. March 3 (Interfax)"),
    ("Moscow, 3 March (Interfax) - ", "Moscow, 3 March (Interfax)"),
    ("New Delhi, Mar 5 (PTI) ", "New Delhi, Mar 5 (PTI)"),
    ("New Delhi [India], March 5 (ANI): ", "New Delhi [India], March 5 (ANI)"),
    ("New Delhi, March 5 (IANS) ", "New Delhi, March 5 (IANS)"),
    ("ISTANBUL (AA) - ", "ISTANBUL (AA)"),
    ("ANKARA (Anadolu) – ", "ANKARA (Anadolu)"),
    ("SEOUL, March 3 (Yonhap) -- ", "SEOUL, March 3 (Yonhap)"),
    ("WASHINGTON, March 3 (UPI) -- ", "WASHINGTON, March 3 (UPI)"),
    ("March 3 (UPI) -- ", "March 3 (UPI)"),
    ("March 9 (Reuters) - ", "March 9 (Reuters)"),
    ("Paris (AFP) – ", "Paris (AFP)"),
    ("Paris, March 3, 2020 (AFP) - ", "Paris, March 3, 2020 (AFP)"),
    ("PARIS, France (AFP) — ", "PARIS, France (AFP)"),
    ("The Hague (dpa) - ", "The Hague (dpa)"),
    ("Berlin/Paris (dpa) - ", "Berlin/Paris (dpa)"),
    ("Geneva, 5 March 2020 – ", "Geneva, 5 March 2020"),
    ("GENEVA (5 March 2020) – ", "GENEVA (5 March 2020)"),
    ("Geneva / New York, 5 March 2020 – ", "Geneva / New York, 5 March 2020"),
    ("Brussels, 12 March 2020 - ", "Brussels, 12 March 2020"),
    ("(Beirut) – ", "(Beirut)"),
    ("(New York, March 3, 2020) – ", "(New York, March 3, 2020)"),
    ("Washington, D.C. – ", "Washington, D.C."),
    ("WASHINGTON D.C., March 5 – ", "WASHINGTON D.C., March 5"),
    ("WASHINGTON, D.C., March 5, 2020 /PRNewswire/ -- ", "WASHINGTON, D.C., March 5, 2020 /PRNewswire/"),
    ("NEW YORK, March 05, 2020 (GLOBE NEWSWIRE) -- ", "NEW YORK, March 05, 2020 (GLOBE NEWSWIRE)"),
    ("SAN FRANCISCO--(BUSINESS WIRE)--", "SAN FRANCISCO--(BUSINESS WIRE)"),
    ("NEW YORK/LONDON (Reuters) - ", "NEW YORK/LONDON (Reuters)"),
    ("GAZA CITY/JERUSALEM, May 4 (Reuters) - ", "GAZA CITY/JERUSALEM, May 4 (Reuters)"),
    ("LONDON and PARIS — ", "LONDON and PARIS"),
    ("Tbilisi, Georgia (CNN) — ", "Tbilisi, Georgia (CNN)"),
    ("Washington (CNN)", "Washington (CNN)"),
    ("London (CNN Business) — ", "London (CNN Business)"),
    ("LONDON (Thomson Reuters Foundation) - ", "LONDON (Thomson Reuters Foundation)"),
    ("MADRID, 5 (EFE).- ", "MADRID, 5 (EFE)"),
    ("Madrid, 3 Mar (EFE).- ", "Madrid, 3 Mar (EFE)"),
    ("Lisbon, March 3, 2020 (Lusa) – ", "Lisbon, March 3, 2020 (Lusa)"),
    ("Kathmandu, Jun. 12 -- ", "Kathmandu, Jun. 12"),
    ("(ANSA) - ROME, MAR 3 - ", "(ANSA) - ROME, MAR 3"),
    ("Tehran, March 3, IRNA – ", "Tehran, March 3, IRNA"),
    ("Tehran, IRNA – ", "Tehran, IRNA"),
    ("Riyadh, March 3, 2020, SPA -- ", "Riyadh, March 3, 2020, SPA"),
    ("ABU DHABI, 3rd March, 2020 (WAM) -- ", "ABU DHABI, 3rd March, 2020 (WAM)"),
    ("KUALA LUMPUR, March 3 (Bernama) -- ", "KUALA LUMPUR, March 3 (Bernama)"),
    ("KUWAIT, March 3 (KUNA) -- ", "KUWAIT, March 3 (KUNA)"),
    ("NAIROBI, 3 March 2010 (IRIN) - ", "NAIROBI, 3 March 2010 (IRIN)"),
    ("BANGUI 3 March 2014 (IRIN) - ", "BANGUI 3 March 2014 (IRIN)"),
    ("JOHANNESBURG, 3 March (IRIN) - ", "JOHANNESBURG, 3 March (IRIN)"),
    ("VATICAN CITY (CNS) -- ", "VATICAN CITY (CNS)"),
    ("JERUSALEM (JTA) — ", "JERUSALEM (JTA)"),
    ("Tampa, Florida – ", "Tampa, Florida"),
    ("Greenbelt, Maryland – ", "Greenbelt, Maryland"),
    ("Fort Myers, FL – ", "Fort Myers, FL"),
    ("Doha, Qatar - ", "Doha, Qatar"),
    ("NEWARK, N.J. – ", "NEWARK, N.J."),
    ("HARRISBURG – ", "HARRISBURG"),
    ("SAN DIEGO – ", "SAN DIEGO"),
    ("JOINT BASE ANDREWS, Md. (AP) — ", "JOINT BASE ANDREWS, Md. (AP)"),
    ("ABOARD AIR FORCE ONE (AP) — ", "ABOARD AIR FORCE ONE (AP)"),
    ("UNITED NATIONS (AP) — ", "UNITED NATIONS (AP)"),
    ("UNITED NATIONS, March 3 — ", "UNITED NATIONS, March 3"),
    ("London, Monday, March 3 — ", "London, Monday, March 3"),
    ("LONDON, 03/03/2020 – ", "LONDON, 03/03/2020"),
    ("TAIPEI (CNA) — ", "TAIPEI (CNA)"),
    ("Hanoi (VNA) – ", "Hanoi (VNA)"),
    ("KARACHI, March 3: ", "KARACHI, March 3"),
    ("LONDON - ", "LONDON"),
    ("SPRINGFIELD, Ill. -- ", "SPRINGFIELD, Ill."),
    ("WASHINGTON (AP) - ", "WASHINGTON (AP)"),
    ("ATHENS, Ohio – ", "ATHENS, Ohio"),
    ("DUBAI, United Arab Emirates (AP) — ", "DUBAI, United Arab Emirates (AP)"),
    ("SARAJEVO, Bosnia-Herzegovina (AP) — ", "SARAJEVO, Bosnia-Herzegovina (AP)"),
    ("OUTSIDE RAQQA, Syria (Reuters) - ", "OUTSIDE RAQQA, Syria (Reuters)"),
    ("KABUL: ", "KABUL"),
    ("PARIS, MARCH 3 - ", "PARIS, MARCH 3"),
]
"""What stands before the story, and its dateline."""

NO_DATELINES = [
    "WATCH: ",
    "UPDATE 1 - ",
    "EXCLUSIVE: ",
    "OPINION — ",
    "NATO - ",
    "U.S. - ",
    "COVID-19 — ",
    "BREAKING - ",
    "BREAKING NEWS — ",
    "JUST IN: ",
    "LIVE: ",
    "FACT CHECK — ",
    "FIRST ON CNN — ",
    "READ MORE: ",
    "MONDAY — ",
    "JANUARY 5 — ",
    "IT'S OFFICIAL - ",
    "STEP 1 – ",
    "TOP STORY: ",
    "FBI — ",
    "UNESCO — ",
    "MUIR: ",
    "JOHN SMITH: ",
    "JOHN SMITH — ",
    "THE PRESIDENT: ",
    "SMITH: ",
    "MR. SMITH: ",
    "Q: ",
    "A: ",
    "Islamabad: ",
    "Harbour — ",
    "Climate change — ",
    "John Smith — ",
    "John Smith, Mayor — ",
    "Smith, John - ",
    "John Smith, Labour – ",
    "WHO (World Health Organization) — ",
    "NATO (North Atlantic Treaty Organization) - ",
    "ACLU (American Civil Liberties Union) — ",
    "JOHN SMITH (Labour) - ",
    "Jane Doe (D-Calif.) — ",
    "Monday, March 5 – ",
    "Update, March 5 - ",
    "10:30 GMT - ",
    "10.30am – ",
    "12:05 p.m. — ",
    "Day 1 – ",
    "DAY ONE – ",
    "Part 2 — ",
    "1. ",
    "(1) ",
    "5 March 2020 – ",
    "March 5 — ",
    "March 5, 2020 - ",
    "A – ",
    "I — ",
    "USA TODAY — ",
    "UPDATED (March 3): ",
    "UPDATE, March 3 – ",
    "CORRECTION, March 3: ",
    "LETTER TO THE EDITOR — ",
    "BEST PICTURE — ",
    "Best Picture — ",
    "GOOD NEWS — ",
    "HOUSE BILL 12 - ",
    "NBA: ",
    "TOKYO 2020 — ",
    "Tokyo 2020 – ",
    "Brexit - ",
    "BREXIT — ",
    "Reuters - ",
    "REUTERS — ",
    "AP — ",
    "(AP Photo) ",
    "(Photo: AFP) ",
    "AFP/BO EK — ",
    "Getty Images — ",
    "“We won” — ",
    "- ",
    "– ",
    "* ",
    "Apple Inc. – ",
    "Apple, Inc. — ",
    "AT&T — ",
    "Mr. Smith – ",
    "U.S. Rep. Ann Lee – ",
    "WASHINGTON POST: ",
    "Sen. Ann Lee, R-Texas, – ",
    "Toronto Star – ",
    "New York Times – ",
    "Chapter 3 — ",
    "CHAPTER THREE — ",
    "The City of Paris – ",
    "Paris Saint-Germain — ",
    "Manchester United 2-1 Arsenal - ",
    "ARSENAL 2-1 CHELSEA - ",
    "SUSPECT ARRESTED - ",
    "POLICE: ",
    "ITEM 4: ",
    "NOTE (March 3): ",
    "NYSE: AAPL - ",
    "SOURCE: Acme — ",
    "Contact: Ann Lee, London — ",
    "WARNING (Spoilers) — ",
    "ALERT (AMBER) — ",
    "STOCKS (Dow) — ",
    "ELECTION 2020 — ",
    "P.S. — ",
    "PS – ",
    "(CNN) — ",
    "(Reuters) - ",
]
"""Starts of sentences, headings and lists that look like datelines."""


@pytest.mark.parametrize(("start", "dateline"), AS_AGENCIES_WRITE)
def test_datelines_of_the_agencies(start: str, dateline: str) -> None:
    assert find_dateline(start + REST) == dateline


def test_there_are_cases_enough() -> None:
    assert len({start for start, _ in AS_AGENCIES_WRITE}) >= 60
    assert len(set(NO_DATELINES)) >= 60


@pytest.mark.parametrize("start", NO_DATELINES)
def test_what_only_looks_like_one(start: str) -> None:
    assert find_dateline(start + REST) is None


@pytest.mark.parametrize(
    "line",
    [
        REST,
        "WASHINGTON -- that was the word on everybody's lips for the whole of the week.",
        "PARIS - CITY OF LIGHT AND OF MANY OTHER THINGS",
        "ROME — PARIS — LONDON",
        "LONDON - Big Ben and the eye",
        "PARIS – the city of light – is closed.",
        "Paris — the city of light — is closed for all who want to come to it in May.",
        "London – Paris – Rome – three cities, one story about the trains that bind them all.",
        "Climate change — The world is getting warmer every year, they say.",
        "He said - and this is true - that nobody had asked him at all.",
        "GENEVA (Reuters) -",
        "Q: What do you think about the plan of the government?",
        "Washington and London have agreed — after long talks — on a plan for the harbour.",
        "Washington, which has agreed, said on March 5 - the day of the talks - that it would.",
        "London (and Paris) — two cities with a lot of people in them, each with a tower.",
        "Berlin, March and April - months of rain and wind for all who live there, they say.",
        "In London, March 9 - a Monday - was quiet, and nobody was on the streets of the city.",
        "Mexico - Brazil: the match of the day was played before a crowd of many thousands.",
        "The LNA has also largely stopped the country’s oil production, after they seized fields.",
        "Ghassan Salame, Special Representative, informs the media in Geneva, 06 February 2020.",
        "NEW YORK TIMES BESTSELLERS - THE LIST",
        "Georgia, Florida - two states with a long common border and much else in common, too - agreed.",
    ],
)
def test_sentences_that_are_none(line: str) -> None:
    assert find_dateline(line) is None


@pytest.mark.parametrize(
    ("line", "alone"),
    [
        ("GENEVA (Reuters)", True),
        ("LONDON, March 9", True),
        ("PARIS (AFP) -", True),
        ("BERLIN (dpa) –", True),
        ("Geneva, 5 March 2020", True),
        ("GENEVA", False),
        ("By Ann Lee", False),
        ("Ann Lee (AP)", False),
        ("Ann Lee, AP", False),
        ("Ann Lee, March 9", False),
        ("AP Photo", False),
        ("Reuters, March 9", False),
        ("MONDAY, March 9", False),
        ("UPDATE, March 9", False),
        ("Posted March 9", False),
        ("May 5, 2014", False),
        ("", False),
    ],
)
def test_a_dateline_on_a_line_of_its_own(line: str, alone: bool) -> None:
    assert is_dateline(line) is alone


@pytest.mark.parametrize(
    "piece", ["A", "A-", "(", "A/", "AB ", "Ab ", "AB, ", "(A", "1 May ", "AB (", "Ab and ", "[a", "AB--", "/A "]
)
def test_no_line_takes_long(piece: str) -> None:
    began = time.process_time()
    for _ in range(50):
        find_dateline(piece * 50_000)
        is_dateline(piece * 20)
    assert time.process_time() - began < 5


@given(st.text(alphabet="AB ab,.-–—()[]/:19 \n\tÉ", max_size=120))
@settings(deadline=None)
def test_it_is_the_beginning_of_the_line(line: str) -> None:
    found = find_dateline(line)
    assert found is None or line.lstrip("* \t").startswith(found)
