"""The search line: what it asks for, what is wrong with it, and days in the reader's zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.errors import UsageError
from newsreader.model.query import Edge, Query, State, Term, Where
from newsreader.services.searching import FIELDS, parse_query, to_line

NOW = datetime(2024, 3, 31, 3, 30, tzinfo=UTC)
NEW_YORK, KOLKATA, SAO_PAULO = ZoneInfo("America/New_York"), ZoneInfo("Asia/Kolkata"), ZoneInfo("America/Sao_Paulo")


def parse(line: str, zone: ZoneInfo = ZoneInfo("UTC"), now: datetime = NOW) -> Query:  # noqa: B008 - it is a value
    return parse_query(line, now, zone)


@pytest.mark.parametrize(
    ("line", "terms"),
    [
        ("harbour  talks", (Term("harbour"), Term("talks"))),
        ('"cease fire" -sport', (Term("cease fire", phrase=True), Term("sport", negated=True))),
        ('-"cease fire', (Term("cease fire", phrase=True, negated=True),)),
        ("by:Salame", (Term("Salame", Where.BY),)),
        ('-BY:"El  Alam" x', (Term("El Alam", Where.BY, phrase=True, negated=True), Term("x"))),
        ("about:a", (Term("a", Where.ABOUT),)),
        ("actor:b", (Term("b", Where.ACTOR),)),
        ("source:tide.invalid", (Term("tide.invalid", Where.SOURCE),)),
        ("feed:d", (Term("d", Where.FEED),)),
        ("tag:e", (Term("e", Where.TAG),)),
        ("text", (Term("text"),)),
        ("10:30", (Term("10:30"),)),
        ("Note: x", (Term("Note"), Term("x"))),
        ("https://tide.invalid/1", (Term("https://tide.invalid/1"),)),
        ('a"b', (Term('a"b'),)),
        ("Harbour & strike – now", (Term("Harbour"), Term("strike"), Term("now"))),
        ("+ harbour", (Term("harbour"),)),
        ('""', ()),
        ("", ()),
        ("東京", (Term("東京"),)),
    ],
)
def test_words(line: str, terms: tuple[Term, ...]) -> None:
    assert parse(line) == Query(terms)


def test_states_and_quotes() -> None:
    query = parse("is:unread -is:Starred is:unread has:quotes")
    assert query == Query(states=((State.UNREAD, True), (State.STARRED, False)), has_quotes=True)
    assert parse("-has:quotes").has_quotes is False


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("form:Tide", "there is no field 'form': "),
        ("form:Tide", "did you mean before:?"),
        ("sauce:Tide", "did you mean source:?"),
        ("qqq:Tide", "there are by:, about:, actor:, source:, feed:, tag:, is:, has:, after:, before:"),
        ("is:unred", "did you mean is:unread?"),
        ("is:blue", "there are is:unread, is:read"),
        ("has:pictures", "has: is followed by quotes"),
        ("by:", 'by:WORD or by:"SEVERAL WORDS"'),
        ("after:", "a date is 2020, 2020-03"),
        ("after:2020-13", "'2020-13' is no date: a date is"),
        ("after:2023-02-29", "is no date"),
        ("after:soon", "is no date"),
        ("after:0000", "is no date"),
        ("after:9999y", "is no date"),
        ("%", "no letter and no digit"),
        ("by:%", "no letter and no digit"),
        ("- x", "a minus stands right before"),
        ("x " * 501, "at most 1,000 characters"),
        ("x " * 65, "at most 64 parts"),
    ],
)
def test_what_cannot_be_meant_is_said_in_one_sentence(line: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse(line)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


# ------------------------------------------------------------------ days


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2020", date(2020, 1, 1)),
        ("2020-03", date(2020, 3, 1)),
        ("2020-3-7", date(2020, 3, 7)),
        ("today", date(2024, 3, 31)),
        ("Yesterday", date(2024, 3, 30)),
        ("3d", date(2024, 3, 28)),
        ("2w", date(2024, 3, 17)),
        ("1m", date(2024, 2, 29)),
        ("13m", date(2023, 2, 28)),
        ("1y", date(2023, 3, 31)),
    ],
)
def test_dates(words: str, day: date) -> None:
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    assert parse(f"after:{words}") == Query(after=Edge(moment, day))
    assert parse(f"before:{words}") == Query(before=Edge(moment, day))
    assert parse(f"-before:{words}") == parse(f"after:{words}")


@pytest.mark.parametrize(
    ("zone", "words", "moment"),
    [
        (NEW_YORK, "today", datetime(2024, 3, 30, 4, tzinfo=UTC)),
        (KOLKATA, "today", datetime(2024, 3, 30, 18, 30, tzinfo=UTC)),
        (NEW_YORK, "2024-03-10", datetime(2024, 3, 10, 5, tzinfo=UTC)),
        (NEW_YORK, "2024-03-11", datetime(2024, 3, 11, 4, tzinfo=UTC)),
        (NEW_YORK, "2024-11-03", datetime(2024, 11, 3, 4, tzinfo=UTC)),
        (NEW_YORK, "2024-11-04", datetime(2024, 11, 4, 5, tzinfo=UTC)),
        (SAO_PAULO, "2018-11-04", datetime(2018, 11, 4, 3, tzinfo=UTC)),
        (SAO_PAULO, "2018-02-18", datetime(2018, 2, 18, 3, tzinfo=UTC)),
        (KOLKATA, "2020-02-29", datetime(2020, 2, 28, 18, 30, tzinfo=UTC)),
    ],
)
def test_a_day_begins_when_it_begins_where_the_reader_is(zone: ZoneInfo, words: str, moment: datetime) -> None:
    edge = parse(f"after:{words}", zone).after
    assert edge is not None
    assert edge.moment == moment


def test_the_tighter_of_two_boundaries_holds() -> None:
    query = parse("after:2020 after:2021 before:2023 before:2022")
    assert query.after is not None
    assert query.before is not None
    assert (query.after.day.year, query.before.day.year) == (2021, 2022)


@given(st.dates(date(1970, 1, 2), date(2100, 1, 1)), st.sampled_from([NEW_YORK, KOLKATA, SAO_PAULO]))
def test_after_and_before_one_day_divide_all_moments(day: date, zone: ZoneInfo) -> None:
    after, before = parse(f"after:{day}", zone).after, parse(f"before:{day}", zone).before
    assert after == before
    assert after is not None
    assert after.moment.astimezone(zone).date() == day
    assert (after.moment - timedelta(seconds=1)).astimezone(zone).date() < day


# ------------------------------------------------------------------ and back

parts = st.one_of(
    st.text(max_size=8),
    st.builds(
        "{}{}:{}".format,
        st.sampled_from(["", "-"]),
        st.sampled_from(FIELDS),
        st.sampled_from(["x", '"a b"', "unread", "quotes", "2020-03", "3d", "today", '"c']),
    ),
)


@given(st.lists(parts, max_size=6).map(" ".join))
def test_a_line_that_is_understood_comes_back(line: str) -> None:
    try:
        query = parse(line, NEW_YORK)
    except UsageError:
        return
    assert parse(to_line(query), NEW_YORK) == query


def test_any_query_is_asked_for_by_its_line() -> None:
    query = Query((Term("-a"), Term("by:b"), Term("two words", Where.TAG)), states=((State.NEW, False),))
    assert to_line(query) == '"-a" "by:b" tag:"two words" -is:new'
