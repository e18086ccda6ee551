from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.analysis.everyday import is_everyday
from newsreader.analysis.passages import find_passages
from newsreader.analysis.pipeline import Pipeline
from newsreader.analysis.recasing import is_in_capitals, recase
from newsreader.model.article import ActorType
from tests.analysis.documents import document, named, said, speakers

pytestmark = pytest.mark.model

ALPHABET = "ABCÄÉßİǆŉ .!?'’\"“”-0é\u0301x"
"""Letters that change their number with their case among them."""


def one(text: str) -> str:
    return recase([text])[0]


@pytest.mark.parametrize(
    ("capitals", "written"),
    [
        ("THE UNITED STATES SENT AN ENVOY TO LIBYA.", "The United States sent an envoy to Libya."),
        ('THEY WAITED. "WE DON\'T KNOW," HE SAID.', 'They waited. "We don\'t know," he said.'),
        ("MR. BROWN SPOKE ON MONDAY, MAY 4.", "Mr. Brown spoke on Monday, May 4."),
        ("THE COUNCIL MET HAMDULLAH MOHIB YESTERDAY.", "The council met Hamdullah Mohib yesterday."),
        ("THE U.S. AND NATO TALKED ABOUT IT.", "The U.S. and NATO talked about it."),
        ("OFFICIALS TOLD US THAT A CAR WAS FOUND.", "Officials told us that a car was found."),
        ("POLICE SAID THE US PRESIDENT WAS THERE.", "Police said the US President was there."),
        ("I SAW THE FRENCH AND I LEFT.", "I saw the French and I left."),
    ],
)
def test_text_in_capitals_is_read_as_it_would_be_written(capitals: str, written: str) -> None:
    assert one(capitals).lower() == written.lower()
    assert one(capitals) == written or one(capitals) == written.replace("President", "president")


def test_other_text_stays_as_it_is() -> None:
    texts = ["NATO AND THE UN", "The UN said that NATO WAS LATE, and left.", "WALLACE: If I may, sir, go on with it."]
    assert recase(texts) == texts


def test_in_an_article_in_capitals_short_lines_are_read_so_too() -> None:
    assert recase(["A LONG LINE WITH MANY WORDS IN IT", "HELP CAME"])[1] == "Help came"


def test_the_rest_of_the_article_tells_how_a_word_is_written() -> None:
    rest = "It was said that the Rock stood there, and eBay, and that the rabbit sat on the Rock all day long."
    assert recase([rest, "THE ROCK AND EBAY AND THE RABBIT STAND"])[1] == "The Rock and eBay and the rabbit stand"


def test_a_surname_that_is_an_everyday_word_is_one_everywhere() -> None:
    assert one("DONALD TRUMP SPOKE OFTEN THERE. VOTERS LIKE TRUMP.") == (
        "Donald Trump spoke often there. Voters like Trump."
    )


def test_everyday_words_are_told_from_names() -> None:
    assert all(map(is_everyday, ["visas", "announced", "the", "quickly", "teams", "ministers"]))
    assert not any(map(is_everyday, ["obama", "mohib", "microsoft"]))


@given(st.lists(st.text(st.sampled_from(ALPHABET), max_size=60), max_size=4))
def test_each_letter_stays_one_letter(texts: list[str]) -> None:
    found = recase(texts)
    assert [len(text) for text in found] == [len(text) for text in texts]
    for before, after in zip(texts, found, strict=True):
        assert all(one == other or one.lower() == other.lower() for one, other in zip(before, after, strict=True))
        assert before == after or is_in_capitals(before) or before.isupper()


def test_places_hold_in_text_in_capitals() -> None:
    text = "THE OFFICE OF STRAẞE OKA\u200bFOR SPOKE TO  US."
    (passage,), _ = find_passages(document(text))
    start = passage.text.index("Okafor")
    assert passage.span(start, start + 6).of(text) == "OKA\u200bFOR"


def test_names_and_quotes_are_found_and_shown_as_written(pipeline: Pipeline) -> None:
    text = 'GHASSAN SALAME, THE ENVOY OF THE UNITED NATIONS, SPOKE IN LIBYA.\n"WE ARE READY TO TALK," SALAME SAID.'
    article = pipeline.analyse(document(text))
    envoy = named(article, "Ghassan Salame")
    assert envoy.type is ActorType.PERSON
    assert {mention.span.of(text) for mention in envoy.mentions} >= {"GHASSAN SALAME", "SALAME"}
    assert named(article, "Libya").type is ActorType.STATE
    (quote,) = article.quotes
    assert said(article, quote)[0].strip('",') == "WE ARE READY TO TALK"
    assert speakers(article, quote) == ["Ghassan Salame"]
