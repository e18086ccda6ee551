"""Names in the text: what the model finds, put right by what the whole article and the word lists know.

The model sees one sentence at a time: it glues titles to names, cuts "Mission in Libya" short, calls a surname
an organisation in one line and a person in the next, and misses a name that it found before. Over a whole
article these are contradictions, and most are settled by a vote.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from newsreader.analysis import lexicon
from newsreader.analysis.names import is_initials, name_key, split_person
from newsreader.analysis.parse import Parse, Word
from newsreader.model.article import ActorType
from newsreader.model.spans import Span
from newsreader.text.safe import fold

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

MOST_WORDS_OF_A_NAME = 12
"""A longer stretch is no name."""

LEAST_SMALL_WORDS = 2
"""With fewer long words in small letters a sentence is taken for a headline, whose capitals say nothing."""

_DAYS_AND_MONTHS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march"}
    | {"april", "may", "june", "july", "august", "september", "october", "november", "december"}
)
_DROPPED_IN_FRONT = frozenset({"the", "a", "an", "its", "his", "her", "their", "our", "this", "that"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name that stands in the text."""

    first: int
    """Its first word."""

    last: int
    """Its last word."""

    label: str
    """What it names, in the model's kinds."""

    text: str
    """It as written, spaces folded."""

    sure: float = 1.0
    """How sure it is that it is a name, 0 to 1."""

    @property
    def key(self) -> str:
        """What it shares with other writings of the same name."""
        return name_key(self.text)


def name_span(parse: Parse, name: Name) -> Span:
    """Where a name stands in the article."""
    return parse.span(name.first, name.last)


def find_mentions(parse: Parse) -> list[Name]:
    """The names in the text, in order, none overlapping another."""
    found = _Names(parse)
    found.add_all(_bodies(parse))
    found.add_all(_known(parse))
    found.add_all(_of_model(parse))
    names = [_extend(parse, name) for name in found.in_order()]
    names = _settle_labels(names)
    return _spread(parse, names)


class _Names:
    """Names that do not overlap; the first to come has its place."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.names: list[Name] = []
        self.taken: set[int] = set()

    def add_all(self, names: Iterator[Name]) -> None:
        for name in names:
            words = range(name.first, name.last + 1)
            if not any(word in self.taken for word in words):
                self.taken.update(words)
                self.names.append(name)

    def in_order(self) -> list[Name]:
        return sorted(self.names, key=lambda name: name.first)


def make_name(parse: Parse, first: int, last: int, label: str, sure: float = 1.0) -> Name:
    """The name that stands at these words."""
    text = fold(parse.span(first, last).of(parse.text))
    return Name(first, last, label, text, sure)


def _of_model(parse: Parse) -> Iterator[Name]:
    for first, last, label in _runs(parse):
        trimmed = _trim(parse, first, last, label)
        if trimmed is None:
            continue
        begin, end = trimmed
        if label in LABELS:
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
    titles = lexicon.titles()
    while first <= last and (words[first].lower in _DROPPED_IN_FRONT or words[first].is_punctuation):
        first += 1
    while last >= first and (words[last].lower in {"'s", "’s", "’", "'"} or words[last].is_punctuation):
        last -= 1
    if label == "PERSON":
        while first < last and (words[first].lower in titles or words[first].text.islower()):
            first += 1
        first, last = _cut_at_small(parse, first, last)
    if first > last or last - first >= MOST_WORDS_OF_A_NAME or not _is_name(parse, first, last):
        return None
    return first, last


def _cut_at_small(parse: Parse, first: int, last: int) -> tuple[int, int]:
    """A person's name ends before a possessive inside it ("Haftar's LNA")."""
    for index in range(first, last + 1):
        if parse.words[index].lower in {"'s", "’s"}:
            return first, index - 1
    return first, last


def _is_name(parse: Parse, first: int, last: int) -> bool:
    words = parse.words[first : last + 1]
    if not any(word.text[0].isupper() or word.text[0].isdigit() for word in words):
        return False
    if all(word.lower in _DAYS_AND_MONTHS or not word.text[0].isalpha() for word in words):
        return False
    return any(letter.isalpha() for word in words for letter in word.text)


def _known(parse: Parse) -> Iterator[Name]:
    """What the word lists know, longest first; a person's name that the model sees is left to it."""
    known = lexicon.known_names()
    longest = max(len(name.split()) for name in known) + 2
    starts = {name.split()[0].split("-")[0].split("'")[0].rstrip(".") for name in known}
    index = 0
    while index < len(parse.words):
        word = parse.words[index]
        size = 0
        if word.text.split("-")[0].rstrip(".") in starts and word.entity != "PERSON":
            size = _longest_known(parse, index, longest)
        if size:
            entry = known[_joined(parse, index, size)]
            if _stands_alone(parse, index, size, entry):
                yield make_name(parse, index, index + size - 1, LABEL_OF_TYPE[entry.type])
        index += max(1, size)


def _longest_known(parse: Parse, index: int, longest: int) -> int:
    known = lexicon.known_names()
    for size in range(min(longest, len(parse.words) - index), 0, -1):
        if parse.words[index + size - 1].passage == parse.words[index].passage and _joined(parse, index, size) in known:
            return size
    return 0


def _joined(parse: Parse, index: int, size: int) -> str:
    """Some words as they are written, a curly apostrophe as a straight one."""
    words = parse.words[index : index + size]
    passage = parse.passages[words[0].passage].text
    return passage[words[0].offset : words[-1].offset + len(words[-1].text)].replace("’", "'")


