"""Which of the remaining lines are text and which are furniture, weighed once more now that the title is known.

`prose` looks at a line and its neighbours and knows nothing of the title. Once that is found, and the credits,
the byline and the day with it, a line tells more: what stands below a title that itself stands below the text
is no text, what stands between title and text is seldom furniture. Captions and summaries stay what they are,
for there are too few of them to fit weights that would hold for other sources: the rules for them hold better.
"""

from __future__ import annotations

from dataclasses import dataclass

from newsreader.ingest.lines import Line
from newsreader.ingest.weights import odds
from newsreader.model.document import BlockKind

_OPEN = frozenset({BlockKind.BODY, BlockKind.BOILERPLATE})
_HEAD = frozenset({BlockKind.BYLINE, BlockKind.DATE})
_SURE = 1.5
_MARGIN = 0.3  # what looks like text stays so unless more than a little speaks against it
_CLIP = 4.0
_NEAR = 3
_REACH = 3
_FIRST_REACH = 6
_MOST_GAP = 10
_SURE_FURNITURE = 3


@dataclass(frozen=True, slots=True)
class _Scene:
    """What a line is seen against."""

    kinds: list[BlockKind]
    """What each line seems to be, beginning `_REACH` places early."""

    prose: list[float]
    """How prose-like each line is, beginning two places early."""

    region: tuple[int, int]
    """Where the running text is densest."""

    title: int | None
    """The index of the title."""

    words: frozenset[str]
    """The words of the title."""

    side: int
    """Where the title stands: 0 nowhere, 1 above the text, 2 in it, 3 below it."""

    first: int | None
    """The first line below the title that is no byline, day or credit."""


def mark_rest(lines: list[Line], kinds: list[BlockKind], region: tuple[int, int], title: int | None) -> None:
    """Set the kind of the lines that are text or furniture."""
    for index, features in rest_features(lines, kinds, region, title):
        weighed = odds("rest", features)
        if weighed > 0:
            kinds[index] = BlockKind.BODY
        elif weighed < -_MARGIN:
            kinds[index] = BlockKind.BOILERPLATE


def rest_features(
    lines: list[Line], kinds: list[BlockKind], region: tuple[int, int], title: int | None
) -> list[tuple[int, list[float]]]:
    """The lines that are weighed once more, and what is weighed of each."""
    edge = [BlockKind.HEADING] * _REACH
    scene = _Scene(
        kinds=[*edge, *kinds, *edge],
        prose=[-_CLIP, -_CLIP, *[max(-_CLIP, min(_CLIP, line.prose)) for line in lines], -_CLIP, -_CLIP],
        region=region,
        title=title,
        words=lines[title].content if title is not None else frozenset(),
        side=_side(region, title),
        first=_first_below(kinds, title),
    )
    return [
        (index, [*_own(scene, line, index), *_around(scene, index), *_by_title(scene, line, index)])
        for index, (line, kind) in enumerate(zip(lines, kinds, strict=True))
        if kind in _OPEN and _is_open(scene, line, index)
    ]


def _is_open(scene: _Scene, line: Line, index: int) -> bool:
    """Whether something may speak against what the line seems to be."""
    if line.size < 2 or line.furniture >= _SURE_FURNITURE:
        return False
    return (
        -_SURE < line.prose < _SURE
        or line.caption > 0
        or (scene.title is not None and abs(index - scene.title) <= _NEAR)
        or BlockKind.CREDIT in scene.kinds[index : index + 2 * _REACH + 1]
        or (line.prose > 0) != (scene.region[0] <= index < scene.region[1])
    )


def _side(region: tuple[int, int], title: int | None) -> int:
    if title is None or region[0] == region[1]:
        return 0
    return 1 if title <= region[0] else 3 if title >= region[1] - 1 else 2


def _first_below(kinds: list[BlockKind], title: int | None) -> int | None:
    if title is None:
        return None
    below = range(title + 1, min(len(kinds), title + 1 + _FIRST_REACH))
    return next((at for at in below if kinds[at] not in _HEAD and kinds[at] is not BlockKind.CREDIT), None)


def _own(scene: _Scene, line: Line, index: int) -> tuple[float, ...]:
    size = line.size
    return (
        scene.prose[index + 2] / 4,
        scene.kinds[index + _REACH] is BlockKind.BODY,
        size <= 4,
        5 <= size <= 9,
        10 <= size <= 20,
        20 < size <= 40,
        size > 60,
        line.closed,
        line.function_share,
        line.capital_share,
        line.furniture == 1,
        line.furniture == 2,
        line.caption == 1,
        line.copies > 1,
        line.text[0] in "“\"‘'",
    )


def _around(scene: _Scene, index: int) -> tuple[float, ...]:
    """Prose before and after it, credits, captions, the head beside it."""
    prose, at = scene.prose, index + _REACH
    before, after = scene.kinds[at - 1], scene.kinds[at + 1]
    inside = scene.region[0] <= index < scene.region[1]
    by_credit = before is BlockKind.CREDIT or after is BlockKind.CREDIT
    return (
        prose[index + 1] / 4,
        prose[index + 3] / 4,
        (prose[index + 3] + prose[index + 4]) / 8,
        (prose[index] + prose[index + 1]) / 8,
        inside,
        index < scene.region[0],
        before is BlockKind.CREDIT,
        after is BlockKind.CREDIT,
        scene.kinds[at - 2] is BlockKind.CREDIT or scene.kinds[at + 2] is BlockKind.CREDIT,
        before is BlockKind.CAPTION,
        after is BlockKind.CAPTION,
        by_credit and not inside,
        before in _HEAD,
        after in _HEAD,
    )


def _by_title(scene: _Scene, line: Line, index: int) -> tuple[float, ...]:
    """Where it stands to the title, on which side of that the text is, and the words they share."""
    gap = index - scene.title if scene.title is not None else 0
    first, side, here, after = index == scene.first, scene.side, scene.prose[index + 2], scene.prose[index + 3]
    shared = len(scene.words & line.content)
    return (
        first,
        first and line.size >= 8 and line.closed,
        first and here > 0,
        first and side == 3,
        first and after > 0,
        first and here < after and after > 0,
        first and shared > 0,
        gap == 1,
        1 < gap <= 4,
        gap > 4,
        gap == -1,
        -5 < gap < -1,
        min(abs(gap), _MOST_GAP) / _MOST_GAP,
        side == 1 and gap < 0,
        side == 1 and gap > 0,
        side == 2 and gap < 0,
        side == 2 and gap > 0,
        side == 3 and gap < 0,
        side == 3 and gap > 0,
        side == 3 and gap > 0 and here > 0,
        shared / (len(scene.words) or 1),
        shared / (len(line.content) or 1),
    )
