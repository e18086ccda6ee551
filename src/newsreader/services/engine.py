"""The worker processes: start them, hand them tasks, kill one that hangs, end them all.

One process, one pair of pipes and one thread of ours for each worker, so that a task that hangs or
dies costs its own article one more try and nothing else (a `ProcessPoolExecutor` can kill no single
task, and one dead worker breaks it for all). Plain `subprocess` rather than `multiprocessing`: no
resource tracker to start before Textual takes over standard error, nothing of the reader's own
`__main__` run again in the worker, and no pickle between the two.

Answers are `concurrent.futures` futures: the command line waits for them, the screen awaits them
through `asyncio.wrap_future`.
"""

from __future__ import annotations

import contextlib
import itertools
import logging
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO, Any, cast

from newsreader.errors import NewsreaderError, NotStartedError, WorkerError
from newsreader.ingest.archive import Archive
from newsreader.ingest.portion import PORTION_RECORDS, Portion
from newsreader.ingest.raw import Format, RawDocument, Unreadable
from newsreader.log import open_log
from newsreader.model import wire
from newsreader.model.article import ParsedArticle
from newsreader.model.document import Document, Source
from newsreader.services import frames
from newsreader.services.answers import documents, error_of, portion

logger = logging.getLogger(__name__)

OPENED = 0
"""Priority of the article that the person waits for."""

BEHIND = 10
"""Priority of what nobody waits for yet."""

READ_SECONDS = 40.0
"""How long a worker may take to read one input, and a second more for each `READ_BYTES` of it."""
READ_BYTES = 500_000

ANALYSE_SECONDS = 90.0
"""How long a worker may take for one article, loading the language model included."""

IDLE_SECONDS = 300.0
"""After so long without work a worker is put down; the next task starts another."""

RECYCLE_KILOBYTES = 900_000
"""A worker whose memory has been past this is put down after its task, unless it has a file open: opening one
again can take as much memory, and long."""

TRIES = 2
"""How often a task is tried when its worker dies under it."""

_TRIED_WHEN_LATE = frozenset({"analyse", "load"})
"""Tasks that are tried again when they took too long: the first one of a worker waits for the model too."""


def default_workers() -> int:
    """As many workers as cores less one and memory allow, at least one."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores - 1, _free_memory() // 500_000_000))


def _free_memory() -> int:
    """Bytes of memory that are free; plenty where the system does not tell."""
    try:
        with Path("/proc/meminfo").open(encoding="ascii") as file:
            for line in file:
                if line.startswith("MemAvailable:"):
                    return int(line.split()[1]) * 1024
    except (OSError, ValueError):
        pass
    return 8_000_000_000


@dataclass(order=True)
class _Task:
    """One thing to do, in order of priority and then of arrival."""

    priority: int
    number: int
    header: frames.Header = field(compare=False)
    body: bytes = field(compare=False)
    seconds: float = field(compare=False)
    about: str = field(compare=False)
    future: Future[Any] = field(compare=False)
    finish: Callable[[frames.Header, bytes], Any] = field(compare=False)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a worker has loaded."""

    engine: str
    """The rules, the model and its version."""

    fault: str | None = None
    """What keeps the tagger of quotes from being loaded, in one sentence."""


def _loaded(head: frames.Header) -> Loaded:
    return Loaded(str(head["engine"]), head.get("fault"))


