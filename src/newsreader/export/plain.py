"""An article and its panels as plain text: for pipes, for screen readers, for `newsreader read`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from newsreader.export.forms import said_text, saying_text
from newsreader.model.article import SURE, Actor, Basis, Event, ParsedArticle, Quote, Tie
from newsreader.model.document import BlockKind
from newsreader.model.spans import Span
from newsreader.model.telling import Telling
from newsreader.text.safe import fold

_BEFORE = {
    BlockKind.HEADING: "\n",
    BlockKind.QUOTE: "> ",
    BlockKind.LIST: "- ",
    BlockKind.CAPTION: "Picture: ",
    BlockKind.CREDIT: "Credit: ",
}


def to_text(article: ParsedArticle, *, panels: bool = True) -> str:
    """Title, what is known of it, the text in reading order, then the panels; a line for each paragraph."""
    below = _panels(article) if panels else ()
    return "\n".join([*_head(article), *_body(article), *below]).rstrip() + "\n"


def _head(article: ParsedArticle) -> Iterator[str]:
    document = article.document
    yield document.title or "Untitled"
    date = document.published.iso() if document.published else "date not stated"
    yield ", ".join(fact for fact in (document.source.outlet, *document.byline, date) if fact)
    yield ""


def _body(article: ParsedArticle) -> Iterator[str]:
    document = article.document
    paragraph = ""
    for block in document.in_reading_order():
        if block.kind in (BlockKind.TITLE, BlockKind.BYLINE, BlockKind.DATE):
            continue
        words = fold(block.span.of(document.text))
        if block.continues and paragraph:
            paragraph += f" {words}"
            continue
        if paragraph:
            yield from (paragraph, "")
        paragraph = f"{_BEFORE.get(block.kind, '')}{words}"
    if paragraph:
        yield from (paragraph, "")


def _panels(article: ParsedArticle) -> Iterator[str]:
    if not article.analysed:
        yield "Actors and quotes: not analysed."
    for note in article.document.left_out:
        yield f"Left out: {note}"
    actors = [actor for actor in article.actors if actor.salience > 0]
    if actors:
        yield from ("Actors", *(f"- {_actor(actor)}" for actor in actors), "")
    if article.quotes:
        yield from ("Quotes", *(f"- {_quote(article, quote)}" for quote in article.quotes), "")
    if article.ties:
        yield from ("Ties", *(f"- {_tie(article, tie)}" for tie in article.ties), "")
    told = _teller(article)
    if article.events:
        yield from ("Timeline", *(f"- {_event(event)}{told(event.span)}" for event in article.events), "")
    if article.figures:
        rows = (f"- {fold(figure.span.of(article.text))}{told(figure.span)}" for figure in article.figures)
        yield from ("Figures", *rows, "")


def _actor(actor: Actor) -> str:
    parts = [f"{actor.name} ({actor.type.value}{'' if actor.named else ', unnamed'}), {_times(len(actor.mentions))}"]
    parts += [role.text for role in actor.roles]
    known = [alias.text for alias in actor.aliases if alias.basis is Basis.STATED]
    worked_out = [alias.text for alias in actor.aliases if alias.basis is Basis.RESOLVED]
    parts += [f"also called {', '.join(known)}"] if known else []
    parts += [f"taken to be the same: {', '.join(worked_out)}"] if worked_out else []
    return "; ".join(parts)


def _quote(article: ParsedArticle, quote: Quote) -> str:
    said = said_text(article, quote)
    notes = [quote.type.value] + ([] if quote.asserted else ["not asserted"]) + ([] if quote.speech else ["thought"])
    notes += ["not sure"] if quote.confidence < SURE else []
    return f"{saying_text(article, quote)} ({', '.join(notes)}): {said}"


def _tie(article: ParsedArticle, tie: Tie) -> str:
    names = [actor.name if actor else "?" for actor in (article.actor(tie.subject), article.actor(tie.object))]
    notes = [] if tie.basis is Basis.STATED else [tie.basis.value]
    notes += ["not sure"] if tie.confidence < SURE else []
    mark = f" ({', '.join(notes)})" if notes else ""
    return f"{names[0]} {tie.relation.value.replace('-', ' ')} {names[1]}{mark}"


def _event(event: Event) -> str:
    when = event.date or "date not settled"
    return f"{when}{f' ({event.expression})' if event.expression else ''}: {event.what}"


def _teller(article: ParsedArticle) -> Callable[[Span], str]:
    """What says by whom something is said to be so, where it is not the report that says it."""
    telling = Telling(article)

    def told(span: Span) -> str:
        quote = telling.of(span)
        return f" (in words of {saying_text(article, quote)})" if quote else ""

    return told


def _times(count: int) -> str:
    return "mentioned once" if count == 1 else f"mentioned {count} times"
