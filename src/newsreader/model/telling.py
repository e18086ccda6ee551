"""Whose words tell something: a happening or a number inside a quote is so by its speaker, not by the report."""

from __future__ import annotations

from newsreader.model.article import ParsedArticle, Quote
from newsreader.model.spans import Span


def told_in(article: ParsedArticle, span: Span) -> Quote | None:
    """The quote in whose words a span begins; None where the report itself tells it."""
    for quote in article.quotes:
        if any(part.start <= span.start < part.end for part in quote.parts):
            return quote
    return None
