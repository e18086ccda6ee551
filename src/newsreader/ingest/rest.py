"""Which of the remaining lines are text and which are furniture, weighed once more now that the title is known.

`prose` looks at a line and its neighbours and knows nothing of the title. Once that is found, and the credits,
the byline and the day with it, a line tells more: what stands below a title that itself stands below the text
is no text, what stands between title and text is seldom furniture. Captions and summaries stay what they are,
for there are too few of them to fit weights that would hold for other sources: the rules for them hold better.

The weights are fitted to long English pages, where a short sentence is furniture as often as not. A sentence of
the report that is folded away is worse than an advert that stays, so they alone take no sentence out of the text
that stands right by it (`keep_sentences`), nor anything out of a short text without furniture (`keep_short`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from newsreader.ingest.dateline import is_dateline
from newsreader.ingest.lines import Line
from newsreader.ingest.surroundings import begins_with_name
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
_LIKELY_FURNITURE = 2
_MOST_PASSED = 2
_LEAST_SENTENCE = 2
_MOST_SHORT_LINES = 12
_LONG = 30
_MOST_TITLE = 16
_SPARE = frozenset({BlockKind.BOILERPLATE, BlockKind.DEK, BlockKind.CAPTION})
_PICTURES = frozenset({BlockKind.CREDIT, BlockKind.CAPTION})
_QUOTED = re.compile(r"[“\"„«»][^“”\"„«»]*[“”\"«»]?")
_TO_READER = re.compile(
    r"\b(?:(?i:your?|yours|our|unsere?[mnrs]?|vous|votre|vos|notre)|us|Us|Ihnen)\b|(?<=\s)Ihre?[mnrs]?\b"
)
"""Words with which a page speaks to who reads it; a report does so in quotations alone."""


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


def keep_sentences(lines: list[Line], kinds: list[BlockKind]) -> None:
    """Keep as text the sentences right above and below it, and those above and below these in turn."""
    _keep_from_one_side(lines, kinds, range(len(lines)))
    _keep_from_one_side(lines, kinds, range(len(lines) - 1, -1, -1))
    for index in range(1, len(lines) - 1):
        between = kinds[index - 1] is BlockKind.BODY and kinds[index + 1] is BlockKind.BODY
        if between and kinds[index] is BlockKind.BOILERPLATE and is_sentence(lines[index], "?!"):
            kinds[index] = BlockKind.BODY
    for index in range(len(lines) - 1):
        on_top = kinds[index] is BlockKind.DEK and not _HEAD.intersection(kinds[index + 1 : index + 3])
        if on_top and lines[index].closed and kinds[index + 1] is BlockKind.BODY:
            kinds[index] = BlockKind.BODY  # no summary but the first sentence: the text goes on below it


def _keep_from_one_side(lines: list[Line], kinds: list[BlockKind], places: Iterable[int]) -> None:
    """Keep each sentence that comes next after text; pictures and an advert or two between them are passed over."""
    by_text, passed = False, 0
    for index in places:
        if kinds[index] is BlockKind.BOILERPLATE and by_text and is_sentence(lines[index]):
            kinds[index] = BlockKind.BODY
        if kinds[index] in _PICTURES:
            continue
        if lines[index].furniture >= _LIKELY_FURNITURE and passed < _MOST_PASSED:
            passed += 1
        else:
            by_text, passed = kinds[index] is BlockKind.BODY, 0


def is_sentence(line: Line, more_ends: str = "") -> bool:
    """Whether it ends as a sentence does, and nothing in its form speaks for furniture.

    Those that ask or call out end in one of `more_ends`, and are sentences where these are given.
    """
    text = line.text
    if not line.closed or line.size < _LEAST_SENTENCE or line.furniture or line.copies > 1:
        return False
    if text.endswith("…") or (text[-1] in "?!" and text[-1] not in more_ends):
        return False
    return _TO_READER.search(_QUOTED.sub("", text)) is None


def keep_short(lines: list[Line], kinds: list[BlockKind]) -> None:
    """Keep the sentences of a short text as text where no line of it looks like furniture.

    Where it has no long paragraph either, that the other lines could be told from, these are kept too.
    """
    if len(lines) > _MOST_SHORT_LINES or any(line.furniture or line.copies > 1 for line in lines):
        return
    keeps_all = all(line.size <= _LONG for line in lines)
    sentences_alone = all(line.closed for line in lines)
    for index, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        no_title = kind is BlockKind.TITLE and sentences_alone and line.text[-1] == "."
        if no_title or (kind is BlockKind.BOILERPLATE and (keeps_all or line.closed)):
            kinds[index] = BlockKind.BODY


def keep_first(lines: list[Line], kinds: list[BlockKind]) -> None:
    """Take the first line for the title of a text that has none, where it stands right above running text."""
    if BlockKind.TITLE in kinds or kinds[1:2] != [BlockKind.BODY] or kinds[0] not in _OPEN:
        return
    first = lines[0]
    plain = first.furniture == 0 and first.copies == 1 and not first.closed and not first.bullet
    names = first.name and begins_with_name(first.text)
    if (
        plain
        and not names
        and first.size <= _MOST_TITLE
        and first.text[-1] not in ",;:"
        and not is_dateline(first.text)
    ):
        kinds[0] = BlockKind.TITLE


def keep_some(lines: list[Line], kinds: list[BlockKind]) -> None:
    """Keep the likeliest lines of a text that would be left without any: the only line there is, or sentences."""
    if BlockKind.BODY in kinds:
        return
    able = [index for index, line in enumerate(lines) if line.furniture < _SURE_FURNITURE]
    if len(able) == 1:
        kinds[able[0]] = BlockKind.BODY
        return
    for is_likely in (_is_left_sentence, _is_left_line, _is_left_rest):
        found = [index for index in able if is_likely(lines[index], kinds[index])]
        for index in found:
            kinds[index] = BlockKind.BODY
        if found:
            return


def _is_left_sentence(line: Line, kind: BlockKind) -> bool:
    return kind in _SPARE and line.closed and line.size >= _LEAST_SENTENCE and line.furniture == 0


def _is_left_line(line: Line, kind: BlockKind) -> bool:
    return kind is BlockKind.BOILERPLATE and line.size >= _LEAST_SENTENCE and line.furniture == 0 and not line.is_date


def _is_left_rest(line: Line, kind: BlockKind) -> bool:
    return kind in _SPARE and line.size > 0 and not line.is_date


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
