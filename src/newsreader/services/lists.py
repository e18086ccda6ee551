"""Lists of feeds in whichever form a person has them: OPML of other readers, newsboat's `urls` file."""

from __future__ import annotations

from pathlib import Path

from newsreader.ingest import folder, opml, urls_file
from newsreader.ingest.decode import decode
from newsreader.ingest.feed_list import FeedList, SavedSearch

__all__ = ["FeedList", "SavedSearch", "is_list", "load_list", "read_list"]

_HEAD_BYTES = 100_000


def is_list(data: bytes) -> bool:
    """Whether the bytes are a list of feeds rather than an article, page or feed."""
    head = decode(data[:_HEAD_BYTES])
    return opml.is_opml(head) or urls_file.is_urls(head)


def read_list(data: bytes, where: str) -> FeedList:
    """The list; raises `InputError` where it is none, `TooLargeError` past the limit."""
    if opml.is_opml(decode(data[:_HEAD_BYTES])):
        return opml.parse_opml(data, where)
    return urls_file.parse_urls(data, where)


def load_list(path: Path) -> FeedList:
    """The list in a file; raises `NotFoundError` or `InputError` where it cannot be read, or as `read_list` does."""
    raw = folder.load(path)
    return read_list(raw.data, raw.name)
