"""The log file: what the program would tell a developer, never on the screen.

Nothing is logged of what articles say beyond what an error has to name.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path

_FORM = "%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"
_LARGEST = 1_000_000
"""Bytes after which the log is begun anew; one earlier file is kept."""


def log_to(path: Path) -> None:
    """Send the program's log to a file of mode 0600; where that cannot be written, nowhere."""
    root = logging.getLogger("newsreader")
    root.setLevel(logging.INFO)
    root.propagate = False
    try:
        root.addHandler(_handler(path))
    except OSError:
        root.addHandler(logging.NullHandler())


def open_log(path: Path) -> int:
    """A file descriptor that appends to the log, for the output of workers; `os.devnull` where it cannot be had."""
    try:
        _make_room(path)
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
    except OSError:
        return os.open(os.devnull, os.O_WRONLY | os.O_CLOEXEC)


def _handler(path: Path) -> logging.Handler:
    os.close(open_log(path))
    handler = logging.FileHandler(path, encoding="utf-8", delay=True, errors="backslashreplace")
    handler.setFormatter(logging.Formatter(_FORM))
    return handler


def _make_room(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if path.exists() and path.stat().st_size > _LARGEST:
        path.replace(path.with_suffix(".old"))
