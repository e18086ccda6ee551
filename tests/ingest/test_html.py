from __future__ import annotations

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.errors import InputError
from newsreader.ingest.html import read
from newsreader.model.document import BlockKind, Document, PublishedFrom, SourceKind
from tests.ingest.samples import NOW, check_blocks, raw, said

PARAGRAPHS = [
    "Talks on the harbour strike began again on Monday after a week of silence, the mayor of Port Ellery said.",
    "“We are closer than we were last week,” said Maria Okafor, the mayor of Port Ellery, after the meeting ended.",
    "The Dockers’ Union, backed by the Rail Workers’ League, has been on strike since April over pay and hours.",
]
DATA = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Harbour talks resume",
    "datePublished": "2020-02-20T10:00:00Z",
    "dateModified": "2020-02-20T12:00:00Z",
    "author": [{"@type": "Person", "name": "Ann Lee"}],
    "publisher": {"name": "The Wire"},
}


def page(body: str = "", head: str = "", title: str = "Harbour talks resume") -> str:
    text = "".join(f"<p>{line}</p>" for line in PARAGRAPHS)
    return (
        f"<!doctype html><html lang='en-GB'><head><meta charset=utf-8><title>{title} | The "
        f"Wire</title>{head}</head><body>"
        f"<nav><a href='/'>Home</a> <a href='/news'>News</a></nav><article><h1>{title}</h1>{text}{body}</article>"
        f"<footer>© 2020 The Wire. All rights reserved.</footer></body></html>"
    )


def document_of(markup: str, name: str = "https://wire.example/1") -> Document:
    document = read(raw(markup, name, SourceKind.HTML), NOW)
    check_blocks(document)
    return document


def test_the_article_without_what_stands_around_it() -> None:
    document = document_of(page())
    assert document.title == "Harbour talks resume"
    assert said(document, BlockKind.TITLE) == ["Harbour talks resume"]
    assert said(document, BlockKind.BODY) == PARAGRAPHS
    assert "rights reserved" not in document.text
    assert "Home" not in document.text
    assert document.language == "en"
    assert document.source.kind is SourceKind.HTML
    assert document.published is None


def test_what_the_page_states_in_its_head() -> None:
    document = document_of(page(head=f'<script type="application/ld+json">{json.dumps(DATA)}</script>'))
    assert document.byline == ("Ann Lee",)
    assert document.published is not None
    assert document.updated is not None
    assert (document.published.iso(), document.published_from) == ("2020-02-20T10:00:00+00:00", PublishedFrom.META)
    assert document.updated.iso() == "2020-02-20T12:00:00+00:00"
    assert document.source.outlet == "The Wire"


def test_the_heading_is_the_title_where_another_place_agrees() -> None:
    head = (
        "<meta property='og:title' content='Harbour talks resume: all you must know'><meta "
        "property='og:site_name' content='The Wire'>"
    )
    assert document_of(page(head=head)).title == "Harbour talks resume"
    no_heading = page(head=head).replace("<h1>Harbour talks resume</h1>", "")
    assert document_of(no_heading).title == "Harbour talks resume: all you must know"
    only_title = page().replace("<h1>Harbour talks resume</h1>", "").replace("| The Wire", "| The Wire")
    assert "Harbour talks resume" in (document_of(only_title).title or "")


def test_captions_stand_after_the_text_with_their_pictures() -> None:
    figure = "<figure><img src='/p.jpg'><figcaption>The mayor speaks in Port Ellery. Photo: Bo Ek</figcaption></figure>"
    document = document_of(page(figure))
    caption = next(index for index, block in enumerate(document.blocks) if block.kind is BlockKind.CAPTION)
    assert document.blocks[caption].span.of(document.text).startswith("The mayor speaks")
    assert [(picture.url, picture.caption) for picture in document.pictures] == [
        ("https://wire.example/p.jpg", caption)
    ]


def test_links_are_spans_and_only_of_the_web() -> None:
    links = (
        "<p>More of it is told by <a href='/more'>the other paper</a> and <a "
        "href='javascript:x'>by nobody</a> at length today.</p>"
    )
    document = document_of(page(links))
    assert [(link.span.of(document.text), link.url) for link in document.links] == [
        ("the other paper", "https://wire.example/more")
    ]


