"""Manners towards hosts, by a clock that is set by hand."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.errors import FetchError
from newsreader.ingest.fetch_hosts import DAY, Hosts, retry_after

NOW = datetime(2020, 2, 20, 12, tzinfo=UTC)


class Time:
    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds


def hosts(time: Time, pause: float = 2.0) -> Hosts:
    return Hosts(at_once=8, per_host=2, pause=pause, clock=lambda: time.now, sleep=time.sleep)


async def test_a_pause_between_two_requests_to_one_host_and_none_to_another() -> None:
    time = Time()
    polite = hosts(time)
    for name in ("a", "a", "b"):
        async with polite.turn(name, name):
            pass
    assert time.slept == [2.0]


async def test_a_short_peace_is_waited_for_and_a_long_one_is_an_error() -> None:
    time = Time()
    polite = hosts(time, pause=0.0)
    assert polite.busy("a", 5.0) == 5.0
    async with polite.turn("a", "a"):
        pass
    assert time.slept == [5.0]
    polite.busy("a", 500.0)
    with pytest.raises(FetchError, match="left alone") as raised:
        async with polite.turn("a", "a"):
            raise AssertionError
    assert raised.value.retry_after == pytest.approx(500.0)
    async with polite.turn("b", "b"):
        pass


def test_a_busy_host_is_left_alone_longer_and_longer_up_to_a_day() -> None:
    polite = hosts(Time())
    assert [polite.busy("a", None) for _ in range(3)] == [60, 120, 240]
    polite.well("a")
    assert polite.busy("a", None) == 60
    assert polite.busy("a", 1e9) == DAY
    for _ in range(5000):
        assert polite.busy("b", None) <= DAY


async def test_hosts_without_end_do_not_fill_the_memory() -> None:
    time = Time()
    polite = hosts(time, pause=0.0)
    for number in range(5000):
        async with polite.turn(str(number), ""):
            pass
    assert len(polite._hosts) <= 2000


async def test_a_request_that_fails_gives_its_turn_back() -> None:
    polite = hosts(Time(), pause=0.0)
    for _ in range(5):
        with pytest.raises(ValueError, match="x"):
            async with polite.turn("a", ""):
                raise ValueError("x")
    async with asyncio.timeout(1), polite.turn("a", ""):
        pass


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("99999999999999999999", DAY),
        ("Thu, 20 Feb 2020 12:01:00 GMT", 60),
        ("Thu, 20 Feb 2020 11:00:00 GMT", 0),
        ("Thu, 20 Feb 2099 11:00:00 GMT", DAY),
        ("-5", None),
        ("soon", None),
        ("", None),
        (None, None),
        ("\u0661\u0662", None),
    ],
)
def test_what_a_server_asks_for(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds


@given(st.text(max_size=40))
def test_anything_may_stand_there(value: str) -> None:
    seconds = retry_after(value, NOW)
    assert seconds is None or 0 <= seconds <= DAY
