from __future__ import annotations

import pytest

from newsreader.analysis.pipeline import Pipeline
from newsreader.analysis.tie_places import PlaceTies
from newsreader.model.article import Actor, ActorType, Relation
from newsreader.model.spans import ActorId
from tests.analysis.documents import document
from tests.analysis.test_tie_names import named

pytestmark = pytest.mark.model

PLACED = [
    ("They met in Geneva, Switzerland, on Monday.", {("Geneva", "Switzerland")}),
    ("The factory stands in Omsk in Siberia.", {("Omsk", "Siberia")}),
    ("Brussels-based NATO waited.", {("NATO", "Brussels")}),
    ("She left the University of California, San Diego.", set()),
    ("She told reporters in Berlin, Russian troops have left Paris.", set()),
    ("Growing up in Cleveland, Ohio Republicans will cast 42 votes.", set()),
    ("They stopped in Paris, Berlin and Rome.", set()),
    ("Japan, North Korea talk on Monday.", set()),
    ("They met in Washington, D.C., on Monday.", set()),
]


def placed(pipeline: Pipeline, text: str, relation: Relation) -> set[tuple[str, str]]:
    article = pipeline.analyse(document(text))
    names = {actor.id: actor.name for actor in article.actors}
    return {(names[tie.subject], names[tie.object]) for tie in article.ties if tie.relation is relation}


@pytest.mark.parametrize(("text", "expected"), PLACED, ids=[text for text, _ in PLACED])
def test_where_it_is(pipeline: Pipeline, text: str, expected: set[tuple[str, str]]) -> None:
    assert placed(pipeline, text, Relation.LOCATED_IN) == expected


PARTS = [
    ("The United Nations Support Mission left.", "United Nations", True),
    ("The EU Commission left.", "EU", True),
    ("The Green Party of Norrick left.", "Green Party", False),
    ("The Union Carbide Corporation left.", "Union Carbide", False),
    ("The Homeland Security Department left.", "Homeland Security", False),
]


@pytest.mark.parametrize(("text", "whole", "is_part"), PARTS, ids=[text for text, _, _ in PARTS])
def test_a_body_named_after_the_whole_is_part_of_it(pipeline: Pipeline, text: str, whole: str, is_part: bool) -> None:
    name = text.removeprefix("The ").removesuffix(" left.")
    names, actors = named(pipeline, text, name)
    actors.append(Actor(ActorId("a2"), whole, ActorType.ORGANISATION, ()))
    rules = PlaceTies(names.parse, names, actors)
    drafts = [draft for word in names.parse.words for draft in rules.of(word)]
    assert [(draft.one.actor.name, draft.relation, draft.other.actor.name) for draft in drafts] == (
        [(name, Relation.PART_OF, whole)] if is_part else []
    )
