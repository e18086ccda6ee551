from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from newsreader.ingest.authors import find_authors
from newsreader.ingest.markup import data_objects, parse
from newsreader.ingest.stated import read_stated, site_names


def authors_of(head: str = "", body: str = "", near: tuple[str, ...] = ()) -> tuple[str, ...]:
    markup = f"<html><head>{head}</head><body><h1>Harbour talks resume</h1>{body}</body></html>"
    tree = parse(markup, "page")
    stated = read_stated(tree, data_objects(markup))
    return find_authors(tree, stated, site_names(stated), list(near), "wire.example")


def data(*objects: Mapping[str, object]) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@graph": objects})}</script>'


ARTICLE = {"@type": "NewsArticle", "headline": "Harbour talks resume"}
SITE = "<meta property='og:site_name' content='The Wire'>"


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Ann Lee", ("Ann Lee",)),
        ({"@type": "Person", "name": "By Ann Lee"}, ("Ann Lee",)),
        ([{"name": "Ann Lee"}, {"name": "Bo Ek"}], ("Ann Lee", "Bo Ek")),
        ("Ann Lee, Bo Ek and Cy Poe", ("Ann Lee", "Bo Ek", "Cy Poe")),
        ({"@id": "#1"}, ("Ann Lee",)),
        ([{"@id": "#1"}, "Bo Ek"], ("Ann Lee", "Bo Ek")),
        ({"name": ["Ann Lee"]}, ("Ann Lee",)),
        ({"@type": "Organization", "name": "The Wire"}, ()),
        ({"@id": "#none"}, ()),
        (None, ()),
        (7, ()),
        ("https://social.example/wire", ()),
    ],
)
def test_authors_in_json_ld(author: object, names: tuple[str, ...]) -> None:
    person = {"@type": "Person", "@id": "#1", "name": "Ann Lee"}
    assert authors_of(SITE + data({**ARTICLE, "author": author}, person)) == names


@pytest.mark.parametrize("key", ["author", "byl", "parsely-author", "sailthru.author", "dc.creator", "article:author"])
def test_authors_in_meta_tags(key: str) -> None:
    assert authors_of(f"<meta name='{key}' content='By Ann Lee'>") == ("Ann Lee",)


def test_each_of_several_meta_tags_names_one() -> None:
    assert authors_of("<meta name=author content='Ann Lee'><meta name=author content='Bo Ek'>") == ("Ann Lee", "Bo Ek")


@pytest.mark.parametrize(
    "body",
    [
        "<p>By <a rel=author href='/by/ann'>Ann Lee</a></p>",
        "<span itemprop=author><span itemprop=name>Ann Lee</span></span>",
        "<div class=byline>By Ann Lee</div>",
        "<div class='article-byline'>By Ann Lee, Staff Writer</div>",
        "<div class=author>By <span class=author-name>Ann Lee</span> <span>The Wire Staff</span></div>",
        "<div class=author><a class=author-link href=/x>Ann Lee</a><div>Games Editor</div></div>",
        "<p><a href='/authors/ann-lee'>Ann Lee</a></p>",
        "<div class=byline>By <b>Ann Lee</b> • 8h</div>",
        "<p class=byline>By Ann Lee</p><div class=comments><p class=comment-author>Bo Ek</p></div>",
        "<div class=comment-author>Bo Ek says:</div><p class=byline>Ann Lee</p>",
        "<aside><p class=byline>By Bo Ek</p></aside><p class=byline>By Ann Lee</p>",
        "<figure><span class=author>Photograph by Bo Ek</span></figure><p class=byline>By Ann Lee</p>",
        "<div class=related-stories><p class=byline>By Bo Ek</p></div><p class=byline>By Ann Lee</p>",
    ],
)
def test_authors_in_marked_elements(body: str) -> None:
    assert authors_of(SITE, body) == ("Ann Lee",)


def test_two_authors_in_one_place() -> None:
    body = "<p class=by>By <a rel=author>Ann Lee</a> and <a rel=author>Bo Ek</a></p>"
    assert authors_of("", body) == ("Ann Lee", "Bo Ek")


