from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.errors import InputError, TooLargeError
from newsreader.ingest import feed_list, urls_file
from newsreader.ingest.feed_list import SavedSearch
from newsreader.ingest.newsboat_query import search_line
from newsreader.ingest.urls_file import is_urls, parse_urls, write_urls
from newsreader.model.feeds import Subscription
from newsreader.text.safe import fold

URLS = """\
# my feeds
http://wire.example/feed.xml
https://wire.example/a news "two words" "~The \\"Wire\\""   # said in passing
https://wire.example/b#part "!" "~Hidden"

"query:Unread:unread = \\"yes\\" and tags # \\"news\\""
"query:Either:unread = \\"yes\\" or tags # \\"news\\""
exec:~/bin/make-feed "x"
"filter:~/bin/clean:https://wire.example/c"
gopher://wire.example/
file:///home/me/feed.xml
"""


def test_the_file_of_newsboat_is_read() -> None:
    made = parse_urls(URLS.encode(), "urls")
    assert made.feeds == (
        Subscription("http://wire.example/feed.xml"),
        Subscription("https://wire.example/a", 'The "Wire"', tags=("news", "two words")),
        Subscription("https://wire.example/b#part", "Hidden", tags=("!",)),
        Subscription("file:///home/me/feed.xml"),
    )
    assert made.searches == (SavedSearch("Unread", 'is:unread tag:"news"'),)
    assert [sentence.split(" ")[1].rstrip(":") for sentence in made.left_out] == ["7", "8", "9", "10"]
    assert "exec:" in made.left_out[1]


@pytest.mark.parametrize(
    ("expression", "line"),
    [
        ('unread = "yes"', "is:unread"),
        ('unread = "no"', "-is:unread"),
        ('unread != "no"', "is:unread"),
        ('tags # "news" and tags !# "sport"', 'tag:"news" -tag:"sport"'),
        ('feedtitle =~ "Wire"', 'feed:"Wire"'),
        ('rssurl = "https://wire.example/a"', 'feed:"https://wire.example/a"'),
        ("age between 0:7", "after:7d"),
        ('unread="yes" and age < 3', "is:unread after:3d"),
        ('title =~ "harbour talks"', '"harbour talks"'),
        ('title !~ "sport"', '-"sport"'),
    ],
)
def test_a_search_is_carried_over_where_it_can_be(expression: str, line: str) -> None:
    assert search_line(expression).line == line


@pytest.mark.parametrize(
    "expression",
    [
        "",
        'unread = "yes" or unread = "no"',
        '(unread = "yes")',
        'author =~ "x"',
        'title =~ "a.*b|c"',
        'flags # "s"',
        "age between 3:7",
        "age > 3",
        'unread = "maybe"',
        'unread = "yes" and',
        "tags # news",
        'tags # ""',
        'title = "x"',
    ],
)
def test_a_search_that_cannot_be_said_is_told(expression: str) -> None:
    carried = search_line(expression)
    assert carried.line is None
    assert carried.reason


def test_a_search_that_became_wider_says_so() -> None:
    made = parse_urls(b'http://a.example/\n"query:H:title =~ \\"harbour\\""\n', "urls")
    assert made.searches == (SavedSearch("H", '"harbour"'),)
    assert "title and text" in made.left_out[0]


@pytest.mark.parametrize("data", ["", "# only a comment", "Just words.", "<opml/>", "http://a.example/\nJust words.\n"])
def test_what_is_no_such_list_is_refused(data: str) -> None:
    assert not is_urls(data)
    with pytest.raises(InputError, match="not a list of feeds"):
        parse_urls(data.encode(), "urls")


def test_limits_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(urls_file, "MOST_FEEDS", 2)
    made = parse_urls("".join(f"http://a.example/{n}\n" for n in range(5)).encode(), "urls")
    assert (len(made.feeds), len(made.left_out)) == (2, 1)
    monkeypatch.setattr(feed_list, "MOST_BYTES", 10)
    with pytest.raises(TooLargeError):
        parse_urls(b"http://a.example/feed.xml", "urls")


@pytest.mark.parametrize(
    "data",
    [
        'http://a.example/ "' + '\\"' * 4_000_000,
        "http://a.example/\n" * 3 + '"\n' * 3_000_000,
        "http://a.example/ " + '" ' * 3_000_000,
    ],
)
def test_lists_made_to_hurt_are_read_in_seconds(data: str) -> None:
    began = time.process_time()
    parse_urls(data.encode(), "urls")
    assert time.process_time() - began < 15


WORDS = st.text(min_size=1, max_size=30).map(fold).filter(lambda text: bool(text) and not text.startswith("~"))
SUBSCRIPTIONS = st.builds(
    Subscription,
    url=st.integers(0, 50).map(lambda number: f"https://wire.example/{number}#x"),
    title=st.none() | WORDS,
    tags=st.lists(WORDS, max_size=4, unique=True).map(tuple),
)


@given(st.lists(SUBSCRIPTIONS, min_size=1, max_size=12, unique=True))
def test_what_is_written_is_read_again(feeds: list[Subscription]) -> None:
    made = parse_urls(write_urls(feeds, [SavedSearch("a", "is:unread")]).encode(), "urls")
    assert (list(made.feeds), made.left_out) == (feeds, ())


def test_a_folder_becomes_a_tag() -> None:
    feed = Subscription("https://wire.example/", "Wire", ("World", "Harbours"), tags=("daily",))
    assert write_urls([feed]) == 'https://wire.example/ "World/Harbours" "daily" "~Wire"\n'


@given(st.binary(max_size=400))
def test_whatever_the_bytes_are_the_list_is_read_or_refused(data: bytes) -> None:
    made = parse_urls(b"http://a.example/\nhttp://a.example/\nhttp://a.example/\n" + data, "urls")
    assert made.feeds[0] == Subscription("http://a.example/")


def test_a_password_in_an_address_is_neither_taken_nor_told() -> None:
    found = parse_urls(b"https://wire.example/\nhttps://bob:hunter2@wire.example/f news\n", "urls")
    assert [feed.url for feed in found.feeds] == ["https://wire.example/"]
    assert "hunter2" not in str(found)
    assert found.left_out[0].startswith("Line 2: https://wire.example/f came with")
