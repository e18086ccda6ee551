from __future__ import annotations

import time
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.errors import InputError, TooLargeError
from newsreader.ingest import feed_list, opml
from newsreader.ingest.opml import parse_opml, read_opml, write_opml
from newsreader.model.feeds import Subscription
from newsreader.text.safe import fold


def opml_of(body: str) -> bytes:
    return f'<?xml version="1.0"?><opml version="1.0"><head><title>x</title></head><body>{body}</body></opml>'.encode()


def read(body: str) -> list[Subscription]:
    return read_opml(opml_of(body), "list.opml")


def feed(number: int, folder: tuple[str, ...] = ()) -> Subscription:
    return Subscription(f"http://wire.example/{number}", f"Wire {number}", folder)


def outline(number: int, end: str = "/>") -> str:
    return f'<outline text="Wire {number}" type="rss" xmlUrl="http://wire.example/{number}"{end}'


def test_folders_lie_in_one_another() -> None:
    body = f'{outline(0)}<outline text="A"><outline title="B">{outline(1)}</outline>{outline(2)}</outline>{outline(3)}'
    assert read(body) == [feed(0), feed(1, ("A", "B")), feed(2, ("A",)), feed(3)]


def test_feeds_with_a_closing_tag_open_no_folder() -> None:
    body = f'<outline text="A">{outline(1, "></outline>")}{outline(2, ">")}{outline(3)}</outline></outline>{outline(4)}'
    assert read(body) == [feed(1, ("A",)), feed(2, ("A",)), feed(3, ("A",)), feed(4)]


def test_feeds_that_are_never_closed_hold_nothing() -> None:
    body = f'<outline text="A">{outline(1, ">")}{outline(2, ">")}{outline(3, "></outline>")}</outline>{outline(4)}'
    assert read(body) == [feed(1, ("A",)), feed(2, ("A",)), feed(3, ("A",)), feed(4)]


@pytest.mark.parametrize(
    ("attributes", "title", "url"),
    [
        ('text="Cats & dogs" xmlUrl="http://wire.example/?a=1&b=2&copy=3"', "Cats & dogs", "?a=1&b=2&copy=3"),
        ('text="Cats &amp; dogs" xmlUrl="http://wire.example/?a=1&amp;b=2"', "Cats & dogs", "?a=1&b=2"),
        ('TEXT="Wire" XMLURL="http://wire.example/a"', "Wire", "a"),
        ("text='Wire \"9\"' xmlurl='http://wire.example/a'", 'Wire "9"', "a"),
        ('text="The "Wire"" xmlUrl="http://wire.example/a"', 'The "Wire"', "a"),
        ('text="Wire" description="a <b>b</b> <a href="http://x.example/" rel="me">c</a>" xmlUrl="http://wire.example/a"',
         "Wire", "a"),
        ('text="Wire" description="a > b" xmlUrl="http://wire.example/a"', "Wire", "a"),
        ('text="Wire"xmlUrl="http://wire.example/a"', "Wire", "a"),
        ('text = "Wire" xmlUrl = "http://wire.example/a"', "Wire", "a"),
        ("text=Wire xmlUrl=http://wire.example/a", "Wire", "a"),
        ('title="Wire" xmlUrl="feed://wire.example/a"', "Wire", "a"),
        ('title="Wire" xmlUrl=" feed:http://wire.example/a "', "Wire", "a"),
        ('text="" title="Wire" type="rss" url="http://wire.example/a"', "Wire", "a"),
        ('text="Caf&eacute; &#8220;9&#x201d; &nix;" xmlUrl="http://wire.example/a"', "Café “9” &nix;", "a"),
        ('xmlUrl="http://wire.example/a b"', None, "a%20b"),
    ],
)  # fmt: skip
def test_what_is_not_well_formed_is_read_as_it_is_meant(attributes: str, title: str | None, url: str) -> None:
    found = read(f'<outline text="A"><outline {attributes}/>{outline(1)}</outline>{outline(2)}')
    assert found == [
        Subscription(f"http://wire.example/{url}", title, ("A",)),
        feed(1, ("A",)),
        feed(2),
    ]


def test_a_quote_that_was_forgotten_costs_its_own_line() -> None:
    body = f'<outline text="A">\n<outline text="Broken xmlUrl="http://wire.example/9"/>\n{outline(1)}\n</outline>{outline(2)}'
    assert read(body)[-2:] == [feed(1, ("A",)), feed(2)]


def test_category_and_site_are_kept() -> None:
    (found,) = read('<outline xmlUrl="http://w.example/" htmlUrl="http://s.example/" category="/a/b,c, c ,"/>')
    assert (found.tags, found.site) == (("a/b", "c"), "http://s.example/")
    (found,) = read('<outline xmlUrl="http://w.example/" htmlUrl="javascript:x" category=""/>')
    assert (found.tags, found.site) == ((), None)


def test_a_list_that_includes_itself_is_not_followed() -> None:
    lists = '<outline type="include" text="me" url="list.opml"/><outline type="link" url="http://o.example/o.opml"/>'
    made = parse_opml(opml_of(lists + outline(1)), "list.opml")
    assert made.feeds == (feed(1),)
    assert made.left_out == (
        "The list list.opml that it names was not followed.",
        "The list http://o.example/o.opml that it names was not followed.",
    )


