"""What the words around a name tell of its kind: a title before it, "the city of …", "… spokesman", an age behind it.

The small model has never met most surnames, towns and companies of the news, and guesses. The words beside a name
are seldom wrong; each gives the name votes, which are counted over the article with those of the model.
"""

from __future__ import annotations

from collections.abc import Iterator

from newsreader.analysis import lexicon
from newsreader.analysis.kind_words import FACILITIES, PLACE_ENDINGS, TITLES_OF_PERSONS
from newsreader.analysis.parse import Parse, Word
from newsreader.analysis.spotted import Name, neighbour
from newsreader.model.article import ActorType

ROLES_OF_BODIES = frozenset(
    {"rival", "partner", "owner", "winner", "champion", "champions", "host", "member", "investor", "star", "operator"}
    | {"publisher", "producer", "supporter", "successor", "sponsor", "leader", "runner-up", "broker", "backer"}
    | {"agent", "creator", "developer", "general", "principal", "head", "chief", "associate", "fellow", "conservative"}
    | {"republican", "democrat", "communist", "rebel", "militant", "primate", "advocate", "survivor", "candidate"}
)
"""Nouns for persons that also stand before bodies and places ("rival Airbus", "host Germany")."""

STORMS = frozenset({"Storm", "Hurricane", "Typhoon", "Cyclone", "Tropical", "Operation"})
"""What the name of a storm or of an operation begins with."""

PLACE_BEGINNINGS = frozenset({"Port", "Cape", "Mount", "Mt.", "Lake", "Fort", "Upper", "Lower", "Northern", "Southern"})
"""What it begins with."""

KIN = frozenset(
    {"wife", "husband", "son", "daughter", "mother", "father", "brother", "sister", "widow", "parents", "family"}
    | {"girlfriend", "boyfriend", "lawyer", "death", "body", "children", "uncle", "cousin", "nephew", "resignation"}
)
"""What only persons have."""

SURE = 3.0
"""The votes of what is hardly ever wrong."""

LIKELY = 1.5
"""The votes of what is mostly right: it outweighs the model in one place, and not in two."""

IN_A_BODY = 2.5
"""The votes of "in" before what the model takes for a body, which one can be in, too."""

_NO_BODY_NOUNS = frozenset(
    {"Bank", "Mission", "Project", "Front", "Guard", "Force", "Command", "Conference", "Company"}
)
_PLACES = frozenset({"neighbour", "neighbor", "country", "nation", "city", "town", "village", "capital", "island"})
_DIRECTIONS = frozenset({"north", "south", "east", "west"})
_POSSESSIVE = frozenset({"'s", "’s", "’", "'"})
_PLACING = frozenset({"in", "near", "outside", "across", "throughout"})


def find_evidence(parse: Parse, name: Name) -> Iterator[tuple[str, float]]:
    """The labels that the words at one place speak for, each with its votes."""
    if name.text in lexicon.known_names() or name.text in lexicon.demonyms() or name.text in lexicon.peoples():
        return
    yield from _of_itself(name)
    before = neighbour(parse, name.first, -1)
    after = neighbour(parse, name.last, 1)
    if before is not None:
        yield from _of_before(parse, name, before)
    if after is not None and name.label != "NORP":
        yield from _of_after(parse, name, after)
    yield from _of_tree(parse, name)


def _of_itself(name: Name) -> Iterator[tuple[str, float]]:
    words = name.text.split()
    if words[0] in STORMS and len(words) > 1:
        yield "EVENT", SURE
        return
    begins_given = words[0] in lexicon.given_names()
    if words[-1] in FACILITIES and len(words) > 1 and not (begins_given and name.label == "PERSON"):
        yield "FAC", SURE
    elif words[-1] in lexicon.body_endings() and len(words) > 1:
        yield "ORG", SURE
    elif words[-1] in lexicon.body_nouns() and words[-1] not in _NO_BODY_NOUNS and len(words) > 1 and not begins_given:
        yield _label_of_noun(words[-1]), SURE
    elif len(words) > 1 and words[-1] in PLACE_ENDINGS and not begins_given:
        yield "LOC", SURE
    elif len(words) == 2 and words[0] in PLACE_BEGINNINGS:
        yield "GPE", LIKELY
    elif 2 <= len(words) <= 4 and begins_given and _is_written_as_person(words):
        yield "PERSON", SURE
    if " of " in name.text and name.label == "PERSON":
        yield "ORG", SURE


