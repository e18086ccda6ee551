"""Which line is the title: the one short line that says in few words what the running text tells at length.

It may stand before the text, after it or among leftovers, so its place counts for less than what it
shares with the text, and with the first paragraphs above all. A byline or date next to it speaks for
it; a neighbourhood of other short lines that could be titles too (a list of related stories) against.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from itertools import chain

from newsreader.ingest.lines import Line
from newsreader.ingest.weights import odds

LEAST_ODDS = -1.0
"""Below this, a text has no title."""

FEATURES = (
    "share in text",
    "share in lead",
    "words in text",
    "words in lead",
    "one or two words",
    "three words",
    "four or five words",
    "length of a title",
    "long",
    "stop",
    "question",
    "colon",
    "symbol",
    "furniture",
    "repeated",
    "twice",
    "prose",
    "capitals",
    "small start",
    "caption",
    "bullet",
    "name",
    "among the longest",
    "date follows",
    "byline follows",
    "head follows soon",
    "head follows",
    "head before",
    "name follows",
    "rivals",
    "paragraph before",
    "paragraph follows",
    "inside",
    "first of text",
    "last of text",
    "before text",
    "behind text",
    "above text",
    "below text",
    "distance",
    "first line",
)
"""What is weighed of a line that could be the title, in the order of its weights."""

_MOST_WORDS = 40
_MOST_CHARS = 300
_LEAD_LINES = 3
_REACH = 4
_NEAR = 12
_FIRM_PROSE = 0.0
_MOST_PROSE_WORDS = 28
_SURE_CAPTION = 2
_QUOTES = frozenset('“"„«»')
_MOST_QUOTED = 8
_MOST_STATED = 18
_PAD = [False] * _REACH
_WORTH = [1.0 + 0.5 * math.log(1 + number) for number in range(100)]


def find_title(lines: list[Line], region: tuple[int, int]) -> int | None:
    """The index of the title; None where no line can be one."""
    best, best_odds = None, LEAST_ODDS
    for index, features in title_features(lines, region):
        weighed = odds("title", features)
        if weighed > best_odds:
            best, best_odds = index, weighed
    return best


@dataclass(slots=True)
class _View:
    """What is asked of all lines again and again, worked out once; the last lists begin `_REACH` places early."""

    lines: list[Line]
    """The lines."""

    region: tuple[int, int]
    """Where the running text is densest."""

    rarity: dict[str, float]
    """How much it says that a title has this word of the text."""

    lead: set[str]
    """The words of the first paragraphs."""

    longest: int
    """The number of words of the longest line."""

    able: list[bool]
    """Whether each line could be the title."""

    dates: list[bool]
    """Whether each is a day and nothing else."""

    bylines: list[bool]
    """Whether each says who wrote it."""

    heads: list[bool]
    """Whether each is a day, or names, or both."""

    rivals: list[bool]
    """Whether each is a short line of some words."""

    paragraphs: list[bool]
    """Whether each is a long line of running text."""


def _padded(values: list[bool]) -> list[bool]:
    return [*_PAD, *values, *_PAD]


def _view(lines: list[Line], region: tuple[int, int]) -> _View:
    prose = [line for line in lines[slice(*region)] if line.prose > _FIRM_PROSE and line.size > 8]
    able = [could_be_title(line) for line in lines]
    return _View(
        lines,
        region,
        _rarity(prose),
        set().union(*(line.content for line in prose[:_LEAD_LINES])),
        max((line.size for line in lines), default=0),
        able,
        _padded([line.is_date for line in lines]),
        _padded([line.byline for line in lines]),
        _padded([line.is_date or line.byline or bool(line.date_rest and line.name) for line in lines]),
        _padded([can and line.size >= 4 and line.prose < 0 for can, line in zip(able, lines, strict=True)]),
        _padded([line.size > 12 and line.prose > 0 for line in lines]),
    )


def title_features(lines: list[Line], region: tuple[int, int]) -> list[tuple[int, list[float]]]:
    """What speaks for and against each line that could be the title."""
    view = _view(lines, region)
    return [
        (index, _features(view, index))
        for index, able in enumerate(view.able)
        if able and (_is_near(index, region) or not view.rarity.keys().isdisjoint(lines[index].content))
    ]


def _is_near(index: int, region: tuple[int, int]) -> bool:
    """Whether it is by the start of the file or an end of the running text; a title elsewhere shares words with it."""
    return index < _NEAR or abs(index - region[0]) < _NEAR or abs(index - region[1]) < _NEAR


def could_be_title(line: Line) -> bool:
    """Whether nothing in the line's form rules it out."""
    return (
        1 <= line.size <= _MOST_WORDS
        and line.end - line.start <= _MOST_CHARS
        and line.furniture < 3
        and not line.is_date
        and not line.byline
        and not line.credit
        and line.caption < _SURE_CAPTION
        and not (line.closed and line.size > _MOST_PROSE_WORDS)
        and not (line.text[-1] == "." and line.size > (_MOST_QUOTED if line.text[0] in _QUOTES else _MOST_STATED))
    )


