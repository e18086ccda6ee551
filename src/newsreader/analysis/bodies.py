"""Names of bodies, which are long: `5+5 Libyan Joint Military Commission`, `United Nations Support Mission in Libya`.

The model cuts them at a preposition, misses them behind a number and finds half of them. They end in a noun for a
body, and before it stand capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from newsreader.analysis import lexicon
from newsreader.analysis.names import initials, is_initials
from newsreader.analysis.parse import Parse, Word
from newsreader.analysis.spotted import DROPPED_IN_FRONT, MOST_WORDS_OF_A_NAME, Name, joined, make_name, neighbour
from newsreader.model.article import ActorType

PAPERS = frozenset({"News", "Times", "Post", "Herald", "Gazette", "Tribune", "Chronicle", "Journal", "Magazine"})
"""What the name of a paper ends in."""

_SMALL_TAGS = frozenset({"IN", "DT", "CC", "PRP", "PRP$", "WRB", "WP", "WDT", "MD", "TO", "UH", "EX"})

LEAST_SMALL_WORDS = 2
"""With fewer long words in small letters a sentence is taken for a headline, whose capitals say nothing."""


def find_bodies(parse: Parse) -> Iterator[Name]:
    """Runs of capitalised words that end in a noun for a body: `5+5 Libyan Joint Military Commission`."""
    nouns = lexicon.body_nouns()
    for word in parse.words:
        if word.text not in nouns and not (word.text in PAPERS and not word.entity):
            continue
        first = _run_start(parse, word.index)
        if first < word.index and _is_title_case(parse, word.index):
            label = "EVENT" if nouns.get(word.text) is ActorType.EVENT else "ORG"
            if word.entity in {"FAC", "GPE", "PERSON"}:
                continue
            yield make_name(parse, first, word.index, label)


def _run_start(parse: Parse, last: int) -> int:
    first = last
    words = parse.words
    while first and last - first < MOST_WORDS_OF_A_NAME and words[first - 1].sentence == words[last].sentence:
        before = words[first - 1]
        if before.text[0].isupper() and before.lower not in DROPPED_IN_FRONT and before.lower not in {"’s", "'s"}:
            first -= 1
        else:
            first -= _formula_before(parse, first)
            break
    titles = lexicon.titles()
    while first < last and (words[first].is_punctuation or words[first].lower in titles or _is_small(words[first])):
        first += 1
    return first


def _is_small(word: Word) -> bool:
    """Whether a word has its capital only for beginning the sentence: "If Parliament …"."""
    return word.tag in _SMALL_TAGS


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


def extend(parse: Parse, name: Name) -> Name:
    """Take in what a body's name goes on with: `Mission` + `in Libya`, `Office` + `of Legal Counsel`."""
    if name.label != "ORG" or parse.words[name.last].text not in lexicon.body_nouns() or name.first == name.last:
        return name
    last = name.last
    joiner = neighbour(parse, last, 1)
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
    return joined(parse, begin, last - begin + 1) in lexicon.known_names()


def join_pairs(parse: Parse, names: list[Name]) -> list[Name]:
    """Make one of two names that "and" joins, where the article has initials for both: `Deck and Port Workers`, DPW."""
    short = {name.text.replace(".", "") for name in names if is_initials(name.text)}
    joined_names: list[Name] = []
    for name in names:
        before = joined_names[-1] if joined_names else None
        if before is not None and _are_a_pair(parse, before, name, short):
            joined_names[-1] = make_name(parse, before.first, name.last, "ORG")
        else:
            joined_names.append(name)
    return joined_names


def _are_a_pair(parse: Parse, one: Name, other: Name, short: set[str]) -> bool:
    if other.first != one.last + 2 or parse.words[one.last + 1].lower not in {"and", "&"}:
        return False
    if parse.words[one.first].sentence != parse.words[other.first].sentence:
        return False
    return bool(initials(f"{one.text} and {other.text}") & short)
