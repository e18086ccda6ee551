from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.errors import InputError, TooLargeError
from newsreader.ingest import feed
from newsreader.ingest.feed import entries, head
from newsreader.model.document import BlockKind, Document, PublishedFrom, SourceKind
from newsreader.text.safe import is_safe
from tests.ingest.samples import NOW, check_blocks, raw, said

ITEM = (
    "<item><title>Harbour talks "
    "resume</title><link>http://wire.example/1</link><guid>g1</guid><author>a@b.example (Ann Lee)</author>"
    "<pubDate>Mon, 06 Jan 2020 10:00:00 GMT</pubDate>"
    "<description>&lt;p&gt;GENEVA (Reuters) - Talks began &lt;a href='/x'&gt;again&lt;/a&gt; "
    "on Monday, she said.&lt;/p&gt;&lt;p&gt;They go on.&lt;/p&gt;</description>"
    "<enclosure url='http://wire.example/a.mp3' length='12' type='audio/mpeg'/><enclosure "
    "url='file:///etc/passwd' length='9'/></item>"
)


def rss(items: str = ITEM, before: str = "", declaration: str = '<?xml version="1.0" encoding="UTF-8"?>') -> str:
    channel = f"<channel><title>Wire</title><link>http://wire.example/</link>{items}</channel>"
    return f'{declaration}{before}<rss version="2.0">{channel}</rss>'


def documents(data: str | bytes) -> list[Document]:
    found = [item for item in entries(raw(data, "feed.xml"), NOW) if isinstance(item, Document)]
    for document in found:
        check_blocks(document)
    return found


def test_an_entry_is_a_document() -> None:
    (document,) = documents(rss())
    assert (
        document.text == "Harbour talks resume\nGENEVA (Reuters) - Talks began again on Monday, she said.\nThey go on."
    )
    assert said(document, BlockKind.TITLE) == ["Harbour talks resume"]
    assert len(said(document, BlockKind.BODY)) == 2
    source = document.source
    assert (source.kind, source.uri, source.outlet, source.feed, source.entry_id) == (
        SourceKind.FEED,
        "http://wire.example/1",
        "Wire",
        "Wire",
        "g1",
    )
    assert document.byline == ("Ann Lee",)
    assert document.published is not None
    assert (document.published.iso(), document.published_from) == ("2020-01-06T10:00:00+00:00", PublishedFrom.FEED)
    assert document.dateline == "GENEVA (Reuters)"
    assert [(link.span.of(document.text), link.url) for link in document.links] == [("again", "http://wire.example/x")]
    assert [(item.url, item.type, item.length) for item in document.enclosures] == [
        ("http://wire.example/a.mp3", "audio/mpeg", 12)
    ]


def test_atom_and_rdf() -> None:
    atom = (
        "<feed xmlns='http://www.w3.org/2005/Atom' "
        "xml:lang='en'><title>Wire</title><entry><id>1</id>"
        "<title type='html'>A &amp;lt;b&amp;gt; &lt;i&gt;c&lt;/i&gt;</title>"
        "<updated>2020-01-06T10:00:00Z</updated><author><name>Ann Lee</name></author><content "
        "type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>"
        "<script>no</script><p>Words.</p></div></content></entry></feed>"
    )
    (document,) = documents(atom)
    assert (document.title, document.byline, document.language) == ("A <b> c", ("Ann Lee",), "en")
    assert document.published == document.updated
    assert said(document, BlockKind.BODY) == ["Words."]
    rdf = (
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
        "xmlns='http://purl.org/rss/1.0/' xmlns:dc='http://purl.org/dc/elements/1.1/'>"
        "<channel><title>Wire</title></channel><item "
        "rdf:about='u'><title>T</title><dc:date>2020-01-06</dc:date></item></rdf:RDF>"
    )
    (document,) = documents(rdf)
    assert document.published is not None
    assert document.published.iso() == "2020-01-06"


