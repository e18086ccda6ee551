"""What ties are read from: the words of relation, whom a noun names, and whether a clause is asserted.

A tie needs both its ends named; so a noun counts only where it is a name, stands in apposition to one, or was
joined to an actor by the program (then the tie is resolved, not stated). What is negated, asked, wished or still
to come gives no tie at all.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from newsreader.analysis import lexicon
from newsreader.analysis.clauses import WHO, is_verb
from newsreader.analysis.marks import find_quotations
from newsreader.analysis.parse import Parse, Word
from newsreader.analysis.references import References
from newsreader.model.article import Actor, ActorType, MentionForm, Quote, QuoteType, Relation
from newsreader.model.spans import Span

MOST_COORDINATED = 12
"""How many coordinated names are taken from one list."""

MOST_STEPS = 8
"""How far up the tree a clause is followed to see whether it is asserted."""

LEAST_QUOTED_WORDS = 3
"""Marks round fewer words are emphasis and say nothing of who speaks."""

REPORTED = 0.8
"""How much of the confidence stays where somebody says it and not the reporter."""

_UNREAL = frozenset(
    {"will", "would", "could", "might", "may", "should", "shall", "can", "must", "'ll", "’ll", "'d", "’d"}
)
_IFS = frozenset({"if", "unless", "whether", "until", "lest"})
_NO = frozenset({"no", "not", "never", "n't", "n’t", "nor", "neither", "longer", "hardly", "allegedly", "reportedly"})
_NOBODY = frozenset({"few", "nobody", "none", "nothing", "no"})
_GOING_ON = frozenset({"continue", "continued", "continues", "begin", "began", "begun", "start", "started", "keep"})
_DOUBT = frozenset(
    {"deny", "denied", "denies", "denying", "doubt", "doubts", "doubted", "reject", "rejected", "rejects"}
    | {"accuse", "accused", "accuses", "accusing", "claim", "claimed", "claims", "allege", "alleged", "alleges"}
    | {"dispute", "disputed", "refuted", "disputes", "hope", "hopes", "hoped", "fear", "feared", "fears"}
    | {"wants", "wanted", "want", "demand", "demanded", "propose", "proposed"}
)


WHERE = frozenset({ActorType.PLACE, ActorType.STATE, ActorType.FACILITY})
"""What can be somewhere, or have something in it."""


@dataclass(frozen=True, slots=True)
class TieEntry:
    """What the lists say of a word of relation."""

    relation: Relation
    """The relation that it states."""

    places: frozenset[str]
    """Where the other actor stands: `obj`, `poss`, `mod` or a preposition."""

    sure: float
    """How far it can be trusted, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Named:
    """An actor that a noun names or points to."""

    actor: Actor
    """It."""

    sure: float
    """How sure that is, 0 to 1."""

    stated: bool
    """Whether its name stands there, and no pronoun or description."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A tie that is being worked out."""

    one: Named
    """Who stands."""

    relation: Relation
    """How."""

    other: Named
    """To whom."""

    sure: float
    """How far the construction can be trusted, 0 to 1."""

    at: Word
    """The word that says so."""


@cache
def tie_words(kind: str) -> Mapping[str, tuple[TieEntry, ...]]:
    """The words of relation of one kind (`verb`, `act`, `noun`, `adj`) by each of their forms."""
    found: dict[str, list[TieEntry]] = defaultdict(list)
    for row_kind, words, relation, places, sure in lexicon.rows("ties"):
        if row_kind == kind:
            entry = TieEntry(Relation(relation), frozenset(places.split()), float(sure))
            for form in _forms(kind, [word.strip() for word in words.split(";")]):
                found[form].append(entry)
    return MappingProxyType({form: tuple(entries) for form, entries in found.items()})


def _forms(kind: str, words: list[str]) -> list[str]:
    if kind == "verb" and len(words) == 1:
        return [words[0], *lexicon.inflect(words[0])]
    if kind == "noun":
        return [words[0], f"{words[0][:-1]}ies" if words[0].endswith("ly") else f"{words[0]}s"]
    return words


