from __future__ import annotations

import pytest

from newsreader.analysis.pipeline import Pipeline
from newsreader.model.article import CueClass, QuoteType
from tests.analysis.documents import document, said, speakers

pytestmark = pytest.mark.model

ONE_QUOTE = [
    pytest.param(
        "“The bridge is closed,” said Maria Lopez, a spokeswoman for the port.",
        "direct", ["The bridge is closed,"], ["Maria Lopez"], "said", id="inverted, apposition",
    ),
    pytest.param(
        "“We want a clear answer from the council”, Peter Hall, the mayor of the town, said on Friday.",
        "direct", ["We want a clear answer from the council"], ["Peter Hall"], "said", id="apposition before the verb",
    ),
    pytest.param(
        "“The bridge is closed,” Maria Lopez said. “It will stay closed until spring.”",
        "direct", ["The bridge is closed,", "It will stay closed until spring."], ["Maria Lopez"], "said",
        id="interrupted",
    ),
    pytest.param(
        "Maria Lopez said: “The bridge is closed.”",
        "direct", ["The bridge is closed."], ["Maria Lopez"], "said", id="colon",
    ),
    pytest.param(
        "Maria Lopez had a simple answer:\n“The bridge is closed for the whole winter.”",
        "direct", ["The bridge is closed for the whole winter."], ["Maria Lopez"], None, id="colon, next paragraph",
    ),
    pytest.param(
        "“The bridge is closed for the whole winter.” — Maria Lopez",
        "direct", ["The bridge is closed for the whole winter."], ["Maria Lopez"], None, id="dash",
    ),
    pytest.param(
        "''Tell that to the people of this town,'' Mr. Hall said.",
        "direct", ["Tell that to the people of this town,"], ["Hall"], "said", id="two apostrophes",
    ),
    pytest.param(
        "Maria Lopez warned that the bridge could collapse.",
        "indirect", ["that the bridge could collapse"], ["Maria Lopez"], "warned", id="clause",
    ),
    pytest.param(
        "According to Peter Hall, the bridge was built in a hurry.",
        "indirect", ["the bridge was built in a hurry"], ["Peter Hall"], "According to", id="according to",
    ),
    pytest.param(
        "The bridge was built in a hurry, Peter Hall said.",
        "indirect", ["The bridge was built in a hurry"], ["Peter Hall"], "said", id="verb behind",
    ),
    pytest.param(
        "Maria Lopez and Peter Hall said that the bridge was safe.",
        "indirect", ["that the bridge was safe"], ["Maria Lopez", "Peter Hall"], "said", id="two speakers",
    ),
    pytest.param(
        "Peter Hall promised to repair the bridge.",
        "indirect", ["to repair the bridge"], ["Peter Hall"], "promised", id="infinitive",
    ),
    pytest.param(
        "Peter Hall called for a new bridge over the river.",
        "indirect", ["a new bridge over the river"], ["Peter Hall"], "called", id="called for",
    ),
    pytest.param(
        "Peter Hall said the plan for the bridge was “a gift to the builders” of the region.",
        "mixed", ["the plan for the bridge was “a gift to the builders” of the region"], ["Peter Hall"], "said",
        id="mixed",
    ),
    pytest.param(
        "Peter Hall, who said that the bridge was safe, has resigned.",
        "indirect", ["that the bridge was safe"], ["Peter Hall"], "said", id="relative clause",
    ),
    pytest.param(
        "A spokesman said that the bridge was safe.",
        "indirect", ["that the bridge was safe"], ["A spokesman"], "said", id="no name",
    ),
    pytest.param(
        "It was announced that the bridge would close.",
        "indirect", ["that the bridge would close"], [], "announced", id="nobody",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "words", "who", "cue"), ONE_QUOTE)
