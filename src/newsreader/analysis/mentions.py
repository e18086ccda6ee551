"""Names in the text: what the model finds, put right by what the whole article and the word lists know.

The model sees one sentence at a time: it glues titles to names, cuts "Mission in Libya" short, calls a surname
an organisation in one line and a person in the next, and misses a name that it found before. Over a whole
article these are contradictions, and most are settled by a vote.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from newsreader.analysis import lexicon
from newsreader.analysis.bodies import extend, find_bodies, join_pairs
from newsreader.analysis.capitals import find_bracketed, find_persons, find_told
from newsreader.analysis.kind_words import TITLES_OF_PERSONS
from newsreader.analysis.labels import settle_labels, spread
from newsreader.analysis.name_trust import weigh_names
from newsreader.analysis.names import SMALL_WORDS, is_initials
from newsreader.analysis.parse import Parse, Word
from newsreader.analysis.signoffs import dateline_end, signoff_start
from newsreader.analysis.spotted import DROPPED_IN_FRONT, MOST_WORDS_OF_A_NAME, Name, joined, make_name, neighbour
from newsreader.model.article import ActorType

LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "EVENT"})
"""The model's kinds of names that can be actors."""

LABEL_OF_TYPE = {
    ActorType.STATE: "GPE",
    ActorType.PLACE: "GPE",
    ActorType.OUTLET: "ORG",
    ActorType.GOVERNMENT: "ORG",
    ActorType.ARMED_GROUP: "ORG",
    ActorType.ORGANISATION: "ORG",
    ActorType.EVENT: "EVENT",
}
"""The model's kind for what the word lists know."""

_MARKUP = frozenset("[]{}<>=|\\_#")
"""Marks that stand in no name: what is left of a page's or a note's markup."""

_ALSO_COMMON = frozenset(
    {"Turkey", "China", "Chad", "Jordan", "Guinea", "Phoenix", "Mali", "Niger", "Orange", "Providence"}
)
"""Places that are everyday words, too, where a sentence begins."""

_DAYS_AND_MONTHS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march"}
    | {"april", "may", "june", "july", "august", "september", "october", "november", "december"}
)


def find_mentions(parse: Parse) -> list[Name]:
    """The names in the text, in order, none overlapping another."""
    found = _Names(parse)
    found.add_all(find_bodies(parse))
    found.add_all(_known(parse))
    found.add_all(find_persons(parse))
    found.add_all(_of_model(parse))
    found.add_all(find_told(parse))
    found.add_all(find_bracketed(parse, found.in_order()))
    names = [extend(parse, name) for name in found.in_order()]
    names = settle_labels(parse, join_pairs(parse, names))
    return weigh_names(parse, spread(parse, names))


