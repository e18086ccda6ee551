from __future__ import annotations

import pytest

from newsreader.analysis.pipeline import Pipeline
from newsreader.model.article import ActorType, Basis, MentionForm
from tests.analysis.documents import document, named

pytestmark = pytest.mark.model

ONE_ACTOR = [
    pytest.param("Maria Lopez left. Lopez was tired.", "Maria Lopez", {"Lopez"}, id="surname"),
    pytest.param("Jean El Alam left. El Alam was tired.", "Jean El Alam", {"El Alam"}, id="surname with particle"),
    pytest.param("The UN met. The United Nations was late.", "United Nations", {"UN"}, id="known initials, before"),
    pytest.param(
        "The Harbour Workers Union (HWU) met on Monday. The HWU was late.", "Harbour Workers Union", {"HWU"},
        id="brackets",
    ),
    pytest.param("The UAE paid. The United Arab Emirates paid again.", "United Arab Emirates", {"UAE"}, id="state"),
    pytest.param("Libya paid. A Libyan minister left.", "Libya", {"Libyan"}, id="adjective"),
    pytest.param(
        "The European Commission met. The Commission was late.", "European Commission", {"Commission"}, id="head"
    ),
    pytest.param(
        "Bashar al-Assad left. Bashar al-Assad was calm. Bashir al-Assad slept.", "Bashar al-Assad",
        {"Bashir al-Assad"}, id="slip of a letter",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "aliases"), ONE_ACTOR)
def test_forms_of_one_actor(pipeline: Pipeline, text: str, name: str, aliases: set[str]) -> None:
    actor = named(pipeline.analyse(document(text)), name)
    assert {alias.text for alias in actor.aliases} == aliases
    assert len(actor.mentions) == 2 + (name in {"Harbour Workers Union", "Bashar al-Assad"})


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("The GNA fought the LNA near Tripoli.", "GNA", "LNA"),
        ("The United Nations spoke about the work of its United Nations Support Mission in Libya.", "United Nations",
         "United Nations Support Mission in Libya"),
        ("Bill Marsh met Anna Marsh in Rome.", "Bill Marsh", "Anna Marsh"),
    ],
)  # fmt: skip
def test_other_actors_stay_apart(pipeline: Pipeline, text: str, one: str, other: str) -> None:
    article = pipeline.analyse(document(text))
    assert named(article, one).id != named(article, other).id


def test_a_shared_surname_goes_to_nobody_in_doubt(pipeline: Pipeline) -> None:
    text = "Bill Marsh met Anna Marsh in Rome. Marsh was late. Mrs. Marsh was early."
    article = pipeline.analyse(document(text))
    assert len(named(article, "Bill Marsh").mentions) == 1
    assert len(named(article, "Anna Marsh").mentions) == 2
    assert len(named(article, "Marsh").mentions) == 1


def test_a_possessor_is_not_what_he_has(pipeline: Pipeline) -> None:
    text = "Khalifa Haftar left. Haftar’s forces said that the road was open."
    article = pipeline.analyse(document(text))
    (quote,) = article.quotes
    assert quote.speakers[0].actor != named(article, "Khalifa Haftar").id


def test_initials_in_brackets_are_stated_and_others_resolved(pipeline: Pipeline) -> None:
    stated = named(
        pipeline.analyse(document("The Harbour Workers Union (HWU) met on Monday.")), "Harbour Workers Union"
    )
    assert [alias.basis for alias in stated.aliases] == [Basis.STATED]
    resolved = named(pipeline.analyse(document("The UN met. The United Nations was late.")), "United Nations")
    assert [alias.basis for alias in resolved.aliases] == [Basis.RESOLVED]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The country’s government, GNA, left.", "GNA", ActorType.GOVERNMENT),
        ("The militia of the QRX attacked. QRX fighters left.", "QRX", ActorType.ARMED_GROUP),
        ("Reuters was there.", "Reuters", ActorType.OUTLET),
        ("France left the talks.", "France", ActorType.STATE),
        ("He lives in Geneva.", "Geneva", ActorType.PLACE),
        ("The Foreign Ministry spoke.", "Foreign Ministry", ActorType.GOVERNMENT),
        ("President Okonkwo spoke.", "Okonkwo", ActorType.PERSON),
    ],
)
def test_types(pipeline: Pipeline, text: str, name: str, kind: ActorType) -> None:
    assert named(pipeline.analyse(document(text)), name).type is kind


@pytest.mark.parametrize(
    "text", ["He came on Thursday, in April.", "The Home Secretary came at 10 UTC.", "It is cold."]
)
def test_what_is_no_actor(pipeline: Pipeline, text: str) -> None:
    assert pipeline.analyse(document(text)).actors == ()


def test_a_photographer_stands_outside_the_story(pipeline: Pipeline) -> None:
    text = "France left the talks.\nEPA-EFE/MARTIAL TREZZINI\nPhoto: Jane Roe / Reuters"
    article = pipeline.analyse(document(text, ["body", "credit", "credit"]))
    outside = {actor.name: actor.type for actor in article.actors if actor.salience == 0}
    assert outside == {
        "EPA-EFE": ActorType.OUTLET,
        "MARTIAL TREZZINI": ActorType.PERSON,
        "Jane Roe": ActorType.PERSON,
        "Reuters": ActorType.OUTLET,
    }


def test_an_unnamed_speaker_is_an_actor_of_its_own_each_time(pipeline: Pipeline) -> None:
    text = "A spokesman said that it was cold. A spokesman said that it was warm."
    article = pipeline.analyse(document(text))
    assert [(actor.name, actor.named) for actor in article.actors] == [("A spokesman", False)] * 2


def test_a_pronoun_goes_to_the_one_who_fits(pipeline: Pipeline) -> None:
    text = "Mrs. Anna Marsh met Mr. Bill Stone. She said that it was cold."
    article = pipeline.analyse(document(text))
    (quote,) = article.quotes
    anna = named(article, "Anna Marsh")
    assert quote.speakers[0].actor == anna.id
    assert [mention.form for mention in anna.mentions] == [MentionForm.NAME, MentionForm.PRONOUN]
    assert quote.confidence < 0.9


def test_a_pronoun_that_fits_two_goes_to_nobody(pipeline: Pipeline) -> None:
    text = "It was late when Tom Ash and Bill Stone came in. He said that it was cold."
    article = pipeline.analyse(document(text))
    (quote,) = article.quotes
    assert quote.speakers[0].actor is None
    assert quote.speakers[0].span.of(text) == "He"
