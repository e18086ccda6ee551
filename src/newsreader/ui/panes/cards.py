"""What the side panel says, as cards: a few lines about one actor, one quote, and where they stand.

Pure: from the parsed article and a width to lines. What the article states, what the program worked
out, and what it is not sure of are told apart by a sign each, not by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rich.cells import cell_len

from newsreader.model.article import (
    SURE,
    Actor,
    Basis,
    Event,
    Figure,
    MentionForm,
    ParsedArticle,
    Quote,
    QuoteType,
    Speaker,
    Tie,
)
from newsreader.model.corrections import OF_QUOTES, OF_TIES, Corrected, Correction
from newsreader.model.spans import ActorId, Span
from newsreader.model.telling import Telling
from newsreader.services.wording import describe, overridden
from newsreader.text.safe import fold
from newsreader.text.wrap import drawn, wrap_span, wrap_words
from newsreader.ui.glyphs import Glyphs
from newsreader.ui.panes.looks import colours_of
from newsreader.ui.widgets.lines import Line, Piece, Styles, width_of, words_of

MOST_LINES = 5
"""Lines of a quote on its card; the text has the rest."""

PANEL_STYLES = (
    "quiet", "name", "doubt", "cursor", "cursor-away", "seen", "cue",
    "actor-0", "actor-1", "actor-2", "actor-3", "actor-4", "actor-5",
)  # fmt: skip
"""The names of the styles that the style sheet gives a look of its own; others are drawn plainly."""


class Tab(StrEnum):
    """The parts of the panel."""

    ACTORS = "Actors"
    QUOTES = "Quotes"
    TIES = "Ties"
    TIMELINE = "Timeline"
    FIGURES = "Figures"


@dataclass(frozen=True, slots=True)
class Card:
    """One thing that the panel tells, and the words of the article that say so."""

    lines: tuple[Line, ...]
    """What is drawn, without the sign at the left."""

    spans: tuple[Span, ...]
    """Where the text says so, in order."""

    actor_id: ActorId | None = None
    """The actor that it is about."""

    quote_index: int | None = None
    """The index in `parsed.quotes` of the quote that it shows."""

    tie_index: int | None = None
    """The index in `parsed.ties` of the tie that it shows."""

    correction: Correction | None = None
    """The correction that it tells of, where what that is about is not in the article any more."""


def cards_of(
    parsed: ParsedArticle, tab: Tab, width: int, glyphs: Glyphs, corrected: Corrected | None = None
) -> list[Card]:
    """The cards of a part of the panel, for lines of so many cells; last what the person took out of it."""
    width = max(8, width)
    made = corrected or Corrected(parsed, parsed)
    if tab is Tab.ACTORS:
        colours = colours_of(parsed)
        cards = [
            _actor(actor, colours[actor.id], width, glyphs, made.actors.get(actor.id, ())) for actor in parsed.actors
        ]
    elif tab is Tab.QUOTES:
        cards = [
            _quote(parsed, number, quote, width, glyphs, made.quotes.get(number, ()))
            for number, quote in enumerate(parsed.quotes)
        ]
    elif tab is Tab.TIES:
        cards = [_tie(parsed, number, tie, width, glyphs) for number, tie in enumerate(parsed.ties)]
    else:
        return _facts(parsed, tab, width, glyphs)
    return cards + _gone(made, tab, width)


def _facts(parsed: ParsedArticle, tab: Tab, width: int, glyphs: Glyphs) -> list[Card]:
    telling = Telling(parsed)
    facts = parsed.events if tab is Tab.TIMELINE else parsed.figures
    cards = []
    for fact in facts:
        lines = _event(parsed, fact, width) if isinstance(fact, Event) else _figure(parsed, fact, width)
        told = _told(parsed, telling.of(fact.span), width, glyphs)
        cards.append(Card((*lines, *told), (fact.span,)))
    return cards


def count_of(parsed: ParsedArticle, tab: Tab) -> int:
    """How many cards a part of the panel has."""
    parts = {
        Tab.ACTORS: parsed.actors,
        Tab.QUOTES: parsed.quotes,
        Tab.TIES: parsed.ties,
        Tab.TIMELINE: parsed.events,
        Tab.FIGURES: parsed.figures,
    }
    return len(parts[tab])


# ------------------------------------------------------------------ actors


def _actor(actor: Actor, colour: str, width: int, glyphs: Glyphs, made: Sequence[Correction]) -> Card:
    lines = [_name_line(actor, colour, width, glyphs)]
    for role in actor.roles:
        lines += _wrapped(f"  {role.text}", width, ("card",), hang=2)
    names = [f"{glyphs.resolved if alias.basis is Basis.RESOLVED else ''}{alias.text}" for alias in actor.aliases]
    if names:
        lines += _wrapped("  also " + ", ".join(names), width, ("quiet",), hang=2)
    lines += _corrected(made, width)
    return Card(tuple(lines), tuple(mention.span for mention in actor.mentions), actor_id=actor.id)


def _name_line(actor: Actor, colour: str, width: int, glyphs: Glyphs) -> Line:
    named = [mention for mention in actor.mentions if mention.form is MentionForm.NAME]
    resolved = len(actor.mentions) - len(named)
    count = f"{len(named)}{f'+{glyphs.resolved}{resolved}' if resolved and named else ''}" if named else str(resolved)
    steps = round(actor.salience * 5)
    bar = glyphs.full * steps + glyphs.empty * (5 - steps) if actor.salience > 0 else "aside"
    kind = "" if actor.named else "unnamed "
    tail = f"{kind}{actor.type.value} {count:>3} {bar}"
    doubt = glyphs.unsure if actor.mentions and max(m.confidence for m in actor.mentions) < SURE else ""
    if cell_len(actor.name) + len(doubt) + 1 + len(tail) > width:
        tail = f"{count} {bar}"
    room = max(1, width - len(tail) - 1 - len(doubt))
    name = glyphs.cut(actor.name, room)
    gap = " " * max(1, width - cell_len(name) - len(doubt) - len(tail))
    return (Piece(name, ("name", colour)), Piece(doubt, ("doubt",)), Piece(gap + tail, ("quiet",)))


# ------------------------------------------------------------------ quotes


def _quote(
    parsed: ParsedArticle, number: int, quote: Quote, width: int, glyphs: Glyphs, made: Sequence[Correction]
) -> Card:
    style = "told" if quote.type is QuoteType.INDIRECT else "said"
    # The first says what the program had taken it for; the others what the person had.
    lines = [*_speaker_lines(parsed, quote, width, glyphs, is_corrected=bool(made)), *_corrected(made[:1], width)]
    words: list[Line] = []
    for index, part in enumerate(quote.parts):
        if index:
            words.append((Piece(f"  [{glyphs.ellipsis}]", ("quiet",)),))
        words += [
            (Piece("  "), *_joined(parsed.text, pieces, (style,)))
            for pieces in wrap_span(parsed.text, part, width - 2, cell_len)
        ]
    if len(words) > MOST_LINES:
        words = [*words[: MOST_LINES - 1], (Piece(f"  {glyphs.ellipsis}", ("quiet",)),)]
    about = quote.speakers[0].actor if quote.speakers else None
    return Card((*lines, *words), (quote.span,), actor_id=about, quote_index=number)


def _joined(text: str, spans: list[Span], styles: Styles) -> Iterator[Piece]:
    for index, span in enumerate(spans):
        if index:
            yield Piece(" ", styles)
        yield words_of(text, span, styles)


def _speaker_lines(
    parsed: ParsedArticle, quote: Quote, width: int, glyphs: Glyphs, *, is_corrected: bool
) -> Iterator[Line]:
    """Who said it, and how: the speaker, the word of saying, the kind of quote, and what is not sure."""
    colours = colours_of(parsed)
    names: list[Line] = []
    for speaker in quote.speakers:
        name, is_resolved = _speaker_name(parsed, speaker, is_corrected=is_corrected)
        colour = colours.get(speaker.actor, "other-actor") if speaker.actor else "other-actor"
        names.append((Piece(f"{glyphs.resolved if is_resolved else ''}{name}", ("name", colour)),))
    if not names:
        names.append((Piece("not attributed", ("quiet", "name")),))
    if quote.confidence < SURE:
        names[-1] = (*names[-1], Piece(glyphs.unsure, ("doubt",)))
    sign = glyphs.indirect if quote.type is QuoteType.INDIRECT else glyphs.direct
    tail = _saying(parsed, quote, glyphs)
    joined = tuple(
        piece for index, name in enumerate(names) for piece in ((Piece(" and ", ("quiet",)),) * (index > 0) + name)
    )
    head: Line = (Piece(f"{sign} ", ("cue",)), *joined)
    if width_of(head) + cell_len(tail) + 3 <= width:
        yield (*head, Piece(f" {glyphs.dot} {tail}", ("quiet",)))
        return
    if width_of(head) <= width:
        yield head
    else:
        for index, line in enumerate(names):
            lead = Piece("and " if index else f"{sign} ", ("quiet",) if index else ("cue",))
            yield from _cut_line((lead, *line), width, glyphs)
    yield (Piece("  " + glyphs.cut(tail, width - 2), ("quiet",)),)


def _saying(parsed: ParsedArticle, quote: Quote, glyphs: Glyphs) -> str:
    """The word of saying, the kind of quote, and what is special about it."""
    facts = [fold(quote.cue.span.of(parsed.text))] if quote.cue else []
    facts += [quote.type.value]
    facts += ["thought"] if not quote.speech else []
    facts += ["not asserted"] if not quote.asserted else []
    return f" {glyphs.dot} ".join(facts)


def _cut_line(line: Line, width: int, glyphs: Glyphs) -> Iterator[Line]:
    """A line of pieces, cut to the width; the sign of doubt at its end stays."""
    if line[-1].styles == ("doubt",):
        yield (*next(_cut_line(line[:-1], width - cell_len(line[-1].text), glyphs)), line[-1])
        return
    kept: list[Piece] = []
    used = 0
    for piece in line:
        text = glyphs.cut(piece.text, width - used) if used + cell_len(piece.text) > width else piece.text
        if text:
            kept.append(Piece(text, piece.styles))
        used += cell_len(text)
        if used >= width:
            break
    yield tuple(kept)


def _speaker_name(parsed: ParsedArticle, speaker: Speaker, *, is_corrected: bool) -> tuple[str, bool]:
    """The speaker's name, and whether the program worked it out from a pronoun or a description."""
    actor = parsed.actor(speaker.actor)
    words = fold(speaker.span.of(parsed.text))
    if actor is None:
        return words, False
    if is_corrected:
        return actor.name, False
    mentions = [mention for mention in actor.mentions if mention.span.meets(speaker.span)]
    stated = not actor.named or any(mention.form is MentionForm.NAME for mention in mentions)
    return (actor.name, False) if stated else (f"{actor.name} ({words})", True)