def _stands_alone(parse: Parse, index: int, size: int, entry: lexicon.Known) -> bool:
    """Whether it is not a part of a longer name, or an everyday word with a capital letter."""
    before = _neighbour(parse, index, -1)
    after = _neighbour(parse, index + size - 1, 1)
    first = parse.words[index]
    if size == 1 and not is_initials(first.text) and first.entity not in LABELS and first.tag not in {"NNP", "NNPS"}:
        return False
    if size == 1 and len(first.text) == 2 and first.entity not in LABELS:
        return first.tag.startswith("NNP")
    if entry.type is ActorType.STATE and after is not None and after.tag in {"NNP", "NNPS"}:
        return not _part_of_longer(after, first)
    same = before is not None and before.entity and not first.entity_starts and before.entity == first.entity
    return not (same and before is not None and before.tag in {"NNP", "NNPS", "JJ"} and before.text[0].isupper())


def _part_of_longer(after: Word, first: Word) -> bool:
    """Whether the next word goes on with the same name: `Jordan Times`, `Georgia Tech`."""
    return bool(after.entity) and after.entity == first.entity and not after.entity_starts


def _neighbour(parse: Parse, index: int, step: int) -> Word | None:
    other = index + step
    if 0 <= other < len(parse.words) and parse.words[other].sentence == parse.words[index].sentence:
        return parse.words[other]
    return None


def _bodies(parse: Parse) -> Iterator[Name]:
    """Runs of capitalised words that end in a noun for a body: `5+5 Libyan Joint Military Commission`."""
    nouns = lexicon.body_nouns()
    for word in parse.words:
        if word.text not in nouns:
            continue
        first = _run_start(parse, word.index)
        if first < word.index and _is_title_case(parse, word.index):
            label = "EVENT" if nouns[word.text] is ActorType.EVENT else "ORG"
            if word.entity in {"FAC", "GPE", "PERSON"}:
                continue
            yield make_name(parse, first, word.index, label)


def _run_start(parse: Parse, last: int) -> int:
    first = last
    words = parse.words
    while first and last - first < MOST_WORDS_OF_A_NAME and words[first - 1].sentence == words[last].sentence:
        before = words[first - 1]
        if before.text[0].isupper() and before.lower not in _DROPPED_IN_FRONT and before.lower not in {"’s", "'s"}:
            first -= 1
        else:
            first -= _formula_before(parse, first)
            break
    titles = lexicon.titles()
    while first < last and (words[first].is_punctuation or words[first].lower in titles):
        first += 1
    return first


def _formula_before(parse: Parse, first: int) -> int:
    """How many words before this one make up a formula that names are written with: `5+5`."""
    there = parse.words[max(0, first - 3) : first]
    written = "".join(word.text for word in there)
    glued = bool(there) and there[-1].end - there[0].start == len(written)
    return len(there) if glued and re.fullmatch(r"\w?\d\+\d", written) else 0


def _is_title_case(parse: Parse, word: int) -> bool:
    """Whether capitals mean something in the sentence of a word: it is no headline in capitals."""
    sentence = parse.sentences[parse.words[word].sentence]
    small = (other for other in parse.within(sentence) if len(other.text) > 4 and other.text.islower())
    return len(list(islice(small, LEAST_SMALL_WORDS))) == LEAST_SMALL_WORDS


def _extend(parse: Parse, name: Name) -> Name:
    """Take in what a body's name goes on with: `Mission` + `in Libya`, `Office` + `of Legal Counsel`."""
    if name.label != "ORG" or parse.words[name.last].text not in lexicon.body_nouns() or name.first == name.last:
        return name
    last = name.last
    joiner = _neighbour(parse, last, 1)
    if joiner is None or joiner.lower not in {"of", "for", "in", "on"} or joiner.head != name.last:
        return name
    end = _capitals_after(parse, joiner.index)
    if end is None or (joiner.lower in {"in", "on"} and not _only_known_place(parse, joiner.index + 1, end)):
        return name
    if joiner.lower == "in" and parse.words[last].text not in {"Mission", "Force", "Office"}:
        return name
    return make_name(parse, name.first, end, name.label)


def _capitals_after(parse: Parse, index: int) -> int | None:
    """The last of the capitalised words behind a joining word."""
    end = index
    at = index + 1
    words = parse.words
    while at < len(words) and words[at].sentence == words[index].sentence and at - index < MOST_WORDS_OF_A_NAME:
        if words[at].text[0].isupper() and words[at].tag.startswith(("NN", "JJ", "VB")):
            end = at
        elif words[at].lower not in {"of", "the", "and", "&"}:
            break
        at += 1
    return end if end > index else None


def _only_known_place(parse: Parse, first: int, last: int) -> bool:
    begin = first + 1 if parse.words[first].lower == "the" and first < last else first
    return _joined(parse, begin, last - begin + 1) in lexicon.known_names()


def _settle_labels(names: list[Name]) -> list[Name]:
    """Give each string the one label that most of its places have, and each bare surname that of its bearer."""
    alive = _without_overlap(names)
    known = lexicon.known_names()
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for name in alive:
        votes[name.key][name.label] += 1
    surnames = _surnames(alive)
    settled = []
    for name in alive:
        label = votes[name.key].most_common(1)[0][0]
        if name.text in known:
            label = name.label
        elif " " not in name.key and name.key in surnames and label not in {"NORP", "EVENT"}:
            label = "PERSON"
        settled.append(replace(name, label=label))
    return settled


def _surnames(names: list[Name]) -> set[str]:
    """The last words of the full names of persons."""
    full = (split_person(name.text) for name in names if name.label == "PERSON")
    return {parts[-1] for parts in full if len(parts) > 1}


def _without_overlap(names: list[Name]) -> list[Name]:
    kept: list[Name] = []
    for name in names:
        if not kept or name.first > kept[-1].last:
            kept.append(name)
    return kept


def _spread(parse: Parse, names: list[Name]) -> list[Name]:
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