class Names:
    """Answers whom a noun names; knows the mentions of the article by word."""

    def __init__(self, parse: Parse, actors: Sequence[Actor], references: References | None = None) -> None:
        """Put the mentions of all actors on the words that they hold."""
        self.parse = parse
        self.references = references
        self.by_word: dict[int, Named] = {}
        self.ranges: dict[int, tuple[int, int]] = {}
        self._begins = {word.start: word.index for word in parse.words}
        found = [(actor, mention) for actor in actors for mention in actor.mentions]
        found.sort(key=lambda pair: (pair[1].form is MentionForm.NAME, len(pair[1].span)))
        for actor, mention in found:
            named = Named(actor, mention.confidence, mention.form is MentionForm.NAME)
            first, last = self.place(mention.span)
            for at in range(first, last + 1):
                self.by_word[at] = named
                self.ranges[at] = (first, last)

    def place(self, span: Span) -> tuple[int, int]:
        """The first and the last word of a span; the last before the first where no word begins with it."""
        first = self._begins.get(span.start)
        if first is None:
            return 0, -1
        last = first
        words = self.parse.words
        while last + 1 < len(words) and span.start < words[last + 1].start and words[last + 1].end <= span.end:
            last += 1
        return first, last

    def all(self, word: Word) -> list[Named]:
        """Whom a noun and those coordinated with it name; empty where the noun itself names nobody."""
        found = []
        for noun in coordinated(self.parse, word):
            named = self.one(noun)
            if named is not None:
                found.append(named)
        return found

    def one(self, word: Word) -> Named | None:
        """Whom one noun names or points to; None where that is not clear."""
        if self.is_half_of_compound(word):
            return None
        named = self.by_word.get(word.index)
        if named is not None:
            return named
        return self._beside(word) or self._referred(word)

    def at(self, word: Word) -> Named | None:
        """The actor whose name stands at the word; None for a description or a pronoun."""
        named = self.by_word.get(word.index)
        return named if named is not None and named.stated and not self.is_half_of_compound(word) else None

    def is_half_of_compound(self, word: Word) -> bool:
        """Whether the word is joined to the next by a hyphen: `UN-recognised`."""
        last = self.ranges.get(word.index, (word.index, word.index))[1]
        after = self.parse.words[last + 1] if last + 1 < len(self.parse.words) else None
        return after is not None and after.text in {"-", "–"} and after.start == self.parse.words[last].end

    def _beside(self, word: Word) -> Named | None:
        """The name in apposition to a noun, or that of "militia of …"."""
        if not word.tag.startswith("NN"):
            return None
        for child in self.parse.children(word, "appos"):
            named = self.at(child)
            if named is not None and child.index - word.index <= 4:
                return Named(named.actor, named.sure * 0.95, stated=True)
        if word.lower in {"militia", "group", "city", "town", "state", "party", "republic"}:
            for preposition in self.parse.children(word, "prep"):
                for noun in self.parse.children(preposition, "pobj") if preposition.lower == "of" else []:
                    named = self.at(noun)
                    if named is not None:
                        return Named(named.actor, named.sure * 0.9, stated=True)
        return None

    def _referred(self, word: Word) -> Named | None:
        """The actor that the program joined a pronoun or a description to."""
        found = self.references.of(word) if self.references is not None else None
        if found is None:
            return None
        for name in found.entity.names:
            there = self.by_word.get(name.first)
            if there is not None and there.stated:
                return Named(there.actor, found.confidence, stated=False)
        return None


def coordinated(parse: Parse, word: Word) -> list[Word]:
    """A noun and those that commas and "and" put beside it."""
    heads = [word]
    for head in heads:
        if len(heads) >= MOST_COORDINATED:
            break
        heads.extend(child for child in parse.children(head, "conj") if child.tag.startswith(("NN", "PRP", "JJ")))
    return heads


def antecedent(parse: Parse, verb: Word, subject: Word) -> Word:
    """The noun that "which" stands for; any other subject itself."""
    if subject.lower in WHO and verb.dep == "relcl":
        return parse.head(verb)
    return subject


def words_in_marks(parse: Parse, quotes: Sequence[Quote]) -> frozenset[int]:
    """The words that somebody else says: those in quotation marks, and all of the direct quotes."""
    spans: list[tuple[int, int]] = []
    by_passage: dict[int, list[Word]] = defaultdict(list)
    for word in parse.words:
        by_passage[word.passage].append(word)
    said: set[int] = set()
    for quotation in find_quotations([passage.text for passage in parse.passages]):
        here = by_passage[quotation.passage]
        inside = _between(here, [word.offset for word in here], quotation.start, quotation.end)
        if len(inside) >= LEAST_QUOTED_WORDS:
            said.update(inside)
    spans = [(part.start, part.end) for quote in quotes if quote.type is QuoteType.DIRECT for part in quote.parts]
    ordered = sorted(parse.words, key=lambda word: word.start)
    starts = [word.start for word in ordered]
    for start, end in spans:
        said.update(_between(ordered, starts, start, end))
    return frozenset(said)


def _between(words: Sequence[Word], starts: list[int], start: int, end: int) -> list[int]:
    return [word.index for word in words[bisect_left(starts, start) : bisect_left(starts, end)]]


def assertion(parse: Parse, verb: Word) -> float:
    """How far the article itself asserts a clause: 1, less for what somebody says, 0 for what it does not."""
    sure = 1.0
    for _ in range(MOST_STEPS):
        if _is_unreal(parse, verb):
            return 0.0
        above = parse.head(verb)
        if above is verb or verb.dep in {"relcl", "acl", "appos", "pobj", "dobj"}:
            return sure
        if verb.dep == "xcomp" and is_verb(above) and above.lower not in _GOING_ON:
            return 0.0
        if verb.dep == "pcomp":
            return 0.0
        if verb.dep == "ccomp":
            if above.lower in _DOUBT:
                return 0.0
            sure *= REPORTED if is_verb(above) else 0.5
        verb = above
    return sure


def _is_unreal(parse: Parse, verb: Word) -> bool:
    for subject in parse.children(verb, "nsubj", "nsubjpass"):
        if subject.lower in _NOBODY or any(child.lower in _NO | _NOBODY for child in parse.children(subject)):
            return True
    for child in parse.children(verb):
        if child.dep == "neg" or child.lower in _NO:
            return True
        if child.dep == "aux" and child.lower in _UNREAL:
            return True
        if child.dep in {"mark", "advmod"} and child.lower in _IFS:
            return True
    return verb.lower in {"if"} or parse.words[parse.sentences[verb.sentence].last].text == "?"


def phrases_after(parse: Parse, word: Word, prepositions: frozenset[str]) -> Iterator[tuple[str, Word]]:
    """The prepositions that depend on a word, each with the noun behind it."""
    for preposition in parse.children(word, "prep", "dative", "agent"):
        if preposition.lower in prepositions:
            for noun in parse.children(preposition, "pobj"):
                yield preposition.lower, noun
