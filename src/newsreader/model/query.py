"""What is asked of a library, as a value: the search line once it is understood.

All parts hold at once. Words are kept as the person typed them; how they are compared (case, accents)
is the library's business.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Where(StrEnum):
    """In what a term is looked for."""

    TEXT = "text"
    """Title and text: words of their own, without a field's name."""

    BY = "by"
    """The names of those whose quotes the article holds."""

    ABOUT = "about"
    """The names of those whom the article, or a quote in it, is about."""

    ACTOR = "actor"
    """The names of all actors in it."""

    SOURCE = "source"
    """The outlet, and the host of its address."""

    FEED = "feed"
    """The title, address or folder of a feed it came in."""

    TAG = "tag"
    """The tags on it, or on a feed it came in."""


class State(StrEnum):
    """What an article can be to the person."""

    UNREAD = "unread"
    READ = "read"
    STARRED = "starred"
    NEW = "new"
    """Came in with the last update that brought anything."""

    CHANGED = "changed"
    """Its outlet has changed it since it was first read in: there is an earlier form."""


@dataclass(frozen=True, slots=True)
class Term:
    """Words that an article must have, or must not have."""

    words: str
    """The words, spaces folded."""

    where: Where = Where.TEXT
    """In what they are looked for."""

    phrase: bool = False
    """Whether they must stand together in this order."""

    negated: bool = False
    """Whether it must not have them."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A boundary in time. A day is the reader's own for what has a time, and the stated day for what has none."""

    moment: datetime
    """The boundary for an article that has a time, in UTC."""

    day: date
    """The boundary for an article of which the day alone is known."""


@dataclass(frozen=True, slots=True)
class Query:
    """What the articles that are looked for must have; an empty one finds all."""

    terms: tuple[Term, ...] = ()
    """Words."""

    states: tuple[tuple[State, bool], ...] = ()
    """What they must be, or with False must not be."""

    after: Edge | None = None
    """Not earlier than this (the day itself belongs to it)."""

    before: Edge | None = None
    """Earlier than this (the day itself does not belong to it)."""

    has_quotes: bool | None = None
    """Whether there must, or must not, be quotes in them."""

    def asks_for_names(self) -> bool:
        """Whether only an article that was analysed can be found: names of actors and quotes are asked for."""
        named = (Where.BY, Where.ABOUT, Where.ACTOR)
        return self.has_quotes is not None or any(term.where in named for term in self.terms)

    def is_empty(self) -> bool:
        """Whether nothing is asked for, so that all articles are found."""
        return self == Query()
