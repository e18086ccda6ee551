"""The library behind a thread of its own, so that whoever draws the screen never waits for a disk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from newsreader.errors import LibraryError
from newsreader.library import Library

T = TypeVar("T")


class Shelf:
    """One library, one thread: work is done in the order in which it was asked for."""

    def __init__(self, path: Path, *, visit: bool = False, wait: float | None = None) -> None:
        """`wait`: seconds that are waited while another program writes; None for what a person would wait."""
        self._path = path
        self._visit = visit
        self._open = {"visit": visit} if wait is None else {"visit": visit, "wait": wait}
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="library")
        self._library: Library | None = None

    @property
    def path(self) -> Path:
        """The file of the library, as it was named."""
        return self._path

    @property
    def visit(self) -> bool:
        """Whether the articles are in memory, and gone at the end."""
        return self._visit

    def open(self) -> None:
        """Open the library; raises LibraryError where that cannot be."""
        self._library = self._thread.submit(lambda: Library.open(self._path, **self._open)).result()

    def submit(self, work: Callable[[Library], T]) -> Future[T]:
        """Have something done in the library's thread; raises LibraryError where the library is closed already."""
        library = self._library
        if library is None:
            raise LibraryError("the library is closed", where=str(self._path))
        return self._thread.submit(work, library)

    async def run(self, work: Callable[[Library], T]) -> T:
        """Have something done, and wait for it without holding up the loop.

        Who waits may give up; what was asked for is done all the same: a mark is not lost by leaving.
        """
        heard: Future[T] = Future()
        self.submit(work).add_done_callback(lambda done: _pass_on(done, heard))
        return await asyncio.wrap_future(heard)

    def close(self) -> None:
        """Finish what was asked for, and close the library."""
        library, self._library = self._library, None
        if library is not None:
            self._thread.submit(library.close)
        self._thread.shutdown(wait=True)


def _pass_on(done: Future[T], heard: Future[T]) -> None:
    """Tell whoever still listens what came of it."""
    if not heard.set_running_or_notify_cancel():
        return
    error = done.exception()
    if error is not None:
        heard.set_exception(error)
    else:
        heard.set_result(done.result())
