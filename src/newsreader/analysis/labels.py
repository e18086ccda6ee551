"""What a name names, settled over the whole article.

The model calls a surname a body in one line and a person in the next, and misses a name that it found before. Most
such contradictions are settled by a vote of all places, by a title before one of them, by a given name, or by the
full name elsewhere.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace

from newsreader.analysis import lexicon
from newsreader.analysis.evidence import SURE, find_evidence
from newsreader.analysis.names import bare_family_name, family_name, split_person
from newsreader.analysis.parse import Parse, Word
from newsreader.analysis.spotted import Name, make_name, neighbour
from newsreader.analysis.teams import find_teams

LEAST_STATE = 4
"""A shorter name is no state that an adjective betrays."""

_ADJECTIVE_ENDINGS = ("n", "i", "ese", "ish")
_NO_STATES = frozenset({"Christian", "Lutheran", "Elizabethan", "Marxian", "Freudian", "Orwellian", "Hegelian"})
_STATE_OFFICES = frozenset(
    {"prime minister", "foreign minister", "defence minister", "defense minister", "foreign ministry", "embassy"}
    | {"parliament", "ambassador", "interior minister", "ruling party", "central bank", "armed forces", "capital"}
)


STATE_VOTES = 8.0
"""The votes of what only states have: an office, an adjective made from the name."""


def settle_labels(parse: Parse, names: list[Name]) -> list[Name]:
    """Give each string the one label that most of its places have, and each bare surname that of its bearer."""
    alive = _without_overlap(names)
    votes = _count_votes(parse, alive)
    for key in find_states(parse, alive):
        votes[key]["GPE"] += int(STATE_VOTES)
    voted = [replace(name, label=votes[name.key].most_common(1)[0][0]) for name in alive]
    parts = _parts_of_persons(voted)
    attributes = _always_attributes(parse, voted)
    known = lexicon.known_names()
    teams = find_teams(parse, voted)
    return [
        replace(name, label="ORG")
        if name.key in teams and name.key not in parts[0]
        else replace(name, label=_known_label(name, parts) if name.text in known else _label(now, parts, attributes))
        for name, now in zip(alive, voted, strict=True)
    ]


def _count_votes(parse: Parse, names: list[Name]) -> dict[str, Counter[str]]:
    """The votes for each string: one of the model for each place, and those of the words around it."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        tally: dict[str, float] = votes[name.key]  # type: ignore[assignment]
        tally[name.label] += 1
        for label, weight in find_evidence(parse, name):
            tally[label] += weight
        if name.label not in {"GPE", "LOC"} and has_state_office(parse, name):
            tally["GPE"] += STATE_VOTES
        if name.label == "PERSON" and _is_surely_body(parse, name):
            tally["ORG"] += SURE
    return votes


def find_states(parse: Parse, names: list[Name]) -> set[str]:
    """The single names from which the article makes an adjective: `Karsovia`, of "Karsovian money"."""
    made = {word.text for word in parse.words if is_made_adjective(word)}
    return {name.key for name in names if name.text[0].isupper() and adjectives_of(name.text) & made}


def is_made_adjective(word: Word) -> bool:
    """Whether it is written and stands as an adjective that is made from a name."""
    written = word.text.endswith(_ADJECTIVE_ENDINGS) and word.text[0].isupper()
    return written and word.dep in {"amod", "compound", "nmod"}


def adjectives_of(name: str) -> set[str]:
    """The adjectives that may be made from the name of a state; none from a short name or one of several words."""
    if " " in name or len(name) < LEAST_STATE:
        return set()
    text = name.capitalize() if name.isupper() else name
    stems = {text + end for end in ("n", "an", "ian", "i", "ese", "ish")}
    return (stems | {text[:-1] + end for end in ("an", "ian", "ese", "ish", "i")}) - _NO_STATES


def _known_label(name: Name, parts: tuple[set[str], set[str]]) -> str:
    """The label of a name that the lists hold: theirs, unless it is a part of somebody's name in the article."""
    surnames, given = parts
    return "PERSON" if name.label != "NORP" and name.key in surnames | given else name.label


def _label(name: Name, parts: tuple[set[str], set[str]], attributes: set[str]) -> str:
    """The label of a name that has been voted on, after what its parts and its neighbours tell."""
    surnames, given = parts
    if name.text in lexicon.demonyms() or (name.text in lexicon.peoples() and name.key not in surnames):
        return "NORP"
    if name.text in lexicon.places() and name.key not in surnames:
        return "GPE"
    if (name.key in surnames and name.label != "EVENT") or (name.key in given and name.label != "NORP"):
        return "PERSON"
    return "NORP" if name.label == "PERSON" and name.key in attributes else name.label


