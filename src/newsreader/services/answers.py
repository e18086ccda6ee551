"""What workers answer, taken apart: documents, portions of long files, and errors of ours.

What is not of the right form raises, as `wire` does: a bad input may have taken the worker over.
"""

from __future__ import annotations

import json
from typing import Any

from newsreader import errors
from newsreader.errors import NewsreaderError, WorkerError
from newsreader.ingest.portion import Portion
from newsreader.ingest.raw import Unreadable
from newsreader.model import wire
from newsreader.model.document import Document
from newsreader.services import frames


def portion(header: frames.Header, answer: bytes) -> Portion:
    """What a worker read of a file of many articles."""
    items = tuple(documents(answer))
    return Portion(items, int(header["next"]), int(header["done"]), finished=header["finished"] is True)


def documents(answer: bytes) -> list[Document | Unreadable]:
    """The documents of a worker's answer, one a line."""
    made: list[Document | Unreadable] = []
    for line in answer.split(b"\n"):
        if line.startswith(b'{"unreadable"'):
            row = json.loads(line)
            made.append(Unreadable(row["unreadable"], _input_error(row["error"])))
        elif line:
            made.append(wire.loads(line).document)
    return made


def _input_error(form: Any) -> errors.InputError:
    error = error_of(form)
    return error if isinstance(error, errors.InputError) else errors.InputError(error.what, where=error.where)


def error_of(form: Any) -> NewsreaderError:
    """The error that a worker told of."""
    kind = getattr(errors, str(form.get("kind")), WorkerError)
    if not (isinstance(kind, type) and issubclass(kind, NewsreaderError)):
        kind = WorkerError
    return kind(str(form.get("what")), where=form.get("where"), mend=form.get("mend"))
