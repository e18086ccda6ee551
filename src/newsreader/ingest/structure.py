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
from newsreader.ingest.furniture import Furniture
from newsreader.ingest.headline import find_title
from newsreader.ingest.lines import Line, read_lines
from newsreader.ingest.pictures import mark_pictures
from newsreader.ingest.prose import weigh_prose
from newsreader.ingest.rest import keep_first, keep_sentences, keep_short, keep_some, mark_rest
from newsreader.ingest.surroundings import begins_with_name, mark_surroundings
from newsreader.model.document import Block, BlockKind, Stamp
from newsreader.model.spans import Span
from newsreader.text.safe import fold

MOST_LINES = 20_000
"""How many lines are weighed against each other; no article has so many."""

MOST_COPIES = 12
"""A line that stands in the text more often than this is furniture."""

_BEFORE_TEXT = (BlockKind.TITLE, BlockKind.DEK, BlockKind.BYLINE, BlockKind.DATE, BlockKind.DATELINE)
_RUNNING = frozenset({BlockKind.BODY, BlockKind.HEADING, BlockKind.QUOTE, BlockKind.LIST, BlockKind.TABLE})
_RANKS = {
    kind: _BEFORE_TEXT.index(kind) if kind in _BEFORE_TEXT else len(_BEFORE_TEXT) + (kind not in _RUNNING)
    for kind in BlockKind
}
_MOST_TITLE_CHARS = 500
_DATELINE_LINES = 2
_MOST_LABELLED = 60
_LEAST_LABELS = 3
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


def find_blocks(text: str, furniture: Furniture | None = None) -> Structure:
    """The structure of a safe text: linear in its length, and always the same for the same text.

    `furniture` counts the lines of other documents of the same source; what they share is left aside.
    """
    lines = read_lines(text)
    if furniture is not None:
        _note_furniture(lines, furniture)
    kinds = label(lines)
    blocks = make_blocks([(kind, line.parts) for kind, line in zip(kinds, lines, strict=True)])
    found: dict[BlockKind, list[Line]] = {}
    for line, kind in zip(lines, kinds, strict=True):
        found.setdefault(kind, []).append(line)
    title = _words(found.get(BlockKind.TITLE))
    dated = found.get(BlockKind.DATE, []) + found.get(BlockKind.BYLINE, [])
    return Structure(
        blocks=blocks,
        title=title[:_MOST_TITLE_CHARS] if title else None,
        dek=_words(found.get(BlockKind.DEK)),
        byline=split_names(_words(found.get(BlockKind.BYLINE))),
        dateline=_dateline(found),
        published=next((stamp for line in dated if (stamp := parse_day(line.text))), None),
    )


def _note_furniture(lines: list[Line], furniture: Furniture) -> None:
    """Note the lines that other documents have too, but those that may well state the same fact each time."""
    for line in lines:
        states = line.byline or line.is_date or line.credit or (line.name and begins_with_name(line.text))
        if not states and len(line.parts) == 1 and furniture.is_furniture(line.text):
            line.furniture = _SURE_FURNITURE


def _words(lines: list[Line] | None) -> str | None:
    return fold(" ".join([line.text for line in lines])) or None if lines else None


def label(lines: list[Line]) -> list[BlockKind]:
    """What each of the lines is; those past `MOST_LINES` and those that are there all the time are not weighed."""
    weighed = [line for line in lines if line.copies <= MOST_COPIES][:MOST_LINES]
    if not weighed:
        return [BlockKind.BODY if line.furniture == 0 else BlockKind.BOILERPLATE for line in lines]
    found = dict(zip(map(id, weighed), _weigh(weighed), strict=True))
    return [found.get(id(line)) or _unweighed(line) for line in lines]


def _unweighed(line: Line) -> BlockKind:
    return BlockKind.BODY if line.copies <= MOST_COPIES and line.closed else BlockKind.BOILERPLATE


def _weigh(lines: list[Line]) -> list[BlockKind]:
    """What each of the lines is, seen together."""
    kinds, region, title = first_kinds(lines)
    mark_rest(lines, kinds, region, title)
    keep_sentences(lines, kinds)
    if len(lines) <= _MOST_NOTE_LINES and BlockKind.BODY not in kinds:
        _mark_note(lines, kinds)
    keep_short(lines, kinds)
    keep_first(lines, kinds)
    keep_some(lines, kinds)
    _mark_body_forms(lines, kinds)
    return kinds


def first_kinds(lines: list[Line]) -> tuple[list[BlockKind], tuple[int, int], int | None]:
    """What each line seems to be, where the running text is densest, and which line is the title."""
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
    return kinds, region, title


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
    ranked = [(_RANKS[kind], index) for index, (kind, _) in enumerate(pieces) if kind is not BlockKind.BOILERPLATE]
    firsts, count = [-1] * len(pieces), 0
    for _, index in sorted(ranked):
        firsts[index] = count
        count += len(pieces[index][1])
    blocks: list[Block] = []
    for (kind, parts), first in zip(pieces, firsts, strict=True):
        for number, (start, end) in enumerate(parts):
            order = first + number if first >= 0 else None
            blocks.append(Block(kind, Span(start, end), order, number > 0 and order is not None))
    return tuple(blocks)


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


def _dateline(found: dict[BlockKind, list[Line]]) -> str | None:
    alone = found.get(BlockKind.DATELINE)
    if alone:
        return fold(alone[0].text).rstrip(" -–—") or None
    body = found.get(BlockKind.BODY, [])
    datelines = [dateline for line in body[:_DATELINE_LINES] if (dateline := find_dateline(line.text))]
    if not datelines or _are_labels(datelines[0], body):
        return None
    return fold(datelines[0])


def _are_labels(dateline: str, body: list[Line]) -> bool:
    """Whether one word that could be a place is one of several such: the topics of a list of short reports."""
    if not dateline.isalpha():
        return False
    others = [find_dateline(line.text) for line in body[:_MOST_LABELLED] if line.text[:2].isupper()]
    return len({other for other in others if other}) >= _LEAST_LABELS
