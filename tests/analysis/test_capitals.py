from __future__ import annotations

import pytest

from newsreader.analysis.pipeline import Pipeline
from newsreader.model.article import ActorType
from tests.analysis.documents import document, named

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The vote was lost, said Father Gianni Baget Bozzo, a priest.", "Gianni Baget Bozzo"),
        ("Mr Sedgely spoke. He asked for Mr Sedgely.", "Sedgely"),
        ("DW's Jan D. Walter reports on the vote.", "Jan D. Walter"),
    ],
)
def test_persons_behind_titles_and_given_names(pipeline: Pipeline, text: str, name: str) -> None:
    assert named(pipeline.analyse(document(text)), name).type is ActorType.PERSON


def test_initials_in_brackets_are_found_wherever_they_stand(pipeline: Pipeline) -> None:
    text = "The Institute for Harbour Studies (IHS) met on Monday. An expert of the IHS was there."
    actor = named(pipeline.analyse(document(text)), "Institute for Harbour Studies")
    assert [mention.span.of(text) for mention in actor.mentions if mention.span.of(text) == "IHS"] == ["IHS", "IHS"]


def test_two_halves_of_a_name_that_has_initials(pipeline: Pipeline) -> None:
    text = "The United Deck and Port Workers (UDPW) voted on Monday. The UDPW was pleased."
    article = pipeline.analyse(document(text))
    assert {alias.text for alias in named(article, "United Deck and Port Workers").aliases} == {"UDPW"}
