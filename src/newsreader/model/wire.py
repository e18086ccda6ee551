"""The outside form of the parsed article: what `newsreader parse` prints, the library stores, and workers send.

One codec for all three, so that there is one form to keep. `decode(encode(article)) == article` holds
for every article; `decode` takes only what has the right form and raises `WireError` for all else,
since what it is given may come from a file that somebody edited or a worker that a bad input took over.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar

from newsreader.errors import WireError
from newsreader.model.article import (
    SCHEMA,
    Actor,
    ActorType,
    Alias,
    Basis,
    Bound,
    Cue,
    CueClass,
    DatePrecision,
    Event,
    Figure,
    Mention,
    MentionForm,
    ParsedArticle,
    Quote,
    QuoteType,
    Relation,
    Role,
    Speaker,
    Tie,
)
from newsreader.model.document import (
    Block,
    BlockKind,
    Document,
    Enclosure,
    Link,
    Picture,
    PublishedFrom,
    Source,
    SourceKind,
    Stamp,
)
from newsreader.model.spans import ActorId, ArticleId, Span

Wire = dict[str, Any]
T = TypeVar("T")


def encode(article: ParsedArticle) -> Wire:
    """The outside form of an article, of plain dicts, lists, strings and numbers."""
    document = article.document
    return {
        "schema": SCHEMA,
        "engine": article.engine,
        **_document(document),
        "actors": [_actor(actor) for actor in article.actors],
        "quotes": [_quote(quote) for quote in article.quotes],
        "ties": [_tie(tie) for tie in article.ties],
        "events": [_event(event) for event in article.events],
        "figures": [_figure(figure) for figure in article.figures],
        "left_out": list(document.left_out),
    }


def dumps(article: ParsedArticle) -> str:
    """The outside form of an article as one line of JSON."""
    return json.dumps(encode(article), ensure_ascii=False, separators=(",", ":"))


def loads(text: str | bytes) -> ParsedArticle:
    """The article that a line of JSON holds; raises `WireError` where it holds none."""
    try:
        return decode(json.loads(text))
    except (ValueError, RecursionError) as error:
        raise WireError(f"not JSON: {error}") from None


def decode(wire: object) -> ParsedArticle:
    """The article of an outside form; raises `WireError` where the form is not right."""
    try:
        return _article(wire)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise WireError(f"not a parsed article: {type(error).__name__}: {error}") from None


# ------------------------------------------------------------------ values to plain form


def _span(span: Span) -> Wire:
    return {"start": span.start, "end": span.end}


def _document(document: Document) -> Wire:
    source = document.source
    return {
        "id": document.id,
        "revision": document.revision,
        "source": {
            "kind": source.kind.value,
            "uri": source.uri,
            "outlet": source.outlet,
            "feed": source.feed,
            "entry_id": source.entry_id,
        },
        "received": document.received.isoformat(),
        "language": document.language,
        "title": document.title,
        "dek": document.dek,
        "byline": list(document.byline),
        "dateline": document.dateline,
        "published": document.published.iso() if document.published else None,
        "published_from": document.published_from.value if document.published_from else None,
        "updated": document.updated.iso() if document.updated else None,
        "text": document.text,
        "blocks": [
            {"kind": block.kind.value, **_span(block.span), "order": block.order, "continues": block.continues}
            for block in document.blocks
        ],
        "links": [{**_span(link.span), "url": link.url} for link in document.links],
        "pictures": [{"url": picture.url, "caption": picture.caption} for picture in document.pictures],
        "enclosures": [
            {"url": enclosure.url, "type": enclosure.type, "length": enclosure.length}
            for enclosure in document.enclosures
        ],
    }


def _actor(actor: Actor) -> Wire:
    return {
        "id": actor.id,
        "name": actor.name,
        "type": actor.type.value,
        "named": actor.named,
        "aliases": [{"text": alias.text, "basis": alias.basis.value} for alias in actor.aliases],
        "roles": [{"text": role.text, **_span(role.span), "of": role.of, "to": role.to} for role in actor.roles],
        "salience": actor.salience,
        "mentions": [
            {**_span(mention.span), "form": mention.form.value, "confidence": mention.confidence}
            for mention in actor.mentions
        ],
    }


def _quote(quote: Quote) -> Wire:
    cue = quote.cue
    return {
        **_span(quote.span),
        "parts": [[part.start, part.end] for part in quote.parts],
        "type": quote.type.value,
        "speakers": [{"actor": speaker.actor, **_span(speaker.span)} for speaker in quote.speakers],
        "cue": {**_span(cue.span), "class": cue.cls.value} if cue else None,
        "sentence": _span(quote.sentence),
        "about": list(quote.about),
        "speech": quote.speech,
        "asserted": quote.asserted,
        "confidence": quote.confidence,
    }


def _tie(tie: Tie) -> Wire:
    return {
        "subject": tie.subject,
        "relation": tie.relation.value,
        "object": tie.object,
        **_span(tie.span),
        "basis": tie.basis.value,
        "confidence": tie.confidence,
    }


def _event(event: Event) -> Wire:
    return {
        **_span(event.span),
        "what": event.what,
        "expression": event.expression,
        "date": event.date,
        "precision": event.precision.value if event.precision else None,
        "actors": list(event.actors),
        "place": event.place,
        "confidence": event.confidence,
    }


def _figure(figure: Figure) -> Wire:
    return {
        **_span(figure.span),
        "value": figure.value,
        "bound": figure.bound.value,
        "unit": figure.unit,
        "what": figure.what,
        "since": figure.since,
    }


# ------------------------------------------------------------------ plain form to values


def _article(wire: object) -> ParsedArticle:
    row = _mapping(wire)
    if row["schema"] != SCHEMA:
        raise WireError(f"schema {row['schema']!r} is not one that this version reads ({SCHEMA})")
    text = _text(row["text"])
    span = _span_reader(len(text))
    return ParsedArticle(
        document=_read_document(row, text, span),
        engine=_maybe(row.get("engine"), _text),
        actors=_each(row.get("actors"), lambda item: _read_actor(item, span)),
        quotes=_each(row.get("quotes"), lambda item: _read_quote(item, span)),
        ties=_each(row.get("ties"), lambda item: _read_tie(item, span)),
        events=_each(row.get("events"), lambda item: _read_event(item, span)),
        figures=_each(row.get("figures"), lambda item: _read_figure(item, span)),
    )


SpanReader = Callable[[Mapping[str, Any]], Span]


def _span_reader(length: int) -> SpanReader:
    def read(row: Mapping[str, Any]) -> Span:
        start, end = _integer(row["start"]), _integer(row["end"])
        if not 0 <= start <= end <= length:
            raise WireError(f"a span of {start} to {end} in a text of {length} characters")
        return Span(start, end)

    return read


def _read_document(row: Mapping[str, Any], text: str, span: SpanReader) -> Document:
    source = _mapping(row["source"])
    return Document(
        id=ArticleId(_text(row["id"])),
        revision=_integer(row.get("revision", 1)),
        source=Source(
            kind=SourceKind(source["kind"]),
            uri=_text(source["uri"]),
            outlet=_maybe(source.get("outlet"), _text),
            feed=_maybe(source.get("feed"), _text),
            entry_id=_maybe(source.get("entry_id"), _text),
        ),
        received=_moment(row["received"]),
        language=_maybe(row.get("language"), _text),
        title=_maybe(row.get("title"), _text),
        dek=_maybe(row.get("dek"), _text),
        byline=_each(row.get("byline"), _text),
        dateline=_maybe(row.get("dateline"), _text),
        published=_maybe(row.get("published"), read_stamp),
        published_from=_maybe(row.get("published_from"), PublishedFrom),
        updated=_maybe(row.get("updated"), read_stamp),
        text=text,
        blocks=_each(row["blocks"], lambda item: _read_block(_mapping(item), span)),
        links=_each(row.get("links"), lambda item: Link(span(_mapping(item)), _text(item["url"]))),
        pictures=_each(
            row.get("pictures"),
            lambda item: Picture(_text(_mapping(item)["url"]), _maybe(item.get("caption"), _integer)),
        ),
        enclosures=_each(
            row.get("enclosures"),
            lambda item: Enclosure(
                _text(_mapping(item)["url"]),
                _maybe(item.get("type"), _text),
                _maybe(item.get("length"), _integer),
            ),
        ),
        left_out=_each(row.get("left_out"), _text),
    )


def _read_block(row: Mapping[str, Any], span: SpanReader) -> Block:
    return Block(BlockKind(row["kind"]), span(row), _maybe(row["order"], _integer), bool(row.get("continues", False)))


def _read_actor(item: object, span: SpanReader) -> Actor:
    row = _mapping(item)
    return Actor(
        id=ActorId(_text(row["id"])),
        name=_text(row["name"]),
        type=ActorType(row["type"]),
        named=bool(row.get("named", True)),
        aliases=_each(row.get("aliases"), lambda alias: Alias(_text(alias["text"]), Basis(alias["basis"]))),
        roles=_each(
            row.get("roles"),
            lambda role: Role(_text(role["text"]), span(role), _actor_id(role.get("of")), _actor_id(role.get("to"))),
        ),
        salience=_number(row.get("salience", 0.0)),
        mentions=_each(
            row.get("mentions"),
            lambda mention: Mention(
                span(mention), MentionForm(mention["form"]), _number(mention.get("confidence", 1.0))
            ),
        ),
    )


def _read_quote(item: object, span: SpanReader) -> Quote:
    row = _mapping(item)
    cue = row.get("cue")
    return Quote(
        span=span(row),
        parts=_each(row["parts"], lambda part: span({"start": part[0], "end": part[1]})),
        type=QuoteType(row["type"]),
        sentence=span(_mapping(row["sentence"])),
        speakers=_each(row.get("speakers"), lambda who: Speaker(span(who), _actor_id(who.get("actor")))),
        cue=Cue(span(cue), CueClass(cue["class"])) if cue else None,
        about=_each(row.get("about"), lambda actor: ActorId(_text(actor))),
        speech=bool(row.get("speech", True)),
        asserted=bool(row.get("asserted", True)),
        confidence=_number(row.get("confidence", 1.0)),
    )


def _read_tie(item: object, span: SpanReader) -> Tie:
    row = _mapping(item)
    return Tie(
        subject=ActorId(_text(row["subject"])),
        relation=Relation(row["relation"]),
        object=ActorId(_text(row["object"])),
        span=span(row),
        basis=Basis(row["basis"]),
        confidence=_number(row.get("confidence", 1.0)),
    )


def _read_event(item: object, span: SpanReader) -> Event:
    row = _mapping(item)
    return Event(
        span=span(row),
        what=_text(row["what"]),
        expression=_maybe(row.get("expression"), _text),
        date=_maybe(row.get("date"), _text),
        precision=_maybe(row.get("precision"), DatePrecision),
        actors=_each(row.get("actors"), lambda actor: ActorId(_text(actor))),
        place=_actor_id(row.get("place")),
        confidence=_number(row.get("confidence", 1.0)),
    )


def _read_figure(item: object, span: SpanReader) -> Figure:
    row = _mapping(item)
    return Figure(
        span=span(row),
        value=_maybe(row.get("value"), _number),
        bound=Bound(row["bound"]),
        unit=_maybe(row.get("unit"), _text),
        what=_maybe(row.get("what"), _text),
        since=_maybe(row.get("since"), _text),
    )


_PRECISION_BY_LENGTH = {4: ("%Y", "year"), 7: ("%Y-%m", "month"), 10: ("%Y-%m-%d", "day")}


def read_stamp(text: object) -> Stamp:
    """The moment that an ISO 8601 text states, in UTC; one without a zone is taken for UTC.

    Raises ValueError or TypeError where it states none.
    """
    stated = _text(text)
    if len(stated) in _PRECISION_BY_LENGTH:
        form, precision = _PRECISION_BY_LENGTH[len(stated)]
        return Stamp(datetime.strptime(stated, form).replace(tzinfo=UTC), precision)
    return Stamp(_moment(stated))


def _moment(text: object) -> datetime:
    moment = datetime.fromisoformat(_text(text))
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _actor_id(value: object) -> ActorId | None:
    return None if value is None else ActorId(_text(value))


def _mapping(value: object) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise TypeError(f"a {type(value).__name__} where an object is expected")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"a {type(value).__name__} where a string is expected")
    return value


def _integer(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"a {type(value).__name__} where a whole number is expected")
    return value


def _number(value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise TypeError(f"a {type(value).__name__} where a number is expected")
    return value


def _maybe(value: object, read: Callable[[Any], T]) -> T | None:
    return None if value is None else read(value)


def _each(values: object, read: Callable[[Any], T]) -> tuple[T, ...]:
    if values is None:
        return ()
    if not isinstance(values, Iterable) or isinstance(values, str | Mapping):
        raise TypeError(f"a {type(values).__name__} where a list is expected")
    return tuple(read(value) for value in values)
