from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from newsreader.analysis.pipeline import Pipeline
from newsreader.analysis.tagger.tagger import Stretch, Tagged
from newsreader.model.article import CueClass, ParsedArticle
from tests.analysis.documents import document, said, speakers

pytestmark = pytest.mark.model


class Told:
    """A tagger that finds what it is told to, by its words."""

    def __init__(self, *quotes: dict[str, Any]) -> None:
        self.quotes = quotes

    def read(self, texts: Sequence[str]) -> list[Tagged]:
        return [
            Tagged(
                [self._find(texts, part) for part in quote["said"]],
                self._find(texts, quote["cue"]) if quote.get("cue") else None,
                self._find(texts, quote["source"]) if quote.get("source") else None,
                quote.get("speech", 0.9),
                0.9,
                quote.get("sure", 0.9),
            )
            for quote in self.quotes
        ]

    @staticmethod
    def _find(texts: Sequence[str], words: str) -> Stretch:
        for number, text in enumerate(texts):
            if words in text:
                start = text.index(words)
                return Stretch(number, start, start + len(words), 0.95)
        raise AssertionError(words)


def read(pipeline: Pipeline, text: str, *quotes: dict[str, Any]) -> ParsedArticle:
    return Pipeline(pipeline._model, "test", Told(*quotes)).analyse(document(text))


def test_what_the_tagger_finds_is_a_quote_with_its_cue_and_speaker(pipeline: Pipeline) -> None:
    article = read(
        pipeline,
        "The bridge is shut for good, in the words of Maria Lopez, who runs the port.",
        {"said": ["The bridge is shut for good"], "cue": "in the words of", "source": "Maria Lopez, who runs the port"},
    )
    (quote,) = article.quotes
    assert said(article, quote) == ["The bridge is shut for good"]
    assert speakers(article, quote) == ["Maria Lopez"]
    assert quote.cue is not None
    assert quote.cue.cls is CueClass.NEUTRAL


def test_a_thought_is_not_speech(pipeline: Pipeline) -> None:
    article = read(
        pipeline,
        "Maria Lopez is of the view the bridge is shut.",
        {"said": ["the bridge is shut"], "cue": "is of the view", "source": "Maria Lopez", "speech": 0.1},
    )
    assert [quote.speech for quote in article.quotes] == [False]
    assert article.quotes[0].cue is not None
    assert article.quotes[0].cue.cls is CueClass.THINK


def test_a_negated_cue_is_not_asserted(pipeline: Pipeline) -> None:
    article = read(
        pipeline,
        "Maria Lopez did not say the bridge is shut.",
        {"said": ["the bridge is shut"], "cue": "did not say", "source": "Maria Lopez"},
    )
    assert [quote.asserted for quote in article.quotes] == [False]


def test_two_sources_are_two_speakers(pipeline: Pipeline) -> None:
    article = read(
        pipeline,
        "Maria Lopez and Peter Hall said the bridge is shut.",
        {"said": ["the bridge is shut"], "cue": "said", "source": "Maria Lopez and Peter Hall"},
    )
    assert speakers(article, article.quotes[0]) == ["Maria Lopez", "Peter Hall"]


def test_a_direct_quote_that_the_tagger_passes_over_is_found_by_its_marks(pipeline: Pipeline) -> None:
    article = read(pipeline, "“The bridge is shut for the whole winter,” said Maria Lopez.")
    assert [said(article, quote) for quote in article.quotes] == [["The bridge is shut for the whole winter,"]]
    assert speakers(article, article.quotes[0]) == ["Maria Lopez"]


def test_the_words_of_a_quote_may_lie_across_those_of_the_parse(pipeline: Pipeline) -> None:
    article = read(
        pipeline,
        "Maria Lopez said it can't be opened.",
        {"said": ["can"], "cue": "said", "source": "Maria"},
    )
    assert speakers(article, article.quotes[0]) == ["Maria Lopez"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("“The bridge is closed,” said Maria Lopez, a spokeswoman for the port.", [["Maria Lopez"]]),
        ("Maria Lopez, who said that the bridge was safe, has resigned.", [["Maria Lopez"]]),
        ("“We are back,” said Jean Roe. “It will be long”, Tom Ash said later.", [["Jean Roe"], ["Tom Ash"]]),
        ("“The bridge is closed,” said Maria Lopez.\n“It will stay so until spring.”", [["Maria Lopez"]] * 2),
        ("The bridge was built in a hurry, according to Peter Hall.", [["Peter Hall"]]),
        ("It was announced that the bridge was safe.", [[]]),
    ],
)
def test_tagger_and_rules_together(pipeline: Pipeline, text: str, who: list[list[str]]) -> None:
    article = pipeline.analyse(document(text))
    assert not article.document.left_out
    assert [speakers(article, quote) for quote in article.quotes] == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Russia and Ukraine met on Monday. Moscow said that the talks had failed.", ["Russia"]),
        ("The talks were held on Monday. Moscow said that they had failed.", ["Moscow"]),
        ("Russia sent a minister. Geneva said that the talks had failed.", ["Geneva"]),
    ],
)
def test_a_capital_speaks_for_its_state_where_the_article_has_that(
    pipeline: Pipeline, text: str, who: list[str]
) -> None:
    article = pipeline.analyse(document(text))
    assert speakers(article, article.quotes[-1]) == who
    assert {actor.name for actor in article.actors} >= {"Moscow" if "Moscow" in text else "Geneva"}
