"""Whom pronouns and descriptions point to."""

from __future__ import annotations

import pytest

from newsreader.analysis.pipeline import Pipeline
from newsreader.model.article import ActorType, MentionForm
from tests.analysis.documents import document, named

pytestmark = pytest.mark.model

POINTED = [
    pytest.param("Maria Lopez left. She was tired.", "Maria Lopez", "She", id="she"),
    pytest.param("Maria Lopez met Tom Hale. She was tired.", "Maria Lopez", "She", id="gender"),
    pytest.param("Tom Hale left the house. His wife stayed.", "Tom Hale", "His", id="his"),
    pytest.param("Amnesty International met. They were late.", "Amnesty International", "They", id="they"),
    pytest.param("The Harbour Workers Union said it was ready.", "Harbour Workers Union", "it", id="it says"),
    pytest.param("Tom Hale, a retired judge, left.", "Tom Hale", "a retired judge", id="apposition"),
    pytest.param("“We are ready,” said Tom Hale, its general secretary.", "Tom Hale", "its general secretary",
                 id="behind a comma"),
    pytest.param("Maria Lopez spoke of Anna Roe. “Anna is calm,” she said.", "Maria Lopez", "she",
                 id="who spoke, not who is spoken of"),
    pytest.param("The European Court of Justice met. The court was late.", "European Court of Justice", "The court",
                 id="noun of the name"),
    pytest.param("The Süddeutsche Zeitung wrote on it. The war goes on, the paper said.", "Süddeutsche Zeitung",
                 "the paper", id="the paper"),
    pytest.param("“I left my house,” said Tom Hale.", "Tom Hale", "my", id="I of a quotation"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "words"), POINTED)
def test_whom_words_point_to(pipeline: Pipeline, text: str, name: str, words: str) -> None:
    actor = named(pipeline.analyse(document(text)), name)
    assert words in {m.span.of(text) for m in actor.mentions if m.form is not MentionForm.NAME}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("Maria Lopez left. He was tired.", "Maria Lopez", id="other gender"),
        pytest.param("Tom Hale told him the news.", "Tom Hale", id="object of the same verb"),
        pytest.param("The Harbour Workers Union met. It was raining.", "Harbour Workers Union", id="it of the weather"),
        pytest.param("Tom Hale left. A judge was late.", "Tom Hale", id="somebody new"),
    ],
)
def test_whom_they_do_not_point_to(pipeline: Pipeline, text: str, name: str) -> None:
    actor = named(pipeline.analyse(document(text)), name)
    assert all(mention.form is MentionForm.NAME for mention in actor.mentions)


def test_a_description_that_comes_again_is_one_actor(pipeline: Pipeline) -> None:
    text = "A teacher saw the clock. The teacher called the police. Later the police came."
    article = pipeline.analyse(document(text))
    teacher, police = named(article, "A teacher"), named(article, "the police")
    assert (len(teacher.mentions), len(police.mentions)) == (2, 2)
    assert not teacher.named
    assert police.type is ActorType.ORGANISATION


def test_a_description_that_comes_once_stands_outside_the_story(pipeline: Pipeline) -> None:
    article = pipeline.analyse(document("Tom Hale met a teacher in Rome. Hale was late."))
    assert named(article, "a teacher").salience == 0
    assert named(article, "Tom Hale").salience == 1


def test_forces_are_their_own(pipeline: Pipeline) -> None:
    article = pipeline.analyse(document("Khalifa Haftar left. Haftar’s forces took the town."))
    forces = named(article, "Haftar’s forces")
    assert (forces.type, forces.named) == (ActorType.ARMED_GROUP, False)
    assert forces.salience > 0


def test_what_a_limit_left_out_is_said(pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsreader.analysis.references.MOST_REFERENCES", 1)
    article = pipeline.analyse(document("Maria Lopez left. She was tired. She slept. She woke."))
    assert any("pronouns" in sentence for sentence in article.document.left_out)
