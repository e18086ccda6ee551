"""What each line of a flat text is: title, byline, running text, caption, furniture.

A text that was scraped has lost its markup, and its parts may stand in any order. So all lines are
weighed together: first which are running text (`prose`), then which one is the title (`headline`),
and only then what stands around these: a date is the day of publication when it stands by the
title, a name is a byline there and nowhere else, a sentence by a picture's credit is its caption.
"""

from __future__ import annotations

from dataclasses import dataclass

from newsreader.ingest.bylines import split_names
from newsreader.ingest.dateline import find_dateline, is_dateline
from newsreader.ingest.dates import parse_day
from newsreader.ingest.headline import find_title
from newsreader.ingest.lines import Line, read_lines
from newsreader.ingest.pictures import mark_pictures
from newsreader.ingest.prose import weigh_prose
from newsreader.ingest.surroundings import mark_surroundings
from newsreader.model.document import Block, BlockKind, Stamp
from newsreader.model.spans import Span
from newsreader.text.safe import fold

MOST_LINES = 20_000
"""How many lines are weighed against each other; no article has so many."""

MOST_COPIES = 12
"""A line that stands in the text more often than this is furniture."""

_BEFORE_TEXT = (BlockKind.TITLE, BlockKind.DEK, BlockKind.BYLINE, BlockKind.DATE, BlockKind.DATELINE)
_RUNNING = frozenset({BlockKind.BODY, BlockKind.HEADING, BlockKind.QUOTE, BlockKind.LIST, BlockKind.TABLE})
_MOST_TITLE_CHARS = 500
_DATELINE_LINES = 2
_HEADING_WORDS = 14
_SURE_FURNITURE = 3
_MOST_NOTE_LINES = 12
_LEAST_SENTENCE = 3


@dataclass(frozen=True, slots=True)
class Structure:
    """What the lines of a text are, and what they state of the article."""

    blocks: tuple[Block, ...]
    """Every non-blank line, once, in source order."""

    title: str | None = None
    """The title in words."""

    dek: str | None = None
    """The summary under the title."""

    byline: tuple[str, ...] = ()
    """Who wrote it."""

    dateline: str | None = None
    """What stands before the dash of the first sentence."""

    published: Stamp | None = None
    """The day that a date block states, or else a byline with a day in it."""


def find_blocks(text: str) -> Structure:
    """The structure of a safe text: linear in its length, and always the same for the same text."""
    lines = read_lines(text)
    kinds = label(lines)
    blocks = make_blocks([(kind, line.parts) for kind, line in zip(kinds, lines, strict=True)])

    def words(kind: BlockKind) -> str | None:
        found = " ".join(line.text for line, other in zip(lines, kinds, strict=True) if other is kind)
        return fold(found) or None

    title = words(BlockKind.TITLE)
    dates = [
        line
        for stated in (BlockKind.DATE, BlockKind.BYLINE)
        for line, kind in zip(lines, kinds, strict=True)
        if kind is stated
    ]
    return Structure(
        blocks=blocks,
        title=title[:_MOST_TITLE_CHARS] if title else None,
        dek=words(BlockKind.DEK),
        byline=split_names(words(BlockKind.BYLINE)),
        dateline=_dateline(lines, kinds),
        published=next((stamp for line in dates if (stamp := parse_day(line.text))), None),
    )


def label(lines: list[Line]) -> list[BlockKind]:
    """What each of the lines is; those past `MOST_LINES` and those that are there all the time are not weighed."""
    weighed = [line for line in lines if line.copies <= MOST_COPIES][:MOST_LINES]
    found = dict(zip(map(id, weighed), _weigh(weighed), strict=True))
    return [found.get(id(line)) or _unweighed(line) for line in lines]


def _unweighed(line: Line) -> BlockKind:
    return BlockKind.BODY if line.copies <= MOST_COPIES and line.closed else BlockKind.BOILERPLATE


