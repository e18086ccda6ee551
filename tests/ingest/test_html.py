from __future__ import annotations

import json

import pytest

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
