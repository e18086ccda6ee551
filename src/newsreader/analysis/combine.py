"""The two readers of quotes brought together: the tagger, and the rules over marks and trees.

The tagger is right more often; but it reads one window at a time and knows no article. So the rules add what
it cannot see (transcripts, quotations of several paragraphs, quotations that it passed over), and where
both have read the same words the same way the statement is surer.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence

from newsreader.analysis.clauses import Range, size, words_in
from newsreader.analysis.cues import Saying

SAME = 0.5
"""Two readings are of the same words where they share so much of all their words."""

LONG = 200
"""A quotation of more words is left whole, whatever the rules say of its parts."""

SURE_SOURCE = 0.9
"""A speaker whom the tagger is less sure of gives way to the one that the rules have read."""


def combine(
    turns: Sequence[Saying],
    tagged: Sequence[Saying],
    by_rule: Sequence[Saying],
    quotations: Sequence[Sequence[Range]],
) -> list[Saying]:
    """One list of statements, by their first word, none sharing a word with another.

    `quotations` are what stands in marks, each as its ranges in the paragraphs that it runs through.
    """
    kept = _Kept(turns)
    rules = _by_words(saying for saying in by_rule if saying.marked and saying.cue)
    for saying in tagged:
        for part in _split(saying, rules):
            if not kept.sharing(part.ranges):
                kept.add(part)
    for parts in quotations:
        if len(parts) > 1:
            kept.join(parts)
    for saying in by_rule:
        others = kept.sharing(saying.ranges)
        if not others and saying.marked:
            kept.add(saying)
        for other in others:
            if other.evidence is not None:
                _compare(other, saying)
    return kept.all()


def _split(tagged: Saying, rules: Mapping[int, Saying]) -> list[Saying]:
    """A quote without the further parts of it that somebody else has said, by rules that have read their own verb."""
    own = {who.index for who in tagged.speakers}
    first, *others = tagged.ranges
    kept, parted = [first], []
    for part in others:
        reads = {id(read): read for word in words_in([part]) if (read := rules.get(word)) is not None}
        read = next(iter(reads.values()), None)
        if len(reads) == 1 and read is not None and _is_another(read, own, first):
            parted.append(read)
        else:
            kept.append(part)
    tagged.ranges = kept
    return [tagged, *parted]


def _by_words(sayings: Iterable[Saying]) -> dict[int, Saying]:
    """For each word the last of the sayings that hold it; of long ones not, since they would make it slow."""
    return {word: saying for saying in sayings if size(saying.ranges) <= LONG for word in words_in(saying.ranges)}


def _is_another(rule: Saying, own: set[int], first: Range) -> bool:
    heads = {who.index for who in rule.speakers}
    return bool(heads and own) and not heads & own and rule.ranges[0][0] > first[1]


def _common(some: Sequence[Range], others: Sequence[Range]) -> int:
    """How many words two statements share."""
    pairs = ((one, other) for one in some for other in others)
    return sum(max(0, min(one[1], other[1]) - max(one[0], other[0]) + 1) for one, other in pairs)


def _compare(tagged: Saying, rule: Saying) -> None:
    """Note what a rule says of the same words, and take from it what the tagger has not found."""
    common = _common(tagged.ranges, rule.ranges)
    if common < SAME * (size(tagged.ranges) + size(rule.ranges) - common):
        return
    tagged.agreed = True
    if not rule.speakers:
        return
    same = {who.index for who in tagged.speakers} & {who.index for who in rule.speakers}
    if tagged.speakers:
        tagged.same_speaker = bool(same)
    unsure = tagged.evidence is not None and tagged.evidence.source_sure < SURE_SOURCE
    if not tagged.speakers or (unsure and not same):
        tagged.speakers = list(rule.speakers)
        tagged.inherited = rule.inherited
        tagged.borrowed = True
        if rule.cue is not None:
            tagged.cue, tagged.entry, tagged.asserted = rule.cue, rule.entry, rule.asserted


class _Kept:
    """Statements that share no word, found by any of theirs."""

    def __init__(self, sayings: Sequence[Saying]) -> None:
        self.sayings: list[Saying] = []
        self._places: list[tuple[int, int, int]] = []
        for saying in sayings:
            self.add(saying)

    def add(self, saying: Saying) -> None:
        self._enter(saying, len(self.sayings))
        self.sayings.append(saying)

    def _enter(self, saying: Saying, number: int) -> None:
        for first, last in saying.ranges:
            insort(self._places, (first, last, number))

    def sharing(self, ranges: Sequence[Range]) -> list[Saying]:
        """The statements that share a word with these ranges, in order."""
        found: dict[int, None] = {}
        for first, last in ranges:
            at = max(0, bisect_right(self._places, (first,)) - 1)
            while at < len(self._places) and self._places[at][0] <= last:
                if self._places[at][1] >= first:
                    found.setdefault(self._places[at][2])
                at += 1
        return [self.sayings[number] for number in found]

    def all(self) -> list[Saying]:
        """All of them, by their first word."""
        numbers = {number for _, _, number in self._places}
        return sorted((self.sayings[number] for number in numbers), key=lambda saying: saying.first)

    def join(self, parts: Sequence[Range]) -> None:
        """Make one statement of those that lie in one quotation over several paragraphs."""
        inside = [saying for saying in self.sharing(parts) if saying.evidence is not None]
        named = {tuple(who.lower for who in saying.speakers) for saying in inside if saying.speakers}
        if not inside or len(named) > 1:
            return
        head = inside[0]
        taken = {word for saying in inside for word in words_in(saying.ranges)}
        taken.update(words_in(parts))
        for saying in inside:
            if saying.speakers:
                head.speakers = saying.speakers
                head.cue, head.entry = saying.cue, saying.entry
                break
        gone = {number for number, saying in enumerate(self.sayings) if any(saying is one for one in inside)}
        self._places = [place for place in self._places if place[2] not in gone]
        head.ranges = _ranges(sorted(taken))
        head.marked = True
        self._enter(head, next(number for number in gone if self.sayings[number] is head))


def _ranges(words: Sequence[int]) -> list[Range]:
    found: list[Range] = []
    for word in words:
        if found and found[-1][1] == word - 1:
            found[-1] = (found[-1][0], word)
        else:
            found.append((word, word))
    return found
