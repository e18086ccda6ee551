"""The calls of a library that are about feeds: which are followed, and how they are fetched."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from newsreader.library import feeds, rounds, wants
from newsreader.library.connection import Store
from newsreader.library.feeds import Subscribed
from newsreader.model.document import Document
from newsreader.model.feeds import FeedState, Subscription, Validators


class Following:
    """The feeds of a library; a part of `Library`."""

    _store: Store

    def subscribe(self, subscriptions: Iterable[Subscription]) -> list[Subscribed]:
        """Follow feeds, each address once; of one that is followed already the folder and tags are added to."""
        return feeds.subscribe(self._store, subscriptions)

    def unsubscribe(self, keys: Iterable[int]) -> None:
        """Follow those feeds no longer; the articles that they brought stay."""
        feeds.unsubscribe(self._store, keys)

    def change_feed(self, key: int, subscription: Subscription) -> None:
        """Put another choice in the place of that for a feed."""
        feeds.change(self._store, key, subscription)

    def feeds(self) -> list[FeedState]:
        """All feeds with their counts, in the order of folders and titles."""
        return feeds.feeds(self._store)

    def feed(self, key: int) -> FeedState | None:
        """One feed with its counts; None where there is none of that number."""
        return feeds.feed(self._store, key)

    def feeds_bare(self) -> list[FeedState]:
        """All feeds without their counts, by number: soon had, however many articles there are."""
        return feeds.bare(self._store)

    def find_feeds(self, words: str) -> list[FeedState]:
        """The feeds of that number or address, else those whose title or address holds the words."""
        return feeds.find(self._store, words)

    def begin_round(self, now: datetime | None = None) -> int:
        """Begin a round of fetching, or join one that is under way: what comes in from now on is what is new.

        Claiming does it by itself.
        """
        return rounds.begin(self._store, datetime.now(UTC) if now is None else now)

    def claim_feeds(
        self,
        now: datetime,
        keys: Iterable[int] | None = None,
        force: bool = False,
        most: int = rounds.MOST,
        seconds: float = rounds.CLAIM.total_seconds(),
    ) -> list[FeedState]:
        """Claim feeds that are due, or with `force` any, for so many seconds; not those that another has claimed."""
        return rounds.claim(self._store, now, keys, force=force, most=most, seconds=seconds)

    def renew_claims(self, now: datetime, keys: Iterable[int], seconds: float = rounds.CLAIM.total_seconds()) -> None:
        """Claim feeds for so many seconds more, whose claim has not been given up."""
        rounds.renew(self._store, now, keys, seconds)

    def release(self, keys: Iterable[int]) -> None:
        """Give up the claim on feeds that were not fetched."""
        rounds.release(self._store, keys)

    def note_fetched(
        self,
        key: int,
        validators: Validators,
        checked: datetime,
        due: datetime,
        title: str | None = None,
        site: str | None = None,
        new: int = 0,
    ) -> None:
        """Note a good answer: what the server gave, when to ask again, how many articles were new."""
        rounds.note_fetched(self._store, key, validators, checked, due, title, site, new)

    def note_failed(self, key: int, fault: str, checked: datetime, due: datetime) -> None:
        """Note that a fetch failed, why, and when to ask again."""
        rounds.note_failed(self._store, key, fault, checked, due)

    def note_moved(self, key: int, url: str) -> int:
        """Note a feed's new address; its number from now on, which is another's where another has that address."""
        return rounds.note_moved(self._store, key, url)

    def note_gone(self, key: int, checked: datetime) -> None:
        """Note that the server says a feed is gone for good: it is not asked for again by itself."""
        rounds.note_gone(self._store, key, checked)

    # ------------------------------------------------------------------ full texts

    def want_texts(self, keys: Iterable[int]) -> None:
        """Want the full text of those articles, until it is had or given up."""
        wants.want(self._store, keys)

    def wanted_texts(self, feed: int, now: datetime, most: int) -> list[tuple[int, Document]]:
        """Articles of a feed whose full text is to be fetched now, with their current form; the newest first."""
        return wants.due(self._store, feed, now, most)

    def text_tried(self, key: int, due: datetime | None) -> None:
        """Note that a full text was asked for in vain, and when to ask again; None: it is given up.

        It is given up as well when it has been tried `wants.MOST_TRIES` times.
        """
        wants.tried(self._store, key, due)
