"""Workers without processes: what is asked of one is done at once, in this process."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from newsreader.errors import WorkerError
from newsreader.services import frames, worker
from newsreader.services.answers import error_of
from newsreader.services.engine import Engine


class HereEngine(Engine):
    """Does each task at once; it "dies" of what holds one of the deadly words."""

    def __init__(self, *deadly: bytes) -> None:
        super().__init__()
        self.deadly = deadly
        self.asked: list[frames.Header] = []

    def _submit(
        self,
        header: frames.Header,
        body: bytes,
        seconds: float,
        about: str,
        priority: int,
        finish: Callable[[frames.Header, bytes], Any],
    ) -> Future[Any]:
        self.asked.append(header)
        future: Future[Any] = Future()
        answer, made = worker.perform(header, body)
        if any(word in body or word in made for word in self.deadly):
            self._die()
            future.set_exception(WorkerError("the worker died of it", where=about))
        elif answer.get("error"):
            future.set_exception(error_of(answer["error"]))
        else:
            future.set_result(finish(answer, made))
        return future

    def _die(self) -> None:
        """As with a process, what was open is closed."""
        while worker._opened:
            worker._opened.pop().close()
