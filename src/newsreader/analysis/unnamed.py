"""Actors that have only a description: "a spokesman", "police", "two officials", "the children".

A description that comes again is the same one where it is definite and says nothing that the first does not ("the
children", after "children in Australia"), or where it is the same plural word for word. "A spokesman" is somebody
new each time.
"""

from __future__ import annotations

from newsreader.analysis import lexicon
from newsreader.analysis.clauses import noun_phrase
from newsreader.analysis.entities import Cast, Entity, Resolved
from newsreader.analysis.parse import Parse, Word
from newsreader.model.article import ActorType
from newsreader.text.safe import fold

MOST_DESCRIPTIONS = 2_000
"""How many actors without a name an article may have while it is being worked out."""

MOST_OF_A_NOUN = 8
"""How many of the last descriptions with the same noun are compared."""

IRREGULAR = {
    "men": "man",
    "women": "woman",
    "children": "child",
    "people": "person",
    "wives": "wife",
    "policemen": "policeman",
    "congressmen": "congressman",
    "businessmen": "businessman",
    "gunmen": "gunman",
    "spokesmen": "spokesman",
    "fishermen": "fisherman",
    "parties": "party",
    "companies": "company",
    "agencies": "agency",
    "armies": "army",
    "universities": "university",
    "authorities": "authority",
    "cities": "city",
    "countries": "country",
    "ministries": "ministry",
    "militias": "militia",
    "attorneys": "attorney",
    "churches": "church",
    "coaches": "coach",
    "babies": "baby",
    "families": "family",
    "dignitaries": "dignitary",
    "schoolchildren": "schoolchild",
}
"""Plurals that do not end in a plain s."""

_DEFINITE = frozenset({"the", "that", "this", "these", "those"})
_NOBODY = frozenset({"no", "any", "every", "each", "either", "neither", "what", "which", "whatever"})
_TELLING = frozenset({"amod", "compound", "nmod", "poss", "prep", "relcl", "acl"})
_CROWDS = frozenset(
    {"family", "rebel", "troop", "faction", "force", "crowd", "public", "population", "gang", "media", "opposition"}
    | {"couple", "community", "audience", "staff", "crew", "authority"}
)
_ARMED = frozenset({"force", "troop", "fighter", "rebel", "militia", "guerrilla", "insurgent", "army"})
_SEATS = frozenset({"headquarters", "embassy", "consulate"})
_AMBIGUOUS = frozenset({"chair", "head", "star", "anchor", "principal", "church", "agent", "host"})
_UNCHANGING = frozenset({"police", "government", "military", "army", "navy", "parliament"})


class Unnamed:
    """The actors of an article that have no name."""

    def __init__(self, parse: Parse, cast: Cast) -> None:
        """Take the words and the actors of an article."""
        self.parse = parse
        self.cast = cast
        self.by_noun: dict[tuple[str, bool], list[tuple[Entity, frozenset[str]]]] = {}
        self.count = 0

    def again(self, word: Word) -> Resolved | None:
        """The actor without a name that a description stands for once more; None where it is none of those so far."""
        noun, many = singular(word)
        before = self.by_noun.get((noun, many))
        if not before or self._is_of_nobody(word):
            return None
        telling = self._telling(word)
        for entity, told in reversed(before[-MOST_OF_A_NOUN:]):
            if self._is_same(word, telling, told, many=many):
                return Resolved(entity, 0.75)
        return None

    def first(self, word: Word) -> Resolved | None:
        """A new actor for a description; None where it is of no actor."""
        noun, many = singular(word)
        kind = kind_of(noun, many=many) or self._kind_of_seat(word)
        if kind is None or self.count >= MOST_DESCRIPTIONS or self._is_of_nobody(word):
            return None
        self.count += 1
        entity = self.cast.add(kind, self._description(word), named=False)
        gender = lexicon.described().get(noun, ("", ""))[1]
        entity.gender = gender if gender in {"male", "female"} else ""
        entity.many = many
        self.by_noun.setdefault((noun, many), []).append((entity, self._telling(word)))
        return Resolved(entity, 1.0)

    def _kind_of_seat(self, word: Word) -> ActorType | None:
        """A facility, where a name says whose headquarters are meant."""
        if word.lower not in _SEATS:
            return None
        first, last = noun_phrase(self.parse, word)
        named = any(self.cast.at(index) is not None for index in range(first, last + 1))
        return ActorType.FACILITY if named else None

    def _description(self, word: Word) -> str:
        """Its words, without the clause that goes on behind it and without a possessive mark."""
        first, last = noun_phrase(self.parse, word)
        for index in range(word.index + 1, last + 1):
            if self.parse.words[index].tag in {"VBG", "VBN", "VBD", "VBZ", "POS"}:
                last = max(word.index, index - 1 - (self.parse.words[index - 1].tag == "IN"))
                break
        if self.parse.words[first].lower in ({"whose", "the"} if word.lower in _SEATS else {"whose"}):
            first += 1
        return fold(self.parse.span(first, last).of(self.parse.text))

    def _telling(self, word: Word) -> frozenset[str]:
        """The words that say which it is."""
        return frozenset(child.lower for child in self.parse.children(word, *_TELLING))

    def _is_of_nobody(self, word: Word) -> bool:
        """Whether it says what somebody is, or speaks of nobody, or stands inside a name or before a noun."""
        if word.dep in {"compound", "amod", "nmod", "attr", "appos", "npadvmod", "oprd", "intj"}:
            return True
        above = self.parse.head(word)
        if word.dep == "nsubj" and above.lower in {"is", "was", "'s", "’s"} and self._names_anybody(above):
            return True
        if word.dep == "pobj" and above.lower == "as":
            return True
        return any(child.lower in _NOBODY for child in self.parse.children(word, "det", "neg"))

    def _names_anybody(self, verb: Word) -> bool:
        """Whether "is" has a name behind it: "its main supporter is Turkey"."""
        return any(self.cast.at(child.index) is not None for child in self.parse.children(verb, "attr"))

    def _is_same(self, word: Word, telling: frozenset[str], told: frozenset[str], *, many: bool) -> bool:
        determiners = {child.lower for child in self.parse.children(word, "det")}
        if determiners & _DEFINITE or word.lower in _UNCHANGING:
            return telling <= told
        return many and telling == told and not self.parse.children(word, "nummod")


def singular(word: Word) -> tuple[str, bool]:
    """The base form of a noun, and whether it stands for several."""
    if word.tag not in {"NNS", "NNPS"}:
        return word.lower, False
    if word.lower in IRREGULAR:
        return IRREGULAR[word.lower], True
    if word.lower in _UNCHANGING:
        return word.lower, False
    return word.lower.removesuffix("s"), True


def kind_of(noun: str, *, many: bool) -> ActorType | None:
    """What kind of actor a common noun stands for; None where for none."""
    label, kind = lexicon.described().get(noun, ("", ""))
    if many and noun in _ARMED:
        return ActorType.ARMED_GROUP
    if kind == "outlet" or noun in _AMBIGUOUS:
        return None
    if label == "PERSON" or noun in lexicon.role_nouns():
        return ActorType.PERSON
    if many:
        return ActorType.GROUP if label == "ORG" or noun in _CROWDS or f"{noun}s" in lexicon.speaking_groups() else None
    if noun in _CROWDS:
        return ActorType.GROUP
    return ActorType(kind) if label == "ORG" else None