# ------------------------------------------------------------------ ties, events, figures


def _tie(parsed: ParsedArticle, number: int, tie: Tie, width: int, glyphs: Glyphs) -> Card:
    names = [actor.name if actor else "?" for actor in (parsed.actor(tie.subject), parsed.actor(tie.object))]
    mark = {Basis.RESOLVED: f"{glyphs.resolved} ", Basis.STATED: "", Basis.CORRECTED: "corrected "}[tie.basis]
    doubt = glyphs.unsure if tie.confidence < SURE else ""
    lines = _wrapped(
        f"{mark}{names[0]} {tie.relation.value.replace('-', ' ')} {names[1]}{doubt}", width, ("name",), hang=2
    )
    return Card(tuple(lines), (tie.span,), actor_id=tie.subject, tie_index=number)


def _event(parsed: ParsedArticle, event: Event, width: int) -> list[Line]:
    when = event.date or "date not settled"
    stated = f" ({event.expression})" if event.expression else ""
    lines = [*_wrapped(f"{when}{stated}", width, ("name",)), *_wrapped(f"  {event.what}", width, ("card",), hang=2)]
    who = [actor.name for actor in (parsed.actor(actor_id) for actor_id in event.actors) if actor]
    lines += _wrapped("  " + ", ".join(who), width, ("quiet",), hang=2) if who else []
    return lines


