"""The rows of JSON that does not stand one a line: an array, or objects over many lines one after another.

Each row is told apart by itself and handed on as its own text, so that a file of many megabytes never
becomes a hundred times as much of Python's objects, and a row that is broken costs itself alone. Where
the brackets no longer say where a row ends, that is said once, and what stands whole on a line is still
taken.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

_BETWEEN = re.compile(r"[\s,\ufeff]*")
_TOKEN = re.compile(r'"(?:[^"\\\n]|\\.)*+"?|[\[\]{}]')
_SCRAP = re.compile(r"[^,\]\n]+")
_CLOSED_BY = {"[": "]", "{": "}"}
_CLOSING = frozenset(_CLOSED_BY.values())
_DECODER = json.JSONDecoder()


def opens(text: str) -> str:
    """With what a JSON text begins: `[` for an array, `{` for an object, or something else."""
    at = _next(text, 0)
    return text[at : at + 1]


def rows(text: str) -> Iterator[str | None]:
    """The JSON of each row, on one line; None, once, where the rest keeps to no form or is missing."""
    at = _next(text, 0)
    listed = text.startswith("[", at)
    at = _next(text, at + 1) if listed else at
    while at < len(text) and not (listed and text[at] == "]"):
        end = _end(text, at)
        if end is None:
            break
        yield _on_one_line(text[at:end])
        at = _next(text, end)
    closed = listed and text.startswith("]", at)
    at += closed
    if closed != listed or _next(text, at) < len(text):
        yield None
        yield from _whole_lines(text, at)


def _next(text: str, at: int) -> int:
    found = _BETWEEN.match(text, at)
    return found.end() if found else at


def _end(text: str, at: int) -> int | None:
    """Where the value that begins there ends, whether or not it is good; None where that cannot be told."""
    try:
        return _DECODER.raw_decode(text, at)[1]
    except (ValueError, RecursionError):
        pass
    if text[at] not in _CLOSED_BY:
        scrap = _SCRAP.match(text, at)
        return scrap.end() if scrap else None
    waiting: list[str] = []
    for token in _TOKEN.finditer(text, at):
        mark = token[0]
        if mark in _CLOSED_BY:
            waiting.append(_CLOSED_BY[mark])
        elif mark in _CLOSING and mark != waiting.pop():
            return None
        if not waiting:
            after = _next(text, token.end())
            return token.end() if after == len(text) or text[after] in "[{]" else None
    return None


def _on_one_line(row: str) -> str:
    """The row without its line ends, which stand between its words alone where it is good."""
    return row.replace("\n", " ").replace("\r", " ")


def _whole_lines(text: str, at: int) -> Iterator[str]:
    """The objects that stand whole on a line, from there on."""
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        line = text[at:end].strip(" \t\r,[]")
        at = end + 1
        if line.startswith("{") and line.endswith("}"):
            try:
                json.loads(line)
            except (ValueError, RecursionError):
                continue
            yield line
