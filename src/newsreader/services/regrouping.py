"""Changes to who is who in a parsed article, each with all that follows from it: pure functions.

Whatever refers to an actor (speakers, what a quote is about, roles, ties, events) follows, so that the
invariants of the parsed article hold after each change: every id that is referred to exists, mentions stand
in order, no form of a name is listed twice, the most salient actor is the first.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import accumulate

from newsreader.model.article import (
    Actor,
    ActorType,
    Alias,
    Basis,
    Mention,
    MentionForm,
    ParsedArticle,
    Quote,
    Role,
    Speaker,
    Tie,
)
from newsreader.model.spans import ActorId, Span
from newsreader.services.recognising import same_name
from newsreader.text.safe import fold


def retype(parsed: ParsedArticle, actor: Actor, kind: ActorType) -> ParsedArticle:
    """The article with another kind for an actor."""
    return _with_actor(parsed, replace(actor, type=kind))


def rename(parsed: ParsedArticle, actor: Actor, name: str) -> ParsedArticle:
    """The article with another name for an actor; the name that it had stays a form of it, where the text has it."""
    words = actor.name.split()
    old = (Alias(actor.name),) if words and " ".join(words) in fold(parsed.text) else ()
    return _with_actor(parsed, replace(actor, name=name, aliases=_distinct(name, (*old, *actor.aliases))))


def drop(parsed: ParsedArticle, actor: Actor) -> ParsedArticle:
    """The article without an actor; the words that name a speaker stay a speaker's, whoever it is."""
    left = replace(parsed, actors=tuple(other for other in parsed.actors if other.id != actor.id))
    return _pointed(left, actor.id, None)


def merge(parsed: ParsedArticle, actor: Actor, into: Actor) -> ParsedArticle:
    """The article with one actor taken for another: mentions, names and roles move, and all that refers to it."""
    aliases = (*into.aliases, Alias(actor.name, Basis.CORRECTED), *actor.aliases)
    mentions = {mention.span: mention for mention in (*actor.mentions, *into.mentions)}
    joined = replace(
        into,
        named=into.named or actor.named,
        aliases=_distinct(into.name, aliases),
        mentions=tuple(sorted(mentions.values(), key=lambda mention: mention.span)),
        roles=tuple(sorted({*into.roles, *actor.roles}, key=lambda role: (role.span, role.text))),
        salience=max(into.salience, actor.salience),
    )
    left = tuple(other for other in parsed.actors if other.id != actor.id)
    return _pointed(_with_actor(replace(parsed, actors=left), joined), actor.id, into.id)


def split(parsed: ParsedArticle, actor: Actor, alias: str) -> tuple[ParsedArticle, ActorId] | None:
    """The article with one form of a name as an actor of its own, and its id; None where nothing would be left of one.

    Only what bears that very form moves: whom a pronoun means after that is not known, so it stays.
    """
    moved = [mention for mention in actor.mentions if same_name(mention.span.of(parsed.text), alias)]
    kept = [mention for mention in actor.mentions if not same_name(mention.span.of(parsed.text), alias)]
    if not moved or not kept or same_name(alias, actor.name):
        return None
    new_id = _new_id(parsed)
    share = round(actor.salience * len(moved) / len(actor.mentions), 3)
    new = Actor(new_id, fold(alias), actor.type, tuple(moved), named=_is_named(moved), salience=share)
    aliases = tuple(other for other in actor.aliases if not same_name(other.text, alias))
    old = replace(actor, mentions=tuple(kept), aliases=aliases)
    apart = _with_actor(replace(parsed, actors=(*parsed.actors, new)), old)
    return _divided(apart, old, new), new_id


# ------------------------------------------------------------------ actors


def _with_actor(parsed: ParsedArticle, changed: Actor) -> ParsedArticle:
    """The article with one actor as it is now, the most salient first."""
    actors = (changed if actor.id == changed.id else actor for actor in parsed.actors)
    return replace(parsed, actors=tuple(sorted(actors, key=lambda actor: -actor.salience)))


def _distinct(name: str, aliases: Iterable[Alias]) -> tuple[Alias, ...]:
    """Each form once, without the name itself."""
    forms: dict[str, Alias] = {}
    for alias in aliases:
        forms.setdefault(fold(alias.text), alias)
    forms.pop(fold(name), None)
    return tuple(forms.values())


