"""Work in a thread with a loop of its own."""

from __future__ import annotations

import asyncio
import threading

from newsreader.services.background import Background


def never(error: Exception) -> None:
    raise AssertionError(error)


def test_work_is_done_in_another_thread() -> None:
    done = threading.Event()
    names: list[str] = []

    async def work() -> None:
        names.append(threading.current_thread().name)
        done.set()

    assert Background("at work").start(work, never)
    assert done.wait(10)
    assert names == ["at work"]


def test_one_thing_at_a_time() -> None:
    background, begun = Background("one"), threading.Event()

    async def work() -> None:
        begun.set()
        await asyncio.Event().wait()

    assert background.start(work, never)
    assert begun.wait(10)
    assert background.busy
    assert not background.start(work, never)
    background.stop()
    assert not background.busy


def test_what_is_stopped_gives_back_what_it_holds() -> None:
    background, begun, given_back = Background("held"), threading.Event(), threading.Event()

    async def work() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            given_back.set()

    background.start(work, never)
    assert begun.wait(10)
    background.stop()
    assert given_back.is_set()


def test_a_failure_is_told() -> None:
    told: list[Exception] = []
    heard = threading.Event()

    async def work() -> None:
        raise ValueError("no")

    def failed(error: Exception) -> None:
        told.append(error)
        heard.set()

    Background("failing").start(work, failed)
    assert heard.wait(10)
    assert str(told[0]) == "no"


def test_stopping_what_never_began_is_nothing() -> None:
    Background("idle").stop()
