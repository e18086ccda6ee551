"""What a list of feeds holds, in whichever form it was written, and which addresses it may name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsreader.errors import TooLargeError
from newsreader.ingest.fetch_addresses import has_user, shown_url
from newsreader.ingest.urls import web_address
from newsreader.model.feeds import Subscription
from newsreader.text.safe import fold

MOST_BYTES = 10_000_000
"""The largest list that is read."""

MOST_FEEDS = 50_000
"""How many feeds of one list are taken."""

MOST_NOTES = 20
"""How many single faults of a list are told; the rest are counted."""

MOST_NAME_CHARS = 300
"""Longer titles, folders and tags are cut."""

MOST_TAGS = 50
"""How many tags of one feed are taken."""

_MEND = "add it without that, and name the secret under `feeds:` in the settings."
_OF_FEED = re.compile(r"feed:(?://)?(?=https?:)|feed(?=://)", re.I)
_FILE = re.compile(r"file:///[^\x00-\x20\x7f-\xa0\ud800-\udfff]{1,1900}\Z", re.I)
_BLANK = re.compile(" ")


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search that a list keeps beside its feeds."""

    name: str
    """What the person calls it."""

    line: str
    """It as a search line."""


@dataclass(frozen=True, slots=True)
class FeedList:
    """A list of feeds as it was read."""

    feeds: tuple[Subscription, ...] = ()
    """The feeds in their order; one that stands in two folders is there twice."""

    left_out: tuple[str, ...] = ()
    """What was not taken from it and why, in one sentence each."""

    searches: tuple[SavedSearch, ...] = ()
    """The searches that it keeps."""


def refused(address: str) -> str | None:
    """Why an address of a feed is not taken, in a sentence; None where nothing speaks against it.

    Addresses are shown, exported and sent on; one with a password in it gives that away each time.
    """
    if not has_user(address):
        return None
    return f"{shown_url(address)} came with a user name or password and was left out: {_MEND}"


class Notes:
    """What is left out of a list, told one by one as long as it is few."""

    def __init__(self) -> None:
        self._told: list[str] = []
        self._more = 0

    def add(self, sentence: str) -> None:
        """Tell it, or count it where enough was told; what was told already is not told again."""
        if len(self._told) >= MOST_NOTES:
            self._more += 1
        elif sentence not in self._told:
            self._told.append(sentence)

    def sentences(self) -> tuple[str, ...]:
        """All that was told, and how much was not."""
        return (*self._told, *([f"{self._more} more lines were left out."] if self._more else []))


def feed_address(stated: str) -> str | None:
    """The address of a feed, http, https or file; None for all else."""
    stated = _BLANK.sub("%20", stated.strip())
    stated = _OF_FEED.sub(lambda found: "" if found.group().endswith((":", "/")) else "http", stated, count=1)
    return stated if _FILE.match(stated) else web_address(stated)


def name_of(words: str) -> str | None:
    """A title, folder or tag in safe words; None where nothing is left of it."""
    return fold(words[: MOST_NAME_CHARS * 4])[:MOST_NAME_CHARS].rstrip() or None


def refuse_large(data: bytes, where: str) -> None:
    """Raise `TooLargeError` for a list past the limit."""
    if len(data) > MOST_BYTES:
        size, most = len(data) / 1e6, MOST_BYTES // 1_000_000
        raise TooLargeError(f"is a list of {size:.0f} MB; the limit is {most} MB", where=where)
