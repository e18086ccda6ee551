from __future__ import annotations

import pytest

from newsreader.ingest.addresses import MOST_FEEDS, canonical_address, feed_addresses
from newsreader.ingest.markup import parse


def canonical(head: str, base: str | None = None) -> str | None:
    return canonical_address(parse(f"<html><head>{head}</head><body>x</body></html>", "page"), base)


@pytest.mark.parametrize(
    ("url", "base", "kept"),
    [
        ("https://a.example/talks", None, "https://a.example/talks"),
        ("/talks", "https://a.example/talks?from=feed", "https://a.example/talks"),
        ("https://www.a.example/talks", "https://m.a.example/talks", "https://www.a.example/talks"),
        ("https://b.example/talks", "https://a.example/talks", None),
        ("https://b.co.uk/talks", "https://a.co.uk/talks", None),
        ("https://a.example/", "https://a.example/talks", None),
        ("https://a.example/", "https://a.example/", "https://a.example/"),
        ("javascript:alert(1)", "https://a.example/talks", None),
        ("talks", None, None),
        ("", "https://a.example/talks", "https://a.example/talks"),
    ],
)
def test_the_address_that_a_page_calls_its_own(url: str, base: str | None, kept: str | None) -> None:
    assert canonical(f"<link rel=canonical href='{url}'>", base) == kept


def test_og_url_where_there_is_no_link() -> None:
    assert canonical("<meta property='og:url' content='https://a.example/talks'>") == "https://a.example/talks"
    both = "<meta property='og:url' content='https://a.example/b'><link rel=canonical href='https://a.example/a'>"
    assert canonical(both) == "https://a.example/a"
    assert canonical("") is None


def test_the_feeds_that_a_page_announces() -> None:
    markup = (
        "<html><head><link rel=alternate type='application/rss+xml' title='The Wire' href='/rss.xml'>"
        "<link rel='alternate home' type='application/atom+xml; charset=utf-8' href='https://b.example/atom'>"
        "<link rel=alternate type='application/feed+json' href='/feed.json' title='JSON\x1b[31m'>"
        "<link rel=alternate type='application/rss+xml' title='Again' href='/rss.xml'>"
        "<link rel=alternate hreflang=de href='/de'><link rel=stylesheet type='text/css' href='/a.css'>"
        "<link rel=alternate type='application/rss+xml' href='javascript:x'></head><body>x</body></html>"
    )
    assert feed_addresses(markup, "https://a.example/news/") == (
        ("https://a.example/rss.xml", "The Wire"),
        ("https://b.example/atom", ""),
        ("https://a.example/feed.json", "JSON\ufffd[31m"),
    )


def test_a_base_of_the_page_counts() -> None:
    markup = (
        "<html><head><base href='https://c.example/x/'><link rel=alternate type='application/rss+xml' href=rss></head>"
        "<body>x</body></html>"
    )
    assert feed_addresses(markup, "https://a.example/") == (("https://c.example/x/rss", ""),)


@pytest.mark.parametrize("markup", ["", "<", "<!--", "<p>no feeds", "<link>"])
def test_no_feeds(markup: str) -> None:
    assert feed_addresses(markup) == ()


def test_feeds_past_the_limit_are_left_out() -> None:
    links = "".join(f"<link rel=alternate type='application/rss+xml' href='/{n}'>" for n in range(MOST_FEEDS + 9))
    assert len(feed_addresses(f"<html><head>{links}</head><body>x</body></html>", "https://a.example/")) == MOST_FEEDS
