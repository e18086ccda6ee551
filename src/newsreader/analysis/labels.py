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
from newsreader.analysis.names import family_name, split_person
from newsreader.analysis.parse import Parse
from newsreader.analysis.spotted import Name, make_name, neighbour

_TITLES_OF_PERSONS = frozenset(
    {"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "president", "chancellor", "senator", "sen.", "rep."}
    | {"professor", "gen.", "general", "pope", "coach", "minister", "judge", "gov.", "captain"}
)

_STATE_OFFICES = frozenset(
    {"prime minister", "foreign minister", "defence minister", "defense minister", "foreign ministry", "embassy"}
    | {"parliament", "ambassador", "interior minister", "ruling party", "central bank", "armed forces", "capital"}
)

SURE_VOTES = 3
"""How many votes a title before a name or a given name in it is worth."""


def settle_labels(parse: Parse, names: list[Name]) -> list[Name]:
    """Give each string the one label that most of its places have, and each bare surname that of its bearer."""
    alive = _without_overlap(names)
    known = lexicon.known_names()
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for name in alive:
        votes[name.key][name.label] += 1
        if name.label in {"ORG", "GPE", "LOC", "FAC"} and _is_surely_person(parse, name):
            votes[name.key]["PERSON"] += SURE_VOTES
        elif name.label in {"ORG", "PERSON"} and has_state_office(parse, name):
            votes[name.key]["GPE"] += SURE_VOTES
        elif name.label == "PERSON" and _is_surely_body(parse, name):
            votes[name.key]["ORG"] += SURE_VOTES
    voted = [replace(name, label=votes[name.key].most_common(1)[0][0]) for name in alive]
    parts = _parts_of_persons(voted)
    attributes = _always_attributes(parse, voted)
    return [
        name if name.text in known else replace(name, label=_label(now, parts, attributes))
        for name, now in zip(alive, voted, strict=True)
    ]


def _label(name: Name, parts: tuple[set[str], set[str]], attributes: set[str]) -> str:
    """The label of a name that has been voted on, after what its parts and its neighbours tell."""
    surnames, given = parts
    if name.text in lexicon.demonyms():
        return "NORP"
    if name.text in lexicon.places() and name.key not in surnames:
        return "GPE"
    if (name.key in surnames and name.label not in {"NORP", "EVENT"}) or (name.key in given and name.label != "NORP"):
        return "PERSON"
    return "NORP" if name.label == "PERSON" and name.key in attributes else name.label


def _parts_of_persons(names: list[Name]) -> tuple[set[str], set[str]]:
    """The last and the first words of the full names of persons."""
    every = (split_person(name.text) for name in names if name.label == "PERSON")
    full = [parts for parts in every if len(parts) > 1]
    surnames = {parts[-1] for parts in full} | {family_name(parts) for parts in full}
    return surnames, {parts[0] for parts in full}


def _is_surely_person(parse: Parse, name: Name) -> bool:
    """Whether a title stands before a name, or the name begins with a given name and ends in no noun for a body."""
    words = name.text.split()
    if len(words) in {2, 3} and words[0] in lexicon.given_names():
        return words[-1] not in lexicon.body_nouns() and all(word[0].isupper() for word in words)
    before = neighbour(parse, name.first, -1)
    if before is not None and len(words) < 3 and before.lower in _TITLES_OF_PERSONS:
        return True
    head = parse.words[name.last]
    beside = [*parse.children(head, "appos"), *([parse.head(head)] if head.dep == "appos" else [])]
    return len(words) == 2 and any(word.lower in lexicon.role_nouns() for word in beside)


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
