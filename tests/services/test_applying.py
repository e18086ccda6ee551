"""What a person put right is so, all that depends on it follows, and nothing else changes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsreader.errors import UsageError
from newsreader.model import wire
from newsreader.model.article import (
    Actor,
    ActorType,
    Alias,
    Basis,
    Event,
    Mention,
    MentionForm,
    ParsedArticle,
    Relation,
    Role,
    Speaker,
    Tie,
)
from newsreader.model.corrections import ActorName, Correction, DropQuote, Words
from newsreader.model.spans import ActorId, Span
from newsreader.services import proposing, recognising
from newsreader.services.applying import apply
from newsreader.services.recognising import name_actor
from tests import samples
from tests.samples import MAYOR, TOWN, UNION, at
from tests.services.corrections import propose
from tests.strategies import articles


def article() -> ParsedArticle:
    """The sample with a tie and an event."""
    parsed = samples.parsed()
    sentence = at("Okafor will meet the Dockers’ Union on Friday.")
    ties = (
        Tie(MAYOR, Relation.LEADS, TOWN, parsed.quotes[0].sentence),
        Tie(MAYOR, Relation.MEETS, UNION, sentence),
        Tie(UNION, Relation.MEETS, MAYOR, sentence),
    )
    events = (Event(sentence, "will meet", actors=(MAYOR, UNION), place=TOWN),)
    first, *others = parsed.quotes
    return replace(parsed, ties=ties, events=events, quotes=(replace(first, about=(TOWN, UNION)), *others))


def put_right(parsed: ParsedArticle, *corrections: Correction) -> ParsedArticle:
    corrected = apply(parsed, corrections)
    assert corrected.lost == ()
    assert corrected.raw is parsed
    check(corrected.parsed)
    return corrected.parsed


def check(parsed: ParsedArticle) -> None:
    """The invariants of the parsed article, as far as corrections can break them."""
    ids = {actor.id for actor in parsed.actors}
    assert len(ids) == len(parsed.actors)
    referred = {speaker.actor for quote in parsed.quotes for speaker in quote.speakers}
    referred |= {actor for quote in parsed.quotes for actor in quote.about}
    referred |= {actor for tie in parsed.ties for actor in (tie.subject, tie.object)}
    referred |= {actor for event in parsed.events for actor in (*event.actors, event.place)}
    referred |= {actor for each in parsed.actors for role in each.roles for actor in (role.of, role.to)}
    assert referred - {None} <= ids
    for actor in parsed.actors:
        spans = [mention.span for mention in actor.mentions]
        assert spans == sorted(spans)
    saliences = [actor.salience for actor in parsed.actors]
    assert saliences == sorted(saliences, reverse=True)
    assert wire.decode(wire.encode(parsed)) == parsed


def test_no_corrections_change_nothing() -> None:
    parsed = article()
    assert apply(parsed, ()).parsed is parsed


def test_an_article_that_is_not_analysed_has_nothing_to_put_right() -> None:
    parsed = article()
    bare = ParsedArticle(parsed.document)
    corrected = apply(bare, [proposing.drop_quote(parsed, 0)])
    assert (corrected.parsed, corrected.lost) == (bare, ())


@pytest.mark.parametrize(
    ("index", "speakers", "words"),
    [(0, ("Dockers’ Union",), ["Dockers’ Union"]), (1, (), []), (2, ("Maria Okafor", "Dockers’ Union"), None)],
)
def test_speakers_are_set_changed_and_removed(index: int, speakers: tuple[str, ...], words: list[str] | None) -> None:
    parsed = article()
    by_name = {actor.name: actor for actor in parsed.actors}
    made = proposing.set_speakers(parsed, index, [name_actor(parsed, by_name[name]) for name in speakers])
    quote = put_right(parsed, made).quotes[index]
    assert [speaker.actor for speaker in quote.speakers] == [by_name[name].id for name in speakers]
    assert quote.confidence == 1.0
    if words is not None:
        assert [speaker.span.of(parsed.text) for speaker in quote.speakers] == words
    corrected = apply(parsed, [made])
    assert corrected.quotes == {index: (made,)}
    assert made.was == ("not attributed" if index == 2 else "Maria Okafor")
    assert corrected.parsed.quotes[: index or 0] == parsed.quotes[:index]


def test_the_words_that_name_a_speaker_are_in_the_sentence_of_the_quote_where_they_can_be() -> None:
    parsed = article()
    made = proposing.set_speakers(parsed, 1, [name_actor(parsed, parsed.actors[0])])
    assert put_right(parsed, made).quotes[1].speakers == (Speaker(at("She"), MAYOR),)


def test_a_speaker_may_be_named_by_words_that_are_no_actor() -> None:
    parsed = article()
    name = proposing.speaker_in_words(parsed, "the  dockers")
    assert name == ActorName("the dockers")
    made = proposing.set_speakers(parsed, 2, [name])
    assert put_right(parsed, made).quotes[2].speakers == (Speaker(at("the dockers")),)
    assert proposing.speakers_of(apply(parsed, [made]).parsed, 2) == (name,)
    by_hand = proposing.set_speakers(parsed, 2, [ActorName("Maria Okafor")])
    assert put_right(parsed, by_hand).quotes[2].speakers[0].actor == MAYOR, "its kind need not be said"
    assert proposing.speaker_in_words(parsed, "the bakers") is None


def test_a_quote_that_is_none_goes_and_the_others_keep_their_corrections() -> None:
    parsed = article()
    dropped, set_ = proposing.drop_quote(parsed, 0), proposing.set_speakers(parsed, 2, [])
    corrected = apply(parsed, [set_, dropped])
    assert [quote.span for quote in corrected.parsed.quotes] == [quote.span for quote in parsed.quotes[1:]]
    assert corrected.quotes == {1: (set_,)}
    assert corrected.dropped == (dropped,)
    assert dropped.was == "said by Maria Okafor"


def test_a_tie_that_is_none_goes_and_no_other() -> None:
    parsed = article()
    left = put_right(parsed, proposing.drop_tie(parsed, 1))
    assert left.ties == (parsed.ties[0], parsed.ties[2])


def test_what_was_taken_for_an_actor_leaves_nothing_behind_but_words() -> None:
    parsed = article()
    left = put_right(parsed, proposing.drop_actor(parsed, parsed.actors[0]))
    assert MAYOR not in {actor.id for actor in left.actors}
    assert left.ties == ()
    assert left.events[0].actors == (UNION,)
    assert left.quotes[0].speakers == (Speaker(at("Maria Okafor")),)


def test_two_that_are_one_are_one_everywhere() -> None:
    parsed = article()
    mayor, town, union, _ = parsed.actors
    merged = put_right(parsed, proposing.merge_actor(parsed, mayor, union))
    assert [actor.id for actor in merged.actors] == [UNION, TOWN, samples.PHOTOGRAPHER], "the more salient comes first"
    one = merged.actors[0]
    assert one.name == "Dockers’ Union"
    assert one.aliases == (Alias("Maria Okafor", Basis.CORRECTED), Alias("Okafor"))
    assert {mention.span for mention in one.mentions} == {m.span for m in (*mayor.mentions, *union.mentions)}
    assert one.roles == mayor.roles
    assert [speaker.actor for speaker in merged.quotes[0].speakers] == [UNION]
    assert merged.ties == (Tie(UNION, Relation.LEADS, TOWN, parsed.ties[0].span),), "nobody stands to oneself"
    assert merged.events[0].actors == (UNION,)
    assert merged.quotes[0].about == (TOWN, UNION)
    with_town = put_right(parsed, proposing.merge_actor(parsed, town, mayor))
    assert with_town.actors[0].roles[0].of is None, "nobody serves oneself"
    corrected = apply(parsed, [proposing.merge_actor(parsed, mayor, union)])
    assert list(corrected.actors) == [UNION]


def test_two_speakers_that_are_one_are_one_speaker() -> None:
    parsed = article()
    first = parsed.quotes[0]
    both = replace(first, speakers=(*first.speakers, Speaker(at("Dockers’ Union"), UNION)))
    parsed = replace(parsed, quotes=(both, *parsed.quotes[1:]))
    merged = put_right(parsed, proposing.merge_actor(parsed, parsed.actors[2], parsed.actors[0]))
    assert merged.quotes[0].speakers == first.speakers


def test_a_form_of_a_name_becomes_an_actor_of_its_own() -> None:
    parsed = article()
    assert proposing.split_forms(parsed, parsed.actors[0]) == ["Okafor"]
    apart = put_right(parsed, proposing.split_actor(parsed, parsed.actors[0], "Okafor"))
    new = next(actor for actor in apart.actors if actor.name == "Okafor")
    old = apart.actor(MAYOR)
    assert old is not None
    assert new.mentions == (Mention(at("Okafor", 1), MentionForm.NAME),)
    assert [mention.span for mention in old.mentions] == [at("Maria Okafor"), at("She")]
    assert old.aliases == ()
    assert (new.type, new.salience) == (ActorType.PERSON, 0.3)
    assert apart.events[0].actors == (new.id, UNION), "only the new one is mentioned there"
    assert [speaker.actor for quote in apart.quotes for speaker in quote.speakers] == [MAYOR, MAYOR]


@pytest.mark.parametrize("form", ["Maria Okafor", "the mayor"])
def test_what_is_no_form_apart_cannot_be_split_off(form: str) -> None:
    parsed = article()
    with pytest.raises(UsageError):
        proposing.split_actor(parsed, parsed.actors[0], form)


def test_a_renamed_actor_keeps_the_name_that_the_text_has_as_another_form() -> None:
    parsed = article()
    mayor = put_right(parsed, proposing.rename_actor(parsed, parsed.actors[0], " Okafor\n")).actors[0]
    assert (mayor.name, mayor.aliases) == ("Okafor", (Alias("Maria Okafor"),))
    photographer = put_right(parsed, proposing.rename_actor(parsed, parsed.actors[3], "A. Veld")).actors[3]
    assert (photographer.name, photographer.aliases) == ("A. Veld", ()), "the text has ANNA VELD alone"


@pytest.mark.parametrize("name", ["", " \n", "Maria Okafor", "anna veld"])
def test_names_that_cannot_be_given(name: str) -> None:
    parsed = article()
    with pytest.raises(UsageError):
        proposing.rename_actor(parsed, parsed.actors[0], name)


def test_a_name_may_not_steer_the_terminal() -> None:
    parsed = article()
    assert proposing.rename_actor(parsed, parsed.actors[0], "M\x1b[2J Okafor").name == "M\ufffd[2J Okafor"


def test_another_kind() -> None:
    parsed = article()
    made = proposing.retype_actor(parsed, parsed.actors[1], ActorType.STATE)
    assert put_right(parsed, made).actors[1].type is ActorType.STATE
    assert apply(parsed, [made]).actors == {TOWN: (made,)}


def test_a_later_correction_speaks_of_what_an_earlier_one_made() -> None:
    parsed = article()
    renamed = proposing.rename_actor(parsed, parsed.actors[0], "M. Okafor")
    now = apply(parsed, [renamed]).parsed
    corrections: list[Correction] = [renamed, proposing.merge_actor(now, now.actors[2], now.actors[0])]
    merged = put_right(parsed, *corrections)
    assert [actor.name for actor in merged.actors] == ["M. Okafor", "Port Ellery", "Anna Veld"]
    assert apply(parsed, corrections).actors == {MAYOR: tuple(corrections)}


def test_corrections_survive_an_analysis_with_other_ids_edges_and_kinds() -> None:
    parsed = article()
    corrections: list[Correction] = [
        proposing.set_speakers(parsed, 2, [name_actor(parsed, parsed.actors[2])]),
        proposing.drop_quote(parsed, 0),
        proposing.merge_actor(parsed, parsed.actors[1], parsed.actors[2]),
    ]
    renumbered = wire.loads(
        wire.dumps(parsed)
        .replace('"a1"', '"b7"')
        .replace('"a2"', '"a1"')
        .replace('"a3"', '"a2"')
        .replace('"place"', '"facility"')
    )
    first, *others = renumbered.quotes
    span = replace(first.span, start=first.span.start - 1, end=first.span.end + 1)
    again = replace(renumbered, quotes=(replace(first, span=span, parts=(span,)), *others))
    right = put_right(again, *corrections)
    assert len(right.quotes) == 2
    assert [right.actor(who.actor).name for who in right.quotes[1].speakers] == ["Dockers’ Union"]  # type: ignore[union-attr]
    assert {actor.name for actor in right.actors} == {"Maria Okafor", "Dockers’ Union", "Anna Veld"}


def test_a_correction_that_finds_nothing_is_told_and_the_others_hold() -> None:
    parsed = article()
    gone = DropQuote(Words("We never said that"), "said by nobody", "2024-03-04T12:00:00+00:00")
    kept = proposing.drop_quote(parsed, 1)
    corrected = apply(parsed, [gone, kept])
    assert (corrected.lost, corrected.dropped) == ((gone,), (kept,))
    without = replace(parsed, quotes=parsed.quotes[:1])
    assert apply(without, [kept]).lost == (kept,)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(articles(), st.data())
def test_whatever_is_put_right_the_invariants_hold(raw: ParsedArticle, data: st.DataObject) -> None:
    raw = replace(raw, engine="test", actors=tuple(sorted(raw.actors, key=lambda actor: -actor.salience)))
    raw = replace(raw, actors=tuple(replace(a, roles=tuple(_roles(a.roles))) for a in raw.actors))
    corrections: list[Correction] = []
    for _ in range(3):
        now = apply(raw, corrections).parsed
        made = propose(now, data.draw)
        if made is not None:
            corrections.append(made)
    corrected = apply(raw, corrections)
    check(corrected.parsed)
    assert corrected.parsed.document is raw.document
    assert set(corrected.quotes) <= set(range(len(corrected.parsed.quotes)))
    assert set(corrected.actors) <= {actor.id for actor in corrected.parsed.actors}


def _roles(roles: tuple[Role, ...]) -> tuple[Role, ...]:
    return tuple(sorted(roles, key=lambda role: role.span))


def test_ids_of_new_actors_are_free() -> None:
    parsed = article()
    crowded = replace(parsed, actors=(*parsed.actors, replace(parsed.actors[3], id=ActorId("a6"), name="X")))
    apart = put_right(crowded, proposing.split_actor(crowded, crowded.actors[0], "Okafor"))
    assert len({actor.id for actor in apart.actors}) == 6


def test_what_is_said_of_a_form_that_is_split_off_goes_with_it() -> None:
    parsed = article()
    beside = at("on Friday")
    parsed = replace(
        parsed,
        ties=(*parsed.ties, Tie(MAYOR, Relation.LEADS, TOWN, Span(at("Maria Okafor").start, parsed.ties[1].span.end))),
        actors=(
            replace(
                parsed.actors[0],
                roles=(
                    *parsed.actors[0].roles,
                    Role("will meet", Span(at("will meet").start, at("will meet").end)),
                    Role("on Friday", beside, of=UNION),
                ),
            ),
            parsed.actors[1],
            replace(parsed.actors[2], roles=(Role("meets Okafor", parsed.ties[1].span, of=MAYOR, to=TOWN),)),
            parsed.actors[3],
        ),
    )
    apart = put_right(parsed, proposing.split_actor(parsed, parsed.actors[0], "Okafor"))
    new = next(actor for actor in apart.actors if actor.name == "Okafor")
    ties = [(tie.subject, tie.relation, tie.object) for tie in apart.ties]
    assert ties == [
        (MAYOR, Relation.LEADS, TOWN),
        (new.id, Relation.MEETS, UNION),
        (UNION, Relation.MEETS, new.id),
        (MAYOR, Relation.LEADS, TOWN),
    ], "where both are mentioned it is not known that it is the new one"
    assert [role.text for role in new.roles] == ["will meet"], "it stands beside that name"
    old, union = apart.actor(MAYOR), apart.actor(UNION)
    assert old is not None
    assert union is not None
    assert [role.text for role in old.roles] == ["the mayor of Port Ellery", "on Friday"]
    assert [(role.of, role.to) for role in union.roles] == [(new.id, TOWN)]


def test_a_role_may_name_the_one_that_has_it_and_nobody_serves_oneself() -> None:
    parsed = article()
    role = Role("Okafor of Okafor", at("Okafor will meet the Dockers’ Union on Friday."), of=MAYOR)
    parsed = replace(parsed, actors=(replace(parsed.actors[0], roles=(role,)), *parsed.actors[1:]))
    apart = put_right(parsed, proposing.split_actor(parsed, parsed.actors[0], "Okafor"))
    assert [(actor.name, role.of) for actor in apart.actors for role in actor.roles] == [("Okafor", None)]


def test_a_pronoun_is_no_form_of_a_name_that_is_written_like_it() -> None:
    parsed = samples.parsed()
    text = "The US said: help us. The United States and the US."
    spans = [Span(found, found + 2) for found in range(len(text)) if text[found : found + 2].lower() == "us"]
    forms = [MentionForm.NAME, MentionForm.PRONOUN, MentionForm.NAME]
    name = Mention(Span(text.index("United"), text.index(" and")), MentionForm.NAME)
    mentions = sorted([*map(Mention, spans, forms), name], key=lambda mention: mention.span)
    state = replace(parsed.actors[0], name="United States", aliases=(Alias("US"),), mentions=tuple(mentions), roles=())
    held = ParsedArticle(replace(parsed.document, text=text, blocks=()), "test", (state,))
    assert proposing.split_forms(held, state) == ["US"]
    apart = apply(held, [proposing.split_actor(held, state, "US")]).parsed
    left = apart.actor(state.id)
    assert left is not None
    assert [mention.form for mention in left.mentions] == [MentionForm.PRONOUN, MentionForm.NAME]
    only = replace(held, actors=(replace(state, mentions=(mentions[1], name)),))
    assert proposing.split_forms(only, only.actors[0]) == []


def test_what_was_put_right_about_what_is_dropped_is_told_still() -> None:
    parsed = article()
    merged = proposing.merge_actor(parsed, parsed.actors[1], parsed.actors[2])
    now = apply(parsed, [merged]).parsed
    union = now.actor(UNION)
    assert union is not None
    dropped = proposing.drop_actor(now, union)
    assert apply(parsed, [merged, dropped]).dropped == (merged, dropped)
    said, none = proposing.set_speakers(parsed, 0, []), proposing.drop_quote(parsed, 0)
    corrected = apply(parsed, [said, none])
    assert (corrected.dropped, corrected.quotes) == ((said, none), {})


def test_names_are_looked_at_once_however_many_corrections_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = samples.parsed()
    crowd = tuple(
        Actor(ActorId(f"a{number}"), f"Number {number}", ActorType.PERSON, (Mention(at("She"), MentionForm.NAME),))
        for number in range(500)
    )
    parsed = replace(parsed, actors=crowd, quotes=())
    corrections = [proposing.retype_actor(parsed, crowd[number], ActorType.GROUP) for number in range(40)]
    looked_at = []
    name_key = recognising.name_key

    def seen(name: str) -> str:
        looked_at.append(name)
        return name_key(name)

    monkeypatch.setattr(recognising, "name_key", seen)
    assert apply(parsed, corrections).lost == ()
    assert len(looked_at) < 2 * len(crowd)
