"""How names are written: which two strings are one name, and what parts a person's name has."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from newsreader.analysis import lexicon

SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
"""What may stand behind a family name."""

SMALL_WORDS = frozenset(
    {"of", "for", "the", "and", "in", "on", "to", "de", "du", "des", "la", "le", "und", "et", "y", "&"}
)
"""Words that initials pass over."""

_APOSTROPHES = str.maketrans("’‘`´", "''''")
_EDGES = " \t\"“”„«»'.,;:()[]-–—"


_STROKES = str.maketrans("łŁøØđĐıİðÐþÞ", "lLoOdDiIdDtT")
_UNITED_STATES = re.compile(r"^(?:u\.s\.|us|united states) (?=\w)")


@lru_cache(maxsize=8192)
def plain_letters(text: str) -> str:
    """Letters without their marks, as papers print foreign names: `Kaczynski` of `Kaczyński`."""
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFKD", text.translate(_STROKES))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


@lru_cache(maxsize=8192)
def name_key(text: str) -> str:
    """What two writings of the same name share: no article, no possessive, no dots, no marks, no case."""
    text = plain_letters(text)
    folded = " ".join(text.translate(_APOSTROPHES).split()).strip(_EDGES)
    folded = re.sub(r"(?:'s|(?<=s)')$", "", folded)
    if folded[:4].lower() == "the ":
        folded = folded[4:]
    if re.fullmatch(r"(?:\w\.)+\w?", folded + "." if "." in folded else folded):
        folded = folded.replace(".", "")
    return _UNITED_STATES.sub("us ", folded.casefold())


def is_initials(text: str) -> bool:
    """Whether it is written as initials are: `UN`, `U.N.`, `GNA`."""
    letters = text.replace(".", "").replace("-", "")
    return (
        2 <= len(letters) <= 8 and letters.isalnum() and sum(c.isupper() for c in letters) >= max(2, len(letters) - 1)
    )


def initials(text: str) -> frozenset[str]:
    """The initials that a name may go by, with and without its small words."""
    words = [word for word in re.split(r"[\s\-/]+", text) if word and word[0].isalnum()]
    if words and words[0].lower() == "the":
        words = words[1:]
    great = [word for word in words if word.lower() not in SMALL_WORDS]
    if len(great) < 2:
        return frozenset()
    every = "".join(word[0] for word in words).upper()
    return frozenset({every, "".join(word[0] for word in great).upper()})


def split_person(text: str) -> list[str]:
    """The parts of a person's name without titles and suffixes, in small letters."""
    parts = plain_letters(text).translate(_APOSTROPHES).replace("'s", "").split()
    kept = [part.lower().strip(",") for part in parts]
    titles = lexicon.titles()
    while len(kept) > 1 and kept[0] in titles:
        kept = kept[1:]
    while len(kept) > 1 and kept[-1] in SUFFIXES:
        kept = kept[:-1]
    return kept


def family_name(parts: list[str]) -> str:
    """The family name with its particles: `el alam` of `jean el alam`."""
    begin = len(parts) - 1
    while begin > 1 and parts[begin - 1] in lexicon.particles():
        begin -= 1
    return " ".join(parts[begin:])


def bare_family_name(name: str) -> str:
    """A family name without particles and joined articles: `sarraj` of `al-sarraj`."""
    last = name.split()[-1] if name else ""
    head, dash, tail = last.partition("-")
    return tail if dash and head in lexicon.particles() else last


def title_gender(words: str) -> str:
    """The gender that a title tells; an empty string where it tells none."""
    return lexicon.titles().get(words.lower(), "")
