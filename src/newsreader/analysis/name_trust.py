"""How sure a name is: what the lists, the model and the words around it say, weighed so that .9 means nine in ten.

The weights are those of a logistic regression, fitted by `python -m tests.quality.fit_name_trust` on articles whose
licence lets what is made of them be passed on; `lexicon/name_trust.json` holds them. Few articles are enough for few
weights, so each sign is one that means something by itself.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType

from newsreader.analysis import lexicon
from newsreader.analysis.chances import chance
from newsreader.analysis.evidence import find_evidence
from newsreader.analysis.labels import STATE_VOTES, find_states, has_state_office
from newsreader.analysis.names import initials, is_initials
from newsreader.analysis.parse import Parse
from newsreader.analysis.spotted import Name, neighbour

_FILE = Path(__file__).resolve().parent / "lexicon" / "name_trust.json"

MOST_VOTES = 3.0
"""The votes of the words around a name count for no more than this."""

MOST_PLACES = 8
"""A name that is read more often than this is no surer for it."""

_ALIKE = {"LOC": "GPE", "FAC": "GPE"}
_ARTICLES = frozenset({"the", "a", "an"})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


@dataclass(slots=True)
class _Told:
    """What all places of one name tell together."""

    places: int = 0
    """How often it is read."""

    votes: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    """The votes of the words around it for each kind."""


@dataclass(frozen=True, slots=True)
class _Article:
    """What the names of one article tell of each other."""

    told: Mapping[str, _Told]
    """What all places tell, by the key of the name."""

    surnames: frozenset[str]
    """The last words of the full names of persons."""

    short: frozenset[str]
    """Names that are initials."""

    spelt_out: frozenset[str]
    """The initials that the other names may go by."""


def weigh_names(parse: Parse, names: Sequence[Name]) -> list[Name]:
    """The same names, each as sure as its signs make it."""
    weights = _weights()
    signs = read_signs(parse, names)
    return [replace(name, sure=round(chance(of, weights), 2)) for name, of in zip(names, signs, strict=True)]


def read_signs(parse: Parse, names: Sequence[Name]) -> list[dict[str, float]]:
    """What speaks for and against each name, as numbers."""
    full = (name.text.split() for name in names if name.label == "PERSON")
    article = _Article(
        _tell(parse, names),
        frozenset(words[-1] for words in full if len(words) > 1),
        frozenset(name.text.replace(".", "") for name in names if is_initials(name.text)),
        frozenset(short for name in names if " " in name.text for short in initials(name.text)),
    )
    return [_signs(parse, name, article) for name in names]


def _tell(parse: Parse, names: Sequence[Name]) -> dict[str, _Told]:
    """What all places of each name tell; of what the lists know nothing is asked."""
    told: dict[str, _Told] = defaultdict(_Told)
    strange = [name for name in names if name.text not in lexicon.known_names()]
    for name in names:
        told[name.key].places += 1
    for name in strange:
        votes = told[name.key].votes
        for label, weight in find_evidence(parse, name):
            votes[_alike(label)] += weight
        if has_state_office(parse, name):
            votes["GPE"] += STATE_VOTES
    for key in find_states(parse, strange):
        told[key].votes["GPE"] += STATE_VOTES
    return told


def _signs(parse: Parse, name: Name, article: _Article) -> dict[str, float]:
    label = _alike(name.label)
    words = name.text.split()
    told = article.told[name.key]
    votes = told.votes.get(label, 0.0)
    against = sum(told.votes.values()) - votes
    return {
        "listed": float(_is_listed(name.text)),
        "person": float(label == "PERSON"),
        "seen": float(_label_of_model(parse, name) == label),
        "often": math.log2(min(told.places, MOST_PLACES)),
        "votes": min(votes, MOST_VOTES) / MOST_VOTES,
        "votes_against": min(against, MOST_VOTES) / MOST_VOTES,
        "given": float(label == "PERSON" and len(words) > 1 and words[0] in lexicon.given_names()),
        "of_full": float(label == "PERSON" and name.text in article.surnames),
        "body_word": float(label == "ORG" and len(words) > 1 and any(_tells_a_body(word) for word in words)),
        "initials": float(_has_initials(name.text, article)),
        "cut": float(_goes_on(parse, name)),
        "attribute": float(_is_attribute(parse, name)),
    }


def _alike(label: str) -> str:
    """The kind, all places as one."""
    return _ALIKE.get(label, label)


def _is_listed(text: str) -> bool:
    return text in lexicon.known_names() or text in lexicon.demonyms() or text in lexicon.peoples()


def _tells_a_body(word: str) -> bool:
    return word in lexicon.body_nouns() or word in lexicon.body_endings()


def _has_initials(text: str, article: _Article) -> bool:
    """Whether the article has it both in full and by its initials."""
    return text.replace(".", "") in article.spelt_out or not initials(text).isdisjoint(article.short)


def _label_of_model(parse: Parse, name: Name) -> str:
    """The kind that the model sees at just these words; an empty string where it sees none, or other words."""
    words = parse.words
    first, last = words[name.first], words[name.last]
    begins = first.entity_starts or (name.first > 0 and words[name.first - 1].lower in _ARTICLES)
    after = neighbour(parse, name.last, 1)
    ends = after is None or not after.entity or after.entity_starts or after.lower in _POSSESSIVE
    return _alike(first.entity) if begins and ends and first.entity == last.entity else ""


def _goes_on(parse: Parse, name: Name) -> bool:
    """Whether another capitalised noun stands beside it, or a hyphen behind it: it may be cut too short."""
    before, after = neighbour(parse, name.first, -1), neighbour(parse, name.last, 1)
    if after is not None and (after.text == "-" or _is_proper(after.tag, after.text)):
        return True
    if before is None or not _is_proper(before.tag, before.text):
        return False
    return before.lower not in lexicon.titles() and before.lower not in lexicon.role_nouns()


def _is_proper(tag: str, text: str) -> bool:
    return tag in {"NNP", "NNPS"} and text[0].isupper()


def _is_attribute(parse: Parse, name: Name) -> bool:
    """Whether it stands before a common noun, and may name the thing and no actor: "the Triton mission"."""
    word = parse.words[name.last]
    noun = parse.head(word)
    return word.dep in {"compound", "nmod", "amod"} and noun.index > word.index and noun.text[0].islower()


@cache
def _weights() -> Mapping[str, float]:
    return MappingProxyType(json.loads(_FILE.read_text(encoding="utf-8")))
