"""Following feeds and updating them, as the screen asks for it."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsreader.errors import NewsreaderError, UsageError
from newsreader.services.collecting import Progress
from newsreader.services.desk import Desk
from newsreader.services.shelf import Shelf
from tests.loopback import Request, serve
from tests.services.updates import SETTINGS, LocalEngine

FEED = b"""<rss version="2.0"><channel><title>Harbour news</title>
<item><title>Talks go on</title><guid>1</guid><description>The talks about the harbour go on.</description></item>
<item><title>Talks end</title><guid>2</guid><description>The talks about the harbour are over now.</description></item>
</channel></rss>"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    shelf = Shelf(tmp_path / "library.db")
    shelf.open()
    desk = Desk(shelf, LocalEngine(), SETTINGS)
    yield desk
    desk.stop()


async def update(desk: Desk) -> Progress:
    done = threading.Event()
    told: list[Progress] = []

    def tell(progress: Progress) -> None:
        told.append(progress)
        if progress.finished:
            done.set()

    assert desk.update(None, tell)
    await asyncio.to_thread(done.wait, 30)
    return told[-1]


async def test_a_feed_is_followed_listed_updated_and_given_up(desk: Desk) -> None:
    async with serve() as site:
        url = site.put("/feed.xml", FEED)
        assert await desk.subscribe(url) == "1 new feed, 2 new articles"
        (feed,) = [source for source in await desk.sources() if source.kind == "feed"]
        assert (feed.name, feed.articles, feed.unread) == ("Harbour news", 2, 2)
        assert len((await desk.find(feed.line)).keys) == 2
        site.put("/feed.xml", FEED.replace(b"<guid>1<", b"<guid>3<").replace(b"Talks go on", b"Talks begin anew"))
        assert (await update(desk)).new == 1
        assert [header.title for header in (await desk.find("is:new")).headers] == ["Talks begin anew"]
        assert feed.feed is not None
        assert "not followed any more" in await desk.unsubscribe(feed.feed.key)
        assert not [source for source in await desk.sources() if source.kind == "feed"]
        assert len((await desk.find("")).keys) == 3


async def test_what_fails_is_said_with_its_cause(desk: Desk) -> None:
    async with serve() as site:
        url = site.put("/feed.xml", FEED)
        await desk.subscribe(url)
        site.put("/feed.xml", b"", "500 Internal Server Error")
        (fault,) = (await update(desk)).faults
        assert fault.startswith("Harbour news: ")
        assert "500" in fault
        with pytest.raises(NewsreaderError, match="404"):
            await desk.subscribe(site.url("/none"))


async def test_leaving_does_not_wait_for_a_slow_server(desk: Desk) -> None:
    async with serve() as site:
        asked = asyncio.Event()

        async def hang(request: Request, writer: asyncio.StreamWriter) -> None:
            asked.set()
            await asyncio.sleep(60)

        site.replies["/slow"] = hang
        task = asyncio.ensure_future(desk.subscribe(site.url("/slow")))
        await asyncio.wait_for(asked.wait(), 30)
        with pytest.raises(UsageError, match="another address"):
            await desk.subscribe(site.url("/other"))
        began = time.monotonic()
        await asyncio.to_thread(desk.stop)
        assert time.monotonic() - began < 5, "as long as the server would take"
        task.cancel()
