"""Which lines are running text: first each by itself, then among its neighbours.

An article's paragraphs stand together, so a line between two of them is probably one of them (a
heading, an item of a list) and a sentence far from them is probably furniture. The weights are
fitted (`weights`); what is weighed is named here.
"""

from __future__ import annotations

from collections import Counter

from newsreader.ingest.lines import Line
from newsreader.ingest.weights import odds

_LONG_WORDS = 12
_REACH = 8
_CLIP = 4.0
_NOWHERE = -2.0


def weigh_prose(lines: list[Line]) -> tuple[int, int]:
    """Set how surely each line is running text; the first and one past the last line of the region that holds it."""
    known = _vocabulary(lines)
    alone = [alone_features(line, known) for line in lines]
    first = [_clipped(odds("alone", features)) for features in alone]
    region = densest(first)
    for index, line in enumerate(lines):
        line.prose = odds("among", [*context_features(first, index, region), *alone[index]])
    return densest([_clipped(line.prose) for line in lines])


def alone_features(line: Line, known: Counter[str]) -> list[float]:
    """What the line shows by itself, and how many of its words other long lines have."""
    own = line.size >= _LONG_WORDS
    shared = len([word for word in line.content if known[word] > own]) / max(1, len(line.content))
    size = line.size
    chars = len(line.text)
    return [
        min(size, 40) / 40,
        float(size >= _LONG_WORDS),
        float(size <= 3),
        float(line.closed),
        float(line.closed and size >= 5),
        line.function_share,
        float(line.furniture == 1),
        float(line.furniture == 2),
        float(line.furniture == 3),
        float(line.is_date),
        float(line.byline),
        float(line.credit),
        line.caption / 3,
        float(line.text[0].islower()),
        line.capital_share,
        float(line.capital_share > 0.8),
        float(line.copies > 1),
        float(line.text[-1] == ":"),
        float(line.text[-1] == "?"),
        float(line.bullet),
        float(line.text[0] in "“\"‘'"),
        float(chars > 14 * max(1, size)),
        shared,
        shared * float(size >= _LONG_WORDS),
    ]


def context_features(first: list[float], index: int, region: tuple[int, int]) -> list[float]:
    """How prose-like the line and its neighbours are, and where it stands to the densest region."""
    before = first[max(0, index - _REACH) : index][::-1]
    after = first[index + 1 : index + 1 + _REACH]
    inside = region[0] <= index < region[1]
    gap = max(region[0] - index, index - region[1] + 1, 0)
    return [
        first[index],
        _mean(before[:1]),
        _mean(after[:1]),
        _mean(before[:3]),
        _mean(after[:3]),
        _mean(before),
        _mean(after),
        min(max(before[:3], default=_NOWHERE), max(after[:3], default=_NOWHERE)),
        float(inside),
        float(index == region[0]),
        float(index == region[1] - 1),
        float(0 < gap <= 1),
        float(0 < gap <= 3),
        min(gap, 20) / 20,
        float(index < region[0]),
        min(region[1] - region[0], 30) / 30,
    ]


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


def _vocabulary(lines: list[Line]) -> Counter[str]:
    """In how many different long lines each word stands."""
    known: Counter[str] = Counter()
    seen: set[str] = set()
    for line in lines:
        if line.size >= _LONG_WORDS and line.text not in seen:
            seen.add(line.text)
            known.update(line.content)
    return known


def _clipped(value: float) -> float:
    return max(-_CLIP, min(_CLIP, value))


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else _NOWHERE
