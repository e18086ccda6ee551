"""Who stands how to whom: the ties of an article, from its verbs, its nouns and what stands beside its names.

Each rule is one construction and gives nothing where it is not there. Direction comes from the grammar and never
from the order of the names; what the kinds of the two actors make senseless (a place that leads) is dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsreader.analysis import lexicon
from newsreader.analysis.parse import Parse, Word
from newsreader.analysis.references import References
from newsreader.analysis.tie_names import Names
from newsreader.analysis.tie_nouns import NounTies
from newsreader.analysis.tie_places import PlaceTies
from newsreader.analysis.tie_verbs import VerbTies
from newsreader.analysis.tie_words import WHERE, Draft, TieEntry, tie_words, words_in_marks
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
    Relation.LOCATED_IN: (_BODIES | WHERE, frozenset({_TYPE.PLACE, _TYPE.STATE})),
    Relation.CONTROLS: (_AGENTS, _BODIES | WHERE),
    Relation.ATTACKS: (_AGENTS, _ANY),
    Relation.MEETS: (_AGENTS, _AGENTS),
    Relation.FAMILY_OF: (_PERSON, _PERSON),
}
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
        self.places = PlaceTies(parse, self.names, actors)

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
        sure = round(min(0.95, draft.sure * draft.one.sure * draft.other.sure * _kinship(draft)), 2)
        subjects, objects = _KINDS.get(draft.relation, (_AGENTS, _AGENTS))
        if one.id == other.id or sure < LEAST_SURE or not (one.named and other.named):
            return None
        if one.type not in subjects or other.type not in objects:
            return None
        if other.type is ActorType.ORGANISATION and _is_title(other.name):
            return None
        if draft.relation is Relation.LOCATED_IN and one.type is ActorType.STATE:
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
            yield from self.places.of(word)

    def _of_adjective(self, word: Word, entries: tuple[TieEntry, ...]) -> Iterator[Draft]:
        """What "the UN-recognised government, GNA" says."""
        if word.index < 2 or word.dep == "ROOT":
            return
        words = self.parse.words
        dash, before = words[word.index - 1], words[word.index - 2]
        noun = _modified(self.parse, word)
        one = self.names.by_word.get(before.index) or self.names.state_of(before)
        other = self.names.one(noun) if noun is not None else None
        if dash.text not in {"-", "–"} or dash.start != before.end or one is None or other is None:
            return
        if one.stated or before.text in lexicon.demonyms():
            for entry in entries:
                yield Draft(one, entry.relation, other, entry.sure, word)

    def _of_possessive(self, word: Word) -> Iterator[Draft]:
        """What "Haftar's LNA" says: whose it is, though not how."""
        one, body = self.names.at(word), self.parse.head(word)
        other = self.names.at(body)
        if one is None or other is None or self.names.ranges[body.index][0] <= word.index:
            return
        if one.actor.type is ActorType.PERSON and _can_be_led(other.actor):
            yield Draft(one, Relation.LEADS, other, 0.6, word)
        elif other.actor.type is ActorType.PERSON and one.actor.type in {ActorType.OUTLET, ActorType.ORGANISATION}:
            sure = 0.8 if one.actor.type is ActorType.OUTLET else 0.65
            if not any(letter.isdigit() for letter in other.actor.name):
                yield Draft(other, Relation.WORKS_FOR, one, sure, word)
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


def _is_title(name: str) -> bool:
    """Whether what was taken for a body is a title: "District Magistrate"."""
    last = name.rpartition(" ")[2].lower()
    return last in lexicon.titles() or last in lexicon.role_nouns()


def _kinship(draft: Draft) -> float:
    """What the names say of a tie of family that rests on a pronoun: those of one surname are surer."""
    if draft.relation is not Relation.FAMILY_OF or (draft.one.stated and draft.other.stated):
        return 1.0
    one, other = (named.actor.name.rpartition(" ")[2] for named in (draft.one, draft.other))
    return 1.15 if one == other else 0.85


def _can_be_led(actor: Actor) -> bool:
    """Whether it is surely a body that people lead, and no work or event: armed, a government, or so by its name."""
    if actor.type in {ActorType.ARMED_GROUP, ActorType.GOVERNMENT}:
        return True
    last = actor.name.rpartition(" ")[2]
    # what ends in "of …" is named after another noun: a "State of the Union" is no union
    return actor.type is ActorType.ORGANISATION and last in lexicon.body_nouns() and " of " not in actor.name


def _modified(parse: Parse, word: Word) -> Word | None:
    """The noun that an adjective stands before."""
    noun = parse.head(word)
    return noun if noun.index > word.index and noun.tag.startswith("NN") else None
