"""Whom a pronoun points to: by gender and number, by nearness, subjects first.

"He" and "she" go to persons; "they" to a body or a group; "it" only where the verb of saying above it has a body
for its subject ("the GNA announced it was halting …"), for "it" mostly stands for a thing and not for an actor.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from newsreader.analysis.entities import Cast, Entity, Resolved
from newsreader.analysis.parse import Parse, Word
from newsreader.model.article import ActorType

GENDER_OF = {
    "he": "male",
    "him": "male",
    "his": "male",
    "himself": "male",
    "she": "female",
    "her": "female",
    "hers": "female",
    "herself": "female",
}
"""Pronouns that tell a gender."""

PLURALS = frozenset({"they", "them", "their", "theirs", "themselves"})
"""Pronouns for several, and for a body."""

THINGS = frozenset({"it", "its", "itself"})
"""Pronouns for what is no person."""

SENTENCES_BACK = 5
"""How many sentences back a pronoun may point."""

MOST_CANDIDATES = 16
"""How many mentions before a pronoun are looked at."""

BODY_AS_THEY = 0.6
"""How much less likely a body is to be called "they" than people are."""

UNNAMED_AS_HE = 0.8
"""How much less likely somebody without a name is to be meant by "he" than somebody with one."""

REPEATED = 0.2
"""How much each further mention of somebody counts beside the best."""

OTHER_PARAGRAPH = 0.7
"""How much less likely somebody of an earlier paragraph is to be meant."""

IN_QUOTED_WORDS = 0.3
"""How much less likely somebody is of whom others only speak: who adds something is who spoke before."""

_OPEN, _CLOSE, _EITHER = frozenset({"“", "``", "«"}), frozenset({"”", "''", "»"}), frozenset({'"'})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_BODIES = frozenset({ActorType.ORGANISATION, ActorType.GOVERNMENT, ActorType.ARMED_GROUP, ActorType.OUTLET})
_MANY = _BODIES | {ActorType.GROUP}
_ACTING = _BODIES | {ActorType.STATE, ActorType.GROUP}

Trace = list[tuple[int, int]]
"""Mentions so far: the head word of each, and the key of its actor, by position."""


class Pronouns:
    """Finds the actor before a pronoun among the mentions so far."""

    def __init__(self, parse: Parse, cast: Cast) -> None:
        """Take the words and the actors of an article."""
        self.parse = parse
        self.cast = cast
        self.quoted = quoted_words(parse)

    def of(self, word: Word, trace: Trace) -> Resolved | None:
        """Whom the pronoun points to; None where nobody fits."""
        if word.lower in GENDER_OF:
            return self._nearest(word, trace, self._fits_person)
        if word.lower in PLURALS:
            return self._nearest(word, trace, self._fits_many)
        return self._subject_above(word, trace) if word.lower in THINGS else None

    def _nearest(self, word: Word, trace: Trace, fits: Callable[[Word, Entity, Word], bool]) -> Resolved | None:
        """Who fits best of those before: by the best of their mentions, the others counting little."""
        weights: dict[int, list[float]] = {}
        at = bisect_left(trace, (word.index, -1))
        for index, key in reversed(trace[max(0, at - MOST_CANDIDATES) : at]):
            entity = self.cast.entities[key]
            back = word.sentence - self.parse.words[index].sentence
            if back > SENTENCES_BACK or not fits(word, entity, self.parse.words[index]):
                continue
            weights.setdefault(key, []).append(self._weight(index, back, entity, word))
        return self._best({key: max(found) + REPEATED * (sum(found) - max(found)) for key, found in weights.items()})

    def _fits_person(self, word: Word, entity: Entity, name: Word) -> bool:
        gender = GENDER_OF[word.lower]
        if not entity.is_person or entity.many or entity.outside or entity.gender not in {"", gender}:
            return False
        return not self._is_object_beside(word, name) and not self._describes(word, name)

    def _describes(self, word: Word, name: Word) -> bool:
        """Whether the pronoun stands in what describes the name: "Philippa Norrick, his cousin"."""
        noun = self.parse.head(word)
        return word.dep == "poss" and noun.dep == "appos" and noun.head == name.index

    def _fits_many(self, word: Word, entity: Entity, name: Word) -> bool:
        return (entity.many or entity.type in _MANY) and not self._is_object_beside(word, name)

    def _is_object_beside(self, word: Word, name: Word) -> bool:
        """Whether the name is the subject of the very verb whose object the pronoun is: those are two."""
        return word.dep in {"dobj", "dative", "iobj"} and word.head == name.head and not word.lower.endswith("self")

    def _weight(self, index: int, back: int, entity: Entity, word: Word) -> float:
        name = self.parse.words[index]
        beside = self.parse.head(name) if name.dep == "conj" else name
        weight = 1.0 / (1 + back)
        weight += 1.0 / (1 + back) if beside.dep in _SUBJECTS else 0.0
        weight += 0.3 if entity.gender and word.lower in GENDER_OF else 0.0
        if word.lower in PLURALS:
            weight *= 1.0 if entity.many or entity.type is ActorType.GROUP else BODY_AS_THEY
        elif not entity.named:
            weight *= UNNAMED_AS_HE
        if name.passage != word.passage:
            weight *= OTHER_PARAGRAPH
        if index in self.quoted and word.index not in self.quoted:
            weight *= IN_QUOTED_WORDS
        return weight * (0.4 if name.dep in {"poss", "compound"} else 1.0)

    def _best(self, scores: dict[int, float]) -> Resolved | None:
        ranked = sorted(scores.items(), key=lambda pair: -pair[1])
        if not ranked:
            return None
        entity = self.cast.entities[ranked[0][0]]
        if len(ranked) == 1:
            return Resolved(entity, 0.85)
        return Resolved(entity, 0.7 if ranked[0][1] > ranked[1][1] * 1.25 else 0.5)

    def _subject_above(self, word: Word, trace: Trace) -> Resolved | None:
        """The body that is the subject of the verb on which the clause of "it" depends."""
        verb = self.parse.head(word)
        if word.dep == "poss":
            verb = self._verb_above(verb)
        own = [child for child in self.parse.children(verb, *_SUBJECTS) if child.index < word.index]
        if own and own[0].index != word.index and own[0].lower not in THINGS:
            return self._acting(own[0], trace) if word.dep == "poss" else None
        if verb.dep in {"ccomp", "advcl", "xcomp", "conj"} and verb.head != verb.index:
            above = self.parse.children(self.parse.head(verb), *_SUBJECTS)
            if above and above[0].index < word.index:
                return self._acting(above[0], trace)
        return None

    def _verb_above(self, word: Word) -> Word:
        for _ in range(6):
            if word.tag.startswith("VB") or word.head == word.index:
                break
            word = self.parse.head(word)
        return word

    def _acting(self, subject: Word, trace: Trace) -> Resolved | None:
        at = bisect_left(trace, (subject.index, -1))
        if at < len(trace) and trace[at][0] == subject.index:
            entity = self.cast.entities[trace[at][1]]
            return Resolved(entity, 0.8) if entity.type in _ACTING else None
        return None


def quoted_words(parse: Parse) -> frozenset[int]:
    """The words between quotation marks; where a mark is not closed, up to the end of the paragraph."""
    quoted: list[int] = []
    inside, passage = False, -1
    for word in parse.words:
        if word.passage != passage:
            inside, passage = False, word.passage
        if word.text in _OPEN:
            inside = True
        elif word.text in _CLOSE:
            inside = False
        elif word.text in _EITHER:
            inside = not inside
        elif inside:
            quoted.append(word.index)
    return frozenset(quoted)
