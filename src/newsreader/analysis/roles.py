"""What the article says that an actor is: "the UN envoy to the country", "UN chief", "Head of …".

A role stands beside a name (an apposition), before it (a title) or behind "is". It is kept as written; whom it
serves and where it is directed are read from its own words: the name before the noun or after "of", the name
after "to".
"""

from __future__ import annotations

from collections.abc import Iterator

from newsreader.analysis import lexicon
from newsreader.analysis.actors import head_word
from newsreader.analysis.clauses import Range
from newsreader.analysis.entities import Cast, Entity, RoleDraft
from newsreader.analysis.parse import Parse, Word
from newsreader.analysis.references import References
from newsreader.text.safe import fold

MOST_ROLE_WORDS = 24
"""A longer description is no role."""

MOST_TITLE_WORDS = 8
"""How many words before a name its title may have."""

_STOPS_A_ROLE = frozenset({"relcl", "acl", "advcl", "cc", "conj", "appos", "punct", "parataxis"})
_SERVES = frozenset({"of", "for", "at", "with", "from"})
_DIRECTED = frozenset({"to"})
_NO_ROLES = frozenset({"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "sir", "dame"})


def find_roles(parse: Parse, cast: Cast, references: References) -> None:
    """Give each actor the roles that the article states; the country a role is directed to is resolved."""
    for entity in cast.entities:
        if not entity.named:
            continue
        for name in entity.names:
            head = head_word(parse, name)
            for place, noun in _places(parse, entity, head, (name.first, name.last)):
                _add(parse, cast, entity, place, noun)
    _fill_countries(parse, cast, references)


def _add(parse: Parse, cast: Cast, entity: Entity, place: Range, noun: Word) -> None:
    span = parse.span(*place)
    text = fold(span.of(parse.text))
    if any(role.span == span for role in entity.roles) or text.lower() in _NO_ROLES:
        return
    of, to = _related(parse, cast, place, noun, entity)
    entity.roles.append(RoleDraft(text, span, noun.lower, of, to))


def _places(parse: Parse, entity: Entity, head: Word, name: Range) -> Iterator[tuple[Range, Word]]:
    """The places of the roles about one name, each with its noun."""
    for noun in _nouns(parse, head, name):
        if not _is_role(entity, noun):
            continue
        place = _phrase(parse, noun, name)
        if place is not None:
            yield place, noun
            yield from _coordinated(parse, noun, name)
    yield from _title_before(parse, entity, name)


def _nouns(parse: Parse, head: Word, name: Range) -> Iterator[Word]:
    """Nouns that the tree sets equal to a name."""
    yield from (child for child in parse.children(head, "appos") if not name[0] <= child.index <= name[1])
    above = parse.head(head)
    if head.dep == "appos":
        yield above
    if head.dep in {"nsubj"} and above.lower in {"is", "was", "becomes", "became", "'s", "’s"}:
        yield from parse.children(above, "attr")
    for clause in parse.children(head, "relcl"):
        if clause.lower in {"is", "was"}:
            yield from parse.children(clause, "attr")


def _is_role(entity: Entity, noun: Word) -> bool:
    """Whether a noun says what the actor is: a role for a person, a kind for a body."""
    if not noun.tag.startswith("NN"):
        return False
    if entity.is_person:
        return noun.lower in lexicon.role_nouns() or _tail(noun.lower) in lexicon.role_nouns()
    return noun.lower in lexicon.kind_nouns()


def _tail(word: str) -> str:
    return word.rpartition("-")[2]


def _phrase(parse: Parse, noun: Word, name: Range) -> Range | None:
    """The words of a description, without relative clauses and further appositions."""
    lefts = [parse.words[index] for index in noun.children if index < noun.index]
    rights = [parse.words[index] for index in noun.children if index > noun.index]
    first = min([noun.index, *(child.left for child in lefts if child.dep not in {"punct", "cc", "appos"})])
    last = noun.index
    for child in rights:
        if child.dep in _STOPS_A_ROLE:
            break
        last = max(last, _without_clauses(parse, child))
    if last == noun.index:
        last = _with_preposition(parse, noun)
    if first <= name[1] and name[0] <= last:
        if name[0] > noun.index:
            last = name[0] - 1
        else:
            first = name[1] + 1
        while last > noun.index and parse.words[last].is_punctuation:
            last -= 1
    return (first, last) if first <= noun.index <= last and last - first < MOST_ROLE_WORDS else None


def _with_preposition(parse: Parse, noun: Word) -> int:
    """The last word of "of …" behind a noun that the tree hangs elsewhere."""
    after = parse.words[noun.index + 1] if noun.index + 1 < len(parse.words) else noun
    if after.sentence != noun.sentence or after.lower not in _SERVES | _DIRECTED or after.right == after.index:
        return noun.index
    return _without_clauses(parse, after)


def _without_clauses(parse: Parse, part: Word) -> int:
    """The last word of a part before a comma, a coordinated role or a clause in it."""
    for index in range(part.left, min(part.right, part.left + MOST_ROLE_WORDS) + 1):
        word = parse.words[index]
        if word.dep in {"relcl", "advcl"} or word.text in {",", ";", "(", "—", "–", ":", '"', "”", "“"}:
            return index - 1
        if word.dep == "conj" and word.lower in lexicon.role_nouns():
            return index - 2
    return min(part.right, part.left + MOST_ROLE_WORDS)


def _coordinated(parse: Parse, noun: Word, name: Range) -> Iterator[tuple[Range, Word]]:
    """Further roles that "and" joins to one."""
    here = parse.words[noun.index : min(noun.right, noun.index + MOST_ROLE_WORDS) + 1]
    for word in here:
        if word.dep == "conj" and word.index > noun.index and word.lower in lexicon.role_nouns():
            place = _phrase(parse, word, name)
            if place is not None:
                yield place, word


def _title_before(parse: Parse, entity: Entity, name: Range) -> Iterator[tuple[Range, Word]]:
    """Words before a person's name that end in a role: `UN chief`, `German Foreign Minister`."""
    if not entity.is_person or not name[0]:
        return
    noun = parse.words[name[0] - 1]
    head = parse.words[name[0]]
    if noun.sentence != head.sentence or not noun.tag.startswith("NN"):
        return
    if noun.lower not in lexicon.role_nouns() and noun.lower not in lexicon.titles():
        return
    first = noun.index
    while first and noun.index - first < MOST_TITLE_WORDS and _belongs_to_title(parse, parse.words[first - 1], noun):
        first -= 1
    if noun.lower not in _NO_ROLES:
        yield (first, noun.index), noun


def _belongs_to_title(parse: Parse, word: Word, noun: Word) -> bool:
    if word.sentence != noun.sentence:
        return False
    if word.lower in {"of", "to", "for", "the", "and", "-", "’s", "'s"}:
        before = parse.words[word.index - 1] if word.index else None
        return word.lower in {"-", "’s", "'s"} and before is not None and before.sentence == noun.sentence
    return word.tag.startswith(("NNP", "JJ", "NN")) and (word.dep in {"compound", "amod", "nmod", "poss"})


def _related(parse: Parse, cast: Cast, place: Range, noun: Word, entity: Entity) -> tuple[int | None, int | None]:
    """Whom a role serves and where it is directed, where its words name them."""
    of: int | None = None
    to: int | None = None
    mode = "before"
    for index in range(place[0], place[1] + 1):
        word = parse.words[index]
        if index > noun.index and word.lower in _SERVES | _DIRECTED:
            mode = "to" if word.lower in _DIRECTED else "of"
        found = cast.at(index)
        if found is None or found.key == entity.key or found.is_person or _is_hyphenated(parse, index):
            continue
        if mode == "to" and to is None:
            to = found.key
        elif mode != "to" and of is None:
            of = found.key
    return of, to


def _is_hyphenated(parse: Parse, index: int) -> bool:
    """Whether a name is the first half of an adjective: `UN-recognised`."""
    after = parse.words[index + 1] if index + 1 < len(parse.words) else None
    return after is not None and after.text == "-" and after.start == parse.words[index].end


def _fill_countries(parse: Parse, cast: Cast, references: References) -> None:
    """Let "envoy to the country" and "the country's government" name the state that they mean."""
    starts = {word.start: word for word in parse.words if word.lower in {"country", "nation"}}
    for start, word in starts.items():
        found = references.of(word)
        if found is None:
            continue
        for entity in cast.entities:
            for role in entity.roles:
                if start in role.span and found.entity.key != entity.key:
                    _direct(parse, role, word, found.entity)


def _direct(parse: Parse, role: RoleDraft, word: Word, state: Entity) -> None:
    above = parse.head(word)
    if above.lower in _DIRECTED and role.to is None:
        role.to = state.key
    elif role.of is None and (word.dep == "poss" or above.lower in _SERVES):
        role.of = state.key