def _parts_of_persons(names: list[Name]) -> tuple[set[str], set[str]]:
    """The last and the first words of the full names of persons."""
    every = (split_person(name.text) for name in names if name.label == "PERSON")
    full = [parts for parts in every if len(parts) > 1 and not _ends_in_a_place(parts)]
    surnames = {parts[-1] for parts in full} | {family_name(parts) for parts in full}
    surnames |= {bare_family_name(parts[-1]) for parts in full}
    return surnames, {parts[0] for parts in full}


def _ends_in_a_place(parts: list[str]) -> bool:
    """Whether what is taken for a person ends in a place, and begins with no given name: `Air Zermatt`."""
    last = parts[-1].title()
    listed = last in lexicon.places() or last in lexicon.state_names()
    return listed and parts[0].title() not in lexicon.given_names()


def has_state_office(parse: Parse, name: Name) -> bool:
    """Whether what only states have is said to be its: "Lothmar's prime minister"."""
    mark = neighbour(parse, name.last, 1)
    if mark is None or mark.lower not in {"'s", "’s", "’", "'"}:
        return False
    words = [word.lower for word in parse.words[mark.index + 1 : mark.index + 3]]
    return bool(words) and (" ".join(words) in _STATE_OFFICES or words[0] in _STATE_OFFICES)


def _is_surely_body(parse: Parse, name: Name) -> bool:
    """Whether it is written as no person's name is: initials, or with "of" inside."""
    capital = name.text.isalpha() and name.text.isupper() and len(name.text) > 2
    passage = parse.passages[parse.words[name.first].passage].text
    return (capital and not passage.isupper()) or " of " in name.text


def _always_attributes(parse: Parse, names: list[Name]) -> set[str]:
    """Single words that only ever stand before a common noun ("the Vesmarran army"): adjectives, not people."""
    before: dict[str, set[bool]] = defaultdict(set)
    for name in names:
        word = parse.words[name.last]
        noun = parse.head(word)
        lower = noun.text[0].islower() and noun.index > word.index
        attribute = word.dep in {"amod", "compound", "nmod"} and lower
        before[name.key].add(attribute and name.text.endswith(("n", "i", "ese", "ish")))
    return {key for key, seen in before.items() if seen == {True} and " " not in key}


def _without_overlap(names: list[Name]) -> list[Name]:
    kept: list[Name] = []
    for name in names:
        if not kept or name.first > kept[-1].last:
            kept.append(name)
    return kept


def spread(parse: Parse, names: list[Name]) -> list[Name]:
    """Find the names again where the model missed them: the same words with the same capitals."""
    labels: dict[tuple[str, ...], str] = {}
    for name in names:
        if name.label != "NORP":
            labels.setdefault(tuple(parse.words[i].text for i in range(name.first, name.last + 1)), name.label)
    for surname, label in _spreadable_surnames(names):
        labels.setdefault((surname,), label)
    sizes: dict[str, set[int]] = defaultdict(set)
    for words in labels:
        sizes[words[0]].add(len(words))
    taken = {index for name in names for index in range(name.first, name.last + 1)}
    more = []
    for word in parse.words:
        if word.index in taken or not word.text[0].isupper():
            continue
        for size in sorted(sizes.get(word.text, ()), reverse=True):
            place = range(word.index, word.index + size)
            spread = _spread_label(parse, word.index, size, labels)
            if spread and not taken.intersection(place):
                more.append(make_name(parse, place[0], place[-1], spread, 0.9))
                taken.update(place)
                break
    return sorted([*names, *more], key=lambda name: name.first)


def _spreadable_surnames(names: list[Name]) -> Iterator[tuple[str, str]]:
    for name in names:
        parts = name.text.split()
        if name.label == "PERSON" and len(parts) > 1 and len(parts[-1]) > 2 and parts[-1][0].isupper():
            yield parts[-1].removesuffix("'s").removesuffix("’s"), "PERSON"


def _spread_label(parse: Parse, index: int, size: int, labels: dict[tuple[str, ...], str]) -> str | None:
    """The label of the known name that stands there; None where there is none."""
    there = parse.words[index : index + size]
    if len(there) < size or there[-1].passage != there[0].passage:
        return None
    if size == 1 and there[0].tag not in {"NNP", "NNPS"} and there[0].dep not in {"nsubj", "nsubjpass", "poss"}:
        return None
    return labels.get(tuple(word.text for word in there))