@pytest.mark.parametrize(
    "date",
    [
        "Mon, 00 Jan 0000 00:00:00 GMT",
        "9999-12-31T23:59:60Z",
        "99999-01-01",
        "Fri, 30 Feb 2020 10:00:00 GMT",
        "yesterday",
        "1e400",
        "0001-01-01T00:00:00+14:00",
        "",
    ],
)
def test_a_date_that_cannot_be_is_none(date: str) -> None:
    (document,) = documents(rss(f"<item><title>T</title><pubDate>{date}</pubDate></item>"))
    assert document.published is None
    assert document.published_from is None


@pytest.mark.parametrize("codec", ["rot13", "zip", "unicode_escape", "idna", "undefined", "UTF-16", "hz-gb-2312"])
def test_a_codec_that_is_no_charset_changes_nothing(codec: str) -> None:
    (document,) = documents(
        rss("<item><title>“Talks” \\x1b[31m</title></item>", declaration=f'<?xml version="1.0" encoding="{codec}"?>')
    )
    assert document.title == "“Talks” \\x1b[31m"


LAUGHS = (
    '<!DOCTYPE rss [<!ENTITY a0 "lol">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 11)) + "]>"
)


@pytest.mark.parametrize(
    "before",
    [
        LAUGHS,
        '<!DOCTYPE rss [<!ENTITY a10 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/evil.dtd">',
    ],
)
def test_entities_are_never_made(before: str) -> None:
    (document,) = documents(rss("<item><title>T &a10; x</title></item>", before))
    assert len(document.text) < 100
    assert "root:" not in document.text


def test_nothing_of_a_feed_without_titles_is_lost() -> None:
    found = documents(
        rss(
            "<item/><item><description>Only text</description></item><item><link>http://wire.example/2</link></item>"
            + ITEM
        )
    )
    assert [document.text.split("\n")[0] for document in found] == [
        "Only text",
        "http://wire.example/2",
        "Harbour talks resume",
    ]
    assert len({document.id for document in found}) == 3


def test_only_so_many_entries_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "MOST_ENTRIES", 3)
    found = documents(rss("".join(f"<item><title>T{n}</title></item>" for n in range(10))))
    assert [document.title for document in found] == ["T0", "T1", "T2"]
    assert [len(document.left_out) for document in found] == [0, 0, 1]
    assert "7 more entries" in found[-1].left_out[0]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        ("<html><body>x</body></html>", "web page"),
        ("<!doctype html><p>x", "web page"),
        ("", "empty"),
        ("Just words.", "not a feed"),
        ("[" * 200_000, "not JSON"),
        ('{"a": 1}', "no items"),
    ],
)
def test_what_is_no_feed_is_refused(data: str, what: str) -> None:
    with pytest.raises(InputError, match=what):
        list(entries(raw(data), NOW))


@pytest.mark.parametrize(
    "data",
    [
        rss("<item><title>T</title><description>" + "<a>" * 100_000 + "</a>" * 100_000 + "</description></item>"),
        '<rss version="2.0" '
        + " ".join(f'xmlns:n{n}="http://n{n}.example"' for n in range(20_000))
        + "><channel>"
        + ITEM
        + "</channel></rss>",
        rss("<item><title>T" + "x" * 5_000_000 + "</title></item>"),
        rss(ITEM * 6000),
    ],
    ids=["deep", "namespaces", "title", "many"],
)
def test_feeds_made_to_hurt_are_read_in_seconds(data: str) -> None:
    began = time.process_time()
    found = documents(data)
    assert found
    assert all(len(document.title or "") <= 500 for document in found)
    assert time.process_time() - began < 15


def test_tails_of_blogs_are_not_read() -> None:
    (document,) = documents(
        rss(
            "<item><title>T</title><description>&lt;p&gt;Words.&lt;/p&gt;&lt;p&gt;The post T appeared "
            "first on Wire.&lt;/p&gt;</description></item>"
        )
    )
    assert document.blocks[-1].kind is BlockKind.BOILERPLATE


def test_a_feed_without_entries_has_a_title_all_the_same() -> None:
    assert documents(rss("")) == []
    found = head(raw(rss("").replace("<title>Wire</title>", "<title>The &lt;b&gt;Wire&lt;/b&gt;</title>")))
    assert (found.title, found.url) == ("The Wire", "http://wire.example/")


