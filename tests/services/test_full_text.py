"""The pages behind teasers come in, sooner or later, and none is asked for without end."""

from __future__ import annotations

import asyncio

import pytest

from newsreader.errors import WorkerError
from newsreader.model.feeds import Validators
from newsreader.services import full_text, updating
from tests.loopback import Site
from tests.services.updates import START, Bench, rss

TEXT = "The minister spoke of ten ships that lay before the harbour on Monday. " * 20
NAMES = [f"Title-{number}" for number in range(7)]


def put_pages(site: Site, *names: str) -> str:
    """Pages of these names, and the address of a feed of teasers of them."""
    for name in names:
        page = f"<html><head><title>{name}</title></head><body><article><h1>{name}</h1><p>{TEXT}</p></article></html>"
        site.put(f"/{name}", page.encode(), Content_Type="text/html")
    return site.put("/f", rss(*names, words="Ships lie…", base=site.url("")), ETag='"1"')


def pages(site: Site) -> list[str]:
    return [request.path for request in site.asked if request.path != "/f"]


def filled(work: Bench) -> int:
    return work.shelf.submit(
        lambda library: sum(
            "before the harbour" in article.document.text
            for article in map(library.article, library.order())
            if article is not None
        )
    ).result()


async def test_what_one_round_does_not_reach_the_next_does(
    site: Site, work: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(full_text, "MOST_PAGES", 3)
    work.follow(put_pages(site, *NAMES), full_text=True)
    counts = []
    for _ in range(3):
        await work.updater.update(force=True)
        counts.append(filled(work))
        work.clock.pass_(minutes=31)
    assert counts == [3, 6, 7]
    await work.updater.update(force=True)
    assert sorted(pages(site)) == sorted(f"/{name}" for name in NAMES)


async def test_an_update_that_ends_in_the_middle_loses_nothing(
    site: Site, work: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def killed(*_: object) -> None:
        raise asyncio.CancelledError

    monkeypatch.setattr(updating, "fill_out", killed)
    [key] = work.follow(put_pages(site, *NAMES), full_text=True)
    with pytest.raises(asyncio.CancelledError):
        await work.updater.update()
    assert work.feed(key).validators == Validators('"1"', None, work.feed(key).validators.digest)
    monkeypatch.undo()
    site.put("/f", b"", "304 Not Modified")
    updated = await work.updater.update(force=True)
    assert (updated.faults, filled(work)) == ((), 7)


async def test_a_page_that_cannot_be_had_is_tried_again_and_given_up(site: Site, work: Bench) -> None:
    work.follow(put_pages(site, "One"), full_text=True)
    site.put("/One", b"", "500 Broken")
    for hours in (0.1, 1, 1, 1, 1, 1, 1):
        await work.updater.update(force=True)
        work.clock.pass_(hours=hours)
    assert pages(site) == ["/One"] * 5


async def test_what_is_no_page_is_asked_for_once(site: Site, work: Bench) -> None:
    work.follow(put_pages(site, "One"), full_text=True)
    site.put("/One", b"%PDF-1.4", Content_Type="application/pdf")
    for _ in range(3):
        await work.updater.update(force=True)
        work.clock.pass_(hours=2)
    assert pages(site) == ["/One"]


async def test_a_server_that_asks_for_peace_is_left_alone(
    site: Site, work: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(full_text, "PAGES_AT_ONCE", 1)
    [key] = work.follow(put_pages(site, *NAMES), full_text=True)
    for name in NAMES:
        site.put(f"/{name}", b"", "503 Busy", Retry_After="900")
    updated = await work.updater.update()
    assert (updated.new, updated.faults, len(pages(site))) == (7, (), 1)
    untried = await work.shelf.run(lambda library: library.wanted_texts(key, START, 10))
    assert len(untried) == 6


async def test_a_page_that_trips_a_worker_fails_no_feed(
    site: Site, work: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    work.follow(put_pages(site, "One", "Two"), full_text=True)
    read = full_text.read_page

    async def trip(updater: updating.Updater, url: str) -> object:
        if url.endswith("/One"):
            raise WorkerError("the worker died of it")
        return await read(updater, url)

    monkeypatch.setattr(full_text, "read_page", trip)
    updated = await work.updater.update()
    assert (updated.faults, filled(work)) == ((), 1)


async def test_an_article_that_is_gone_meanwhile_ends_nothing(
    site: Site, work: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    work.follow(put_pages(site, "One", "Two"), full_text=True)
    read = full_text.read_page

    async def let_go(updater: updating.Updater, url: str) -> object:
        page = await read(updater, url)
        await work.shelf.run(lambda library: library.sweep(None, 1, START))
        return page

    monkeypatch.setattr(full_text, "read_page", let_go)
    updated = await work.updater.update()
    assert (updated.faults, updated.finished, len(work.titles())) == ((), True, 1)


async def test_time_is_bounded(site: Site, work: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    async def never(*_: object) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(full_text, "read_page", never)
    monkeypatch.setattr(full_text, "MOST_SECONDS", 0.05)
    work.follow(put_pages(site, "One"), full_text=True)
    assert (await work.updater.update()).finished
