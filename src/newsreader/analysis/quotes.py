"""What was said: quotation marks and words of saying brought together.

The marks say which words are somebody's own; the trees say which verb goes with them. Where a clause and a
quotation overlap they are one statement: a direct one where the marks hold all of it, else a mixed one. A
quotation that no tree reaches is given the verb that stands beside it; one that stands alone goes on with the
statement before it only where nobody else can have taken the word.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from newsreader.analysis.attach import attach, goes_on_with, is_title
from newsreader.analysis.clauses import Range, overlap, size, trim, words_in
from newsreader.analysis.combine import combine
from newsreader.analysis.cues import Saying, find_sayings
from newsreader.analysis.marks import Quotation, find_quotations
from newsreader.analysis.parse import Parse, Word
from newsreader.analysis.tagged import is_statement, read_tagged
from newsreader.analysis.tagger.tagger import Tagged
from newsreader.analysis.transcripts import find_turns
from newsreader.analysis.trust import trust, trust_words

LEAST_TRUST = 0.42
"""A quote whose words are less sure is not shown; most of those are none."""

LEAST_WHOLE = 0.1
"""Nor is what makes no statement, where words and speaker together are less sure."""

LEAST_WORDS = 2
"""Nor is what makes no statement and has fewer words: "denied it" quotes nobody."""

LEAST_WORDS_ALONE = 4
"""A quotation of fewer words without a cue is a scare quote or a title."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation in words, over all the passages that it runs through."""

    parts: tuple[Range, ...]
    """The words inside the marks, passage by passage."""

    closed: bool = True
    """Whether it has its closing mark."""

    @property
    def first(self) -> int:
        """Its first word."""
        return self.parts[0][0]

    @property
    def last(self) -> int:
        """Its last word."""
        return self.parts[-1][1]

    def words(self) -> int:
        """How many words and marks it has."""
        return size(self.parts)


def find_quotes(parse: Parse, tagged: Sequence[Tagged] | None = None) -> list[Saying]:
    """The statements of an article, by their first word, none inside another; without the tagger by rule alone."""
    turns = find_turns(parse)
    spoken = {parse.words[turn.first].passage for turn in turns}
    texts = ["" if number in spoken else passage.text for number, passage in enumerate(parse.passages)]
    quotations = _in_words(parse, find_quotations(texts))
    inside = _mask(quotations)
    in_turns = dict.fromkeys((at for turn in turns for at in range(turn.first, turn.last + 1)), -1)
    sayings = find_sayings(parse, inside | in_turns)
    found = _Assembly(parse, quotations, inside)
    for saying in sayings:
        found.take(saying)
    found.attach_rest()
    spoken_words = inside | in_turns
    if tagged is None:
        kept = _outermost([*found.sayings, *turns])
    else:
        read = read_tagged(parse, tagged, inside)
        kept = combine(turns, read, found.sayings, [quoted.parts for quoted in quotations])
    for saying in kept:
        saying.wholly_marked = saying.marked and _is_wholly_marked(parse, saying, spoken_words)
    return kept if tagged is None else [saying for saying in kept if _is_kept(parse, saying)]


def _is_kept(parse: Parse, saying: Saying) -> bool:
    if trust_words(saying) < LEAST_TRUST:
        return False
    if saying.marked or is_statement(parse, saying.ranges):
        return True
    return size(saying.ranges) >= LEAST_WORDS and trust(saying) >= LEAST_WHOLE


def _is_wholly_marked(parse: Parse, saying: Saying, inside: dict[int, int]) -> bool:
    return all(index in inside or parse.words[index].is_punctuation for index in words_in(saying.ranges))


def _in_words(parse: Parse, quotations: Sequence[Quotation]) -> list[Quoted]:
    """Quotations as ranges of words; those of several passages joined."""
    by_passage: list[list[Word]] = [[] for _ in parse.passages]
    for word in parse.words:
        by_passage[word.passage].append(word)
    offsets = [[word.offset for word in words] for words in by_passage]
    found: list[Quoted] = []
    for quotation in quotations:
        here = by_passage[quotation.passage]
        begin = bisect_left(offsets[quotation.passage], quotation.start)
        end = bisect_left(offsets[quotation.passage], quotation.end) - 1
        if begin > end:
            continue
        part = _inner(here[begin].index, here[end].index, parse)
        if quotation.continues and found:
            found[-1] = Quoted((*found[-1].parts, part), quotation.closed)
        else:
            found.append(Quoted((part,), quotation.closed))
    return found


def _inner(first: int, last: int, parse: Parse) -> Range:
    """The words of a quotation without an opening mark that the model cut off late."""
    while first < last and parse.words[first].text in {"“", '"', "‘", "'", "«"}:
        first += 1
    return first, last


def _mask(quotations: Sequence[Quoted]) -> dict[int, int]:
    """For each word inside marks the number of its quotation."""
    return {index: number for number, quotation in enumerate(quotations) for index in words_in(quotation.parts)}


