"""What runs in a worker process: `python -P -m newsreader.services.worker`, started by `engine`.

Reading pages and feeds and running the language model happen here, where a bad input costs a process
that can be killed and not the reader. Light to import: whatever is heavy is imported by the task that
needs it. Tasks come on standard input and answers go to what was standard output; anything that a
library prints goes to the log instead.

A worker ends when its standard input ends, even in the middle of a task: a reader that was killed
leaves nothing behind.
"""

from __future__ import annotations

import os
import queue
import resource
import signal
import sys
import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsreader.errors import NewsreaderError, WorkerError
from newsreader.model import wire
from newsreader.model.article import ParsedArticle
from newsreader.model.document import Source, SourceKind
from newsreader.model.spans import ArticleId
from newsreader.services import frames

if TYPE_CHECKING:
    from newsreader.analysis.pipeline import Pipeline
    from newsreader.ingest.raw import Unreadable
    from newsreader.ingest.unpack import Unpacker
    from newsreader.model.document import Document

MOST_MEMORY = 2_000_000_000
"""Bytes of data that a worker may hold before its task fails."""

Answer = tuple[frames.Header, bytes]


def analyse(header: frames.Header, body: bytes) -> Answer:
    """A document in its outside form to a parsed article in the same."""
    from newsreader.ingest import language

    article = wire.loads(body)
    if article.document.language is None:
        known = language.detect(article.text)
        article = replace(article, document=replace(article.document, language=known))
    pipeline = _pipeline(header.get("model"))
    return {}, wire.dumps(pipeline.analyse(article.document)).encode()


_loaded: dict[str | None, Pipeline | NewsreaderError] = {}


def _pipeline(model: str | None) -> Pipeline:
    """The language model, loaded once; a failure to load is remembered, since it would only repeat."""
    from newsreader.analysis.pipeline import load_pipeline

    if model not in _loaded:
        try:
            _loaded[model] = load_pipeline(model)
        except NewsreaderError as error:
            _loaded[model] = error
    loaded = _loaded[model]
    if isinstance(loaded, NewsreaderError):
        raise loaded
    return loaded


def read(header: frames.Header, body: bytes) -> Answer:
    """Bytes of any form to the documents in them: a line of JSON for each, good or bad."""
    from newsreader.ingest.furniture import Furniture
    from newsreader.ingest.raw import Format, RawDocument
    from newsreader.ingest.reading import read as read_raw

    raw = RawDocument(
        data=body,
        source=_source(header),
        name=header["name"],
        id=ArticleId(header["id"]) if header.get("id") else None,
        first=int(header.get("first", 1)),
        furniture=Furniture.from_shared(map(int, header.get("furniture") or ())),
    )
    forced = Format(header["format"]) if header.get("format") else None
    return {}, _rows(read_raw(raw, datetime.fromisoformat(header["received"]), forced))


def entries(header: frames.Header, body: bytes) -> Answer:
    """Entries that another reader kept to documents: a line of JSON for each."""
    from newsreader.ingest.cached_entries import read_rows
    from newsreader.ingest.raw import RawDocument

    raw = RawDocument(data=body, source=_source(header), name=header["name"])
    received = datetime.fromisoformat(header["received"])
    return {}, _rows(read_rows(raw, header.get("title"), header.get("site"), received))


def _source(header: frames.Header) -> Source:
    return Source(SourceKind(header["kind"]), header["uri"], outlet=header.get("outlet"))


def _rows(items: Iterable[Document | Unreadable]) -> bytes:
    """A line of JSON for each."""
    import json

    from newsreader.ingest.raw import Unreadable

    rows = []
    for item in items:
        if isinstance(item, Unreadable):
            rows.append(json.dumps({"unreadable": item.id, "error": error_form(item.error)}))
        else:
            rows.append(wire.dumps(ParsedArticle(item)))
    return "\n".join(rows).encode()


_opened: list[Unpacker] = []
"""The file of many articles that is being read, at most one: it stays open between two portions."""


