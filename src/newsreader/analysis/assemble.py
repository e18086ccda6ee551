"""From what was worked out to the frozen values of the model: ids by salience, spans, aliases, mentions.

The invariants of the parsed article are made true here and nowhere else: mentions and quotes in order, every id
that is referred to there, no form of a name listed twice.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from newsreader.analysis.clauses import Range
from newsreader.analysis.cues import Saying
from newsreader.analysis.entities import Cast, Entity
from newsreader.analysis.first_persons import point_first_persons
from newsreader.analysis.parse import Parse
from newsreader.analysis.speakers import Voice
from newsreader.analysis.tagged import SPEECH
from newsreader.analysis.trust import trust
from newsreader.model.article import (
    Actor,
    Alias,
    Cue,
    Mention,
    MentionForm,
    ParsedArticle,
    Quote,
    QuoteType,
    Role,
    Speaker,
)
from newsreader.model.document import Document
from newsreader.model.spans import ActorId, Span


def assemble(
    parse: Parse,
    document: Document,
    engine: str,
    cast: Cast,
    sayings: list[Saying],
    voices: list[list[Voice]],
    salience: dict[int, float],
) -> ParsedArticle:
    """The parsed article."""
    point_first_persons(parse, cast, sayings, voices)
    mentions = {entity.key: _mentions(parse, entity) for entity in cast.entities}
    present = [entity for entity in cast.entities if mentions[entity.key]]
    ordered = sorted(present, key=lambda entity: (-salience[entity.key], mentions[entity.key][0].span.start))
    ids = {entity.key: ActorId(f"a{number}") for number, entity in enumerate(ordered, 1)}
    actors = tuple(_actor(entity, ids, mentions[entity.key], salience[entity.key]) for entity in ordered)
    index = _MentionIndex(actors)
    quotes = [_quote(parse, saying, heard, ids, index) for saying, heard in zip(sayings, voices, strict=True)]
    quotes.sort(key=lambda quote: (quote.span.start, quote.span.end))
    if cast.left_out:
        document = replace(document, left_out=(*document.left_out, *cast.left_out))
    return ParsedArticle(document, engine, actors, tuple(quotes))


def _mentions(parse: Parse, entity: Entity) -> list[Mention]:
    found = [Mention(parse.span(name.first, name.last), MentionForm.NAME, name.sure) for name in entity.names]
    found += [Mention(span, MentionForm.NAME) for span in entity.spans]
    found += [Mention(parse.span(p.first, p.last), p.form, p.confidence) for p in entity.pointings]
    unique = {mention.span: mention for mention in reversed(found)}
    return sorted(unique.values(), key=lambda mention: mention.span)


def _actor(entity: Entity, ids: dict[int, ActorId], mentions: list[Mention], salience: float) -> Actor:
    aliases = tuple(Alias(text, basis) for text, basis in entity.forms.items() if text != entity.name)
    roles = sorted(entity.roles, key=lambda role: role.span)
    return Actor(
        id=ids[entity.key],
        name=entity.name,
        type=entity.type,
        mentions=tuple(mentions),
        named=entity.named,
        aliases=aliases,
        roles=tuple(Role(role.text, role.span, _id(ids, role.of), _id(ids, role.to)) for role in roles),
        salience=salience,
    )


def _id(ids: dict[int, ActorId], key: int | None) -> ActorId | None:
    return None if key is None else ids.get(key)


class _MentionIndex:
    """Finds the actors that are mentioned in a stretch of text."""

    def __init__(self, actors: tuple[Actor, ...]) -> None:
        shown = [actor for actor in actors if actor.named or actor.salience > 0]
        rows = [(mention.span.start, mention.span.end, actor.id) for actor in shown for mention in actor.mentions]
        self.rows = sorted(rows)

    def within(self, spans: list[Span]) -> tuple[ActorId, ...]:
        """The actors, by first mention, each once."""
        found: dict[ActorId, None] = {}
        for span in spans:
            at = bisect_left(self.rows, (span.start,))
            while at < len(self.rows) and self.rows[at][0] < span.end:
                if self.rows[at][1] <= span.end:
                    found.setdefault(self.rows[at][2])
                at += 1
        return tuple(found)


def _quote(parse: Parse, saying: Saying, voices: list[Voice], ids: dict[int, ActorId], index: _MentionIndex) -> Quote:
    parts = sorted(parse.span(first, last) for first, last in saying.ranges)
    speakers = tuple(Speaker(parse.span(*voice.place), _id(ids, voice.key)) for voice in voices)
    cue = Cue(parse.span(*saying.cue), saying.entry.cls) if saying.cue and saying.entry else None
    sure = trust(saying) * min([voice.confidence for voice in voices], default=1.0)
    whole = Span(parts[0].start, max(part.end for part in parts))
    return Quote(
        span=whole,
        parts=tuple(parts) if len(parts) > 1 else (whole,),
        type=_type(saying),
        sentence=_sentence(parse, saying),
        speakers=speakers,
        cue=cue,
        about=index.within(parts),
        speech=_is_speech(saying),
        asserted=saying.asserted,
        confidence=round(max(0.05, min(1.0, sure)), 2),
    )


def _is_speech(saying: Saying) -> bool:
    if saying.speech is not None:
        return saying.speech >= SPEECH
    return saying.marked or saying.entry is None or saying.entry.speech


def _type(saying: Saying) -> QuoteType:
    if not saying.marked:
        return QuoteType.INDIRECT
    return QuoteType.DIRECT if saying.wholly_marked else QuoteType.MIXED


def _sentence(parse: Parse, saying: Saying) -> Span:
    """The sentences that hold what was said and, where it stands in the same or the next paragraph, who said it."""
    places: list[Range] = list(saying.ranges)
    if saying.cue is not None:
        places.append(saying.cue)
    elif not saying.inherited:
        places.extend((who.index, who.index) for who in saying.speakers)
    return parse.sentence_span(min(first for first, _ in places), max(last for _, last in places))