class Engine:
    """A few worker processes behind one queue; nothing is started before the first task."""

    def __init__(self, *, workers: int = 1, model: str | None = None, log: Path | None = None) -> None:
        self._model = model
        self._log = log
        self._queue: queue.PriorityQueue[_Task] = queue.PriorityQueue()
        self._numbers = itertools.count()
        self._workers = [_Worker(self._queue, self._start) for _ in range(max(1, workers))]
        self._stopped = False
        self._lock = threading.Lock()

    def analyse(self, document: Document, priority: int = BEHIND) -> Future[ParsedArticle]:
        """The document with actors and quotes; the future fails with a `NewsreaderError`."""
        body = wire.dumps(ParsedArticle(document)).encode()
        header = {"task": "analyse", "model": self._model}
        about = document.title or document.source.uri
        return self._submit(header, body, ANALYSE_SECONDS, about, priority, lambda _, answer: wire.loads(answer))

    def read(
        self, raw: RawDocument, received: datetime, forced: Format | None = None, priority: int = BEHIND
    ) -> Future[list[Document | Unreadable]]:
        """The documents in an input, read in a worker; the future fails with a `NewsreaderError`."""
        header = {
            "task": "read",
            **_source(raw.source, raw.name),
            "id": raw.id,
            "first": raw.first,
            "furniture": raw.furniture.shared() if raw.furniture else None,
            "received": received.isoformat(),
            "format": forced.value if forced else None,
        }
        seconds = READ_SECONDS + len(raw.data) / READ_BYTES
        return self._submit(header, raw.data, seconds, raw.name, priority, lambda _, answer: documents(answer))

    def entries(
        self, raw: RawDocument, title: str | None, site: str | None, received: datetime, priority: int = BEHIND
    ) -> Future[list[Document | Unreadable]]:
        """A document for each entry that another reader kept, in the form of `ingest.cached_entries`.

        `title` and `site` are those of their feed. The future fails with a `NewsreaderError`.
        """
        header = {"task": "entries", **_source(raw.source, raw.name), "title": title, "site": site}
        header["received"] = received.isoformat()
        return self._submit(header, raw.data, READ_SECONDS, raw.name, priority, lambda _, answer: documents(answer))

    def unpack(
        self,
        archive: Archive,
        start: int,
        received: datetime,
        forced: Format | None = None,
        *,
        most: int = PORTION_RECORDS,
        priority: int = BEHIND,
    ) -> Future[Portion]:
        """The next articles of a file of many, read in a worker: those of at most so many records from `start` on.

        The future fails with a `NewsreaderError`.
        """
        header = {
            "task": "unpack",
            **_source(archive.source, archive.name),
            "form": archive.form.value,
            "path": archive.path,
            "size": archive.size,
            "modified": archive.modified,
            "received": received.isoformat(),
            "format": forced.value if forced else None,
            "start": start,
            "most": most,
        }
        return self._submit(header, b"", READ_SECONDS, archive.name, priority, portion)

    def load(self) -> Future[Loaded]:
        """Load the models ahead of the first article."""
        header = {"task": "load", "model": self._model}
        return self._submit(header, b"", ANALYSE_SECONDS, "the language model", BEHIND, lambda head, _: _loaded(head))

    def stop(self) -> None:
        """End every worker at once, whatever it is doing; tasks that are left are cancelled."""
        with self._lock, contextlib.suppress(queue.Empty):
            self._stopped = True
            while True:
                self._queue.get_nowait().future.cancel()
        for worker in self._workers:
            worker.stop()

    def _submit(
        self,
        header: frames.Header,
        body: bytes,
        seconds: float,
        about: str,
        priority: int,
        finish: Callable[[frames.Header, bytes], Any],
    ) -> Future[Any]:
        future: Future[Any] = Future()
        with self._lock:
            if self._stopped:
                raise NotStartedError("the program is ending")
            self._queue.put(_Task(priority, next(self._numbers), header, body, seconds, about, future, finish))
        for worker in self._workers:
            worker.wake()
        return future

    def _start(self) -> subprocess.Popen[bytes]:
        log = open_log(self._log) if self._log else os.open(os.devnull, os.O_WRONLY)
        try:
            return subprocess.Popen(
                [sys.executable, "-P", "-m", "newsreader.services.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                process_group=0,
                env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONUNBUFFERED": "1"},
            )
        finally:
            os.close(log)


class _LateError(WorkerError):
    """A worker was put down since it took too long."""


class _Worker:
    """One process and the thread that feeds it."""

    def __init__(self, tasks: queue.PriorityQueue[_Task], start: Callable[[], subprocess.Popen[bytes]]) -> None:
        self._tasks = tasks
        self._start = start
        self._process: subprocess.Popen[bytes] | None = None
        self._thread: threading.Thread | None = None
        self._stopped = False
        self._lock = threading.Lock()

    def wake(self) -> None:
        """Start the thread when there is something to do for the first time."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Kill the process; the thread ends by itself."""
        with self._lock:
            self._stopped = True
        self._put_down()

    def _run(self) -> None:
        while not self._stopped:
            try:
                task = self._tasks.get(timeout=IDLE_SECONDS)
            except queue.Empty:
                self._put_down()
                continue
            if task.future.set_running_or_notify_cancel():
                self._settle(task)

    def _settle(self, task: _Task) -> None:
        """Do a task, again where its worker died under it, and hand over what came of it."""
        try:
            for attempt in range(1, TRIES + 1):
                try:
                    header, body = self._do(task)
                    break
                except WorkerError as error:
                    is_late = isinstance(error, _LateError) and task.header["task"] not in _TRIED_WHEN_LATE
                    if attempt == TRIES or self._stopped or is_late:
                        raise
            if header.get("error"):
                raise error_of(header["error"])
            made = task.finish(header, body)
            peak = float(header.get("peak", 0))
        except NewsreaderError as error:
            logger.info("task failed: %s", error.what)
            task.future.set_exception(error)
        except Exception as error:  # the future must be answered, or whoever waits for it waits for ever
            logger.exception("task failed")
            task.future.set_exception(WorkerError(f"the worker's answer made no sense ({type(error).__name__})"))
            self._put_down()
        else:
            task.future.set_result(made)
            if peak > RECYCLE_KILOBYTES and header.get("open") is not True:
                self._put_down()

    def _do(self, task: _Task) -> tuple[frames.Header, bytes]:
        """One exchange with the process; a `WorkerError` where it dies or takes too long."""
        process = self._running()
        late = threading.Event()

        def give_up() -> None:
            late.set()
            process.kill()

        watch = threading.Timer(task.seconds, give_up)
        watch.daemon = True
        watch.start()
        try:
            frames.send(cast(IO[bytes], process.stdin), task.header, task.body)
            return frames.receive(frames.exactly(cast(IO[bytes], process.stdout)))
        except (EOFError, OSError, ValueError, RecursionError):
            self._put_down()
            if late.is_set():
                raise _LateError(f"took longer than {task.seconds:.0f} seconds", where=task.about) from None
            raise WorkerError("the worker died of it", where=task.about) from None
        finally:
            watch.cancel()

    def _running(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._stopped:
                raise NotStartedError("the program is ending")
            if self._process is None or self._process.poll() is not None:
                try:
                    self._process = self._start()
                except OSError as error:
                    raise NotStartedError(f"no worker could be started: {error.strerror}") from None
            return self._process

    def _put_down(self) -> None:
        with self._lock:
            process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


def _source(source: Source, name: str) -> frames.Header:
    return {"kind": source.kind.value, "uri": source.uri, "outlet": source.outlet, "name": name}
