"""Articles and their revisions: stored, analysed, read again.

An article is one row however often its source changes it; each text that was read stays, as a
revision. The row repeats what the list shows, so that a list needs no text. It keeps the moment of the
first reading: a corrected article does not jump to another place under the reader's eye.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from newsreader.errors import LibraryError, WireError
from newsreader.library import faults, stored
from newsreader.library.connection import Row, Store
from newsreader.model.article import ParsedArticle
from newsreader.model.document import Document
from newsreader.text.safe import one_line

MOST_REASON = 500
"""Characters of the reason for a failure."""

_INSERT = """
    INSERT INTO articles (moment, title, titled, outlet, published, received, digest, source, id, revision)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
"""
_CHANGE = """
    UPDATE articles SET title = ?, titled = ?, outlet = ?, published = ?, digest = ?, revision = ?,
        moment = CASE WHEN ? THEN ? ELSE moment END, engine = NULL, failed_by = NULL, failure = NULL
    WHERE key = ?
"""
_INSERT_REVISION = "INSERT INTO revisions (key, revision, document) VALUES (?, ?, ?)"


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a document that was stored."""

    key: int
    """The article's number in the library."""

    revision: int
    """The revision that holds this text, from 1."""

    new: bool
    """Whether the library did not have the article."""

    changed: bool
    """Whether it had the article with another text, title or date."""


def save_many(store: Store, documents: Iterable[Document]) -> list[Saved]:
    """Store documents in one transaction: all of them, or none where one fails."""
    with store.shelving():
        return [_save(store, document) for document in documents]


def _save(store: Store, document: Document) -> Saved:
    source, article_id = stored.name(document.source.uri), stored.name(document.id)
    digest = stored.digest(document)
    row = store.row("SELECT key, revision, digest FROM articles WHERE id = ? AND source = ?", (article_id, source))
    if row is None:
        shown = _shown(document)
        key = store.run(
            _INSERT,
            (stored.moment(document), *shown, document.received.isoformat(), digest, source, article_id),
        )
        _save_revision(store, key, 1, document)
        return Saved(key, 1, new=True, changed=False)
    key, revision, known = row
    if known == digest:
        return Saved(key, revision, new=False, changed=False)
    dated = document.published is not None
    values = (*_shown(document), digest, revision + 1, dated, stored.moment(document), key)
    store.run(_CHANGE, values)
    _save_revision(store, key, revision + 1, document)
    return Saved(key, revision + 1, new=False, changed=True)


def _shown(document: Document) -> tuple[str, bool, str | None, str | None]:
    title, titled = stored.headline(document)
    outlet = one_line(document.source.outlet) if document.source.outlet else None
    return title, titled, outlet, document.published.iso() if document.published else None


def _save_revision(store: Store, key: int, revision: int, document: Document) -> None:
    text = stored.dumps(ParsedArticle(replace(document, revision=revision)))
    store.run(_INSERT_REVISION, (key, revision, text))


def keep(store: Store, key: int, revision: int, parsed: ParsedArticle) -> None:
    """Store the analysis of one revision; what it says of the document beyond `left_out` is not taken over.

    Raises `LibraryError` where there is no such revision, or the analysis is of another text.
    """
    if parsed.engine is None:
        raise LibraryError("the analysis does not say what made it", where=_title(store, key))
    document = _document(store, key, revision)
    if document.text != parsed.text:
        raise LibraryError(f"the analysis is not of revision {revision}", where=_title(store, key))
    kept = replace(parsed, document=replace(document, left_out=parsed.document.left_out))
    engine = stored.name(parsed.engine)
    values = (key, revision, engine, stored.dumps(kept))
    with store.shelving():
        store.run("INSERT OR REPLACE INTO parsed (key, revision, engine, article) VALUES (?, ?, ?, ?)", values)
        store.run(
            "UPDATE articles SET engine = ?, failed_by = NULL, failure = NULL WHERE key = ? AND revision = ?",
            (engine, key, revision),
        )


def fail(store: Store, key: int, revision: int, engine: str, reason: str) -> None:
    """Remember that the analysis of the current revision was tried in vain; of an earlier one it does not matter."""
    values = (stored.name(engine), one_line(reason, MOST_REASON), key, revision)
    with store.shelving():
        store.run("UPDATE articles SET failed_by = ?, failure = ? WHERE key = ? AND revision = ?", values)


def article(store: Store, key: int) -> ParsedArticle | None:
    """The current revision, with its analysis where there is one; None where there is no such article.

    An analysis that cannot be read is forgotten, so that the article is analysed again. Raises
    `LibraryError`, with the article's title, where the text itself cannot be read.
    """
    row = store.row("SELECT revision FROM articles WHERE key = ?", (key,))
    if row is None:
        return None
    revision = row[0]
    analysis = store.row("SELECT article FROM parsed WHERE key = ? AND revision = ?", (key, revision))
    if analysis is not None:
        try:
            return stored.loads(analysis[0])
        except WireError:
            _forget_analysis(store, key, revision)
    return ParsedArticle(_document(store, key, revision))


def _forget_analysis(store: Store, key: int, revision: int) -> None:
    with store.shelving():
        store.run("DELETE FROM parsed WHERE key = ? AND revision = ?", (key, revision))
        store.run("UPDATE articles SET engine = NULL WHERE key = ? AND revision = ?", (key, revision))


def _document(store: Store, key: int, revision: int) -> Document:
    row = store.row("SELECT document FROM revisions WHERE key = ? AND revision = ?", (key, revision))
    if row is None:
        raise LibraryError(f"revision {revision} is not in the library", where=_title(store, key))
    try:
        return stored.loads(row[0]).document
    except WireError as error:
        raise LibraryError(
            f"revision {revision} cannot be read: {one_line(error.what)}",
            where=_title(store, key),
            mend=f"add it again; the library is {faults.place(store.path)}",
        ) from None


def _title(store: Store, key: int) -> str:
    row: Row | None = store.row("SELECT title FROM articles WHERE key = ?", (key,))
    return one_line(str(row[0])) if row and row[0] else f"article {key}"


def find(store: Store, source_uri: str, article_id: str) -> int | None:
    """The key of the article of that source and id; None where there is none."""
    values = (stored.name(article_id), stored.name(source_uri))
    row = store.row("SELECT key FROM articles WHERE id = ? AND source = ?", values)
    return row[0] if row else None


def find_id(store: Store, article_id: str) -> list[int]:
    """The keys of the articles of that id, of whatever source, earliest imported first."""
    rows = store.rows("SELECT key FROM articles WHERE id = ? ORDER BY key", (stored.name(article_id),))
    return [key for (key,) in rows]