def unpack(header: frames.Header, _body: bytes) -> Answer:
    """The next articles of a file of many, and where those after them begin."""
    from newsreader.ingest.raw import Format

    forced = Format(header["format"]) if header.get("format") else None
    unpacker = _unpacker(header, forced)
    portion = unpacker.portion(int(header["start"]), int(header["most"]), datetime.fromisoformat(header["received"]))
    if portion.finished:
        _opened.remove(unpacker)
        unpacker.close()
    answer = {"next": portion.next, "done": portion.done, "finished": portion.finished}
    return answer, _rows(portion.items)


def _unpacker(header: frames.Header, forced: Any) -> Unpacker:
    """The file, open at the place where the portion begins or before it."""
    from newsreader.ingest.archive import Archive, Form
    from newsreader.ingest.unpack import Unpacker

    archive = Archive(
        Form(header["form"]), header["path"], _source(header), header["name"], header["size"], header["modified"]
    )
    for opened in _opened:
        if (opened.archive, opened.forced) == (archive, forced) and opened.at <= int(header["start"]):
            return opened
        opened.close()
    _opened[:] = [Unpacker(archive, forced)]
    return _opened[0]


def load(header: frames.Header, _body: bytes) -> Answer:
    """Load the models before the first article needs them."""
    pipeline = _pipeline(header.get("model"))
    return {"engine": pipeline.engine, "fault": pipeline.fault}, b""


TASKS: dict[str, Callable[[frames.Header, bytes], Answer]] = {
    "analyse": analyse,
    "read": read,
    "entries": entries,
    "unpack": unpack,
    "load": load,
}


def error_form(error: NewsreaderError) -> dict[str, Any]:
    """An error of ours as plain JSON; `engine` makes the error of it again."""
    return {"kind": type(error).__name__, "what": error.what, "where": error.where, "mend": error.mend}


def perform(header: frames.Header, body: bytes) -> Answer:
    """Do one task; whatever goes wrong becomes an answer that says so."""
    try:
        return TASKS[header["task"]](header, body)
    except NewsreaderError as error:
        return {"error": error_form(error)}, b""
    except MemoryError:
        return {"error": error_form(WorkerError("needs more memory than a worker may take"))}, b""
    except RecursionError:
        return {"error": error_form(WorkerError("is nested too deeply"))}, b""
    except Exception as error:  # the worker must answer, whatever a library raises
        import traceback

        traceback.print_exc()
        return {"error": error_form(WorkerError(f"the program failed on it ({type(error).__name__})"))}, b""


def main() -> int:
    """Answer tasks until the reader is gone."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _settle()
    tasks: queue.SimpleQueue[tuple[frames.Header, bytes]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(tasks,), daemon=True).start()
    while True:
        header, body = tasks.get()
        answer, result = perform(header, body)
        answer["peak"] = _peak()
        answer["open"] = bool(_opened)
        try:
            frames.send(answers, answer, result)
        except OSError:
            return 0


def _peak() -> int:
    """The most memory that this process has had, in kilobytes.

    What the system counts for a process goes on from before it became this program, so it would hold
    the memory of the reader that started it; what it tells of the program itself does not.
    """
    try:
        with Path("/proc/self/status").open(encoding="ascii", errors="replace") as file:
            for line in file:
                if line.startswith("VmHWM:"):
                    return int(line.split()[1])
    except (OSError, ValueError, IndexError):
        pass
    return max(0, _counted() - _BEFORE)


def _counted() -> int:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // 1024 if sys.platform == "darwin" else peak


_BEFORE = _counted()
"""What was counted before this program did anything."""


def _settle() -> None:
    """Low priority, a limit of memory, no signal from the keyboard."""
    from newsreader.ingest import language

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(10)
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    most = MOST_MEMORY if hard == resource.RLIM_INFINITY else min(MOST_MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (most, hard))
    sys.setrecursionlimit(5000)
    language.use_model()


def _listen(tasks: queue.SimpleQueue[tuple[frames.Header, bytes]]) -> None:
    """Take tasks from standard input; at its end, end the process at once, whatever it is doing."""
    exactly = frames.exactly(sys.stdin.buffer)
    try:
        while True:
            tasks.put(frames.receive(exactly))
    except (EOFError, ValueError, OSError):
        os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
