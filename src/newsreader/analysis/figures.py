"""Numbers that count something, each with what it counts, what happened to it and since when.

A number counts where a plural noun, a share or a currency says what, or where it stands by itself as what a verb of
harm is done to ("20 were killed"). Dates, ages, names, scores and numbered things do none of that, and neither does
a small number behind "the": it points to what was counted before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsreader.analysis.clauses import noun_phrase
from newsreader.analysis.counted import (
    BECAME,
    LONGEST,
    TIMED,
    Counted,
    count_words,
    find_counted,
    governing,
    harm_words,
    verb_of,
    words_of,
)
from newsreader.analysis.moments import month_names
from newsreader.analysis.numerals import PERCENT, Numeral, bound_before, find_numerals, is_hyphenated_range
from newsreader.analysis.parse import Parse, Word
from newsreader.model.article import Bound, Figure
from newsreader.model.document import PROSE, BlockKind
from newsreader.text.safe import fold

_READ = (PROSE | {BlockKind.DEK, BlockKind.CAPTION}) - {BlockKind.HEADING}
_CROWDS = frozenset({"dozens", "scores", "hundreds", "thousands", "millions"})
_NAMED = frozenset({"PERSON", "ORG", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "GPE", "LOC", "ORDINAL"})
_POINTS_BACK = frozenset({"the", "these", "those", "both", "all", "other", "his", "her", "their", "its"})
_NUMBERS = frozenset({"aged", "age", "no", "no.", "number", "nos.", "day"})
_PER = frozenset({"per", "every"})
_UPWARDS = frozenset({"more", "older", "higher", "over", "longer"})
_DOWNWARDS = frozenset({"less", "fewer", "lower", "under", "younger", "below"})
_SINCE = re.compile(r"\d{4}|today|week|month|year|day|night|morning|evening|spring|summer|autumn|winter", re.I)


def find_figures(parse: Parse) -> tuple[Figure, ...]:
    """What is counted in an article, by start; two figures of one span for the ends of a range."""
    figures: list[Figure] = []
    for words in _by_passage(parse):
        numerals = find_numerals(parse, words)
        at = 0
        while at < len(numerals):
            other = numerals[at + 1] if at + 1 < len(numerals) else None
            if other is not None and _is_range(parse, numerals[at], other):
                figures.extend(_range(parse, numerals[at], other))
                at += 2
                continue
            figures.extend(_single(parse, numerals[at]))
            at += 1
        figures.extend(_vague(parse, words))
    return tuple(sorted(figures, key=lambda figure: (figure.span.start, figure.span.end)))


def _by_passage(parse: Parse) -> list[list[Word]]:
    found: dict[int, list[Word]] = {}
    for word in parse.words:
        if parse.passages[word.passage].kind in _READ:
            found.setdefault(word.passage, []).append(word)
    return list(found.values())


def _is_range(parse: Parse, one: Numeral, other: Numeral) -> bool:
    between = " ".join(word.lower for word in parse.words[one.last + 1 : other.first][:4])
    before = parse.words[one.first - 1].lower if one.first else ""
    moved = parse.words[one.first - 1].tag.startswith("VB") and before not in count_words("stative")
    if between.rpartition(" ")[0] in PERCENT and not moved and before != "by":
        shares = parse.words[other.last + 1 : other.last + 2]
        between = between.rpartition(" ")[2] if shares and shares[0].lower in PERCENT else between
    if other.value <= one.value or parse.words[one.first].sentence != parse.words[other.first].sentence:
        return False
    if between in {"-", "–"}:
        return is_hyphenated_range(parse, one.last + 1)
    return (between in {"to", "or"} and before != "from") or (between == "and" and before == "between")


def _range(parse: Parse, one: Numeral, other: Numeral) -> Iterator[Figure]:
    """Two figures, for the least and the most."""
    counted = find_counted(parse, other)
    if counted is None:
        return
    first = one.first - (parse.words[one.first - 1].lower == "between" if one.first else 0)
    least = one.value * other.scale if one.scale == 1 and one.value * other.scale < other.value else one.value
    for value, bound in ((least, Bound.AT_LEAST), (other.value, Bound.AT_MOST)):
        yield _figure(parse, counted, first, value, bound)


def _single(parse: Parse, numeral: Numeral) -> Iterator[Figure]:
    bound, first = bound_before(parse, numeral.first, parse.words[numeral.first].passage)
    if _is_no_count(parse, numeral, first, bound):
        return
    counted = find_counted(parse, numeral)
    if counted is None or (counted.unit is None and _is_year(parse, numeral)):
        return
    yield _figure(parse, counted, min(first, counted.first), numeral.value, bound)


def _is_year(parse: Parse, numeral: Numeral) -> bool:
    written = parse.words[numeral.first].text
    return numeral.digits and numeral.first == numeral.last and 1000 < numeral.value < 2100 and "," not in written


def _is_no_count(parse: Parse, numeral: Numeral, first: int, bound: Bound) -> bool:
    """Whether what stands around a number shows that it names, dates or points back."""
    words = parse.words[numeral.first : numeral.last + 1]
    before = parse.words[first - 1] if first and parse.words[first - 1].sentence == words[0].sentence else None
    if any(word.entity in _NAMED for word in words):
        return True
    if before is not None and (before.lower in _PER or _is_out_of(parse, before)):
        return True
    if before is None:
        behind = parse.words[numeral.last + 1].text if numeral.last + 1 < len(parse.words) else ""
        return behind in {".", ")", ":"}
    if numeral.value < 10 and before.lower in _POINTS_BACK:
        return True
    if before.lower in _NUMBERS or (before.text in month_names() and numeral.value <= 31):
        return True
    if _is_year(parse, numeral) and numeral.value >= 1900 and bound is Bound.EXACTLY and numeral.currency is None:
        return True
    named = before.tag in {"NNP", "NNPS"} and first == numeral.first and numeral.currency is None
    return named and before.entity not in {"DATE", "TIME", ""} and words[0].dep != "nummod"


def _is_out_of(parse: Parse, of: Word) -> bool:
    """Whether it is the last word of "three out of", "one in", "half of"."""
    before = parse.words[of.index - 1] if of.index else of
    if of.lower == "in":
        return before.tag == "CD" and before.sentence == of.sentence
    return of.lower == "of" and before.lower in {"out", "half", "third", "quarter"}


def _figure(parse: Parse, counted: Counted, first: int, value: float | None, bound: Bound) -> Figure:
    head = counted.head
    verb = verb_of(parse, head)
    what = None
    if head.lower in BECAME:
        what = head.lower
    elif verb is not None:
        what = _left_as(parse, verb, head) or _deed_in_words(parse, verb)
    since, end = _since(parse, verb or governing(parse, head))
    last = max(counted.last, verb.index if verb is not None and verb.index > head.index else 0, end or 0)
    between = parse.words[counted.last + 1 : last]
    if last - first >= LONGEST or any(word.tag == "CD" or word.text in {";", ":"} for word in between):
        last = counted.last
    if bound is Bound.EXACTLY and value is not None:
        bound, last = _bound_behind(parse, counted.last, last)
    return Figure(parse.span(first, last), value, bound, counted.unit, what, since)


def _left_as(parse: Parse, verb: Word, head: Word) -> str | None:
    """The "dead" of "left two people dead"."""
    if verb.lower not in {"left", "leaving", "leaves", "leave"}:
        return None
    behind = parse.words[head.index + 1 : head.index + 3]
    return next((word.lower for word in behind if word.lower in harm_words() and word.sentence == head.sentence), None)


def _deed_in_words(parse: Parse, verb: Word) -> str:
    """The verb, with "would be" or "not" where it did not happen, or has not yet."""
    helpers = parse.children(verb, "aux", "auxpass", "neg")
    if not any(child.dep == "neg" or child.tag in {"MD", "TO"} for child in helpers):
        return fold(verb.text)
    return fold(" ".join(child.text for child in [*helpers, verb]))


def _bound_behind(parse: Parse, after: int, last: int) -> tuple[Bound, int]:
    words = [word.lower for word in parse.words[after + 1 : after + 3]]
    for bound, behind in ((Bound.AT_LEAST, _UPWARDS), (Bound.AT_MOST, _DOWNWARDS)):
        if words[:1] == ["or"] and words[1:] and words[1] in behind:
            return bound, max(last, after + 2)
    return Bound.EXACTLY, last


def _since(parse: Parse, word: Word) -> tuple[str | None, int | None]:
    """The time behind "since" that belongs to a verb or noun, and its last word."""
    for since in parse.children(word, "prep"):
        if since.lower != "since":
            continue
        for noun in parse.children(since, "pobj", "pcomp"):
            first, last = noun_phrase(parse, noun)
            text = words_of(parse, first, last)
            if noun.entity in TIMED or _SINCE.search(text):
                return text, last
    return None, None


def _vague(parse: Parse, words: list[Word]) -> Iterator[Figure]:
    """Dozens of people, several terminals, where something happened to them."""
    for word in words:
        if word.lower in _CROWDS:
            nouns = [
                noun for of in parse.children(word, "prep") if of.lower == "of" for noun in parse.children(of, "pobj")
            ]
            top, unit = word, nouns[0] if nouns else None
        elif word.lower == "several" and word.dep == "amod" and parse.head(word).tag == "NNS":
            top = unit = parse.head(word)
        else:
            continue
        yield from _crowd(parse, word, top, unit)


def _crowd(parse: Parse, word: Word, top: Word, unit: Word | None) -> Iterator[Figure]:
    verb = verb_of(parse, top)
    if verb is None or top.dep not in {"nsubj", "nsubjpass", "dobj"} or verb.tag not in {"VBD", "VBN", "VBG"}:
        return
    if (unit is None and verb.lower not in harm_words()) or (
        unit is not None and (unit.lower in count_words("time unit") or unit.tag not in {"NNS", "NNPS"})
    ):
        return
    if word.lower == "several" and top.dep == "nsubj" and verb.lower not in harm_words():
        return
    first, name, last = word.index, None, word.index
    if unit is not None:
        start = unit.index
        while start > word.index + 1 and parse.words[start - 1].tag.startswith("NN"):
            start -= 1
        name, last = words_of(parse, start, unit.index), unit.index
    counted = Counted(top, name, first, last)
    yield _figure(parse, counted, first, None, Bound.EXACTLY)
