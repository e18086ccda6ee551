"""The list of articles: its order, its rows, and what in it still waits to be analysed; no text is read."""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import chain

from newsreader.errors import LibraryError
from newsreader.library import faults, stored
from newsreader.library.connection import Row, Store
from newsreader.model.reading import ArticleHeader
from newsreader.model.wire import read_stamp
from newsreader.text.safe import one_line

CHIEF_NAMES = 5
"""How many names stand for an article in a row."""

_ORDER = "SELECT key FROM articles ORDER BY moment DESC, key"
_WAITING = "SELECT key FROM articles WHERE engine IS NOT ?1 AND failed_by IS NOT ?1 ORDER BY moment DESC, key"
_HEADERS = """
    SELECT a.key, a.title, a.titled, a.outlet, a.published, a.received, m.read, m.starred, a.engine, a.failure,
        a.changed, a.language,
        (SELECT json_group_array(t.tag) FROM tags AS t WHERE t.id = a.id AND t.source = a.source)
    FROM articles AS a LEFT JOIN marks AS m ON m.id = a.id AND m.source = a.source
    WHERE a.key IN (SELECT value FROM json_each(?))
"""
_CHIEF = """
    SELECT l.key, n.shown FROM article_names AS l JOIN names AS n ON n.name = l.name
    WHERE l.key IN (SELECT value FROM json_each(?)) AND l.place IS NOT NULL ORDER BY l.key, l.place
"""
_UNREAD = """
    SELECT (SELECT count(*) FROM articles),
           (SELECT count(*) FROM marks AS m JOIN articles AS a ON a.id = m.id AND a.source = m.source WHERE m.read)
"""


def order(store: Store) -> array[int]:
    """The keys of all articles, newest first; of the same moment the earlier imported one first."""
    return array("q", chain.from_iterable(store.rows(_ORDER)))


def waiting(store: Store, engine: str) -> list[int]:
    """The keys of the articles that this engine has neither analysed nor failed at, newest first."""
    return [key for (key,) in store.rows(_WAITING, (stored.name(engine),))]


def headers(store: Store, keys: Sequence[int]) -> list[ArticleHeader]:
    """The rows of those articles, in that order; keys that the library does not have are left out.

    Raises `LibraryError` where a row holds what no article can have.
    """
    rows = store.rows(_HEADERS, (json.dumps(list(keys)),))
    found = {row[0]: _header(store, row) for row in rows}
    return [found[key] for key in keys if key in found]


def identities(store: Store, keys: Sequence[int]) -> dict[int, tuple[str, str]]:
    """The source and the id of each of those articles, as the library holds them."""
    sql = "SELECT key, source, id FROM articles WHERE key IN (SELECT value FROM json_each(?))"
    return {
        key: (str(source), str(article_id)) for key, source, article_id in store.rows(sql, (json.dumps(list(keys)),))
    }


def chief_names(store: Store, keys: Sequence[int], most: int = CHIEF_NAMES) -> dict[int, list[str]]:
    """The names of the chief actors of each of those articles, as far as they are known, most salient first."""
    names: dict[int, list[str]] = {key: [] for key in keys}
    for key, shown in store.rows(_CHIEF, (json.dumps(list(keys)),)):
        if len(names[key]) < most:
            names[key].append(one_line(str(shown)))
    return names


def count(store: Store) -> tuple[int, int]:
    """How many articles there are, and how many of them are unread."""
    articles, read = store.row(_UNREAD) or (0, 0)
    return articles, articles - read


def _header(store: Store, row: Row) -> ArticleHeader:
    key, title, titled, outlet, published, received, read, starred, engine, failure, changed, language, tags = row
    try:
        return ArticleHeader(
            key=key,
            title=one_line(title, stored.MOST_TITLE),
            titled=bool(titled),
            outlet=None if outlet is None else one_line(outlet),
            published=None if published is None else read_stamp(published),
            received=_moment(received),
            read=bool(read),
            starred=bool(starred),
            analysed=engine is not None,
            failure=None if failure is None else one_line(failure, 500),
            changed=bool(changed),
            language=None if language is None else one_line(language),
            tags=tuple(one_line(tag) for tag in json.loads(tags)),
        )
    except (TypeError, ValueError, AttributeError, OverflowError, RecursionError):
        raise LibraryError(f"the row of article {key} cannot be read", where=faults.place(store.path)) from None


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