class _Names:
    """Names that do not overlap; the first to come has its place."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.names: list[Name] = []
        self.taken = _signed_off(parse)

    def add_all(self, names: Iterator[Name]) -> None:
        for name in names:
            words = range(name.first, name.last + 1)
            if not any(word in self.taken for word in words):
                self.taken.update(words)
                self.names.append(name)

    def in_order(self) -> list[Name]:
        return sorted(self.names, key=lambda name: name.first)


def _signed_off(parse: Parse) -> set[int]:
    """The words of datelines and sign-offs, whose names are no part of the story."""
    story = [(dateline_end(passage.text), signoff_start(passage.text)) for passage in parse.passages]
    return {word.index for word in parse.words if not story[word.passage][0] <= word.offset < story[word.passage][1]}


def _of_model(parse: Parse) -> Iterator[Name]:
    for first, last, label in _runs(parse):
        trimmed = _trim(parse, first, last, label)
        if trimmed is None:
            continue
        begin, end = trimmed
        if label in LABELS and not _is_office(parse, begin, end):
            yield make_name(parse, begin, end, label)


def _runs(parse: Parse) -> Iterator[tuple[int, int, str]]:
    """The stretches that the model marks."""
    first = 0
    words = parse.words
    while first < len(words):
        last = first
        label = words[first].entity
        if label:
            while last + 1 < len(words) and _goes_on(words[last + 1], words[first], label):
                last += 1
            yield first, last, label
        first = last + 1


def _goes_on(word: Word, first: Word, label: str) -> bool:
    return word.entity == label and not word.entity_starts and word.passage == first.passage


def _trim(parse: Parse, first: int, last: int, label: str) -> tuple[int, int] | None:
    """A stretch without articles, titles, possessives and marks at its edges; None where no name is left."""
    words = parse.words
    while first <= last and (words[first].lower in DROPPED_IN_FRONT or words[first].is_punctuation):
        first += 1
    while last >= first and (words[last].lower in {"'s", "’s", "’", "'"} or words[last].is_punctuation):
        last -= 1
    for index in range(first, last + 1):
        if not _MARKUP.isdisjoint(words[index].text) or "&#" in words[index].text:
            last = index - 1
            break
    if label == "PERSON":
        while first < last and _stands_before_a_name(words[first]):
            first += 1
        first, last = _cut_at_small(parse, first, last)
        first = _with_particle(parse, first) if first <= last else first
    elif label == "ORG":
        first, last = _cut_at_possessive(parse, first, last)
    never = lexicon.not_names()
    while last > first and (
        words[last].is_punctuation or words[last].lower in SMALL_WORDS or words[last].text in never
    ):
        last -= 1
    if label == "ORG" and first < last and words[first].text in lexicon.demonyms():
        first += joined(parse, first + 1, last - first) in lexicon.known_names()
    if first > last or last - first >= MOST_WORDS_OF_A_NAME or not _is_name(parse, first, last):
        return None
    return first, last


def _stands_before_a_name(word: Word) -> bool:
    """Whether it is a title or a trade, and no part of the name behind it."""
    lower = word.lower
    return lower in lexicon.titles() or lower in lexicon.role_nouns() or word.text.islower()


def _with_particle(parse: Parse, first: int) -> int:
    """Where a name begins that the model cut behind its joined article: `al-Momani`."""
    words = parse.words
    if first >= 2 and words[first - 1].text == "-" and words[first - 2].lower in lexicon.particles():
        glued = words[first - 2].end == words[first - 1].start and words[first - 1].end == words[first].start
        return first - 2 if glued else first
    if first >= 1 and words[first].text[0] == "-" and words[first - 1].lower in lexicon.particles():
        return first - 1 if words[first - 1].end == words[first].start else first
    return first


def _is_office(parse: Parse, first: int, last: int) -> bool:
    """Whether a department stands inside a title: `Home Secretary`, `Minister of Education`."""
    if joined(parse, first, last - first + 1) not in lexicon.offices():
        return False
    behind = neighbour(parse, last, 1)
    before = neighbour(parse, first, -1)
    if behind is not None and behind.lower in {"secretary", "minister", "ministers", "secretaries"}:
        return True
    office = neighbour(parse, first, -2)
    joins = before is not None and before.lower in {"of", "for"} and office is not None
    return joins and office is not None and office.lower in {"minister", "secretary", "undersecretary", "secretaries"}


def _cut_at_small(parse: Parse, first: int, last: int) -> tuple[int, int]:
    """A person's name ends before a possessive inside it ("Haftar's LNA")."""
    for index in range(first, last + 1):
        if parse.words[index].lower in {"'s", "’s"}:
            return first, index - 1
    return first, last


def _cut_at_possessive(parse: Parse, first: int, last: int) -> tuple[int, int]:
    """A body's name ends before a possessive behind which nothing has a capital ("Hale's ministry")."""
    for index in range(first + 1, last + 1):
        if parse.words[index].lower in {"'s", "’s"}:
            small = all(word.text.islower() for word in parse.words[index + 1 : last + 1])
            return (first, index - 1) if small else (first, last)
    return first, last


