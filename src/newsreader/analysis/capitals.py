"""Names that the model passes over, and that their capitals and neighbours give away.

Behind a title ("Father Gianni Baget Bozzo"), behind a given name ("Mamata Banerjee"), and in brackets behind the
name of a body ("Institute for National Security Studies (INSS)").
"""

from __future__ import annotations

from collections.abc import Iterator

from newsreader.analysis import lexicon
from newsreader.analysis.kind_words import TITLES_OF_PERSONS
from newsreader.analysis.names import is_initials
from newsreader.analysis.parse import Parse, Word
from newsreader.analysis.spotted import Name, make_name, neighbour

MOST_WORDS_OF_A_PERSON = 5
"""A longer run of capitals is no person's name."""

QUOTES = frozenset({'"', "“", "”", "‘", "’", "'", "«", "»"})
"""Marks that may stand between a noun and the name of a paper."""

_NO_ACTORS = frozenset({"", "LANGUAGE", "PRODUCT", "WORK_OF_ART", "LAW"})
_KINDS = _NO_ACTORS | {"PERSON"}


def find_persons(parse: Parse) -> Iterator[Name]:
    """Names of persons behind a title or a given name, where the model sees none or only a part."""
    taken = -1
    for word in parse.words:
        if word.index <= taken or not word.text[0].isupper():
            continue
        first = word.index + 1 if _is_title(word) else word.index if word.text in lexicon.given_names() else None
        if first is None:
            continue
        last = _run_end(parse, first)
        if last - first < (1 if first == word.index else 0) or not _is_new(parse, first, last):
            continue
        if _is_headline(parse, word):
            continue
        taken = last
        yield make_name(parse, first, last, "PERSON", 0.9)


def _is_title(word: Word) -> bool:
    return word.lower in TITLES_OF_PERSONS and word.lower != "general"


def _run_end(parse: Parse, first: int) -> int:
    """The last of the capitalised words from here on that can be a person's name; before the first where none is."""
    last = first - 1
    for word in parse.words[first : first + MOST_WORDS_OF_A_PERSON]:
        if word.sentence != parse.words[first].sentence or word.passage != parse.words[first].passage:
            break
        particle = word.lower in lexicon.particles() and word.text.islower()
        if not particle and not (word.tag.startswith("NNP") and word.text[0].isupper() and word.entity in _KINDS):
            break
        if word.text in lexicon.known_names() or word.text in lexicon.demonyms() or word.lower in lexicon.titles():
            break
        if (
            word.text in lexicon.body_nouns()
            or not word.text[0].isalpha()
            or (word.text.isupper() and len(word.text) > 2)
        ):
            break
        last = word.index if not particle else last
    return last


def _is_new(parse: Parse, first: int, last: int) -> bool:
    """Whether the model has not marked just this."""
    words = parse.words[first : last + 1]
    after = neighbour(parse, last, 1)
    if after is not None and after.entity and not after.entity_starts:
        return False
    return any(not word.entity for word in words)


def _is_headline(parse: Parse, word: Word) -> bool:
    """Whether nearly all long words of the sentence are capitalised, so that capitals tell nothing."""
    sentence = parse.sentences[word.sentence]
    here = parse.words[sentence.first : sentence.last + 1]
    long = [other for other in here if len(other.text) > 3 and other.text.isalpha()]
    return bool(long) and sum(other.text[0].isupper() for other in long) > 0.7 * len(long) and len(long) > 3


def find_told(parse: Parse) -> Iterator[Name]:
    """Names behind a noun that tells their kind, where the model sees none: "the town of Selmark"."""
    taken = -1
    for word in parse.words:
        if (
            word.index <= taken
            or word.entity not in _NO_ACTORS
            or not word.tag.startswith("NNP")
            or not word.text[0].isupper()
        ):
            continue
        label = _told(parse, word)
        if label is None or word.text in lexicon.not_names() or _is_headline(parse, word):
            continue
        last = word.index
        while last - word.index < MOST_WORDS_OF_A_PERSON and _goes_on(parse, last):
            last += 1
        taken = last
        yield make_name(parse, word.index, last, label, 0.8)


def _told(parse: Parse, word: Word) -> str | None:
    """The kind that the noun before a word tells."""
    before = neighbour(parse, word.index, -1)
    while before is not None and before.text in QUOTES:
        before = neighbour(parse, before.index, -1)
    if before is None or not before.text.islower():
        return None
    if before.lower == "of":
        noun = neighbour(parse, before.index, -1)
        after = neighbour(parse, word.index, 1)
        if noun is not None and noun.entity == "PERSON" and after is not None and _is_free(after):
            return "ORG"
        label = lexicon.type_words().get((noun.lower, "of")) if noun is not None else None
        return label if label == "GPE" else None
    return lexicon.type_words().get((before.lower, "before"))


def _goes_on(parse: Parse, last: int) -> bool:
    after = neighbour(parse, last, 1)
    return after is not None and _is_free(after)


def _is_free(word: Word) -> bool:
    """Whether it is part of a name in which the model sees no actor."""
    return word.entity in _NO_ACTORS and word.tag.startswith("NNP") and word.text[0].isupper()


def find_bracketed(parse: Parse, names: list[Name]) -> Iterator[Name]:
    """Initials in brackets behind the names of bodies."""
    for name in names:
        if name.label != "ORG" or name.first == name.last or name.last + 3 >= len(parse.words):
            continue
        opening, short, closing = parse.words[name.last + 1 : name.last + 4]
        if closing.passage != parse.words[name.last].passage:
            continue
        if (
            opening.text in {"(", "["}
            and closing.text in {")", "]"}
            and is_initials(short.text)
            and len(short.text) > 1
        ):
            yield make_name(parse, short.index, short.index, "ORG")
