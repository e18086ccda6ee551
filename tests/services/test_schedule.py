"""When a feed is asked for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from newsreader.model.feeds import FeedState, Subscription
from newsreader.services.schedule import in_turn, is_due, must_wait, next_due, waits

NOW = datetime(2020, 2, 20, tzinfo=UTC)


@given(st.integers(5, 10_080), st.integers(0, 10**9), st.none() | st.floats(0, 1e12))
def test_a_feed_is_asked_for_again_within_a_day_or_its_usual_time(
    every: int, failures: int, retry: float | None
) -> None:
    pause = next_due(NOW, every, failures, retry) - NOW
    assert timedelta(minutes=every) <= pause <= max(timedelta(days=1), timedelta(minutes=every))


def test_what_is_due() -> None:
    def feed(**fields: object) -> FeedState:
        return FeedState(1, Subscription("https://a/"), **fields)  # type: ignore[arg-type]

    assert is_due(feed(), NOW)
    assert is_due(feed(due=NOW), NOW)
    assert not is_due(feed(due=NOW + timedelta(hours=20)), NOW)
    assert is_due(feed(due=NOW + timedelta(days=3)), NOW)
    assert is_due(feed(due=NOW + timedelta(hours=20), checked=NOW + timedelta(hours=19)), NOW)
    assert not is_due(feed(gone=True), NOW)


@given(st.lists(st.sampled_from("abc")))
def test_the_feeds_of_one_host_stand_apart(hosts: list[str]) -> None:
    feeds = [FeedState(key, Subscription(f"https://{host}/{key}")) for key, host in enumerate(hosts)]
    turned = in_turn(feeds)
    assert sorted(feed.key for feed in turned) == [feed.key for feed in feeds]
    assert len({feed.subscription.url[8] for feed in turned[: len(set(hosts))]}) == len(set(hosts))


def test_what_waits() -> None:
    def feed(**fields: object) -> FeedState:
        return FeedState(1, Subscription("https://a/"), checked=NOW, **fields)  # type: ignore[arg-type]

    hours = timedelta(hours=20)
    assert not waits(feed(due=NOW + timedelta(minutes=30)), NOW, 30)
    assert waits(feed(due=NOW + hours), NOW, 30)
    assert not waits(feed(due=NOW + hours), NOW, 20 * 60)
    assert waits(feed(due=NOW + timedelta(minutes=30), failures=1), NOW, 30)
    assert not waits(feed(due=NOW, failures=1), NOW, 30)
    assert not waits(feed(due=NOW + timedelta(days=9), failures=1), NOW, 30)
    assert must_wait(feed(due=NOW + hours, failures=1, fault="its server is too busy (503)"), NOW)
    assert not must_wait(feed(due=NOW + hours, failures=1, fault="its server fails (500)"), NOW)
    assert not must_wait(feed(due=NOW, failures=1, fault="its server is too busy (503)"), NOW)
