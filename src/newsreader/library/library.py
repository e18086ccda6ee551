"""The library as the layers above see it: one object, its calls in the words of the program.

It is used from one thread through one connection. Every call may raise `LibraryError`, in one line.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path

from newsreader.library import (
    articles,
    connection,
    filling,
    finding,
    headers,
    health,
    indexing,
    marks,
    retention,
    saving,
    search,
    searches,
    snippets,
)
from newsreader.library.articles import Revision
from newsreader.library.following import Following
from newsreader.library.marks import Change
from newsreader.library.saving import Saved
from newsreader.library.search import Place
from newsreader.library.snippets import Snippet
from newsreader.model.article import ParsedArticle
from newsreader.model.document import Document
from newsreader.model.query import Query, Where
from newsreader.model.reading import ArticleHeader


class Library(Following):
    """Articles, their analyses, and what the person did with them."""

    def __init__(self, store: connection.Store) -> None:
        """Use an open store; `Library.open` is the way to one."""
        self._store = store
        self._version = store.version()

    @classmethod
    def open(cls, path: Path, *, visit: bool = False, wait: float | None = None) -> Library:
        """The library at that path, made where there is none.

        On a visit the articles are in memory and gone at the end, while marks, places and actions are
        those of the file. `wait`: seconds that a call waits while another program writes; None: as long as
        a person would. Raises `LibraryError` for what is no library, and leaves it as it is.
        """
        return cls(connection.open_store(path, visit=visit, wait=wait))

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
        return saving.save_many(self._store, [document])[0]

    def save_many(
        self,
        documents: Iterable[Document],
        feed: int | None = None,
        entries: Iterable[str] = (),
        is_teaser: Callable[[Document], bool] | None = None,
    ) -> list[Saved]:
        """Store documents, of a feed where one is named, in one transaction: all, or none where one fails.

        One that the library has by another name, address or feed is known again: it is stored once. Where a
        feed's documents are stored in parts, `entries` are the ids of all entries that it gives now: two of
        one address are two articles then, and one that got another id is not. Of those that are new or changed and
        for which `is_teaser` holds, the full text is wanted from now on.
        """
        return saving.save_many(self._store, documents, feed, entries, is_teaser)

    def fill_out(self, key: int, document: Document) -> Saved:
        """Store the full text of an article that came as a teaser; one that is no longer than it changes nothing.

        It is wanted no longer then. An article that the library has let go meanwhile stays so: `dropped`.
        """
        return filling.fill_out(self._store, key, document)

    def keep(self, key: int, revision: int, parsed: ParsedArticle) -> None:
        """Store the analysis of that revision; raises `LibraryError` where it is of another text."""
        articles.keep(self._store, key, revision, parsed)

    def fail(self, key: int, revision: int, engine: str, reason: str) -> None:
        """Remember that this engine could not analyse that revision."""
        articles.fail(self._store, key, revision, engine, reason)

    def index_names(self, key: int, parsed: ParsedArticle) -> None:
        """Find an article by the names in it as the person put it right, until it is analysed anew."""
        articles.index_names(self._store, key, parsed)

    def article(self, key: int, revision: int | None = None) -> ParsedArticle | None:
        """A revision, else the current one, with its analysis where there is one; None where there is no article."""
        return articles.article(self._store, key, revision)

    def revisions(self, key: int) -> list[Revision]:
        """The forms in which an article was read, the first first."""
        return articles.revisions(self._store, key)

    def feeds_of(self, key: int) -> list[int]:
        """The numbers of the feeds that an article came in."""
        return articles.feeds_of(self._store, key)

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

    def identities(self, keys: Sequence[int]) -> dict[int, tuple[str, str]]:
        """The source and the id of each of those articles."""
        return headers.identities(self._store, keys)

    def chief_names(self, keys: Sequence[int]) -> dict[int, list[str]]:
        """The names of the chief actors of each of those articles, as far as they are known."""
        return headers.chief_names(self._store, keys)

    def find_words(self, words: Sequence[str], *, bodies: bool) -> array[int]:
        """The articles whose title or outlet, or with `bodies` whose text, holds all these words, newest first."""
        return finding.find_words(self._store, words, bodies=bodies)

    def unanalysed(self) -> int:
        """How many articles no engine has analysed, nor failed at: searches for names do not find these."""
        row = self._store.row("SELECT count(*) FROM articles WHERE engine IS NULL AND failed_by IS NULL")
        return int(row[0]) if row else 0

    def waiting(self, engine: str) -> list[int]:
        """The articles that this engine has neither analysed nor failed at, newest first."""
        return headers.waiting(self._store, engine)

    # ------------------------------------------------------------------ searching

    def search(self, query: Query) -> array[int]:
        """The keys of the articles that a query finds, newest first."""
        return search.search(self._store, query)

    def count_query(self, query: Query) -> tuple[int, int]:
        """How many articles a query finds, and how many of them are unread."""
        return search.count(self._store, query)

    def page(self, query: Query | None, after: Place | None, size: int) -> tuple[list[int], Place | None]:
        """The next articles that a query finds, newest first, and where that ends; None where there are no more."""
        return search.page(self._store, query, after, size)

    def snippets(self, query: Query, keys: Sequence[int]) -> dict[int, Snippet]:
        """A few words of each of those articles around what the query looks for, where it stands in the text."""
        return snippets.snippets(self._store, query, keys)

    def save_search(self, name: str, line: str, replace: bool = True) -> str:
        """Keep a search line under a name; the name that it has then: without `replace` a taken one gets a number."""
        return searches.save(self._store, name, line, replace=replace)

    def searches(self) -> list[tuple[str, str]]:
        """The searches that are kept: name and line, by name."""
        return searches.saved(self._store)

    def drop_search(self, name: str) -> None:
        """Keep a search no longer."""
        searches.drop(self._store, name)

    def complete(self, where: Where, prefix: str) -> list[str]:
        """Names, outlets, feeds or tags in which a word begins so, the most frequent first."""
        return searches.complete(self._store, where, prefix)

    # ------------------------------------------------------------------ the person

    def set_read(self, keys: Iterable[int], read: bool) -> Change:
        """Mark articles read or unread."""
        return marks.set_mark(self._store, "read", keys, read)

    def set_starred(self, keys: Iterable[int], starred: bool) -> Change:
        """Star articles, or take their stars off."""
        return marks.set_mark(self._store, "starred", keys, starred)

    def set_tag(self, keys: Iterable[int], tag: str, on: bool) -> Change:
        """Put a tag on articles, or take it off."""
        return marks.set_tag(self._store, keys, tag, on)

    def tags(self) -> list[tuple[str, int]]:
        """The tags, each with how many articles have it, by name."""
        return marks.tags(self._store)

    def tag_counts(self) -> list[tuple[str, int, int]]:
        """The tags of articles and of feeds, by name: how many articles each finds, how many of them are unread."""
        return marks.tag_counts(self._store)

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

    def sweep(
        self,
        days: int | None,
        articles: int | None,
        now: datetime,
        keep: Iterable[tuple[str, str]] = (),
        most: int = retention.PART,
    ) -> int:
        """Let go of articles that came more than `days` ago, and of those past `articles`; how many that were.

        At most `most` go: call it until there are none. What is starred or tagged stays, and what `keep` names
        by source and id.
        """
        return retention.sweep(self._store, days, articles, now, keep, most)

    def setting(self, name: str) -> str | None:
        """A small thing that the program remembers; None where it does not."""
        row = self._store.row("SELECT value FROM settings WHERE name = ?", (name,))
        return str(row[0]) if row else None

    def set_setting(self, name: str, value: str) -> None:
        """Remember a small thing; an empty value: forget it."""
        with self._store.writing(durable=False):
            if value:
                self._store.run("INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)", (name, value))
            else:
                self._store.run("DELETE FROM settings WHERE name = ?", (name,))

    def has_changed(self) -> bool:
        """Whether another program has written to the library since this was last asked, or the library was opened."""
        before, self._version = self._version, self._store.version()
        return self._version != before

    def check(self) -> list[str]:
        """What is wrong with the file, in words; nothing where all is well. Reads the whole file."""
        return health.check(self._store)

    def repair(self) -> None:
        """Make the index of words anew from the articles."""
        indexing.rebuild(self._store)
