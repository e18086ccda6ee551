"""How well the quotes of a collection are found: the words of each, and who said it.

A measure can be of a part of the gold: of some types, or of speech without beliefs and plans. Then a quote of the
program that belongs to the other part is set aside and not held against it, as one is that says itself to be of
that part. The fair figure is therefore the one where the program's own word is not asked (`Notes.without_flags`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tests.quality.notes import Collection, Notes, SaidBy, Statement
from tests.quality.shares import Rate, share
from tests.quality.words import LIKE, WordedText, Words, pair_up, same_name


@dataclass(frozen=True, slots=True)
class Part:
    """Which quotes of the gold are asked for."""

    types: frozenset[str] = frozenset()
    """The types; empty for all."""

    speech: bool = False
    """Speech alone."""

    def takes(self, statement: Statement) -> bool:
        """Whether a quote of the gold is asked for."""
        return (not self.types or statement.type in self.types) and not (self.speech and statement.speech is False)

    def disowns(self, guess: Statement) -> bool:
        """Whether a quote of the program says itself to be none that is asked for."""
        other_type = self.types and guess.type and guess.type not in self.types
        return bool(other_type) or (self.speech and guess.speech is False)


@dataclass(frozen=True, slots=True)
class Match:
    """A quote of the gold and the program's quote that was taken for it."""

    gold: Statement
    """What a person marked."""

    guess: Statement
    """What the program marked."""

    exact: bool
    """Whether they have the very same words."""

    names_speaker: bool
    """Whether the program names words for a speaker."""

    same_speaker: bool
    """Whether these are just the gold's words."""

    right_speaker: bool
    """Whether they share a word with the gold's; where the gold names nobody: whether the program names nobody."""

    right_actor: bool | None
    """Whether the actor bears one of the gold's names; None where the gold has none."""

    gold_speaks: bool
    """Whether the gold names a speaker."""


@dataclass(slots=True)
class QuoteFigures:
    """Counts over a collection, and the shares that they make."""

    gold: int = 0
    """Quotes that were asked for."""

    guessed: int = 0
    """Quotes of the program that were held against them."""

    identical: int = 0
    """Of both, those with the very same words."""

    matches: list[Match] = field(default_factory=list)
    """Those that have at least half of their words in common."""

    by_type: Counter[str] = field(default_factory=Counter)
    """How many of each type were asked for."""

    @property
    def exact(self) -> Rate:
        """The very same words."""
        return Rate.of(self.identical, self.guessed, self.gold)

    @property
    def overlap(self) -> Rate:
        """At least half of the words."""
        return Rate.of(len(self.matches), self.guessed, self.gold)

    @property
    def with_speaker(self) -> Rate:
        """At least half of the words, and the speaker right."""
        return Rate.of(sum(match.right_speaker for match in self.matches), self.guessed, self.gold)

    @property
    def speaker(self) -> float:
        """Of the matched quotes whose gold names a speaker, how many have the right one, 0 to 1."""
        return share(match.right_speaker for match in self.matches if match.gold_speaks)

    @property
    def speaker_exact(self) -> float:
        """Of the same, how many have the very words."""
        return share(match.same_speaker for match in self.matches if match.gold_speaks)

    @property
    def actor(self) -> float:
        """Of the matched quotes whose gold names the actor, how many point to it, 0 to 1."""
        return share(match.right_actor for match in self.matches if match.right_actor is not None)

    def recall_of(self, kind: str) -> float:
        """Of the gold's quotes of a type, how many are found with half of their words, 0 to 1."""
        asked = self.by_type[kind]
        return sum(match.gold.type == kind for match in self.matches) / asked if asked else 0.0


def measure_quotes(gold: Collection, guesses: Collection, part: Part | None = None) -> QuoteFigures:
    """The figures of a collection; a document that the program has not counts as one without quotes."""
    figures = QuoteFigures()
    for key, notes in gold.items():
        guess = guesses.get(key, Notes(key, notes.text))
        _add_document(figures, WordedText(notes.text), notes.statements, guess.statements, part or Part())
    return figures


def _add_document(
    figures: QuoteFigures, text: WordedText, gold: Sequence[Statement], guesses: Sequence[Statement], part: Part
) -> None:
    gold_words = [text.within(statement.places) for statement in gold]
    guess_words = [text.within(statement.places) for statement in guesses]
    aside = _set_aside(gold, gold_words, guesses, guess_words, part)
    asked = [i for i, statement in enumerate(gold) if part.takes(statement) and gold_words[i]]
    held = [j for j in range(len(guesses)) if j not in aside and guess_words[j]]
    figures.gold += len(asked)
    figures.guessed += len(held)
    figures.by_type.update(gold[i].type or "?" for i in asked)
    identical = Counter(gold_words[i] for i in asked) & Counter(guess_words[j] for j in held)
    figures.identical += identical.total()
    for a, b in pair_up([gold_words[i] for i in asked], [guess_words[j] for j in held], LIKE):
        i, j = asked[a], held[b]
        figures.matches.append(_match(text, gold[i], guesses[j], exact=gold_words[i] == guess_words[j]))


def _set_aside(
    gold: Sequence[Statement],
    gold_words: Sequence[Words],
    guesses: Sequence[Statement],
    guess_words: Sequence[Words],
    part: Part,
) -> set[int]:
    """The program's quotes that belong to a part of the gold which is not asked for."""
    asked = [part.takes(statement) for statement in gold]
    pairs = pair_up(gold_words, guess_words)
    aside = {j for i, j in pairs if not asked[i]}
    paired = {j for i, j in pairs if asked[i]}
    aside |= {j for j, guess in enumerate(guesses) if j not in paired and part.disowns(guess)}
    wanted = _union(words for words, wanted in zip(gold_words, asked, strict=True) if wanted)
    others = _union(words for words, wanted in zip(gold_words, asked, strict=True) if not wanted)
    return aside | {j for j, words in enumerate(guess_words) if words & others and not words & wanted}


def _union(sets: Iterable[Words]) -> Words:
    return frozenset().union(*sets)


def _match(text: WordedText, gold: Statement, guess: Statement, *, exact: bool) -> Match:
    who, told = _speaker_words(text, gold.speaker), _speaker_words(text, guess.speaker)
    names = gold.speaker.names if gold.speaker and who else ()
    actor = guess.speaker.names[0] if guess.speaker and guess.speaker.names else ""
    return Match(
        gold,
        guess,
        exact,
        names_speaker=bool(told),
        same_speaker=text.bare_name(who) == text.bare_name(told),
        right_speaker=bool(text.content(who) & text.content(told)) if who else not told,
        right_actor=any(same_name(actor, name) for name in names) if names else None,
        gold_speaks=bool(who),
    )


def _speaker_words(text: WordedText, speaker: SaidBy | None) -> Words:
    return text.within(speaker.places) if speaker else frozenset()