def _figure(parsed: ParsedArticle, figure: Figure, width: int) -> list[Line]:
    value = "number not given:" if figure.value is None else f"{figure.value:,.10g}"
    bound = "" if figure.bound.value == "exactly" else figure.bound.value.replace("_", " ") + " "
    facts = [fact for fact in (figure.unit, figure.what, f"since {figure.since}" if figure.since else None) if fact]
    lines = [*_wrapped(f"{bound}{value} {' '.join(facts)}", width, ("name",), hang=2)]
    lines += _wrapped(f"  {drawn(figure.span.of(parsed.text))}", width, ("quiet",), hang=2)
    return lines


def _told(parsed: ParsedArticle, quote: Quote | None, width: int, glyphs: Glyphs) -> list[Line]:
    """By whom something is said to be so, where it is not the report that says it."""
    if quote is None:
        return []
    speakers = (_speaker_name(parsed, speaker, is_corrected=False) for speaker in quote.speakers)
    names = [f"{glyphs.resolved if is_resolved else ''}{name}" for name, is_resolved in speakers]
    cue = f", {fold(quote.cue.span.of(parsed.text))}" if quote.cue else ""
    return _wrapped(f"  in words of {' and '.join(names) or 'somebody not named'}{cue}", width, ("cue",), hang=2)


# ------------------------------------------------------------------ corrections


def _corrected(made: Sequence[Correction], width: int) -> list[Line]:
    """That the person put this right, and what that overrides."""
    return [
        line
        for correction in made
        for line in _wrapped(f"  corrected, {overridden(correction)}", width, ("cue",), hang=2)
    ]


def _gone(made: Corrected, tab: Tab, width: int) -> list[Card]:
    """What the person took out of this part of the panel, and corrections that found nothing."""
    told = [("corrected:", correction) for correction in made.dropped]
    told += [("not found any more:", correction) for correction in made.lost]
    return [
        Card(tuple(_wrapped(f"{sign} {describe(correction)}", width, ("quiet",), hang=2)), (), correction=correction)
        for sign, correction in told
        if _tab_of(correction) is tab
    ]


def _tab_of(correction: Correction) -> Tab:
    if isinstance(correction, OF_QUOTES):
        return Tab.QUOTES
    return Tab.TIES if isinstance(correction, OF_TIES) else Tab.ACTORS


def _wrapped(words: str, width: int, styles: Styles, hang: int = 0) -> list[Line]:
    """Words of our own on lines, the leading blanks kept, all but the first line set in."""
    lead = len(words) - len(words.lstrip())
    made = wrap_words(words, max(1, width - max(lead, hang)), cell_len)
    return [
        (Piece(" " * (lead if number == 0 else max(lead, hang)) + line, styles),) for number, line in enumerate(made)
    ]
