"""Documents into articles: which article one is, and whether it is another form of it.

The same article comes again and again: in each fetch, by two feeds of one outlet, with another address
or another id, as a teaser and in full. One row stands for all of these. What came through one door (a
feed, or a source under the same id) and comes changed through that door was changed by its outlet and is
the next revision; what comes through another door in another form is the same article told elsewhere,
and is taken only where it is clearly fuller. So for each door the digest of what last came through it is
kept: in `article_feeds`, in `aliases`, and for the door of the article's own name in `given`, where its
text came from elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from newsreader.errors import LibraryError
from newsreader.library import addresses, articles, clock, rounds, stored
from newsreader.library.connection import Row, Store
from newsreader.library.forms import COLUMNS, How, Known, read, revise, shown_of, write
from newsreader.model.document import Document
from newsreader.model.wire import read_stamp

FULLER = 1.5
"""How many times as long a text from elsewhere is, to be taken for the fuller form of an article."""

MOST_SAME = 5
"""Articles of one address or text that are looked at: a feed may give thousands the same."""

MOST_ENTRY = 2_000
"""Characters of an entry's own id by which it is known again."""

_BY_NAME = f"SELECT {COLUMNS} FROM articles AS a WHERE a.id = ? AND a.source = ?"  # noqa: S608 - the columns are named above
_OTHERWISE = f"""
    SELECT 1, {COLUMNS}, s.digest FROM aliases AS s JOIN articles AS a ON a.key = s.key
        WHERE s.id = :id AND s.source = :source
    UNION ALL SELECT 2, {COLUMNS}, l.digest FROM article_feeds AS l JOIN articles AS a ON a.key = l.key
        WHERE l.feed = :feed AND l.entry = :entry
    UNION ALL SELECT * FROM (
        SELECT 3, {COLUMNS}, NULL FROM articles AS a WHERE a.id = :entry_of AND a.door = :door LIMIT 1)
    UNION ALL SELECT * FROM (
        SELECT 4, {COLUMNS}, NULL FROM articles AS a WHERE a.address = :address LIMIT {MOST_SAME})
    UNION ALL SELECT * FROM (
        SELECT 5, {COLUMNS}, NULL FROM articles AS a WHERE a.text_digest = :text LIMIT {MOST_SAME})
"""  # noqa: S608
_DROPPED = """
    SELECT id, source, seen FROM dropped WHERE id = :id AND source = :source
    UNION ALL SELECT id, source, seen FROM dropped WHERE address = :address LIMIT 1
"""
_SEEN = "UPDATE dropped SET seen = ? WHERE id = ? AND source = ?"
_LINK = "SELECT entry, digest FROM article_feeds WHERE key = ? AND feed = ?"
_SET_LINK = "INSERT OR REPLACE INTO article_feeds (key, feed, entry, digest) VALUES (?, ?, ?, ?)"
_SET_ALIAS = "INSERT OR REPLACE INTO aliases (source, id, key, digest) VALUES (?, ?, ?, ?)"
_INSERT = """
    INSERT INTO articles (moment, title, titled, outlet, published, language, length, dense, text_digest,
        received, digest, source, id, revision, door, address, host, arrival)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?)
"""
_GIVEN = "UPDATE articles SET given = ? WHERE key = ?"
_ONE_DAY = 86_400_000_000


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a document that was stored."""

    key: int
    """The article's number in the library; 0 for one that was dropped for good."""

    revision: int
    """The revision that is current, from 1."""

    new: bool
    """Whether the library did not have the article."""

    changed: bool
    """Whether it had the article with another text, title or date from there.

    Where the revision is the same as before, it is a teaser that changed while its full text stays.
    """

    duplicate: bool = False
    """Whether the library has the article by another name, address or feed."""

    dropped: bool = False
    """Whether the library had the article once and has let it go; it was not stored again."""


@dataclass(frozen=True, slots=True)
class _Given:
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


