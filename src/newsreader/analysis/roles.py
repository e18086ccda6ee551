"""What the article says that an actor is: "the UN envoy to the country", "UN chief", "Head of …".

A role stands beside a name (an apposition), before it (a title) or behind "is". It is kept as written; whom it
serves and where it is directed are read from its own words (`served`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping

from newsreader.analysis import lexicon
from newsreader.analysis.actors import head_word
from newsreader.analysis.clauses import Range
from newsreader.analysis.entities import Cast, Entity, RoleDraft
from newsreader.analysis.parse import Parse, Word
from newsreader.analysis.references import References
from newsreader.analysis.served import DIRECTED, SERVES, find_served, states_by_name
from newsreader.text.safe import fold

MOST_ROLE_WORDS = 24
"""A longer description is no role."""

MOST_BESIDE = 8
"""How many roles stand about one name at most: among so many the same one is looked for."""

MOST_BETWEEN = 3
"""How many words may stand between a name and the first of its apposition: a comma, a closing bracket."""

MOST_TITLE_WORDS = 8
"""How many words before a name its title may have."""

_STOPS_A_ROLE = frozenset({"relcl", "acl", "advcl", "cc", "conj", "appos", "punct", "parataxis"})
_IS = frozenset({"is", "was", "becomes", "became", "'s", "’s"})
_MARKS = frozenset({",", ";", "(", "[", "—", "–", ":", '"', "”", "“"})
_LEADS_ON = frozenset({"IN", "DT", "CC", "TO", "PRP$", "HYPH", ":", ","})
_MARKUP = re.compile(r"[\[\]<>{}|=\\]|https?:")
_NO_ROLES = frozenset({"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "sir", "dame", "dr", "dr."})


def find_roles(parse: Parse, cast: Cast, references: References) -> None:
    """Give each actor the roles that the article states; the country a role is directed to is resolved."""
    states = states_by_name(cast)
    for entity in cast.entities:
        if not entity.named:
            continue
        for name in entity.names:
            head = head_word(parse, name)
            for place, noun in _places(parse, entity, head, (name.first, name.last)):
                _add(parse, cast, states, entity, place, noun)
    _fill_countries(parse, cast, references)


def _add(parse: Parse, cast: Cast, states: Mapping[str, Entity], entity: Entity, place: Range, noun: Word) -> None:
    span = parse.span(*place)
    text = fold(span.of(parse.text))
    known = any(role.noun == noun.lower and role.span.meets(span) for role in entity.roles[-MOST_BESIDE:])
    if known or text.lower() in _NO_ROLES or _MARKUP.search(text):
        return
    of, to = find_served(parse, cast, states, place, noun, entity)
    entity.roles.append(RoleDraft(text, span, noun.lower, of, to))


def _places(parse: Parse, entity: Entity, head: Word, name: Range) -> Iterator[tuple[Range, Word]]:
    """The places of the roles about one name, each with its noun."""
    for noun in _nouns(parse, entity, head, name):
        if not _is_role(parse, entity, noun):
            continue
        place = _phrase(parse, noun, name)
        if place is not None:
            yield place, noun
            yield from _coordinated(parse, noun, name)
    yield from _title_before(parse, entity, name)


def _nouns(parse: Parse, entity: Entity, head: Word, name: Range) -> Iterator[Word]:
    """Nouns that the tree sets equal to a name."""
    for child in parse.children(head, "appos"):
        whose = child.index > name[1] and any(part.tag == "WP$" for part in parse.children(child, "poss"))
        if not whose and not name[0] <= child.index <= name[1] and _is_beside(parse, child, name):
            yield child
    above = parse.head(head)
    most = MOST_ROLE_WORDS if entity.is_person else MOST_BESIDE
    if head.dep == "appos" and (above.index > name[1] or name[0] - above.index <= most):
        yield above
    if head.dep == "nsubj" and above.lower in _IS and not _is_doubtful(parse, above):
        yield from parse.children(above, "attr")
    for clause in parse.children(head, "relcl"):
        if clause.lower in {"is", "was"}:
            yield from parse.children(clause, "attr")


def _is_doubtful(parse: Parse, verb: Word) -> bool:
    """Whether a clause says what is not so, or only may be: "whether Jane Roe is the nominee"."""
    return any(child.dep == "neg" or child.lower in {"whether", "if", "unless"} for child in parse.children(verb))


def _is_beside(parse: Parse, noun: Word, name: Range) -> bool:
    """Whether an apposition stands right beside a name, and is not the last of a list: "X, Y, and a spokesman"."""
    if noun.index < name[0]:
        return True
    before = parse.words[noun.left - 1].lower if noun.left else ""
    near = noun.left - last_with_age(parse, name[1]) <= MOST_BETWEEN
    return near and before not in {"and", "or"} and parse.words[noun.left].dep != "cc"


def last_with_age(parse: Parse, last: int) -> int:
    """The last word of a name, with the age behind it: "Jane Roe, 45, a driver"."""
    behind = parse.words[last + 1 : last + 4]
    aged = len(behind) == 3 and behind[0].text == behind[2].text == "," and behind[1].text.isdigit()
    return last + 2 if aged and len(behind[1].text) <= 3 else last


def _is_role(parse: Parse, entity: Entity, noun: Word) -> bool:
    """Whether a noun says what the actor is: a role for a person, a kind for a body."""
    if not noun.tag.startswith("NN") or _is_denied(parse, noun) or (not entity.is_person and not noun.text.islower()):
        return False
    if entity.is_person:
        return noun.lower in lexicon.role_nouns() or _tail(noun.lower) in lexicon.role_nouns()
    return noun.lower in lexicon.kind_nouns()


def _is_denied(parse: Parse, noun: Word) -> bool:
    return any(child.lower == "no" for child in parse.children(noun, "det"))


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
    first = _without_label(parse, first, noun)
    if parse.words[last].tag == "POS":
        last = noun.index
    while last > noun.index and (parse.words[last].tag in _LEADS_ON or parse.words[last].head > last):
        last -= 1
    return (first, last) if first <= noun.index <= last and last - first < MOST_ROLE_WORDS else None


def _without_label(parse: Parse, first: int, noun: Word) -> int:
    """The first word of a description: behind what only stands before it ("Author: …"), with all of "co-author"."""
    while first < noun.index and parse.words[first].lower in {"both", "either"}:
        first += 1
    for index in range(noun.index - 1, first - 1, -1):
        if parse.words[index].text in {":", ";", "(", "|"} or "/" in parse.words[index].text:
            return index + 1
        if parse.words[index].tag == "PRP$" and parse.head(parse.words[index]) is noun:
            return index
    words = parse.words
    while first and "-" in {words[first].text, words[first - 1].text} and words[first - 1].end == words[first].start:
        first -= 1
    return first


def _with_preposition(parse: Parse, noun: Word) -> int:
    """The last word of "of …" behind a noun that the tree hangs elsewhere."""
    after = parse.words[noun.index + 1] if noun.index + 1 < len(parse.words) else noun
    if after.sentence != noun.sentence or after.lower not in SERVES | DIRECTED or after.right == after.index:
        return noun.index
    return _without_clauses(parse, after)


def _without_clauses(parse: Parse, part: Word) -> int:
    """The last word of a part before a comma, a coordinated role or a clause in it."""
    for index in range(part.left, min(part.right, part.left + MOST_ROLE_WORDS) + 1):
        word = parse.words[index]
        if word.dep == "cc" and index < part.right and parse.words[index + 1].tag == "DT":
            return index - 1
        if word.dep in {"relcl", "advcl"} or word.text in _MARKS:
            return index - 1
        if word.dep == "conj" and word.lower in lexicon.role_nouns():
            return index - 2
    return min(part.right, part.left + MOST_ROLE_WORDS)


def _coordinated(parse: Parse, noun: Word, name: Range) -> Iterator[tuple[Range, Word]]:
    """Further roles that "and" joins to one."""
    here = parse.words[noun.index : min(noun.right, noun.index + MOST_ROLE_WORDS) + 1]
    for word in here:
        of_a_person = parse.head(word).entity == "PERSON"
        if word.dep == "conj" and word.index > noun.index and word.lower in lexicon.role_nouns() and not of_a_person:
            place = _phrase(parse, word, name)
            if place is not None:
                yield place, word


def _title_before(parse: Parse, entity: Entity, name: Range) -> Iterator[tuple[Range, Word]]:
    """Words before a person's name that end in a role: `UN chief`, `German Foreign Minister`."""
    if not entity.is_person or not name[0]:
        return
    noun = parse.words[name[0] - 1]
    head = parse.words[name[0]]
    if noun.lower in _NO_ROLES and noun.index and noun.sentence == parse.words[noun.index - 1].sentence:
        noun = parse.words[noun.index - 1]
    if noun.sentence != head.sentence or not noun.tag.startswith("NN"):
        return
    if noun.lower not in lexicon.role_nouns() and noun.lower not in lexicon.titles():
        return
    first = noun.index
    while first and noun.index - first < MOST_TITLE_WORDS and _belongs_to_title(parse, parse.words[first - 1], noun):
        first -= 1
    if noun.lower not in _NO_ROLES:
        yield (_without_label(parse, first, noun), noun.index), noun


