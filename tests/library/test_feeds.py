"""The feeds that are followed, and rounds of fetching."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.errors import LibraryError
from newsreader.library import Library, Subscribed, addresses, rounds
from newsreader.model.feeds import FeedState, Subscription, Validators
from newsreader.model.query import Query, State
from tests.library.documents import document
from tests.library.test_articles import spoil

NOW = datetime(2024, 6, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
TIDE = Subscription("https://tide.invalid/feed", "Tide", ("World",), ("daily",), "https://tide.invalid/", True)


def key_of(library: Library, subscription: Subscription = TIDE) -> int:
    return library.subscribe([subscription])[0].key


def state(library: Library, key: int) -> FeedState:
    found = library.feed(key)
    assert found is not None
    return found


def test_an_address_is_followed_once_and_tags_are_added(library: Library) -> None:
    twice = library.subscribe(
        [TIDE, Subscription("HTTPS://Tide.invalid:443/feed#x", "Another", ("Elsewhere",), ("daily", "sea"))]
    )
    assert [(each.key, each.new) for each in twice] == [(1, True), (1, False)]
    assert [feed.subscription for feed in library.feeds()] == [
        Subscription(TIDE.url, "Tide", ("World",), ("daily", "sea"), "https://tide.invalid/", True)
    ]


@pytest.mark.parametrize("url", ["", "\u200b", "https://tide.invalid/" + "x" * 2000])
def test_what_can_be_no_address_is_refused(library: Library, url: str) -> None:
    with pytest.raises(LibraryError):
        library.subscribe([Subscription(url)])
    assert library.feeds() == []


def test_feeds_stand_in_the_order_of_folders_and_titles(library: Library) -> None:
    for url, title, folder in [
        ("a", "Zebra", ()),
        ("b", "éclair", ("World",)),
        ("c", "Alpha", ("World",)),
        ("d", None, ()),
    ]:
        key_of(library, Subscription(f"https://{url}.invalid/", title, folder))
    library.note_fetched(4, Validators(), NOW, NOW + HOUR, title="Own title")
    assert [feed.subscription.title for feed in library.feeds()] == ["Own title", "Zebra", "Alpha", "éclair"]


def test_a_feed_is_found_by_number_address_and_title(library: Library) -> None:
    key = key_of(library)
    other = key_of(library, Subscription("https://other.invalid/none.xml"))
    for words in ("1", TIDE.url, "tide", "TID"):
        assert [feed.key for feed in library.find_feeds(words)] == [key], words
    assert [feed.key for feed in library.find_feeds("none")] == [other]
    assert library.find_feeds("") == library.find_feeds("nobody") == []


def test_what_is_followed_no_longer_leaves_its_articles(library: Library) -> None:
    key = key_of(library)
    article = library.save_many([document()], key)[0].key
    assert (state(library, key).articles, state(library, key).unread) == (1, 1)
    library.unsubscribe([key])
    assert library.feeds() == []
    assert library.header(article) is not None
    assert library.feeds_of(article) == []
    assert key_of(library) != key


def test_a_choice_is_changed_and_an_address_belongs_to_one(library: Library) -> None:
    key, other = key_of(library), key_of(library, Subscription("https://other.invalid/"))
    library.change_feed(key, Subscription("https://tide.invalid/new", None, ("A", "B")))
    assert state(library, key).subscription == Subscription("https://tide.invalid/new", None, ("A", "B"))
    with pytest.raises(LibraryError, match="feed 1 has that address already"):
        library.change_feed(other, Subscription("https://tide.invalid/new"))


def test_the_address_that_was_subscribed_is_kept_when_a_feed_moves(library: Library) -> None:
    key = key_of(library)
    assert state(library, key).asked == ""
    for url in ("https://tide.invalid/new", "https://tide.invalid/newer"):
        library.note_moved(key, url)
        assert (state(library, key).subscription.url, state(library, key).asked) == (url, TIDE.url)
    assert [each.asked for each in library.feeds_bare()] == [TIDE.url]
    assert library.subscribe([TIDE])[0] == Subscribed(key, False)
    assert [feed.key for feed in library.find_feeds(TIDE.url)] == [key]
    assert state(library, key).subscription.url == "https://tide.invalid/newer"
    library.change_feed(key, replace(TIDE, url="https://tide.invalid/own"))
    assert state(library, key).asked == ""


def test_a_feed_that_moved_where_another_is_leaves_the_address_that_was_asked_for(library: Library) -> None:
    key, other = key_of(library), key_of(library, Subscription("https://other.invalid/"))
    library.note_moved(key, "https://other.invalid/")
    assert (state(library, other).asked, library.subscribe([TIDE])) == (TIDE.url, [Subscribed(other, False)])


# ------------------------------------------------------------------ rounds


def claimed(library: Library, now: datetime, **more: object) -> list[int]:
    return [feed.key for feed in library.claim_feeds(now, **more)]  # type: ignore[arg-type]


def test_a_feed_is_claimed_by_one_and_for_ten_minutes(library: Library, path: Path) -> None:
    key = key_of(library)
    cron = Library.open(path)
    assert claimed(cron, NOW) == [key]
    assert claimed(library, NOW, force=True) == []
    assert claimed(library, NOW + rounds.CLAIM, force=True) == [key]
    library.release([key])
    assert claimed(cron, NOW) == [key]
    cron.close()


def test_a_claim_may_be_short_and_renewed(library: Library) -> None:
    key = key_of(library)
    minute = timedelta(minutes=1)
    assert claimed(library, NOW, seconds=60) == [key]
    library.renew_claims(NOW + minute / 2, [key], seconds=60)
    assert claimed(library, NOW + minute) == []
    assert claimed(library, NOW + 2 * minute, seconds=1e9) == [key]
    assert claimed(library, NOW + 2 * minute + rounds.CLAIM) == [key]
    library.release([key])
    library.renew_claims(NOW, [key], seconds=60)
    assert claimed(library, NOW) == [key]


def test_those_that_are_due_come_first_and_gone_ones_when_they_are_asked_for(library: Library) -> None:
    never, late, later, gone = (key_of(library, Subscription(f"https://{each}.invalid/")) for each in "abcd")
    library.note_fetched(late, Validators(), NOW, NOW + HOUR)
    library.note_fetched(later, Validators(), NOW, NOW + 2 * HOUR)
    library.note_gone(gone, NOW)
    assert state(library, gone).gone
    assert claimed(library, NOW, most=1) == [never]
    library.release([never])
    assert claimed(library, NOW) == [never]
    library.release([never])
    assert claimed(library, NOW + 3 * HOUR) == [never, late, later]
    library.release([never, late, later])
    assert claimed(library, NOW, keys=[gone, later]) == []
    assert claimed(library, NOW, keys=[gone, later], force=True) == [gone, later]


def test_a_clock_that_was_wrong_stops_no_feed(library: Library) -> None:
    key = key_of(library)
    ahead = NOW + timedelta(days=3650)
    assert claimed(library, ahead) == [key]
    assert claimed(library, NOW) == [key]
    library.note_fetched(key, Validators(), ahead, ahead + HOUR)
    assert claimed(library, NOW) == [key]


def test_a_second_round_joins_the_one_that_is_under_way(library: Library, path: Path) -> None:
    key, other = key_of(library), key_of(library, Subscription("https://other.invalid/"))
    cron = Library.open(path)
    first = library.begin_round(NOW)
    claimed(library, NOW, keys=[key])
    began = library.begin_round(NOW)
    new = Query(states=((State.NEW, True),))
    one = library.save_many([document("1", "One.", uri="https://tide.invalid/1", title="One")], key)[0].key
    assert cron.begin_round(NOW) == began
    claimed(cron, NOW, keys=[other])
    two = cron.save_many([document("2", "Two.", uri="https://tide.invalid/2", title="Two")], other)[0].key
    assert sorted(library.search(new)) == [one, two]
    library.release([key, other])
    assert cron.begin_round(NOW) == began + 1 > first
    cron.close()


def test_how_it_went_is_told(library: Library) -> None:
    key = key_of(library, Subscription("https://tide.invalid/feed"))
    library.note_failed(key, "no such\nhost \x1b[31m", NOW, NOW + HOUR)
    library.note_failed(key, "timed out", NOW + HOUR, NOW + 3 * HOUR)
    told = state(library, key)
    assert (told.failures, told.failing_since, told.fault, told.checked) == (2, NOW, "timed out", NOW + HOUR)
    library.note_fetched(
        key, Validators("e", "m", "d"), NOW, NOW + HOUR, title=" The  Tide ", site="https://t.invalid", new=2
    )
    told = state(library, key)
    assert (told.failures, told.failing_since, told.fault, told.gone) == (0, None, None, False)
    assert (told.validators, told.arrived, told.due) == (Validators("e", "m", "d"), NOW, NOW + HOUR)
    assert (told.subscription.title, told.subscription.site) == ("The Tide", "https://t.invalid")
    library.note_fetched(key, Validators(), NOW + HOUR, NOW + 2 * HOUR)
    assert state(library, key).arrived == NOW
    assert state(library, key).subscription.title == "The Tide"


def test_a_feed_that_moved_where_another_is_becomes_that(library: Library) -> None:
    key, other = key_of(library), key_of(library, Subscription("https://other.invalid/", tags=("sea",)))
    one = library.save_many([document("1", "One.", uri="https://tide.invalid/1")], key)[0].key
    both = library.save_many([document("2", "Two.", uri="https://tide.invalid/2")], key)[0].key
    library.save_many([document("2", "Two.", uri="https://tide.invalid/2")], other)
    assert library.note_moved(key, "https://tide.invalid/new") == key
    assert state(library, key).subscription.url == "https://tide.invalid/new"
    assert library.note_moved(key, "https://other.invalid") == other
    assert library.feed(key) is None
    assert (library.feeds_of(one), library.feeds_of(both)) == ([other], [other])
    merged = state(library, other).subscription
    assert (merged.title, merged.tags, merged.folder) == ("Tide", ("sea", "daily"), ("World",))
    assert library.check() == []


@pytest.mark.parametrize(
    "column", ["folder = '{'", "folder = '7'", "checked = 'x'", "due = 9e18", "tags = '[1]'", "url = x'00'"]
)
def test_a_feed_that_cannot_be_read_is_one_clean_error(library: Library, path: Path, column: str) -> None:
    key_of(library)
    spoil(path, "UPDATE feeds SET " + column)  # noqa: S608 - one of those above
    with pytest.raises(LibraryError, match="feed 1 cannot be read"):
        library.feeds()


# ------------------------------------------------------------------ addresses


@pytest.mark.parametrize(
    ("uri", "address"),
    [
        ("https://a.invalid/x", "https://a.invalid/x"),
        ("https://A.Invalid:443/x/", "https://a.invalid/x"),
        ("http://a.invalid:80/x?utm_source=y#z", "http://a.invalid/x"),
        ("http://a.invalid:8080/x?id=1&fbclid=2", "http://a.invalid:8080/x?id=1"),
        ("https://a.invalid/x?ID=1&b", "https://a.invalid/x?ID=1&b"),
        ("https://a.invalid/X%20y", "https://a.invalid/X%20y"),
        ("https://a.invalid/", None),
        ("https://a.invalid", None),
        ("https://a.invalid/?p=7", "https://a.invalid?p=7"),
        ("https://[::1]:443/x", "https://[::1]/x"),
        ("https://a.invalid:99999/x", None),
        ("https://[/x", None),
        ("ftp://a.invalid/x", None),
        ("/news/a.txt", None),
        ("-", None),
        ("https://a.invalid/" + "x" * 3000, None),
    ],
)
def test_addresses_of_articles(uri: str, address: str | None) -> None:
    assert addresses.article_address(uri)[0] == address


@given(st.text(max_size=60))
def test_an_address_of_an_address_is_itself(text: str) -> None:
    for uri in (text, f"https://{text}", f"https://a.invalid/{text}"):
        address, _ = addresses.article_address(uri)
        if address is not None:
            assert addresses.article_address(address)[0] == address
        feed = addresses.feed_address(uri)
        assert addresses.feed_address(feed) == feed
