"""What the readers are given: the bytes of one file, page or entry list, and where they came from.

Reading is pure after this point: nobody below opens a file or a connection, so each reader can run
in a worker process, on bytes that came from a disk, a pipe or the network alike.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from newsreader.errors import InputError
from newsreader.ingest.furniture import Furniture
from newsreader.model.document import Source
from newsreader.model.spans import ArticleId


class Format(StrEnum):
    """In which form articles are written."""

    TEXT = "text"
    HTML = "html"
    MARKDOWN = "markdown"
    FEED = "feed"
    JSONL = "jsonl"
    MAIL = "mail"
    WARC = "warc"


@dataclass(frozen=True, slots=True)
class RawDocument:
    """Bytes that hold one article or many, as they were found."""

    data: bytes
    """The bytes, unchanged."""

    source: Source
    """Where they came from."""

    name: str
    """What a message calls them: the path or address as it was given."""

    id: ArticleId | None = None
    """The id that the input gives to its one article; None where one is to be made."""

    first: int = 1
    """The number in its file of the first line here, for a part of a long file."""

    furniture: Furniture | None = field(default=None, compare=False)
    """What the texts beside it share, where these are known."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """One bad entry among good ones: reading goes on after it."""

    id: str | None
    """The id of the entry, where it is known."""

    error: InputError
    """What is wrong with it."""


def make_id(source: Source, address: str) -> ArticleId:
    """The id of an article that brings none: the same for the same source and address, each time."""
    import hashlib  # not at the top: it loads OpenSSL, which a start without new articles can do without

    key = "\0".join((source.kind.value, source.uri, address))
    return ArticleId(hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16])