def _given(document: Document, feed: int | None) -> _Given:
    source, entry = stored.name(document.source.uri), document.source.entry_id
    own_door = stored.door(document, None)
    return _Given(
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


class Saving:
    """Documents that one giver gives together, stored within one transaction."""

    def __init__(self, store: Store, feed: int | None = None, entries: frozenset[str] = frozenset()) -> None:
        """`feed` is the number of the feed that gives them, and `entries` are the ids that it gives now."""
        self._store = store
        self._row = store.connection.execute  # `shelving` tells what goes wrong in it
        self._feed = feed
        self._entries = entries
        self._given_now: set[int] = set()
        self._arrival = rounds.current_round(store) if feed is not None else None

    def save(self, document: Document) -> Saved:
        """Store one document."""
        given = _given(document, self._feed)
        known = self._known(given)
        if known is None:
            return self._insert(given)
        if known == _LET_GO:
            return Saved(0, 0, new=False, changed=False, dropped=True)
        if known.key in self._given_now:  # a feed that gives one name to two things: what it gave first holds
            return Saved(known.key, known.revision, new=False, changed=False, duplicate=True)
        if self._feed is not None:
            self._given_now.add(known.key)
            given = self._as_dated(given, known)
        self._note_door(given, known)
        duplicate = known.how in (How.ALIAS, How.ADDRESS, How.TEXT)
        if given.digest in (known.last, known.digest):
            return Saved(known.key, known.revision, new=False, changed=False, duplicate=duplicate)
        revision, changed = self._take_form(given, known)
        return Saved(known.key, revision, new=False, changed=changed, duplicate=duplicate)

    def _as_dated(self, given: _Given, known: Known) -> _Given:
        """A form with the date that its article has: many feeds put the day of the last change, or this one, there."""
        published = given.document.published
        if known.published is None or (published is not None and published.iso() == known.published):
            return given
        try:
            dated = replace(given.document, published=read_stamp(known.published))
        except (ValueError, TypeError, OverflowError):  # somebody edited the file
            return given
        return _given(dated, self._feed)

    def _take_form(self, given: _Given, known: Known) -> tuple[int, bool]:
        """Take another form of an article, if it is to be taken; the current revision, and whether anything changed."""
        own = (known.source, known.id) == given.name or known.door == given.door
        shown_came_from_here = known.last == known.digest
        if shown_came_from_here or len(given.document.text) >= FULLER * known.length:
            before = None if own else known.given or known.digest
            reason = "changed" if shown_came_from_here else "fuller"
            return revise(self._store, known, given.document, reason, before), True
        teaser_changed = own and known.last is not None
        if teaser_changed:
            self._store.run(_GIVEN, (given.digest, known.key))
        return known.revision, teaser_changed

    # ------------------------------------------------------------------ which article it is

    def _known(self, given: _Given) -> Known | None:
        row = self._row(_BY_NAME, (given.id, given.source)).fetchone()
        if row is not None:
            link = self._link(row[0])
            return read(How.NAME, row, link[1] if link else row[5] or row[4])
        values: dict[str, object] = {
            "id": given.id,
            "source": given.source,
            "feed": self._feed,
            "entry": given.entry,
            "entry_of": given.id if given.entry and self._feed is None else None,
            "door": given.own_door,
            "address": given.address,
            "text": given.text_digest,
        }
        for how, *columns in self._row(_OTHERWISE, values).fetchall():
            same = self._same(Known(How(how), *columns), given)
            if same is not None:
                return same
        return _LET_GO if self._feed is not None and self._was_dropped(values) else None

    def _link(self, key: int) -> Row | None:
        return self._store.row(_LINK, (key, self._feed)) if self._feed is not None else None

    def _same(self, known: Known, given: _Given) -> Known | None:
        """The article, unless whoever gives both says that they are two."""
        if known.how is How.ENTRY:
            return known
        if known.how is How.ENTRY_ELSEWHERE:
            return replace(known, last=known.given or known.digest)
        link = self._link(known.key)
        if link is not None:
            entry, last = link
            two = entry != given.entry and (known.how is How.TEXT or entry is None or entry in self._entries)
            return None if two else replace(known, last=last)
        if known.how is How.ALIAS:
            return known
        if self._feed is None and known.door == given.door:
            return None if known.source == given.source and known.id != given.id else known
        return known

    def _was_dropped(self, values: dict[str, object]) -> bool:
        row = self._store.row(_DROPPED, values)
        if row is None:
            return False
        article_id, source, seen = row
        now = clock.micros(datetime.now(UTC))
        if not 0 <= now - seen < _ONE_DAY:
            self._store.run(_SEEN, (now, article_id, source))
        return True

    # ------------------------------------------------------------------ what is written

    def _insert(self, given: _Given) -> Saved:
        document, shown = given.document, shown_of(given.document, given.text_digest)
        named = (document.received.isoformat(), given.digest, given.source, given.id)
        where = (given.door, given.address, given.host, self._arrival)
        key = self._row(_INSERT, (stored.moment(document), *shown, *named, *where)).lastrowid or 0
        write(self._store, key, 1, document, "first", shown)
        if self._feed is not None:
            self._store.run(_SET_LINK, (key, self._feed, given.entry, given.digest))
            self._given_now.add(key)
        return Saved(key, 1, new=True, changed=False)

    def _note_door(self, given: _Given, known: Known) -> None:
        """Note what came through this door, where that is not known already."""
        if self._feed is not None:
            link = (given.entry, given.digest)
            if self._link(known.key) != link:
                self._store.run(_SET_LINK, (known.key, self._feed, *link))
            if given.entry is not None:
                return
        if given.name != (known.source, known.id) and (known.how is not How.ALIAS or known.last != given.digest):
            self._store.run(_SET_ALIAS, (*given.name, known.key, given.digest))


_LET_GO = Known(How.NAME, 0, "", "", 0, b"", None, 0, "", None, None)


def save_many(
    store: Store, documents: Iterable[Document], feed: int | None = None, entries: Iterable[str] = ()
) -> list[Saved]:
    """Store documents in one transaction: all of them, or none where one fails.

    `entries` are the ids of all entries that the feed gives now, where the documents are but a part of them.
    """
    given_now = set(entries)
    if feed is not None:
        documents = list(documents)
        given_now.update(each.source.entry_id for each in documents if each.source.entry_id)
    with store.shelving():
        saving = Saving(store, feed, frozenset(stored.name(entry[:MOST_ENTRY]) for entry in given_now))
        return [saving.save(document) for document in documents]


def fill_out(store: Store, key: int, document: Document) -> Saved:
    """Store the full text of an article of which there was a teaser, as its next revision.

    What the page does not state of itself stays as the feed stated it. A text that is not longer than the
    teaser is no full text and changes nothing. Raises `LibraryError` where there is no such article.
    """
    with store.shelving():
        row = store.row(f"SELECT {COLUMNS} FROM articles AS a WHERE a.key = ?", (key,))  # noqa: S608 - named above
        if row is None:
            raise LibraryError("there is no such article", where=f"article {key}")
        known = read(How.NAME, row, None)
        filled = known.given is not None
        full = _completed(document, articles.document(store, key, known.revision))
        if stored.digest(full) == known.digest or (not filled and len(full.text) <= known.length):
            return Saved(key, known.revision, new=False, changed=False)
        reason = "changed" if filled else "fuller"
        revision = revise(store, known, full, reason, known.given or known.digest)
    return Saved(key, revision, new=False, changed=True)


def _completed(document: Document, teaser: Document) -> Document:
    published = document if teaser.published is None else teaser
    return replace(
        document,
        title=document.title or teaser.title,
        dek=document.dek or teaser.dek,
        byline=document.byline or teaser.byline,
        published=published.published,
        published_from=published.published_from,
        language=document.language or teaser.language,
        enclosures=document.enclosures or teaser.enclosures,
        source=replace(teaser.source, outlet=teaser.source.outlet or document.source.outlet),
    )
