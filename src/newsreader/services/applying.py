"""What a person put right, applied to an article that was analysed: a pure function, no file, no model.

The corrections are applied in the order in which they were made, each to what those before it left, so that
one may speak of an actor by a name that an earlier one gave it. One that finds nothing changes nothing and
is told apart: it stays, for another analysis may find what it is about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from newsreader.model.article import Actor, ParsedArticle, Quote, Speaker, Tie
from newsreader.model.corrections import (
    ActorName,
    Corrected,
    Correction,
    DropActor,
    DropQuote,
    DropTie,
    MergeActor,
    RenameActor,
    RetypeActor,
    SetSpeakers,
    SplitActor,
    Words,
)
from newsreader.model.spans import ActorId, Span
from newsreader.services import regrouping
from newsreader.services.recognising import Finder, Names, find_quote, find_tie, name_key

Target = tuple[object, ...]
"""What a correction was found to be about, by what is the same whichever other corrections were made."""


def apply(raw: ParsedArticle, corrections: Sequence[Correction]) -> Corrected:
    """The article as the person put it right; one that is not analysed has nothing to put right yet."""
    return apply_each(raw, corrections)[0]


def apply_each(raw: ParsedArticle, corrections: Sequence[Correction]) -> tuple[Corrected, list[Target | None]]:
    """The same, with what each of the corrections was found to be about; None for one that found nothing."""
    if not corrections or not raw.analysed:
        return Corrected(raw, raw), [None for _ in corrections]
    bench = _Bench(raw)
    targets = [bench.put_right(correction) for correction in corrections]
    lost = tuple(made for made, target in zip(corrections, targets, strict=True) if target is None)
    return bench.result(raw, lost), targets


class _Bench:
    """An article while it is put right, with what was put right about each of its parts."""

    def __init__(self, raw: ParsedArticle) -> None:
        self.parsed = raw
        self.finder = Finder(raw.text)
        self.names = Names(raw.actors)
        self.origins: dict[ActorId, object] = {}
        self.of_quote: list[list[Correction]] = [[] for _ in raw.quotes]
        self.of_actor: dict[ActorId, list[Correction]] = defaultdict(list)
        self.dropped: list[Correction] = []

    def put_right(self, correction: Correction) -> Target | None:
        """Apply one correction; what it is about, None where that is not found."""
        target: Target | None = _WAYS[type(correction)](self, correction)
        self.names.take(self.parsed.actors)
        return target

    def _origin(self, actor: ActorId) -> object:
        """What an actor was in the analysis: one that was split off has an id that hangs on how many there were."""
        return self.origins.get(actor, actor)

    def result(self, raw: ParsedArticle, lost: tuple[Correction, ...]) -> Corrected:
        """What came of it."""
        return Corrected(
            raw,
            self.parsed,
            {index: tuple(made) for index, made in enumerate(self.of_quote) if made},
            {actor.id: tuple(self.of_actor[actor.id]) for actor in self.parsed.actors if actor.id in self.of_actor},
            tuple(self.dropped),
            lost,
        )

    # ------------------------------------------------------------------ quotes and ties

    def set_speakers(self, correction: SetSpeakers) -> Target | None:
        index = find_quote(self.parsed, self.finder, correction.quote)
        if index is None:
            return None
        quote = self.parsed.quotes[index]
        speakers = [self._speaker(quote, name) for name in correction.speakers]
        found = tuple(speaker for speaker in speakers if speaker is not None)
        if len(found) < len(speakers):
            return None
        quotes = self.parsed.quotes
        sure = replace(quote, speakers=found, confidence=1.0)
        self.parsed = replace(self.parsed, quotes=(*quotes[:index], sure, *quotes[index + 1 :]))
        self.of_quote[index].append(correction)
        return (quote.span, *(self._origin(each.actor) if each.actor else each.span for each in found))

    def _speaker(self, quote: Quote, name: ActorName) -> Speaker | None:
        actor = self._actor(name)
        if actor is not None and actor.mentions:
            return Speaker(_nearest([mention.span for mention in actor.mentions], quote), actor.id)
        if name.type is not None:
            return None
        place = self.finder.find(Words(name.name, name.nth))
        return Speaker(place) if place is not None else None

    def drop_quote(self, correction: DropQuote) -> Target | None:
        index = find_quote(self.parsed, self.finder, correction.quote)
        if index is None:
            return None
        quotes = self.parsed.quotes
        self.parsed = replace(self.parsed, quotes=(*quotes[:index], *quotes[index + 1 :]))
        self.dropped += [*self.of_quote.pop(index), correction]
        return (quotes[index].span,)

    def drop_tie(self, correction: DropTie) -> Target | None:
        subject, object_ = self._actor(correction.subject), self._actor(correction.object)
        if subject is None or object_ is None:
            return None
        wanted = Tie(subject.id, correction.relation, object_.id, Span(0, 0))
        index = find_tie(self.parsed, self.finder, wanted, correction.words)
        if index is None:
            return None
        ties = self.parsed.ties
        self.parsed = replace(self.parsed, ties=(*ties[:index], *ties[index + 1 :]))
        self.dropped.append(correction)
        return (ties[index].span, ties[index].relation, self._origin(subject.id), self._origin(object_.id))

    # ------------------------------------------------------------------ actors

    def _actor(self, name: ActorName) -> Actor | None:
        return self.names.find(name)

    def drop_actor(self, correction: DropActor) -> Target | None:
        actor = self._actor(correction.actor)
        if actor is None:
            return None
        self.parsed = regrouping.drop(self.parsed, actor)
        self.dropped += [*self.of_actor.pop(actor.id, []), correction]
        return (self._origin(actor.id),)

    def merge_actor(self, correction: MergeActor) -> Target | None:
        actor, into = self._actor(correction.actor), self._actor(correction.into)
        if actor is None or into is None or actor.id == into.id:
            return None
        self.parsed = regrouping.merge(self.parsed, actor, into)
        self.of_actor[into.id] += [*self.of_actor.pop(actor.id, []), correction]
        return self._origin(actor.id), self._origin(into.id)

    def split_actor(self, correction: SplitActor) -> Target | None:
        actor = self._actor(correction.actor)
        apart = regrouping.split(self.parsed, actor, correction.alias) if actor else None
        if actor is None or apart is None:
            return None
        self.parsed, new_id = apart
        self.of_actor[new_id].append(correction)
        self.origins[new_id] = (self._origin(actor.id), name_key(correction.alias))
        return (self._origin(actor.id),)

    def rename_actor(self, correction: RenameActor) -> Target | None:
        return self._changed(correction, lambda actor: regrouping.rename(self.parsed, actor, correction.name))

    def retype_actor(self, correction: RetypeActor) -> Target | None:
        return self._changed(correction, lambda actor: regrouping.retype(self.parsed, actor, correction.type))

    def _changed(
        self, correction: RenameActor | RetypeActor, change: Callable[[Actor], ParsedArticle]
    ) -> Target | None:
        actor = self._actor(correction.actor)
        if actor is None:
            return None
        self.parsed = change(actor)
        self.of_actor[actor.id].append(correction)
        return (self._origin(actor.id),)


_WAYS: dict[type[Any], Callable[[_Bench, Any], Target | None]] = {
    SetSpeakers: _Bench.set_speakers,
    DropQuote: _Bench.drop_quote,
    DropTie: _Bench.drop_tie,
    DropActor: _Bench.drop_actor,
    MergeActor: _Bench.merge_actor,
    SplitActor: _Bench.split_actor,
    RenameActor: _Bench.rename_actor,
    RetypeActor: _Bench.retype_actor,
}


def _nearest(spans: Iterable[Span], quote: Quote) -> Span:
    """Of the places where an actor is mentioned, that nearest to a quote and outside of it, in its sentence first."""

    def distance(span: Span) -> tuple[bool, bool, int]:
        inside = any(part.meets(span) for part in quote.parts)
        gap = max(quote.span.start - span.end, span.start - quote.span.end, 0)
        return inside, not quote.sentence.holds(span), gap

    return min(spans, key=distance)