def test_one_statement(
    rules: Pipeline, text: str, kind: str, words: list[str], who: list[str], cue: str | None
) -> None:
    article = rules.analyse(document(text))
    assert len(article.quotes) == 1
    quote = article.quotes[0]
    assert (quote.type.value, said(article, quote), speakers(article, quote)) == (kind, words, who)
    assert (quote.cue.span.of(text) if quote.cue else None) == cue
    assert quote.sentence.holds(quote.span)


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “expert” lost his way in the wood.",
        "She sang “The Long Road Home” and left the hall.",
        "The attack was condemned as a violation of the treaty.",
        "The talks lasted two hours and ended without a result.",
        "The bridge “by the mill” is old.",
    ],
)
def test_what_is_no_statement(rules: Pipeline, text: str) -> None:
    article = rules.analyse(document(text))
    assert [speakers(article, quote) for quote in article.quotes if quote.speakers] == []


def test_two_quotations_of_a_paragraph_keep_their_speakers(rules: Pipeline) -> None:
    text = "“We are back,” said Jean Roe, a clerk. “It will be long”, Tom Ash, the envoy to the town, said later."
    article = rules.analyse(document(text))
    assert [speakers(article, quote) for quote in article.quotes] == [["Jean Roe"], ["Tom Ash"]]


def test_a_new_sentence_behind_a_full_stop_takes_no_quotation(rules: Pipeline) -> None:
    text = "“It is not over,” said Ada Stone. “We shall see what comes next.” Peter Hall denied that he was leaving."
    article = rules.analyse(document(text))
    assert [speakers(article, quote) for quote in article.quotes] == [["Ada Stone"], ["Peter Hall"]]
    assert said(article, article.quotes[0]) == ["It is not over,", "We shall see what comes next."]


def test_a_quotation_that_fills_the_next_paragraph_goes_on(rules: Pipeline) -> None:
    text = "“The bridge is closed,” said Maria Lopez.\n“It will stay closed until the spring.”"
    article = rules.analyse(document(text))
    assert [speakers(article, quote) for quote in article.quotes] == [["Maria Lopez"], ["Maria Lopez"]]
    assert article.quotes[1].confidence < article.quotes[0].confidence


def test_a_quotation_of_several_paragraphs_is_one(rules: Pipeline) -> None:
    text = "Maria Lopez said: “The bridge is closed.\n“It will stay closed until spring.”"
    article = rules.analyse(document(text))
    assert [said(article, quote) for quote in article.quotes] == [
        ["The bridge is closed.", "It will stay closed until spring."]
    ]


def test_the_turns_of_a_transcript(rules: Pipeline) -> None:
    text = "HALL: Why is the bridge closed?\nLOPEZ: It is old and it is cold.\nHALL: When will it open again?"
    article = rules.analyse(document(text))
    words = [said(article, quote)[0] for quote in article.quotes]
    assert words == ["Why is the bridge closed?", "It is old and it is cold.", "When will it open again?"]
    assert [quote.speakers[0].span.of(text) for quote in article.quotes] == ["HALL", "LOPEZ", "HALL"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Maria Lopez said that the bridge was safe.", True),
        ("Maria Lopez did not say that the bridge was safe.", False),
        ("Maria Lopez will say that the bridge is safe.", False),
    ],
)
def test_whether_it_was_said_at_all(rules: Pipeline, text: str, expected: bool) -> None:
    article = rules.analyse(document(text))
    assert [quote.asserted for quote in article.quotes] == [expected]


@pytest.mark.parametrize(
    ("verb", "expected", "speech"),
    [
        ("denied", CueClass.DENY, True),
        ("claimed", CueClass.CLAIM, True),
        ("warned", CueClass.WARN, True),
        ("believes", CueClass.THINK, False),
        ("admitted", CueClass.AGREE, True),
    ],
)
def test_what_the_verb_does(rules: Pipeline, verb: str, expected: CueClass, speech: bool) -> None:
    article = rules.analyse(document(f"Maria Lopez {verb} that the bridge was safe."))
    (quote,) = article.quotes
    assert quote.cue is not None
    assert (quote.cue.cls, quote.speech, quote.type) == (expected, speech, QuoteType.INDIRECT)


def test_about_names_those_inside(rules: Pipeline) -> None:
    article = rules.analyse(document("Maria Lopez said that France and Peter Hall had agreed."))
    (quote,) = article.quotes
    inside = {actor.name for actor in article.actors if actor.id in quote.about}
    assert inside == {"France", "Peter Hall"}
