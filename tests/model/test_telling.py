from __future__ import annotations

from dataclasses import replace

from newsreader.model.spans import Span
from newsreader.model.telling import told_in
from tests.samples import parsed


def test_what_begins_in_a_quote_is_told_by_it_and_what_begins_elsewhere_by_the_report() -> None:
    article = parsed()
    quote = article.quotes[0]
    inside = Span(quote.parts[0].start, quote.parts[0].start + 1)
    assert told_in(article, inside) is quote
    assert told_in(replace(article, quotes=()), inside) is None
    assert told_in(article, Span(0, 1)) is None
