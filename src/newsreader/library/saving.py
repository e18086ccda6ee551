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

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from newsreader.library import clock, rounds, stored, wants
from newsreader.library.connection import Row, Store
from newsreader.library.forms import COLUMNS, How, Known, read, revise, shown_of, write
from newsreader.library.given import MOST_ENTRY, Given, by_its_title, given_of
from newsreader.library.sameness import Looks
from newsreader.model.document import Document
from newsreader.model.wire import read_stamp

FULLER = 1.5
"""How many times as long a text from elsewhere is, to be taken for the fuller form of an article."""

MOST_SAME = 5
"""Articles of one address or text that are looked at: a feed may give thousands the same."""

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
_BESIDE = "SELECT 1 FROM articles WHERE id > ? || '.' AND id < ? || '/' AND source = ? LIMIT 1"
_DROPPED = """
    SELECT id, source, seen FROM dropped WHERE id = :id AND source = :source
    UNION ALL SELECT id, source, seen FROM dropped WHERE address = :address AND title = :title LIMIT 1
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


class Saving:
    """Documents that one giver gives together, stored within one transaction."""

    def __init__(
        self,
        store: Store,
        feed: int | None = None,
        entries: Iterable[str] = (),
        names: Iterable[tuple[str, str]] = (),
    ) -> None:
        """`feed` is the number of the feed that gives them, `entries` and `names` the ids and names it gives now."""
        self._store = store
        self._row = store.connection.execute  # `shelving` tells what goes wrong in it
        self._feed = feed
        self._entries = Counter(stored.name(entry[:MOST_ENTRY]) for entry in entries)
        self._names = Counter(names)
        self._given_now: set[int] = set()
        self._looks = Looks(store)
        self._arrival = rounds.current_round(store) if feed is not None else None

    def save(self, document: Document) -> Saved:
        """Store one document."""
        given = given_of(document, self._feed)
        known = self._known(given)
        if known is not None and self._is_another(given, known):
            given = by_its_title(given, self._feed)
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

    def _as_dated(self, given: Given, known: Known) -> Given:
        """A form with the date that its article has: many feeds put the day of the last change, or this one, there."""
        published = given.document.published
        if known.published is None or (published is not None and published.iso() == known.published):
            return given
        try:
            dated = replace(given.document, published=read_stamp(known.published))
        except (ValueError, TypeError, OverflowError):  # somebody edited the file
            return given
        return replace(given_of(dated, self._feed), entry=given.entry)

    def _take_form(self, given: Given, known: Known) -> tuple[int, bool]:
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

    def _known(self, given: Given) -> Known | None:
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
        return _LET_GO if self._feed is not None and self._was_dropped(given, values) else None

    def _is_another(self, given: Given, known: Known) -> bool:
        """Whether a feed gives another thing under a name that it gave already, as it did before or does now."""
        if self._feed is None or known.how not in (How.NAME, How.ENTRY) or given.digest in (known.last, known.digest):
            return False
        if self._row(_BY_NAME, by_its_title(given, self._feed).name[::-1]).fetchone() is not None:
            return True
        shared = max(self._names[given.name], self._entries[given.entry] if given.entry else 0) > 1
        shared = shared or self._row(_BESIDE, (given.id, given.id, given.source)).fetchone() is not None
        return shared and not self._looks.agree(given.document, known)

    def _link(self, key: int) -> Row | None:
        return self._store.row(_LINK, (key, self._feed)) if self._feed is not None else None

    def _same(self, known: Known, given: Given) -> Known | None:
        """The article, unless whoever gives both says that they are two."""
        if known.how is How.ENTRY:
            return known
        if known.how is How.ENTRY_ELSEWHERE:
            return replace(known, last=known.given or known.digest)
        link = self._link(known.key)
        if link is not None:
            entry, last = link
            known = replace(known, last=last)
            if entry != given.entry:
                return known if self._is_renamed(known, entry, given) else None
            return known if entry is not None else self._agreed(known, given)
        if known.how is How.ALIAS or self._feed is not None or known.door != given.door:
            return self._agreed(known, given)
        return self._agreed(known, given) if known.source != given.source or known.id == given.id else None

    def _is_renamed(self, known: Known, entry: str | None, given: Given) -> bool:
        """Whether an entry got another id: its feed gives the article no longer by the id that it had."""
        if known.how is How.TEXT or entry is None or entry in self._entries:
            return False
        return self._looks.have_one_title(given.document, known) and self._agreed(known, given) is not None

    def _agreed(self, known: Known, given: Given) -> Known | None:
        """The article, unless it has nothing in common with the document but the address."""
        if known.how is How.TEXT or given.digest in (known.last, known.digest):
            return known
        return known if self._looks.agree(given.document, known) else None

    def _was_dropped(self, given: Given, values: dict[str, object]) -> bool:
        title = stored.encodable(stored.headline(given.document)[0])
        row = self._store.row(_DROPPED, {**values, "title": title})
        if row is None:
            return False
        article_id, source, seen = row
        now = clock.micros(datetime.now(UTC))
        if not 0 <= now - seen < _ONE_DAY:
            self._store.run(_SEEN, (now, article_id, source))
        return True

    # ------------------------------------------------------------------ what is written

    def _insert(self, given: Given) -> Saved:
        document, shown = given.document, shown_of(given.document, given.text_digest)
        named = (document.received.isoformat(), given.digest, given.source, given.id)
        where = (given.door, given.address, given.host, self._arrival)
        key = self._row(_INSERT, (stored.moment(document), *shown, *named, *where)).lastrowid or 0
        write(self._store, key, 1, document, "first", shown)
        if self._feed is not None:
            self._store.run(_SET_LINK, (key, self._feed, given.entry, given.digest))
            self._given_now.add(key)
        return Saved(key, 1, new=True, changed=False)

    def _note_door(self, given: Given, known: Known) -> None:
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
    store: Store,
    documents: Iterable[Document],
    feed: int | None = None,
    entries: Iterable[str] = (),
    is_teaser: Callable[[Document], bool] | None = None,
) -> list[Saved]:
    """Store documents in one transaction: all of them, or none where one fails.

    `entries` are the ids of all entries that the feed gives now, where the documents are but a part of them.
    Of those that are new or changed and for which `is_teaser` holds, the full text is wanted.
    """
    documents = list(documents)
    entries = list(entries)
    if feed is not None and not entries:
        entries = [each.source.entry_id for each in documents if each.source.entry_id]
    with store.shelving():
        names = ((stored.name(each.source.uri), stored.name(each.id)) for each in documents)
        saving = Saving(store, feed, entries, names)
        saved = [saving.save(document) for document in documents]
        if is_teaser is not None:
            pairs = zip(documents, saved, strict=True)
            wants.put(store, [one.key for each, one in pairs if (one.new or one.changed) and is_teaser(each)])
        return saved
