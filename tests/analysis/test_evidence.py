"""What names are, told by the words around them; invented names, which the model cannot know."""

from __future__ import annotations

import pytest

from newsreader.analysis.pipeline import Pipeline
from newsreader.model.article import ActorType
from tests.analysis.documents import document, named

pytestmark = pytest.mark.model

KINDS = [
    ("Vesmarra's prime minister left. Vesmarra was calm.", "Vesmarra", ActorType.STATE),
    ("Karsovian troops left. The war hurt Karsovia, he said.", "Karsovia", ActorType.STATE),
    ("The shells hit the town of Selmark at night.", "Selmark", ActorType.PLACE),
    ("The Doric Museum was closed on Monday.", "Doric Museum", ActorType.FACILITY),
    ("She wrote for the newspaper Quellbote in May.", "Quellbote", ActorType.OUTLET),
    ("The Royal Harbour Society met on Monday.", "Royal Harbour Society", ActorType.ORGANISATION),
    ("They crossed the Orlec Strait at dawn.", "Orlec Strait", ActorType.PLACE),
    ("Homes were lost when Storm Barry came. Storm Barry was slow.", "Storm Barry", ActorType.EVENT),
    ("Twitter was late. Twitter paid.", "Twitter", ActorType.ORGANISATION),
]


@pytest.mark.parametrize(("text", "name", "kind"), KINDS)
def test_what_a_name_names(pipeline: Pipeline, text: str, name: str, kind: ActorType) -> None:
    assert named(pipeline.analyse(document(text)), name).type is kind


def test_a_surname_in_the_lists_is_a_person_beside_its_full_name(pipeline: Pipeline) -> None:
    article = pipeline.analyse(document("Robert Bosch was an inventor. Bosch lived in Stuttgart."))
    assert named(article, "Robert Bosch").type is ActorType.PERSON
    assert len(named(article, "Robert Bosch").mentions) >= 2


def test_places_play_in_a_report_of_sports_only(pipeline: Pipeline) -> None:
    sport = (
        "Belgium beat Panama in their first match of the tournament. The striker scored two goals in the second half. "
        "The goalkeeper of Panama saved a penalty. The coach praised the midfielder after the match, and the defender "
        "and the squad went to the stadium. Panama lost the match. Belgium scored a third goal."
    )
    assert named(pipeline.analyse(document(sport)), "Belgium").type is ActorType.ORGANISATION
    politics = "Belgium beat Panama in the vote. Belgium is rich."
    assert named(pipeline.analyse(document(politics)), "Belgium").type is ActorType.STATE


def test_a_word_that_begins_a_sentence_is_no_part_of_a_body(pipeline: Pipeline) -> None:
    article = pipeline.analyse(document("If Parliament agrees to the treaty, the minister will resign before winter."))
    assert not [actor.name for actor in article.actors if actor.name.startswith("If")]