def _is_named(mentions: Iterable[Mention]) -> bool:
    return any(mention.form is MentionForm.NAME for mention in mentions)


def _new_id(parsed: ParsedArticle) -> ActorId:
    taken = {actor.id for actor in parsed.actors}
    number = len(taken) + 1
    while f"a{number}" in taken:
        number += 1
    return ActorId(f"a{number}")


# ------------------------------------------------------------------ what refers to them


def _pointed(parsed: ParsedArticle, old: ActorId, new: ActorId | None) -> ParsedArticle:
    """The article with all that refers to one actor referring to another, or to none."""

    def now(actor: ActorId | None) -> ActorId | None:
        return new if actor == old else actor

    return replace(
        parsed,
        actors=tuple(replace(actor, roles=_roles(actor, old, now)) for actor in parsed.actors),
        quotes=tuple(_quote(quote, old, now) for quote in parsed.quotes),
        ties=_ties(parsed.ties, now),
        events=tuple(
            replace(event, actors=_ids(map(now, event.actors)), place=now(event.place)) for event in parsed.events
        ),
    )


Now = Callable[[ActorId | None], ActorId | None]
"""Whom an id means now."""


def _roles(actor: Actor, old: ActorId, now: Now) -> tuple[Role, ...]:
    def served(other: ActorId | None) -> ActorId | None:
        """Nobody serves oneself."""
        return None if other == old and now(other) == actor.id else now(other)

    return tuple(replace(role, of=served(role.of), to=served(role.to)) for role in actor.roles)


def _quote(quote: Quote, old: ActorId, now: Now) -> Quote:
    about = _ids(map(now, quote.about))
    if all(speaker.actor != old for speaker in quote.speakers):
        return replace(quote, about=about)
    speakers: dict[object, Speaker] = {}
    for speaker in quote.speakers:
        changed = replace(speaker, actor=now(speaker.actor))
        speakers.setdefault(changed.actor or changed.span, changed)
    return replace(quote, speakers=tuple(speakers.values()), about=about)


def _ids(actors: Iterable[ActorId | None]) -> tuple[ActorId, ...]:
    return tuple(dict.fromkeys(actor for actor in actors if actor is not None))


def _ties(ties: Iterable[Tie], now: Now) -> tuple[Tie, ...]:
    """Each tie once, without those of one that is gone, and those that are now of one to itself."""
    kept: dict[tuple[object, ...], Tie] = {}
    for tie in ties:
        subject, object_ = now(tie.subject), now(tie.object)
        untouched = (subject, object_) == (tie.subject, tie.object)
        if subject is not None and object_ is not None and (untouched or subject != object_):
            changed = replace(tie, subject=subject, object=object_)
            kept.setdefault((subject, tie.relation, object_, tie.span), changed)
    return tuple(kept.values())


def _divided(parsed: ParsedArticle, old: Actor, new: Actor) -> ParsedArticle:
    """The article in which what refers to the old actor refers to the new one where only that one is mentioned."""
    mentioned = [(actor.id, _Places([mention.span for mention in actor.mentions])) for actor in (old, new)]

    def at(spans: Iterable[Span]) -> list[ActorId]:
        places = list(spans)
        return [actor for actor, its in mentioned if any(map(its.meet, places))] or [old.id]

    def spoken(speaker: Speaker) -> Speaker:
        return replace(speaker, actor=at([speaker.span])[0]) if speaker.actor == old.id else speaker

    def among(actors: Iterable[ActorId], spans: Iterable[Span]) -> tuple[ActorId, ...]:
        places = list(spans)
        return _ids(one for actor in actors for one in (at(places) if actor == old.id else [actor]))

    quotes = (
        replace(quote, speakers=tuple(map(spoken, quote.speakers)), about=among(quote.about, quote.parts))
        for quote in parsed.quotes
    )
    events = (
        replace(
            event,
            actors=among(event.actors, [event.span]),
            place=at([event.span])[0] if event.place == old.id else event.place,
        )
        for event in parsed.events
    )
    return replace(parsed, quotes=tuple(quotes), events=tuple(events))


class _Places:
    """Stretches of text in order, asked whether one of them meets another."""

    def __init__(self, spans: list[Span]) -> None:
        self._starts = [span.start for span in spans]
        self._ends = list(accumulate((span.end for span in spans), max))

    def meet(self, place: Span) -> bool:
        before = bisect_left(self._starts, place.end)
        return before > 0 and self._ends[before - 1] > place.start
