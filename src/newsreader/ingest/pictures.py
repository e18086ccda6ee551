"""Captions and credits: what belongs to pictures that a flat text no longer shows.

A credit has a form of its own. A caption is a sentence that could be running text but for its
wording (a present tense with a full date, "left", "file photo") or its place by a credit.
"""

from __future__ import annotations

import re
from collections import Counter

from newsreader.ingest.lines import Line
from newsreader.model.document import BlockKind

_LEAST_WORDS = 3
_SURE = 2
_MOST_WORDS = 110
_LEAST_REPEATED = 2
_LAST_NAME = re.compile(r"\(([A-Z][\w.'’-]+ [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+)?)\)\Z")


def mark_pictures(lines: list[Line], kinds: list[BlockKind], region: tuple[int, int], title: int | None) -> None:
    """Set the kind of the lines that are captions or credits."""
    _mark_repeated_credits(lines)
    for index, line in enumerate(lines):
        if index != title and line.credit and line.furniture < _SURE:
            kinds[index] = BlockKind.CREDIT
    for index in range(len(lines)):
        if index != title and kinds[index] is not BlockKind.CREDIT and _is_caption(lines, kinds, index, region):
            kinds[index] = BlockKind.CAPTION


def _mark_repeated_credits(lines: list[Line]) -> None:
    """Note a name in brackets at the end of several lines: whoever took these pictures."""
    names = [_LAST_NAME.search(line.text[-60:]) for line in lines]
    count = Counter(found[1] for found, line in zip(names, lines, strict=True) if found and line.copies == 1)
    for found, line in zip(names, lines, strict=True):
        if found and count[found[1]] >= _LEAST_REPEATED and line.size > _LEAST_WORDS:
            line.caption = max(line.caption, _SURE)


def _is_caption(lines: list[Line], kinds: list[BlockKind], index: int, region: tuple[int, int]) -> bool:
    line = lines[index]
    if not _LEAST_WORDS <= line.size <= _MOST_WORDS or line.furniture >= _SURE or line.is_date or line.byline:
        return False
    if line.caption >= _SURE:
        return True
    by_credit = _is_credit(kinds, index - 1) or _is_credit(kinds, index + 1)
    inside = region[0] <= index < region[1]
    if inside:
        return line.caption > 0 and by_credit
    return (by_credit and line.size >= 5) or (line.caption > 0 and line.closed)


def _is_credit(kinds: list[BlockKind], index: int) -> bool:
    return 0 <= index < len(kinds) and kinds[index] is BlockKind.CREDIT
