from __future__ import annotations

import pytest

from newsreader.ingest.markup import data_objects, parse
from newsreader.ingest.stated import read_stated, site_names
from newsreader.ingest.titles import MOST_TITLE_CHARS, find_title

TITLE = "Harbour talks resume in Port Ellery"


def title_of(head: str = "", body: str = "", address: str | None = None) -> str | None:
    markup = f"<html><head>{head}</head><body>{body}<p>Talks began again.</p></body></html>"
    tree = parse(markup, "page")
    stated = read_stated(tree, data_objects(markup))
    return find_title(tree, stated, site_names(stated), address)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (f"<title>{TITLE} | The Wire</title>", f"<h1>{TITLE}</h1>"),
        (f"<title>{TITLE} - News - The Wire</title><meta property=og:site_name content='The Wire'>", ""),
        (f"<title>The Wire: {TITLE}</title><meta property=og:site_name content='The Wire'>", ""),
        (f"<title>The Wire</title><meta property=og:title content='{TITLE}'>", "<h1>The Wire</h1>"),
        (f"<title>{TITLE}</title>", f"<h1><a href='/'>The Wire</a></h1><h1>{TITLE}</h1>"),
        (f"<title>{TITLE}</title>", f"<h1 class='site-title'>The Wire of Ellery</h1><h1>{TITLE}</h1>"),
        (f"<title>{TITLE}</title>", f"<h1>Get our letter</h1><h1>Watch now here</h1><h1>{TITLE}</h1>"),
        (f"<meta property=og:title content='{TITLE}'>", f"<h1>{TITLE} <span>What you must know today</span></h1>"),
        ("<title>All about the strike | The Wire</title>", f"<h1>{TITLE}</h1>"),
        (f"<title>{TITLE}</title>", "<h1> </h1>"),
        (f"<title>News: {TITLE} - read it here</title><meta property=og:title content='{TITLE}'>", f"<h2>{TITLE}</h2>"),
        (f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{TITLE}"}}</script>', ""),
    ],
)
def test_the_title_by_vote(head: str, body: str) -> None:
    assert title_of(head, body) == TITLE


def test_the_address_speaks_for_a_heading() -> None:
    head = "<title>Strike news</title>"
    body = f"<h1>More for readers of ours</h1><h1>{TITLE}</h1>"
    assert title_of(head, body, "https://wire.example/2020/harbour-talks-resume-port-ellery") == TITLE
    assert title_of(head, body) != TITLE


def test_a_part_of_the_title_is_not_taken_for_the_site() -> None:
    stated = "How to grow a lemon | Step by step"
    head = f"<title>{stated}</title><meta property=og:title content='{stated}'>"
    assert title_of(head + "<meta property=og:site_name content='The Gardener'>") == stated


def test_a_lesser_heading_is_the_title_where_it_is_stated_word_for_word() -> None:
    head = f"<title>What we know of it: {TITLE}</title><meta property=og:title content='Strike: what we know now'>"
    assert title_of(head, f"<h2>{TITLE}</h2>") == "Strike: what we know now"
    head = f"<title>{TITLE} | Ellery</title><meta property=og:title content='Strike: what we know now'>"
    assert title_of(head, f"<div class=entry-title>{TITLE}</div>") == TITLE


def test_a_title_that_was_escaped_twice() -> None:
    assert title_of("<meta property=og:title content='The mayor&amp;#8217;s hope'>") == "The mayor’s hope"


def test_the_host_names_the_site() -> None:
    assert title_of(f"<title>{TITLE} - Port Ellery News</title>", "", "https://www.porttimes.example/1") == TITLE
    assert title_of("<title>Talks - Porttimes</title>", "", "https://www.porttimes.example/1") == "Talks"


def test_no_title() -> None:
    assert title_of() is None
    assert title_of("<title> </title>", "<h1></h1>") is None


def test_a_title_is_cut() -> None:
    assert len(title_of(f"<title>{'word ' * 500}</title>") or "") <= MOST_TITLE_CHARS
