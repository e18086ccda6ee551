"""From an address or a list to feeds that are followed."""

from __future__ import annotations

from pathlib import Path

from newsreader.errors import FetchError, NotFoundError
from newsreader.model.document import SourceKind
from newsreader.services.subscribing import Subscribing, fetch_raw, is_address, is_list, subscribe
from tests.loopback import Site
from tests.services.updates import SETTINGS, START, Bench, rss

OPML = b'<opml version="2.0"><body><outline text="World"><outline text="A" xmlUrl="https://a.example/f"/></outline>'
WORDS = "The minister spoke of ten ships that lay before the harbour on Monday. " * 8


def page(*links: str) -> bytes:
    head = "".join(f'<link rel="alternate" type="application/rss+xml" href="{link}">' for link in links)
    return f"<!doctype html><html><head><title>Ships</title>{head}</head><body><p>{WORDS}</p></body></html>".encode()


async def test_a_feed_is_followed_and_what_it_holds_is_there(site: Site, work: Bench) -> None:
    subscribing = Subscribing(work.updater)
    url = site.put("/f", rss("One", "Two"), ETag='"1"')
    added = await subscribing.add(url)
    assert (added.feeds, added.known, added.articles) == (1, 0, 2)
    [feed] = await work.shelf.run(lambda library: library.feeds())
    assert (feed.subscription.url, feed.subscription.title, feed.checked) == (url, "The Paper", START)
    assert feed.validators.etag == '"1"'
    again = await subscribing.add(url)
    assert (again.feeds, again.known, again.articles) == (0, 1, 0)
    assert (await work.updater.update()).total == 0


async def test_a_feed_that_moved_for_good_is_followed_where_it_is(site: Site, work: Bench) -> None:
    site.put("/old", status="308 Moved", Location="/f")
    site.put("/f", rss("One"))
    await Subscribing(work.updater).add(site.url("/old"))
    [feed] = await work.shelf.run(lambda library: library.feeds())
    assert (feed.subscription.url, feed.asked) == (site.url("/f"), site.url("/old"))


async def test_one_that_moved_to_a_feed_that_is_followed_is_known(site: Site, work: Bench) -> None:
    site.put("/old", status="308 Moved", Location="/f")
    await Subscribing(work.updater).add(site.put("/f", rss("One")))
    added = await Subscribing(work.updater).add(site.url("/old"))
    assert (added.feeds, added.known, added.articles) == (0, 1, 0)
    assert len(await work.shelf.run(lambda library: library.feeds())) == 1


async def test_a_page_leads_to_its_feed_and_the_others_are_told(site: Site, work: Bench) -> None:
    site.put("/", page("/broken", "/f", "/comments"))
    site.put("/f", rss("One"))
    added = await Subscribing(work.updater).add(site.url("/"))
    assert (added.feeds, added.articles) == (1, 1)
    [feed] = await work.shelf.run(lambda library: library.feeds())
    assert feed.subscription.url == site.url("/f")
    assert site.url("/comments") in added.notes[0]


async def test_a_page_without_a_feed_becomes_an_article(site: Site, work: Bench) -> None:
    added = await Subscribing(work.updater).add(site.put("/", page()))
    assert (added.feeds, added.articles) == (0, 1)
    assert await work.shelf.run(lambda library: library.feeds()) == []
    assert "names no feed" in added.notes[0]


async def test_a_list_is_taken_as_it_is_without_asking_anybody(tmp_path: Path, site: Site, work: Bench) -> None:
    (tmp_path / "list.opml").write_bytes(OPML)
    (tmp_path / "urls").write_text(f'{site.url("/f")} "~Mine" world\nfile:///srv/feed.xml\n')
    subscribing = Subscribing(work.updater)
    assert (await subscribing.add(str(tmp_path / "list.opml"))).feeds == 1
    assert (await subscribing.add(str(tmp_path / "urls"))).feeds == 2
    feeds = await work.shelf.run(lambda library: library.feeds())
    assert {feed.subscription.url for feed in feeds} == {"https://a.example/f", site.url("/f"), "file:///srv/feed.xml"}
    assert {feed.subscription.folder for feed in feeds} == {(), ("World",)}
    assert site.asked == []


async def test_a_list_of_strangers_reads_no_files_here(site: Site, work: Bench) -> None:
    body = OPML + b'<outline text="B" xmlUrl="file:///etc/passwd"/></body></opml>'
    added = await Subscribing(work.updater).add(site.put("/list", body))
    feeds = await work.shelf.run(lambda library: library.feeds())
    assert [feed.subscription.url for feed in feeds] == ["https://a.example/f"]
    assert any("files of this machine" in note for note in added.notes)


async def test_one_that_fails_is_told_and_the_rest_goes_on(site: Site, tmp_path: Path, work: Bench) -> None:
    names = [str(tmp_path / "none"), site.put("/bad", b"", "500 X"), site.put("/f", rss("One"))]
    added = await subscribe(work.shelf, work.engine, SETTINGS, names)
    assert (added.feeds, added.articles) == (1, 1)
    missing, broken = added.failures
    assert isinstance(missing, NotFoundError)
    assert isinstance(broken, FetchError)
    assert site.url("/bad") in str(broken)


async def test_a_feed_in_a_file_is_followed_where_its_address_is_named(tmp_path: Path, work: Bench) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(rss("One"))
    added = await Subscribing(work.updater).add(path.as_uri())
    assert (added.feeds, added.articles) == (1, 1)


async def test_what_is_fetched_once_is_a_page_or_a_feed(site: Site) -> None:
    raw = await fetch_raw(site.put("/p", page()), SETTINGS)
    assert (raw.source.kind, raw.source.uri, raw.id is None) == (SourceKind.HTML, site.url("/p"), False)
    raw = await fetch_raw(site.put("/f", rss("One")), SETTINGS)
    assert (raw.source.kind, raw.id) == (SourceKind.FEED, None)


def test_names(tmp_path: Path) -> None:
    assert is_address("HTTPS://a.example/")
    assert is_address("file:///a")
    assert not is_address("a.example/")
    (tmp_path / "list").write_bytes(OPML)
    (tmp_path / "page").write_bytes(page())
    assert is_list(tmp_path / "list")
    assert not is_list(tmp_path / "page")
    assert not is_list(tmp_path / "none")
