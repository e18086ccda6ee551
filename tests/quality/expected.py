"""What is expected of single articles, by hand: lines, actors, who said what, ties. For articles that are read closely.

`data/seeds.yaml` and `data/gum_ties.yaml` say in their heads how they are written. Actors are known by any form of
their name, never by an id, and words by where they stand in the article, so that what is expected holds whatever the
program calls things.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from newsreader.model.article import Actor, ParsedArticle, Quote, Speaker
from newsreader.model.spans import Span
from tests.quality.words import WordedText, Words

INSIDE = 0.9
"""The share of some words that has to lie in a quote for them to be said in it."""

BOTH_WAYS = frozenset({"family-of", "rival-of", "opposes", "meets"})
"""Relations that hold in both directions."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What is expected of one article."""

    file: str
    """Its name in the folder of the seeds, or its id in a set."""

    title: str | None = None
    """Its title; None for not asked."""

    lines: tuple[str, ...] = ()
    """What each line is; empty for not asked."""

    actors: tuple[tuple[str, ...], ...] = ()
    """Name, kinds with blanks between, other forms."""

    apart: tuple[tuple[str, str], ...] = ()
    """Two that are not one."""

    nobody: tuple[str, ...] = ()
    """Words that name no actor."""

    said: tuple[tuple[tuple[str, ...], str], ...] = ()
    """Who said it, and the words."""

    ties: tuple[tuple[str, str, str], ...] = ()
    """Ties that must be there."""

    also: tuple[tuple[str, str, str], ...] = ()
    """Ties that may be there."""

    dates: tuple[tuple[str, str | None], ...] = ()
    """A time as written, and the date that is settled for it."""

    counts: tuple[tuple[str, float, str], ...] = ()
    """Words with a number, its value, its bound."""


@dataclass(slots=True)
class Outcome:
    """How an article stands up to what is expected."""

    held: Counter[str] = field(default_factory=Counter)
    """What is as expected, by section."""

    asked: Counter[str] = field(default_factory=Counter)
    """What was expected, by section."""

    faults: list[str] = field(default_factory=list)
    """What is not, in words."""

    ties: list[tuple[float, bool]] = field(default_factory=list)
    """Of each tie shown its confidence, and whether it is one of those expected."""

    def note(self, section: str, held: bool, fault: str) -> None:
        """Take in one expectation."""
        self.asked[section] += 1
        self.held[section] += held
        if not held:
            self.faults.append(f"{section}: {fault}")

    def add(self, other: Outcome) -> None:
        """Take in those of another article."""
        self.held += other.held
        self.asked += other.asked
        self.faults += other.faults
        self.ties += other.ties

    def share(self, section: str) -> float:
        """How much of a section holds, in percent."""
        return 100 * self.held[section] / self.asked[section] if self.asked[section] else 100.0

    @property
    def ties_right(self) -> float:
        """Of the ties shown how many are expected, in percent."""
        return 100 * sum(right for _, right in self.ties) / len(self.ties) if self.ties else 100.0


def read_expected(file: Path) -> list[Expected]:
    """What is expected of the articles of a file."""
    return [_expected(row) for row in yaml.safe_load(file.read_text(encoding="utf-8"))]


def _expected(row: dict[str, Any]) -> Expected:
    keys = ("actors", "apart", "ties", "also", "counts")
    rows = {key: tuple(map(tuple, row.get(key, ()))) for key in keys}
    dates = tuple((words, None if date is None else str(date)) for words, date in row.get("dates", ()))
    said = tuple((_speakers(who), words) for who, words in row.get("said", ()))
    lines, nobody = tuple(row.get("lines", ())), tuple(row.get("nobody", ()))
    return Expected(
        row.get("file") or row["id"], row.get("title"), lines, nobody=nobody, said=said, dates=dates, **rows
    )


def _speakers(who: str | list[str] | None) -> tuple[str, ...]:
    return tuple(who) if isinstance(who, list) else (who,) if who else ()


def hold_against(article: ParsedArticle, expected: Expected) -> Outcome:
    """How an article stands up; raises ValueError where words are expected that are not in it."""
    return _Check(article, expected).outcome


