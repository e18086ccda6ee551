"""Feeds come into the library once, and one with a fault costs the others nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from newsreader.ingest.limits import MOST_FEED_BYTES
from newsreader.model.feeds import Validators
from newsreader.services.correcting import file_beside
from newsreader.services.updating import Updated, Wish
from newsreader.settings import FeedChoice, KeepChoice
from tests.loopback import Site, answer
from tests.services.updates import POLICY, SETTINGS, START, Bench, bench, rss, with_feeds

PAGE = b"<!doctype html><html><head><title>Sign in</title></head><body><p>Sign in to read on.</p></body></html>"


async def test_what_is_new_comes_in_once(site: Site, work: Bench) -> None:
    [key] = work.follow(site.put("/f", rss("One", "Two"), ETag='"1"'))
    seen: list[Updated] = []
    first = await work.updater.update(tell=seen.append)
    assert (first.done, first.total, first.new, first.faults, first.finished) == (1, 1, 2, (), True)
    assert [each.done for each in seen] == [0, 1, 1]
    assert work.titles() == ["One", "Two"]
    feed = work.feed(key)
    assert (feed.subscription.title, feed.articles, feed.checked) == ("The Paper", 2, START)
    assert feed.due == START + timedelta(minutes=30)
    assert feed.validators.etag == '"1"'

    assert (await work.updater.update()).total == 0
    work.clock.pass_(minutes=31)
    site.put("/f", rss("Two", "Three"))
    assert (await work.updater.update()).new == 1
    assert site.asked[1].headers["if-none-match"] == '"1"'
    assert work.titles() == ["One", "Three", "Two"]


async def test_what_is_the_same_is_not_read_again(site: Site, work: Bench) -> None:
    work.follow(site.put("/f", rss("One")))
    await work.updater.update()
    await work.updater.update(force=True)
    site.replies["/f"] = answer(b"nonsense", "304 Not Modified")
    [feed] = await work.shelf.run(lambda library: library.feeds())
    await work.shelf.run(lambda library: library.note_fetched(feed.key, Validators('"1"', None, "d"), START, START))
    again = await work.updater.update(force=True)
    assert (again.new, again.changed, again.faults) == (0, 0, ())
    assert len(work.engine.read_names) == 1
    assert work.feed(feed.key).validators == Validators('"1"', None, "d")


async def test_an_article_that_changed_in_silence_is_told(site: Site, work: Bench) -> None:
    words = "The minister spoke of ten ships on Monday. " * 10
    work.follow(site.put("/f", rss("One", words=words)))
    await work.updater.update()
    site.put("/f", rss("One", words=words.replace("ten", "nine")))
    again = await work.updater.update(force=True)
    assert (again.new, again.changed) == (0, 1)


async def test_a_fault_is_told_since_when_and_asked_again_later_and_later(site: Site, work: Bench) -> None:
    good, bad = work.follow(site.put("/good", rss("One")), site.put("/bad", b"", "500 Broken"))
    first = await work.updater.update()
    assert first.new == 1
    [fault] = first.faults
    assert (fault.key, fault.url, fault.since) == (bad, site.url("/bad"), START)
    assert fault.cause == "its server fails (500)"
    assert work.feed(bad).due == START + timedelta(minutes=60)
    work.clock.pass_(minutes=61)
    [fault] = (await work.updater.update([bad])).faults
    assert fault.since == START
    assert work.feed(bad).due == work.clock.now + timedelta(minutes=120)
    site.put("/bad", rss("Two"))
    again = await work.updater.update([bad], force=True)
    assert (again.new, again.faults) == (1, ())
    assert (work.feed(bad).failures, work.feed(bad).fault, work.feed(bad).failing_since) == (0, None, None)
    assert work.feed(good).articles == 1


async def test_a_feed_that_turns_into_a_page_keeps_what_it_had(site: Site, work: Bench) -> None:
    [key] = work.follow(site.put("/f", rss("One")))
    await work.updater.update()
    site.put("/f", PAGE)
    [fault] = (await work.updater.update(force=True)).faults
    assert fault.cause == "is a web page now, not a feed"
    assert fault.title == "The Paper"
    assert work.titles() == ["One"]
    assert work.feed(key).validators.digest is not None


@pytest.mark.parametrize(
    ("reply", "cause"),
    [
        (answer(b""), "is empty"),
        (answer(PAGE), "is a web page, not a feed"),
        (answer(b"{}"), "not a JSON Feed"),
        (answer(b"\x1f\x8bx", Content_Encoding="gzip"), "gzip"),
        (answer(b"", "302 Found", Location="/f"), "more than 5 times"),
        (answer(b"", "302 Found", Location="file:///etc/passwd"), "file: address"),
    ],
)
async def test_each_fault_has_its_cause(site: Site, work: Bench, reply: bytes, cause: str) -> None:
    site.replies["/f"] = reply
    [key] = work.follow(site.url("/f"))
    [fault] = (await work.updater.update()).faults
    assert cause in fault.cause
    assert site.url("/f") not in fault.cause.partition(", which leads")[0]
    assert work.feed(key).fault == fault.cause


async def test_moved_for_good_is_followed_from_then_on(site: Site, work: Bench) -> None:
    [key] = work.follow(site.put("/old", status="301 Moved", Location="/new"))
    site.put("/new", rss("One"))
    await work.updater.update()
    assert work.feed(key).subscription.url == site.url("/new")


async def test_moved_to_a_page_is_no_move(site: Site, work: Bench) -> None:
    [key] = work.follow(site.put("/old", status="301 Moved", Location="/login"))
    site.put("/login", PAGE)
    assert len((await work.updater.update()).faults) == 1
    assert work.feed(key).subscription.url == site.url("/old")


async def test_gone_for_good_is_not_asked_for_by_itself(site: Site, work: Bench) -> None:
    [key] = work.follow(site.put("/f", b"", "410 Gone"))
    [fault] = (await work.updater.update()).faults
    assert "gone" in fault.cause
    work.clock.pass_(days=3)
    assert (await work.updater.update()).total == 0
    assert (await work.updater.update(force=True)).total == 0
    site.put("/f", rss("Back"))
    assert (await work.updater.update([key], force=True)).new == 1
    assert not work.feed(key).gone


async def test_a_busy_server_is_left_alone_for_as_long_as_it_asks(site: Site, work: Bench) -> None:
    [key] = work.follow(site.put("/f", b"", "503 Busy", Retry_After="40000"))
    await work.updater.update()
    due = work.feed(key).due
    assert due is not None
    assert abs(due - START - timedelta(seconds=40000)) < timedelta(minutes=1)


async def test_a_clock_that_jumped_back_stops_nothing(site: Site, work: Bench) -> None:
    work.follow(site.put("/f", rss("One")))
    work.clock.pass_(days=400)
    await work.updater.update()
    work.clock.pass_(days=-400)
    site.put("/f", rss("Two"))
    assert (await work.updater.update()).new == 1
    work.clock.pass_(hours=-5)
    site.put("/f", rss("Three"))
    assert (await work.updater.update()).new == 1


async def test_the_secret_of_a_feed_is_sent_and_never_told(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "token"
    path.write_text("geheim\n")
    path.chmod(0o600)
    settings = with_feeds(SETTINGS, FeedChoice(site.url("/"), 3, token_file=str(path)))
    async with bench(tmp_path / "library.db", settings) as work:
        [key] = work.follow(site.put("/f", b"", "401 No"))
        [fault] = (await work.updater.update()).faults
        assert site.asked[0].headers["authorization"] == "Bearer geheim"
        assert "geheim" not in str(fault)
        path.chmod(0o644)
        [fault] = (await work.updater.update([key], force=True)).faults
        assert "others may read" in fault.cause
        assert len(site.asked) == 1
    assert b"geheim" not in (tmp_path / "library.db").read_bytes()


async def test_the_pages_of_teasers_are_fetched_where_that_is_wanted(site: Site, work: Bench) -> None:
    text = "The minister spoke of ten ships that lay before the harbour on Monday. " * 20
    page = f"<html><head><title>One</title></head><body><article><h1>One</h1><p>{text}</p></article></body></html>"
    site.put("/One", page.encode(), Content_Type="text/html")
    site.put("/Two", b"", "404 Not Found")
    work.follow(site.put("/f", rss("One", "Two", words="Ships lie…", base=site.url(""))), full_text=True)
    updated = await work.updater.update()
    assert (updated.new, updated.faults) == (2, ())
    bodies = await work.shelf.run(
        lambda library: {header.title: library.article(header.key) for header in library.headers(library.order())}
    )
    one, two = bodies["One"], bodies["Two"]
    assert one is not None
    assert two is not None
    assert "before the harbour" in one.document.text
    assert "Ships lie" in two.document.text


async def test_pages_are_left_alone_where_nobody_wants_them(site: Site, work: Bench) -> None:
    work.follow(site.put("/f", rss("One", words="Ships lie…", base=site.url(""))))
    await work.updater.update()
    assert [request.path for request in site.asked] == ["/f"]


async def test_a_feed_in_a_file(tmp_path: Path, work: Bench) -> None:
    path = tmp_path / "the feed.xml"
    path.write_bytes(rss("One"))
    [key] = work.follow(path.as_uri())
    assert (await work.updater.update()).new == 1
    path.unlink()
    [fault] = (await work.updater.update([key], force=True)).faults
    assert "no such file" in fault.cause
    [other] = work.follow("file://elsewhere/etc/feed")
    [fault] = (await work.updater.update([other])).faults
    assert "another machine" in fault.cause


async def test_a_charset_that_only_the_server_states_counts(site: Site, work: Bench) -> None:
    feed = rss("Łódź i Kraków", "Żółć").decode().encode("iso-8859-2")
    work.follow(site.put("/f", feed, Content_Type="application/rss+xml; charset=ISO-8859-2"))
    work.follow(site.put("/u", rss("Übung"), Content_Type="application/rss+xml; charset=ISO-8859-1"))
    await work.updater.update()
    assert set(work.titles()) == {"Łódź i Kraków", "Übung", "Żółć"}


async def test_old_articles_go_where_that_is_wanted(site: Site, tmp_path: Path) -> None:
    settings = replace(SETTINGS, keep=KeepChoice(articles=2))
    async with bench(tmp_path / "library.db", settings) as work:
        work.follow(site.put("/f", rss("One", "Two", "Three", "Four")))
        assert (await work.updater.update()).new == 4
        assert len(work.titles()) == 2
        file_beside(tmp_path / "library.db").write_text("nonsense: [")
        site.put("/f", rss("Five", "Six", "Seven"))
        await work.updater.update(force=True)
        assert len(work.titles()) == 5


async def test_what_failed_is_left_alone_for_a_while_unless_the_person_wants_it(site: Site, work: Bench) -> None:
    [broken, busy, good] = work.follow(
        site.put("/broken", b"", "500 X"),
        site.put("/busy", b"", "429 Slow", Retry_After="86000").replace("127.0.0.1", "localhost"),
        site.put("/good", rss("One")),
    )

    async def asked(wish: Wish, keys: list[int] | None = None) -> tuple[set[int], int]:
        before = {key: work.feed(key).checked for key in (broken, busy, good)}
        work.clock.pass_(seconds=1)
        updated = await work.updater.update(keys, wish=wish)
        return {key for key, moment in before.items() if work.feed(key).checked != moment}, updated.waiting

    assert await asked(Wish.READY) == ({broken, busy, good}, 0)
    assert await asked(Wish.READY) == ({good}, 2)
    assert await asked(Wish.FAILING) == ({broken, good}, 1)
    assert await asked(Wish.READY, [busy]) == ({busy}, 0)
    assert await asked(Wish.DUE) == (set(), 0)
    work.clock.pass_(hours=25)
    assert await asked(Wish.READY) == ({broken, busy, good}, 0)


async def test_settings_hold_for_a_feed_that_moved(site: Site, tmp_path: Path) -> None:
    token = tmp_path / "token"
    token.write_text("geheim")
    token.chmod(0o600)
    settings = with_feeds(SETTINGS, FeedChoice(site.url("/old"), 3, token_file=str(token), full_text=True))
    async with bench(tmp_path / "library.db", settings) as work:
        [key] = work.follow(site.put("/old", status="301 Moved", Location="/new"))
        site.put("/new", rss("One", words="Ships lie…", base=site.url("")))
        await work.updater.update()
        assert work.feed(key).subscription.url == site.url("/new")
        site.asked.clear()
        site.put("/new", rss("One", "Two", words="Ships lie…", base=site.url("")))
        await work.updater.update(force=True)
        assert [request.path for request in site.asked] == ["/new", "/Two"]
        assert site.asked[0].headers["authorization"] == "Bearer geheim"


async def test_a_feed_is_fetched_as_far_as_feeds_are_read(site: Site, tmp_path: Path) -> None:
    async with bench(tmp_path / "library.db", policy=replace(POLICY, most_bytes=10 * MOST_FEED_BYTES)) as work:
        site.replies["/f"] = answer(b"", length=MOST_FEED_BYTES + 1)
        work.follow(site.url("/f"))
        [fault] = (await work.updater.update()).faults
        assert "20 MB" in fault.cause


async def test_a_password_in_an_address_that_is_followed_is_not_told(work: Bench) -> None:
    work.follow("http://bob:hunter2@127.0.0.1:1/f")
    [fault] = (await work.updater.update()).faults
    assert "hunter2" not in f"{fault} {work.feed(fault.key).fault}"
    assert "`feeds:`" in fault.cause
