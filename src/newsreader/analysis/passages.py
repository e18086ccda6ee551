"""The parts of an article that are read for their language, in the form that the model is fed.

A passage is a paragraph, a title, a caption. The model gets it as folded text: no invisible characters (they
would split names), each run of white space as one blank, two apostrophes in a row as the one quotation mark
that they are printed for, and no word longer than `LONGEST_WORD`. Each character of the folded text
knows which code points of the article it stands for, so whatever is found goes back to the very words. What is in
capitals altogether gets the small letters that it would have (`recasing.py`).

Passages are short, since time and memory of the model grow with the longest of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from newsreader.analysis.recasing import recase
from newsreader.model.document import PROSE, Block, BlockKind, Document
from newsreader.model.spans import Span
from newsreader.text.safe import INVISIBLE

MOST_CHARACTERS = 100_000
"""How much of an article is analysed, in code points; what is past it is named in `left_out`."""

LONGEST_PASSAGE = 4_000
"""A longer paragraph is cut at a blank, in folded characters."""

LONGEST_WORD = 80
"""Of a longer run without a blank only so much is fed to the model."""

READ_KINDS = PROSE | {BlockKind.TITLE, BlockKind.DEK, BlockKind.CAPTION}
"""The kinds of lines that are read for their language."""

_DATELINE = re.compile(
    r"[A-Z][A-Z.'’/ -]{2,40}(?:, [A-Z][\w.]{1,20}(?: [A-Z][\w.]{1,20})?)?(?:,? [A-Z][a-z]{2,8}\.? \d{1,2})?"
    r"(?: ?\([^)\n]{2,30}\))? ?(?:--|[—–]|- ) ?"
)
"""`WASHINGTON, Oct. 4 (Reuters) - `: where it was written, which the model takes for the subject of the sentence."""

_PIECE = re.compile(rf"(?P<gone>[{INVISIBLE}]+)|(?P<blank>\s+)|(?P<close>'')|(?P<open>``)|(?P<plain>.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph as the model is fed it."""

    kind: BlockKind
    """What its first line is."""

    text: str
    """The folded text."""

    starts: tuple[int, ...]
    """For each folded character the first code point of the article that it stands for."""

    ends: tuple[int, ...]
    """And one past the last."""

    goes_on: bool = False
    """Whether it goes on with the paragraph of the passage before it, which was cut for its length."""

    def span(self, start: int, end: int) -> Span:
        """Where folded characters `[start, end)` stand in the article; they may not be empty."""
        return Span(self.starts[start], self.ends[end - 1])


def find_passages(document: Document) -> tuple[tuple[Passage, ...], int]:
    """The passages in reading order, and how many code points of readable text were left out."""
    passages: list[Passage] = []
    room = MOST_CHARACTERS
    left_out = 0
    for lines in _paragraphs(document):
        spans = [block.span for block in lines]
        size = sum(len(span) for span in spans)
        if room <= 0:
            left_out += size
            continue
        left_out += max(0, size - room)
        passages.extend(fold(document.text, lines[0].kind, _within(past_dateline(document.text, spans), room)))
        room -= size
    texts = recase([passage.text for passage in passages])
    return tuple(replace(passage, text=text) for passage, text in zip(passages, texts, strict=True)), left_out


def _paragraphs(document: Document) -> Iterator[list[Block]]:
    """The readable blocks, those that go on with one another together."""
    lines: list[Block] = []
    for block in document.in_reading_order():
        if block.kind not in READ_KINDS:
            continue
        if lines and not (block.continues and block.kind == lines[-1].kind):
            yield lines
            lines = []
        lines.append(block)
    if lines:
        yield lines


def past_dateline(text: str, spans: list[Span]) -> list[Span]:
    """The same stretches without the dateline that the first begins with, unless that is all of it."""
    found = _DATELINE.match(text, spans[0].start, spans[0].end)
    if found is None or found.end() >= spans[0].end:
        return spans
    return [Span(found.end(), spans[0].end), *spans[1:]]


def _within(spans: list[Span], room: int) -> list[Span]:
    kept = []
    for span in spans:
        if room <= 0:
            break
        kept.append(Span(span.start, min(span.end, span.start + room)))
        room -= len(span)
    return kept


def fold(text: str, kind: BlockKind, spans: list[Span]) -> Iterator[Passage]:
    """The passages of one paragraph, given as the stretches of the article that make it up."""
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for character, start, end in _characters(text, spans):
        letters.append(character)
        starts.append(start)
        ends.append(end)
    begin = 0
    while begin < len(letters):
        end = _cut(letters, begin)
        yield Passage(kind, "".join(letters[begin:end]), tuple(starts[begin:end]), tuple(ends[begin:end]), begin > 0)
        begin = end + (end < len(letters) and letters[end] == " ")


def _cut(letters: list[str], begin: int) -> int:
    """Where the passage that begins there ends: at the last blank before it grows too long."""
    end = begin + LONGEST_PASSAGE
    if end >= len(letters):
        return len(letters)
    for at in range(end, begin, -1):
        if letters[at] == " ":
            return at
    return end


def _characters(text: str, spans: list[Span]) -> Iterator[tuple[str, int, int]]:
    """The folded characters of some stretches of text, each with the code points it stands for."""
    run = 0
    last = " "
    for number, span in enumerate(spans):
        if number and last != " ":
            yield " ", span.start, span.start + 1
            last, run = " ", 0
        for found in _PIECE.finditer(text, span.start, span.end):
            if found.lastgroup == "gone":
                continue
            folded = {"blank": " ", "close": '"', "open": "“"}.get(found.lastgroup or "", found.group())
            run = 0 if folded == " " else run + 1
            if run > LONGEST_WORD or (folded == " " and last == " "):
                continue
            last = folded
            yield folded, found.start(), found.end()
