"""The parsed article: one value that drives the list, the text, the side panel and every export."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from newsreader.model.document import Document
from newsreader.model.spans import ActorId, Span

SCHEMA = 1
"""Counts the forms of the parsed article; stored with each, so that an old one is known as such."""


class ActorType(StrEnum):
    """What kind of actor it is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    STATE = "state"
    GOVERNMENT = "government"
    ARMED_GROUP = "armed-group"
    PLACE = "place"
    OUTLET = "outlet"
    GROUP = "group"
    FACILITY = "facility"
    EVENT = "event"
    OTHER = "other"


SURE = 0.7
"""From which confidence on something is shown without a sign of doubt."""


class Basis(StrEnum):
    """How we know: the text says so, the program worked it out, or the person put it right."""

    STATED = "stated"
    RESOLVED = "resolved"
    CORRECTED = "corrected"


class MentionForm(StrEnum):
    """How a mention points to its actor."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


class QuoteType(StrEnum):
    """How much of what was said stands in quote marks: all of it, nothing, or some."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class CueClass(StrEnum):
    """What the word of saying does."""

    NEUTRAL = "neutral"
    CLAIM = "claim"
    DENY = "deny"
    ORDER = "order"
    ASK = "ask"
    WARN = "warn"
    AGREE = "agree"
    THINK = "think"


class Relation(StrEnum):
    """How one actor stands to another; the direction matters."""

    LEADS = "leads"
    REPRESENTS = "represents"
    SPEAKS_FOR = "speaks-for"
    WORKS_FOR = "works-for"
    MEMBER_OF = "member-of"
    PART_OF = "part-of"
    ENVOY_TO = "envoy-to"
    GOVERNMENT_OF = "government-of"
    CAPITAL_OF = "capital-of"
    LOCATED_IN = "located-in"
    BACKS = "backs"
    RECOGNISES = "recognises"
    OPPOSES = "opposes"
    RIVAL_OF = "rival-of"
    ARMS = "arms"
    ATTACKS = "attacks"
    CONTROLS = "controls"
    MEETS = "meets"
    FAMILY_OF = "family-of"
    OTHER = "other"


class Bound(StrEnum):
    """How a figure bounds what it counts."""

    EXACTLY = "exactly"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class DatePrecision(StrEnum):
    """How precisely a date is settled."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Alias:
    """One form under which the article names an actor."""

    text: str
    """The form as written."""

    basis: Basis = Basis.STATED
    """`stated` for a name of it; `resolved` for a description that the program joined to it."""


@dataclass(frozen=True, slots=True)
class Role:
    """What the article says that an actor is."""

    text: str
    """The words as written, spaces folded."""

    span: Span
    """Where they stand."""

    of: ActorId | None = None
    """Whom the actor serves in it."""

    to: ActorId | None = None
    """Where to, or for which country."""


@dataclass(frozen=True, slots=True)
class Mention:
    """The characters that point to an actor."""

    span: Span
    """Where they stand."""

    form: MentionForm
    """How they point to it."""

    confidence: float = 1.0
    """How sure that is, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, body, state, place or group that the article mentions."""

    id: ActorId
    """Its name within this article."""

    name: str
    """The fullest form of its name that the article gives; of an unnamed one its description."""

    type: ActorType
    """What kind of actor it is."""

    mentions: tuple[Mention, ...]
    """Where it is mentioned, by start."""

    named: bool = True
    """False for "a spokesman", "two officials": one that can speak, and is never joined to another."""

    aliases: tuple[Alias, ...] = ()
    """The other forms under which it occurs."""

    roles: tuple[Role, ...] = ()
    """What the article says that it is, by start."""

    salience: float = 0.0
    """How much the story is about it, 0 to 1; 0 for one outside the story, as in a photo credit."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said something, and the words that say who."""

    span: Span
    """The words that name or describe the speaker."""

    actor: ActorId | None = None
    """The actor they point to; None where that is not known."""


@dataclass(frozen=True, slots=True)
class Cue:
    """The word of saying."""

    span: Span
    """Where it stands."""

    cls: CueClass = CueClass.NEUTRAL
    """What it does."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Something that somebody said, or that the reporter says they think."""

    span: Span
    """What was said, from its first part to its last; of a direct quote without its outer marks."""

    parts: tuple[Span, ...]
    """The pieces of one that its cue interrupts; else the whole."""

    type: QuoteType
    """Direct, indirect or mixed."""

    sentence: Span
    """The sentence or sentences that hold it, its cue and its speaker."""

    speakers: tuple[Speaker, ...] = ()
    """Who said it: none where the text names nobody, two where two speak."""

    cue: Cue | None = None
    """The word of saying; None where there is none."""

    about: tuple[ActorId, ...] = ()
    """The actors that are mentioned inside it."""

    speech: bool = True
    """False for a belief, plan or feeling that the reporter ascribes."""

    asserted: bool = True
    """False where the saying is negated, hypothetical or still to come."""

    confidence: float = 1.0
    """How sure span and speaker are, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Tie:
    """How one actor stands to another, with the words that say so."""

    subject: ActorId
    """Who stands."""

    relation: Relation
    """How."""

    object: ActorId
    """To whom."""

    span: Span
    """The sentence that says so."""

    basis: Basis = Basis.STATED
    """How we know."""

    confidence: float = 1.0
    """How sure it is, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Event:
    """A happening that the article dates or puts in order."""

    span: Span
    """The words that tell of it."""

    what: str
    """It in a few words of the article."""

    expression: str | None = None
    """The time as written: `on Thursday`."""

    date: str | None = None
    """The date in ISO 8601, only where the text settles it."""

    precision: DatePrecision | None = None
    """How precise that date is."""

    actors: tuple[ActorId, ...] = ()
    """Who takes part."""

    place: ActorId | None = None
    """Where."""

    confidence: float = 1.0
    """How sure it is, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that counts something."""

    span: Span
    """The words that give it."""

    value: float | None
    """The number; None for a vague one ("several")."""

    bound: Bound
    """How it bounds what it counts."""

    unit: str | None = None
    """What is counted."""

    what: str | None = None
    """What happened to it."""

    since: str | None = None
    """Since when, as written."""


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """One article with everything that is known of it, as spans over one text."""

    document: Document
    """What was read."""

    engine: str | None = None
    """The rules, models and versions that made the rest; None: read, not analysed yet."""

    actors: tuple[Actor, ...] = ()
    """Who is in it, most salient first."""

    quotes: tuple[Quote, ...] = ()
    """Who said what, by start."""

    ties: tuple[Tie, ...] = ()
    """Who stands how to whom, by start."""

    events: tuple[Event, ...] = ()
    """What happened when, by start."""

    figures: tuple[Figure, ...] = ()
    """What is counted, by start."""

    @property
    def text(self) -> str:
        """The text that every span counts in."""
        return self.document.text

    @property
    def analysed(self) -> bool:
        """Whether the language model has been over it."""
        return self.engine is not None

    def actor(self, actor_id: ActorId | None) -> Actor | None:
        """The actor of that id; None where there is none."""
        return next((actor for actor in self.actors if actor.id == actor_id), None)