def _is_name(parse: Parse, first: int, last: int) -> bool:
    words = parse.words[first : last + 1]
    if not any(word.text[0].isupper() or word.text[0].isdigit() for word in words):
        return False
    if first == last and not words[0].tag.startswith(("NNP", "JJ")) and _is_everyday(parse, words[0]):
        return False
    never = lexicon.not_names()
    if all(word.lower in _DAYS_AND_MONTHS or word.text in never or not word.text[0].isalpha() for word in words):
        return False
    return any(letter.isalpha() for word in words for letter in word.text)


def _is_everyday(parse: Parse, word: Word) -> bool:
    """Whether a single word has its capital only for beginning a sentence."""
    begins = parse.sentences[word.sentence].first
    opening = parse.words[begins : word.index]
    return word.text.istitle() and all(other.is_punctuation for other in opening)


@cache
def _measure_known() -> tuple[int, frozenset[str]]:
    """How many words the longest name of the lists has, and how the first words of the names begin."""
    known = lexicon.known_names()
    longest = max(len(name.split()) for name in known) + 2
    return longest, frozenset(name.split()[0].split("-")[0].split("'")[0].rstrip(".") for name in known)


def _known(parse: Parse) -> Iterator[Name]:
    """What the word lists know, longest first; a person's name that the model sees is left to it."""
    known = lexicon.known_names()
    longest, starts = _measure_known()
    index = 0
    while index < len(parse.words):
        word = parse.words[index]
        size = 0
        if word.text.split("-")[0].rstrip(".") in starts:
            size = _longest_known(parse, index, longest)
        if size:
            entry = known[joined(parse, index, size)]
            if _stands_alone(parse, index, size, entry) and not _is_part_of_person(parse, index, size):
                yield make_name(parse, index, index + size - 1, LABEL_OF_TYPE[entry.type])
        index += max(1, size)


def _is_part_of_person(parse: Parse, index: int, size: int) -> bool:
    """Whether the model sees a longer name of a person there: `Tom Ford`."""
    first, last = parse.words[index], parse.words[index + size - 1]
    if first.entity != "PERSON":
        return False
    if not first.entity_starts:
        return True
    after = neighbour(parse, last.index, 1)
    before = neighbour(parse, index, -1)
    titled = before is not None and before.lower in TITLES_OF_PERSONS
    goes_on = after is not None and after.entity == "PERSON" and not after.entity_starts and after.text[0].isalpha()
    return titled or goes_on


def _longest_known(parse: Parse, index: int, longest: int) -> int:
    known = lexicon.known_names()
    for size in range(min(longest, len(parse.words) - index), 0, -1):
        if parse.words[index + size - 1].passage == parse.words[index].passage and joined(parse, index, size) in known:
            return size
    return 0


def _stands_alone(parse: Parse, index: int, size: int, entry: lexicon.Known) -> bool:
    """Whether it is not a part of a longer name, or an everyday word with a capital letter."""
    before = neighbour(parse, index, -1)
    after = neighbour(parse, index + size - 1, 1)
    first = parse.words[index]
    if size == 1 and not _reads_as_name(first, entry):
        return False
    if size == 1 and len(first.text) == 2 and first.entity not in LABELS:
        return first.tag.startswith("NNP")
    if entry.type is ActorType.STATE and after is not None and after.tag in {"NNP", "NNPS"}:
        return not _part_of_longer(after, first)
    same = before is not None and before.entity and not first.entity_starts and before.entity == first.entity
    return not (same and before is not None and before.tag in {"NNP", "NNPS", "JJ"} and before.text[0].isupper())


def _reads_as_name(word: Word, entry: lexicon.Known) -> bool:
    """Whether a single word is a name here: the model says so, or it is a place that is no everyday word."""
    if is_initials(word.text) or word.entity in LABELS or word.tag in {"NNP", "NNPS"}:
        return True
    place = entry.type in {ActorType.STATE, ActorType.PLACE}
    return place and word.text not in _ALSO_COMMON and not word.tag.startswith("VB")


def _part_of_longer(after: Word, first: Word) -> bool:
    """Whether the next word goes on with the same name: `Jordan Times`, `Georgia Tech`."""
    return bool(after.entity) and after.entity == first.entity and not after.entity_starts
