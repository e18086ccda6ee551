"""Claims are renewed, and a library that is in use is asked once more."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest

from newsreader.errors import LibraryError
from newsreader.library import Library
from newsreader.services import claims
from newsreader.services.claims import Claims, TakenError, write
from tests.services.updates import START, bench


def in_use() -> LibraryError:
    cause = sqlite3.OperationalError("database is locked")
    cause.sqlite_errorcode = sqlite3.SQLITE_BUSY
    error = LibraryError("is in use by another program")
    error.__cause__ = cause
    return error


async def test_a_library_in_use_is_asked_once_more_and_a_damaged_one_is_not(tmp_path: Path) -> None:
    async with bench(tmp_path / "library.db") as work:
        errors = [in_use()]

        def busy_once(_library: Library) -> str:
            if errors:
                raise errors.pop()
            return "done"

        assert await write(work.shelf, busy_once) == "done"
        errors += [LibraryError("is damaged")]
        with pytest.raises(LibraryError, match="damaged"):
            await write(work.shelf, busy_once)
        errors += [in_use(), in_use()]
        with pytest.raises(LibraryError, match="in use"):
            await write(work.shelf, busy_once)


async def test_a_claim_lasts_a_short_time_unless_it_is_renewed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claims, "RENEW_SECONDS", 0.0)
    async with bench(tmp_path / "library.db") as work:
        [key] = work.follow("https://a.example/f")
        one, other = Claims(work.shelf, work.clock), Claims(work.shelf, work.clock)
        [feed] = await work.shelf.run(lambda library: library.feeds_bare())
        await one.take(feed)
        with pytest.raises(TakenError):
            await other.take(feed)
        renewed = asyncio.Event()
        renew = one._renew

        def renewing(library: Library) -> None:
            renew(library)
            loop.call_soon_threadsafe(renewed.set)

        loop = asyncio.get_running_loop()
        one._renew = renewing  # type: ignore[method-assign]
        work.clock.pass_(seconds=100)
        keeping = asyncio.ensure_future(one.keep())
        await renewed.wait()
        keeping.cancel()
        work.clock.pass_(seconds=100)
        with pytest.raises(TakenError):
            await other.take(feed)
        other.give_back(key)
        with pytest.raises(TakenError):
            await other.take(feed)
        work.clock.pass_(seconds=100)
        await other.take(feed)
        assert work.clock() > START
