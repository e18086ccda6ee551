"""Which words of English are everyday words, told by the word lists that the language model brings.

Only text in capitals asks for it, so the lists, of some 20 MB, are read when they are first wanted. They
are WordNet's words with the rules by which their forms are made, and all words that the model was trained on.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import util
from pathlib import Path
from typing import Any

from newsreader.analysis import lexicon
from newsreader.analysis.engine import DEFAULT_MODEL

_KINDS = ("adj", "adv", "noun", "verb")

_ABSTRACT = ("ion", "ness", "ity", "ence", "ance", "ment", "ship", "ism", "acy", "dom", "age", "ics", "sis", "ware")
"""What everyday nouns end in that have no plural."""


@dataclass(frozen=True, slots=True)
class Kind:
    """The words of one part of speech."""

    lemmas: frozenset[str]
    """Their base forms."""

    irregular: frozenset[str]
    """The forms that no rule makes."""

    endings: tuple[tuple[str, str], ...]
    """Which ending of a form stands for which of the base form."""

    def has(self, word: str) -> bool:
        """Whether a word, in small letters, is a form of one of them."""
        return word in self.lemmas or self.inflects(word)

    def inflects(self, word: str) -> bool:
        """Whether it is another form than the base form."""
        if word in self.irregular:
            return True
        return any(
            word.endswith(end) and word[: len(word) - len(end)] + base in self.lemmas for end, base in self.endings
        )


@dataclass(frozen=True, slots=True)
class Words:
    """The words of English."""

    kinds: Mapping[str, Kind]
    """The words of each part of speech."""

    small: frozenset[str]
    """Articles, prepositions, pronouns and their like."""

    met: frozenset[str]
    """What the model met in training, with the capitals that it had, and all of it in small letters."""


@cache
def load_words() -> Words | None:
    """The lists; None where they are not installed."""
    found = util.find_spec(DEFAULT_MODEL)
    folder = Path(found.origin).parent if found is not None and found.origin is not None else None
    if folder is None:
        return None
    lookups, strings = (
        next(folder.glob(f"*/{path}"), None) for path in ("lemmatizer/lookups/lookups.bin", "vocab/strings.json")
    )
    if lookups is None or strings is None:
        return None
    from spacy.lang.en.stop_words import STOP_WORDS

    return Words(
        _read_kinds(lookups), frozenset(STOP_WORDS), frozenset(json.loads(strings.read_text(encoding="utf-8")))
    )


def _read_kinds(lookups: Path) -> dict[str, Kind]:
    import srsly  # type: ignore[import-untyped]
    from spacy.strings import get_string_id

    tables: Mapping[str, Mapping[int, Any]] = srsly.msgpack_loads(lookups.read_bytes())
    kinds = {}
    for name in _KINDS:
        key = get_string_id(name)
        rules = tuple((end, base) for end, base in tables["lemma_rules"].get(key, ()) if end)
        kinds[name] = Kind(frozenset(tables["lemma_index"][key]), frozenset(tables["lemma_exc"].get(key, ())), rules)
    return kinds


@cache
def _listed() -> frozenset[str]:
    """The common nouns that the word lists of the rules hold."""
    lists = (
        lexicon.role_nouns(),
        lexicon.kind_nouns(),
        lexicon.described(),
        lexicon.sports_words(),
        lexicon.motion_words(),
    )
    told = (noun for noun, _ in lexicon.type_words())
    return frozenset(word for words in (*lists, told) for word in words if word.islower())


@lru_cache(maxsize=16384)
def is_small(word: str) -> bool:
    """Whether it is an article, a preposition, a pronoun or their like."""
    words = load_words()
    return words is not None and word in words.small


@lru_cache(maxsize=16384)
def is_form_of_verb(word: str) -> bool:
    """Whether it is another form of a verb than the base form: `said`, `goes`."""
    words = load_words()
    return words is not None and words.kinds["verb"].inflects(word)


@lru_cache(maxsize=16384)
def is_everyday(word: str) -> bool:
    """Whether a word, in small letters, is more likely an everyday word than a name."""
    words = load_words()
    if words is None or word in words.small or word in _listed():
        return True
    kinds = words.kinds
    if kinds["verb"].has(word) or kinds["adv"].has(word) or kinds["adj"].has(word):
        return True
    if not kinds["noun"].has(word):
        return False
    if word.capitalize() not in words.met or kinds["noun"].inflects(word) or word.endswith(_ABSTRACT):
        return True
    return has_plural(word)


def has_plural(word: str) -> bool:
    """Whether the model has met a plural of a word, which few names have."""
    words = load_words()
    return words is not None and any(form in words.met for form in (f"{word}s", f"{word}es", f"{word[:-1]}ies"))


def is_met_in_capitals(word: str) -> bool:
    """Whether the model has met it in capitals and never with the first one alone: `NASA`."""
    words = load_words()
    return words is not None and word.upper() in words.met and word.capitalize() not in words.met
