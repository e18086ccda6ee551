"""What goes into the file and comes out of it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.errors import WireError
from newsreader.library import stored
from newsreader.model.article import ParsedArticle
from newsreader.text.safe import is_safe
from tests.library.documents import analysed, document
from tests.strategies import articles


@given(articles())
def test_what_comes_out_is_what_went_in_and_safe(article: ParsedArticle) -> None:
    read = stored.loads(stored.dumps(article))
    assert is_safe(read.text)
    assert len(read.text) == len(article.text)
    assert read.quotes == article.quotes
    if is_safe(json.dumps(article.text, ensure_ascii=False)) and is_safe(article.text):
        assert read.text == article.text


def test_a_clean_article_is_not_changed() -> None:
    article = analysed(document())
    assert stored.loads(stored.dumps(article)) == article


def test_an_article_that_somebody_doctored_comes_out_harmless() -> None:
    text = stored.dumps(analysed(document())).replace("Maria Okafor", r"Maria\u001b]0;x\u0007 \u202eOkafor")
    article = stored.loads(text)
    assert is_safe(article.text)
    assert is_safe(article.actors[0].name)


def test_a_file_name_that_is_not_unicode_can_be_stored() -> None:
    article = ParsedArticle(document(uri="/news/caf\udce9.txt"))
    text = stored.dumps(article)
    assert text.encode()
    assert stored.loads(text).text == article.text
    assert stored.name("/news/caf\udce9.txt").encode() == b"/news/caf\\udce9.txt"


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"schema": 99}', "[" * 100_000, '{"a": ' * 100_000, b"{}", None, 7, "\\u0000"],
)
def test_what_is_no_article_is_said_to_be_none(text: object) -> None:
    with pytest.raises(WireError):
        stored.loads(text)


def test_a_date_out_of_all_range_is_no_article() -> None:
    text = stored.dumps(ParsedArticle(document())).replace("2024-03-01T12:00:00+00:00", "0001-01-01T00:00:00+23:00")
    with pytest.raises(WireError):
        stored.loads(text)


def test_what_a_reader_would_see_makes_the_digest() -> None:
    same = stored.digest(document())
    assert stored.digest(replace(document(), received=document(day=9).received, language="en")) == same
    assert stored.digest(document(text="Another")) != same
    assert stored.digest(document(title=None)) != same
    assert stored.digest(document(day=2)) != same
    assert stored.digest(document(title="ab", text="c")) != stored.digest(document(title="a", text="bc"))


@pytest.mark.parametrize(
    ("title", "text", "boilerplate", "shown"),
    [
        ("Talks  resume\u200b", "x", (), ("Talks resume", True)),
        (None, "GENEVA\nTalks went on.", (), ("GENEVA Talks went on.", False)),
        ("", "Talks went on.", (), ("Talks went on.", False)),
        ("\u200b", "Talks went on.", (), ("Talks went on.", False)),
        (None, "Advertisement\nTalks went on.", (0,), ("Talks went on.", False)),
        (None, "Advertisement", (0,), ("Advertisement", False)),
        (None, "", (), ("", False)),
        (None, " \n\t", (), ("", False)),
        (None, "port " * 100, (), ("port " * 23 + "port…", False)),
        (None, "a" * 500, (), ("a" * 119 + "…", False)),
    ],
)
def test_what_the_list_shows_for_a_title(
    title: str | None, text: str, boilerplate: tuple[int, ...], shown: tuple[str, bool]
) -> None:
    assert stored.headline(document(text=text, title=title, boilerplate=boilerplate)) == shown


@given(st.text(max_size=2000))
def test_first_words_are_short_and_safe(text: str) -> None:
    words, _ = stored.headline(document(text=text, title=None))
    assert len(words) <= stored.MOST_FIRST_WORDS
    assert is_safe(words)
    assert "\n" not in words
