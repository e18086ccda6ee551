"""Quotes of an article as the network reads them, in characters of its passages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from newsreader.analysis.engine import WEIGHTS
from newsreader.analysis.tagger.decode import Found, Link, Read, decode
from newsreader.analysis.tagger.network import Network, load_network
from newsreader.analysis.tagger.words import Window, pack, read_lines

EAGER = 1.5
"""What is added to the score of beginning a quote, so that more are found: the doubtful are weighed again with what
the rules say of them (`trust`)."""

AT_ONCE = 16
"""How many windows are decoded together."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of a passage."""

    passage: int
    """The number of the passage."""

    start: int
    """The first character in its folded text."""

    end: int
    """One past the last."""

    sure: float
    """How sure the tags are, 0 to 1."""

    edges: float = 1.0
    """How sure its ends are, 0 to 1."""


@dataclass(slots=True)
class Tagged:
    """A quote."""

    parts: list[Stretch]
    """What was said, in order."""

    cue: Stretch | None
    """The words of saying."""

    source: Stretch | None
    """Who says it."""

    speech: float
    """How sure it is that it was said and not thought, 0 to 1."""

    cue_sure: float
    """How sure the link to the cue is, or that there is none."""

    source_sure: float
    """The same of the source."""

    inherits: bool = False
    """Whether the source is that of the quote before, which this one goes on with."""


class Tagger:
    """Reads the passages of one article after another; keeps nothing between them."""

    def __init__(self, network: Network, bias: float = EAGER) -> None:
        """Take a loaded network, and what is added to the score of beginning a quote."""
        self._network = network
        self._bias = bias

    def read(self, texts: Sequence[str]) -> list[Tagged]:
        """The quotes of an article, given its passages' folded texts, in order."""
        windows = list(pack(read_lines(texts, self._network.cut), self._network.cut))
        found: list[Tagged] = []
        for begin in range(0, len(windows), AT_ONCE):
            some = windows[begin : begin + AT_ONCE]
            readings = [self._network.read(window) for window in some]
            for window, quotes in zip(some, decode(self._network, some, readings, self._bias), strict=True):
                self._take(window, quotes, found)
        return found

    def _take(self, window: Window, quotes: list[Read], found: list[Tagged]) -> None:
        for quote in quotes:
            parts = [_stretch(window, part) for part in quote.parts]
            if not (quote.resumes and found):
                cue, source = _linked(window, quote.cue), _linked(window, quote.source)
                found.append(Tagged(parts[:1], cue, source, quote.speech, quote.cue.sure, quote.source.sure))
                del parts[0]
            for part in parts:
                _resume(found, part)


def _resume(found: list[Tagged], part: Stretch) -> None:
    """Give a further part to the last quote; in another paragraph it is a quote of its own, of the same source."""
    last = found[-1]
    if part.passage == last.parts[-1].passage:
        last.parts.append(part)
    else:
        found.append(Tagged([part], None, last.source, last.speech, last.cue_sure, last.source_sure, inherits=True))


def _linked(window: Window, link: Link) -> Stretch | None:
    return None if link.to is None else _stretch(window, link.to)


def _stretch(window: Window, span: Found) -> Stretch:
    at = 0
    for line in window.lines:
        if span.first < at + len(line.words):
            words = line.words
            return Stretch(line.passage, words[span.first - at].start, words[span.last - at].end, span.sure, span.edges)
        at += len(line.words)
    raise IndexError(span.first)


def load_tagger(folder: Path = WEIGHTS) -> Tagger:
    """The tagger; raises `ModelError` where its weights are missing or are not the ones that were pinned."""
    return Tagger(load_network(folder))
