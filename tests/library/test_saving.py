"""Which article a document is: known again by id, entry, address and text, and its forms."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.errors import LibraryError
from newsreader.library import Library, Saved
from newsreader.model.document import BlockKind, Document, Link, SourceKind
from newsreader.model.feeds import Subscription
from newsreader.model.query import Query, Term
from newsreader.model.spans import Span
from tests.library.documents import RECEIVED, analysed, document

LONG = "The harbour talks of Port Ellery went on for nine hours on Monday. " * 5
OTHER = "Fishermen of Saltmarsh were told to stay at home until the storm is over. " * 5


def unlike(word: str, words: int = 200) -> str:
    """A text that shares no words with one of another word."""
    return " ".join(f"{word}{number}" for number in range(words)) + "."


@pytest.fixture
def feeds(library: Library) -> tuple[int, int]:
    one, two = library.subscribe(
        [Subscription("https://tide.invalid/a.xml"), Subscription("https://tide.invalid/b.xml")]
    )
    return one.key, two.key


def entry(name: str, uri: str, text: str = LONG, entry_id: str | None = None, **more: object) -> Document:
    made = document(name, text, uri=uri, **more)  # type: ignore[arg-type]
    return replace(made, source=replace(made.source, feed="The Tide", entry_id=entry_id or name))


def save(library: Library, feed: int | None, *documents: Document) -> list[Saved]:
    return library.save_many(documents, feed)


# ------------------------------------------------------------------ known again


def test_an_entry_whose_address_changed_is_the_same_article(library: Library, feeds: tuple[int, int]) -> None:
    (first,) = save(library, feeds[0], entry("1", "https://tide.invalid/1"))
    (again,) = save(library, feeds[0], entry("x", "https://tide.invalid/moved", entry_id="1"))
    assert again == Saved(first.key, 1, new=False, changed=False)


def test_an_entry_of_a_feed_in_a_file_is_known_by_its_id(library: Library) -> None:
    (first,) = save(library, None, entry("1", "https://tide.invalid/1"))
    (again,) = save(library, None, entry("1", "https://tide.invalid/moved", OTHER))
    assert (again.key, again.changed, again.revision) == (first.key, True, 2)


@pytest.mark.parametrize(
    "uri",
    [
        "https://tide.invalid/news/1?utm_source=rss&utm_medium=feed",
        "HTTPS://Tide.Invalid:443/news/1/",
        "https://tide.invalid/news/1#comments",
    ],
)
def test_the_same_address_by_another_feed_is_one_article_of_both(
    library: Library, feeds: tuple[int, int], uri: str
) -> None:
    (first,) = save(library, feeds[0], entry("1", "https://tide.invalid/news/1"))
    (again,) = save(library, feeds[1], entry("2", uri, OTHER))
    assert again == Saved(first.key, 1, new=False, changed=False, duplicate=True)
    assert library.feeds_of(first.key) == list(feeds)
    library.set_read([first.key], True)
    assert [(feed.articles, feed.unread) for feed in library.feeds()] == [(1, 0), (1, 0)]


def test_addresses_that_ask_for_other_things_are_two(library: Library, feeds: tuple[int, int]) -> None:
    save(library, feeds[0], entry("1", "https://tide.invalid/show?id=1"))
    (other,) = save(library, feeds[1], entry("2", "https://tide.invalid/show?id=2", OTHER))
    assert other.new


def test_the_first_page_of_a_site_is_the_address_of_no_article(library: Library, feeds: tuple[int, int]) -> None:
    save(library, feeds[0], entry("1", "https://tide.invalid/"))
    (other,) = save(library, feeds[1], entry("2", "https://tide.invalid/", OTHER))
    assert other.new


def test_a_feed_that_gives_two_entries_one_address_says_that_they_are_two(
    library: Library, feeds: tuple[int, int]
) -> None:
    both = [entry("1", "https://tide.invalid/live"), entry("2", "https://tide.invalid/live", OTHER)]
    assert [each.new for each in save(library, feeds[0], *both)] == [True, True]
    assert [each.new for each in save(library, feeds[0], *both)] == [False, False]
    assert [
        each.new
        for each in save(library, None, *(entry(str(n), "https://tide.invalid/x", LONG + str(n)) for n in "34"))
    ] == [
        True,
        True,
    ]


def test_a_feed_that_is_stored_in_parts_is_one(library: Library, feeds: tuple[int, int]) -> None:
    both = [entry("1", "https://tide.invalid/live"), entry("2", "https://tide.invalid/live", OTHER)]
    for new in (True, False, False):
        parts = [library.save_many([each], feeds[0], entries=["1", "2"])[0] for each in both]
        assert [(each.new, each.changed) for each in parts] == [(new, False)] * 2


def test_an_entry_that_got_another_id_is_known_by_its_address(library: Library, feeds: tuple[int, int]) -> None:
    (first,) = save(library, feeds[0], entry("1", "https://tide.invalid/news/1"))
    (again,) = save(library, feeds[0], entry("1-b", "https://tide.invalid/news/1", OTHER))
    assert (again.key, again.new, again.changed) == (first.key, False, True)


def test_another_entry_of_one_address_is_another_article_when_the_first_is_gone(
    library: Library, feeds: tuple[int, int]
) -> None:
    uri = "https://tide.invalid/releases"
    (first,) = save(library, feeds[0], entry("1", uri, title="Version 1 is out"))
    library.set_read([first.key], True)
    (second,) = save(library, feeds[0], entry("2", uri, OTHER, title="Version 2 is out"))
    assert second.new
    assert not library.header(second.key).read  # type: ignore[union-attr]
    assert [library.revisions(key)[-1].revision for key in (first.key, second.key)] == [1, 1]
    (renamed,) = save(library, feeds[0], entry("2-b", uri, OTHER, title="Version 2 is out"))
    assert (renamed.key, renamed.new) == (second.key, False)


def test_pages_that_name_one_address_for_all_are_articles_of_their_own(library: Library) -> None:
    uri, saved = "https://tide.invalid/news", []
    for number, (title, text) in enumerate(
        [("Harbour talks resume", LONG), ("Storm ahead", OTHER), (None, "Fog. " * 9)]
    ):
        page = document(str(number), text, uri=f"/saved/{number}.html", title=title)
        link = Link(Span(0, 5), uri)
        titled = (replace(page.blocks[0], kind=BlockKind.TITLE), *page.blocks[1:])
        saved.append(replace(page, links=(link,), blocks=titled))
    assert [each.new for each in save(library, None, *saved)] == [True] * 3
    assert [each.new for each in save(library, None, *saved)] == [False] * 3


def test_two_feeds_that_link_to_one_page_lose_nothing(library: Library, feeds: tuple[int, int]) -> None:
    uri = "https://tide.invalid/landing"
    save(library, feeds[0], entry("1", uri, title="Fees of the port rise"))
    assert save(library, feeds[1], entry("2", uri, OTHER, title="Storm ahead"))[0].new
    assert save(library, feeds[1], entry("2", uri, OTHER, title="Storm ahead"))[0].new is False


@pytest.mark.parametrize(
    ("title", "text", "same"),
    [
        ("HARBOUR talks: resume", OTHER, True),
        ("Harbour talks resume - The Tide", OTHER, True),
        ("Talks", OTHER, False),
        ("Port at a standstill", LONG, True),
        ("Port at a standstill", LONG + OTHER, True),
        (None, LONG[:120], True),
        (None, "Now on nine hours of talks.", False),
        ("Harbour talks resume", unlike("tram"), True),
    ],
)
def test_an_address_and_a_title_or_a_text_make_one_article(
    library: Library, feeds: tuple[int, int], title: str | None, text: str, same: bool
) -> None:
    uri = "https://tide.invalid/1"
    save(library, feeds[0], entry("1", uri))
    assert save(library, feeds[1], entry("2", uri, text, title=title))[0].new is not same


def test_long_texts_under_one_title_that_share_nothing_are_two(library: Library, feeds: tuple[int, int]) -> None:
    uri = "https://tide.invalid/briefing"
    save(library, feeds[0], entry("1", uri, unlike("port"), title="Morning briefing"))
    for feed, name in ((feeds[1], "2"), (feeds[0], "3")):
        given = entry(name, uri, unlike(f"tram{name}x"), title="Morning briefing")
        assert [save(library, feed, given)[0].new for _ in range(2)] == [True, False]


def test_entries_without_an_id_that_share_an_address_are_told_by_their_titles(
    library: Library, feeds: tuple[int, int]
) -> None:
    uri = "https://tide.invalid/releases"

    def given(title: str, text: str) -> Document:
        made = entry("same", uri, text, title=title)
        return replace(made, source=replace(made.source, entry_id=None))

    one, two, three = given("Version 1", LONG), given("Version 2", OTHER), given("Version 3", "Fog. " * 60)
    assert [each.new for each in save(library, feeds[0], one, two)] == [True, True]
    for batch in ([one, two], [two, one], [two], [one]):
        assert [(each.new, each.changed) for each in save(library, feeds[0], *batch)] == [(False, False)] * len(batch)
    assert [each.new for each in save(library, feeds[0], three, two)] == [True, False]
    assert [each.changed for each in save(library, feeds[0], given("Version 1", LONG + "Mended."))] == [True]
    assert save(library, feeds[1], two)[0].key == save(library, feeds[0], two)[0].key
    assert library.count() == (3, 3)


def test_an_entry_without_an_id_that_alone_has_its_address_is_changed(library: Library, feeds: tuple[int, int]) -> None:
    for number, (title, text) in enumerate([("Storm ahead", LONG), ("The storm is here", OTHER)], 1):
        made = entry("same", "https://tide.invalid/1", text, title=title)
        (saved,) = save(library, feeds[0], replace(made, source=replace(made.source, entry_id=None)))
        assert (saved.revision, library.count()) == (number, (1, 1))


def test_a_feed_that_gives_two_things_one_id_loses_neither(library: Library, feeds: tuple[int, int]) -> None:
    two = [
        entry(name, f"https://tide.invalid/{name}", text, entry_id="x", title=title)
        for name, text, title in (("1", LONG, "Harbour"), ("1", OTHER, "Storm ahead"))
    ]
    assert [each.new for each in save(library, feeds[0], *two)] == [True, True]
    for given_now in (two, two[::-1]):
        for part in (given_now, *([each] for each in given_now)):
            saved = library.save_many(part, feeds[0], entries=["x", "x"])
            assert [(each.new, each.changed) for each in saved] == [(False, False)] * len(part)


def test_the_same_long_text_is_one_article_and_a_short_one_is_not(library: Library) -> None:
    first = library.save(document("1", LONG, uri="/news/a.txt"))
    assert library.save(document("2", LONG, uri="/news/b.txt")) == Saved(
        first.key, 1, new=False, changed=False, duplicate=True
    )
    assert library.find("/news/b.txt", "2") == first.key
    assert library.save(document("3", "Short.", uri="/news/c.txt")).new
    assert library.save(document("4", "Short.", uri="/news/d.txt")).new


def test_two_lines_of_one_file_are_two_though_their_text_is_the_same(library: Library) -> None:
    assert [each.new for each in save(library, None, *(document(n, LONG, uri="/news.jsonl") for n in "12"))] == [
        True,
        True,
    ]


def test_two_entries_of_one_feed_are_two_though_their_text_is_the_same(
    library: Library, feeds: tuple[int, int]
) -> None:
    texts = [entry(number, f"https://tide.invalid/{number}") for number in "12"]
    assert [each.new for each in save(library, feeds[0], *texts)] == [True, True]


def test_a_feed_that_gives_one_name_to_two_things_makes_no_revisions(library: Library, feeds: tuple[int, int]) -> None:
    two = [replace(document("1", text), source=replace(document().source, entry_id=None)) for text in (LONG, OTHER)]
    for _ in range(3):
        save(library, feeds[0], *two)
    (key,) = library.order()
    assert [each.reason for each in library.revisions(key)] == ["first"]


def test_thousands_of_one_address_are_stored_in_time(library: Library, feeds: tuple[int, int]) -> None:
    many = [entry(str(number), "https://tide.invalid/live", f"{number} {LONG}") for number in range(2000)]
    assert all(each.new for each in save(library, feeds[0], *many))


# ------------------------------------------------------------------ forms


def test_what_the_outlet_changed_is_the_next_revision(library: Library, feeds: tuple[int, int]) -> None:
    (first,) = save(library, feeds[0], entry("1", "https://tide.invalid/1"))
    assert not library.header(first.key).changed  # type: ignore[union-attr]
    (changed,) = save(library, feeds[0], entry("1", "https://tide.invalid/1", OTHER, title="Storm ahead"))
    assert changed == Saved(first.key, 2, new=False, changed=True)
    assert [(each.revision, each.reason, each.title) for each in library.revisions(first.key)] == [
        (1, "first", "Harbour talks resume"),
        (2, "changed", "Storm ahead"),
    ]
    assert library.revisions(first.key)[0].received == RECEIVED
    assert library.article(first.key, 1).text == LONG  # type: ignore[union-attr]
    assert library.article(first.key).text == OTHER  # type: ignore[union-attr]
    assert library.header(first.key).changed  # type: ignore[union-attr]
    with pytest.raises(LibraryError):
        library.article(first.key, 3)


def test_a_feed_that_dates_its_entries_anew_changes_nothing(library: Library, feeds: tuple[int, int]) -> None:
    for day in (1, 2, None, 3):
        (saved,) = save(library, feeds[0], entry("1", "https://tide.invalid/1", day=day))
        assert not saved.changed
    for number, text in enumerate((OTHER, OTHER + "More.", OTHER), 2):
        (saved,) = save(library, feeds[0], entry("1", "https://tide.invalid/1", text, day=number))
        assert (saved.changed, saved.revision) == (True, number)
    assert library.header(saved.key).published.iso() == "2024-03-01"  # type: ignore[union-attr]


def test_another_door_changes_nothing_unless_it_is_clearly_fuller(library: Library, feeds: tuple[int, int]) -> None:
    uri = "https://tide.invalid/1"
    (first,) = save(library, feeds[0], entry("1", uri))
    (other,) = save(library, feeds[1], entry("9", uri, OTHER))
    assert (other.changed, other.revision) == (False, 1)
    (fuller,) = save(library, feeds[1], entry("9", uri, OTHER + OTHER))
    assert (fuller.changed, fuller.revision) == (True, 2)
    assert [each.reason for each in library.revisions(first.key)] == ["first", "fuller"]
    assert not library.header(first.key).changed  # type: ignore[union-attr]
    (same,) = save(library, feeds[0], entry("1", uri))
    assert same == Saved(first.key, 2, new=False, changed=False)
    article = library.article(first.key)
    assert article is not None
    assert (article.document.id, article.document.source.uri) == ("1", uri)


def test_two_feeds_that_give_the_change_one_after_the_other_make_one_revision(
    library: Library, feeds: tuple[int, int]
) -> None:
    uri = "https://tide.invalid/1"
    for feed in feeds:
        save(library, feed, entry(str(feed), uri))
    changes = [save(library, feed, entry(str(feed), uri, OTHER))[0] for feed in feeds]
    assert [(each.changed, each.revision) for each in changes] == [(True, 2), (False, 2)]
    (late,) = save(library, feeds[1], entry(str(feeds[1]), uri, OTHER))
    assert (late.changed, late.revision) == (False, 2)


def test_the_full_text_of_a_teaser_stays_when_the_feed_sends_the_teaser_again(
    library: Library, feeds: tuple[int, int]
) -> None:
    uri = "https://tide.invalid/1"
    teaser = entry("1", uri, LONG[:210])
    (first,) = save(library, feeds[0], teaser)
    page = replace(document("page", LONG, uri=uri, title=None), source=replace(teaser.source, kind=SourceKind.HTML))
    assert library.fill_out(first.key, page) == Saved(first.key, 2, new=False, changed=True)
    assert library.fill_out(first.key, page) == Saved(first.key, 2, new=False, changed=False)
    article = library.article(first.key)
    assert article is not None
    assert (article.text, article.document.title, article.document.id) == (LONG, teaser.title, "1")
    assert save(library, feeds[0], teaser) == [Saved(first.key, 2, new=False, changed=False)]
    (changed,) = save(library, feeds[0], entry("1", uri, LONG[:220] + "More."))
    assert changed == Saved(first.key, 2, new=False, changed=True)
    assert library.article(first.key).text == LONG  # type: ignore[union-attr]
    library.fill_out(first.key, replace(page, text=OTHER))
    assert [each.reason for each in library.revisions(first.key)] == ["first", "fuller", "changed"]


def test_a_page_that_is_no_longer_than_the_teaser_changes_nothing(library: Library, feeds: tuple[int, int]) -> None:
    (first,) = save(library, feeds[0], entry("1", "https://tide.invalid/1"))
    assert not library.fill_out(first.key, document("page", "Please accept cookies.")).changed
    assert library.fill_out(99, document()).dropped


# ------------------------------------------------------------------ what holds of all


names = st.sampled_from("12")
addresses = st.sampled_from(["https://tide.invalid/1", "https://tide.invalid/2?utm_source=x", "/news.jsonl"])
texts = st.sampled_from([LONG, OTHER, LONG[:210], "Short."])
givings = st.lists(
    st.tuples(st.sampled_from([None, 1, 2]), st.lists(st.tuples(names, addresses, texts), max_size=3)), max_size=6
)


@settings(max_examples=60, deadline=None)
@given(givings)
def test_whatever_comes_in_whatever_order_comes_again_without_a_change(
    givings: list[tuple[int | None, list[tuple[str, str, str]]]],
) -> None:
    with TemporaryDirectory() as folder:
        library = Library.open(Path(folder) / "library.db")
        library.subscribe([Subscription("https://a.invalid/"), Subscription("https://b.invalid/")])
        for feed, rows in givings:
            unique = {name: (name, uri, text) for name, uri, text in rows}.values()
            given_now = [entry(name, uri, text) for name, uri, text in unique]
            saved = save(library, feed, *given_now)
            again = save(library, feed, *given_now)
            assert [(each.new, each.changed) for each in again] == [(False, False)] * len(again)
            assert [each.key for each in again] == [each.key for each in saved]
        assert library.check() == []
        for word in ("ellery", "fishermen", "short"):
            holding = [key for key in library.order() if word in library.article(key).text.casefold()]  # type: ignore[union-attr]
            assert list(library.search(Query((Term(word),)))) == holding
        library.close()


# ------------------------------------------------------------------ letting go

NOW = datetime(2024, 6, 1, tzinfo=UTC)


def test_old_articles_go_and_those_with_something_on_them_stay(library: Library) -> None:
    keys = [library.save(document(name, received=NOW - timedelta(days=40))).key for name in "abcde"]
    young = library.save(document("young", received=NOW)).key
    library.set_starred([keys[0]], True)
    library.set_tag([keys[1]], "Libya", True)
    assert library.sweep(30, None, NOW, keep=[("https://tide.invalid/feed.xml", "c")]) == 2
    assert sorted(library.order()) == [*keys[:3], young]
    assert library.check() == []
    assert sorted(library.search(Query((Term("okafor"),)))) == [*keys[:3], young]
    assert library.sweep(30, None, NOW, keep=[("https://tide.invalid/feed.xml", "c")]) == 0


def test_articles_go_by_parts_and_their_names_with_them(library: Library) -> None:
    keys = [library.save(document(name, received=NOW - timedelta(days=40))).key for name in "abcde"]
    for key in keys:
        library.keep(key, 1, analysed(library.article(key).document))  # type: ignore[union-attr]
    library.set_starred([keys[1]], True)
    left = []
    while gone := library.sweep(30, 2, NOW, most=2):
        assert gone == 2
        left.append(library.count()[0])
        assert library._store.rows("SELECT shown FROM names") == [("Maria Okafor",)]
    assert left == [3, 1]
    library.set_starred([keys[1]], False)
    assert [library.sweep(30, None, NOW, most=2) for _ in range(2)] == [1, 0]
    assert library._store.rows("SELECT * FROM names") == []
    assert library.check() == []


def test_a_tag_of_the_person_keeps_an_article_and_one_of_its_feed_does_not(library: Library) -> None:
    (tagged,) = library.subscribe([Subscription("https://a.invalid/", tags=("sea",))])
    (stays,) = save(library, tagged.key, entry("1", "https://a.invalid/1"))
    save(library, tagged.key, entry("2", "https://a.invalid/2", OTHER))
    library.set_tag([stays.key], "mine", True)
    assert library.sweep(1, None, NOW) == 1
    assert list(library.order()) == [stays.key]


def test_of_too_many_the_read_ones_go_first_and_then_the_oldest(library: Library) -> None:
    keys = [library.save(document(name, day=day)).key for day, name in enumerate("abcd", 1)]
    library.set_read([keys[2]], True)
    assert library.sweep(None, 2, NOW) == 2
    assert sorted(library.order()) == [keys[1], keys[3]]


def test_what_was_let_go_is_not_brought_back_by_a_feed_but_by_the_person(
    library: Library, feeds: tuple[int, int]
) -> None:
    given_again = entry("1", "https://tide.invalid/1")
    save(library, feeds[0], given_again)
    assert library.sweep(None, 0, NOW) == 1
    assert save(library, feeds[0], given_again) == [Saved(0, 0, new=False, changed=False, dropped=True)]
    assert save(library, feeds[1], entry("7", "https://tide.invalid/1?utm_source=b"))[0].dropped
    assert library.count() == (0, 0)
    assert save(library, feeds[0], entry("8", "https://tide.invalid/1", OTHER, title="Storm ahead"))[0].new
    assert save(library, None, given_again)[0].new


def test_what_was_let_go_long_ago_is_forgotten(library: Library, feeds: tuple[int, int]) -> None:
    save(library, feeds[0], entry("1", "https://tide.invalid/1"))
    library.sweep(None, 0, NOW)
    library.sweep(None, 0, NOW + timedelta(days=400))
    assert save(library, feeds[0], entry("1", "https://tide.invalid/1"))[0].new
