"""Articles of any form, for the tests that hold of every article."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from newsreader.model.article import (
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

words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=20)
texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=200)
moments = st.datetimes(datetime(1990, 1, 1), datetime(2030, 1, 1)).map(  # noqa: DTZ001 - the zone is put on after
    lambda moment: moment.replace(tzinfo=UTC, microsecond=0)
)


@st.composite
def stamps(draw: st.DrawFn) -> Stamp:
    precision = draw(st.sampled_from(["year", "month", "day", "second"]))
    moment = draw(moments)
    if precision == "second":
        return Stamp(moment)
    cut: dict[str, Any] = {"hour": 0, "minute": 0, "second": 0}
    if precision in ("year", "month"):
        cut["day"] = 1
    if precision == "year":
        cut["month"] = 1
    return Stamp(moment.replace(**cut), precision)


def spans(length: int) -> st.SearchStrategy[Span]:
    return st.tuples(st.integers(0, length), st.integers(0, length)).map(lambda pair: Span(min(pair), max(pair)))


@st.composite
def line_blocks(draw: st.DrawFn, text: str) -> tuple[Block, ...]:
    blocks, at, order = [], 0, 0
    for line in text.split("\n"):
        if line.strip():
            start = at + len(line) - len(line.lstrip())
            kind = draw(st.sampled_from(list(BlockKind)))
            read = kind is not BlockKind.BOILERPLATE
            blocks.append(
                Block(kind, Span(start, at + len(line.rstrip())), order if read else None, draw(st.booleans()))
            )
            order += read
        at += len(line) + 1
    return tuple(blocks)


maybe_words = st.none() | words
confidences = st.floats(0, 1, allow_nan=False)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    text = draw(texts)
    blocks = draw(line_blocks(text))
    at = spans(len(text))
    published = draw(st.none() | stamps())
    return Document(
        id=ArticleId(draw(words)),
        source=Source(draw(st.sampled_from(list(SourceKind))), draw(words), draw(maybe_words), draw(maybe_words)),
        received=draw(moments),
        text=text,
        blocks=blocks,
        title=draw(maybe_words),
        dek=draw(maybe_words),
        byline=tuple(draw(st.lists(words, max_size=2))),
        dateline=draw(maybe_words),
        published=published,
        published_from=draw(st.sampled_from(list(PublishedFrom))) if published else None,
        updated=draw(st.none() | stamps()),
        language=draw(st.none() | st.just("en")),
        links=tuple(Link(draw(at), url) for url in draw(st.lists(words, max_size=2))),
        pictures=tuple(Picture(url, draw(st.none() | st.integers(0, 9))) for url in draw(st.lists(words, max_size=2))),
        enclosures=tuple(Enclosure(url, draw(maybe_words), 3) for url in draw(st.lists(words, max_size=1))),
        revision=draw(st.integers(1, 9)),
        left_out=tuple(draw(st.lists(words, max_size=2))),
    )


@st.composite
def articles(draw: st.DrawFn) -> ParsedArticle:
    document = draw(documents())
    at = spans(len(document.text))
    ids = [ActorId(f"a{number}") for number in range(1, draw(st.integers(0, 3)) + 1)]
    some_id = st.none() | st.sampled_from(ids) if ids else st.none()

    def mentions() -> tuple[Mention, ...]:
        found = draw(st.lists(at, max_size=3))
        return tuple(
            Mention(span, draw(st.sampled_from(list(MentionForm))), draw(confidences)) for span in sorted(found)
        )

    actors = tuple(
        Actor(
            id=name,
            name=draw(words),
            type=draw(st.sampled_from(list(ActorType))),
            mentions=mentions(),
            named=draw(st.booleans()),
            aliases=tuple(
                Alias(text, draw(st.sampled_from(list(Basis)))) for text in draw(st.lists(words, max_size=2))
            ),
            roles=tuple(Role(text, draw(at), draw(some_id)) for text in draw(st.lists(words, max_size=2))),
            salience=draw(confidences),
        )
        for name in ids
    )
    quotes = tuple(
        Quote(
            span=span,
            parts=(span,),
            type=draw(st.sampled_from(list(QuoteType))),
            sentence=draw(at),
            speakers=tuple(Speaker(draw(at), draw(some_id)) for _ in range(draw(st.integers(0, 2)))),
            cue=draw(st.none() | st.builds(Cue, at, st.sampled_from(list(CueClass)))),
            about=tuple(ids),
            speech=draw(st.booleans()),
            asserted=draw(st.booleans()),
            confidence=draw(confidences),
        )
        for span in sorted(draw(st.lists(at, max_size=3)))
    )
    ties = tuple(Tie(name, draw(st.sampled_from(list(Relation))), name, draw(at)) for name in ids)
    events = (
        Event(draw(at), draw(words), draw(maybe_words), "2020-02", DatePrecision.MONTH, tuple(ids), draw(some_id)),
    )
    figures = (
        Figure(draw(at), draw(st.none() | st.integers(0, 9)), draw(st.sampled_from(list(Bound))), draw(maybe_words)),
    )
    return ParsedArticle(document, draw(maybe_words), actors, quotes, ties, events, figures)