@pytest.mark.parametrize(
    "url",
    ["exec:touch x", "filter:x:http://a.example/", "|x", "javascript:x", "../x", "http://", "ftp://a.example/"],
)
def test_what_is_no_address_of_a_feed_is_told(url: str) -> None:
    made = parse_opml(opml_of(f'<outline text="x" xmlUrl="{url}"/>{outline(1)}'), "list.opml")
    assert made.feeds == (feed(1),)
    assert len(made.left_out) == 1


def test_entities_are_never_made() -> None:
    laughs = '<!DOCTYPE opml [<!ENTITY a "lol"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    data = f'<?xml version="1.0"?>{laughs}<opml><body><outline text="&b;&c;" xmlUrl="http://a.example/"/></body></opml>'
    assert read_opml(data.encode(), "list.opml") == [Subscription("http://a.example/", "&b;&c;")]


def test_what_a_comment_hides_is_not_read() -> None:
    assert read(f"<!-- {outline(9)} -->{outline(1)}<!-- never closed {outline(2)}") == [feed(1), feed(2)]


@pytest.mark.parametrize("data", [b"", b"<html></html>", b"<rss><channel/></rss>", b"http://a.example/\n"])
def test_what_is_no_list_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="not a list"):
        read_opml(data, "x")


def test_limits_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opml, "MOST_FEEDS", 2)
    made = parse_opml(opml_of("".join(map(outline, range(5)))), "x")
    assert (len(made.feeds), made.left_out) == (2, ("3 more feeds of this list were not taken; the limit is 2.",))
    deep = '<outline text="f">' * 100 + outline(1) + "</outline>" * 100 + outline(2)
    made = parse_opml(opml_of(deep), "x")
    assert [len(found.folder) for found in made.feeds] == [opml.MOST_DEPTH, 0]
    assert "64 deep" in made.left_out[0]
    monkeypatch.setattr(feed_list, "MOST_BYTES", 10)
    with pytest.raises(TooLargeError):
        read_opml(opml_of(""), "x")


@pytest.mark.parametrize(
    "body",
    [
        '<outline text="f">' * 400_000 + outline(1),
        "<outline " + "a=\"" * 2_000_000,
        "<outline a='" * 700_000,
        "<outline x" + " " * 4_000_000,
        "<!--" * 1_000_000 + "<![CDATA[" * 500_000,
        '<outline text="' + '" ' * 2_000_000,
        "<outline text=" * 500_000,
        '<outline text="x"/' * 400_000,
    ],
    ids=["open", "quotes", "tags", "blanks", "comments", "pairs", "bare", "slash"],
)  # fmt: skip
def test_lists_made_to_hurt_are_read_in_seconds(body: str) -> None:
    began = time.process_time()
    made = parse_opml(opml_of(body), "x")
    assert time.process_time() - began < 15
    assert len(made.left_out) <= feed_list.MOST_NOTES + 3


NAMES = st.text(min_size=1, max_size=30).map(lambda text: fold(text.replace(",", " ")).strip("/ ")).filter(bool)
SUBSCRIPTIONS = st.builds(
    Subscription,
    url=st.integers(0, 50).map(lambda number: f"https://wire.example/{number}?a=1&b='2'"),
    title=st.none() | NAMES,
    folder=st.lists(NAMES, max_size=4).map(tuple),
    tags=st.lists(NAMES, max_size=3, unique=True).map(tuple),
    site=st.none() | st.just("https://wire.example/?a&b"),
    full_text=st.booleans(),
)


@given(st.lists(SUBSCRIPTIONS, max_size=12, unique=True))
def test_what_is_written_is_read_again(feeds: list[Subscription]) -> None:
    written = write_opml(feeds)
    again = read_opml(written.encode(), "x")
    assert set(again) == set(feeds)
    assert len(again) == len(feeds)
    assert write_opml(again) == written
    ElementTree.fromstring(written)  # noqa: S314 - our own words


@given(st.binary(max_size=400), st.text(max_size=400))
def test_whatever_the_bytes_are_the_list_is_read_or_refused(data: bytes, body: str) -> None:
    for given_bytes in (data, b"<opml>" + data, opml_of("<outline " + body)[:-20]):
        try:
            made = parse_opml(given_bytes, "x")
        except InputError:
            continue
        assert all(found.url.startswith(("http", "file")) for found in made.feeds)


def test_a_password_in_an_address_is_neither_taken_nor_told() -> None:
    body = (
        '<outline text="A" xmlUrl="http://bob:hunter2@wire.example/f" htmlUrl="https://wire.example/"/>'
        '<outline text="B" xmlUrl="ftp://bob:hunter2@wire.example/f"/><outline text="C" xmlUrl="http://bob:hunter2@[x/"/>'
        '<outline text="D" xmlUrl="https://wire.example/d@e?u=//f@g" htmlUrl="https://bob:hunter2@wire.example/"/>'
    )
    found = parse_opml(opml_of(body), "list.opml")
    assert found.feeds == (Subscription("https://wire.example/d@e?u=//f@g", "D", site="https://wire.example/"),)
    assert len(found.left_out) == 3
    assert "hunter2" not in str(found)
    assert "http://wire.example/f came with a user name or password" in found.left_out[0]
    assert "`feeds:`" in found.left_out[0]
