"""Articles of which the full text is wanted: kept until it is had or given up."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsreader.library import Library, wants
from newsreader.model.feeds import Subscription
from tests.library.documents import document
from tests.library.test_articles import spoil

NOW = datetime(2024, 6, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def feed(library: Library) -> int:
    return library.subscribe([Subscription("https://tide.invalid/a.xml")])[0].key


def teasers(library: Library, feed: int, count: int) -> list[int]:
    given = [
        document(str(day), f"Teaser {day}.", uri=f"https://tide.invalid/{day}", title=f"News {day}", day=day)
        for day in range(1, count + 1)
    ]
    return [each.key for each in library.save_many(given, feed)]


def due(library: Library, feed: int, now: datetime = NOW, most: int = 10) -> list[int]:
    return [key for key, _ in library.wanted_texts(feed, now, most)]


def test_what_is_wanted_is_kept_until_it_is_had(library: Library, path: Path, feed: int) -> None:
    one, two, three = teasers(library, feed, 3)
    library.want_texts([one, two, three, 99])
    other = Library.open(path)
    assert due(other, feed) == [three, two, one]
    assert due(other, feed, most=2) == [three, two]
    assert other.wanted_texts(feed, NOW, 1)[0][1].title == "News 3"
    assert due(other, feed + 1) == []
    other.close()
    page = document("page", "The whole of it. " * 20)
    assert library.fill_out(three, page).changed
    assert not library.fill_out(two, replace(page, text="None.")).changed
    assert due(library, feed) == [one]


def test_what_was_tried_waits_and_is_given_up_in_the_end(library: Library, feed: int) -> None:
    one, two = teasers(library, feed, 2)
    library.want_texts([one, two])
    library.text_tried(one, NOW + HOUR)
    library.text_tried(two, None)
    library.want_texts([one])
    assert (due(library, feed), due(library, feed, NOW + HOUR)) == ([], [one])
    for _ in range(wants.MOST_TRIES - 1):
        assert due(library, feed, NOW + HOUR) == [one]
        library.text_tried(one, NOW + HOUR)
    assert due(library, feed, NOW + HOUR) == []


def test_teasers_are_wanted_with_the_storing_itself(library: Library, feed: int) -> None:
    given = [document("1", "Short."), document("2", "Long. " * 50, uri="https://tide.invalid/2")]
    for _ in range(2):
        saved = library.save_many(given, feed, is_teaser=lambda each: len(each.text) < 50)
        assert due(library, feed) == [saved[0].key]
    library.text_tried(saved[0].key, None)
    library.save_many(given, feed, is_teaser=lambda _: True)
    assert due(library, feed) == []


def test_an_article_that_is_let_go_is_wanted_no_longer(library: Library, feed: int) -> None:
    (key,) = teasers(library, feed, 1)
    library.want_texts([key])
    assert library.sweep(None, 0, NOW) == 1
    assert due(library, feed) == []
    filled = library.fill_out(key, document("page", "The whole of it. " * 20))
    assert (filled.dropped, filled.changed) == (True, False)
    assert library.count() == (0, 0)
    assert library.check() == []


def test_a_teaser_that_cannot_be_read_holds_up_no_other(library: Library, path: Path, feed: int) -> None:
    one, two = teasers(library, feed, 2)
    library.want_texts([one, two])
    spoil(path, f"UPDATE revisions SET document = '{{' WHERE key = {two}")  # noqa: S608 - a number
    assert due(library, feed) == [one]
    assert due(library, feed, most=1) == [one]