@pytest.mark.parametrize("base", ["javascript:alert(1)//", "file:///", "  data:text/html,x"])
def test_a_base_that_is_no_address_is_ignored(base: str) -> None:
    document = document_of(
        page("<p>There is <a href='more'>more</a> of it here, at some length.</p>", head=f"<base href='{base}'>")
    )
    assert all(link.url.startswith("https://wire.example/") for link in document.links)


def test_hostile_metadata_states_nothing() -> None:
    data = dict(
        DATA,
        headline="\x1b[31mred",
        datePublished="9999-99-99",
        dateModified=5,
        author={"name": ["a", {"b": None}]},
        publisher="x",
    )
    document = document_of(page(head=f'<script type="application/ld+json">{json.dumps(data)}</script>'))
    assert document.title == "Harbour talks resume"
    assert document.published is None
    assert document.updated is None


def test_a_page_without_an_article_goes_through_the_rules_for_flat_text() -> None:
    markup = "<body>" + "<br>".join(["Home", "Harbour talks resume in Port Ellery", *PARAGRAPHS, "Photo: Bo Ek"])
    document = document_of(markup)
    assert all(line in document.text for line in PARAGRAPHS)


def test_a_page_that_shows_nothing_is_refused() -> None:
    with pytest.raises(InputError, match="holds nothing"):
        document_of("<html><body><script>x</script></body></html>")


def test_control_characters_from_references_do_not_come_through() -> None:
    document = document_of(
        page("<p>Escape &#27;[31m &#x9b;32m &#0; &#xD800; &#155; done, said the mayor of the port.</p>")
    )
    assert not any((ord(char) < 32 and char != "\n") or 0x7F <= ord(char) < 0xA0 for char in document.text)


def test_the_title_carries_the_address_that_the_page_calls_its_own() -> None:
    head = "<link rel=canonical href='https://wire.example/talks'>"
    document = document_of(page(head=head), "/home/ann/saved.html")
    assert document.links[0].span.of(document.text) == document.title
    assert document.links[0].url == "https://wire.example/talks"
    assert document.source.uri == "/home/ann/saved.html"


@pytest.mark.parametrize(
    ("head", "above"),
    [
        ("", "<p class='standfirst'>The mayor hopes for an end to it by May.</p>"),
        ("", "<h2 class='article-subtitle'>The mayor hopes for an end to it by May.</h2>"),
    ],
)  # fmt: skip
def test_the_summary_under_the_title(head: str, above: str) -> None:
    markup = page(head=head).replace("</h1>", f"</h1>{above}")
    document = document_of(markup)
    assert document.dek == "The mayor hopes for an end to it by May."
    assert said(document, BlockKind.DEK) == [document.dek]
    assert said(document, BlockKind.BODY) == PARAGRAPHS


def test_a_summary_that_search_engines_are_given_and_the_page_shows() -> None:
    head = "<meta property='og:description' content='The mayor hopes for an end to it by May.'>"
    markup = page(head=head).replace("<article>", "<header>The mayor hopes for an end to it by May.</header><article>")
    assert document_of(markup).dek == "The mayor hopes for an end to it by May."


def test_a_first_paragraph_that_search_engines_are_given_stays_one() -> None:
    document = document_of(page(head=f"<meta name=description content='{PARAGRAPHS[0]}'>"))
    assert said(document, BlockKind.BODY) == PARAGRAPHS
    assert document.dek is None


def test_a_picture_without_a_caption_is_told_by_its_description() -> None:
    image = "<p><img src='/p.jpg' alt='The mayor speaks to dockers'></p><p><img src='/q.jpg' alt='logo'></p>"
    document = document_of(page(image))
    assert said(document, BlockKind.CAPTION) == ["The mayor speaks to dockers"]
    assert [picture.url for picture in document.pictures] == ["https://wire.example/p.jpg"]


def test_headings_lists_quotes_and_tables_are_told_apart() -> None:
    body = (
        "<h2>What the union wants</h2><ul><li>More pay for all of the dockers</li><li>Shorter hours by night</li></ul>"
        "<blockquote>We have waited long enough, and longer we will not wait.</blockquote>"
        "<table><tr><td>Pay</td><td>12 marks</td></tr><tr><td>Hours</td><td>48 a week</td></tr></table>"
    )
    document = document_of(page(body))
    assert said(document, BlockKind.HEADING) == ["What the union wants"]
    assert said(document, BlockKind.LIST) == ["More pay for all of the dockers", "Shorter hours by night"]
    assert said(document, BlockKind.QUOTE) == ["We have waited long enough, and longer we will not wait."]
    assert said(document, BlockKind.TABLE) == ["Pay | 12 marks", "Hours | 48 a week"]


