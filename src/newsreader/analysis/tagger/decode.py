"""From scores to spans and links.

The best path of tags is found by the Viterbi algorithm, how sure each tag of it is by the forward-backward
one (Rabiner 1989), for all windows and rows of tags at once. A link goes to the best of the spans that were
found, or to none where that scores better.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from newsreader.analysis.tagger.network import FARTHEST, NEVER, POINTER, Network, Reading
from newsreader.analysis.tagger.words import Window

OUTSIDE, BEGINS, INSIDE, RESUMES = 0, 1, 2, 3
"""The tags; the last is for what was said alone: it goes on after its words of saying."""

CONTENT, CUE, SOURCE = 0, 1, 2
"""The rows of tags."""

HEAD_WORDS = 3
"""A span is linked by the best of so many of its first words."""

OTHER_SOURCE = 0.85
"""A further part of a quote that is linked to another source more surely than this is a quote of its own."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Found:
    """A run of words with a tag, within one line of a window."""

    first: int
    """Its first word, counted in the window."""

    last: int
    """Its last word."""

    sure: float
    """How sure its tags are, 0 to 1: the mean of their probabilities."""

    edges: float
    """How sure its two ends are: the product of their probabilities."""


@dataclass(slots=True)
class Link:
    """What a quote is linked to."""

    to: Found | None
    """The span, or None."""

    sure: float
    """The probability of that, 0 to 1."""


@dataclass(slots=True)
class Read:
    """A quote as the network reads it, in words of its window."""

    parts: list[Found]
    """What was said, in order."""

    cue: Link
    """The words of saying."""

    source: Link
    """Who says it."""

    speech: float
    """How sure it is that it was said and not thought, 0 to 1."""

    resumes: bool = False
    """Whether it goes on with the last quote of the window before."""


@dataclass(slots=True)
class _Paths:
    tags: NDArray[np.int8]
    sure: Floats
    goes_on: Floats
    lengths: list[int] = field(default_factory=list)


def decode(
    network: Network, windows: Sequence[Window], readings: Sequence[Reading], bias: float = 0.0
) -> list[list[Read]]:
    """The quotes of each window; `bias` is added to the score of beginning one."""
    if not windows:
        return []
    paths = _find_paths(network, windows, readings, bias)
    return [_read_window(network, reading, paths, number) for number, reading in enumerate(readings)]


def _find_paths(network: Network, windows: Sequence[Window], readings: Sequence[Reading], bias: float) -> _Paths:
    lengths = [len(reading.tags) for reading in readings]
    scores = _arrange(network, windows, readings, bias)
    moves = network.transitions.astype(np.float64)
    moves[:, OUTSIDE, INSIDE] += NEVER
    # Shorter windows stand still past their end: a window reads the same beside a longer one as alone.
    real = np.arange(len(scores))[:, None] < np.array(lengths)
    tags = _viterbi(scores, moves, real)
    if not tags[:, :, CONTENT].any():
        return _Paths(tags, np.ones(tags.shape), np.zeros(tags.shape), lengths)
    sure, goes_on = _marginals(scores, moves, real, tags)
    return _Paths(tags, sure, goes_on, lengths)


def _arrange(network: Network, windows: Sequence[Window], readings: Sequence[Reading], bias: float) -> Floats:
    """Scores `[words, windows, 3, 4]`; nothing goes on into a line from the one before it."""
    longest = max(len(reading.tags) for reading in readings)
    scores = np.full((longest, len(windows), 3, 4), NEVER)
    for number, (window, reading) in enumerate(zip(windows, readings, strict=True)):
        own = scores[: len(reading.tags), number]
        own[:, CONTENT] = reading.tags[:, :4]
        own[:, CUE, :3] = reading.tags[:, 4:7]
        own[:, SOURCE, :3] = reading.tags[:, 7:10]
        own[:, CONTENT, BEGINS] += bias
        at = 0
        for line in window.lines:
            own[at, :, INSIDE] += NEVER
            at += len(line.words)
    scores[0] += network.begins
    return scores


def _viterbi(scores: Floats, moves: Floats, real: NDArray[np.bool_]) -> NDArray[np.int8]:
    """The best tags, `[words, windows, 3]`."""
    back = np.tile(np.arange(4, dtype=np.int8), (*scores.shape[:3], 1))
    best = scores[0]
    for word in range(1, len(scores)):
        here = real[word]
        reached = best[here][..., None] + moves
        back[word, here] = reached.argmax(-2)
        best = best.copy()
        best[here] = reached.max(-2) + scores[word, here]
    tags = np.zeros(scores.shape[:3], np.int8)
    tags[-1] = best.argmax(-1)
    for word in range(len(scores) - 1, 0, -1):
        tags[word - 1] = np.take_along_axis(back[word], tags[word][..., None].astype(np.int64), -1)[..., 0]
    return tags


