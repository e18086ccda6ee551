from __future__ import annotations

from dataclasses import replace

from newsreader.model.spans import Span
from newsreader.model.telling import Telling
from tests.samples import parsed


def test_what_begins_in_a_quote_is_told_by_it_and_what_begins_elsewhere_by_the_report() -> None:
    article = parsed()
    quote = article.quotes[0]
    inside = Span(quote.parts[0].start, quote.parts[0].start + 1)
    assert Telling(article).of(inside) is quote
    assert Telling(replace(article, quotes=())).of(inside) is None
    assert Telling(article).of(Span(0, 1)) is None


def test_every_place_of_an_article_is_told_by_the_quote_that_holds_it() -> None:
    article = parsed()
    telling = Telling(article)
    for at in range(len(article.text)):
        holding = [quote for quote in article.quotes if any(part.start <= at < part.end for part in quote.parts)]
        found = telling.of(Span(at, at + 1))
        assert (found in holding) if holding else found is None
