"""The library as the layers above see it: one object, its calls in the words of the program.

It is used from one thread through one connection. Every call may raise `LibraryError`, in one line.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path

from newsreader.errors import LibraryError
from newsreader.library import articles, connection, faults, finding, headers, marks, schema
from newsreader.library.articles import Saved
from newsreader.library.marks import Change
from newsreader.model.article import ParsedArticle
from newsreader.model.document import Document
from newsreader.model.reading import ArticleHeader
from newsreader.text.safe import one_line

MOST_COMPLAINTS = 20
"""How many lines `check` takes from SQLite."""


class Library:
    """Articles, their analyses, and what the person did with them."""

    def __init__(self, store: connection.Store) -> None:
        """Use an open store; `Library.open` is the way to one."""
        self._store = store

    @classmethod
    def open(cls, path: Path, *, visit: bool = False) -> Library:
        """The library at that path, made where there is none.

        On a visit the articles are in memory and gone at the end, while marks, places and actions are
        those of the file. Raises `LibraryError` for what is no library, and leaves it as it is.
        """
        return cls(connection.open_store(path, visit=visit))

    def close(self) -> None:
        """Close the file."""
        self._store.close()

    @property
    def path(self) -> Path:
        """The file, as an absolute path."""
        return self._store.path

    # ------------------------------------------------------------------ articles

    def save(self, document: Document) -> Saved:
        """Store what was read; the same text, title and date again change nothing."""
        return articles.save_many(self._store, [document])[0]

    def save_many(self, documents: Iterable[Document]) -> list[Saved]:
        """Store documents in one transaction: all of them, or none where one fails."""
        return articles.save_many(self._store, documents)

    def keep(self, key: int, revision: int, parsed: ParsedArticle) -> None:
        """Store the analysis of that revision; raises `LibraryError` where it is of another text."""
        articles.keep(self._store, key, revision, parsed)

    def fail(self, key: int, revision: int, engine: str, reason: str) -> None:
        """Remember that this engine could not analyse that revision."""
        articles.fail(self._store, key, revision, engine, reason)

    def article(self, key: int) -> ParsedArticle | None:
        """The current revision, with its analysis where there is one; None where there is no such article."""
        return articles.article(self._store, key)

    def failed_by(self, key: int) -> str | None:
        """The engine that could not analyse the current revision; None where none failed."""
        row = self._store.row("SELECT failed_by FROM articles WHERE key = ?", (key,))
        return row[0] if row else None

    def find(self, source_uri: str, article_id: str) -> int | None:
        """The key of the article of that source and id."""
        return articles.find(self._store, source_uri, article_id)

    def find_id(self, article_id: str) -> list[int]:
        """The keys of the articles of that id, of whatever source."""
        return articles.find_id(self._store, article_id)

    # ------------------------------------------------------------------ the list

    def order(self) -> array[int]:
        """The keys of all articles, newest first."""
        return headers.order(self._store)

    def headers(self, keys: Sequence[int]) -> list[ArticleHeader]:
        """The rows of those articles, in that order; unknown keys are left out."""
        return headers.headers(self._store, keys)

    def header(self, key: int) -> ArticleHeader | None:
        """The row of one article; None where there is no such article."""
        return next(iter(headers.headers(self._store, [key])), None)

    def count(self) -> tuple[int, int]:
        """How many articles there are, and how many of them are unread."""
        return headers.count(self._store)

    def find_words(self, words: Sequence[str], *, bodies: bool) -> array[int]:
        """The articles whose title or outlet, or with `bodies` whose text, holds all these words, newest first."""
        return finding.find_words(self._store, words, bodies=bodies)

    def waiting(self, engine: str) -> list[int]:
        """The articles that this engine has neither analysed nor failed at, newest first."""
        return headers.waiting(self._store, engine)

    # ------------------------------------------------------------------ the person

    def set_read(self, keys: Iterable[int], read: bool) -> Change:
        """Mark articles read or unread."""
        return marks.set_mark(self._store, "read", keys, read)

    def set_starred(self, keys: Iterable[int], starred: bool) -> Change:
        """Star articles, or take their stars off."""
        return marks.set_mark(self._store, "starred", keys, starred)

    def undo(self) -> Change | None:
        """Take back the newest action that has not been taken back; None where there is none."""
        return marks.undo(self._store)

    def place(self, key: int) -> int | None:
        """How far the person has read in an article: a code-point offset of its text."""
        return marks.place(self._store, key)

    def set_place(self, key: int, offset: int) -> None:
        """Remember how far the person has read in an article."""
        marks.set_place(self._store, key, offset)

    # ------------------------------------------------------------------ the program

    def setting(self, name: str) -> str | None:
        """A small thing that the program remembers; None where it does not."""
        row = self._store.row("SELECT value FROM settings WHERE name = ?", (name,))
        return str(row[0]) if row else None

    def set_setting(self, name: str, value: str) -> None:
        """Remember a small thing."""
        with self._store.writing(durable=False):
            self._store.run("INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)", (name, value))

    def check(self) -> list[str]:
        """What is wrong with the file, in words; nothing where all is well. Reads the whole file."""
        try:
            return self._complaints()
        except LibraryError as error:
            return [str(error)]

    def _complaints(self) -> list[str]:
        store = self._store
        with faults.told(store.path):
            wrong = (
                [] if schema.application(store.connection) == schema.APPLICATION_ID else ["it is not marked as ours"]
            )
            if (number := schema.version(store.connection)) != schema.LATEST:
                wrong.append(f"its schema is {number}; this version of newsreader knows {schema.LATEST}")
            else:
                wrong += schema.differences(store.connection)
        for (line,) in store.rows(f"PRAGMA main.quick_check({MOST_COMPLAINTS})"):
            if line != "ok":
                wrong.append(f"damaged: {one_line(str(line))}")
        missing = store.rows("PRAGMA main.foreign_key_check")
        return wrong + ([f"{len(missing):,} rows belong to no article"] if missing else [])
