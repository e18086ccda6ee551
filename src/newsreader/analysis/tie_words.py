"""What ties are read from: the words of relation, and whether a clause is asserted.

What is negated, asked, wished or still to come gives no tie at all; what somebody says in quotation marks is no
word of the article's own.
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
from newsreader.analysis.tie_names import Named
from newsreader.model.article import Actor, ActorType, Quote, QuoteType, Relation

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


EMPLOYERS = frozenset(
    {ActorType.ORGANISATION, ActorType.OUTLET, ActorType.GOVERNMENT, ActorType.ARMED_GROUP, ActorType.FACILITY}
)
"""What somebody can work at."""

HOUSED = frozenset({"University", "College", "School", "Hospital", "Institute", "Museum", "Court", "Academy"})
"""What the names of bodies hold that stand at one place, where people work and study."""


@dataclass(frozen=True, slots=True)
class TieEntry:
    """What the lists say of a word of relation."""

    relation: Relation
    """The relation that it states."""

    places: frozenset[str]
    """Where the other stands: `obj`, `poss`, `mod` or a preposition; with `party`, `place` or `body` it must be one."""

    sure: float
    """How far it can be trusted, 0 to 1."""


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
        return [form for word in words for form in (word, f"{word[:-1]}ies" if word.endswith("ly") else f"{word}s")]
    return words


def is_party(actor: Actor) -> bool:
    """Whether one of its names says that it is a political party."""
    return any("Party" in name.split() for name in (actor.name, *(alias.text for alias in actor.aliases)))


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
