"""Articles and their revisions: analysed, read again, found. How they are stored is in `saving`.

An article is one row however often its source changes it; each text that was read stays, as a
revision. The row repeats what the list shows, so that a list needs no text. It keeps the moment of the
first reading: a corrected article does not jump to another place under the reader's eye.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal

from newsreader.errors import LibraryError, WireError
from newsreader.library import faults, naming, stored
from newsreader.library.connection import Row, Store
from newsreader.model.article import ParsedArticle
from newsreader.model.document import Document
from newsreader.text.safe import one_line

MOST_REASON = 500
"""Characters of the reason for a failure."""

_REVISIONS = """
    SELECT revision, reason,
        CASE WHEN json_valid(document) THEN json_extract(document, '$.received') END,
        CASE WHEN json_valid(document) THEN json_extract(document, '$.title') END
    FROM revisions WHERE key = ? ORDER BY revision
"""
_REASONS = ("first", "changed", "fuller")

Reason = Literal["first", "changed", "fuller"]


@dataclass(frozen=True, slots=True)
class Revision:
    """One form in which an article was read."""

    revision: int
    """Its number, from 1."""

    received: datetime | None
    """When we got it, in UTC; None where that cannot be read."""

    reason: Reason
    """Why it is there: the first; the outlet changed it; it is a fuller text of the same."""

    title: str | None
    """The title that it has."""


def keep(store: Store, key: int, revision: int, parsed: ParsedArticle) -> None:
    """Store the analysis of one revision; what it says of the document beyond `left_out` is not taken over.

    Raises `LibraryError` where there is no such revision, or the analysis is of another text.
    """
    if parsed.engine is None:
        raise LibraryError("the analysis does not say what made it", where=_title(store, key))
    its_document = document(store, key, revision)
    if its_document.text != parsed.text:
        raise LibraryError(f"the analysis is not of revision {revision}", where=_title(store, key))
    kept = replace(parsed, document=replace(its_document, left_out=parsed.document.left_out))
    engine = stored.name(parsed.engine)
    values = (key, revision, engine, stored.dumps(kept))
    with store.shelving():
        store.run("INSERT OR REPLACE INTO parsed (key, revision, engine, article) VALUES (?, ?, ?, ?)", values)
        store.run(
            "UPDATE articles SET engine = ?, failed_by = NULL, failure = NULL WHERE key = ? AND revision = ?",
            (engine, key, revision),
        )
        if store.row("SELECT 1 FROM articles WHERE key = ? AND revision = ?", (key, revision)):
            naming.write(store.run, key, kept)


def index_names(store: Store, key: int, parsed: ParsedArticle) -> None:
    """Put the names of an article, as the person put it right, in the place of those that were found."""
    with store.shelving():
        naming.write(store.run, key, parsed)


def fail(store: Store, key: int, revision: int, engine: str, reason: str) -> None:
    """Remember that the analysis of the current revision was tried in vain; of an earlier one it does not matter."""
    values = (stored.name(engine), one_line(reason, MOST_REASON), key, revision)
    with store.shelving():
        store.run("UPDATE articles SET failed_by = ?, failure = ? WHERE key = ? AND revision = ?", values)


def article(store: Store, key: int, revision: int | None = None) -> ParsedArticle | None:
    """A revision, else the current one, with its analysis where there is one; None where there is no such article.

    An analysis that cannot be read is forgotten, so that the article is analysed again. Raises
    `LibraryError`, with the article's title, where the text itself cannot be read.
    """
    row = store.row("SELECT revision FROM articles WHERE key = ?", (key,))
    if row is None:
        return None
    wanted = row[0] if revision is None else revision
    analysis = store.row("SELECT article FROM parsed WHERE key = ? AND revision = ?", (key, wanted))
    if analysis is not None:
        try:
            return stored.loads(analysis[0])
        except WireError:
            _forget_analysis(store, key, wanted)
    return ParsedArticle(document(store, key, wanted))


def revisions(store: Store, key: int) -> list[Revision]:
    """The forms in which an article was read, the first first."""
    return [
        Revision(number, _moment(received), reason if reason in _REASONS else "changed", _words(title))
        for number, reason, received, title in store.rows(_REVISIONS, (key,))
    ]


def _moment(text: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(text))
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def _words(title: object) -> str | None:
    return (one_line(title, stored.MOST_TITLE) or None) if isinstance(title, str) else None


def _forget_analysis(store: Store, key: int, revision: int) -> None:
    with store.shelving():
        store.run("DELETE FROM parsed WHERE key = ? AND revision = ?", (key, revision))
        store.run("UPDATE articles SET engine = NULL WHERE key = ? AND revision = ?", (key, revision))


def document(store: Store, key: int, revision: int) -> Document:
    """A revision without its analysis; raises `LibraryError` where it is not there or cannot be read."""
    row = store.row("SELECT document, text FROM revisions WHERE key = ? AND revision = ?", (key, revision))
    if row is None:
        raise LibraryError(f"revision {revision} is not in the library", where=_title(store, key))
    try:
        return stored.loads_document(*row)
    except WireError as error:
        raise LibraryError(
            f"revision {revision} cannot be read: {one_line(error.what)}",
            where=_title(store, key),
            mend=f"add it again; the library is {faults.place(store.path)}",
        ) from None


def _title(store: Store, key: int) -> str:
    row: Row | None = store.row("SELECT title FROM articles WHERE key = ?", (key,))
    return one_line(str(row[0])) if row and row[0] else f"article {key}"


def feeds_of(store: Store, key: int) -> list[int]:
    """The numbers of the feeds that an article came in, in order."""
    return [feed for (feed,) in store.rows("SELECT feed FROM article_feeds WHERE key = ? ORDER BY feed", (key,))]


def find(store: Store, source_uri: str, article_id: str) -> int | None:
    """The key of the article of that source and id; None where there is none."""
    values = (stored.name(article_id), stored.name(source_uri))
    row = store.row("SELECT key FROM articles WHERE id = ? AND source = ?", values) or store.row(
        "SELECT key FROM aliases WHERE id = ? AND source = ?", values
    )
    return row[0] if row else None


def find_id(store: Store, article_id: str) -> list[int]:
    """The keys of the articles of that id, of whatever source, earliest imported first."""
    rows = store.rows("SELECT key FROM articles WHERE id = ? ORDER BY key", (stored.name(article_id),))
    return [key for (key,) in rows]
