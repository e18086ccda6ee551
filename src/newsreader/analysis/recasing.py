"""Give text in capitals the small letters that it would have: the model finds no names in capitals that it can trust.

Only the model and the rules read it so; each letter stays one letter, and what is shown is what the article has. A
word keeps its capital where the lists know it for a name, where it is no everyday word, where the rest of the article
writes it so, or where it stands behind a title or a given name.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from newsreader.analysis import lexicon
from newsreader.analysis.everyday import (
    has_plural,
    is_everyday,
    is_form_of_verb,
    is_met_in_capitals,
    is_small,
    load_words,
)
from newsreader.analysis.kind_words import FACILITIES, PLACE_ENDINGS, TITLES_OF_PERSONS

LEAST_WORDS = 5
"""A shorter stretch of capitals is a name or initials, unless the whole article is in capitals."""

CAPITAL_SHARE = 0.9
"""Text is in capitals where this share of its letters is."""

MOST_BETWEEN = 2
"""So many everyday words may stand between a name and the noun that ends the name of a body."""

_WORD = re.compile(r"[^\W\d_]+")
_INSIDE = re.compile(r"(?<=[\w,] )[^\W\d_]{2,}")
_DOTTED = re.compile(r"(?:[^\W\d_]\.){2,}")
_VOWEL = re.compile(r"[aeiouyà-ÿ]")
_DAY = re.compile(r" \d")
_BEGINS = re.compile(r"[.!?][\"”’')\]]*\s+[\"“‘(]*$|[,:]\s+[\"“]$")
_CLOSED = ('"', "”")
_APOSTROPHES = frozenset({"'", "’"})
_BEHIND_APOSTROPHE = frozenset({"s", "t", "re", "ve", "ll", "d", "m"})
_HONORIFICS = frozenset({"mr", "mrs", "ms", "miss", "dr", "prof", "sir", "lord", "lady", "dame", "sen", "rep", "gov"})
_OFFICES = frozenset({("prime", "minister"), ("foreign", "minister"), ("vice", "president")})
_ALSO_WORDS = frozenset({"may", "march", "mar", "sun", "sat", "wed"})


@dataclass(slots=True)
class Piece:
    """A word of text in capitals."""

    start: int
    """Its first character."""

    end: int
    """One past its last."""

    lower: str
    """It in small letters."""

    form: str
    """It as it would be written."""

    known: bool = False
    """Whether it is part of a name that the lists know."""

    dotted: bool = False
    """Whether it is a letter with a dot behind it."""

    @property
    def is_name(self) -> bool:
        """Whether it has a capital."""
        return self.form[0].isupper()

    def capitalise(self) -> None:
        """Give it a capital, unless that would take two letters."""
        if not self.is_name:
            self.form = capitalised(self.form)


def recase(texts: Sequence[str]) -> list[str]:
    """The passages of an article, those in capitals as they would be written without; each as long as it was."""
    capital = [is_in_capitals(text) for text in texts]
    if not any(capital) or load_words() is None:
        return list(texts)
    size = sum(len(text) for text, is_so in zip(texts, capital, strict=True) if is_so)
    if 2 * size > sum(len(text) for text in texts):
        capital = [is_so or text.isupper() for text, is_so in zip(texts, capital, strict=True)]
    written = _write_as_elsewhere(text for text, is_so in zip(texts, capital, strict=True) if not is_so)
    pieces = [_read(text, written) if is_so else [] for text, is_so in zip(texts, capital, strict=True)]
    surnames = {lower for row in pieces for lower in _find_surnames(row)}
    return [_write(text, row, surnames) if row else text for text, row in zip(texts, pieces, strict=True)]


def is_in_capitals(text: str) -> bool:
    """Whether text is in capitals, and long enough to be more than a name."""
    words = [word for word in _WORD.findall(text) if len(word) > 1]
    if len(words) < LEAST_WORDS:
        return False
    capitals = sum(letter.isupper() for word in words for letter in word)
    return bool(capitals >= CAPITAL_SHARE * sum(len(word) for word in words))


def lowered(text: str) -> str:
    """Text in small letters, one for one."""
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


def capitalised(word: str) -> str:
    """A word with a capital, one for one."""
    return word[0].upper() + word[1:] if len(word[0].upper()) == 1 else word


def _write_as_elsewhere(texts: Iterable[str]) -> dict[str, str]:
    """How the rest of the article writes its words inside of sentences, by their small letters."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for found in _INSIDE.finditer(text):
            counts[lowered(found.group())][found.group()] += 1
    return {lower: forms.most_common(1)[0][0] for lower, forms in counts.items()}