def _features(view: _View, index: int) -> list[float]:
    line = view.lines[index]
    return [
        *_shared(view, line),
        *_own(line, view.longest),
        *_neighbours(view, line, index),
        *_place(view.region, index),
    ]


def _shared(view: _View, line: Line) -> tuple[float, ...]:
    """How much of the line's words, and how many of them, the text has, and its first paragraphs."""
    weight = in_whole = in_lead = 0.0
    for word in line.content:
        worth = view.rarity.get(word)
        weight += worth or 1.0
        if worth:
            in_whole += worth
            if word in view.lead:
                in_lead += worth
    weight = weight or 1.0
    return in_whole / weight, in_lead / weight, min(in_whole, 6) / 6, min(in_lead, 6) / 6


def _own(line: Line, longest: int) -> tuple[float, ...]:
    size, end = line.size, line.text[-1]
    return (
        size <= 2,
        size == 3,
        4 <= size <= 5,
        6 <= size <= 16,
        size > 20,
        end == ".",
        end in "?!",
        end == ":",
        line.furniture == 1,
        line.furniture == 2,
        line.copies > 1,
        line.copies == 2,
        max(-4.0, min(4.0, line.prose)) / 4,
        line.capital_share,
        line.text[0].islower(),
        line.caption > 0,
        line.bullet,
        line.name,
        size > 0.6 * longest,
    )


def _neighbours(view: _View, line: Line, index: int) -> tuple[float, ...]:
    """Who and when beside it, other lines that could be titles, paragraphs."""
    at = index + _REACH
    dates, bylines, heads, rivals = view.dates, view.bylines, view.heads, view.rivals
    after = view.lines[index + 1] if index + 1 < len(view.lines) else None
    others = sum(
        1 for near in (at - 2, at - 1, at + 1, at + 2) if rivals[near] and view.lines[near - _REACH].text != line.text
    )
    return (
        dates[at + 1],
        bylines[at + 1],
        dates[at + 2] or bylines[at + 2] or dates[at + 3] or bylines[at + 3],
        any(heads[at + 1 : at + 5]),
        dates[at - 1] or bylines[at - 1] or dates[at - 2] or bylines[at - 2],
        after is not None and after.name and after.size <= 4,
        others / 4,
        view.paragraphs[at - 1],
        view.paragraphs[at + 1],
    )


def _place(region: tuple[int, int], index: int) -> tuple[float, ...]:
    first, last = region[0], region[1] - 1
    return (
        first <= index <= last,
        index == first,
        index == last,
        index == first - 1,
        index == last + 1,
        index < first,
        index > last + 1,
        min(abs(index - first), abs(index - last), 10) / 10,
        index == 0,
    )


def _rarity(prose: list[Line]) -> dict[str, float]:
    """How much it says that a title has the word: words of many lines of the text tell its topic, of none nothing."""
    count = Counter(chain.from_iterable([line.content for line in prose]))
    return {word: _WORTH[number] if number < len(_WORTH) else _WORTH[-1] for word, number in count.items()}