def test_a_feed_that_breaks_off_gives_what_stands_before() -> None:
    cut = rss(ITEM + "<item><title>Second talks</title><description>Words.</description></item>")[:-60]
    found = documents(cut)
    assert found[0].title == "Harbour talks resume"
    assert "breaks off" in found[-1].left_out[0]
    assert documents(rss())[-1].left_out == ()


def test_links_are_seen_from_the_address_of_the_feed() -> None:
    item = "<item><title>T</title><link>/1</link></item>"
    data = f'<rss version="2.0"><channel><title>Wire</title>{item}</channel></rss>'
    (document,) = (item for item in entries(raw(data, "https://wire.example/feeds/all.xml"), NOW))
    assert isinstance(document, Document)
    assert document.source.uri == "https://wire.example/1"


def test_prefixes_that_are_not_declared_mean_what_they_always_mean() -> None:
    item = (
        "<item><dc:title>T</dc:title><dc:creator>Ann Lee</dc:creator>"
        "<content:encoded>&lt;p&gt;Words.&lt;/p&gt;</content:encoded></item>"
    )
    (document,) = documents(rss(f"<atom:link rel='self' href='http://wire.example/feed'/>{item}"))
    assert (document.title, document.byline) == ("T", ("Ann Lee",))
    assert said(document, BlockKind.BODY) == ["Words."]


def test_what_a_feed_says_of_itself() -> None:
    said_of_it = (
        "<atom:link rel='alternate' href='http://wire.example/' type='text/html'/><description>News of the "
        "harbour</description><managingEditor>ed@wire.example (Ann Lee)</managingEditor>"
        "<lastBuildDate>Mon, 06 Jan 2020 10:00:00 GMT</lastBuildDate>"
    )
    found = head(raw(f'<rss version="2.0"><channel><title>Wire</title>{said_of_it}</channel></rss>'))
    assert (found.url, found.summary, found.byline) == ("http://wire.example/", "News of the harbour", ("Ann Lee",))
    assert found.updated is not None
    assert found.updated.iso() == "2020-01-06T10:00:00+00:00"


def test_entries_of_one_id_and_several_addresses_are_all_there() -> None:
    items = "".join(
        f"<item><title>T{n}</title><link>http://wire.example/{n}</link><guid>0</guid></item>" for n in range(3)
    )
    found = documents(rss(items))
    assert [document.source.entry_id for document in found] == [None] * 3
    assert len({document.id for document in found}) == 3


def test_an_older_form_of_an_entry_is_told() -> None:
    found = documents(rss(ITEM + ITEM))
    assert len(found) == 1
    assert found[0].left_out == ("Older forms of entries that this feed gives twice were left out: 1.",)


@given(st.binary(max_size=300), st.integers(0, 700), st.text(max_size=60))
def test_whatever_the_bytes_are_the_feed_is_read_or_refused(data: bytes, at: int, words: str) -> None:
    whole = rss(ITEM + f"<item><title>{words}</title><guid>{words}</guid><author>{words}</author></item>")
    spoilt = whole.encode("utf-8", "surrogatepass")
    for given_bytes in (data, spoilt, spoilt[:at] + data + spoilt[at:], spoilt[:at]):
        try:
            found = list(entries(raw(given_bytes), NOW))
        except InputError:
            continue
        for document in found:
            assert isinstance(document, Document)
            check_blocks(document)
            assert is_safe(document.text)
            assert all(
                is_safe(name) for name in (document.title or "", document.source.entry_id or "", *document.byline)
            )


def test_a_feed_as_large_as_one_is_fetched_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "MOST_FEED_BYTES", len(rss().encode()))
    assert documents(rss())
    with pytest.raises(TooLargeError):
        documents(rss() + " ")


def test_only_so_many_namespaces_are_known_to_the_parser() -> None:
    spaces = "".join(f'<n{number}:x xmlns:n{number}="u{number}">v</n{number}:x>' for number in range(1_000))
    text = f'<rss version="2.0"><channel>{spaces}<item><title>One</title><guid>1</guid></item></channel></rss>'
    assert feed._without_spaces(text).count("xmlns:") == feed.MOST_NAMESPACES
    (document,) = documents(text)
    assert document.title == "One"
