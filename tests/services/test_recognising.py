"""What a thing was called is found again: in the same article, in one with other edges, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.model.article import ActorType, ParsedArticle
from newsreader.model.corrections import ActorName, ArticleName, Words
from newsreader.model.document import Source, SourceKind
from newsreader.model.spans import ActorId, ArticleId, Span
from newsreader.services.recognising import (
    MOST_WORDS,
    Finder,
    find_actor,
    find_quote,
    is_about,
    keys_of,
    name_actor,
    name_article,
    name_quote,
    split_words,
)
from tests import samples
from tests.strategies import texts

LONG = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"


@pytest.mark.parametrize(
    ("text", "pieces", "words"),
    [
        ("He said: “Never again!”", ["Never again!"], "Never again"),
        ("Never, he said. Never, they said.", ["Never"], "Never"),
        (f"So: {LONG}.", [LONG], "one two three four five six seven eight … twelve thirteen fourteen fifteen sixteen"),
        ("“We go,” he said, “today.”", ["We go,", "today."], "We go … today"),
        ("It’s  the\nend", ["It’s  the\nend"], "It’s the end"),
        ("un\u00adfair it is", ["un\u00adfair it is"], "un fair it is"),
    ],
)
def test_words_that_find_a_quote(text: str, pieces: list[str], words: str) -> None:
    finder = Finder(text)
    spans = [Span(text.index(piece), text.index(piece) + len(piece)) for piece in pieces]
    named = finder.name(spans)
    assert named == Words(words)
    found = finder.find(named)
    assert found is not None
    assert found.start == spans[0].start
    assert spans[-1].meets(Span(found.end - 1, found.end))


def test_the_same_words_twice_are_told_apart() -> None:
    text = "“No,” said Ann. “No,” said Bob. “no” is no word."
    finder = Finder(text)
    for number in range(3):
        start = [at for at in range(len(text)) if text[at : at + 2].lower() == "no" and text[at + 2] in ",”"][number]
        named = finder.name([Span(start, start + 2)])
        assert named is not None
        assert named.nth == number + 1
        assert finder.find(named) == Span(start, start + 2)


def test_the_last_words_may_stand_in_the_midst_too() -> None:
    quote = f"{LONG}, says who? Not me. And {LONG}"
    parsed = samples.parsed()
    text = f"“{quote}” {parsed.text}"
    span = Span(1, 1 + len(quote))
    held = replace(
        parsed,
        document=replace(parsed.document, text=text),
        quotes=(replace(parsed.quotes[0], span=span, parts=(span,)),),
    )
    finder = Finder(text)
    words = finder.name([span])
    assert words is not None
    assert find_quote(held, finder, words) == 0


def test_a_last_part_of_one_common_word_finds_the_quote_still() -> None:
    first = "No, I did what I could, I said what I knew, I went where I had to, I saw what I saw, and I came home, as I"
    text = f"“{first},” he added. “So do I,” he went on, “I.” And I did."
    parts = [text.index(first), text.index("So do"), text.index("I.”")]
    spans = [Span(at, at + length) for at, length in zip(parts, (len(first), 8, 2), strict=True)]
    parsed = samples.parsed()
    quote = replace(parsed.quotes[0], span=Span(spans[0].start, spans[-1].end), parts=tuple(spans))
    held = replace(parsed, document=replace(parsed.document, text=text), quotes=(quote,))
    finder = Finder(text)
    words = name_quote(finder, quote)
    assert words is not None
    assert find_quote(held, finder, words) == 0
    assert spans[-1].start in {found.end - 1 for found in finder.find_all(words)}


def test_what_has_no_words_has_no_name_and_finds_nothing() -> None:
    finder = Finder("Yes. … !")
    assert finder.name([Span(5, 8)]) is None
    assert finder.find(Words("…")) is None
    assert finder.find(Words("No")) is None
    assert finder.find(Words("Yes … No")) is None


@given(texts, st.data())
def test_a_name_finds_the_words_that_it_was_made_of(text: str, data: st.DataObject) -> None:
    ends = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2)))
    span = Span(*ends)
    finder = Finder(text)
    named = finder.name([span])
    if named is None:
        assert not any(span.holds(place) for place in finder.places)
        return
    found = finder.find(named)
    assert found is not None
    assert found.start == next(place.start for place in finder.places if span.holds(place))
    head, tail = split_words(named.text)
    assert len(head) + len(tail) <= MOST_WORDS


def shifted(by: int) -> ParsedArticle:
    """The sample with its first quote cut shorter by some characters on each side, as another engine may have it."""
    parsed = samples.parsed()
    first = parsed.quotes[0]
    span = Span(first.span.start + by, first.span.end - by)
    return replace(parsed, quotes=(replace(first, span=span, parts=(span,)), *parsed.quotes[1:]))


@pytest.mark.parametrize(("by", "found"), [(0, 0), (-3, 0), (4, 0), (8, 0), (17, None)])
def test_a_quote_is_found_with_other_edges_as_long_as_it_is_mostly_the_same(by: int, found: int | None) -> None:
    parsed = samples.parsed()
    finder = Finder(parsed.text)
    words = name_quote(finder, parsed.quotes[0])
    assert words is not None
    assert find_quote(shifted(by), finder, words) == found


def test_an_actor_is_found_by_name_and_kind_then_by_name_then_by_what_else_it_is_called() -> None:
    parsed = samples.parsed()
    mayor = parsed.actors[0]
    name = name_actor(parsed, mayor)
    assert name == ActorName("Maria Okafor", ActorType.PERSON)
    retyped = replace(parsed, actors=(replace(mayor, type=ActorType.GROUP), *parsed.actors[1:]))
    assert find_actor(retyped, name) is retyped.actors[0]
    assert find_actor(parsed, ActorName("OKAFOR", ActorType.PERSON)) is mayor
    assert find_actor(parsed, ActorName("Okaf", ActorType.PERSON)) is None
    assert find_actor(parsed, replace(name, nth=2)) is None


def test_two_of_one_name_and_kind_are_told_apart_by_where_they_come_first() -> None:
    parsed = samples.parsed()
    mayor = parsed.actors[0]
    later = replace(mayor, id=ActorId("a9"), mentions=mayor.mentions[2:])
    two = replace(parsed, actors=(later, *parsed.actors))
    assert name_actor(two, mayor).nth == 1
    assert name_actor(two, later).nth == 2
    assert find_actor(two, name_actor(two, later)) is later


def named(uri: str, article_id: str, title: str) -> ArticleName:
    document = replace(samples.document(), id=ArticleId(article_id), source=Source(SourceKind.FILE, uri), title=title)
    return name_article(document)


def test_an_article_is_the_same_where_two_of_source_id_and_title_are() -> None:
    here = str(Path("news/a.txt").absolute())
    one = named(here, "x1", "Dockers out")
    for same in (named("news/a.txt", "x2", "Dockers out"), named("/moved/a.txt", "x1", "Dockers out")):
        assert set(keys_of(one)) & set(keys_of(same))
    assert set(keys_of(one)) & set(keys_of(named(here, "x1", "Dockers are out")))
    for other in (
        named(here, "x2", "Dockers in"),
        named("/b.txt", "x1", "Other"),
        named("/b.txt", "x2", "Dockers out"),
    ):
        assert not set(keys_of(one)) & set(keys_of(other))
    assert named("https://e.test/a", "1", "T").source == "https://e.test/a"
    assert named("news/../news/a.txt", "x1", "Dockers out") == one


@pytest.mark.parametrize(
    ("kind", "uri", "by_title", "by_id"),
    [
        (SourceKind.FILE, "/news/a.txt", True, True),
        (SourceKind.HTML, "https://e.test/a", True, True),
        (SourceKind.JSONL, "/news/a.jsonl", False, True),
        (SourceKind.FEED, "https://e.test/feed", False, True),
        (SourceKind.JSONL, "-", False, True),
        (SourceKind.FILE, "-", False, True),
        (SourceKind.STDIN, "-", False, False),
    ],
)
def test_two_of_one_title_are_one_only_where_the_source_holds_one(
    kind: SourceKind, uri: str, by_title: bool, by_id: bool
) -> None:
    one = replace(samples.document("one", title="Live"), source=Source(kind, uri))
    name = name_article(one)
    assert is_about(name, one)
    assert is_about(name, replace(one, id=ArticleId("two"))) is by_title
    assert is_about(name, replace(one, title="Dead")) is by_id
