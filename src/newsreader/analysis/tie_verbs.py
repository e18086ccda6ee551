"""Ties that a verb states: "is backed by", "launched an offensive against", "met with".

Who does it and to whom comes from the grammar of the verb, active, passive or reduced ("X, backed by Y, …"); both
ends must be named, and the clause asserted.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from newsreader.analysis.clauses import is_passive, subject_heads
from newsreader.analysis.parse import Parse, Word
from newsreader.analysis.tie_names import Named, Names, coordinated
from newsreader.analysis.tie_words import Draft, TieEntry, antecedent, assertion, phrases_after, tie_words
from newsreader.model.article import ActorType, Relation

_LIGHT = frozenset(
    {"launch", "launched", "launches", "launching", "hold", "held", "holds", "give", "gave", "given", "gives"}
    | {"carried", "conducted", "mounted", "declared", "supply", "supplied", "supplies", "sent", "sell", "sold", "sells"}
    | {"provided", "provides", "delivered", "shipped", "began", "started", "staged", "had", "has", "took", "taken"}
    | {"seized", "gained", "offered", "pledged", "threw", "made"}
    | {"imposed", "filed", "placed", "brought"}
)


_TAKES = ("captur", "seiz")
_BIDS = frozenset({"bid", "candidacy", "campaign", "nomination"})
_FOR_OR_AGAINST = frozenset({Relation.BACKS, Relation.OPPOSES})
_PEOPLE = frozenset({ActorType.PERSON, ActorType.GROUP, ActorType.ORGANISATION, ActorType.OUTLET})


class VerbTies:
    """The rules for verbs over one article."""

    def __init__(self, parse: Parse, names: Names) -> None:
        """Take the words and whom they name."""
        self.parse = parse
        self.names = names

    def of(self, word: Word) -> Iterator[Draft]:
        """The ties that a verb states; none where it is no word of relation."""
        if not word.tag.startswith("VB"):
            return
        entries = tie_words("verb").get(word.lower)
        if entries:
            yield from self._of_verb(word, entries)
        if word.lower in _LIGHT:
            yield from self._of_act(word)

    def _of_verb(self, verb: Word, entries: tuple[TieEntry, ...]) -> Iterator[Draft]:
        told = self._told(verb)
        if not told:
            return
        subjects, direct = self._ends(verb)
        for entry in entries:
            objects = direct if "obj" in entry.places else []
            if not objects and entry.relation in _FOR_OR_AGAINST:
                objects = self._runners(verb)
            if not objects:
                objects = self._behind(verb, entry.places)
            for one in subjects if not _is_figurative(verb, entry.relation, subjects) else ():
                for other in objects:
                    yield Draft(one, _waged(verb, entry.relation, one, other), other, entry.sure * told, verb)
            if entry.relation is Relation.MEETS and not self.parse.children(verb, "dobj") and not self._has_with(verb):
                for one, other in pairwise(subjects):
                    yield Draft(one, entry.relation, other, 0.85 * told, verb)

    def _runners(self, verb: Word) -> list[Named]:
        """Who is for or against somebody's bid or candidacy is for or against them."""
        bids = [noun for noun in self.parse.children(verb, "dobj") if noun.lower in _BIDS]
        return [named for bid in bids for owner in self.parse.children(bid, "poss") for named in self.names.all(owner)]

    def _has_with(self, verb: Word) -> bool:
        return any(child.lower == "with" for child in self.parse.children(verb, "prep"))

    def _told(self, verb: Word) -> float:
        """How far a verb is asserted; one in its base form says nothing that is so, but for "did"."""
        if verb.tag == "VB" and not any(child.lower in {"did", "does", "do"} for child in self.parse.children(verb)):
            return 0.0
        if verb.tag in {"VBG", "VBN"} and verb.dep in {"pobj", "amod", "compound", "csubj"}:
            return 0.0
        return assertion(self.parse, verb)

    def _ends(self, verb: Word) -> tuple[list[Named], list[Named]]:
        """Who does what the verb says, and to whom."""
        parse = self.parse
        agents = [noun for agent in parse.children(verb, "agent") for noun in parse.children(agent, "pobj")]
        if is_passive(parse, verb) or (verb.dep == "acl" and verb.tag == "VBN"):
            patients = [antecedent(parse, verb, subject) for subject in parse.children(verb, "nsubjpass")]
            if not patients and verb.dep == "acl":
                patients = [parse.head(verb)]
            return self._all(agents), self._all(patients)
        if verb.dep == "acl" and verb.tag != "VBG":
            return [], []
        heads = subject_heads(parse, verb)
        if heads:
            heads = coordinated(parse, heads[0])
        subjects = [named for head in heads if (named := self.names.one(head))]
        if heads and not subjects and parse.children(verb, "dobj"):
            subjects = self._all(self._included(heads[0]))
        return subjects, self._all(parse.children(verb, "dobj"))

    def _included(self, noun: Word) -> list[Word]:
        """Those behind "including": "other unions, including the AFL"."""
        included = [word for word in self.parse.children(noun, "prep") if word.lower == "including"]
        return [name for word in included for name in self.parse.children(word, "pobj")]

    def _all(self, nouns: list[Word]) -> list[Named]:
        return [named for noun in nouns[:1] for named in self.names.all(noun)]

    def _behind(self, word: Word, prepositions: frozenset[str]) -> list[Named]:
        nouns = [noun for _, noun in phrases_after(self.parse, word, prepositions)]
        return self._all(nouns)

    def _of_act(self, verb: Word) -> Iterator[Draft]:
        """What "launched an offensive against …" and "supplied arms to …" say."""
        told = self._told(verb)
        acts = tie_words("act")
        passive = is_passive(self.parse, verb)
        for noun in self.parse.children(verb, "nsubjpass" if passive else "dobj"):
            for entry in acts.get(noun.lower, ()) if told else ():
                if any(child.lower == "no" for child in self.parse.children(noun, "det")):
                    continue
                subjects = self._ends(verb)[0]
                objects = self._behind(noun, entry.places) or self._behind(verb, entry.places)
                for one in subjects:
                    for other in objects:
                        yield Draft(one, entry.relation, other, entry.sure * told, verb)


def _is_figurative(verb: Word, relation: Relation, subjects: list[Named]) -> bool:
    """Whether a person captures something in words: voters, a state in an election, the hearts of a people."""
    taken = relation is Relation.CONTROLS and verb.lower.startswith(_TAKES)
    return taken and any(one.actor.type is ActorType.PERSON for one in subjects)


def _waged(verb: Word, relation: Relation, one: Named, other: Named) -> Relation:
    """What a verb of attack says: of people among themselves no more than that they are against each other."""
    kinds = {one.actor.type, other.actor.type}
    in_words = verb.lower.startswith("attack") and kinds <= _PEOPLE
    return Relation.OPPOSES if relation is Relation.ATTACKS and (ActorType.PERSON in kinds or in_words) else relation
