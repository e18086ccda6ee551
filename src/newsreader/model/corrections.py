"""What a person put right in an article, in words that find the thing again.

A correction outlives the analysis that it corrects: after an upgrade the same article has other offsets
and other ids. So a quote is known by its words, an actor by its name and kind, a tie by its two actors
and its sentence, and the article by its source, its id and its title. Each kind of correction is a value
of its own and says what it overrides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from newsreader.model.article import ActorType, ParsedArticle, Relation
from newsreader.model.spans import ActorId

GAP = "…"
"""Stands in `Words.text` for words that are left out."""


@dataclass(frozen=True, slots=True)
class ArticleName:
    """What an article is found again by."""

    source: str
    """Where it was read from: a path, an address."""

    id: str
    """Its id in that source."""

    title: str
    """Its title, or its first words where it has none."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the article, which find the place that they stand at."""

    text: str
    """The words; the first and the last of them with `…` between, where they are many."""

    nth: int = 1
    """Which of the places that begin with these words, from 1."""


@dataclass(frozen=True, slots=True)
class ActorName:
    """What an actor is found again by."""

    name: str
    """Its name; of a speaker that is no actor, the words that name it."""

    type: ActorType | None = None
    """Its kind; None where it is not said, or where words of the text are meant that are no actor."""

    nth: int = 1
    """Which of the actors of that name and kind, from 1: two spokesmen may be "a spokesman"."""


@dataclass(frozen=True, slots=True)
class SetSpeakers:
    """Who really said it: nobody that is named, where there are none."""

    quote: Words
    """What was said."""

    speakers: tuple[ActorName, ...]
    """Who said it."""

    was: str
    """What this overrides, in words."""

    made: str
    """When it was made, in ISO 8601, UTC."""


@dataclass(frozen=True, slots=True)
class DropQuote:
    """What was taken for a quote is none."""

    quote: Words
    """The words that were taken for one."""

    was: str
    """What this overrides, in words."""

    made: str
    """When it was made, in ISO 8601, UTC."""


@dataclass(frozen=True, slots=True)
class DropActor:
    """What was taken for an actor is none."""

    actor: ActorName
    """What was taken for one."""

    was: str
    """What this overrides, in words."""

    made: str
    """When it was made, in ISO 8601, UTC."""


@dataclass(frozen=True, slots=True)
class MergeActor:
    """Two actors are really one."""

    actor: ActorName
    """The one that goes."""

    into: ActorName
    """The one that stays."""

    was: str
    """What this overrides, in words."""

    made: str
    """When it was made, in ISO 8601, UTC."""


@dataclass(frozen=True, slots=True)
class SplitActor:
    """Who is meant by this form of the name is somebody else."""

    actor: ActorName
    """The one that it was taken for."""

    alias: str
    """The form of the name."""

    was: str
    """What this overrides, in words."""

    made: str
    """When it was made, in ISO 8601, UTC."""


@dataclass(frozen=True, slots=True)
class RenameActor:
    """An actor is really called so."""

    actor: ActorName
    """The actor, under the name that it had."""

    name: str
    """The name."""

    was: str
    """What this overrides, in words."""

    made: str
    """When it was made, in ISO 8601, UTC."""


@dataclass(frozen=True, slots=True)
class RetypeActor:
    """An actor is really of that kind."""

    actor: ActorName
    """The actor, with the kind that it had."""

    type: ActorType
    """The kind."""

    was: str
    """What this overrides, in words."""

    made: str
    """When it was made, in ISO 8601, UTC."""


@dataclass(frozen=True, slots=True)
class DropTie:
    """Two actors do not really stand so."""

    subject: ActorName
    """Who was said to stand."""

    relation: Relation
    """How."""

    object: ActorName
    """To whom."""

    words: Words
    """The sentence that was taken to say so."""

    was: str
    """What this overrides, in words."""

    made: str
    """When it was made, in ISO 8601, UTC."""


Correction = SetSpeakers | DropQuote | DropActor | MergeActor | SplitActor | RenameActor | RetypeActor | DropTie
"""Something that a person put right."""

OF_QUOTES = (SetSpeakers, DropQuote)
"""The corrections that are about a quote."""

OF_TIES = (DropTie,)
"""The corrections that are about a tie; all others are about an actor."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """An article as the person put it right."""

    raw: ParsedArticle
    """It as the analysis left it."""

    parsed: ParsedArticle
    """It with all corrections that found what they are about."""

    quotes: Mapping[int, tuple[Correction, ...]] = field(default_factory=dict)
    """What was put right about a quote, by its index in `parsed.quotes`."""

    actors: Mapping[ActorId, tuple[Correction, ...]] = field(default_factory=dict)
    """What was put right about an actor of `parsed`, by its id."""

    dropped: tuple[Correction, ...] = ()
    """Those that took something out of the article, each behind those that were about it before."""

    lost: tuple[Correction, ...] = ()
    """Those that found nothing: what they are about is not found any more."""
