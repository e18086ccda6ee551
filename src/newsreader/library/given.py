"""A document on its way into the library, with all that it may be known by, worked out once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import blake2b

from newsreader.library import addresses, stored
from newsreader.model.document import Document
from newsreader.model.spans import ArticleId

MOST_ENTRY = 2_000
"""Characters of an entry's own id by which it is known again."""


@dataclass(frozen=True, slots=True)
class Given:
    """A document with what it is known by, worked out once."""

    document: Document
    """The document."""

    source: str
    """Its source, as the file holds it."""

    id: str
    """Its id, as the file holds it."""

    entry: str | None
    """The id that its feed gives it."""

    digest: bytes
    """The digest of what a reader would see of it."""

    text_digest: bytes | None
    """The digest of its text; None for a short one."""

    address: str | None
    """Its address as articles are compared by it."""

    host: str | None
    """The host of that."""

    door: str
    """Who gives it."""

    own_door: str
    """Who gives it as far as it says so itself."""

    @property
    def name(self) -> tuple[str, str]:
        """By what the library names an article."""
        return self.source, self.id


def given_of(document: Document, feed: int | None) -> Given:
    """A document with what it is known by; `feed` is the number of the feed that gives it."""
    source, entry = stored.name(document.source.uri), document.source.entry_id
    own_door = stored.door(document, None)
    return Given(
        document,
        source,
        stored.name(document.id),
        stored.name(entry[:MOST_ENTRY]) if entry else None,
        stored.digest(document),
        stored.text_digest(document.text),
        *addresses.article_address(stored.name(document.address() or source)),
        stored.door(document, feed) if feed is not None else own_door,
        own_door,
    )


def by_its_title(given: Given, feed: int | None) -> Given:
    """The same under an id made of its title too: for one of several things that a feed gives under one name."""
    title, _ = stored.headline(given.document)
    ending = blake2b(title.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    return replace(given_of(replace(given.document, id=ArticleId(f"{given.document.id}.{ending}")), feed), entry=None)