def _weigh(lines: list[Line]) -> list[BlockKind]:
    """What each of the lines is, seen together."""
    region = weigh_prose(lines)
    title = find_title(lines, region)
    kinds = [
        BlockKind.BODY if line.prose > 0 and line.furniture < _SURE_FURNITURE else BlockKind.BOILERPLATE
        for line in lines
    ]
    if title is not None:
        kinds[title] = BlockKind.TITLE
    mark_pictures(lines, kinds, region, title)
    mark_surroundings(lines, kinds, region, title)
    if len(lines) <= _MOST_NOTE_LINES and BlockKind.BODY not in kinds:
        _mark_note(lines, kinds)
    _mark_body_forms(lines, kinds)
    return kinds


def _mark_note(lines: list[Line], kinds: list[BlockKind]) -> None:
    """Mark up a text that is too short to weigh: its sentences are its text, a line before them its title."""
    for index, line in enumerate(lines):
        able = kinds[index] in (BlockKind.BOILERPLATE, BlockKind.TITLE) and line.furniture < _SURE_FURNITURE - 1
        if able and line.closed and line.size >= _LEAST_SENTENCE and not line.text.endswith(("?", "!")):
            kinds[index] = BlockKind.BODY
    first = next((index for index, kind in enumerate(kinds) if kind is BlockKind.BODY), 0)
    if BlockKind.TITLE not in kinds and first == 1 and lines[0].size > 1 and kinds[0] is BlockKind.BOILERPLATE:
        kinds[0] = BlockKind.TITLE if lines[0].furniture < _SURE_FURNITURE - 1 else kinds[0]


def make_blocks(pieces: list[tuple[BlockKind, list[tuple[int, int]]]]) -> tuple[Block, ...]:
    """Blocks of labelled paragraphs, each given as the lines it is made of, with their places in reading order."""
    rank = {index: _rank(kind) for index, (kind, _) in enumerate(pieces) if kind is not BlockKind.BOILERPLATE}
    orders: dict[tuple[int, int], int] = {}
    for index in sorted(rank, key=lambda at: (rank[at], at)):
        for part in range(len(pieces[index][1])):
            orders[index, part] = len(orders)
    return tuple(
        Block(
            kind, Span(start, end), orders.get((index, part)), continues=part > 0 and kind is not BlockKind.BOILERPLATE
        )
        for index, (kind, parts) in enumerate(pieces)
        for part, (start, end) in enumerate(parts)
    )


def _rank(kind: BlockKind) -> int:
    if kind in _BEFORE_TEXT:
        return _BEFORE_TEXT.index(kind)
    return len(_BEFORE_TEXT) + (kind not in _RUNNING)


def _mark_body_forms(lines: list[Line], kinds: list[BlockKind]) -> None:
    """Tell headings, items of lists and datelines that stand alone from paragraphs."""
    for index, line in enumerate(lines):
        if kinds[index] is not BlockKind.BODY:
            continue
        following = kinds[index + 1] if index + 1 < len(kinds) else None
        if is_dateline(line.text):
            kinds[index] = BlockKind.DATELINE
        elif line.bullet and line.size > 1:
            kinds[index] = BlockKind.LIST
        elif (
            line.size <= _HEADING_WORDS
            and not line.closed
            and line.text[-1] not in ",;:"
            and following is BlockKind.BODY
        ):
            kinds[index] = BlockKind.HEADING


def _dateline(lines: list[Line], kinds: list[BlockKind]) -> str | None:
    alone = next((line for line, kind in zip(lines, kinds, strict=True) if kind is BlockKind.DATELINE), None)
    if alone:
        return fold(alone.text).rstrip(" -–—") or None
    first = [line for line, kind in zip(lines, kinds, strict=True) if kind is BlockKind.BODY][:_DATELINE_LINES]
    found = next((dateline for line in first if (dateline := find_dateline(line.text))), None)
    return fold(found) if found else None
