"""The forms of an article: what its row says of the current one, and how the next takes its place.

A form has the name under which the article is known, whatever name it came with: what the person noted of
an article is found by its source and id.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from typing import NamedTuple

from newsreader.library import folding, indexing, naming, stored
from newsreader.library.connection import Row, Store
from newsreader.model.document import Document
from newsreader.model.spans import ArticleId
from newsreader.text.safe import one_line

COLUMNS = "a.key, a.source, a.id, a.revision, a.digest, a.given, a.length, a.door, a.published"
"""Asks for what `read` reads."""

_CHANGE = """
    UPDATE articles SET title = ?, titled = ?, outlet = ?, published = ?, language = ?, length = ?, dense = ?,
        text_digest = ?, digest = ?, revision = ?, changed = changed + ?, given = ?,
        moment = CASE WHEN ? THEN ? ELSE moment END, engine = NULL, failed_by = NULL, failure = NULL
    WHERE key = ?
"""
_INSERT_REVISION = "INSERT INTO revisions (key, revision, document, text, reason) VALUES (?, ?, ?, ?, ?)"


class How(IntEnum):
    """By what an article was known again."""

    NAME = 0
    ALIAS = 1
    ENTRY = 2
    ENTRY_ELSEWHERE = 3
    ADDRESS = 4
    TEXT = 5


@dataclass(frozen=True, slots=True)
class Known:
    """An article that a document is a form of."""

    how: How
    """By what it was known again."""

    key: int
    """Its number in the library."""

    source: str
    """Its source, as the file holds it."""

    id: str
    """Its id, as the file holds it."""

    revision: int
    """The revision that is current."""

    digest: bytes
    """The digest of that."""

    given: bytes | None
    """The digest of what its own door gave last, where that is not the current revision."""

    length: int
    """Code points of its text."""

    door: str
    """Who gave it first."""

    published: str | None
    """When it says that it was published, in ISO 8601."""

    last: bytes | None
    """The digest of what last came through this door; None where nothing has."""


def read(how: How, row: Row, last: bytes | None) -> Known:
    """An article out of a row of `COLUMNS`."""
    key, source, article_id, revision, digest, given, length, door, published = row
    return Known(how, key, source, article_id, revision, digest, given, length, door, published, last)


def revise(store: Store, known: Known, document: Document, reason: str, given: bytes | None) -> int:
    """Store the next form of an article, under the name that it has; the number of that revision."""
    named = _under_its_name(document, known)
    shown = shown_of(named, stored.text_digest(named.text))
    indexing.take(store, known.key)
    revision = known.revision + 1
    counted = (revision, int(reason == "changed"), given)
    dated = (document.published is not None, stored.moment(document))
    store.run(_CHANGE, (*shown, stored.digest(document), *counted, *dated, known.key))
    write(store, known.key, revision, named, reason, shown)
    naming.forget(store.run, known.key)
    return revision


def _under_its_name(document: Document, known: Known) -> Document:
    """The document with the source and id that the article has: what is noted of it is found by these."""
    source, article_id = document.source, document.id
    if stored.name(source.uri) != known.source:
        source = replace(source, uri=known.source)
    if stored.name(article_id) != known.id:
        article_id = ArticleId(known.id)
    return replace(document, source=source, id=article_id)


class Shown(NamedTuple):
    """The columns that say what is in an article."""

    title: str
    """What the list shows for a title."""

    titled: bool
    """Whether that is a title that it gives itself."""

    outlet: str | None
    """Who published it."""

    published: str | None
    """When, in ISO 8601, as precise as it is stated."""

    language: str | None
    """Two-letter code of its language."""

    length: int
    """Code points of its text."""

    dense: bool
    """Whether anything in it is in a script without blanks."""

    text_digest: bytes | None
    """The digest of its text; None for a short one."""


def shown_of(document: Document, text_digest: bytes | None) -> Shown:
    """The columns of a document."""
    title, titled = stored.headline(document)
    return Shown(
        stored.encodable(title),
        titled,
        one_line(document.source.outlet) if document.source.outlet else None,
        document.published.iso() if document.published else None,
        document.language,
        len(document.text),
        folding.is_dense(document.text) or folding.is_dense(title),
        text_digest,
    )


def write(store: Store, key: int, revision: int, document: Document, reason: str, shown: Shown) -> None:
    """Write a revision, and put its words into the index."""
    numbered = document if document.revision == revision else replace(document, revision=revision)
    text = stored.encodable(document.text)
    store.connection.execute(_INSERT_REVISION, (key, revision, stored.dumps_document(numbered), text, reason))
    indexing.put(store, key, shown.title, text, dense=shown.dense)
