"""Ties that a noun states: "the UN envoy to the country", "the GNA's main supporter is Turkey".

The noun says how; who is it stands beside it (apposition, title, "is", or a role that was found before), and to
whom is read behind "of", "to" and the like, before "'s", or in the name before the noun. A former or future holder
of an office has no tie by it, and a deputy leads nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsreader.analysis.parse import Parse, Word
from newsreader.analysis.tie_words import (
    WHERE,
    Draft,
    Named,
    Names,
    TieEntry,
    antecedent,
    assertion,
    phrases_after,
    tie_words,
)
from newsreader.model.article import Actor, ActorType, Relation

MOST_BEFORE = 10
"""How many words before a noun may qualify it."""

MOST_BEHIND = 20
"""How many words behind it."""

_EARLIER = frozenset({"former", "formerly", "ex", "ousted", "deposed", "then", "late", "once", "onetime", "previously"})
_ENDED = frozenset({"until", "till"})
_UNREAL = frozenset(
    {"future", "incoming", "potential", "possible", "likely", "alleged", "suspected", "outgoing", "would", "previous"}
    | {"old", "past", "aspiring", "next", "minority", "majority", "opposition", "no", "not", "self-proclaimed"}
)
_DEPUTIES = frozenset({"deputy", "vice", "assistant", "associate", "under", "sub"})
_HEADS_OF_PARTS = frozenset({"chief", "head", "director", "commander", "boss", "manager", "coach", "president"})
_SERVE_STATES = frozenset({"minister", "official", "officer", "employee"})


class NounTies:
    """The rules for nouns over one article."""

    def __init__(self, parse: Parse, names: Names, actors: Sequence[Actor]) -> None:
        """Take the words, whom they name, and the roles of the actors."""
        self.parse = parse
        self.names = names
        self.actors = actors
        self.role_owners = self._owners_of_roles()

    def of(self, word: Word) -> Iterator[Draft]:
        """The ties that a noun states; none where it is no word of relation."""
        entries = tie_words("noun").get(word.lower) if word.tag.startswith("NN") else None
        if entries:
            yield from self._of_noun(word, entries)

    def _of_noun(self, noun: Word, entries: tuple[TieEntry, ...]) -> Iterator[Draft]:
        if self.names.at(noun) is not None or self._is_no_more(noun):
            return
        holders = list(self._holders(noun))
        if not holders:
            return
        for entry in entries:
            relation = self._rank(noun, entry.relation)
            for other, near in self._targets(noun, entry, relation):
                for one, sure in holders:
                    yield Draft(one, relation, other, entry.sure * near * sure, noun)

    def _rank(self, noun: Word, relation: Relation) -> Relation:
        """The relation of a noun: who is one of several, a deputy or the head of a part does not lead the whole."""
        before = {word.lower for word in self._before(noun)}
        if noun.lower == "minister" and "prime" in before:
            relation = Relation.LEADS
        if relation is not Relation.LEADS:
            return relation
        if any(child.lower in {"a", "an", "one"} for child in self.parse.children(noun, "det", "nummod")):
            return Relation.MEMBER_OF if noun.lower == "leader" else Relation.WORKS_FOR
        parts = self.parse.children(noun, "compound")
        parts += [other for _, other in phrases_after(self.parse, noun, frozenset({"of"}))]
        of_a_part = any(part.tag in {"NN", "NNS"} and self.names.at(part) is None for part in parts)
        if before & _DEPUTIES or (of_a_part and noun.lower in _HEADS_OF_PARTS):
            return Relation.WORKS_FOR
        return relation

    def _before(self, noun: Word) -> list[Word]:
        """The words that may qualify a noun: those before it up to a comma."""
        found: list[Word] = []
        words = self.parse.words
        begin = max(self.parse.sentences[noun.sentence].first, noun.index - MOST_BEFORE)
        for at in range(noun.index - 1, begin - 1, -1):
            if words[at].text in {",", ";", ":", "("} or (words[at].tag.startswith("VB") and at < noun.left):
                break
            found.append(words[at])
        return found

    def _is_no_more(self, noun: Word) -> bool:
        """Whether it says what somebody was, may be or is not: "former president", "president-elect"."""
        words = self.parse.words
        own = {words[at].lower for at in noun.children if at < noun.index}
        end = min(noun.right, noun.index + MOST_BEHIND) + 3
        after = [word.lower for word in words[noun.index + 1 : end] if word.sentence == noun.sentence]
        if after and (after[0] in {"-", "elect", "candidate", "nominee"} or _ENDED.intersection(after)):
            return True
        early = _EARLIER.intersection(word.lower for word in self._before(noun))
        return bool(own & _UNREAL or early or (noun.index and words[noun.index - 1].text == "-"))

    def _holders(self, noun: Word) -> Iterator[tuple[Named, float]]:
        """Who is what the noun says, and how far the construction can be trusted."""
        owner = self.role_owners.get(noun.index)
        if owner is not None and noun.dep != "attr":
            yield owner, 0.98
            return
        seen: set[str] = set()
        for head, sure in self._holder_words(noun):
            for named in self.names.all(head) if sure != 1.0 else filter(None, [self.names.one(head)]):
                if named.actor.id not in seen:
                    seen.add(named.actor.id)
                    yield named, sure

    def _holder_words(self, noun: Word) -> Iterator[tuple[Word, float]]:
        parse = self.parse
        above = parse.head(noun)
        if noun.dep == "appos" and noun.tag != "NNS" and noun.left - self._last(above) <= 2:
            yield above, 1.0
        for child in parse.children(noun, "appos"):
            if child.index > noun.index:
                yield child, 1.0
        if noun.dep in {"compound", "nmod", "amod"} and self.names.ranges.get(above.index, (0, 0))[0] == noun.index + 1:
            yield above, 1.0
        if noun.dep == "attr":
            told = self._copula(above)
            for subject in parse.children(above, "nsubj") if told else ():
                yield antecedent(parse, above, subject), told
        if noun.dep == "nsubj":
            told = self._copula(above)
            for other in parse.children(above, "attr") if told else ():
                yield other, told

    def _last(self, word: Word) -> int:
        """The last word of the name that the word stands in, or the word itself."""
        return self.names.ranges.get(word.index, (0, word.index))[1]

    def _copula(self, verb: Word) -> float:
        if verb.lower in {"is", "are", "'s", "’s", "remains", "became", "becomes", "remain"}:
            return 0.97 * assertion(self.parse, verb)
        return 0.7 * assertion(self.parse, verb) if verb.lower in {"was", "were"} else 0.0

    def _targets(self, noun: Word, entry: TieEntry, relation: Relation) -> Iterator[tuple[Named, float]]:
        """To whom the noun ties, and how far the place can be trusted."""
        parse = self.parse
        for _, other in phrases_after(parse, noun, entry.places):
            for named in self.names.all(other):
                yield named, 1.0
        if "poss" in entry.places:
            for owner in parse.children(noun, "poss"):
                for named in self.names.all(owner):
                    yield named, 1.0
        if "mod" in entry.places:
            for modifier in parse.children(noun, "compound", "amod", "nmod"):
                served = self.names.one(modifier) if modifier.index < noun.index else None
                if served is not None and self._serves(noun, served, modifier, relation):
                    yield served, 0.97

    def _serves(self, noun: Word, named: Named, modifier: Word, relation: Relation) -> bool:
        """Whether a name before a noun is whom it serves, and not where the person is from: "US scientist"."""
        first = self.names.ranges[modifier.index][0] if modifier.index in self.names.ranges else modifier.index
        if first and self.parse.words[first - 1].text == "-":
            return False
        if relation is Relation.LEADS and named.actor.type is ActorType.GROUP:
            return False
        # "House Democratic leader": one of a part of it
        if noun.lower == "leader" and self._last(modifier) != noun.index - 1:
            return False
        from_there = named.actor.type in WHERE and relation is Relation.WORKS_FOR
        return not from_there or noun.lower in _SERVE_STATES

    def _owners_of_roles(self) -> dict[int, Named]:
        """The actor of each role, by the noun that heads it."""
        words = self.parse.words
        found: dict[int, Named] = {}
        for actor in self.actors:
            for role in actor.roles:
                first, last = self.names.place(role.span)
                for at in range(first, last + 1):
                    if not first <= words[at].head <= last or words[at].head == at:
                        found[at] = Named(actor, 1.0, stated=True)
        return found
