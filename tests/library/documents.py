"""Invented articles of any text, and analyses of them, for the tests of the library."""

from __future__ import annotations

from datetime import UTC, datetime

from newsreader.model.article import Actor, ActorType, Mention, MentionForm, ParsedArticle
from newsreader.model.document import Block, BlockKind, Document, Source, SourceKind, Stamp
from newsreader.model.spans import ActorId, ArticleId, Span

RECEIVED = datetime(2024, 3, 1, 12, tzinfo=UTC)
TEXT = "Harbour talks resume\nMaria Okafor said “the port is open” on Monday."


def document(
    name: str = "talks",
    text: str = TEXT,
    *,
    uri: str = "https://tide.invalid/feed.xml",
    title: str | None = "Harbour talks resume",
    day: int | None = None,
    received: datetime = RECEIVED,
    boilerplate: tuple[int, ...] = (),
) -> Document:
    """A document; `day` is that of March 2024 on which it says it was published."""
    return Document(
        id=ArticleId(name),
        source=Source(SourceKind.FEED, uri, outlet="The Ellery Tide"),
        received=received,
        text=text,
        blocks=_blocks(text, boilerplate),
        title=title,
        published=Stamp(datetime(2024, 3, day, tzinfo=UTC), "day") if day else None,
    )


def _blocks(text: str, boilerplate: tuple[int, ...]) -> tuple[Block, ...]:
    blocks, at, order = [], 0, 0
    for number, line in enumerate(text.split("\n")):
        span = Span(at, at + len(line))
        if number in boilerplate:
            blocks.append(Block(BlockKind.BOILERPLATE, span, None))
        elif line.strip():
            blocks.append(Block(BlockKind.BODY, span, order))
            order += 1
        at += len(line) + 1
    return tuple(blocks)


def analysed(document: Document, engine: str = "rules 1") -> ParsedArticle:
    """The document with one actor, at its first character."""
    mention = Mention(Span(0, 1), MentionForm.NAME)
    return ParsedArticle(document, engine, (Actor(ActorId("a1"), "Maria Okafor", ActorType.PERSON, (mention,)),))