def _read(text: str, written: Mapping[str, str]) -> list[Piece]:
    """The words of a text in capitals, each with the form that it has by itself or in a name of the lists."""
    dotted = {at for found in _DOTTED.finditer(text) for at in range(found.start(), found.end())}
    pieces = []
    for found in _WORD.finditer(text):
        piece = Piece(found.start(), found.end(), lowered(found.group()), found.group())
        lone = len(piece.lower) == 1 and text[piece.end : piece.end + 1] == "."
        piece.dotted = lone or piece.start in dotted
        if not piece.dotted:
            piece.form = _form_there(text, piece) or written.get(piece.lower) or _form_by_itself(piece)
        pieces.append(piece)
    _write_known(text, pieces)
    return pieces


def _form_there(text: str, piece: Piece) -> str | None:
    """The form of a word that an apostrophe or a number beside it tells."""
    before, behind = text[max(0, piece.start - 1) : piece.start], text[piece.end : piece.end + 2]
    if behind[:1] in _APOSTROPHES and behind[1:].lower() == "t":
        return piece.lower
    if before in _APOSTROPHES and piece.lower in _BEHIND_APOSTROPHE and piece.start > 1:
        return piece.lower
    return capitalised(piece.lower) if piece.lower in _ALSO_WORDS and _DAY.match(behind) else None


def _form_by_itself(piece: Piece) -> str:
    lower = piece.lower
    if lower == "i":
        return piece.form
    if lower in _calendar():
        return capitalised(lower)
    if len(lower) == 1 or is_everyday(lower):
        return lower
    return piece.form if is_met_in_capitals(lower) or not _VOWEL.search(lower) else capitalised(lower)


def _write_known(text: str, pieces: list[Piece]) -> None:
    """Write the names that the lists know as the lists do, the longest first."""
    at = 0
    while at < len(pieces):
        form = _longest_known(text, pieces, at)
        begin = pieces[at].start
        size = 1
        while size < len(pieces) - at and pieces[at + size].start < begin + len(form):
            size += 1
        for piece in pieces[at : at + size] if form else ():
            piece.form, piece.known = form[piece.start - begin : piece.end - begin], True
        at += size


def _longest_known(text: str, pieces: list[Piece], at: int) -> str:
    """The longest name of the lists that begins with a word, as the lists write it; an empty string for none."""
    known, longest, starts = _known()
    if pieces[at].lower not in starts:
        return ""
    for size in range(min(longest, len(pieces) - at), 0, -1):
        form = known.get(text[pieces[at].start : pieces[at + size - 1].end].replace("’", "'"), "")
        if form and (size > 1 or _is_name_there(form, pieces, at)):
            return form
    return ""


def _is_name_there(form: str, pieces: list[Piece], at: int) -> bool:
    """Whether a word that may be an everyday word too ("US", "WHO", "CAR") is the name here."""
    lower = pieces[at].lower
    if not is_small(lower):
        thing = form.isupper() and len(lower) > 2 and is_everyday(lower) and has_plural(lower)
        return not thing and not is_form_of_verb(lower)
    if at and pieces[at - 1].lower == "the":
        return True
    return lower == "us" and at + 1 < len(pieces) and not is_small(pieces[at + 1].lower)


@cache
def _known() -> tuple[dict[str, str], int, frozenset[str]]:
    """The names of the lists by their capitals, how many words the longest has, and how they begin."""
    names = (*lexicon.known_names(), *lexicon.demonyms(), *lexicon.peoples())
    forms = {name.upper(): name for name in reversed(names) if len(name.upper()) == len(name)}
    words = [found for found in map(_WORD.findall, forms) if found]
    return forms, max(map(len, words)), frozenset(found[0].lower() for found in words)


