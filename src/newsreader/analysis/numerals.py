"""Numbers as they are written: digits, words, scales, currency signs, and the words before them that bound them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from newsreader.analysis import lexicon
from newsreader.analysis.parse import Parse, Word
from newsreader.model.article import Bound

CURRENCY = re.compile(r"(?:[A-Z]{1,3})?[$£€¥₹₽₩₪]")
"""A currency sign, with letters for whose dollar it is."""

PERCENT = frozenset({"%", "percent", "per cent"})
"""What makes a number a share."""

MOST_WORDS = 9
"""How many words a number has at most."""

COUNTED_IN_MILLIONS = frozenset(
    {"people", "users", "voters", "households", "residents", "customers", "barrels", "tonnes"}
)
"""What "2.3m" before it means millions of, and no metres."""

_DIGITS = re.compile(r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,15}(?:\.\d{1,6})?)(?P<ending>[a-z]{1,2})?", re.I)
_JOINED = frozenset({"-", "–", "/", "+", "x", ":", "#"})


@dataclass(frozen=True, slots=True)
class Numeral:
    """One number in the text."""

    first: int
    """Its first word, a currency sign with it, what bounds it not."""

    last: int
    """Its last word."""

    value: float
    """What it says."""

    currency: str | None
    """The currency sign as written."""

    digits: bool
    """Whether it is written in digits."""

    scale: float = 1.0
    """What its last word multiplies by: 100 in "three hundred"."""


@dataclass(frozen=True, slots=True)
class _Form:
    value: float
    kind: str


@cache
def _forms() -> Mapping[str, _Form]:
    return {form: _Form(float(value), kind) for form, value, kind in lexicon.rows("number_words")}


@cache
def _bounds() -> Mapping[tuple[str, ...], Bound]:
    return {tuple(words.split()): Bound(bound) for words, bound in lexicon.rows("bounds")}


def find_numerals(parse: Parse, words: list[Word]) -> list[Numeral]:
    """The numbers among the words of one passage that stand by themselves: no part of a score or a longer sign."""
    found: list[Numeral] = []
    at = 0
    while at < len(words):
        numeral = _read(words, at) if _may_begin(words[at]) else None
        if numeral is None:
            at += 1
            continue
        if not _is_joined(parse, numeral):
            found.append(numeral)
        at = numeral.last - words[0].index + 1
    return found


def _may_begin(word: Word) -> bool:
    """Whether a number can begin with a word; most words cannot."""
    first = word.text[0]
    return first.isdigit() or word.lower in _openings() or not first.isalpha() or word.text[-1] in "$£€¥₹₽₩₪"


@cache
def _openings() -> frozenset[str]:
    return frozenset(_forms()) | {"a", "an", "half"}


def bound_before(parse: Parse, first: int, passage: int) -> tuple[Bound, int]:
    """How the words before a number bound it, and where they begin."""
    for size in (4, 3, 2, 1):
        begin = first - size
        if begin < 0 or parse.words[begin].passage != passage:
            continue
        bound = _bounds().get(tuple(word.lower for word in parse.words[begin:first]))
        if bound is not None and not _is_topic(parse, parse.words[begin], size):
            return bound, begin
    return Bound.EXACTLY, first


def _is_topic(parse: Parse, word: Word, size: int) -> bool:
    """Whether "about" says what somebody cares or speaks of, and bounds nothing."""
    return size == 1 and word.lower == "about" and word.dep == "prep" and parse.head(word).tag.startswith(("VB", "NN"))


def _read(words: list[Word], at: int) -> Numeral | None:
    """The number that begins at a word, as many words of it as there are."""
    begin = at
    currency = words[at].text if CURRENCY.fullmatch(words[at].text) else None
    if currency:
        at += 1
    total = 0.0
    part, at = _one_or_half(words, at)
    last, digits = begin, False
    while at < len(words) and at - begin < MOST_WORDS:
        text = words[at].lower
        step = _step(text, part) or _ending(words, at, part, currency)
        if step is None:
            if part is not None and text in {"and", "-"} and _goes_on(words, at, part):
                at += 1
                continue
            break
        value, scale = step
        digits |= text[0].isdigit()
        if scale:
            part = (part or 1.0) * scale
            if scale >= 1000:
                total, part = total + part, 0.0
        else:
            part = (part or 0.0) + value
        last = at
        at += 1
    if part is None:
        return None
    form = _forms().get(words[last].lower)
    scale = form.value if form is not None and form.kind == "scale" else 1.0
    return Numeral(words[begin].index, words[last].index, float(f"{total + part:.12g}"), currency, digits, scale)


def _one_or_half(words: list[Word], at: int) -> tuple[float | None, int]:
    """What "a" or "half a" before a scale says, and where the scale stands: "a dozen", "half a million"."""
    if at >= len(words) or words[at].lower not in {"half", "a", "an"}:
        return None, at
    texts = [word.lower for word in words[at : at + 3]]
    for opening, value in ((["half", "a"], 0.5), (["a"], 1.0), (["an"], 1.0)):
        size = len(opening)
        form = _forms().get(texts[size]) if texts[:size] == opening and len(texts) > size else None
        if form is not None and form.kind == "scale":
            return value, at + size
    return None, at


def _ending(words: list[Word], at: int, part: float | None, currency: str | None) -> tuple[float, float] | None:
    """What an ending that the model parted from its digits multiplies them by: "€2.3 bn", "2.3 m people"."""
    form = _forms().get(words[at].lower)
    if not part or form is None or form.kind != "ending" or words[at - 1].end != words[at].start:
        return None
    behind = words[at + 1].lower if at + 1 < len(words) else ""
    known = currency is not None or words[at].lower != "m" or behind in COUNTED_IN_MILLIONS
    return (0.0, form.value) if known else None


def _step(text: str, part: float | None) -> tuple[float, float] | None:
    """What a word adds to a number or by how much it multiplies it; None where it is no part of it."""
    written = _DIGITS.fullmatch(text)
    if written is not None and not part:
        ending = _forms().get(written["ending"] or "")
        if written["ending"] and (ending is None or ending.kind != "ending"):
            return None
        if part is not None:
            return None
        return float(written["number"].replace(",", "")) * (ending.value if ending else 1.0), 0.0
    form = _forms().get(text)
    if form is None or form.kind == "ending":
        return None
    if form.kind == "scale":
        return (0.0, form.value) if part is not None else None
    fits = not part or (part >= 20 and part % 10 == 0 and form.value < 10) or (part % 100 == 0 and form.value < 100)
    return (form.value, 0.0) if fits else None


def _goes_on(words: list[Word], at: int, part: float) -> bool:
    """Whether "and" or a hyphen stands inside a number: "a hundred and ten", "twenty-three"."""
    if at + 1 >= len(words):
        return False
    form = _forms().get(words[at + 1].lower)
    if form is None or form.kind != "ones":
        return False
    if words[at].text == "-":
        return part % 100 >= 20 and part % 10 == 0 and form.value < 10
    return part >= 100 and part % 100 == 0 and form.value < 100


def _is_joined(parse: Parse, numeral: Numeral) -> bool:
    """Whether a hyphen, a slash or the like ties it to what stands beside it: "2-1", "5+5", "34-year-old"."""
    words = parse.words
    if is_hyphenated_range(parse, numeral.last + 1) or is_hyphenated_range(parse, numeral.first - 1):
        return False
    if numeral.last + 1 < len(words):
        behind = words[numeral.last + 1]
        if behind.text[0] in "-–/+:" and behind.start == words[numeral.last].end and behind.text not in {"–", "-"}:
            return True
        if behind.text in _JOINED and behind.start == words[numeral.last].end:
            return True
    if numeral.first > 0:
        before = words[numeral.first - 1]
        return before.text[-1] in "-–/+:#." and before.end == words[numeral.first].start
    return False


def is_hyphenated_range(parse: Parse, dash: int) -> bool:
    """Whether a dash joins the two ends of a range of what is counted: "5-10 people", "3–4%"; "won 3-1" is none."""
    words = parse.words[max(dash - 1, 0) : dash + 3]
    if dash < 1 or len(words) < 4 or words[1].text not in {"-", "–"} or words[1].start != words[0].end:
        return False
    one, _, other, behind = words
    if not (one.text.isdigit() and other.text.isdigit() and len(one.text) < 4 and other.start == words[1].end):
        return False
    return int(one.text) < int(other.text) and (behind.tag == "NNS" or behind.lower in PERCENT)
