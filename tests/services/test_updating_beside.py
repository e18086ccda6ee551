"""An update beside others: it takes no feed from them, gives back what it holds, and waits for the library."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from newsreader.errors import LibraryError
from newsreader.library import Library
from newsreader.model.document import Document
from newsreader.model.feeds import FeedState
from tests.loopback import Request, Site, answer
from tests.services.test_claims import in_use
from tests.services.updates import POLICY, START, Bench, bench, rss


async def test_two_updates_at_once_share_the_work(site: Site, tmp_path: Path) -> None:
    async with bench(tmp_path / "library.db") as one, bench(tmp_path / "library.db") as other:
        for number in range(12):
            one.follow(site.put(f"/{number}", rss(f"Title {number}", base=f"https://paper.example/{number}")))
        done = await asyncio.gather(one.updater.update(), other.updater.update())
        assert sum(each.new for each in done) == 12
        assert len(site.asked) == 12
        assert sum(each.elsewhere for each in done) <= 12
        assert len(one.titles()) == 12


async def test_an_update_that_is_given_up_gives_its_claims_back(site: Site, work: Bench) -> None:
    begun = asyncio.Event()

    async def slow(_request: Request, writer: asyncio.StreamWriter) -> None:
        begun.set()
        await asyncio.sleep(60)

    site.replies["/f"] = slow
    [key] = work.follow(site.url("/f"))
    task = asyncio.ensure_future(work.updater.update())
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    site.put("/f", rss("One"))
    assert (await work.updater.update()).new == 1
    assert work.feed(key).failures == 0


async def test_what_the_library_will_not_take_from_a_feed_costs_the_others_nothing(
    site: Site, work: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, _ = work.follow(site.put("/bad", rss("Two")), site.put("/f", rss("One")))
    save = Library.save_many

    def odd(library: Library, documents: Sequence[Document], feed: int, *rest: object) -> object:
        if feed == bad:
            raise LibraryError("cannot hold that value")
        return save(library, documents, feed, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Library, "save_many", odd)
    updated = await work.updater.update()
    assert [fault.key for fault in updated.faults] == [bad]
    assert "cannot hold that value" in updated.faults[0].cause
    assert work.feed(bad).failures == 1
    assert work.titles() == ["One"]


async def test_a_library_that_cannot_be_used_ends_the_update(
    site: Site, work: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    work.follow(*(site.put(f"/{number}", rss(f"Title {number}")) for number in range(5)))

    def broken(*_: object, **__: object) -> object:
        raise LibraryError("the disk is full")

    monkeypatch.setattr(Library, "save_many", broken)
    monkeypatch.setattr(Library, "note_failed", broken)
    with pytest.raises(LibraryError, match="disk is full"):
        await work.updater.update()


async def test_a_library_in_use_is_no_fault_of_the_feed(site: Site, tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "library.db", isolation_level=None)
    async with bench(tmp_path / "library.db", wait=0.02) as work:

        async def lock(_request: Request, writer: asyncio.StreamWriter) -> None:
            other.execute("BEGIN IMMEDIATE")
            writer.write(answer(rss("One")))

        site.replies["/f"] = lock
        [key] = work.follow(site.url("/f"))
        updated = await work.updater.update()
        other.execute("ROLLBACK")
        other.close()
        assert (updated.done, updated.finished) == (1, True)
        assert "in use by another program" in updated.faults[0].cause
        assert (await work.updater._note_fault(work.feed(key), in_use())).fault is not None
        assert work.feed(key).failures == 0
        site.put("/f", rss("One"))
        work.clock.pass_(minutes=3)
        assert (await work.updater.update()).new == 1


async def test_what_another_update_is_at_is_told(site: Site, work: Bench) -> None:
    [key] = work.follow(site.put("/f", rss("One")))
    await work.shelf.run(lambda library: library.claim_feeds(START, [key]))
    updated = await work.updater.update()
    assert updated.faults == ()
    assert (updated.done, updated.elsewhere, updated.new, site.asked) == (1, 1, 0, [])
    work.clock.pass_(minutes=11)
    assert (await work.updater.update()).new == 1


async def test_a_feed_that_another_update_has_asked_since_is_left_alone(site: Site, work: Bench) -> None:
    work.follow(site.put("/f", rss("One")))
    [seen] = await work.shelf.run(lambda library: library.feeds_bare())
    work.clock.pass_(minutes=1)
    await work.updater.update()
    assert (await work.updater.update_one(seen)).elsewhere
    assert len(site.asked) == 1
    assert (await work.updater.update(force=True)).done == 1
    assert len(site.asked) == 2


async def test_a_feed_is_claimed_when_the_turn_of_its_host_has_come(site: Site, tmp_path: Path) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slow(_request: Request, writer: asyncio.StreamWriter) -> None:
        begun.set()
        await go_on.wait()
        writer.write(answer(rss("One")))

    site.replies["/1"] = site.replies["/2"] = slow
    async with bench(tmp_path / "library.db", policy=replace(POLICY, per_host=1)) as work:
        keys = work.follow(site.url("/1"), site.url("/2"))
        task = asyncio.ensure_future(work.updater.update())
        await begun.wait()
        free = await work.shelf.run(lambda library: library.claim_feeds(START, keys, force=True))
        assert len(free) == 1
        await work.shelf.run(lambda library: library.release([feed.key for feed in free]))
        go_on.set()
        assert (await task).done == 2


async def test_a_claim_whose_maker_gave_up_is_given_back(site: Site, work: Bench) -> None:
    [key] = work.follow(site.put("/f", rss("One")))
    [feed] = await work.shelf.run(lambda library: library.feeds_bare())
    claiming, go_on = asyncio.Event(), threading.Event()
    take = work.updater._claims.take

    async def taking(feed: FeedState) -> None:
        work.shelf.submit(lambda _: go_on.wait())
        claiming.set()
        await take(feed)

    work.updater._claims.take = taking  # type: ignore[method-assign]
    task = asyncio.ensure_future(work.updater.update_one(feed))
    await claiming.wait()
    task.cancel()
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await work.shelf.run(lambda library: library.claim_feeds(START, [key], force=True))
    assert site.asked == []
