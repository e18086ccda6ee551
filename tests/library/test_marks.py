"""Read, starred, places, and taking back."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.errors import LibraryError
from newsreader.library import Change, Library, actions
from newsreader.model.feeds import Subscription
from newsreader.model.query import Query, Term, Where
from tests.library.documents import document
from tests.library.test_articles import spoil


def keys_of(library: Library, names: str = "abc") -> list[int]:
    return [library.save(document(name)).key for name in names]


def state(library: Library) -> list[tuple[int, bool, bool]]:
    return [(header.key, header.read, header.starred) for header in library.headers(library.order())]


def test_only_what_really_changes_is_a_change(library: Library) -> None:
    a, b, c = keys_of(library)
    assert library.set_read([b], True).keys == (b,)
    change = library.set_read([c, b, a, c, 99], True)
    assert (change.what, change.keys) == ("marked 2 articles read", (c, a))
    assert library.set_read([a, b, c], True) == Change(0, "nothing changed", ())
    assert library.set_read([], True) == Change(0, "nothing changed", ())
    assert library.count() == (3, 0)


def test_what_did_not_change_is_not_there_to_be_taken_back(library: Library) -> None:
    a, *_ = keys_of(library)
    library.set_starred([a], True)
    library.set_starred([a], True)
    assert library.undo() is not None
    assert library.undo() is None


@pytest.mark.parametrize(
    ("mark", "done", "undone"),
    [
        (("set_read", True), "marked 1 article read", "unmarked 1 article as read"),
        (("set_read", False), "marked 1 article unread", "unmarked 1 article as unread"),
        (("set_starred", True), "starred 1 article", "unstarred 1 article"),
        (("set_starred", False), "unstarred 1 article", "starred 1 article again"),
    ],
)
def test_each_change_is_said_in_words(library: Library, mark: tuple[str, bool], done: str, undone: str) -> None:
    method, value = mark
    (key,) = keys_of(library, "a")
    if not value:
        getattr(library, method)([key], True)
    change = getattr(library, method)([key], value)
    assert change.what == done
    assert library.undo() == Change(change.action, undone, (key,))


def test_each_article_gets_its_own_earlier_value_back(library: Library) -> None:
    a, b, c = keys_of(library)
    library.set_read([b], True)
    library.set_read([a, b, c], True)
    change = library.undo()
    assert change is not None
    assert change.keys == (a, c)
    assert state(library) == [(a, False, False), (b, True, False), (c, False, False)]


steps = st.tuples(st.sampled_from(["read", "starred"]), st.lists(st.integers(0, 3), max_size=5), st.booleans())


@settings(max_examples=40, deadline=None)
@given(st.lists(steps, max_size=6), st.lists(steps, max_size=8))
def test_as_many_undos_as_changes_give_the_start_back(
    before: list[tuple[str, list[int], bool]], after: list[tuple[str, list[int], bool]]
) -> None:
    with TemporaryDirectory() as folder:
        library = Library.open(Path(folder) / "library.db")
        keys = keys_of(library, "abcd")

        def act(step: tuple[str, list[int], bool]) -> bool:
            mark, numbers, value = step
            setter = library.set_read if mark == "read" else library.set_starred
            return bool(setter([keys[number] for number in numbers], value).keys)

        for step in before:
            act(step)
        states = [state(library)]
        for step in after:
            if act(step):
                states.append(state(library))
        for earlier in reversed(states[:-1]):
            assert library.undo() is not None
            assert state(library) == earlier
        library.close()


def test_taking_back_goes_on_in_the_next_session(library: Library, path: Path) -> None:
    (key,) = keys_of(library, "a")
    library.set_read([key], True)
    library.close()
    again = Library.open(path)
    assert state(again) == [(key, True, False)]
    assert again.undo() is not None
    assert state(again) == [(key, False, False)]
    again.close()


def test_old_actions_are_forgotten_and_their_marks_stay(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    (key,) = keys_of(library, "a")
    monkeypatch.setattr(actions, "MOST_ACTIONS", 1)
    library.set_starred([key], True)
    library.set_read([key], True)
    assert library.undo() is not None
    assert library.undo() is None
    assert state(library) == [(key, False, True)]


@pytest.mark.parametrize("before", ["", "7", "[[1, 2, 3]]", "[[]]", '[["a"]]', "[" * 100_000])
def test_an_action_that_cannot_be_read_is_one_clean_error(library: Library, path: Path, before: str) -> None:
    (key,) = keys_of(library, "a")
    library.set_read([key], True)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE actions SET before = ?", (before,))
    connection.close()
    with pytest.raises(LibraryError, match="cannot be taken back"):
        library.undo()
    assert state(library) == [(key, True, False)]
    assert library.set_starred([key], True).keys == (key,)


def test_a_place_is_an_offset_and_is_kept(library: Library) -> None:
    a, b = keys_of(library, "ab")
    assert library.place(a) is None
    library.set_place(a, 7)
    library.set_place(a, 12)
    library.set_place(99, 3)
    assert (library.place(a), library.place(b), library.place(99)) == (12, None, None)


def test_a_place_that_is_no_number_is_one_clean_error(library: Library, path: Path) -> None:
    (key,) = keys_of(library, "a")
    library.set_place(key, 7)
    spoil(path, "UPDATE places SET offset = 'far'")
    with pytest.raises(LibraryError):
        library.place(key)


# ------------------------------------------------------------------ tags


def test_tags_are_counted_as_a_search_for_them_finds(library: Library) -> None:
    subscriptions = [
        Subscription("https://a.invalid/", tags=("Sea", "ports", "!")),
        Subscription("https://b.invalid/", tags=("SEA", "Idle")),
    ]
    one, two = (each.key for each in library.subscribe(subscriptions))
    a = library.save_many([document("a", uri="https://a.invalid/1")], one)[0].key
    b = library.save_many([document("b", "Short.", uri="https://a.invalid/2", title="B")], two)[0].key
    library.save_many([document("a", uri="https://a.invalid/1")], two)
    c = library.save(document("c", "None.", uri="/c.txt")).key
    library.set_tag([b, c], "Ports", True)
    library.set_tag([c], "zeal", True)
    library.set_read([a], True)
    counts = library.tag_counts()
    assert counts == [("Idle", 2, 1), ("Ports", 3, 2), ("SEA", 2, 1), ("zeal", 1, 1)]
    for tag, *found in counts:
        assert library.count_query(Query((Term(tag, Where.TAG),))) == tuple(found)
    library.sweep(None, 0, datetime(2024, 6, 1, tzinfo=UTC))
    library.set_tag([c], "zeal", False)
    assert [tag for tag, *_ in library.tag_counts()] == ["Idle", "Ports", "SEA"]


def test_tags_are_put_on_and_taken_off_and_back(library: Library) -> None:
    a, b, c = keys_of(library)
    change = library.set_tag([a, b], " Ports ", True)
    assert (change.what, change.keys) == ("tagged 2 articles Ports", (a, b))
    assert library.set_tag([a, b, c], "PORTS", True).keys == (c,)
    assert library.tags() == [("Ports", 3)] or library.tags() == [("PORTS", 3)]
    assert library.set_tag([a], "ports", False).what == "took the tag ports off 1 article"
    assert library.set_tag([a], "ports", False) == Change(0, "nothing changed", ())
    for expected in (3, 2):
        change_back = library.undo()
        assert change_back is not None
        assert library.tags()[0][1] == expected
    assert library.undo() is not None
    assert library.tags() == []


@pytest.mark.parametrize("tag", ["", "  ", "%", "x" * 101])
def test_what_can_be_no_tag_is_refused(library: Library, tag: str) -> None:
    with pytest.raises(LibraryError):
        library.set_tag(keys_of(library), tag, True)
    assert library.undo() is None


def test_a_tag_outlives_the_shelf(library: Library, path: Path) -> None:
    visit = Library.open(path, visit=True)
    visit.set_tag([visit.save(document()).key], "Ports", True)
    visit.close()
    assert library.tags() == [("Ports", 1)]
    assert library.header(library.save(document()).key).tags == ("Ports",)  # type: ignore[union-attr]
