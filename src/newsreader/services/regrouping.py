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
    Event,
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

BETWEEN = " ,\n\t"
"""What may stand between a name and the role beside it: `Maria Okafor, the mayor`."""

BESIDE = 3
"""How many characters of that."""


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
    moved = [mention for mention in actor.mentions if bears(parsed, mention, alias)]
    kept = [mention for mention in actor.mentions if not bears(parsed, mention, alias)]
    if not moved or not kept or same_name(alias, actor.name):
        return None
    new_id = _new_id(parsed)
    share = round(actor.salience * len(moved) / len(actor.mentions), 3)
    new = Actor(new_id, fold(alias), actor.type, tuple(moved), named=_is_named(moved), salience=share)
    aliases = tuple(other for other in actor.aliases if not same_name(other.text, alias))
    old = replace(actor, mentions=tuple(kept), aliases=aliases)
    apart = _with_actor(replace(parsed, actors=(*parsed.actors, new)), old)
    return _divided(apart, old, new), new_id


def bears(parsed: ParsedArticle, mention: Mention, form: str) -> bool:
    """Whether a mention is written in that form of a name; "us" is no form of "US", though but capitals differ."""
    return mention.form is not MentionForm.PRONOUN and same_name(mention.span.of(parsed.text), form)


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
        actors=tuple(
            replace(actor, roles=_roles(actor, old, now)) if actor.roles else actor for actor in parsed.actors
        ),
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


# ------------------------------------------------------------------ what is divided


def _divided(parsed: ParsedArticle, old: Actor, new: Actor) -> ParsedArticle:
    """The article in which what refers to the old actor refers to the new one where only that one is mentioned."""
    return _Division(parsed.text, old, new).of(parsed)


class _Division:
    """Two actors that were one, asked which of them is meant at a place of the text."""

    def __init__(self, text: str, old: Actor, new: Actor) -> None:
        self._text = text
        self._old, self._new = old.id, new.id
        self._mentioned = [(actor.id, _Places([mention.span for mention in actor.mentions])) for actor in (old, new)]

    def of(self, parsed: ParsedArticle) -> ParsedArticle:
        """The article with each reference as it is now."""
        return replace(
            parsed,
            actors=self._actors(parsed.actors),
            quotes=tuple(map(self._quote, parsed.quotes)),
            ties=tuple(map(self._tie, parsed.ties)),
            events=tuple(map(self._event, parsed.events)),
        )

    # ------------------------------------------------------------------ places

    def _at(self, spans: Iterable[Span]) -> list[ActorId]:
        """Those of the two that are mentioned there; the old one where neither is."""
        places = list(spans)
        return [actor for actor, its in self._mentioned if any(map(its.meet, places))] or [self._old]

    def _one(self, actor: ActorId, span: Span) -> ActorId:
        """Whom an id means at that place; the old one where both are mentioned."""
        return self._at([span])[0] if actor == self._old else actor

    def _among(self, actors: Iterable[ActorId], spans: Iterable[Span]) -> tuple[ActorId, ...]:
        places = list(spans)
        return _ids(one for actor in actors for one in (self._at(places) if actor == self._old else [actor]))

    def _has(self, role: Role) -> ActorId:
        """Whose role it is: of the one that the words name, else of the one that they stand beside."""
        for span in (role.span, _with_neighbours(self._text, role.span)):
            if self._at([span]) == [self._new]:
                return self._new
        return self._old

    # ------------------------------------------------------------------ parts of the article

    def _actors(self, actors: Iterable[Actor]) -> tuple[Actor, ...]:
        divided: dict[ActorId, list[Role]] = {self._old: [], self._new: []}
        rest = list(actors)
        for actor in rest:
            for role in actor.roles:
                owner = self._has(role) if actor.id == self._old else actor.id
                divided.setdefault(owner, []).append(self._role(role, owner))
        return tuple(replace(actor, roles=tuple(divided[actor.id])) if actor.id in divided else actor for actor in rest)

    def _role(self, role: Role, owner: ActorId) -> Role:
        """The role with whom it serves now; nobody serves oneself."""
        of, to = (self._one(other, role.span) if other is not None else None for other in (role.of, role.to))
        return replace(role, of=of if of != owner else None, to=to if to != owner else None)

    def _quote(self, quote: Quote) -> Quote:
        speakers = (
            replace(speaker, actor=self._one(speaker.actor, speaker.span)) if speaker.actor is not None else speaker
            for speaker in quote.speakers
        )
        return replace(quote, speakers=tuple(speakers), about=self._among(quote.about, quote.parts))

    def _tie(self, tie: Tie) -> Tie:
        return replace(tie, subject=self._one(tie.subject, tie.span), object=self._one(tie.object, tie.span))

    def _event(self, event: Event) -> Event:
        place = self._one(event.place, event.span) if event.place is not None else None
        return replace(event, actors=self._among(event.actors, [event.span]), place=place)


def _with_neighbours(text: str, span: Span) -> Span:
    """The place with the next characters on either side that are neither blanks nor commas, where those are few."""
    start, end = span.start, span.end
    while start > max(0, span.start - BESIDE) and text[start - 1] in BETWEEN:
        start -= 1
    while end < min(len(text), span.end + BESIDE) and text[end] in BETWEEN:
        end += 1
    return Span(max(0, start - 1), min(len(text), end + 1))


class _Places:
    """Stretches of text in order, asked whether one of them meets another."""

    def __init__(self, spans: list[Span]) -> None:
        self._starts = [span.start for span in spans]
        self._ends = list(accumulate((span.end for span in spans), max))

    def meet(self, place: Span) -> bool:
        before = bisect_left(self._starts, place.end)
        return before > 0 and self._ends[before - 1] > place.start
