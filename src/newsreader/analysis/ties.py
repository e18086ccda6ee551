"""Who stands how to whom: the ties of an article, from its verbs, its nouns and what stands beside its names.

Each rule is one construction and gives nothing where it is not there. Direction comes from the grammar and never
from the order of the names; what the kinds of the two actors make senseless (a place that leads) is dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsreader.analysis import lexicon
from newsreader.analysis.parse import Parse, Word
from newsreader.analysis.references import References
from newsreader.analysis.tie_nouns import NounTies
from newsreader.analysis.tie_verbs import VerbTies
from newsreader.analysis.tie_words import WHERE, Draft, Named, Names, TieEntry, tie_words, words_in_marks
from newsreader.model.article import Actor, ActorType, Basis, Quote, Relation, Tie

MOST_STEPS_UP = 10
"""How far up the tree the one that is spoken of is looked for."""

LEAST_SURE = 0.4
"""A tie that is less sure is not shown."""

_TYPE = ActorType
_AGENTS = frozenset(
    {_TYPE.PERSON, _TYPE.ORGANISATION, _TYPE.STATE, _TYPE.GOVERNMENT, _TYPE.ARMED_GROUP, _TYPE.OUTLET, _TYPE.GROUP}
)
_BODIES = _AGENTS - {_TYPE.PERSON} | {_TYPE.FACILITY}
_PERSON = frozenset({_TYPE.PERSON})
_ANY = _AGENTS | WHERE
_KINDS = {
    Relation.LEADS: (_PERSON, _BODIES | WHERE),
    Relation.REPRESENTS: (_PERSON, _ANY),
    Relation.SPEAKS_FOR: (_PERSON, _ANY),
    Relation.WORKS_FOR: (_PERSON, _ANY),
    Relation.MEMBER_OF: (_AGENTS, _BODIES),
    Relation.PART_OF: (_BODIES | WHERE, _BODIES | WHERE),
    Relation.ENVOY_TO: (_PERSON, _BODIES | WHERE),
    Relation.GOVERNMENT_OF: (frozenset({_TYPE.GOVERNMENT, _TYPE.ORGANISATION}), WHERE),
    Relation.CAPITAL_OF: (frozenset({_TYPE.PLACE}), WHERE),
    Relation.LOCATED_IN: (frozenset({_TYPE.PLACE, _TYPE.FACILITY}), frozenset({_TYPE.PLACE, _TYPE.STATE})),
    Relation.CONTROLS: (_AGENTS, _BODIES | WHERE),
    Relation.ATTACKS: (_AGENTS, _ANY),
    Relation.MEETS: (_AGENTS, _AGENTS),
    Relation.FAMILY_OF: (_PERSON, _PERSON),
}
_LED = _BODIES - {_TYPE.STATE, _TYPE.OUTLET, _TYPE.FACILITY}
_SYMMETRIC = frozenset({Relation.MEETS, Relation.FAMILY_OF, Relation.RIVAL_OF})


def find_ties(
    parse: Parse, actors: Sequence[Actor], quotes: Sequence[Quote] = (), references: References | None = None
) -> tuple[Tie, ...]:
    """The ties that the article states, by the span of their sentence, none twice.

    The actors and quotes are those of the assembled article; the references let a pronoun or description stand
    for an actor.
    """
    if not actors:
        return ()
    return _Ties(parse, actors, quotes, references).found()


class _Ties:
    """The rules over one article."""

    def __init__(
        self, parse: Parse, actors: Sequence[Actor], quotes: Sequence[Quote], references: References | None
    ) -> None:
        self.parse = parse
        self.actors = actors
        self.names = Names(parse, actors, references)
        self.said = words_in_marks(parse, quotes)
        self.verbs = VerbTies(parse, self.names)
        self.nouns = NounTies(parse, self.names, actors)

    def found(self) -> tuple[Tie, ...]:
        """The ties, of each kind between two actors only the surest."""
        kept: dict[tuple[str, Relation, str], Tie] = {}
        for draft in self._drafts():
            tie = self._tie(draft)
            if tie is None:
                continue
            one, other = sorted((tie.subject, tie.object)) if tie.relation in _SYMMETRIC else (tie.subject, tie.object)
            before = kept.get((one, tie.relation, other))
            if before is None or tie.confidence > before.confidence:
                kept[one, tie.relation, other] = tie
        return tuple(sorted(kept.values(), key=lambda tie: (tie.span, tie.subject, tie.relation, tie.object)))

    def _tie(self, draft: Draft) -> Tie | None:
        one, other = draft.one.actor, draft.other.actor
        sure = round(min(0.95, draft.sure * draft.one.sure * draft.other.sure), 2)
        subjects, objects = _KINDS.get(draft.relation, (_AGENTS, _AGENTS))
        if one.id == other.id or sure < LEAST_SURE or not (one.named and other.named):
            return None
        if one.type not in subjects or other.type not in objects:
            return None
        basis = Basis.STATED if draft.one.stated and draft.other.stated else Basis.RESOLVED
        span = self.parse.sentence_span(draft.at.index, draft.at.index)
        return Tie(one.id, draft.relation, other.id, span, basis, sure)

    def _drafts(self) -> Iterator[Draft]:
        adjectives = tie_words("adj")
        for word in self.parse.words:
            if word.index in self.said:
                continue
            yield from self.verbs.of(word)
            yield from self.nouns.of(word)
            if word.lower in adjectives:
                yield from self._of_adjective(word, adjectives[word.lower])
            if word.dep == "poss":
                yield from self._of_possessive(word)
            if word.lower == "rival" and word.dep in {"amod", "compound"}:
                yield from self._of_rival(word)
            if word.text == ",":
                yield from self._of_address(word)
        yield from self._of_capitals()
        yield from self._of_body_names()

    def _of_adjective(self, word: Word, entries: tuple[TieEntry, ...]) -> Iterator[Draft]:
        """What "the UN-recognised government, GNA" says."""
        if word.index < 2 or word.dep == "ROOT":
            return
        words = self.parse.words
        dash, before = words[word.index - 1], words[word.index - 2]
        noun = _modified(self.parse, word)
        one = self.names.by_word.get(before.index)
        other = self.names.one(noun) if noun is not None else None
        if dash.text not in {"-", "–"} or dash.start != before.end or one is None or other is None:
            return
        if one.stated:
            for entry in entries:
                yield Draft(one, entry.relation, other, entry.sure, word)

    def _of_possessive(self, word: Word) -> Iterator[Draft]:
        """What "Haftar's LNA" says: whose it is, though not how."""
        one, body = self.names.at(word), self.parse.head(word)
        other = self.names.at(body)
        if one is None or other is None or self.names.ranges[body.index][0] <= word.index:
            return
        if one.actor.type is ActorType.PERSON and other.actor.type in _LED:
            yield Draft(one, Relation.LEADS, other, 0.6, word)
        elif one.actor.type in {ActorType.STATE, ActorType.PLACE} and other.actor.type in WHERE:
            yield Draft(other, Relation.LOCATED_IN, one, 0.7, word)

    def _of_rival(self, word: Word) -> Iterator[Draft]:
        """What "The council left after an attack by the rival militia of …" says: the rival of who is spoken of."""
        noun = _modified(self.parse, word)
        other = self.names.one(noun) if noun is not None else None
        if noun is None or other is None or self.parse.children(word, "poss"):
            return
        at = self.parse.head(noun)
        for _ in range(MOST_STEPS_UP):
            for subject in self.parse.children(at, "nsubj", "nsubjpass"):
                one = self.names.one(subject)
                if one is not None and subject.index < word.index and one.actor.type in _BODIES:
                    yield Draft(one, Relation.RIVAL_OF, other, 0.7, word)
                    return
            if self.parse.head(at) is at:
                return
            at = self.parse.head(at)

    def _of_address(self, comma: Word) -> Iterator[Draft]:
        """What "Geneva, Switzerland" says; a list of places says nothing."""
        words = self.parse.words
        if not 0 < comma.index < len(words) - 1 or words[comma.index + 1].sentence != comma.sentence:
            return
        one, other = self.names.at(words[comma.index - 1]), self.names.at(words[comma.index + 1])
        if one is None or other is None or self._is_list(comma):
            return
        last = words[self.names.ranges[comma.index + 1][1]]
        attached = words[comma.index + 1].dep in {"appos", "npadvmod"} or last.head <= comma.index
        sure = 0.9 if other.actor.type is ActorType.STATE and attached else 0.75
        yield Draft(one, Relation.LOCATED_IN, other, sure, comma)

    def _is_list(self, comma: Word) -> bool:
        """Whether the names about a comma are two of a list."""
        words = self.parse.words
        first, last = self.names.ranges[comma.index - 1][0], self.names.ranges[comma.index + 1][1]
        if first and words[first - 1].text in {",", "and", "or"}:
            return True
        after = [*words[last + 1 : last + 3]]
        if after and after[0].lower in {"and", "or", "'s", "’s"}:
            return True
        goes_on = len(after) > 1 and after[0].text == ","
        return goes_on and (after[1].index in self.names.by_word or after[1].lower in {"and", "or"})

    def _of_capitals(self) -> Iterator[Draft]:
        """What "the capital, Tripoli" says, where the article names the state that the lists know it for."""
        states = {actor.name: actor for actor in self.actors if actor.type is ActorType.STATE}
        for word in self.parse.words:
            if word.lower == "capital" and word.index not in self.said:
                for child in self.parse.children(word, "appos"):
                    one = self.names.at(child)
                    state = states.get(lexicon.capitals().get(one.actor.name, "")) if one is not None else None
                    if one is not None and state is not None:
                        yield Draft(one, Relation.CAPITAL_OF, Named(state, 0.7, stated=False), 1.0, word)

    def _of_body_names(self) -> Iterator[Draft]:
        """What "United Nations Support Mission" says: its name begins with that of the whole."""
        bodies = {actor.name: actor for actor in self.actors if actor.type is ActorType.ORGANISATION and actor.named}
        forms = {form: actor for actor in bodies.values() for form in (actor.name, *(a.text for a in actor.aliases))}
        done: set[str] = set()
        for word in self.parse.words:
            named = self.names.by_word.get(word.index)
            if named is None or not named.stated or named.actor.id in done or word.index in self.said:
                continue
            done.add(named.actor.id)
            parts = named.actor.name.removeprefix("the ").removeprefix("The ").split()
            for size in range(len(parts) - 1, 0, -1):
                whole = forms.get(" ".join(parts[:size]))
                if whole is not None and named.actor.type in _BODIES and (size > 1 or parts[0].isupper()):
                    yield Draft(named, Relation.PART_OF, Named(whole, 0.7, stated=True), 1.0, word)
                    break


def _modified(parse: Parse, word: Word) -> Word | None:
    """The noun that an adjective stands before."""
    noun = parse.head(word)
    return noun if noun.index > word.index and noun.tag.startswith("NN") else None
