"""Who said it: the words that name the speaker, and the actor that they point to.

The words always stay, also where they point to nobody that is known. A description without a name ("a spokesman",
"two officials") is an actor of its own; a pronoun or "the minister" is joined to an actor only by the careful
rules of `references`.
"""

from __future__ import annotations

from dataclasses import dataclass

from newsreader.analysis import lexicon
from newsreader.analysis.actors import unnamed
from newsreader.analysis.clauses import WHO, Range, noun_phrase, one_who
from newsreader.analysis.cues import Saying
from newsreader.analysis.entities import Cast, Entity
from newsreader.analysis.parse import Parse, Word
from newsreader.analysis.references import References
from newsreader.model.article import ActorType, MentionForm

BY_CAPITAL = 0.8
"""How sure it is that a capital that speaks stands for the government of its state."""

_INDEFINITE = frozenset(
    {"a", "an", "one", "two", "three", "four", "five", "some", "several", "many", "another", "most"}
)


@dataclass(slots=True)
class Voice:
    """One speaker of a statement, while it is being worked out."""

    place: Range
    """The words that name or describe them."""

    key: int | None
    """The actor that they point to."""

    confidence: float = 1.0
    """How sure that is, 0 to 1."""


def attribute_quotes(parse: Parse, cast: Cast, references: References, sayings: list[Saying]) -> list[list[Voice]]:
    """The speakers of each statement; new actors are added for those without a name."""
    known: dict[int, Voice] = {}
    voices: list[list[Voice]] = []
    for saying in sayings:
        here: list[Voice] = []
        for head in saying.speakers:
            if head.index not in known:
                known[head.index] = _voice(parse, cast, references, head)
            here.append(known[head.index])
        voices.append(here)
    return voices


def _voice(parse: Parse, cast: Cast, references: References, head: Word) -> Voice:
    named = cast.at(head.index)
    if named is not None:
        state = _state_of(cast, named)
        place = _name_place(parse, named, head)
        return Voice(place, named.key) if state is None else Voice(place, state.key, BY_CAPITAL)
    if head.lower in WHO:
        noun = one_who(parse, head)
        if noun is not None:
            told = _voice(parse, cast, references, noun)
            return Voice((head.index, head.index), told.key, told.confidence)
    beside = _name_beside(parse, cast, head)
    if beside is not None:
        word, entity = beside
        return Voice(_name_place(parse, entity, word), entity.key, 0.95)
    found = references.of(head)
    place = noun_phrase(parse, head)
    if found is not None:
        form = MentionForm.PRONOUN if head.tag.startswith("PRP") else MentionForm.NOMINAL
        cast.point(found.entity, *place, form, found.confidence)
        return Voice(place, found.entity.key, found.confidence)
    if _speaks_unnamed(parse, head):
        kind = ActorType.PERSON if _is_one_person(head) else ActorType.GROUP
        return Voice(place, unnamed(parse, cast, *place, kind).key)
    return Voice(place, None)


def _state_of(cast: Cast, place: Entity) -> Entity | None:
    """The state of the article whose capital speaks for it: "Moscow said"."""
    if place.type is not ActorType.PLACE:
        return None
    name = lexicon.capitals().get(place.name)
    known = lexicon.known_names()
    for entity in cast.entities if name else ():
        if entity.type is ActorType.STATE:
            forms = (known.get(form) for form in (entity.name, *entity.forms))
            if any(form is not None and form.name == name for form in forms):
                return entity
    return None


def _name_place(parse: Parse, entity: Entity, word: Word) -> Range:
    """The name that a word is part of, with the title before it."""
    for name in entity.names:
        if name.first <= word.index <= name.last:
            first, last = noun_phrase(parse, word)
            return min(first, name.first), max(min(last, name.last), name.last)
    return noun_phrase(parse, word)


def _name_beside(parse: Parse, cast: Cast, head: Word) -> tuple[Word, Entity] | None:
    """The name that stands in apposition to a description: "the government, GNA, announced"."""
    for child in parse.children(head, "appos"):
        entity = cast.at(child.index)
        if entity is not None and entity.type not in {ActorType.PLACE, ActorType.STATE}:
            return child, entity
    return None


def _speaks_unnamed(parse: Parse, head: Word) -> bool:
    """Whether a description is of somebody who can speak and has not been named."""
    if head.tag == "NNS":
        return head.lower in lexicon.speaking_groups() or _singular(head.lower) in lexicon.role_nouns()
    if not head.tag.startswith("NN"):
        return head.lower == "police"
    if head.lower not in lexicon.role_nouns() and head.lower not in lexicon.speaking_groups():
        return False
    determiners = [child.lower for child in parse.children(head, "det", "nummod", "poss")]
    return not determiners or bool(_INDEFINITE.intersection(determiners)) or bool(parse.children(head, "poss"))


def _is_one_person(head: Word) -> bool:
    return head.tag in {"NN", "NNP"} and head.lower not in lexicon.speaking_groups()


def _singular(word: str) -> str:
    return f"{word[:-3]}man" if word.endswith("men") else word.removesuffix("s")
