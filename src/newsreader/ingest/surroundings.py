"""What stands around the title: who wrote it, when, and the summary under it.

The same forms stand elsewhere for other things: names in lists, dates of other stories. So each is
looked for by the title first, then just before the text begins, and counts nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator

from newsreader.ingest.lexicon import entries
from newsreader.ingest.lines import Line
from newsreader.ingest.picture_words import is_agency
from newsreader.model.document import BlockKind

_REACH = 7
_BEFORE = 4
_NAME_REACH = 3
_DEK_WORDS = 6
_MOST_DEK_WORDS = 90
_DEK_REACH = 2
_LEAST_TEXT = 3
_MOST_NAME_WORDS = 10
_GIVEN_NAMES = frozenset(entries("given_names"))
_HEAD = frozenset({BlockKind.BYLINE, BlockKind.DATE, BlockKind.TITLE})


def mark_surroundings(lines: list[Line], kinds: list[BlockKind], region: tuple[int, int], title: int | None) -> None:
    """Set the kind of the lines that are byline, date or summary; at most one of each."""
    byline = _find_byline(lines, kinds, region, title)
    if byline is not None:
        kinds[byline] = BlockKind.BYLINE
    date = _find_date(lines, kinds, region, title)
    if date is not None:
        kinds[date] = BlockKind.DATE
    if byline is None:
        byline = _find_name(lines, kinds, title, date)
        if byline is not None:
            kinds[byline] = BlockKind.BYLINE
    if date is None and byline is not None:
        date = _find_dated_name(lines, kinds, title, byline)
        if date is not None:
            kinds[date] = BlockKind.DATE
    dek = _find_dek(lines, kinds, title)
    if dek is not None:
        kinds[dek] = BlockKind.DEK


def _places(region: tuple[int, int], title: int | None, count: int) -> Iterator[int]:
    """Where to look, the likeliest place first: below the title, above it, above the text, below it."""
    seen: set[int] = set()
    ranges = []
    if title is not None:
        ranges += [range(title + 1, title + 1 + _REACH), range(title - 1, title - 1 - _BEFORE, -1)]
    ranges += [
        range(region[0] - 1, region[0] - 1 - _BEFORE, -1),
        range(region[0], region[0] + 2),
        range(region[1] - 1, region[1] + 2),
    ]
    for places in ranges:
        for index in places:
            if 0 <= index < count and index not in seen:
                seen.add(index)
                yield index


def _find_byline(lines: list[Line], kinds: list[BlockKind], region: tuple[int, int], title: int | None) -> int | None:
    for index in _places(region, title, len(lines)):
        if lines[index].byline and kinds[index] not in (BlockKind.TITLE, BlockKind.CREDIT):
            return index
    return None


def _find_date(lines: list[Line], kinds: list[BlockKind], region: tuple[int, int], title: int | None) -> int | None:
    for index in _places(region, title, len(lines)):
        if lines[index].is_date and kinds[index] not in _HEAD:
            return index
    return None


def _find_dated_name(lines: list[Line], kinds: list[BlockKind], title: int | None, byline: int) -> int | None:
    """The line that names the paper and its day right beside the byline or title: "The Ledger, 14 May 2024"."""
    near = [byline + 1, byline - 1]
    if title is not None:
        near += [title + 1, title - 1]
    for index in near:
        if not 0 <= index < len(lines) or kinds[index] not in (BlockKind.BOILERPLATE, BlockKind.CAPTION):
            continue
        line = lines[index]
        plain = line.furniture == 0 and line.caption == 0 and line.copies == 1 and not line.closed
        if plain and line.date_rest and line.name and line.size <= _MOST_NAME_WORDS:
            return index
    return None


def _find_name(lines: list[Line], kinds: list[BlockKind], title: int | None, date: int | None) -> int | None:
    """A line that is nothing but names, with the date or right at the title."""
    if title is None:
        return None
    near = [title + 1, title + 2, title + 3, title - 1]
    if date is not None:
        near += [date - 1, date + 1]
    for index in near:
        if not 0 <= index < len(lines):
            continue
        if kinds[index] is BlockKind.BOILERPLATE and _names_somebody(lines, index, title, date):
            return index
        if kinds[index] is BlockKind.CREDIT and _is_agency_beside(lines[index], index, title, date):
            return index
    return None


def _is_agency_beside(line: Line, index: int, title: int, date: int | None) -> bool:
    """Whether an agency stands below the title and beside the day: there it is who wrote it, not whose picture."""
    return date is not None and abs(index - date) == 1 and title < index and is_agency(line.text)


def _names_somebody(lines: list[Line], index: int, title: int, date: int | None) -> bool:
    """Whether capitalised words are a person's name, or stand between title and date as only an author does."""
    line = lines[index]
    if not (line.name and line.size <= _MOST_NAME_WORDS and line.furniture == 0 and line.copies == 1):
        return False
    if line.size == 1:
        return line.text[0] == "@" and index == title + 1
    if date is not None and (title < index < date or (index == date - 1 and index < title)):
        return True
    return begins_with_name(line.text) or bool(line.date_rest)


def begins_with_name(text: str) -> bool:
    """Whether its first word is a given name, in small letters or capitals."""
    words = text.replace(",", " ").split()
    return bool(words) and (words[0].strip(".") in _GIVEN_NAMES or words[0].title() in _GIVEN_NAMES)


def _find_dek(lines: list[Line], kinds: list[BlockKind], title: int | None) -> int | None:
    """A sentence under the title that is not the first of the text: more of the head follows, or no text does."""
    if title is None:
        return None
    for index in range(title + 1, min(len(lines), title + 5)):
        line = lines[index]
        if kinds[index] in _HEAD:
            continue
        able = kinds[index] in (BlockKind.BODY, BlockKind.BOILERPLATE) and line.furniture < 2
        if not able or not _DEK_WORDS <= line.size <= _MOST_DEK_WORDS:
            return None
        followed = any(kinds[at] in _HEAD for at in range(index + 1, min(len(lines), index + 3)))
        return index if followed or _stands_alone(lines, kinds, index) else None
    return None


def _stands_alone(lines: list[Line], kinds: list[BlockKind], index: int) -> bool:
    """Whether the line is a sentence after which no running text comes, though there is some elsewhere."""
    line = lines[index]
    if not line.closed and line.prose < 0:
        return False
    after = lines[index + 1 : index + 1 + _DEK_REACH]
    going_on = any(other.prose > 0 and other.size >= _DEK_WORDS for other in after)
    text = sum(kind is BlockKind.BODY for kind in kinds)
    return not going_on and text - (kinds[index] is BlockKind.BODY) >= _LEAST_TEXT
