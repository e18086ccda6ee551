"""Which line is the title: the one short line that says in few words what the running text tells at length.

It may stand before the text, after it or among leftovers, so its place counts for less than what it
shares with the text, and with the first paragraphs above all. A byline or date next to it speaks for
it; a neighbourhood of other short lines that could be titles too (a list of related stories) against.
"""

from __future__ import annotations

import math
from collections import Counter

from newsreader.ingest.lines import Line
from newsreader.ingest.weights import odds

LEAST_ODDS = -1.0
"""Below this, a text has no title."""

_MOST_WORDS = 40
_MOST_CHARS = 300
_LEAD_LINES = 3
_REACH = 4
_NEAR = 12
_FIRM_PROSE = 0.0
_MOST_PROSE_WORDS = 28


def find_title(lines: list[Line], region: tuple[int, int]) -> int | None:
    """The index of the title; None where no line can be one."""
    best, best_odds = None, LEAST_ODDS
    for index, features in title_features(lines, region):
        weighed = odds("title", features)
        if weighed > best_odds:
            best, best_odds = index, weighed
    return best


def title_features(lines: list[Line], region: tuple[int, int]) -> list[tuple[int, list[float]]]:
    """What speaks for and against each line that could be the title."""
    able = [could_be_title(line) for line in lines]
    if not any(able):
        return []
    prose = [index for index in range(*region) if lines[index].prose > _FIRM_PROSE and lines[index].size > 8]
    rarity = _rarity(lines, prose)
    whole = set().union(*(lines[index].content for index in prose)) if prose else set()
    lead = set().union(*(lines[index].content for index in prose[:_LEAD_LINES])) if prose else set()
    longest = max((line.size for line in lines), default=0)
    return [
        (index, _features(lines, index, region, able, rarity, whole, lead, longest))
        for index, line in enumerate(lines)
        if able[index] and (_is_near(index, region) or not whole.isdisjoint(line.content))
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
        and not (line.closed and line.size > _MOST_PROSE_WORDS)
    )


def _features(
    lines: list[Line],
    index: int,
    region: tuple[int, int],
    able: list[bool],
    rarity: dict[str, float],
    whole: set[str],
    lead: set[str],
    longest: int,
) -> list[float]:
    line = lines[index]
    size = line.size
    weight = sum(rarity.get(word, 1.0) for word in line.content) or 1.0
    in_whole = sum(rarity.get(word, 1.0) for word in line.content & whole)
    in_lead = sum(rarity.get(word, 1.0) for word in line.content & lead)
    before, after = lines[max(0, index - _REACH) : index][::-1], lines[index + 1 : index + 1 + _REACH]
    near = [*range(max(0, index - 2), index), *range(index + 1, min(len(lines), index + 3))]
    rivals = sum(
        able[at] and lines[at].size >= 4 and lines[at].prose < 0 and lines[at].text != line.text for at in near
    )
    inside = region[0] <= index < region[1]
    distance = min(abs(index - region[0]), abs(index - region[1] + 1))
    return [
        in_whole / weight,
        in_lead / weight,
        min(in_whole, 6) / 6,
        min(in_lead, 6) / 6,
        float(size <= 2),
        float(size == 3),
        float(4 <= size <= 5),
        float(6 <= size <= 16),
        float(size > 20),
        float(line.text[-1] == "."),
        float(line.text[-1] in "?!"),
        float(line.text[-1] == ":"),
        float(line.furniture == 1),
        float(line.furniture == 2),
        float(line.copies > 1),
        float(line.copies == 2),
        float(any(other.is_date for other in after[:1])),
        float(any(other.byline for other in after[:1])),
        float(any(other.is_date or other.byline for other in after[1:3])),
        float(any(other.is_date or other.byline or (other.date_rest and other.name) for other in after[:4])),
        float(any(other.is_date or other.byline for other in before[:2])),
        float(any(other.name and other.size <= 4 for other in after[:1])),
        float(inside),
        float(index == region[0]),
        float(index == region[1] - 1),
        float(index == region[0] - 1),
        float(index == region[1]),
        float(index < region[0]),
        float(index > region[1]),
        min(distance, 10) / 10,
        float(index == 0),
        rivals / 4,
        max(-4.0, min(4.0, line.prose)) / 4,
        line.capital_share,
        float(line.text[0].islower()),
        float(line.caption > 0),
        float(line.bullet),
        float(line.name),
        float(size > 0.6 * longest),
        float(any(other.size > 12 and other.prose > 0 for other in before[:1])),
        float(any(other.size > 12 and other.prose > 0 for other in after[:1])),
    ]


def _rarity(lines: list[Line], prose: list[int]) -> dict[str, float]:
    """How much it says that a title has the word: words of many lines of the text tell its topic, of none nothing."""
    count = Counter(word for index in prose for word in lines[index].content)
    return {word: 1.0 + 0.5 * math.log(1 + number) for word, number in count.items()}
