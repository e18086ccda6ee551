"""What a query finds, page by page and with the words around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.library import Library, searches
from newsreader.model.article import (
    Actor,
    ActorType,
    Alias,
    Basis,
    Mention,
    MentionForm,
    ParsedArticle,
    Quote,
    QuoteType,
    Speaker,
)
from newsreader.model.document import Stamp
from newsreader.model.feeds import Subscription
from newsreader.model.query import Edge, Query, State, Term, Where
from newsreader.model.spans import ActorId, Span
from tests.library.documents import document

TEXTS = {
    "port": ("Harbour talks resume", "Maria Okafor said the port is open. Nobody paid 50% more."),
    "café": ("Café prices rise", "The CAFÉ owners of Saltmarsh spoke of “cease-fire” prices."),
    "plain": ("Fire ends", "They would cease the fire, said the mayor of Ellery."),
    "tokyo": ("東京で会議", "東京都の知事は会議を開いた。iPhone手机 is sold there."),
    "bangkok": ("ข่าว", "รัฐบาลไทยประกาศวันนี้"),
    "seoul": ("서울에서 회의", "서울에서 회의가 열렸다."),
}


def words(text: str, **more: bool) -> Query:
    return Query((Term(text, **more),))  # type: ignore[arg-type]


def fill(library: Library) -> dict[str, int]:
    return {
        name: library.save(document(name, text, title=title, day=day)).key
        for day, (name, (title, text)) in enumerate(TEXTS.items(), 1)
    }


@pytest.fixture(params=[False, True], ids=["file", "visit"])
def filled(path: Path, request: pytest.FixtureRequest) -> Iterator[tuple[Library, dict[str, int]]]:
    library = Library.open(path, visit=request.param)
    yield library, fill(library)
    library.close()


def found(filled: tuple[Library, dict[str, int]], query: Query) -> set[str]:
    library, keys = filled
    names = {key: name for name, key in keys.items()}
    return {names[key] for key in library.search(query)}


# ------------------------------------------------------------------ words


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (words("okafor"), {"port"}),
        (words("PORT"), {"port"}),
        (words("cafe"), {"café"}),
        (words("CAFÉ"), {"café"}),
        (words("harbour"), {"port"}),
        (words("50%"), {"port"}),
        (words("cease fire"), {"café", "plain"}),
        (words("cease fire", phrase=True), {"café"}),
        (words("cease-fire"), {"café"}),
        (Query((Term("cease"), Term("mayor"))), {"plain"}),
        (Query((Term("cease"), Term("mayor", negated=True))), {"café"}),
        (words("okafor", negated=True), set(TEXTS) - {"port"}),
        (words("%"), set()),
        (words("*"), set()),
        (words('"'), set()),
        (words("okafor OR mayor"), set()),
        (words("okaf*"), set()),
        (words("NEAR(okafor port)"), set()),
        (words("title:okafor"), set()),
        (words("東京"), {"tokyo"}),
        (words("会議"), {"tokyo"}),
        (words("京東"), set()),
        (words("iphone手机"), {"tokyo"}),
        (words("手机"), {"tokyo"}),
        (words("ประกาศ"), {"bangkok"}),
        (words("서울"), {"seoul"}),
        (words("東京", negated=True), set(TEXTS) - {"tokyo"}),
        (Query((Term("会議"), Term("sold"))), {"tokyo"}),
        (Query(), set(TEXTS)),
    ],
)
def test_words_are_found_whatever_their_case_accents_and_script(
    filled: tuple[Library, dict[str, int]], query: Query, expected: set[str]
) -> None:
    assert found(filled, query) == expected
    assert filled[0].count_query(query) == (len(expected), len(expected))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=30))
def test_nothing_that_is_typed_is_more_than_words(text: str) -> None:
    with_library(lambda library: library.search(Query((Term(text, phrase=True), Term(text)))))


def with_library(work: object) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        library = Library.open(Path(folder) / "library.db", visit=True)
        library.save(document())
        work(library)  # type: ignore[operator]
        library.close()


def test_an_article_that_changed_is_found_by_its_new_words_alone(filled: tuple[Library, dict[str, int]]) -> None:
    library, _ = filled
    library.save(document("tokyo", "大阪の市長", title="大阪", day=4))
    assert found(filled, words("東京")) == set()
    assert found(filled, words("大阪")) == {"tokyo"}
    assert library.check() == []


def test_the_index_is_looked_over_and_made_anew(library: Library) -> None:
    keys = fill(library)
    library._store.run(
        "INSERT INTO words (words, rowid, title, text) VALUES ('delete', ?, 'x', 'okafor')", (keys["port"],)
    )
    assert library.check() == ["the index of words is damaged"]
    library.repair()
    assert library.check() == []
    assert found((library, keys), words("okafor")) == {"port"}
    assert found((library, keys), words("東京")) == {"tokyo"}


# ------------------------------------------------------------------ fields


def analysed(name: str, text: str) -> ParsedArticle:
    """Two actors in it, of whom the first is quoted about the second."""

    def actor(number: int, shown: str, *aliases: Alias) -> Actor:
        mention = Mention(Span(0, 1), MentionForm.NAME)
        return Actor(ActorId(f"a{number}"), shown, ActorType.PERSON, (mention,), aliases=aliases, salience=1 / number)

    whole = Span(0, len(text))
    quote = Quote(
        whole, (whole,), QuoteType.DIRECT, whole, (Speaker(Span(0, 1), ActorId("a1")),), about=(ActorId("a5"),)
    )
    unsaid = [actor(number, f"Bystander {number}") for number in (2, 3, 4)]
    return ParsedArticle(
        document(name, text),
        "rules 1",
        (
            actor(1, "Ghassan Salamé", Alias("Mr. Salame"), Alias("the envoy", Basis.RESOLVED)),
            *unsaid,
            actor(5, "Jean El Alam"),
        ),
        quotes=(quote,),
    )


@pytest.mark.parametrize(
    ("term", "hit"),
    [
        (Term("salame", Where.BY), True),
        (Term("ghassan salame", Where.BY), True),
        (Term("salame ghassan", Where.BY), True),
        (Term("salame ghassan", Where.BY, phrase=True), False),
        (Term("salam", Where.BY), False),
        (Term("envoy", Where.ACTOR), False),
        (Term("alam", Where.BY), False),
        (Term("alam", Where.ABOUT), True),
        (Term("bystander", Where.ACTOR), True),
        (Term("4", Where.ABOUT), False),
        (Term("2", Where.ABOUT), True),
        (Term("salame", Where.BY, negated=True), False),
    ],
)
def test_who_speaks_and_who_is_spoken_of(library: Library, term: Term, hit: bool) -> None:
    key = library.save(document("1", "A B")).key
    library.keep(key, 1, analysed("1", "A B"))
    assert list(library.search(Query((term,)))) == ([key] if hit else [])


def test_names_go_with_the_text_that_they_were_found_in(library: Library) -> None:
    key = library.save(document("1", "A B")).key
    library.keep(key, 1, analysed("1", "A B"))
    assert library.chief_names([key, 99]) == {
        key: ["Ghassan Salamé", "Bystander 2", "Bystander 3", "Bystander 4", "Jean El Alam"],
        99: [],
    }
    assert library.complete(Where.BY, "sal") == ["Ghassan Salamé"]
    assert library.complete(Where.BY, "jean") == []
    assert list(library.search(Query(has_quotes=True))) == [key]
    put_right = analysed("1", "A B")
    library.index_names(key, replace(put_right, actors=put_right.actors[1:], quotes=()))
    assert list(library.search(Query((Term("salame", Where.ACTOR),)))) == []
    library.save(document("1", "C D"))
    assert library.chief_names([key]) == {key: []}
    assert list(library.search(Query(has_quotes=True))) == list(library.search(Query(has_quotes=False))) == []


def test_outlets_feeds_and_tags(library: Library) -> None:
    feed, other = (
        each.key
        for each in library.subscribe(
            [
                Subscription("https://tide.invalid/feed", "Tide wire", ("World", "Coast"), ("daily",)),
                Subscription("https://other.invalid/feed"),
            ]
        )
    )
    (a,) = (each.key for each in library.save_many([document("a", "x", uri="https://www.ellery-tide.invalid/1")], feed))
    (b,) = (each.key for each in library.save_many([document("b", "y", uri="/b.txt")], other))
    library.set_tag([b], "Día  Libre", True)
    expected = {
        (Where.SOURCE, "ellery"): [a, b],
        (Where.SOURCE, "ellery-tide.invalid"): [a],
        (Where.FEED, "wire"): [a],
        (Where.FEED, "coast"): [a],
        (Where.FEED, "World/Coast"): [a],
        (Where.FEED, "https://tide.invalid/feed"): [a],
        (Where.FEED, "feed"): [a, b],
        (Where.FEED, "other.invalid"): [b],
        (Where.TAG, "dia libre"): [b],
        (Where.TAG, "dia"): [],
        (Where.TAG, "daily"): [a],
    }
    for (where, text), keys in expected.items():
        assert list(library.search(Query((Term(text, where, phrase=True),)))) == keys, text
        rest = [key for key in (a, b) if key not in keys]
        assert list(library.search(Query((Term(text, where, phrase=True, negated=True),)))) == rest, text
    assert library.complete(Where.TAG, "d") == ["Día Libre", "daily"]
    assert library.complete(Where.FEED, "ti") == ["Tide wire"]
    assert library.complete(Where.SOURCE, "the") == ["The Ellery Tide"]


def test_states(library: Library) -> None:
    feed = library.subscribe([Subscription("https://tide.invalid/feed")])[0].key
    old = library.save(document("added")).key
    library.begin_round()
    first = library.save_many([document("first", uri="https://tide.invalid/1")], feed)[0].key
    library.begin_round()
    second = library.save_many([document("second", uri="https://tide.invalid/2")], feed)[0].key
    library.begin_round()
    library.save(document("added", "Another text."))
    library.set_read([old, first], True)
    library.set_starred([second], True)
    expected = {
        State.READ: [old, first],
        State.UNREAD: [second],
        State.STARRED: [second],
        State.NEW: [second],
        State.CHANGED: [old],
    }
    for state, keys in expected.items():
        assert list(library.search(Query(states=((state, True),)))) == keys
        assert list(library.search(Query(states=((state, False),)))) == [
            key for key in (old, first, second) if key not in keys
        ]
    assert library.count_query(Query(states=((State.READ, True),))) == (2, 0)


def test_a_day_without_a_time_is_that_day_everywhere(library: Library) -> None:
    day = library.save(document("day", day=3)).key
    late = Stamp(datetime(2024, 3, 4, 2, tzinfo=UTC))
    timed = library.save(replace(document("timed"), published=late)).key
    # 3 March in New York: from 5:00 UTC on that day to 5:00 on the next
    third = Edge(datetime(2024, 3, 3, 5, tzinfo=UTC), date(2024, 3, 3))
    fourth = Edge(datetime(2024, 3, 4, 5, tzinfo=UTC), date(2024, 3, 4))
    assert set(library.search(Query(after=third, before=fourth))) == {day, timed}
    utc = Edge(datetime(2024, 3, 4, tzinfo=UTC), date(2024, 3, 4))
    assert list(library.search(Query(before=utc))) == [day]
    assert list(library.search(Query(after=utc))) == [timed]


# ------------------------------------------------------------------ pages


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 4), max_size=12), st.integers(1, 5))
def test_pages_are_the_whole_in_order(days: list[int], size: int) -> None:
    def check(library: Library) -> None:
        library.save_many(document(str(number), day=day) for number, day in enumerate(days))
        keys: list[int] = []
        place, begun = None, False
        while place is not None or not begun:
            part, place = library.page(None, place, size)
            begun = True
            assert len(part) <= size
            keys += part
        assert keys == list(library.order())

    with_library(check)


def test_an_article_that_comes_in_between_moves_no_page(library: Library) -> None:
    keys = [library.save(document(str(day), day=day)).key for day in range(1, 7)][::-1]
    first, place = library.page(Query((Term("okafor"),)), None, 3)
    library.save(document("new", day=20))
    second, _ = library.page(Query((Term("okafor"),)), place, 3)
    assert [*first, *second] == keys


def test_two_programs_write_one_index(library: Library, path: Path) -> None:
    other = Library.open(path)
    for number in range(20):
        (library if number % 2 else other).save(document(str(number), f"Okafor {number}", title=None))
        assert len(library.search(words("okafor"))) == len(other.search(words("okafor"))) == number + 1
    other.save(document("3", "Nobody", title=None))
    assert len(library.search(words("okafor"))) == 19
    assert library.check() == []
    other.close()


# ------------------------------------------------------------------ kept searches


def test_searches_are_kept_by_name(library: Library, path: Path) -> None:
    library.save_search("Ports", "harbour is:unread")
    library.save_search("cafés", "cafe")
    library.save_search("Ports", "harbour")
    assert library.searches() == [("cafés", "cafe"), ("Ports", "harbour")]
    visit = Library.open(path, visit=True)
    assert len(visit.searches()) == 2
    visit.close()
    library.drop_search("Ports")
    assert library.searches() == [("cafés", "cafe")]


def test_a_search_that_comes_in_leaves_the_person_s_own_alone(library: Library) -> None:
    library.save_search("Ports", "harbour")
    for _ in range(2):
        assert library.save_search("Ports", "port", replace=False) == "Ports 2"
        assert library.save_search("Ports", "harbour", replace=False) == "Ports"
    assert library.save_search("Ports", "docks", replace=False) == "Ports 3"
    long = "x" * searches.MOST_NAME
    library.save_search(long, "a")
    assert library.save_search(long, "b", replace=False) == f"{long[:-2]} 2"
    assert library.searches()[:3] == [("Ports", "harbour"), ("Ports 2", "port"), ("Ports 3", "docks")]


def test_headers_tell_tags_language_and_change(library: Library) -> None:
    key = library.save(replace(document(), language="fr")).key
    library.set_tag([key], "Ports", True)
    library.set_tag([key], "PORTS", True)
    header = library.header(key)
    assert header is not None
    assert (header.tags, header.language, header.changed) == (("Ports",), "fr", False)
    assert library.identities([key]) == {key: ("https://tide.invalid/feed.xml", "talks")}


def test_the_moment_of_an_undated_article_is_when_it_came(library: Library) -> None:
    now = datetime(2024, 3, 1, 12, tzinfo=UTC)
    key = library.save(document(received=now)).key
    edge = Edge(now - timedelta(hours=1), date(2024, 3, 2))
    assert list(library.search(Query(after=edge))) == [key]
