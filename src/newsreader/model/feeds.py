"""What is known of the feeds that a library follows: the person's choice, and how the last fetches went."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Subscription:
    """One feed as the person follows it: also a line of a list of feeds."""

    url: str
    """The address of the feed, http, https or file."""

    title: str | None = None
    """What the person or the list calls it; None: what the feed calls itself."""

    folder: tuple[str, ...] = ()
    """The folders it lies in, outermost first."""

    tags: tuple[str, ...] = ()
    """Words that the person put on it, in order."""

    site: str | None = None
    """The address of the site it is of, where that is stated."""

    full_text: bool = False
    """Whether the page of each entry is fetched too, for a feed that gives teasers alone."""


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave so that it need not send again what has not changed."""

    etag: str | None = None
    """The `ETag` of the last answer, as it was sent."""

    modified: str | None = None
    """The `Last-Modified` of the last answer, as it was sent."""

    digest: str | None = None
    """A hash of the last body: many servers send the same again."""


@dataclass(frozen=True, slots=True)
class FeedState:
    """A feed of the library: what it is, and how the last fetches of it went."""

    key: int
    """Its number in the library."""

    subscription: Subscription
    """The person's choice; `title` is what the feed calls itself where the person gave none."""

    validators: Validators = field(default_factory=Validators)
    """What the server gave with the last good answer."""

    checked: datetime | None = None
    """When it was last asked for, in UTC; None: never."""

    arrived: datetime | None = None
    """When it last brought an article that was new, in UTC."""

    due: datetime | None = None
    """Not before this moment (UTC) is it asked for again; None: at once."""

    failures: int = 0
    """How many fetches in a row have failed."""

    failing_since: datetime | None = None
    """When the first of these was, in UTC."""

    fault: str | None = None
    """Why the last one failed, in one line."""

    asked: str = ""
    """The address that was subscribed, where it is another since the feed moved; empty: it is the one in use."""

    gone: bool = False
    """Whether the server said that it is gone for good: it is not asked for again by itself."""

    articles: int = 0
    """How many articles of it the library holds."""

    unread: int = 0
    """How many of these are unread."""
