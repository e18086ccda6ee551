"""A small invented article with everything in it that the screen shows, made by hand."""

from __future__ import annotations

from datetime import UTC, datetime

from newsreader.model.article import (
    Actor,
    ActorType,
    Alias,
    Cue,
    Mention,
    MentionForm,
    ParsedArticle,
    Quote,
    QuoteType,
    Role,
    Speaker,
)
from newsreader.model.document import Block, BlockKind, Document, PublishedFrom, Source, SourceKind, Stamp
from newsreader.model.spans import ActorId, ArticleId, Span

LINES: tuple[tuple[BlockKind, str], ...] = (
    (BlockKind.BODY, "The harbour of Port Ellery stays closed, the dockers decided on Monday."),
    (
        BlockKind.BODY,
        "“We are closer than we were last week,” said Maria Okafor, the mayor of Port Ellery. She warned that the "
        "strike would cost the town more than 40 jobs a day.",
    ),
    (BlockKind.BODY, "The offer was condemned as an insult. Okafor will meet the Dockers’ Union on Friday."),
    (BlockKind.TITLE, "Dockers keep Port Ellery closed"),
    (BlockKind.CREDIT, "TIDE PRESS/ANNA VELD"),
    (BlockKind.BOILERPLATE, "Subscribe to our newsletter"),
)
TEXT = "\n".join(line for _, line in LINES)


def at(words: str, number: int = 0) -> Span:
    """Where some words stand, the first time or a later one."""
    start = -1
    for _ in range(number + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


def document(name: str = "dockers", *, day: int = 4, title: str = "Dockers keep Port Ellery closed") -> Document:
    """The article as it was read: the title on its fourth line."""
    blocks, offset = [], 0
    orders = {3: 0, 0: 1, 1: 2, 2: 3, 4: 4}
    for number, (kind, line) in enumerate(LINES):
        blocks.append(Block(kind, Span(offset, offset + len(line)), orders.get(number)))
        offset += len(line) + 1
    return Document(
        id=ArticleId(name),
        source=Source(SourceKind.FILE, f"/news/{name}.txt", outlet="The Ellery Tide"),
        received=datetime(2024, 3, 1, 12, tzinfo=UTC),
        text=TEXT,
        blocks=tuple(blocks),
        title=title,
        published=Stamp(datetime(2024, 3, day, tzinfo=UTC), "day"),
        published_from=PublishedFrom.META,
        language="en",
    )


MAYOR, TOWN, UNION, PHOTOGRAPHER = (ActorId(f"a{number}") for number in range(1, 5))


def parsed(source: Document | None = None, engine: str = "test") -> ParsedArticle:
    """The article with its actors and quotes."""
    name = MentionForm.NAME
    actors = (
        Actor(
            MAYOR,
            "Maria Okafor",
            ActorType.PERSON,
            (
                Mention(at("Maria Okafor"), name),
                Mention(at("She"), MentionForm.PRONOUN, 0.8),
                Mention(at("Okafor", 1), name),
            ),
            aliases=(Alias("Okafor"),),
            roles=(Role("the mayor of Port Ellery", at("the mayor of Port Ellery"), of=TOWN),),
            salience=0.9,
        ),
        Actor(
            TOWN,
            "Port Ellery",
            ActorType.PLACE,
            tuple(Mention(at("Port Ellery", number), name) for number in range(3)),
            salience=0.4,
        ),
        Actor(
            UNION, "Dockers’ Union", ActorType.ORGANISATION, (Mention(at("Dockers’ Union"), name, 0.6),), salience=0.3
        ),
        Actor(PHOTOGRAPHER, "Anna Veld", ActorType.PERSON, (Mention(at("ANNA VELD"), name),), salience=0.0),
    )
    said = at("We are closer than we were last week")
    warned = at("the strike would cost the town more than 40 jobs a day")
    condemned = at("The offer was condemned as an insult")
    quotes = (
        Quote(
            said, (said,), QuoteType.DIRECT, Span(said.start - 1, at("Port Ellery. She").start + 12),
            (Speaker(at("Maria Okafor"), MAYOR),), Cue(at("said")), confidence=0.97,
        ),
        Quote(
            warned, (warned,), QuoteType.INDIRECT, Span(at("She").start, warned.end + 1),
            (Speaker(at("She"), MAYOR),), Cue(at("warned")), confidence=0.75,
        ),
        Quote(
            condemned, (condemned,), QuoteType.INDIRECT, Span(condemned.start, condemned.end + 1), (),
            Cue(at("condemned")), confidence=0.6,
        ),
    )  # fmt: skip
    return ParsedArticle(source or document(), engine, actors, quotes)