def _belongs_to_title(parse: Parse, word: Word, noun: Word) -> bool:
    if word.sentence != noun.sentence:
        return False
    if word.lower in {"and", "&"} and word.index and parse.words[word.index - 1].lower in lexicon.role_nouns():
        return parse.words[word.index - 1].sentence == noun.sentence
    if word.lower in {"of", "to", "for", "the", "and", "-", "’s", "'s"}:
        before = parse.words[word.index - 1] if word.index else None
        return word.lower in {"-", "’s", "'s"} and before is not None and before.sentence == noun.sentence
    return word.tag.startswith(("NNP", "JJ", "NN")) and (
        word.dep in {"compound", "amod", "nmod", "poss"} or parse.words[word.index + 1].lower in {"and", "&"}
    )


def _fill_countries(parse: Parse, cast: Cast, references: References) -> None:
    """Let "envoy to the country" and "the country's government" name the state that they mean."""
    words = [word for word in parse.words if word.lower in {"country", "nation"}]
    words.sort(key=lambda word: word.start)
    starts = [word.start for word in words]
    for entity in cast.entities if words else ():
        for role in entity.roles:
            for word in words[bisect_left(starts, role.span.start) : bisect_left(starts, role.span.end)]:
                found = references.of(word)
                if found is not None and found.entity.key != entity.key:
                    _direct(parse, role, word, found.entity)


def _direct(parse: Parse, role: RoleDraft, word: Word, state: Entity) -> None:
    above = parse.head(word)
    if above.lower in DIRECTED and role.to is None:
        role.to = state.key
    elif role.of is None and (word.dep == "poss" or above.lower in SERVES):
        role.of = state.key
