"""What stands at an address, for an update: asked with the secret that belongs to it, or read from a file."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeAlias
from urllib.parse import unquote, urlsplit

from newsreader.errors import FetchError, InputError, NewsreaderError
from newsreader.ingest import folder
from newsreader.ingest.fetch import Fetcher, Policy
from newsreader.ingest.fetch_addresses import shown_url
from newsreader.ingest.fetch_answer import Fetched
from newsreader.ingest.limits import MOST_FEED_BYTES
from newsreader.model.feeds import FeedState, Validators
from newsreader.services.secrets import Secrets
from newsreader.settings import Settings
from newsreader.text.safe import one_line

Ready: TypeAlias = Callable[[], Awaitable[object]]
"""Is awaited when the turn of a host has come; what it raises ends the asking."""


def make_fetcher(settings: Settings) -> Fetcher:
    """A fetcher as the settings want it; close it at the end."""
    chosen = settings.fetch
    return Fetcher(
        Policy(
            proxy=chosen.proxy,
            allow_private=chosen.allow_private,
            timeout=float(chosen.timeout),
            most_bytes=chosen.most_mb * 1_000_000,
            connections=chosen.connections,
        )
    )


async def get(fetcher: Fetcher, secrets: Secrets, url: str) -> Fetched:
    """What an address gives, asked with the secret that it wants; raises FetchError, SettingsError."""
    headers = await secrets.headers(url)
    try:
        return await fetcher.get(url, None, headers)
    except FetchError:
        secrets.forget(url)
        raise


async def get_feed(fetcher: Fetcher, secrets: Secrets, feed: FeedState, ready: Ready) -> Fetched:
    """What a feed gives that is followed, by its address of today; raises NewsreaderError."""
    url = feed.subscription.url
    if url[:5].lower() == "file:":
        await ready()
        return await asyncio.to_thread(load_file, url)
    headers = await secrets.headers(url, feed.asked)
    try:
        return await fetcher.get(url, feed.validators, headers, most=MOST_FEED_BYTES, ready=ready)
    except FetchError:
        secrets.forget(url, feed.asked)
        raise


def load_file(url: str) -> Fetched:
    """A feed that lies in a file; raises InputError."""
    import hashlib

    parts = urlsplit(url)
    if parts.netloc not in ("", "localhost"):
        raise InputError("is a file on another machine", where=shown_url(url))
    data = folder.load(Path(unquote(parts.path))).data
    return Fetched(200, url, data=data, validators=Validators(digest=hashlib.sha256(data).hexdigest()))


def cause_of(error: NewsreaderError, url: str) -> str:
    """What went wrong, without the feed's own address, which stands beside it."""
    where, own = error.where or "", shown_url(url)
    place = where.removeprefix(own).lstrip(", ") if where.startswith(own) else where
    told = type(error)(error.what, where=place or None, mend=error.mend)
    return one_line(str(told), 300)
