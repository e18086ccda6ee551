"""Whom a description points to: "the minister", "the company", "the country"; and those that have no name at all.

Sieves from sure to bold: what an apposition sets equal to a name; the one actor that has the role; the state that the
article has spoken of so far; the actor whose name holds the noun ("the court", of a Supreme Court); the last body
or person of that kind; the same description further up. What is left is somebody without a name.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from newsreader.analysis import lexicon
from newsreader.analysis.clauses import noun_phrase
from newsreader.analysis.entities import Cast, Entity, Resolved
from newsreader.analysis.parse import Parse, Word
from newsreader.analysis.pronouns import Trace
from newsreader.model.article import ActorType

COUNTRY = frozenset({"country", "nation"})
"""Nouns for a state."""

MOST_BACK = 30
"""How many mentions back a description may point."""

SENTENCES_BACK = 4
"""How many sentences back a bare "the woman" may point."""

GUESS = 0.6
"""How sure it is that the last paper named is "the paper"."""

_OF_THE_SAME = frozenset({"city", "town", "village", "province", "district", "island", "state", "militia", "port"})
_FOR_THE_LAST = frozenset(
    {"company", "firm", "carmaker", "automaker", "manufacturer", "airline", "bank", "lender", "club", "party"}
    | {"newspaper", "paper", "magazine", "broadcaster", "city", "town", "village", "capital", "island", "region"}
    | {"province", "district", "county", "state", "municipality"}
)
_NO_COMPANIES = frozenset(
    {"Commission", "Council", "Court", "Parliament", "Senate", "Congress", "Committee", "Nations", "Agency", "Office"}
    | {"Ministry", "University", "Institute", "Union", "Society", "Museum", "Police", "Forum", "Church"}
)
_DEFINITE = frozenset({"the", "that", "this", "these", "those"})
_BODIES = frozenset({ActorType.ORGANISATION, ActorType.GOVERNMENT, ActorType.ARMED_GROUP, ActorType.OUTLET})
_LONGEST = 4


class Nominals:
    """Finds the actor that a description points to."""

    def __init__(self, parse: Parse, cast: Cast) -> None:
        """Put the states of an article in order."""
        self.parse = parse
        self.cast = cast
        states = (entity for entity in cast.entities if entity.type is ActorType.STATE)
        self.states = sorted((name.last, entity.key) for entity in states for name in entity.names)
        self._owners: dict[str, set[int]] | None = None
        self._in_names: dict[str, list[int]] | None = None

    def of(self, word: Word, trace: Trace) -> Resolved | None:
        """Whom the head of a description points to; None where that is not clear."""
        if not self._can_describe(word):
            return None
        definite = is_definite(self.parse, word)
        if word.lower in COUNTRY:
            return self._country(word) if definite else None
        return (self._role(word) or self._in_name(word, trace)) if definite else None

    def beside(self, word: Word) -> Resolved | None:
        """The actor that an apposition or "is" sets a description equal to."""
        if not self._can_describe(word):
            return None
        for other in self._set_equal(word):
            entity = self.cast.at(other.index)
            if entity is not None and self._agrees(word, entity):
                return Resolved(entity, 0.9)
        return None

    def _can_describe(self, word: Word) -> bool:
        return word.tag == "NN" and word.dep not in {"compound", "amod", "nmod"}

    def _set_equal(self, word: Word) -> Iterator[Word]:
        if word.lower in _OF_THE_SAME:
            for preposition in self.parse.children(word, "prep"):
                if preposition.lower == "of":
                    yield from self.parse.children(preposition, "pobj")
        yield from self.parse.children(word, "appos")
        if word.dep == "appos":
            yield self.parse.head(word)
        yield from self._before_comma(word)
        if word.dep == "attr":
            verb = self.parse.head(word)
            if not self.parse.children(verb, "neg") and verb.lower in {"is", "was", "'s", "’s"}:
                yield from self.parse.children(verb, "nsubj")

    def _before_comma(self, word: Word) -> Iterator[Word]:
        """The name that only a comma parts from a description, where a mark ends the description, too."""
        first, last = noun_phrase(self.parse, word)
        words = self.parse.words
        if first < 2 or last + 1 >= len(words) or words[first - 1].text != ",":
            return
        if words[first - 2].sentence == word.sentence and words[last + 1].text in {",", ".", "(", ";", "”", '"'}:
            yield words[first - 2]

    def _agrees(self, word: Word, entity: Entity) -> bool:
        label, kind = lexicon.described().get(word.lower, ("", ""))
        if entity.is_person:
            person = label == "PERSON" or word.lower in lexicon.role_nouns() or word.lower.endswith(("er", "or", "ist"))
            return person and (kind not in {"male", "female"} or entity.gender in {"", kind})
        if entity.type in _BODIES:
            return label == "ORG" or word.lower in lexicon.kind_nouns()
        return label == "GPE" or word.lower in COUNTRY

    def _country(self, word: Word) -> Resolved | None:
        """The one state that was named up to here, or the one that was named far more often than any other."""
        before = self.states[: bisect_left(self.states, (word.index, -1))][-200:]
        counts: dict[int, int] = {}
        for _, key in before:
            counts[key] = counts.get(key, 0) + 1
        if not counts:
            return None
        most = max(counts, key=lambda key: counts[key])
        others = sum(counts.values()) - counts[most]
        if not others:
            return Resolved(self.cast.entities[most], 0.8)
        return Resolved(self.cast.entities[most], 0.6 if counts[most] >= 3 * others else 0.5)

    def _role(self, word: Word) -> Resolved | None:
        """The one actor that has the role which a description names."""
        if word.lower not in lexicon.role_nouns() and word.lower not in lexicon.kind_nouns():
            return None
        if self._owners is None:
            self._owners = _owners(self.cast)
        owners = self._owners.get(word.lower, set())
        if len(owners) != 1:
            return None
        entity = self.cast.entities[next(iter(owners))]
        began = min((name.first for name in entity.names), default=word.index)
        if began > word.index:
            return None
        first, last = noun_phrase(self.parse, word)
        served = {role.of for role in entity.roles if role.noun == word.lower} - {None}
        if any((there := self.cast.at(index)) is not None and there.key in served for index in range(first, last + 1)):
            return Resolved(entity, 0.85)
        return Resolved(entity, 0.7) if last - first <= _LONGEST else None

    def _in_name(self, word: Word, trace: Trace) -> Resolved | None:
        """The one actor, the last where there are several, whose name holds the noun."""
        if self._in_names is None:
            self._in_names = _by_noun(self.cast)
        keys = self._in_names.get(word.lower, [])
        if not keys or self._is_told_apart(word):
            return None
        at = bisect_left(trace, (word.index, -1))
        for _, key in reversed(trace[max(0, at - MOST_BACK) : at]):
            if key in keys:
                return Resolved(self.cast.entities[key], 0.8 if len(keys) == 1 else 0.6)
        return None

    def of_kind(self, word: Word, trace: Trace) -> Resolved | None:
        """The last company, party, paper or place, for the nouns that are used so: "the paper", "the city"."""
        if word.lower not in _FOR_THE_LAST or not self._can_describe(word) or not is_definite(self.parse, word):
            return None
        if self._is_told_apart(word):
            return None
        kind = lexicon.described()[word.lower][1]
        at = bisect_left(trace, (word.index, -1))
        for index, key in reversed(trace[max(0, at - MOST_BACK) : at]):
            entity = self.cast.entities[key]
            back = word.sentence - self.parse.words[index].sentence
            if back > SENTENCES_BACK:
                break
            if back and entity.named and _can_be(entity, kind):
                return Resolved(entity, GUESS)
        return None

    def _is_told_apart(self, word: Word) -> bool:
        """Whether words of its own say which it is: "the company that …", "the Afghan team", "the city of …"."""
        apart = {"prep", "relcl", "acl", "compound", "nmod", "poss", "nummod"}
        return any(child.dep in apart for child in self.parse.children(word))


def _can_be(entity: Entity, kind: str) -> bool:
    if kind in {"city", "region"}:
        return entity.type is ActorType.PLACE
    return entity.type.value == kind and entity.name.split()[-1] not in _NO_COMPANIES


def _owners(cast: Cast) -> dict[str, set[int]]:
    owners: dict[str, set[int]] = {}
    for entity in cast.entities:
        for role in entity.roles:
            if entity.named and not entity.outside:
                owners.setdefault(role.noun, set()).add(entity.key)
    return owners


def _by_noun(cast: Cast) -> dict[str, list[int]]:
    """Bodies and places by the common nouns in their names."""
    nouns: dict[str, list[int]] = {}
    known = lexicon.described()
    for entity in cast.entities:
        if entity.is_person or not entity.named:
            continue
        for noun in {word.lower() for form in entity.forms for word in form.split()}:
            if noun in known:
                nouns.setdefault(noun, []).append(entity.key)
    return nouns


def is_definite(parse: Parse, word: Word) -> bool:
    """Whether an article or pointing word says that it is known who is meant."""
    return any(child.lower in _DEFINITE for child in parse.children(word, "det"))
