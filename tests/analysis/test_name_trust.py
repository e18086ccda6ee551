from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsreader.analysis import name_trust
from newsreader.analysis.chances import chance
from newsreader.analysis.name_trust import read_signs
from newsreader.analysis.pipeline import Pipeline
from newsreader.model.article import Actor, MentionForm
from tests.analysis.documents import document, named

WEIGHTS = json.loads((Path(name_trust.__file__).parent / "lexicon" / "name_trust.json").read_text(encoding="utf-8"))


def sure(actor: Actor) -> float:
    return max(mention.confidence for mention in actor.mentions if mention.form is MentionForm.NAME)


def test_no_signs_are_even_odds_by_the_weight_of_none() -> None:
    assert chance({}, {"even": 0.0}) == pytest.approx(0.5)
    assert chance({"listed": 1.0}, {"even": 0.0, "listed": 2.0}) > chance({"listed": 0.0}, {"even": 0.0, "listed": 2.0})


@pytest.mark.parametrize("sign", ["listed", "seen", "often", "votes", "given", "of_full", "body_word", "initials"])
def test_what_speaks_for_a_name_makes_it_surer(sign: str) -> None:
    assert WEIGHTS[sign] > 0


@pytest.mark.parametrize("sign", ["votes_against", "cut", "attribute"])
def test_what_speaks_against_a_name_makes_it_less_sure(sign: str) -> None:
    assert WEIGHTS[sign] < 0


def test_there_is_a_weight_for_each_sign_and_for_no_other() -> None:
    from newsreader.analysis.parse import Parse, Sentence, Word
    from newsreader.analysis.spotted import Name

    word = Word(0, 0, 3, "Oka", "oka", "NNP", "ROOT", 0, 0, 0, 0)
    signs = read_signs(Parse("Oka", (), [word], [Sentence(0, 0, 0)]), [Name(0, 0, "PERSON", "Oka")])
    assert {"even", *signs[0]} == set(WEIGHTS)


@pytest.mark.model
def test_well_known_names_and_full_names_are_sure(pipeline: Pipeline) -> None:
    text = "The United Nations met on Monday.\nMr. Peter Sedgely left France. Sedgely spoke. France was pleased."
    article = pipeline.analyse(document(text))
    for name in ("United Nations", "France", "Peter Sedgely"):
        assert sure(named(article, name)) >= 0.9, name


@pytest.mark.model
def test_a_strange_word_said_once_is_less_sure_than_a_known_one(pipeline: Pipeline) -> None:
    article = pipeline.analyse(document("The team of Quorvex arrived in France on Monday."))
    strange = [actor for actor in article.actors if actor.name == "Quorvex"]
    assert all(sure(actor) < sure(named(article, "France")) for actor in strange)
    assert all(0 <= mention.confidence <= 1 for actor in article.actors for mention in actor.mentions)