def test_authors_in_the_lines_by_the_title() -> None:
    assert authors_of(near=("Politics", "By Ann Lee and Bo Ek", "3 May 2020")) == ("Ann Lee", "Bo Ek")
    assert authors_of(near=("Politics", "3 May 2020")) == ()


@pytest.mark.parametrize(
    "line",
    [
        "July 24, 2019 by Ann Lee 5 Comments",
        "By Ann Lee Last updated Nov 8, 2023 Share with a friend:",
        "By Ann Lee on 31 October 2023",
        "Ann Lee",
        "Ann Lee, @annlee",
    ],
)
def test_a_name_in_a_line_by_the_title(line: str) -> None:
    assert authors_of(near=("Politics", line, "3 May 2020")) == ("Ann Lee",)


@pytest.mark.parametrize("line", ["Politics", "Business Buzz", "Editors Pick", "Signed by all on 3 May 2020"])
def test_no_name_in_a_line_by_the_title(line: str) -> None:
    assert authors_of(near=(line, "3 May 2020")) == ()


def test_letters_in_elements_of_their_own_make_one_name() -> None:
    assert authors_of("", "<p class=byline>By An<span>n</span> Lee</p>") == ("Ann Lee",)


def test_what_stands_below_a_name_is_no_name() -> None:
    body = "<div class=author>Ann Lee<ul><li>Search for this author in:</li><li>Pub Med</li></ul></div>"
    assert authors_of("", body) == ("Ann Lee",)
    assert authors_of("", "<div class=byline><p>By</p><p>Ann Lee</p><p>and</p><p>Bo Ek</p></div>") == (
        "Ann Lee",
        "Bo Ek",
    )


def test_a_name_that_was_escaped_twice() -> None:
    assert authors_of("<meta name=author content='Ann O&amp;#8217;Lee'>") == ("Ann O’Lee",)


def test_a_body_that_is_named_is_one_author() -> None:
    assert authors_of("<meta name=author content='The Health and Labour Office'>") == ("The Health and Labour Office",)


def test_a_person_on_the_page_is_better_than_an_account() -> None:
    head = data({**ARTICLE, "creator": "CC7567"})
    assert authors_of(head, "<p class=byline>Ann Lee</p>") == ("Ann Lee",)
    assert authors_of(head) == ("CC7567",)


def test_one_word_is_a_name_where_two_places_say_it() -> None:
    head = data({**ARTICLE, "author": {"@type": "Person", "name": "Ela"}}) + "<meta name=author content=Ela>"
    assert authors_of(head, "<p class=byline>Michaela Vane</p>") == ("Ela",)


def test_the_longer_list_is_taken() -> None:
    head = data({**ARTICLE, "author": "Ann Lee"})
    assert authors_of(head, near=("By Ann Lee and Bo Ek",)) == ("Ann Lee", "Bo Ek")
    assert authors_of(head, near=("By Bo Ek and Cy Poe",)) == ("Ann Lee",)


def test_the_paper_is_no_author_but_for_a_person_it_is_called_after() -> None:
    article = {**ARTICLE, "author": "The Wire"}
    assert authors_of(SITE + data(article)) == ()
    site = "<meta property='og:site_name' content='Pamela Lee'>"
    assert authors_of(site + data({**ARTICLE, "author": "Pamela Lee"})) == ("Pamela Lee",)


@pytest.mark.parametrize(
    "stated",
    ["Ann Lee The Wire", "Ann Lee For The Ellery Post", "Ann Lee, Associated Press", "Ann Lee Associated Press"],
)
def test_the_paper_is_taken_off_a_name(stated: str) -> None:
    assert authors_of(SITE + data({**ARTICLE, "author": stated})) == ("Ann Lee",)


@pytest.mark.parametrize("agency", ["Reuters", "The Associated Press", "AFP"])
def test_an_agency_may_be_the_author(agency: str) -> None:
    assert authors_of(data({**ARTICLE, "author": agency})) == (agency,)


@pytest.mark.parametrize("stated", ["admin", "Read more", "http://x.example", "12 comments", "About the author"])
def test_what_is_no_name(stated: str) -> None:
    assert authors_of(f"<meta name=author content='{stated}'>") == ()
