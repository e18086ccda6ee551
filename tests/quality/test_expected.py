from __future__ import annotations

from dataclasses import replace

import pytest

from newsreader.model.article import (
    Actor,
    ActorType,
    Bound,
    Event,
    Figure,
    Mention,
    MentionForm,
    ParsedArticle,
    Quote,
    QuoteType,
    Relation,
    Speaker,
    Tie,
)
from newsreader.model.spans import ActorId, Span
from tests.analysis.documents import document
from tests.quality.expected import Expected, Outcome, hold_against, plain, read_expected
from tests.quality.sets import DATA, GUM, SEEDS

TEXT = "“It is cold,” said Ann Stone of the UN.\nIt was put off."
ANN, UN = ActorId("a1"), ActorId("a2")


def at(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


QUOTE = Quote(
    at("It is cold,"), (at("It is cold,"),), QuoteType.DIRECT, at(TEXT[:30]), (Speaker(at("Ann Stone"), ANN),)
)
ARTICLE = ParsedArticle(
    replace(document(TEXT), title="A cold day"),
    actors=(
        Actor(ANN, "Ann Stone", ActorType.PERSON, (Mention(at("Ann Stone"), MentionForm.NAME),)),
        Actor(UN, "the UN", ActorType.ORGANISATION, (Mention(at("UN"), MentionForm.NAME),)),
    ),
    quotes=(QUOTE,),
    ties=(Tie(ANN, Relation.WORKS_FOR, UN, at("Ann Stone of the UN")),),
    events=(Event(at("It was put off"), "It was put off", "on Monday", "2024-03-04"),),
    figures=(Figure(at("It is cold"), 3, Bound.AT_LEAST),),
)
EXPECTED = Expected(
    "a.txt",
    "A cold day",
    ("body", "body"),
    (("Ann Stone", "person"), ("UN", "organisation place")),
    (("Ann Stone", "UN"),),
    ("Cold",),
    ((("Ann Stone",), "It is cold"), ((), "It was put off")),
    (("Ann Stone", "works-for represents", "UN"),),
    dates=(("on Monday", "2024-03-04"),),
    counts=(("is cold", 3, "at_least"),),
)


def held(article: ParsedArticle, expected: Expected = EXPECTED) -> Outcome:
    return hold_against(article, expected)


def test_what_is_as_expected_has_no_faults() -> None:
    outcome = held(ARTICLE)
    assert outcome.faults == []
    assert outcome.held == outcome.asked
    assert all(outcome.asked[section] for section in ("lines", "actors", "kinds", "said", "ties"))
    assert outcome.ties_right == 100


@pytest.mark.parametrize(
    ("spoilt", "section"),
    [
        (replace(ARTICLE, quotes=()), "said"),
        (replace(ARTICLE, quotes=(replace(QUOTE, speakers=()),)), "said"),
        (replace(ARTICLE, quotes=(replace(QUOTE, speakers=(Speaker(at("UN"), UN),)),)), "said"),
        (
            replace(
                ARTICLE,
                quotes=(*ARTICLE.quotes, replace(QUOTE, span=at("It was put off"), parts=(at("It was put off"),))),
            ),
            "said",
        ),
        (replace(ARTICLE, actors=ARTICLE.actors[1:], quotes=(), ties=()), "actors"),
        (replace(ARTICLE, actors=(replace(ARTICLE.actors[0], type=ActorType.PLACE), ARTICLE.actors[1])), "kinds"),
        (replace(ARTICLE, ties=()), "ties"),
        (replace(ARTICLE, events=()), "dates"),
        (replace(ARTICLE, events=(replace(ARTICLE.events[0], date=None),)), "dates"),
        (replace(ARTICLE, figures=()), "counts"),
        (replace(ARTICLE, figures=(replace(ARTICLE.figures[0], value=4),)), "counts"),
        (replace(ARTICLE, document=replace(ARTICLE.document, title="Another")), "lines"),
    ],
)
def test_each_fault_is_found(spoilt: ParsedArticle, section: str) -> None:
    outcome = held(spoilt)
    assert outcome.share(section) < 100
    assert any(fault.startswith(section) for fault in outcome.faults)


def test_a_tie_that_nobody_expects_is_wrong_and_one_that_may_be_there_is_not() -> None:
    turned = replace(ARTICLE, ties=(Tie(UN, Relation.WORKS_FOR, ANN, at("UN"), confidence=0.7),))
    assert held(turned).ties == [(0.7, False)]
    may = replace(EXPECTED, also=(("UN", "works-for", "Ann Stone"),))
    assert held(turned, may).ties == [(0.7, True)]


def test_words_that_are_not_in_the_article_are_refused() -> None:
    with pytest.raises(ValueError, match="does not hold"):
        held(ARTICLE, replace(EXPECTED, said=((("Ann Stone",), "It is hot"),)))


def test_words_may_leave_out_their_middle() -> None:
    assert held(ARTICLE, replace(EXPECTED, said=((("Ann Stone",), "It ... cold"),))).faults == []


def test_names_are_compared_without_articles_and_marks() -> None:
    assert plain("The UN’s") == plain("“un”") == "un"


def test_what_is_expected_of_the_seeds_is_of_seeds_that_are_there() -> None:
    expected = read_expected(DATA / "seeds.yaml")
    assert len(expected) >= 9
    for each in expected:
        assert (SEEDS / each.file).exists()
        assert len(each.actors) >= 5
        assert len(each.said) >= 5
        assert each.ties


def test_what_is_expected_of_the_set_is_of_its_articles() -> None:
    assert {each.file for each in read_expected(DATA / "gum_ties.yaml")} == GUM.read().keys()
