from __future__ import annotations

import pytest

from newsreader.analysis.parse import read_parse
from newsreader.analysis.passages import find_passages
from newsreader.analysis.pipeline import Pipeline
from newsreader.analysis.tie_names import PIECE, Names
from newsreader.model.article import Actor, ActorType, Mention, MentionForm
from newsreader.model.spans import ActorId, Span
from tests.analysis.documents import document

pytestmark = pytest.mark.model


def named(
    pipeline: Pipeline, text: str, *names: str, kind: ActorType = ActorType.ORGANISATION
) -> tuple[Names, list[Actor]]:
    source = document(text)
    passages, _ = find_passages(source)
    parse = read_parse(text, passages, pipeline._read([passage.text for passage in passages]))
    actors = []
    for number, name in enumerate(names, 1):
        at = text.index(name)
        mention = Mention(Span(at, at + len(name)), MentionForm.NAME)
        actors.append(Actor(ActorId(f"a{number}"), name, kind, (mention,)))
    return Names(parse, actors), actors


def sure(pipeline: Pipeline, text: str, name: str, kind: ActorType = ActorType.ORGANISATION) -> float | None:
    names, _ = named(pipeline, text, name, kind=kind)
    word = next(word for word in names.parse.words if word.end == text.index(name) + len(name))
    found = names.one(word)
    return None if found is None else found.sure


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The National Oceanic and Atmospheric Administration met.", "Atmospheric Administration"),
        ("The European Council on Foreign Relations met.", "European Council"),
        ("The Anti-Corruption Commission met.", "Corruption Commission"),
    ],
)
def test_a_piece_of_a_name_is_less_sure(pipeline: Pipeline, text: str, name: str) -> None:
    assert sure(pipeline, text, name) == PIECE


def test_a_whole_name_is_sure(pipeline: Pipeline) -> None:
    assert sure(pipeline, "The World Bank and the Senate met.", "World Bank") == 1.0


def test_some_of_a_people_are_not_the_people(pipeline: Pipeline) -> None:
    assert sure(pipeline, "Millions of Americans voted.", "Americans", ActorType.GROUP) == PIECE


def test_half_a_compound_and_an_owner_are_nobody(pipeline: Pipeline) -> None:
    assert sure(pipeline, "The Senate-backed plan failed.", "Senate") is None


def test_markup_is_no_name(pipeline: Pipeline) -> None:
    names, _ = named(pipeline, "They read Senate](https://a.example today.", "Senate](https://a.example")
    assert not names.by_word


def test_coordinated_names_are_all_meant(pipeline: Pipeline) -> None:
    names, _ = named(pipeline, "The Senate, the World Bank and the Post Office met.", "Senate", "World Bank")
    word = next(word for word in names.parse.words if word.text == "Senate")
    assert [found.actor.name for found in names.all(word)] == ["Senate", "World Bank"]
