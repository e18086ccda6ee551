from __future__ import annotations

import pytest

from newsreader.analysis.pipeline import Pipeline
from tests.analysis.documents import document

pytestmark = pytest.mark.model


def test_people_stand_above_the_place_and_the_paper(pipeline: Pipeline) -> None:
    text = (
        "Mayor Tom Hale resigned in Berlin on Monday, Reuters reported. Hale said in Berlin that he was tired. "
        "Critics in Berlin were pleased, Reuters wrote. Maria Lopez will follow Hale."
    )
    article = pipeline.analyse(document(text))
    order = [actor.name for actor in article.actors if actor.named]
    assert order[0] == "Tom Hale"
    assert order.index("Maria Lopez") < order.index("Reuters")


def test_what_only_tells_which_counts_less(pipeline: Pipeline) -> None:
    text = "The US election was on Monday. The US vote was calm. France won. France was pleased."
    article = pipeline.analyse(document(text))
    assert article.actors[0].name == "France"