def _marginals(scores: Floats, moves: Floats, real: NDArray[np.bool_], tags: NDArray[np.int8]) -> tuple[Floats, Floats]:
    """For each word how probable its tag is, and how probable it is that its span goes on in it."""
    weights = np.exp(scores - scores.max(-1, keepdims=True))
    moved = np.exp(np.clip(moves, -60, 60))
    forward = np.empty_like(weights)
    backward = np.ones_like(weights)
    forward[0] = weights[0] / weights[0].sum(-1, keepdims=True)
    for word in range(1, len(scores)):
        here = real[word]
        after = (forward[word - 1, here][..., None, :] @ moved)[..., 0, :] * weights[word, here] + 1e-30
        forward[word] = forward[word - 1]
        forward[word, here] = after / after.sum(-1, keepdims=True)
    turned = moved.transpose(0, 2, 1)
    for word in range(len(scores) - 1, 0, -1):
        here = real[word]
        before = ((weights[word, here] * backward[word, here])[..., None, :] @ turned)[..., 0, :] + 1e-30
        backward[word - 1, here] = before / before.sum(-1, keepdims=True)
    both = forward * backward
    both /= both.sum(-1, keepdims=True)
    own = np.take_along_axis(both, tags[..., None].astype(np.int64), -1)[..., 0]
    return own, both[..., INSIDE]


def _read_window(network: Network, reading: Reading, paths: _Paths, number: int) -> list[Read]:
    length = paths.lengths[number]
    rows = [_spans(paths, number, row, length) for row in (CONTENT, CUE, SOURCE)]
    quotes: list[Read] = []
    for tag, span in rows[CONTENT]:
        source = _link(network, reading, 1, span.first, [one for _, one in rows[SOURCE]])
        if tag == RESUMES and quotes and not _somebody_else(quotes[-1], span, source, rows[SOURCE]):
            quotes[-1].parts.append(span)
            continue
        cue = _link(network, reading, 0, span.first, [one for _, one in rows[CUE]])
        speech = float(1 / (1 + np.exp(-reading.tags[span.first, 10])))
        quotes.append(Read([span], cue, source, speech, tag == RESUMES and not quotes))
    return quotes


def _somebody_else(quote: Read, part: Found, source: Link, sources: Sequence[tuple[int, Found]]) -> bool:
    """Whether a further part of a quote has another source: one that it is linked to, or that stands before it."""
    if quote.source.to is None:
        return False
    before = quote.parts[-1].last
    if any(before < one.first < part.first and one is not quote.source.to for _, one in sources):
        return True
    return source.to is not None and source.to is not quote.source.to and source.sure > OTHER_SOURCE


def _spans(paths: _Paths, number: int, row: int, length: int) -> list[tuple[int, Found]]:
    tags = paths.tags[:length, number, row].tolist()
    sure = paths.sure[:length, number, row].tolist()
    inside = paths.goes_on[:, number, row]
    found: list[tuple[int, Found]] = []
    word = 0
    while word < length:
        tag = tags[word]
        if tag == OUTSIDE:
            word += 1
            continue
        last = word
        while last + 1 < length and tags[last + 1] == INSIDE:
            last += 1
        ends = 1.0 - float(inside[last + 1]) if last + 1 < length else 1.0
        mean = sum(sure[word : last + 1]) / (last + 1 - word)
        found.append((tag, Found(word, last, mean, sure[word] * ends)))
        word = last + 1
    return found


def _link(network: Network, reading: Reading, which: int, word: int, spans: Sequence[Found]) -> Link:
    begin = 2 * which * POINTER
    query = reading.pointers[word + 1, begin : begin + POINTER]
    keys = reading.pointers[:, begin + POINTER : begin + 2 * POINTER]
    off = np.clip(reading.places - reading.places[word + 1], -FARTHEST, FARTHEST) + FARTHEST
    scores = keys @ query / POINTER**0.5 + network.distance[which][off]
    weights = np.exp(scores - scores.max())
    weights /= weights.sum()
    best, kept = float(weights[0]), None
    for span in spans:
        weight = float(weights[span.first + 1 : min(span.last, span.first + HEAD_WORDS - 1) + 2].sum())
        if weight > best:
            best, kept = weight, span
    return Link(kept, best)
