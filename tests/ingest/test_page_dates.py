from __future__ import annotations

import pytest

from newsreader.ingest.markup import data_objects, parse
from newsreader.ingest.page_dates import find_published, find_updated
from newsreader.ingest.stated import read_stated


def published_of(
    head: str = "", body: str = "", near: tuple[str, ...] = (), address: str | None = None, lines: tuple[str, ...] = ()
) -> str | None:
    markup = f"<html><head>{head}</head><body><p>Words of the article.</p>{body}</body></html>"
    tree = parse(markup, "page")
    found = find_published(tree, read_stated(tree, data_objects(markup)), list(lines), list(near), address, "en")
    return found.iso() if found else None


def data(**fields: str) -> str:
    pairs = ", ".join(f'"{key}": "{value}"' for key, value in fields.items())
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "A", {pairs}}}</script>'


@pytest.mark.parametrize(
    ("head", "body", "day"),
    [
        (data(datePublished="2020-02-20T10:00:00Z"), "", "2020-02-20T10:00:00+00:00"),
        ("<meta property='article:published_time' content='2020-02-20'>", "", "2020-02-20"),
        ("<meta name='parsely-pub-date' content='2020-02-20'>", "", "2020-02-20"),
        ("<meta name=date content='Thu, 20 Feb 2020 10:00:00 GMT'>", "", "2020-02-20T10:00:00+00:00"),
        ("", "<time datetime=2020-02-20>a day ago</time>", "2020-02-20"),
        ("", "<span itemprop=datePublished content=2020-02-20></span>", "2020-02-20"),
        ("", "<time>20 February 2020</time>", "2020-02-20"),
        ("", "<div class=comments><time datetime=2020-03-01></time></div><time datetime=2020-02-20></time>",
         "2020-02-20"),
        ("", "<time datetime=2020-03-01></time><time pubdate datetime=2020-02-20></time>", "2020-02-20"),
        (data(datePublished="0001-01-01T00:00:00Z"), "<time datetime=2020-02-20></time>", "2020-02-20"),
        (data(datePublished="soon"), "", None),
    ],
)  # fmt: skip
def test_where_a_page_states_its_day(head: str, body: str, day: str | None) -> None:
    assert published_of(head, body) == day


def test_an_object_for_the_page_is_enough() -> None:
    page = '<script type="application/ld+json">{"@type": "WebPage", "datePublished": "2020-02-20"}</script>'
    assert published_of(page) == "2020-02-20"


def test_the_lines_by_the_title_and_the_address() -> None:
    assert published_of(near=("Politics", "Published 20 February 2020")) == "2020-02-20"
    assert (
        published_of(near=("It began on 20 February 2020 when the talks that all had waited for broke down again",))
        is None
    )
    assert published_of(address="https://a.example/2020/02/20/talks") == "2020-02-20"
    assert published_of(address="https://a.example/2020/99/20/talks") is None
    assert published_of(lines=("Words", "Feb 20, 2020")) == "2020-02-20"


@pytest.mark.parametrize(
    ("near", "address"),
    [(("February 19, 2020 11:03 PM",), None), ((), "https://a.example/2020/02/19/talks")],
)
def test_a_moment_in_utc_gives_way_to_the_day_that_is_shown(near: tuple[str, ...], address: str | None) -> None:
    head = data(datePublished="2020-02-20T07:03:00Z")
    assert published_of(head, near=near, address=address) == "2020-02-19"


def test_a_moment_does_not_give_way_to_another_day() -> None:
    head = data(datePublished="2020-02-20T07:03:00Z")
    assert published_of(head, near=("Updated February 21, 2020",)) == "2020-02-20T07:03:00+00:00"
    assert published_of(head, near=("June 3, 2019",)) == "2020-02-20T07:03:00+00:00"
    zoned = data(datePublished="2020-02-20T07:03:00+02:00")
    assert published_of(zoned, near=("February 19, 2020",)) == "2020-02-20T05:03:00+00:00"


def test_when_it_was_changed() -> None:
    markup = f"<html><head>{data(dateModified='2020-02-21')}</head><body>x</body></html>"
    found = find_updated(read_stated(parse(markup, "page"), data_objects(markup)))
    assert found is not None
    assert found.iso() == "2020-02-21"


def test_nothing_is_guessed() -> None:
    assert published_of(body="<p>© 2020 The Wire</p>") is None
