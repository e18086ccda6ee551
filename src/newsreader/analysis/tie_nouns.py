"""Ties that a noun states: "the UN envoy to the country", "the GNA's main supporter is Turkey".

The noun says how; who is it stands beside it (apposition, title, "is", or a role that was found before), and to
whom is read behind "of", "to" and the like, before "'s", or in the name before the noun. A former or future holder
of an office has no tie by it, and a deputy leads nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsreader.analysis import lexicon
from newsreader.analysis.parse import Parse, Word
from newsreader.analysis.roles import last_with_age
from newsreader.analysis.served import FIELDS
from newsreader.analysis.tie_names import Named, Names
from newsreader.analysis.tie_owners import employer_before, owner_before
from newsreader.analysis.tie_ranks import HEADS_OF_PARTS, is_no_more, rank
from newsreader.analysis.tie_words import (
    EMPLOYERS,
    HOUSED,
    WHERE,
    Draft,
    TieEntry,
    antecedent,
    assertion,
    is_party,
    phrases_after,
    tie_words,
)
from newsreader.model.article import Actor, ActorType, Relation

MOST_COORDINATED = 3
"""How many roles that "and" joins are followed."""

MOST_PARTING = 8
"""How many words before a noun a body is looked for that parts it from its owner."""

_HEADS_OF_BODIES = HEADS_OF_PARTS - {"president"} | {"ceo"}
_SERVE_STATES = frozenset({"minister", "official", "officer", "employee"})

_SURELY_JOINED = 0.9
"""How sure a description is that was joined to the name it stands beside."""

_QUOTING = frozenset({"“", "”", '"', "``", "''"})
_BELONGS = frozenset({"of", "from", "at"})
_WITHIN = frozenset({"at", "for", "in"})
_SERVE_NOBODY = frozenset(
    {"author", "champion", "co-founder", "co-owner", "co-writer", "critic", "creator", "daughter", "father", "founder"}
    | {"heir", "husband", "investor", "mother", "nominee", "opponent", "owner", "refugee", "resident", "rival", "son"}
    | {"runner-up", "sister", "star", "student", "successor", "supporter", "survivor", "veteran", "widow", "wife"}
    | {"winner", "witness", "candidate", "incumbent", "billionaire", "expert", "fellow", "activist", "advocate"}
)
_AT = TieEntry(Relation.WORKS_FOR, frozenset({"at", "for"}), 0.85)
_SERVING = TieEntry(Relation.WORKS_FOR, frozenset({"at", "for", "with", "mod", "poss"}), 0.85)


def _is_quoted(parse: Parse, noun: Word, name: Word) -> bool:
    """Whether a mark of quotation parts a noun from what seems to be its name."""
    return any(word.text in _QUOTING for word in parse.words[noun.index : name.index])


def _fits(entry: TieEntry, other: Named) -> bool:
    """Whether the other actor is of the kind that the word asks for."""
    if "party" in entry.places:
        return is_party(other.actor)
    if "place" in entry.places:
        return other.actor.type is ActorType.PLACE
    if "body" in entry.places:
        return other.actor.type in EMPLOYERS
    return entry not in {_AT, _SERVING} or other.actor.type in EMPLOYERS


def _is_mere_place(actor: Actor) -> bool:
    """Whether it has a president or mayor and no director: "the Georgia chairman" leads something there."""
    return actor.type in WHERE - {ActorType.FACILITY} and actor.name.rpartition(" ")[2] not in lexicon.body_nouns()


class NounTies:
    """The rules for nouns over one article."""

    def __init__(self, parse: Parse, names: Names, actors: Sequence[Actor]) -> None:
        """Take the words, whom they name, and the roles of the actors."""
        self.parse = parse
        self.names = names
        self.actors = actors
        self.role_owners = self._owners_of_roles()

    def of(self, word: Word) -> Iterator[Draft]:
        """The ties that a noun states, or what stands behind a name; none where it is no word of relation."""
        if word.lower in _BELONGS:
            yield from self._of_belonging(word)
        elif word.tag.startswith("NN"):
            entries = tie_words("noun").get(word.lower, ())
            if word.lower in lexicon.role_nouns() - _SERVE_NOBODY:
                entries = (*entries, _AT if entries else _SERVING)
            if entries:
                yield from self._of_noun(word, entries)

    def _of_belonging(self, preposition: Word) -> Iterator[Draft]:
        """What "Jane Roe of the World Bank" says, the body right behind the name."""
        before = self.parse.words[preposition.index - 1]
        # "Jane Roe, of the World Bank, said"
        if before.text == "," and preposition.lower == "of":
            before = self.parse.words[max(preposition.index - 2, 0)]
        one = self.names.at(before) if preposition.index else None
        if one is None or one.actor.type is not ActorType.PERSON:
            return
        if not self.names.ranges[before.index][0] <= preposition.head < preposition.index:
            return
        for noun in self.parse.children(preposition, "pobj"):
            other = self.names.at(noun)
            if other is not None and other.actor.type in EMPLOYERS:
                relation = Relation.MEMBER_OF if is_party(other.actor) else Relation.WORKS_FOR
                housed = preposition.lower != "at" or bool(HOUSED.intersection(other.actor.name.split()))
                # "met with Jane Roe at the White House"
                if not housed and other.actor.type in {ActorType.GOVERNMENT, ActorType.FACILITY}:
                    continue
                yield Draft(one, relation, other, 0.8 if housed else 0.6, preposition)

    def _of_noun(self, noun: Word, entries: tuple[TieEntry, ...]) -> Iterator[Draft]:
        if self.names.at(noun) is not None or is_no_more(self.parse, noun):
            return
        holders = list(self._holders(noun))
        if not holders:
            return
        topic = self._topic(noun)
        tied: set[str] = set()
        for entry in entries:
            relation = rank(self.parse, self.names, noun, entry.relation)
            for other, near in self._targets(noun, entry, relation):
                if other.actor.id == topic or not _fits(entry, other) or (entry is _AT and other.actor.id in tied):
                    continue
                if relation is Relation.LEADS and noun.lower in _HEADS_OF_BODIES and _is_mere_place(other.actor):
                    continue
                tied.add(other.actor.id)
                for one, sure in holders:
                    yield Draft(one, relation, other, entry.sure * near * sure, noun)

    def _topic(self, noun: Word) -> str | None:
        """The actor that a noun has to do with inside a body: "director of Digital Services at the Post Office"."""
        for preposition in self.parse.children(noun, "prep"):
            for part in self.parse.children(preposition, "pobj") if preposition.lower == "of" else ():
                named = self.names.one(part)
                bare = not self.parse.children(part, "det", "poss")
                places = [*phrases_after(self.parse, noun, _WITHIN), *phrases_after(self.parse, part, _WITHIN)]
                inside = [other for _, where in places if (other := self.names.one(where))]
                if named is not None and bare and any(other.actor.type in EMPLOYERS for other in inside):
                    return named.actor.id
        return None

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
        joined = self._joined(noun) if not seen else None
        if joined is not None:
            yield joined, 0.95

    def _joined(self, noun: Word) -> Named | None:
        """The actor that a description was joined to, where that is sure; a relative is easily another's."""
        joined = self.names.by_word.get(noun.index)
        kin = any(entry.relation is Relation.FAMILY_OF for entry in tie_words("noun").get(noun.lower, ()))
        sure = joined is not None and not joined.stated and joined.sure >= _SURELY_JOINED
        return joined if sure and not kin else None

    def _holder_words(self, noun: Word) -> Iterator[tuple[Word, float]]:
        noun = self._one_of(noun)
        yield from self._beside(noun, 1.0)
        yield from self._included(noun)
        first, sure = noun, 1.0
        for _ in range(MOST_COORDINATED):
            above = self.parse.head(first)
            if first.dep != "conj" or not self._is_role(above) or self.parse.children(first, "appos"):
                return
            first, sure = above, sure * 0.95
            yield from self._beside(first, sure)

    def _one_of(self, noun: Word) -> Word:
        """The "one" of "one of the Bank's directors", else the noun itself."""
        above = self.parse.head(self.parse.head(noun))
        return above if noun.dep == "pobj" and above.lower == "one" and noun.tag == "NNS" else noun

    def _included(self, noun: Word) -> Iterator[tuple[Word, float]]:
        """Those behind "including": "members of the House, including Jane Roe and John Doe"."""
        for preposition in self.parse.children(noun, "prep") if noun.tag == "NNS" else ():
            if preposition.lower in {"including", "like"}:
                yield from ((name, 0.95) for name in self.parse.children(preposition, "pobj"))

    def _beside(self, noun: Word, sure: float) -> Iterator[tuple[Word, float]]:
        """The words for who is what a noun says: in apposition, behind it as a title, or across "is"."""
        parse = self.parse
        above = parse.head(noun)
        if noun.dep == "appos" and noun.tag != "NNS" and self._is_apposition(above, noun):
            yield above, sure
        for child in parse.children(noun, "appos"):
            if child.index > noun.index and not _is_quoted(parse, noun, child):
                yield child, sure
        if self._is_title(noun):
            yield above, sure
        if noun.dep in {"attr", "nsubj"}:
            told = self._copula(above) * sure
            other = "nsubj" if noun.dep == "attr" else "attr"
            for head in parse.children(above, other) if told else ():
                yield antecedent(parse, above, head), told

    def _is_title(self, noun: Word) -> bool:
        """Whether a noun stands right before a name that it is the title of."""
        begins = self.names.ranges.get(noun.head, (0, 0))[0]
        return noun.dep in {"compound", "nmod", "amod"} and begins == noun.index + 1

    def _is_role(self, noun: Word) -> bool:
        described = noun.lower in lexicon.role_nouns() or (noun.dep in {"appos", "attr"} and noun.tag == "NN")
        return described and self.names.at(noun) is None

    def _is_apposition(self, name: Word, noun: Word) -> bool:
        """Whether a noun stands behind a name as an apposition, and is not the last of a list: "X, Y, and an aide"."""
        last = last_with_age(self.parse, self._last(name))
        begin = noun.left
        if begin > 1 and self.parse.words[begin - 1].tag == "POS":
            begin = self.names.ranges.get(begin - 2, (begin, 0))[0]
        if begin - last > 2:
            return False
        between = self.parse.words[last + 1 : begin + 1]
        if any(word.text in _QUOTING for word in between):
            return False
        return self.parse.words[noun.left].dep != "cc" and self.parse.words[noun.left - 1].lower not in {"and", "or"}

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
        behind = list(phrases_after(parse, noun, entry.places))
        if not behind and not parse.children(noun, "poss", "compound", "nmod"):
            behind = [pair for role in self._roles_behind(noun) for pair in phrases_after(parse, role, entry.places)]
        for preposition, other in behind:
            for named in self.names.all(other):
                if preposition != "at" or named.actor.type is not ActorType.PERSON:
                    yield named, 1.0
        if self._is_title(noun):
            yield from self._behind_name(noun, entry)
        if "poss" in entry.places:
            owners = parse.children(noun, "poss")
            for owner in owners:
                if relation is not Relation.LEADS or not self._parted(owner, noun):
                    yield from self._owners(noun, owner, relation)
            unseen = None if owners else owner_before(parse, self.names, noun)
            if unseen is not None and relation is not Relation.FAMILY_OF:
                yield unseen, 0.93
        if "mod" in entry.places:
            modifiers = [word for word in parse.children(noun, "compound", "amod", "nmod") if word.index < noun.index]
            unseen = employer_before(parse, self.names, noun) if self._is_title(noun) and not modifiers else None
            if unseen is not None and unseen.actor.type in EMPLOYERS and relation is not Relation.LEADS:
                yield unseen, 0.93
            for modifier in modifiers:
                served = self.names.one(modifier)
                if entry.relation is Relation.WORKS_FOR and self._is_bare(modifier, served):
                    continue
                if served is not None and self._serves(noun, served, modifier, relation):
                    yield served, 0.97

    def _parted(self, owner: Word, noun: Word) -> bool:
        """Whether a body stands between an owner and a noun: "Italy’s Northern League leader" leads the League."""
        begin = max(owner.index + 1, noun.index - MOST_PARTING)
        between = (self.names.at(word) for word in self.parse.words[begin : noun.index])
        return any(named is not None and named.actor.type in EMPLOYERS for named in between)

    def _roles_behind(self, noun: Word) -> list[Word]:
        """The role that "and" joins to one, which may have the words for both: "chairman and chief of the Bank"."""
        return [child for child in self.parse.children(noun, "conj") if self._is_role(child)][:1]

    def _behind_name(self, noun: Word, entry: TieEntry) -> Iterator[tuple[Named, float]]:
        """Whom a title serves by what stands behind the name: "President Jane Roe of France"."""
        name = self.parse.head(noun)
        for preposition, other in phrases_after(self.parse, name, entry.places & {"of", "from"}):
            named = self.names.one(other)
            begins = self.parse.words[self._last(name) + 1]
            if named is not None and begins.lower == preposition:
                yield named, 0.97

    def _owners(self, noun: Word, owner: Word, relation: Relation) -> Iterator[tuple[Named, float]]:
        """Whose somebody is; in "Jane Roe and her husband" hers who stands beside it."""
        beside = self.names.at(self.parse.head(noun)) if noun.dep == "conj" else None
        if relation is Relation.FAMILY_OF and owner.tag == "PRP$" and beside is not None:
            yield Named(beside.actor, beside.sure * 0.93, stated=False), 1.0
            return
        # "Europe's youngest minister" is one among those of Europe, not of it
        if any(child.tag in {"JJS", "RBS"} for child in self.parse.children(noun, "amod", "advmod")):
            return
        for named in self.names.all(owner):
            yield named, 1.0

    def _is_bare(self, modifier: Word, served: Named | None) -> bool:
        """Whether a name before a trade may be a mere word for the trade's field: "Radio host", "House editor"."""
        if served is None or served.actor.type is not ActorType.ORGANISATION:
            return False
        # "Shadow Home Secretary": part of a title
        if served.actor.name.rpartition(" ")[2] in lexicon.offices():
            return True
        first, last = self.names.ranges.get(modifier.index, (modifier.index, modifier.index))
        return first == last and (modifier.text in FIELDS or modifier.text in lexicon.body_nouns())

    def _serves(self, noun: Word, named: Named, modifier: Word, relation: Relation) -> bool:
        """Whether a name before a noun is whom it serves, and not where the person is from: "US scientist"."""
        first = self.names.ranges[modifier.index][0] if modifier.index in self.names.ranges else modifier.index
        if first and self.parse.words[first - 1].text == "-":
            return False
        if relation is Relation.LEADS and named.actor.type is ActorType.GROUP:
            return False
        if relation is Relation.LEADS and noun.lower in _HEADS_OF_BODIES and modifier.text in lexicon.demonyms():
            return False
        between = self.parse.words[self._last(modifier) + 1 : noun.index]
        if any(word.lower in {"and", "&", ","} for word in between):
            return False
        # "a Louisiana land owner" is from there
        if relation is Relation.CONTROLS and (named.actor.type in WHERE or between):
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
