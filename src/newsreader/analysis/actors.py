"""From names to actors: which names are one actor, what it is called, and what kind it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from newsreader.analysis import lexicon
from newsreader.analysis.aliases import join_names
from newsreader.analysis.entities import Cast, Entity, label_votes
from newsreader.analysis.groups import Group
from newsreader.analysis.labels import adjectives_of, has_state_office, is_made_adjective
from newsreader.analysis.names import name_key, split_person, title_gender
from newsreader.analysis.namesakes import settle_namesakes
from newsreader.analysis.parse import Parse, Word
from newsreader.analysis.spotted import Name, neighbour
from newsreader.model.article import ActorType, Basis, MentionForm
from newsreader.text.safe import fold

_TYPES = {
    "PERSON": ActorType.PERSON,
    "ORG": ActorType.ORGANISATION,
    "GPE": ActorType.PLACE,
    "LOC": ActorType.PLACE,
    "FAC": ActorType.FACILITY,
    "NORP": ActorType.GROUP,
    "EVENT": ActorType.EVENT,
}

LONGEST_INITIALS = 5
"""A longer word in capitals is no initials but a name that was printed so."""

_ARMS_OF_STATE = frozenset(
    {
        "force",
        "troop",
        "soldier",
        "official",
        "authoritie",
        "police",
        "military",
        "navy",
        "state",
        "parliament",
        "court",
    }
    | {"lawmaker", "minister", "diplomat", "embassy", "warplane", "jet", "airstrike", "delegation", "side"}
)

_KIND_WORDS = frozenset({"government", "militia", "rebels", "army", "junta", "regime"})


def resolve_actors(parse: Parse, names: list[Name]) -> Cast:
    """The actors that the names point to, in order of their first mention."""
    cast = Cast()
    people, others = _part_peoples(parse, names)
    groups = join_names(parse, others)
    clusters = sorted(groups.clusters(), key=lambda cluster: min(group.names[0].first for group in cluster[1]))
    acting = _acting_adjectives(parse)
    for head, members in clusters:
        _make_entity(parse, cast, head, members, acting)
    settle_namesakes(parse, cast)
    _join_demonyms(parse, cast, people)
    return cast


def _part_peoples(parse: Parse, names: list[Name]) -> tuple[list[Name], list[Name]]:
    """Adjectives of states and peoples ("Libyan", "European") apart from all other names: they name no actor."""
    demonyms = lexicon.demonyms()
    apart = {
        name.first: name
        for name in names
        if (name.label == "NORP" or name.text in demonyms) and _is_adjective(parse, name)
    }
    adjectives = [name for name in apart.values() if name.text in demonyms]
    return adjectives, [name for name in names if name.first not in apart]


def _is_adjective(parse: Parse, name: Name) -> bool:
    word = parse.words[name.last]
    return word.tag == "JJ" or word.dep in {"amod", "compound", "nmod"}


def _make_entity(parse: Parse, cast: Cast, head: Group, members: list[Group], acting: set[str]) -> None:
    names = sorted((name for group in members for name in group.names), key=lambda name: name.first)
    fullest = max((group.text for group in members), key=_fullness)
    entity = cast.add(_type_of(parse, names, fullest, acting), fullest)
    entity.names = names
    for group in members:
        for name in group.names:
            basis = Basis.STATED if group is head else group.basis
            entity.forms.setdefault(name.text, basis)
            for word in range(name.first, name.last + 1):
                cast.by_word[word] = entity.key
    if entity.is_person:
        entity.gender = _gender(parse, names)


def _fullness(text: str) -> tuple[int, bool, int]:
    return len(text.split()), not (text.isupper() and len(text) > LONGEST_INITIALS), len(text)


def _acting_adjectives(parse: Parse) -> set[str]:
    """The adjectives of what acts for states: "Karsovian" of "Karsovian troops"."""
    return {word.text for word in parse.words if is_made_adjective(word) and _stands_for_state(parse, word.index)}


def _type_of(parse: Parse, names: list[Name], fullest: str, acting: set[str]) -> ActorType:
    """What kind of actor some names point to: what the lists know, else what its name or neighbours say."""
    label = label_votes(names).most_common(1)[0][0]
    known = lexicon.known_names()
    if label == "PERSON":
        return ActorType.PERSON
    entries = Counter(known[name.text].type for name in names if name.text in known)
    if label == "ORG" and entries and entries.most_common(1)[0][0] in {ActorType.STATE, ActorType.PLACE}:
        return ActorType.ORGANISATION
    if entries:
        return entries.most_common(1)[0][0]
    if label == "ORG":
        return _type_of_body(parse, names, fullest)
    if label == "GPE" and any(has_state_office(parse, name) for name in names):
        return ActorType.STATE
    if label == "GPE" and adjectives_of(fullest) & acting:
        return ActorType.STATE
    return _TYPES[label]


def _type_of_body(parse: Parse, names: list[Name], fullest: str) -> ActorType:
    kinds = lexicon.kind_nouns()
    for name in names:
        for noun in _nouns_beside(parse, name):
            if noun in kinds:
                return kinds[noun]
    last = name_key(fullest).split()[-1].capitalize() if name_key(fullest) else ""
    by_name = lexicon.body_nouns().get(last, ActorType.ORGANISATION)
    return ActorType.ORGANISATION if by_name is ActorType.EVENT else by_name


def _nouns_beside(parse: Parse, name: Name) -> list[str]:
    """The common nouns that an apposition or "militia of …" sets equal to a name."""
    head = head_word(parse, name)
    above = parse.head(head)
    nouns = [child.lower for child in parse.children(head, "appos")]
    if head.dep == "appos":
        nouns.append(above.lower)
    if head.dep == "pobj" and above.lower == "of" and parse.head(above).lower in _KIND_WORDS:
        nouns.append(parse.head(above).lower)
    before = parse.words[name.first - 1] if name.first else None
    if before is not None and before.head == head.index and before.dep in {"compound", "nmod"}:
        nouns.append(before.lower)
    return nouns


def head_word(parse: Parse, name: Name) -> Word:
    """The word of a name on which its others depend."""
    for index in range(name.last, name.first - 1, -1):
        word = parse.words[index]
        if not name.first <= word.head <= name.last or word.head == word.index:
            return word
    return parse.words[name.last]


def _gender(parse: Parse, names: list[Name]) -> str:
    """The gender that a title or a role beside one of the names tells, else the given name."""
    for name in names:
        for noun in (*_words_before(parse, name), *_nouns_beside(parse, name)):
            told = title_gender(noun) or lexicon.described().get(noun, ("", ""))[1]
            if told in {"male", "female"}:
                return told
    given = lexicon.given_names()
    for name in names:
        first = split_person(name.text)
        if len(first) > 1 and first[0].capitalize() in given:
            return given[first[0].capitalize()]
    return ""


def _words_before(parse: Parse, name: Name) -> Iterator[str]:
    before = neighbour(parse, name.first, -1)
    if before is not None:
        yield before.lower


def _join_demonyms(parse: Parse, cast: Cast, adjectives: list[Name]) -> None:
    """Let "Libyan" point to Libya where the article speaks of Libya; else it names nobody."""
    known = lexicon.known_names()
    states = {
        known[name.text].name: entity
        for entity in cast.entities
        if entity.type is ActorType.STATE
        for name in entity.names
        if name.text in known
    }
    inside = _demonyms_inside(parse, cast)
    for first, text in [*((name.first, name.text) for name in adjectives), *inside]:
        state = states.get(lexicon.demonyms()[text])
        if state is not None:
            last = first + len(text.split()) - 1
            if _stands_for_state(parse, last):
                cast.point(state, first, last, MentionForm.NOMINAL, 0.9)
            state.forms.setdefault(text, Basis.RESOLVED)


def _stands_for_state(parse: Parse, word: int) -> bool:
    """Whether an adjective tells which state acts: "Libyan forces", and not "Libyan food"."""
    noun = parse.head(parse.words[word]).lower
    return noun in lexicon.role_nouns() or noun in lexicon.kind_nouns() or noun.removesuffix("s") in _ARMS_OF_STATE


def _demonyms_inside(parse: Parse, cast: Cast) -> list[tuple[int, str]]:
    """Adjectives of states that are part of a longer name."""
    demonyms = lexicon.demonyms()
    return [
        (index, parse.words[index].text)
        for entity in cast.entities
        for name in entity.names
        for index in range(name.first, name.last + 1)
        if name.first != name.last and parse.words[index].text in demonyms
    ]


def unnamed(parse: Parse, cast: Cast, first: int, last: int, kind: ActorType) -> Entity:
    """A new actor that has only a description."""
    text = fold(parse.span(first, last).of(parse.text))
    entity = cast.add(kind, text, named=False)
    cast.point(entity, first, last, MentionForm.NOMINAL, 1.0)
    return entity
