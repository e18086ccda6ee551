"""The list: its order and its rows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.errors import LibraryError
from newsreader.library import Library
from newsreader.model.document import Stamp
from newsreader.model.reading import ArticleHeader
from tests.library.documents import RECEIVED, analysed, document
from tests.library.test_articles import spoil


def test_a_row_says_what_is_known(library: Library) -> None:
    key = library.save(document(day=4)).key
    library.set_starred([key], True)
    library.keep(key, 1, analysed(document(day=4)))
    assert library.header(key) == ArticleHeader(
        key=key,
        title="Harbour talks resume",
        titled=True,
        outlet="The Ellery Tide",
        published=Stamp(datetime(2024, 3, 4, tzinfo=UTC), "day"),
        received=RECEIVED,
        read=False,
        starred=True,
        analysed=True,
    )


def test_an_article_without_title_shows_its_first_words(library: Library) -> None:
    header = library.header(library.save(document(title=None, text="Talks went on.")).key)
    assert header is not None
    assert (header.title, header.titled, header.published) == ("Talks went on.", False, None)


def test_published_goes_before_received_and_earlier_imported_before_later(library: Library) -> None:
    names = ["old", "undated", "new", "undated too", "new too"]
    days = [1, None, 5, None, 5]
    keys = [library.save(document(name, day=day)).key for name, day in zip(names, days, strict=True)]
    old, undated, new, undated_too, new_too = keys
    assert list(library.order()) == [new, new_too, undated, undated_too, old]
    assert library.order().typecode == "q"


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.none() | st.integers(1, 31), st.integers(0, 50 * 24)), max_size=20))
def test_the_order_is_newest_first_then_earlier_imported(moments: list[tuple[int | None, int]]) -> None:
    with TemporaryDirectory() as folder:
        library = Library.open(Path(folder) / "library.db")
        check_order(library, moments)
        library.close()


def check_order(library: Library, moments: list[tuple[int | None, int]]) -> None:
    documents = [
        document(str(number), day=day, received=RECEIVED + timedelta(hours=hours))
        for number, (day, hours) in enumerate(moments)
    ]
    library.save_many(documents)
    stated = [each.published.moment if each.published else each.received for each in documents]
    wanted = sorted(range(len(documents)), key=lambda number: stated[number], reverse=True)
    keys = [library.find(documents[number].source.uri, documents[number].id) for number in wanted]
    assert list(library.order()) == keys
    assert library.waiting("rules 1") == keys


def test_a_change_does_not_move_an_undated_article(library: Library) -> None:
    first, second = (library.save(document(name, received=RECEIVED)).key for name in "ab")
    library.save(document("b", "Talks fail", received=RECEIVED + timedelta(days=9)))
    assert list(library.order()) == [first, second]
    library.save(document("b", "Talks fail", day=30))
    assert list(library.order()) == [second, first]


def test_rows_come_in_the_order_asked_for(library: Library) -> None:
    keys = [library.save(document(name)).key for name in "abc"]
    asked = [keys[2], 99, keys[0], keys[2]]
    assert [header.key for header in library.headers(asked)] == [keys[2], keys[0], keys[2]]
    assert library.headers([]) == []
    assert library.headers(library.order()) == library.headers(list(library.order()))


def test_count_is_of_all_and_of_the_unread(library: Library) -> None:
    assert library.count() == (0, 0)
    keys = [library.save(document(name)).key for name in "abc"]
    library.set_read(keys[:2], True)
    library.set_starred(keys[2:], True)
    assert library.count() == (3, 1)


def test_a_moment_in_another_zone_is_shown_in_utc(library: Library) -> None:
    there = RECEIVED.astimezone(timezone(timedelta(hours=9)))
    header = library.header(library.save(document(received=there)).key)
    assert header is not None
    assert header.received.isoformat() == RECEIVED.isoformat()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE articles SET title = x'1b5b'",
        "UPDATE articles SET published = 'tomorrow'",
        "UPDATE articles SET received = 7",
        "UPDATE articles SET received = '0001-01-01T00:00:00+23:00'",
    ],
)
def test_a_row_that_holds_nonsense_is_one_clean_error(library: Library, path: Path, sql: str) -> None:
    key = library.save(document()).key
    spoil(path, sql)
    with pytest.raises(LibraryError, match=f"article {key} cannot be read"):
        library.headers([key])


def test_a_row_that_was_doctored_is_shown_harmless(library: Library, path: Path) -> None:
    key = library.save(document()).key
    spoil(path, "UPDATE articles SET title = 'Talks' || char(27) || ']0;x' || char(10), outlet = char(8238) || 'Tide'")
    header = library.header(key)
    assert header is not None
    assert (header.title, header.outlet) == ("Talks�]0;x", "�Tide")
