"""Whose somebody is by the words right before the noun, where the tree has lost sight of them.

"France's interior and foreign minister Jane Roe", "Google's coordinator in the town", "the Bank campaigner Jane Roe":
the model often hangs the owner on another word, though it stands where only an owner or employer can stand.
"""

from __future__ import annotations

from newsreader.analysis import lexicon
from newsreader.analysis.parse import Parse, Word
from newsreader.analysis.tie_names import Named, Names

MOST_BETWEEN = 5
"""How many words may stand between an owner and the noun."""

_DESCRIBES = ("JJ", "NN", "VBN", "CC")
_AND = frozenset({"and", "&"})


def owner_before(parse: Parse, names: Names, noun: Word) -> Named | None:
    """The name whose "'s" stands before a noun, with nothing but words that describe it between."""
    words = parse.words
    for at in range(noun.index - 1, max(noun.index - 1 - MOST_BETWEEN, 0), -1):
        word = words[at]
        if word.sentence != noun.sentence:
            return None
        if word.tag == "POS" or word.lower in {"'s", "’s"}:
            return names.at(words[at - 1])
        if not word.tag.startswith(_DESCRIBES) or names.at(word) is not None or not _may_describe(words[at - 1], word):
            return None
    return None


def _may_describe(before: Word, word: Word) -> bool:
    """Whether a word may stand between owner and noun; "and" only behind what describes the same noun or person."""
    if word.tag != "CC":
        return True
    return word.lower in _AND and (before.tag.startswith("JJ") or before.lower in lexicon.role_nouns())


def employer_before(parse: Parse, names: Names, noun: Word) -> Named | None:
    """The name that stands right before a title, all of it in front: "World Bank campaigner Jane Roe"."""
    if not noun.index or parse.words[noun.index - 1].sentence != noun.sentence:
        return None
    before = parse.words[noun.index - 1]
    named = names.at(before)
    return named if named is not None and names.ranges[before.index][1] == before.index else None