class _Assembly:
    """Brings sayings and quotations together."""

    def __init__(self, parse: Parse, quotations: list[Quoted], inside: dict[int, int]) -> None:
        self.parse = parse
        self.quotations = quotations
        self.inside = inside
        self.sayings: list[Saying] = []
        self.owner: dict[int, Saying] = {}
        self.by_cue: dict[Range | None, Saying] = {}

    def take(self, saying: Saying) -> None:
        """Take a saying in; where it overlaps quotations it takes them in too, unless they have a nearer cue."""
        numbers = self._overlapped(saying)
        free = [number for number in numbers if number not in self.owner]
        if numbers and not free:
            return
        if free:
            self._unite(saying, free)
            for number in free:
                self.owner[number] = saying
        self._add(saying)

    def _add(self, saying: Saying) -> None:
        self.sayings.append(saying)
        if saying.cue is not None:
            self.by_cue.setdefault(saying.cue, saying)

    def _overlapped(self, saying: Saying) -> list[int]:
        found = {self.inside[at] for at in words_in(saying.ranges) if at in self.inside}
        return sorted(found)

    def _unite(self, saying: Saying, numbers: list[int]) -> None:
        quotations = [self.quotations[number] for number in numbers]
        saying.marked = True
        if all(self._is_whole(quotation, saying) for quotation in quotations):
            saying.ranges = [part for quotation in quotations for part in quotation.parts]
            saying.sure = min(0.95, saying.sure + 0.1)
            return
        parts = [*saying.ranges, *(part for quotation in quotations for part in quotation.parts)]
        saying.ranges = _merged(self.parse, parts, saying.cue)

    def _is_whole(self, quotation: Quoted, saying: Saying) -> bool:
        """Whether a quotation is a statement of its own and not the end of a clause that leads into it."""
        before = self.parse.words[quotation.first - 2] if quotation.first >= 2 else None
        leads_in = any(first < quotation.first - 1 <= last for first, last in saying.ranges)
        if not leads_in or before is None or before.passage != self.parse.words[quotation.first].passage:
            return True
        if before.is_punctuation or before.index in self.inside:
            return quotation.words() >= LEAST_WORDS_ALONE or before.index in self.inside
        return False

    def attach_rest(self) -> None:
        """Find the cue of each quotation that no tree reached."""
        before: Saying | None = None
        for number, quotation in enumerate(self.quotations):
            if number in self.owner:
                before = self.owner[number]
                continue
            saying = self._alone(quotation, before)
            if saying is not None:
                self.owner[number] = saying
                if all(saying is not known for known in (before, self.by_cue.get(saying.cue))):
                    self._add(saying)
                before = saying

    def _alone(self, quotation: Quoted, before: Saying | None) -> Saying | None:
        saying = attach(self.parse, quotation.parts, self.inside)
        if saying is not None and saying.cue in self.by_cue:
            return self._put_together(self.by_cue[saying.cue], saying)
        if saying is None and before is not None:
            saying = goes_on_with(self.parse, quotation.parts, before)
        if saying is not None:
            saying.marked = True
            return saying
        if quotation.words() < LEAST_WORDS_ALONE or is_title(self.parse, quotation.parts):
            return None
        return Saying(list(quotation.parts), None, None, sure=0.5, marked=True)

    def _put_together(self, known: Saying, more: Saying) -> Saying:
        """One statement of two that have the same verb: the halves about it, or quoted pieces of one clause."""
        known.marked = True
        cue = known.cue[0] if known.cue else 0
        if known.first > cue and more.first > cue and known.last < more.last:
            begin = min(known.first, more.first)
            known.ranges = [(begin, more.ranges[0][1]), *more.ranges[1:]]
        else:
            known.ranges = _merged(self.parse, [*known.ranges, *more.ranges], known.cue)
        return known


def _merged(parse: Parse, parts: list[Range], cue: Range | None) -> list[Range]:
    """Ranges as few as they can be: those that touch, or have only marks between them, are one."""
    merged: list[Range] = []
    for first, last in sorted(parts):
        if merged and _only_marks(parse, merged[-1][1] + 1, first - 1):
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    if cue is not None:
        merged = [part for part in merged if not (part[0] == cue[0] and part[1] == cue[1])]
    return [trim(parse, *part) for part in merged]


def _only_marks(parse: Parse, first: int, last: int) -> bool:
    if last - first > 3:
        return False
    return all(parse.words[index].is_punctuation for index in range(first, last + 1))


def _outermost(sayings: list[Saying]) -> list[Saying]:
    """The sayings that lie in no other, by their first word."""
    ordered = sorted(sayings, key=lambda saying: (saying.first, -saying.last))
    kept: list[Saying] = []
    for saying in ordered:
        if any(_shares(saying, other) for other in kept[-3:]):
            continue
        kept.append(saying)
    return kept


def _shares(one: Saying, other: Saying) -> bool:
    return any(overlap(part, another) for part in one.ranges for another in other.ranges)
