"""Actors while they are being worked out: mutable, numbered by key, turned into values of the model at the end."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from newsreader.analysis.spotted import Name
from newsreader.model.article import ActorType, Basis, MentionForm
from newsreader.model.spans import Span


@dataclass(slots=True)
class Pointing:
    """A mention that is being worked out."""

    first: int
    """Its first word."""

    last: int
    """Its last word."""

    form: MentionForm
    """How it points."""

    confidence: float = 1.0
    """How sure that is, 0 to 1."""


@dataclass(slots=True)
class RoleDraft:
    """A role that is being worked out."""

    text: str
    """The words as written, spaces folded."""

    span: Span
    """Where they stand."""

    noun: str
    """The noun that says what the actor is, in small letters."""

    of: int | None = None
    """Key of the actor that is served."""

    to: int | None = None
    """Key of the actor that it is directed to."""


@dataclass(slots=True)
class Entity:
    """An actor that is being worked out."""

    key: int
    """Its number while the analysis runs."""

    type: ActorType
    """What kind of actor it is."""

    name: str
    """The fullest form of its name so far."""

    named: bool = True
    """False for one that has only a description."""

    outside: bool = False
    """Whether it stands outside the story, as in a photo credit."""

    names: list[Name] = field(default_factory=list)
    """The names that point to it."""

    pointings: list[Pointing] = field(default_factory=list)
    """The descriptions and pronouns that point to it."""

    spans: list[Span] = field(default_factory=list)
    """Where it is named outside what the model read."""

    forms: dict[str, Basis] = field(default_factory=dict)
    """Each form of its name, with how it was joined to the others."""

    roles: list[RoleDraft] = field(default_factory=list)
    """What the article says that it is."""

    many: bool = False
    """Whether a description of several people: "two officials"."""

    gender: str = ""
    """`male` or `female` where title or given name tell it."""

    @property
    def is_person(self) -> bool:
        """Whether it is a person."""
        return self.type is ActorType.PERSON


@dataclass(frozen=True, slots=True)
class Resolved:
    """Whom a pronoun or a description points to."""

    entity: Entity
    """The actor."""

    confidence: float
    """How sure that is, 0 to 1."""


@dataclass(slots=True)
class Cast:
    """All actors of an article while they are being worked out, and which words point to which."""

    entities: list[Entity] = field(default_factory=list)
    """The actors; each has its place in the list as its key."""

    by_word: dict[int, int] = field(default_factory=dict)
    """For each word of a name the key of its actor."""

    left_out: list[str] = field(default_factory=list)
    """What a limit kept from being worked out, in one sentence each."""

    pointed: set[tuple[int, int]] = field(default_factory=set)
    """The places of the descriptions and pronouns that point to an actor."""

    def add(self, kind: ActorType, name: str, *, named: bool = True) -> Entity:
        """A new actor."""
        entity = Entity(len(self.entities), kind, name, named)
        self.entities.append(entity)
        return entity

    def point(self, entity: Entity, first: int, last: int, form: MentionForm, confidence: float) -> None:
        """Let a description or a pronoun point to an actor; once for each place."""
        if (first, last) not in self.pointed:
            self.pointed.add((first, last))
            entity.pointings.append(Pointing(first, last, form, confidence))

    def at(self, word: int) -> Entity | None:
        """The actor whose name the word is part of; None where it is part of none."""
        key = self.by_word.get(word)
        return None if key is None else self.entities[key]


def label_votes(names: list[Name]) -> Counter[str]:
    """How often each of the model's labels stands among some names."""
    return Counter(name.label for name in names)
