"""Whom a role serves and where it is directed, read from its own words.

"UN envoy to Yemen", "head of the Bank", "Turkish president": a name before the noun, behind "of" or behind "to". What
only looks like it is left out: where somebody is from ("a Toronto lawyer"), the first half of an adjective
("UN-recognised"), the owner of what is served ("director of France's Bank"), the end of a longer name.
"""

from __future__ import annotations

from collections.abc import Mapping

from newsreader.analysis import lexicon
from newsreader.analysis.clauses import Range
from newsreader.analysis.entities import Cast, Entity
from newsreader.analysis.parse import Parse, Word
from newsreader.model.article import ActorType

SERVES = frozenset({"of", "for", "at", "with", "from"})
"""Prepositions before whom a role serves."""

DIRECTED = frozenset({"to"})
"""Prepositions before where it is directed."""

FIELDS = frozenset(
    {"Communications", "Communication", "Securities", "Insurance", "Press", "Campaign", "Digital", "Marketing"}
    | {"Political", "Policy", "Technology", "Information", "Operations", "Research", "Social", "Media", "Public"}
    | {"Affairs", "Relations", "House", "Radio", "Television", "TV", "Web", "Internet", "Senate", "State"}
)
"""Words that say what somebody is in charge of or works in, and no body, where they stand alone before a noun."""

_HOUSES = frozenset({"House", "Senate", "State", "Media", "Radio", "Television", "Affairs"})
_PLACES = frozenset({ActorType.PLACE, ActorType.STATE, ActorType.FACILITY})
_AGAINST = frozenset({"opponent", "rival", "critic", "author", "winner", "challenger", "co-author", "star"})
_WHOLES = frozenset({"city", "town", "state", "province", "republic", "kingdom", "region", "village", "county"})
_OFFICES = frozenset(
    {
        "president",
        "minister",
        "governor",
        "mayor",
        "gov.",
        "sen.",
        "rep.",
        "ambassador",
        "envoy",
        "senator",
        "official",
        "secretary",
    }
    | {"chancellor", "premier", "leader", "king", "queen", "congressman", "congresswoman", "representative"}
    | {"attorney", "consul", "prince", "princess", "emperor", "ruler", "emir", "sultan", "monarch", "mp"}
    | {"spokesman", "spokeswoman", "spokesperson", "diplomat", "president-elect", "vice-president", "chief", "head"}
    | {"commissioner", "prosecutor", "delegate", "councillor", "councilman", "sheriff", "lawmaker", "undersecretary"}
)
"""What serves the place that it is named after; a lawyer or singer is only from there."""


def states_by_name(cast: Cast) -> Mapping[str, Entity]:
    """The states of an article by each form of their names."""
    states = [entity for entity in cast.entities if entity.type is ActorType.STATE]
    return {form: entity for entity in states for form in (*entity.forms, entity.name)}


def find_served(
    parse: Parse, cast: Cast, states: Mapping[str, Entity], place: Range, noun: Word, entity: Entity
) -> tuple[int | None, int | None]:
    """The keys of whom a role serves and of where it is directed, where its words name them.

    `place` is that of the role, `noun` the word that says what `entity` is.
    """
    before: list[int] = []
    served: list[int] = []
    to: list[int] = []
    further: list[int] = []
    aside: list[int] = []
    mode = before
    for index in range(place[0], place[1] + 1):
        word = parse.words[index]
        if index > noun.index and word.tag in {"IN", "TO"}:
            serves = served if word.head == noun.index else further
            mode = to if word.lower in DIRECTED else serves if word.lower in SERVES else aside
        found = cast.at(index) or _state_of(states, word)
        if found is None or found.key in {entity.key, cast.by_word.get(noun.index)} or found.is_person:
            continue
        in_front = index < noun.index
        if in_front:
            apart = _is_origin(found, noun) or _is_field(parse, cast, index)
        else:
            apart = _is_tail(parse, cast, index, noun) or _is_of_a_title(parse, index)
        if not (apart or _is_hyphenated(parse, cast, index)):
            mode.append(found.key)
    owned = [key for key in served if not _owns(parse, cast, key, place)] or served
    return next(iter([*owned, *reversed(before), *further]), None), next(iter(to), None)


def _state_of(states: Mapping[str, Entity], word: Word) -> Entity | None:
    """The state that an adjective like "Turkish" means, where the article names it."""
    return states.get(lexicon.demonyms().get(word.text, ""))


def _is_origin(found: Entity, noun: Word) -> bool:
    """Whether a place before a noun is only where somebody is from: "a Toronto lawyer", "US star rapper"."""
    return noun.lower in _AGAINST or (found.type in _PLACES and noun.lower not in _OFFICES)


def _is_field(parse: Parse, cast: Cast, index: int) -> bool:
    """Whether a name before a noun is a piece of one, or ends in what the noun is about ("Communications Director")."""
    last = index
    while last + 1 < len(parse.words) and cast.by_word.get(last + 1) == cast.by_word.get(index) is not None:
        last += 1
    behind = parse.words[last + 1] if last + 1 < len(parse.words) else parse.words[last]
    goes_on = behind.entity == parse.words[last].entity == "ORG" and not behind.entity_starts
    return (parse.words[last].text in FIELDS - _HOUSES) or (
        goes_on and behind.lower not in lexicon.role_nouns() and last == index
    )


def _owns(parse: Parse, cast: Cast, key: int, place: Range) -> bool:
    """Whether an actor in a phrase is only the owner of another: "director of France's Bank"."""
    words = parse.words[place[0] : place[1] + 1]
    return any(word.lower in {"'s", "’s", "'", "’"} and cast.by_word.get(word.index - 1) == key for word in words)


def _is_tail(parse: Parse, cast: Cast, index: int, noun: Word) -> bool:
    """Whether a name only ends what is served: "United Mine Workers of America", "the police of nearby Bern"."""
    before = parse.head(parse.words[index])
    if parse.words[index].dep != "pobj" or before.dep != "prep" or before.index > index:
        return False
    above = parse.head(before)
    if above is noun or above.index > index or cast.at(above.index) is not None:
        return False
    if above.tag in {"NN", "NNS"} and before.lower == "of":
        return above.lower not in _WHOLES | lexicon.role_nouns()
    return above.tag.startswith("NNP") and above.text[0].isupper() and above.lower not in lexicon.role_nouns()


def _is_of_a_title(parse: Parse, index: int) -> bool:
    """Whether a name belongs to the title of somebody who is served: "a spokesman for House Speaker Jane Roe"."""
    words = parse.words
    while index + 1 < len(words) and words[index].dep == "compound" and words[index + 1].tag.startswith("NNP"):
        index += 1
        if words[index].lower in lexicon.role_nouns() or words[index].lower in lexicon.titles():
            return True
    return False


def _is_hyphenated(parse: Parse, cast: Cast, index: int) -> bool:
    """Whether a name is the first half of an adjective: `UN-recognised`."""
    key = cast.by_word.get(index)
    last = index
    while key is not None and cast.by_word.get(last + 1) == key:
        last += 1
    after = parse.words[last + 1] if last + 1 < len(parse.words) else None
    return after is not None and after.text == "-" and after.start == parse.words[last].end
