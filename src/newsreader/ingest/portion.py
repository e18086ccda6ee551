"""What a worker hands back of a file of many articles: light, for the program that asks for it."""

from __future__ import annotations

from dataclasses import dataclass

from newsreader.ingest.raw import Unreadable
from newsreader.model.document import Document

PORTION_RECORDS = 100
"""How many records a portion has at most."""


@dataclass(frozen=True, slots=True)
class Portion:
    """Some articles of a file of many."""

    items: tuple[Document | Unreadable, ...]
    """The articles, and what could not be read."""

    next: int
    """How many records have been passed: where the next portion begins."""

    done: int
    """How many bytes of the file have been passed."""

    finished: bool
    """Whether that was the last one."""