class _Check:
    """One article held against what is expected of it."""

    def __init__(self, article: ParsedArticle, expected: Expected) -> None:
        self.article, self.expected = article, expected
        self.words = WordedText(article.text)
        self.forms = {actor.id: _forms(article, actor) for actor in article.actors}
        self.outcome = Outcome()
        self._structure()
        self._actors()
        self._said()
        self._ties()
        self._dates()
        self._counts()

    def _structure(self) -> None:
        if self.expected.title is not None:
            title = self.article.document.title or ""
            self.outcome.note("lines", plain(title) == plain(self.expected.title), f"the title is {title!r}")
        kinds = [block.kind.value for block in self.article.document.blocks]
        for number, kind in enumerate(self.expected.lines):
            found = kinds[number] if number < len(kinds) else None
            self.outcome.note("lines", found == kind, f"line {number + 1} is {found}, not {kind}")

    def _actors(self) -> None:
        for name, kinds, *others in self.expected.actors:
            found = self._known_as(name)
            self.outcome.note("actors", len(found) == 1, f"{name} is {len(found)} actors")
            kind = found[0].type.value if len(found) == 1 else "of no one kind"
            self.outcome.note("kinds", kind in kinds.split(), f"{name} is {kind}")
            for other in others:
                forms = self.forms[found[0].id] if found else set()
                self.outcome.note("actors", plain(other) in forms, f"{name} is not known as {other}")
        for one, other in self.expected.apart:
            both = {actor.id for actor in self._known_as(one)} & {actor.id for actor in self._known_as(other)}
            self.outcome.note("actors", not both, f"{one} and {other} are one")
        for name in self.expected.nobody:
            bears = any(plain(actor.name) == plain(name) for actor in self.article.actors)
            self.outcome.note("actors", not bears, f"{name} is an actor")

    def _known_as(self, name: str) -> list[Actor]:
        """The actors of that name; else those that have it among their forms."""
        of_name = [actor for actor in self.article.actors if plain(actor.name) == plain(name)]
        return of_name or [actor for actor in self.article.actors if plain(name) in self.forms[actor.id]]

    def _said(self) -> None:
        for who, words in self.expected.said:
            place = self.words.within([self._place(words)])
            quotes = [quote for quote in self.article.quotes if self._lies_in(place, quote)]
            told = [speaker for quote in quotes for speaker in quote.speakers]
            if not who:
                self.outcome.note("said", not told, f"{words!r} is said by {self._names(told)}")
                continue
            right = len(told) == len(who) and all(self._is(a, b) for a, b in zip(told, who, strict=True))
            fault = f"is said by {self._names(told)}, not {who}" if quotes else "is no quote"
            self.outcome.note("said", right, f"{words!r} {fault}")

    def _place(self, words: str) -> tuple[int, int]:
        """Where some words stand; lines may be broken anywhere between them."""
        pieces = (r"\s+".join(map(re.escape, piece.split())) for piece in words.split(" ... "))
        pattern = ".*?".join(pieces)
        found = re.search(pattern, self.article.text, re.DOTALL)
        if found is None:
            raise ValueError(f"{self.expected.file} does not hold {words!r}")
        return found.span()

    def _lies_in(self, place: Words, quote: Quote) -> bool:
        there = self.words.within([(part.start, part.end) for part in quote.parts])
        return len(place & there) >= INSIDE * len(place)

    def _is(self, speaker: Speaker, name: str) -> bool:
        if speaker.actor is not None and plain(name) in self.forms[speaker.actor]:
            return True
        return f" {plain(name)} " in f" {plain(speaker.span.of(self.article.text))} "

    def _names(self, speakers: Sequence[Speaker]) -> list[str]:
        actors = [(self.article.actor(speaker.actor), speaker) for speaker in speakers]
        return [actor.name if actor else speaker.span.of(self.article.text) for actor, speaker in actors]

    def _ties(self) -> None:
        shown = {(tie.subject, tie.relation.value, tie.object): tie for tie in self.article.ties}
        for tie in self.expected.ties:
            self.outcome.note("ties", any(key in shown for key in self._keys(tie)), f"{' '.join(tie)} is missing")
        right = {key for tie in (*self.expected.ties, *self.expected.also) for key in self._keys(tie)}
        for key, found in shown.items():
            self.outcome.ties.append((found.confidence, key in right))
            if key not in right:
                names = [self.article.actor(found.subject), self.article.actor(found.object)]
                told = f" {key[1]} ".join(actor.name for actor in names if actor)
                self.outcome.faults.append(f"ties: {told} is not in the article")

    def _dates(self) -> None:
        for words, date in self.expected.dates:
            found = {event.date for event in self.article.events if plain(event.expression or "") == plain(words)}
            self.outcome.note("dates", found == {date}, f"{words!r} is {found or 'not there'}, not {date}")

    def _counts(self) -> None:
        for words, value, bound in self.expected.counts:
            start, end = self._place(words)
            there = [figure for figure in self.article.figures if figure.span.meets(Span(start, end))]
            right = any(figure.value == value and figure.bound.value == bound for figure in there)
            told = [(figure.value, figure.bound.value) for figure in there]
            self.outcome.note("counts", right, f"{words!r} is {told}")

    def _keys(self, tie: tuple[str, str, str]) -> Iterator[tuple[str, str, str]]:
        subject, relations, object_ = tie
        for relation in relations.split():
            for one in self._known_as(subject):
                for other in self._known_as(object_):
                    yield one.id, relation, other.id
                    if relation in BOTH_WAYS:
                        yield other.id, relation, one.id


def _forms(article: ParsedArticle, actor: Actor) -> set[str]:
    written = [mention.span.of(article.text) for mention in actor.mentions]
    return {plain(text) for text in (actor.name, *(alias.text for alias in actor.aliases), *written)}


def plain(text: str) -> str:
    """Words in small letters, straight marks, no article and no possessive s."""
    folded = text.translate(str.maketrans("’‘“”", "''\"\"")).casefold().strip(" \"',.")
    return " ".join(folded.removesuffix("'s").removeprefix("the ").split())