def test_what_leads_away_is_not_read() -> None:
    document = document_of(
        page("<p>Read more: <a href='/2'>Dockers vote on Friday</a></p>" + f"<p>{PARAGRAPHS[0]} So it is.</p>")
    )
    line = next(block for block in document.blocks if "Read more" in block.span.of(document.text))
    assert (line.kind, line.order) == (BlockKind.BOILERPLATE, None)


def test_the_dateline_of_the_lead() -> None:
    markup = page().replace("Talks on the harbour", "PORT ELLERY (Reuters) - Talks on the harbour")
    assert document_of(markup).dateline == "PORT ELLERY (Reuters)"


def test_a_page_read_as_flat_text_has_its_address_too() -> None:
    lines = ["Harbour talks resume in Port Ellery", *PARAGRAPHS]
    head = "<head><link rel=canonical href='https://wire.example/talks'></head>"
    document = document_of(f"<html>{head}<body>" + "<br>".join(lines), "saved.html")
    titles = [block.span for block in document.blocks if block.kind is BlockKind.TITLE]
    assert all(any(link.url.endswith("/talks") and link.span == title for link in document.links) for title in titles)


_PIECES = (
    *("<article>", "</article>", "<p class=byline>By ", "<h1>", "</h1>", "<h2 class=dek>", "<div hidden>"),
    *("<figure><img src=a alt='b c d e'>", "<figcaption>", "</figure>", "<a href=/x rel=author>", "</a>", "<li>"),
    *("<time datetime=2020-02-02>", "<table><td>", "<meta name=author content='", "'>", "]}</script>"),
    *('<script type="application/ld+json">{"@type": "Article", "author": [', "<title>", "</title>", "Ann Lee"),
    *("<link rel=canonical href=", ">", "&#27;[2J", "\u202e", "Read more: x", "\0", "<", " | "),
    "Talks began on Monday, the mayor of the port said, and went on until the night fell over the town. ",
)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(_PIECES), max_size=40))
def test_any_markup_becomes_a_sound_document_or_an_error(pieces: list[str]) -> None:
    try:
        document = read(raw("".join(pieces), "https://wire.example/1", SourceKind.HTML), NOW)
    except InputError:
        return
    check_blocks(document)
    assert not any((ord(char) < 32 and char != "\n") or 0x7F <= ord(char) < 0xA0 for char in document.text)
    starts = [link.span.start for link in document.links]
    assert starts == sorted(starts)
    assert all(0 <= link.span.start < link.span.end <= len(document.text) for link in document.links)
    for picture in document.pictures:
        assert picture.caption is None or document.blocks[picture.caption].kind in (BlockKind.CAPTION, BlockKind.CREDIT)


_WORDS = "Talks on the harbour strike began again on Monday, and nobody knew how they would end. " * 10


@pytest.mark.parametrize(
    "body",
    [
        "<h1>" * 20_000,
        "<h1>Talks resume</h1>" * 20_000,
        "<div class=dek>" * 100 + _WORDS * 1000,
        "<p class=byline>By Ann Lee</p>" * 20_000,
        "<div class=author>" * 100 + _WORDS * 1000,
        f"<article><p>{_WORDS}</p></article>" * 1000,
        f"<article>{'<div><div><p>' + _WORDS + '</p></div></div>' * 1}</article>"
        + f"<div><p>{_WORDS}</p></div>" * 1000,
        "<time datetime=x></time>" * 20_000,
        "<figure><img src=a.jpg alt='b c d e f'><figcaption>A boat in port</figcaption></figure>" * 5000,
        "<meta name=author content='" + "Ann Lee, " * 20_000 + "'>" + _WORDS,
        "<link rel=canonical href='/x'>" * 20_000 + _WORDS,
        "<p><a href=/x>Read more: of it all</a></p>" * 20_000,
    ],
    ids=range(12),
)
def test_pages_made_to_hurt_are_read_in_seconds(body: str) -> None:
    began = time.process_time()
    document_of(f"<html><head><title>Talks resume</title></head><body>{body}<p>{_WORDS}</p></body></html>")
    assert time.process_time() - began < 10
