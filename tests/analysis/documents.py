"""Documents made by hand: one block for each non-blank line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from newsreader.model.article import Actor, ParsedArticle, Quote
from newsreader.model.document import Block, BlockKind, Document, Source, SourceKind
from newsreader.model.spans import ArticleId, Span

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def document(text: str, kinds: Sequence[str] = (), language: str | None = "en") -> Document:
    """A document whose lines are body text, or what `kinds` says."""
    blocks: list[Block] = []
    at = order = 0
    for line in text.split("\n"):
        if line.strip():
            kind = BlockKind(kinds[len(blocks)]) if kinds else BlockKind.BODY
            start = at + len(line) - len(line.lstrip())
            read = kind is not BlockKind.BOILERPLATE
            blocks.append(Block(kind, Span(start, at + len(line.rstrip())), order if read else None))
            order += read
        at += len(line) + 1
    source = Source(SourceKind.STDIN, "-")
    received = datetime(2026, 1, 1, tzinfo=UTC)
    return Document(ArticleId("d"), source, received, text, tuple(blocks), language=language)


def said(article: ParsedArticle, quote: Quote) -> list[str]:
    """The words of each part of a quote."""
    return [part.of(article.text) for part in quote.parts]


def speakers(article: ParsedArticle, quote: Quote) -> list[str]:
    """The names of those who speak; the bare words, in brackets, where they point to nobody."""
    found = []
    for speaker in quote.speakers:
        actor = article.actor(speaker.actor)
        found.append(actor.name if actor else f"({speaker.span.of(article.text)})")
    return found


def named(article: ParsedArticle, name: str) -> Actor:
    """The actor of that name."""
    return next(actor for actor in article.actors if actor.name == name)
