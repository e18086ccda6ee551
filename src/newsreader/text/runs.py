"""Which styles lie over which characters: marks of all kinds, laid over one another, cut into runs.

The layers of an article (quotes, mentions, what is picked, what is searched) are flattened once into
stretches that do not overlap; a row then takes its own by bisection, so that drawing costs what is on
the screen and not what is in the article.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsreader.model.spans import Span

Styles = tuple[str, ...]
"""Names of styles, the later ones over the earlier."""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that are drawn alike."""

    span: Span
    """Which."""

    styles: Styles
    """How."""


@dataclass(frozen=True, slots=True)
class Layers:
    """Marks laid over a text and flattened: the stretches between `edges` have one look each."""

    edges: tuple[int, ...] = ()
    """Where the look changes, in order; the last stretch ends at the last edge."""

    looks: tuple[Styles, ...] = ()
    """The look from each edge to the next."""


def lay(marks: Iterable[tuple[Span, str]]) -> Layers:
    """Marks flattened; where several cover a character, all their names apply, in the order given."""
    starts: dict[int, list[tuple[int, str]]] = {}
    ends: dict[int, list[int]] = {}
    for number, (span, style) in enumerate(marks):
        if span.start < span.end:
            starts.setdefault(span.start, []).append((number, style))
            ends.setdefault(span.end, []).append(number)
    edges = sorted(starts.keys() | ends.keys())
    open_marks: dict[int, str] = {}
    looks: list[Styles] = []
    for edge in edges:
        for number in ends.get(edge, ()):
            del open_marks[number]
        open_marks.update(starts.get(edge, ()))
        looks.append(tuple(open_marks[number] for number in sorted(open_marks)))
    return Layers(tuple(edges), tuple(looks))


def runs(span: Span, layers: Layers) -> Iterator[Run]:
    """The runs that make up a stretch of text, first to last; together they cover it exactly."""
    edges, looks = layers.edges, layers.looks
    at = span.start
    index = bisect_right(edges, at) - 1
    while at < span.end:
        end = min(span.end, edges[index + 1]) if index + 1 < len(edges) else span.end
        yield Run(Span(at, end), looks[index] if index >= 0 else ())
        at, index = end, index + 1
