from __future__ import annotations

import pytest
import trafilatura
import trafilatura.readability_lxml as readability

from newsreader.ingest import extraction
from newsreader.ingest.extraction import LEAST_CHARS, find_body
from newsreader.ingest.html import read
from newsreader.ingest.markup import parse
from newsreader.ingest.shown import shown_lines
from newsreader.model.document import BlockKind, SourceKind
from tests.ingest.samples import NOW, raw, said

LINES = [
    f"In the {word} hour the talks on the harbour strike went on, the mayor of Port Ellery told those who had waited."
    for word in ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
]


def body_of(markup: str) -> list[str]:
    tree = parse(markup, "page")
    return find_body(tree, None, shown_lines(tree).layout).lines


def paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def test_an_article_in_several_containers_is_taken_whole() -> None:
    rows = "".join(
        f"<div class=row><div class='item body'>{paragraphs(LINES[at : at + 2])}</div><div class=advert>Ad</div></div>"
        for at in range(0, 10, 2)
    )
    assert body_of(f"<html><body><article><div>{rows}</div></article></body></html>") == LINES


def test_other_articles_of_the_page_are_not_added() -> None:
    one = f"<article><div class=text><div>{paragraphs(LINES[:4])}</div></div></article>"
    other = f"<article class=teaser><div class=text><div>{paragraphs(LINES[4:])}</div></div></article>"
    assert body_of(f"<html><body><main>{one}</main>{other}</body></html>") == LINES[:4]


def test_comments_are_not_added() -> None:
    comments = "".join(f"<div class=comment><div>{paragraphs([line])}</div></div>" for line in LINES[5:])
    found = body_of(
        f"<html><body><article><div><div>{paragraphs(LINES[:5])}</div></div>{comments}</article></body></html>"
    )
    assert found == LINES[:5]


@pytest.mark.parametrize("error", [ValueError, TypeError, RecursionError, AttributeError])
def test_readability_is_asked_where_trafilatura_fails(monkeypatch: pytest.MonkeyPatch, error: type[Exception]) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(trafilatura, "bare_extraction", fail)
    page = f"<html><body><nav>Home News</nav><article>{paragraphs(LINES)}</article></body></html>"
    assert body_of(page) == LINES


def test_readability_is_asked_where_trafilatura_finds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trafilatura, "bare_extraction", lambda *_, **__: None)
    assert body_of(f"<html><body><article>{paragraphs(LINES)}</article></body></html>") == LINES


def test_flat_text_is_read_where_both_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ValueError

    monkeypatch.setattr(trafilatura, "bare_extraction", fail)
    monkeypatch.setattr(readability.Document, "summary", fail)
    page = f"<html><body><h1>Talks resume in Port Ellery</h1>{paragraphs(LINES)}</body></html>"
    assert body_of(page) == []
    document = read(raw(page, "https://wire.example/1", SourceKind.HTML), NOW)
    assert len(set(said(document, BlockKind.BODY)) & set(LINES)) > len(LINES) / 2


@pytest.mark.parametrize("depth", [100, 256, 300, 5000])
def test_an_article_in_deep_markup_is_found(depth: int) -> None:
    page = f"<html><body>{'<div>' * depth}{paragraphs(LINES)}{'</div>' * depth}</body></html>"
    assert body_of(page) == LINES


def test_a_longer_choice_is_taken_only_where_it_holds_the_first() -> None:
    first, more, other = (
        shown_lines(parse(paragraphs(lines), "page")).layout for lines in (LINES[:4], LINES[:6], LINES[4:])
    )
    assert extraction._fuller(first, more) is more
    assert extraction._fuller(first, other) is first
    all_of_it = shown_lines(parse(paragraphs(LINES), "page")).layout
    assert extraction._fuller(first, all_of_it) is first
    short = shown_lines(parse("<p>Too short.</p>", "page")).layout
    assert len(short.text) < LEAST_CHARS
    assert extraction._fuller(short, more) is more
