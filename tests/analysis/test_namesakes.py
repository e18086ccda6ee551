from __future__ import annotations

import pytest

from newsreader.analysis.namesakes import DOUBTFUL
from newsreader.analysis.pipeline import Pipeline
from tests.analysis.documents import document, named

pytestmark = pytest.mark.model

PAIR = "Osmar Marsh, the commander, left Rome. Lida Marsh, the judge, stayed in Paris for a week. "


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param(PAIR + "Marsh was late.", "Lida Marsh", id="the nearest full name"),
        pytest.param(PAIR + "Commander Marsh was late.", "Osmar Marsh", id="a role of one"),
        pytest.param("Bill Marsh met Anna Marsh in Rome. Mrs. Marsh was late.", "Anna Marsh", id="a title"),
    ],
)
def test_whose_a_shared_surname_is(pipeline: Pipeline, text: str, name: str) -> None:
    actor = named(pipeline.analyse(document(text)), name)
    assert any(mention.span.of(text) == "Marsh" for mention in actor.mentions)


def test_a_body_of_the_same_name(pipeline: Pipeline) -> None:
    text = "Edmund Norrick left Norrick Lines. Philippa Norrick stayed. On Monday the Norrick crews were on strike."
    lines = named(pipeline.analyse(document(text)), "Norrick Lines")
    assert "Norrick" in {mention.span.of(text) for mention in lines.mentions}


def test_one_in_doubt_looks_unsure(pipeline: Pipeline) -> None:
    article = pipeline.analyse(document("Bill Marsh met Anna Marsh in Rome. Marsh was late."))
    assert [mention.confidence for mention in named(article, "Marsh").mentions] == [DOUBTFUL]
