"""Which lines are running text: first each by itself, then among its neighbours.

An article's paragraphs stand together, so a line between two of them is probably one of them (a
heading, an item of a list) and a sentence far from them is probably furniture. The weights are
fitted (`weights`); what is weighed is named here.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from newsreader.ingest.lines import Line
from newsreader.ingest.weights import odds

_LONG_WORDS = 12
_REACH = 8
_CLIP = 4.0
_NOWHERE = -2.0
_FADE = 0.6
_QUOTES = frozenset("“\"‘'")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of the long lines of a text, by stem."""

    once: frozenset[str]
    """Those of at least one long line."""

    twice: frozenset[str]
    """Those of at least two different long lines."""


def weigh_prose(lines: list[Line]) -> tuple[int, int]:
    """Set how surely each line is running text; the first and one past the last line of the region that holds it."""
    known = vocabulary(lines)
    alone = [alone_features(line, known) for line in lines]
    first = [clipped(odds("alone", features)) for features in alone]
    region = densest(first)
    for line, context, own in zip(lines, context_features(first, region), alone, strict=True):
        line.prose = odds("among", context + own)
    return densest([clipped(line.prose) for line in lines])


def alone_features(line: Line, known: Vocabulary) -> list[float]:
    """What the line shows by itself, and how many of its words other long lines have."""
    size, text, furniture = line.size, line.text, line.furniture
    long = size >= _LONG_WORDS
    shared = len(line.content & (known.twice if long else known.once)) / (len(line.content) or 1)
    return [
        min(size, 40) / 40,
        long,
        size <= 3,
        line.closed,
        line.closed and size >= 5,
        line.function_share,
        furniture == 1,
        furniture == 2,
        furniture == 3,
        line.is_date,
        line.byline,
        line.credit,
        line.caption / 3,
        text[0].islower(),
        line.capital_share,
        line.capital_share > 0.8,
        line.copies > 1,
        text[-1] == ":",
        text[-1] == "?",
        line.bullet,
        text[0] in _QUOTES,
        len(text) > 14 * (size or 1),
        shared,
        shared if long else 0.0,
    ]


def context_features(first: list[float], region: tuple[int, int]) -> list[list[float]]:
    """For each line how prose-like it and its neighbours are, and where it stands to the densest region."""
    begin, end = region
    sums = list(accumulate(first, initial=0.0))
    near_before, near_after = _fading(first, _FADE), _fading(first[::-1], _FADE)[::-1]
    far_before, far_after = _fading(first, _FADE / 4), _fading(first[::-1], _FADE / 4)[::-1]
    count = len(first)
    extent = min(end - begin, 30) / 30
    found: list[list[float]] = []
    for index, own in enumerate(first):
        after = index + 1
        low3, low = index - 3 if index > 3 else 0, index - _REACH if index > _REACH else 0
        high3, high = after + 3 if after + 3 < count else count, after + _REACH if after + _REACH < count else count
        here, there = sums[index], sums[after]
        gap = begin - index if index < begin else after - end if after > end else 0
        found.append(
            [
                own,
                first[index - 1] if index else _NOWHERE,
                first[after] if after < count else _NOWHERE,
                (here - sums[low3]) / (index - low3) if index else _NOWHERE,
                (sums[high3] - there) / (high3 - after) if after < count else _NOWHERE,
                (here - sums[low]) / (index - low) if index else _NOWHERE,
                (sums[high] - there) / (high - after) if after < count else _NOWHERE,
                min(max(first[low3:index], default=_NOWHERE), max(first[after:high3], default=_NOWHERE)),
                min(near_before[index], near_after[index]),
                min(far_before[index], far_after[index]),
                begin <= index < end,
                index == begin,
                after == end,
                gap == 1,
                0 < gap <= 3,
                min(gap, 20) / 20,
                index < begin,
                extent,
            ]
        )
    return found


def _fading(scores: list[float], step: float) -> list[float]:
    """For each place the greatest score before it, less a step for each place between."""
    found: list[float] = []
    most = _NOWHERE
    for score in scores:
        found.append(most)
        most = score if score > most else most
        most = most - step if most - step > _NOWHERE else _NOWHERE
    return found


def densest(scores: list[float]) -> tuple[int, int]:
    """The stretch with the greatest sum, as first and one past the last; linear."""
    best, best_at, total, begin = 0.0, (0, 0), 0.0, 0
    for index, score in enumerate(scores):
        if total <= 0:
            total, begin = 0.0, index
        total += score
        if total > best:
            best, best_at = total, (begin, index + 1)
    return best_at


def vocabulary(lines: list[Line]) -> Vocabulary:
    """The words of the long lines, each line counted once however often it stands there."""
    once: set[str] = set()
    twice: set[str] = set()
    seen: set[str] = set()
    for line in lines:
        if line.size >= _LONG_WORDS and line.text not in seen:
            seen.add(line.text)
            twice |= once & line.content
            once |= line.content
    return Vocabulary(frozenset(once), frozenset(twice))


def clipped(value: float) -> float:
    """The log odds, kept where one line alone cannot outweigh all others."""
    return max(-_CLIP, min(_CLIP, value))
