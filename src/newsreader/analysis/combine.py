"""The two readers of quotes brought together: the tagger, and the rules over marks and trees.

The tagger is right more often; but it reads one window at a time and knows no article. So the rules add what
it cannot see (transcripts, quotations of several paragraphs, quotations that it passed over), and where
both have read the same words the same way the statement is surer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsreader.analysis.clauses import Range
from newsreader.analysis.cues import Saying

SAME = 0.5
"""Two readings are of the same words where they share so much of all their words."""

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
    rules = _Kept(by_rule)
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
    return sorted(kept.sayings, key=lambda saying: saying.first)


def _split(tagged: Saying, rules: _Kept) -> list[Saying]:
    """A quote without the further parts of it that somebody else has said, by rules that have read their own verb."""
    own = {who.index for who in tagged.speakers}
    first, *others = tagged.ranges
    kept, parted = [first], []
    for part in others:
        reads = rules.sharing([part])
        if len(reads) == 1 and reads[0].cue and reads[0].marked and _is_another(reads[0], own, first):
            parted.append(reads[0])
        else:
            kept.append(part)
    tagged.ranges = kept
    return [tagged, *parted]


def _is_another(rule: Saying, own: set[int], first: Range) -> bool:
    heads = {who.index for who in rule.speakers}
    return bool(heads and own) and not heads & own and rule.ranges[0][0] > first[1]


def _words(ranges: Sequence[Range]) -> Iterator[int]:
    for first, last in ranges:
        yield from range(first, last + 1)


def _compare(tagged: Saying, rule: Saying) -> None:
    """Note what a rule says of the same words, and take from it what the tagger has not found."""
    one, other = set(_words(tagged.ranges)), set(_words(rule.ranges))
    if len(one & other) < SAME * len(one | other):
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
        if tagged.cue is None:
            tagged.cue, tagged.entry = rule.cue, rule.entry


class _Kept:
    """Statements, found by any of their words."""

    def __init__(self, sayings: Sequence[Saying]) -> None:
        self.sayings: list[Saying] = []
        self._at: dict[int, Saying] = {}
        for saying in sayings:
            self.add(saying)

    def add(self, saying: Saying) -> None:
        self.sayings.append(saying)
        for word in _words(saying.ranges):
            self._at[word] = saying

    def sharing(self, ranges: Sequence[Range]) -> list[Saying]:
        """The statements that share a word with these ranges, in order."""
        found: list[Saying] = []
        for word in _words(ranges):
            other = self._at.get(word)
            if other is not None and all(other is not one for one in found):
                found.append(other)
        return found

    def join(self, parts: Sequence[Range]) -> None:
        """Make one statement of those that lie in one quotation over several paragraphs."""
        inside = [saying for saying in self.sharing(parts) if saying.evidence is not None]
        named = {tuple(who.lower for who in saying.speakers) for saying in inside if saying.speakers}
        if not inside or len(named) > 1:
            return
        head = inside[0]
        taken = set(_words(head.ranges))
        for other in inside[1:]:
            taken.update(_words(other.ranges))
            self.sayings = [saying for saying in self.sayings if saying is not other]
        for saying in (head, *inside[1:]):
            if saying.speakers:
                head.speakers = saying.speakers
                head.cue, head.entry = saying.cue, saying.entry
                break
        taken.update(_words(parts))
        head.ranges = _ranges(sorted(taken))
        head.marked = True
        for word in taken:
            self._at[word] = head


def _ranges(words: Sequence[int]) -> list[Range]:
    found: list[Range] = []
    for word in words:
        if found and found[-1][1] == word - 1:
            found[-1] = (found[-1][0], word)
        else:
            found.append((word, word))
    return found
