"""Pronouns and descriptions: whom "he", "the minister" and "the country" point to, where that is clear.

Only the careful cases are settled. A pronoun goes to the one person that fits in this sentence and the few before
it, subjects first; a description to the one actor that has that role; "the country" to the one state that the
article has spoken of so far. Where two fit equally, nobody is pointed to.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from newsreader.analysis import lexicon
from newsreader.analysis.clauses import noun_phrase
from newsreader.analysis.entities import Cast, Entity
from newsreader.analysis.parse import Parse, Word
from newsreader.model.article import ActorType, MentionForm

GENDER_OF = {"he": "male", "him": "male", "his": "male", "she": "female", "her": "female"}
"""Pronouns that tell a gender."""

SENTENCES_BACK = 3
"""How many sentences back a pronoun may point."""

MOST_CANDIDATES = 12
"""How many names before a pronoun are looked at."""

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_COUNTRY = frozenset({"country", "nation"})


@dataclass(frozen=True, slots=True)
class Resolved:
    """Whom a pronoun or a description points to."""

    entity: Entity
    """The actor."""

    confidence: float
    """How sure that is, 0 to 1."""


class References:
    """Answers whom a word points to; knows the names of the article by position."""

    def __init__(self, parse: Parse, cast: Cast) -> None:
        """Put the names of persons and of states in order."""
        self.parse = parse
        self.cast = cast
        self.persons = _in_order(cast, ActorType.PERSON)
        self.states = _in_order(cast, ActorType.STATE)
        self.settled: dict[int, Resolved] = {}

    def of(self, word: Word) -> Resolved | None:
        """Whom a pronoun or the head of a description points to; None where that is not clear."""
        if word.index in self.settled:
            return self.settled[word.index]
        found = self._find(word)
        if found is not None:
            self.settled[word.index] = found
        return found

    def _find(self, word: Word) -> Resolved | None:
        if word.lower in GENDER_OF:
            return self._pronoun(word)
        if word.lower in _COUNTRY and _is_definite(self.parse, word):
            return self._country(word)
        if word.tag in {"NN", "NNP"} and _is_definite(self.parse, word):
            return self._role(word)
        return None

    def _pronoun(self, word: Word) -> Resolved | None:
        """The person that fits best before a pronoun, by nearness and by being a subject."""
        gender = GENDER_OF[word.lower]
        scores: dict[int, float] = {}
        at = bisect_left(self.persons, (word.index, -1)) - 1
        for name_index, key in reversed(self.persons[max(0, at + 1 - MOST_CANDIDATES) : at + 1]):
            back = word.sentence - self.parse.words[name_index].sentence
            entity = self.cast.entities[key]
            if back > SENTENCES_BACK or (entity.gender and entity.gender != gender):
                continue
            scores[key] = scores.get(key, 0.0) + self._weight(name_index, back, entity, word)
        return self._best(scores)

    def _weight(self, index: int, back: int, entity: Entity, word: Word) -> float:
        name = self.parse.words[index]
        weight = 1.0 / (1 + back)
        beside = self.parse.head(name) if name.dep == "conj" else name
        weight += 1.0 / (1 + back) if beside.dep in _SUBJECTS else 0.0
        weight += 0.3 if entity.gender else 0.0
        weight += 0.1 if name.passage == word.passage else 0.0
        return weight * (0.4 if name.dep in {"poss", "compound"} else 1.0)

    def _best(self, scores: dict[int, float]) -> Resolved | None:
        ranked = sorted(scores.items(), key=lambda pair: -pair[1])
        if not ranked:
            return None
        if len(ranked) == 1:
            return Resolved(self.cast.entities[ranked[0][0]], 0.85)
        if ranked[0][1] > ranked[1][1] * 1.25:
            return Resolved(self.cast.entities[ranked[0][0]], 0.7)
        return None

    def _country(self, word: Word) -> Resolved | None:
        """The one state that was named up to here, or the one that was named far more often than any other."""
        before = self.states[: bisect_left(self.states, (word.index, -1))]
        counts: dict[int, int] = {}
        for _, key in before:
            counts[key] = counts.get(key, 0) + 1
        if not counts:
            return None
        most = max(counts, key=lambda key: counts[key])
        others = sum(counts.values()) - counts[most]
        if others and counts[most] < 3 * others:
            return None
        return Resolved(self.cast.entities[most], 0.8 if not others else 0.6)

    def _role(self, word: Word) -> Resolved | None:
        """The one actor that has the role which a description names."""
        owners = {
            entity.key: entity
            for entity in self.cast.entities
            for role in entity.roles
            if role.noun == word.lower and entity.named and not entity.outside
        }
        if len(owners) != 1 or word.lower not in lexicon.role_nouns():
            return None
        entity = next(iter(owners.values()))
        began = min((name.first for name in entity.names), default=word.index)
        first, last = noun_phrase(self.parse, word)
        return Resolved(entity, 0.7) if began < word.index and last - first <= 3 else None


def _in_order(cast: Cast, kind: ActorType) -> list[tuple[int, int]]:
    return sorted((name.last, entity.key) for entity in cast.entities if entity.type is kind for name in entity.names)


def _is_definite(parse: Parse, word: Word) -> bool:
    return any(child.lower in {"the", "that", "this"} for child in parse.children(word, "det"))


def point_countries(parse: Parse, cast: Cast, references: References) -> None:
    """Let "the country" point to the state that it is clear for."""
    for word in parse.words:
        if word.lower in _COUNTRY and word.tag == "NN":
            found = references.of(word)
            if found is not None:
                first, last = noun_phrase(parse, word)
                cast.point(found.entity, first, last, MentionForm.NOMINAL, found.confidence)