def _is_written_as_person(words: list[str]) -> bool:
    capital = all(word[0].isupper() or word.lower() in lexicon.particles() for word in words)
    return capital and words[-1] not in lexicon.body_nouns()


def _label_of_noun(noun: str) -> str:
    return "EVENT" if lexicon.body_nouns()[noun] is ActorType.EVENT else "ORG"


def _of_before(parse: Parse, name: Name, before: Word) -> Iterator[tuple[str, float]]:
    short = " " not in name.text
    lower = before.lower
    titled = lower in TITLES_OF_PERSONS and len(name.text.split()) < 4 and (before.text[0].isupper() or not short)
    if titled or (before.text in lexicon.role_nouns() and lower not in ROLES_OF_BODIES and before.tag == "NN"):
        yield "PERSON", SURE
    label = lexicon.type_words().get((lower, "before"))
    if label is not None and before.text.islower():
        yield label, SURE
    if lower == "of":
        noun = neighbour(parse, before.index, -1)
        told = lexicon.type_words().get((noun.lower, "of")) if noun is not None else None
        if told is not None:
            yield told, SURE if told == "GPE" else LIKELY
    if short and name.label not in {"GPE", "LOC"}:
        yield from _of_preposition(parse, name)


def _of_preposition(parse: Parse, name: Name) -> Iterator[tuple[str, float]]:
    """What "in" and a verb of moving before "to" or "from" tell of a single word."""
    word = parse.words[name.last]
    preposition = parse.head(word)
    if word.dep != "pobj":
        return
    if preposition.lower in _PLACING:
        yield "GPE", SURE if name.label != "ORG" or preposition.lower != "in" else IN_A_BODY
    elif preposition.lower in {"to", "from", "into"} and parse.head(preposition).lower in lexicon.motion_words():
        yield "GPE", LIKELY


def _of_after(parse: Parse, name: Name, after: Word) -> Iterator[tuple[str, float]]:
    label = lexicon.type_words().get((after.lower, "after"))
    common = after.tag.startswith("NN") and (after.text.islower() or after.text in {"MP", "MPs", "CEO"})
    if label is not None and common and (name.label != "GPE" or label != "ORG"):
        yield label, SURE
    following = neighbour(parse, after.index, 1)
    if following is None:
        return
    beyond = neighbour(parse, after.index, 3)
    if after.text == "," and following.lower == "to" and beyond is not None and beyond.lower in _DIRECTIONS:
        yield "GPE", SURE
    if after.text == "," and following.text.isdigit() and len(following.text) == 2:
        yield "PERSON", SURE
    if after.lower in _POSSESSIVE and following.lower in KIN:
        yield "PERSON", LIKELY


def _of_tree(parse: Parse, name: Name) -> Iterator[tuple[str, float]]:
    """What appositions and "who" tell."""
    head = parse.words[name.last]
    beside = [*parse.children(head, "appos"), *([parse.head(head)] if head.dep == "appos" else [])]
    for noun in beside:
        if noun.tag == "NN" and noun.text in lexicon.role_nouns() and noun.lower not in ROLES_OF_BODIES:
            yield "PERSON", SURE if " " in name.text else 1.0
        elif noun.tag == "NN" and noun.text in lexicon.kind_nouns():
            yield "ORG", SURE
        elif noun.tag == "NN" and noun.text in _PLACES:
            yield "GPE", SURE
    if head.dep == "nsubj" and name.label == "PERSON" and " " not in name.text:
        for clause in parse.children(parse.head(head), "ccomp"):
            if any(child.lower == "it" for child in parse.children(clause, "nsubj", "nsubjpass")):
                yield "GPE", SURE
    for clause in parse.children(head, "relcl"):
        if any(child.lower == "who" for child in parse.children(clause, "nsubj", "nsubjpass")):
            yield "PERSON", LIKELY
