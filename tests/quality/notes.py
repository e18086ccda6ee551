"""What somebody marked in a text: a person in the gold, or the program. One form for both, so that they compare."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from newsreader.model.article import Actor, ActorType, MentionForm, ParsedArticle, Quote
from tests.quality.words import Place

Row = Mapping[str, Any]

KIND_OF_FORM = {
    MentionForm.NAME: "named",
    MentionForm.NOMINAL: "nominal",
    MentionForm.PRONOUN: "pronoun",
}
"""The gold's words for how a mention points."""

LABEL_OF_TYPE = {
    ActorType.PERSON: "PER",
    ActorType.ORGANISATION: "ORG",
    ActorType.ARMED_GROUP: "ORG",
    ActorType.GOVERNMENT: "ORG",
    ActorType.OUTLET: "ORG",
    ActorType.STATE: "LOC",
    ActorType.PLACE: "LOC",
    ActorType.FACILITY: "LOC",
    ActorType.GROUP: "NORP",
    ActorType.EVENT: "EVENT",
    ActorType.OTHER: "MISC",
}
"""The gold's labels for what an actor is."""


@dataclass(frozen=True, slots=True)
class SaidBy:
    """The words that name a speaker."""

    places: tuple[Place, ...]
    """Where they stand."""

    names: tuple[str, ...] = ()
    """Gold: the proper names of whom they mean. Program: the name of the actor, or else the words."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A quote."""

    places: tuple[Place, ...]
    """Where it stands, in one piece or several."""

    type: str | None = None
    """`direct`, `indirect` or `mixed`; None where that is not said."""

    speech: bool | None = None
    """Whether it was spoken or written, not thought; None where that is not said."""

    speaker: SaidBy | None = None
    """Who said it; None where nobody is named."""

    confidence: float = 1.0
    """How sure the program is, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """A mention of an actor."""

    place: Place
    """Where it stands."""

    label: str
    """What is mentioned, in the gold's labels."""

    kind: str = "named"
    """`named`, `nominal` or `pronoun`."""

    entity: str | None = None
    """Which actor of the document it is."""

    core: Place | None = None
    """Gold: the bare name inside it."""

    confidence: float = 1.0
    """How sure the program is, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Notes:
    """All that is marked in one text."""

    id: str
    """What joins gold and program."""

    text: str
    """The text that the places count in."""

    statements: tuple[Statement, ...] = ()
    """The quotes."""

    pointers: tuple[Pointer, ...] = ()
    """The mentions."""

    def without_flags(self) -> Notes:
        """The same, with nothing said of what each quote is: it is then measured by its place alone."""
        bare = (replace(statement, type=None, speech=None) for statement in self.statements)
        return replace(self, statements=tuple(bare))


Collection = Mapping[str, Notes]
"""Notes by the id of their document."""


def read_gold(file: Path) -> dict[str, Notes]:
    """The documents of a set, one a line as JSON."""
    rows = (json.loads(line) for line in file.read_text(encoding="utf-8").split("\n") if line.strip())
    return {row["id"]: notes_of_row(row) for row in rows}


def notes_of_row(row: Row) -> Notes:
    """The notes of one row of a set; fields that it does not have stay empty."""
    return Notes(
        row["id"],
        row.get("text", ""),
        tuple(_statement(quote) for quote in row.get("quotes", ())),
        tuple(_pointer(mention) for mention in row.get("mentions", ())),
    )


def _statement(quote: Row) -> Statement:
    speaker = quote.get("speaker")
    return Statement(_places(quote), quote.get("type"), quote.get("speech"), _said_by(speaker) if speaker else None)


def _said_by(speaker: Row) -> SaidBy:
    told = speaker.get("actor") or speaker.get("text")
    return SaidBy(_places(speaker), tuple(speaker.get("names") or ([told] if told and "actor" in speaker else ())))


def _places(row: Row) -> tuple[Place, ...]:
    if row.get("start") is None:
        return ()
    return tuple((start, end) for start, end in row.get("parts") or [(row["start"], row["end"])])


def _pointer(mention: Row) -> Pointer:
    entity, core = mention.get("entity_id"), mention.get("core")
    return Pointer(
        (mention["start"], mention["end"]),
        mention["type"],
        mention.get("kind", "named"),
        None if entity is None else str(entity),
        (core[0], core[1]) if core else None,
    )


def notes_of_article(article: ParsedArticle) -> Notes:
    """What the program marked, in the gold's words; actors and mentions in the order of the article's form."""
    return Notes(
        article.document.id,
        article.text,
        tuple(_statement_of(article, quote) for quote in article.quotes),
        tuple(pointer for actor in article.actors for pointer in _pointers_of(actor)),
    )


def _statement_of(article: ParsedArticle, quote: Quote) -> Statement:
    places = tuple((part.start, part.end) for part in quote.parts) if len(quote.parts) > 1 else ()
    return Statement(
        places or ((quote.span.start, quote.span.end),),
        quote.type.value,
        quote.speech,
        _speaker_of(article, quote),
        quote.confidence,
    )


def _speaker_of(article: ParsedArticle, quote: Quote) -> SaidBy | None:
    """One stretch from the first speaker to the last: the gold marks two speakers as one."""
    if not quote.speakers:
        return None
    first, last = quote.speakers[0], quote.speakers[-1]
    place = (min(first.span.start, last.span.start), max(first.span.end, last.span.end))
    actor = article.actor(first.actor)
    return SaidBy((place,), (actor.name if actor else first.span.of(article.text),))


def _pointers_of(actor: Actor) -> tuple[Pointer, ...]:
    label = LABEL_OF_TYPE[actor.type]
    return tuple(
        Pointer(
            (mention.span.start, mention.span.end),
            label,
            KIND_OF_FORM[mention.form],
            actor.id,
            confidence=mention.confidence,
        )
        for mention in actor.mentions
    )