@cache
def _calendar() -> frozenset[str]:
    rows = (*lexicon.rows("months"), *lexicon.rows("weekdays"))
    return frozenset(row[0].lower() for row in rows) - _ALSO_WORDS


@cache
def _given() -> frozenset[str]:
    return frozenset(name.lower() for name in lexicon.given_names()) - lexicon.cue_verbs().keys()


@cache
def _nouns_of_bodies() -> frozenset[str]:
    return frozenset(
        noun.lower() for noun in (*lexicon.body_nouns(), *lexicon.body_endings(), *FACILITIES, *PLACE_ENDINGS)
    )


def _find_surnames(pieces: list[Piece]) -> Iterator[str]:
    """The everyday words that stand behind given names, initials and titles, where they are names."""
    for at in range(1, len(pieces)):
        piece, before = pieces[at], pieces[at - 1]
        if piece.start - before.end > 2 or piece.known or piece.is_name or len(piece.lower) < 2:
            continue
        other = is_small(piece.lower) or piece.lower in lexicon.cue_verbs()
        other = other or (is_form_of_verb(piece.lower) and before.lower not in _HONORIFICS)
        if not other and _takes_a_name(pieces, at - 1):
            yield piece.lower


def _takes_a_name(pieces: list[Piece], at: int) -> bool:
    """Whether behind a word a surname is to be expected: `MR`, a given name, `W.` behind one."""
    piece = pieces[at]
    if piece.dotted:
        return at > 0 and pieces[at - 1].lower in _given()
    return piece.lower in _HONORIFICS or (piece.lower in _given() and piece.is_name and not piece.known)


def _write(text: str, pieces: list[Piece], surnames: set[str]) -> str:
    """The text with all words in their forms, after the names beside them and the beginnings of sentences."""
    for piece in pieces:
        if piece.lower in surnames and not piece.known:
            piece.capitalise()
    for at in range(len(pieces) - 2, -1, -1):
        if _stands_before_a_name(pieces[at], pieces[at + 1]):
            pieces[at].capitalise()
    for at, piece in enumerate(pieces):
        if piece.lower in _nouns_of_bodies() and not piece.is_name:
            _write_body(text, pieces, at)
    for at, piece in enumerate(pieces):
        if _begins_a_sentence(text, pieces, at):
            piece.capitalise()
    letters = list(text)
    for piece in pieces:
        letters[piece.start : piece.end] = piece.form
    return "".join(letters)


def _stands_before_a_name(piece: Piece, after: Piece) -> bool:
    """Whether it is a given name or a title with a name behind it."""
    if after.start - piece.end > 2 or not after.is_name or after.known or is_small(piece.lower):
        return False
    return piece.lower in _given() or piece.lower in TITLES_OF_PERSONS or (piece.lower, after.lower) in _OFFICES


def _write_body(text: str, pieces: list[Piece], at: int) -> None:
    """Give capitals to the noun of a body behind a name, and to the few words between them."""
    for begin in range(at - 1, max(-1, at - 2 - MOST_BETWEEN), -1):
        piece = pieces[begin]
        if text[piece.end : pieces[begin + 1].start] != " " or piece.form in lexicon.demonyms():
            return
        if piece.is_name:
            for other in pieces[begin + 1 : at + 1]:
                other.capitalise()
            return
        if is_small(piece.lower) or is_form_of_verb(piece.lower):
            return


def _begins_a_sentence(text: str, pieces: list[Piece], at: int) -> bool:
    """Whether a word begins a sentence; one of saying behind closing marks does not."""
    if at == 0:
        return True
    before = text[max(0, pieces[at].start - 5) : pieces[at].start]
    if _BEGINS.search(before) is None or pieces[at - 1].dotted:
        return False
    return not (before.rstrip().endswith(_CLOSED) and pieces[at].lower in lexicon.cue_verbs())
