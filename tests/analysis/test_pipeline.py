from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsreader.analysis.engine import engine_name
from newsreader.analysis.pipeline import OTHER_LANGUAGE, Pipeline
from newsreader.model import wire
from newsreader.model.article import ActorType, MentionForm, ParsedArticle, QuoteType
from tests.analysis.documents import SEEDS, document, named, said, speakers

pytestmark = pytest.mark.model

FOUNDING = SEEDS / "000_bd068dc6588b05d1.txt"
FOUNDING_KINDS = ["body"] * 5 + ["title", "credit", "caption", "boilerplate", "boilerplate"]


@pytest.fixture(scope="module")
def founding(pipeline: Pipeline) -> ParsedArticle:
    """The founding article, analysed."""
    return pipeline.analyse(document(FOUNDING.read_text(encoding="utf-8"), FOUNDING_KINDS))


def check(article: ParsedArticle) -> None:
    """The invariants of every parsed article."""
    text = article.text
    ids = [actor.id for actor in article.actors]
    assert ids == [f"a{number}" for number in range(1, len(ids) + 1)]
    assert [actor.salience for actor in article.actors] == sorted((a.salience for a in article.actors), reverse=True)
    for actor in article.actors:
        assert actor.mentions
        spans = [mention.span for mention in actor.mentions]
        assert spans == sorted(spans)
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all({role.of, role.to} <= {None, *ids} for role in actor.roles)
        assert len({alias.text for alias in actor.aliases} | {actor.name}) == len(actor.aliases) + 1
        assert 0 <= actor.salience <= 1
    starts = [quote.span.start for quote in article.quotes]
    assert starts == sorted(starts)
    for quote in article.quotes:
        assert 0 <= quote.span.start < quote.span.end <= len(text)
        assert all(quote.span.holds(part) for part in quote.parts)
        assert set(quote.about) <= set(ids)
        assert {speaker.actor for speaker in quote.speakers} <= {None, *ids}
        assert 0 < quote.confidence <= 1
    assert wire.decode(wire.encode(article)) == article


def test_the_founding_article_keeps_the_invariants(founding: ParsedArticle) -> None:
    check(founding)
    assert founding.engine == engine_name()


def test_its_direct_quotes(founding: ParsedArticle) -> None:
    direct = [quote for quote in founding.quotes if quote.type is QuoteType.DIRECT]
    assert [(said(founding, quote), speakers(founding, quote)) for quote in direct] == [
        (["The talks are under way again,"], ["Jean El Alam"]),
        (
            [
                "It is not that one side is back, it is one side came back with the intention to move forward, "
                "which is different"
            ],
            ["Ghassan Salame"],
        ),
    ]


def test_its_indirect_statements(founding: ParsedArticle) -> None:
    indirect = [quote for quote in founding.quotes if quote.type is QuoteType.INDIRECT]
    told = {quote.cue.span.of(founding.text): speakers(founding, quote) for quote in indirect if quote.cue}
    assert told["announced"] == ["GNA"]
    assert told["have repeatedly warned"] == ["Antonio Guterres", "Stephanie Williams"]
    assert not [who for cue, who in told.items() if "condemned" in cue and who]


def test_its_actors(founding: ParsedArticle) -> None:
    forms = {
        actor.name: {mention.span.of(founding.text) for mention in actor.mentions if mention.form is MentionForm.NAME}
        for actor in founding.actors
    }
    assert forms["Ghassan Salame"] == {"Ghassan Salame", "Salame"}
    assert forms["United Nations"] == {"United Nations", "UN"}
    assert forms["United Arab Emirates"] == {"United Arab Emirates", "UAE"}
    assert forms["GNA"] == {"GNA"}
    assert forms["LNA"] == {"LNA"}
    assert "5+5 Libyan Joint Military Commission" in forms
    assert "United Nations Support Mission in Libya" in forms
    assert named(founding, "LNA").type is ActorType.ARMED_GROUP
    assert named(founding, "GNA").type is ActorType.GOVERNMENT
    assert not {"Thursday", "Tuesday", "April", "Advertisement", "UN-recognised", "Alam"} & set(forms)
    assert named(founding, "MARTIAL TREZZINI").salience == 0


def test_its_roles(founding: ParsedArticle) -> None:
    roles = {role.text: role for actor in founding.actors for role in actor.roles}
    mission, nations = named(founding, "United Nations Support Mission in Libya"), named(founding, "United Nations")
    libya = named(founding, "Libya")
    assert roles["a spokesman for the United Nations Support Mission in Libya"].of == mission.id
    assert roles["Head of the United Nations Support Mission in Libya"].of == mission.id
    assert roles["the UN envoy to the country"].of == nations.id
    assert roles["the UN envoy to the country"].to == libya.id
    assert roles["UN chief"].of == nations.id
    assert roles["the UN Deputy Special Representative to Libya"].to == libya.id
    assert roles["the country’s UN-recognised government"].of == libya.id


def test_another_language_is_left_out(pipeline: Pipeline) -> None:
    article = pipeline.analyse(document("„Wir gehen“, sagte Anna Marsch.", language="de"))
    assert (article.actors, article.quotes, article.engine) == ((), (), pipeline.engine)
    assert article.document.left_out == (OTHER_LANGUAGE,)


def test_an_unknown_language_is_tried(pipeline: Pipeline) -> None:
    assert pipeline.analyse(document("Anna Marsh said that it was cold.", language=None)).quotes


def test_what_is_too_long_is_named(pipeline: Pipeline) -> None:
    article = pipeline.analyse(document("word " * 21_000))
    assert len(article.document.left_out) == 1
    assert "characters" in article.document.left_out[0]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n \n",
        "!!! ??? ...",
        "apples pears\nplums",
        "PRESIDENT JOHN SMITH SAID ON MONDAY HE WOULD GO TO FRANCE.",
        "“ " * 3000,
        "said " * 3000,
        "he said, " * 2000,
        "Ada " * 3000,
        "(" * 9000,
        "\u200b\u00ad" * 500,
        "😀 “😀” said 😀",
        "Ada\u0301 Stone said “no",
    ],
)
def test_odd_texts_are_survived(pipeline: Pipeline, text: str) -> None:
    check(pipeline.analyse(document(text)))


PIECES = (
    '“|”|"|‘|’|said|Ada Stone|Stone|she|that|the UN|,|.|:|—|\n|according to|France|the country|a spokesman for|'
    "warned|it was cold|\u200b|(UN)|’s|and|who"
)
pieces = st.sampled_from(PIECES.split("|"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(pieces, max_size=30))
def test_the_invariants_hold_for_any_text(pipeline: Pipeline, parts: list[str]) -> None:
    check(pipeline.analyse(document(" ".join(parts))))
