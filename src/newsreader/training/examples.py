"""Annotated articles as the numbers that the network is to give.

Each word has a tag for what was said, one for the words of saying and one for who says it; the first word of
what was said is linked to the first words of the other two. Attributions inside attributions (under one in a
hundred) are left out: the outermost counts.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newsreader.analysis.passages import Passage, fold, past_dateline
from newsreader.analysis.tagger.decode import BEGINS, CONTENT, CUE, INSIDE, OUTSIDE, RESUMES, SOURCE
from newsreader.analysis.tagger.pieces import WordPieces
from newsreader.analysis.tagger.words import Line, Window, read_lines
from newsreader.model.document import BlockKind
from newsreader.model.spans import Span


@dataclass(slots=True)
class Attribution:
    """One annotated quote."""

    parts: list[tuple[int, int]]
    """What was said, in code points of the text."""

    cue: list[tuple[int, int]]
    """The words of saying; empty where there are none."""

    source: list[tuple[int, int]]
    """Who says it; empty where nobody is named."""

    speech: bool
    """Whether it is said, and not thought or felt."""


@dataclass(slots=True)
class Example:
    """An annotated article."""

    passages: list[Passage]
    """Its paragraphs."""

    lines: list[Line]
    """The same as the network reads them."""

    attributions: list[Attribution]
    """Its quotes, the longest first."""


@dataclass(slots=True)
class Target:
    """What the network is to give for a window."""

    tags: tuple[list[int], list[int], list[int]]
    """For each word its tag in each row."""

    links: list[tuple[int, int | None, int | None, bool]] = field(default_factory=list)
    """For each quote: its first word, the first word of its cue and of its source, and whether it is speech."""


def read_examples(file: Path, cut: WordPieces) -> Iterator[Example]:
    """The articles of a JSON Lines file in the format of the evaluation sets."""
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            yield read_example(json.loads(line), cut)


def read_example(record: dict[str, Any], cut: WordPieces) -> Example:
    """One article: `{"text": …, "quotes": [{"start", "end", "parts"?, "speaker", "cue", "speech"}]}`."""
    text = record["text"]
    passages: list[Passage] = []
    for paragraph in re.finditer(r"[^\n]+", text):
        spans = past_dateline(text, [Span(*paragraph.span())])
        passages.extend(fold(text, BlockKind.BODY, spans))
    attributions = [
        Attribution(_parts(quote), _parts(quote.get("cue")), _parts(quote.get("speaker")), bool(quote["speech"]))
        for quote in record["quotes"]
    ]
    attributions.sort(key=lambda quote: quote.parts[0][0] - quote.parts[-1][1])
    return Example(passages, read_lines([passage.text for passage in passages], cut), attributions)


def _parts(record: dict[str, Any] | None) -> list[tuple[int, int]]:
    if not record:
        return []
    return [(start, end) for start, end in record.get("parts") or [(record["start"], record["end"])]]


def find_target(example: Example, window: Window) -> Target:
    """The tags and links of a window's words."""
    return _Labels(example.passages, window.lines).read(example.attributions)


class _Labels:
    def __init__(self, passages: Sequence[Passage], lines: Sequence[Line]) -> None:
        words = [(passages[line.passage], word) for line in lines for word in line.words]
        self.starts = [passage.starts[word.start] for passage, word in words]
        self.ends = [passage.ends[word.end - 1] for passage, word in words]
        begins = [0]
        for line in lines:
            begins.append(begins[-1] + len(line.words))
        self.line_begins = set(begins)
        count = len(words)
        self.target = Target(([OUTSIDE] * count, [OUTSIDE] * count, [OUTSIDE] * count))

    def read(self, attributions: Sequence[Attribution]) -> Target:
        for quote in attributions:
            self._take(quote)
        return self.target

    def _take(self, quote: Attribution) -> None:
        runs = [run for start, end in quote.parts for run in self._runs(start, end)]
        tags = self.target.tags[CONTENT]
        if not runs or any(tags[word] for run in runs for word in run):
            return
        goes_on = quote.parts[0][0] < self.starts[0]
        for run in runs:
            tags[run[0]] = RESUMES if goes_on else BEGINS
            for word in run[1:]:
                tags[word] = INSIDE
            goes_on = True
        cue, source = self._mark(CUE, quote.cue), self._mark(SOURCE, quote.source)
        self.target.links.append((runs[0][0], cue, source, quote.speech))

    def _mark(self, row: int, parts: list[tuple[int, int]]) -> int | None:
        """Tag the first part of a cue or source; its first word, or None where it is not in the window."""
        runs = [run for start, end in parts[:1] for run in self._runs(start, end)]
        if not runs:
            return None
        tags = self.target.tags[row]
        run = runs[0]
        if any(tags[word] for word in run):
            return next((word for word in run if tags[word] == BEGINS), None)
        tags[run[0]] = BEGINS
        for word in run[1:]:
            tags[word] = INSIDE
        return run[0]

    def _runs(self, start: int, end: int) -> Iterator[list[int]]:
        """The words of a stretch of the article, line by line."""
        run: list[int] = []
        for word in range(max(0, bisect_right(self.starts, start) - 1), len(self.starts)):
            if self.starts[word] >= end:
                break
            if self.ends[word] <= start:
                continue
            if run and word in self.line_begins:
                yield run
                run = []
            run.append(word)
        if run:
            yield run
