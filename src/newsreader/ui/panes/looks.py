"""Which marks lie over an article's text: one look for an actor in the panel and in the text alike."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice

from newsreader.model.article import Actor, MentionForm, ParsedArticle, QuoteType
from newsreader.model.reading import Reading
from newsreader.model.spans import ActorId, Span
from newsreader.text.runs import Layers, lay
from newsreader.text.wrap import Row
from newsreader.ui.glyphs import Glyphs

COLOURS = 6
"""How many actors have a colour of their own: the first in salience."""

TEXT_STYLES = (
    "title", "meta", "dek", "heading", "caption", "credit", "rule", "fold", "boilerplate",
    "worked-out", "picked", "lit", "match", "match-now", "mark", "mark-picked",
    *(f"actor-{number}" for number in range(COLOURS)),
)  # fmt: skip
"""The names of the styles that the style sheet gives a look of its own; others are drawn plainly."""


def colours_of(parsed: ParsedArticle) -> dict[ActorId, str]:
    """The style of each actor: a colour for the first few of the story, one plain look for the others."""
    styles: dict[ActorId, str] = {}
    for actor in sorted(parsed.actors, key=lambda actor: -actor.salience):
        in_story = actor.salience > 0 and len(styles) < COLOURS
        styles[actor.id] = f"actor-{len(styles)}" if in_story else "other-actor"
    return styles


def layers_of(reading: Reading, lit: Span | None, matches: Sequence[Span], match: int | None) -> Layers:
    """The marks over the text of what is open; the later over the earlier."""
    return lay(_marks(reading, lit, matches, match)) if reading.parsed else Layers()


def _marks(
    reading: Reading, lit: Span | None, matches: Sequence[Span], match: int | None
) -> Iterator[tuple[Span, str]]:
    parsed = reading.parsed
    if parsed is None:
        return
    for quote in parsed.quotes:
        for part in quote.parts:
            yield part, "told" if quote.type is QuoteType.INDIRECT else "said"
    styles = colours_of(parsed)
    for actor in parsed.actors:
        for mention in actor.mentions:
            yield mention.span, styles[actor.id]
            if mention.form is not MentionForm.NAME and actor.named:
                yield mention.span, "worked-out"
    picked = parsed.actor(reading.actor_id)
    for span in _spans_of(picked):
        yield span, "picked"
    if reading.quote is not None:
        for part in reading.quote.parts:
            yield part, "picked"
    for number, span in enumerate(matches):
        yield span, "match-now" if number == match else "match"
    if lit is not None:
        yield lit, "lit"


def _spans_of(actor: Actor | None) -> list[Span]:
    return [mention.span for mention in actor.mentions] if actor else []


def margin_of(reading: Reading, rows: Sequence[Row], glyphs: Glyphs) -> dict[int, tuple[str, str]]:
    """By row, the sign in the margin: beside what was said, and beside what is told of what was said."""
    parsed = reading.parsed
    if parsed is None:
        return {}
    parts = sorted(
        (part, quote.type is QuoteType.INDIRECT, number == reading.quote_index)
        for number, quote in enumerate(parsed.quotes)
        for part in quote.parts
    )
    ends = list(accumulate((part.end for part, _, _ in parts), max))
    signs: dict[int, tuple[str, str]] = {}
    for y, row in enumerate(rows):
        here = [part for piece in row.pieces for part in _meeting(parts, ends, piece)]
        if here:
            told = all(indirect for _, indirect, _ in here)
            picked = any(is_picked for _, _, is_picked in here)
            signs[y] = (glyphs.indirect if told else glyphs.direct, "mark-picked" if picked else "mark")
    return signs


QuotePart = tuple[Span, bool, bool]
"""A part of a quote, whether it is only told of, and whether it is picked."""


def _meeting(parts: Sequence[QuotePart], ends: Sequence[int], piece: Span) -> Iterator[QuotePart]:
    """The parts that a piece of a row touches; `ends` are the furthest ends up to each part, so rising."""
    for part in islice(parts, bisect_right(ends, piece.start), None):
        if part[0].start >= piece.end:
            return
        if part[0].meets(piece):
            yield part
