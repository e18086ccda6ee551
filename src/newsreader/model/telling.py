"""Whose words tell something: a happening or a number inside a quote is so by its speaker, not by the report."""

from __future__ import annotations

from bisect import bisect_right

from newsreader.model.article import ParsedArticle, Quote
from newsreader.model.spans import Span


class Telling:
    """Finds the quote that tells something; made once for an article, since it is asked for each of its happenings."""

    def __init__(self, article: ParsedArticle) -> None:
        """Sort what was said in the article's quotes; no two of them share a word."""
        self._parts = sorted(
            (part.start, part.end, number) for number, quote in enumerate(article.quotes) for part in quote.parts
        )
        self._quotes = article.quotes

    def of(self, span: Span) -> Quote | None:
        """The quote in whose words a span begins; None where the report itself tells it."""
        at = bisect_right(self._parts, span.start, key=lambda part: part[0]) - 1
        if at < 0 or span.start >= self._parts[at][1]:
            return None
        return self._quotes[self._parts[at][2]]
