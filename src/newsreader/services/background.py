"""Work of the network kind in a thread with a loop of its own, which can be told to stop.

The screen's loop could await a fetch, but reading certificates, resolving names and storing what came
would each take a piece of a frame from it.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from collections.abc import Callable, Coroutine
from typing import Any

logger = logging.getLogger(__name__)

STOP_SECONDS = 2.0
"""How long a stop waits until what is under way has given back what it holds."""


class Background:
    """One thing at a time, in a thread."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._stop: Callable[[], object] | None = None

    @property
    def busy(self) -> bool:
        """Whether something is under way."""
        return self._thread is not None and self._thread.is_alive()

    def start(self, work: Callable[[], Coroutine[Any, Any, None]], failed: Callable[[Exception], None]) -> bool:
        """Begin; False where something is under way already. `failed` is called from the thread."""
        with self._lock:
            if self.busy:
                return False
            self._thread = threading.Thread(target=self._run, args=(work, failed), daemon=True, name=self._name)
            self._thread.start()
            return True

    def stop(self) -> None:
        """Have it stop, and wait a moment until it has."""
        thread, stop = self._thread, self._stop
        if thread is None or not thread.is_alive():
            return
        if stop is not None:
            with contextlib.suppress(RuntimeError):  # the loop has ended by itself
                stop()
        thread.join(STOP_SECONDS)

    def _run(self, work: Callable[[], Coroutine[Any, Any, None]], failed: Callable[[Exception], None]) -> None:
        async def stoppable() -> None:
            task = asyncio.ensure_future(work())
            loop = asyncio.get_running_loop()
            self._stop = lambda: loop.call_soon_threadsafe(task.cancel)
            with contextlib.suppress(asyncio.CancelledError):
                await task

        try:
            asyncio.run(stoppable())
        except Exception as error:  # a thread's exception would be printed over the screen
            logger.info("%s ended: %s", self._name, error)
            failed(error)
        finally:
            self._stop = None
