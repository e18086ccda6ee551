"""Letting articles go: those that are old, or too many, and never one that the person put something on.

What was let go is remembered for a while, so that a feed which still has it does not bring it back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, timedelta

from newsreader.library import clock, indexing, naming, stored
from newsreader.library.connection import Store

PART = 200
"""Articles that are let go in one transaction: whoever else wants the library does not wait long."""

MOST_DAYS = 36_500
"""An age that is greater is taken for this one."""

REMEMBERED = timedelta(days=60)
"""How long after a feed last brought one that was let go that is remembered."""

_KEPT = """
    NOT EXISTS (SELECT 1 FROM marks AS s WHERE s.id = a.id AND s.source = a.source AND s.starred)
    AND NOT EXISTS (SELECT 1 FROM tags AS t WHERE t.id = a.id AND t.source = a.source)
    AND (a.id, a.source) NOT IN (SELECT json_extract(value, '$[1]'), json_extract(value, '$[0]') FROM json_each(:keep))
"""
_OLD = f"SELECT a.key FROM articles AS a WHERE a.received < :before AND {_KEPT} ORDER BY a.key LIMIT :most"  # noqa: S608 - above
_TOO_MANY = f"""
    SELECT a.key FROM articles AS a LEFT JOIN marks AS m ON m.id = a.id AND m.source = a.source
    WHERE {_KEPT} ORDER BY coalesce(m.read, 0) DESC, a.moment, a.key LIMIT :most
"""  # noqa: S608
_REMEMBER = """
    INSERT OR REPLACE INTO dropped (source, id, address, title, seen)
    SELECT source, id, address, title, :now FROM articles WHERE key = :key
    UNION ALL SELECT source, id, NULL, NULL, :now FROM aliases WHERE key = :key
"""
_NAMES_OF = "SELECT DISTINCT name FROM article_names WHERE key IN (SELECT value FROM json_each(?))"
_FORGET_NAMES = """
    DELETE FROM names WHERE name IN (SELECT value FROM json_each(?))
        AND NOT EXISTS (SELECT 1 FROM article_names AS l WHERE l.name = names.name)
"""
_OF_AN_ARTICLE = ("parsed", "revisions", "aliases", "article_feeds", "wanted", "article_names", "articles")


def sweep(
    store: Store,
    days: int | None,
    articles: int | None,
    now: datetime,
    keep: Iterable[tuple[str, str]],
    most: int = PART,
) -> int:
    """Let go of articles that came more than `days` ago, and of those past `articles`; how many that were.

    At most `most` go at once: call it again until there are none. What is starred or tagged stays (a
    tag on its feed is not meant: who came from a list of feeds has one on each), and what `keep` names by
    source and id. Of too many the read ones go first, of these the oldest.
    """
    named = [[stored.name(source), stored.name(article_id)] for source, article_id in keep]
    values: dict[str, object] = {"keep": json.dumps(named), "most": most}
    with store.shelving():
        going = _old(store, days, now, values) or _too_many(store, articles, values)
        names = json.dumps([name for (name,) in store.rows(_NAMES_OF, (json.dumps(going),))])
        for key in going:
            _drop_one(store, key, clock.micros(now))
        store.run(_FORGET_NAMES, (names,))
    if len(going) < most:
        _forget_dropped(store, now)
    return len(going)


def _old(store: Store, days: int | None, now: datetime, values: dict[str, object]) -> list[int]:
    if days is None:
        return []
    before = clock.moment(clock.micros(now - timedelta(days=min(days, MOST_DAYS))))
    moment = before.isoformat() if before else ""
    return [key for (key,) in store.rows(_OLD, {**values, "before": moment})]


def _too_many(store: Store, articles: int | None, values: dict[str, object]) -> list[int]:
    if articles is None:
        return []
    (held,) = store.row("SELECT count(*) FROM articles") or (0,)
    most = min(max(0, held - max(0, articles)), int(str(values["most"])))
    return [key for (key,) in store.rows(_TOO_MANY, {**values, "most": most})] if most else []


def _drop_one(store: Store, key: int, now: int) -> None:
    indexing.take(store, key)
    naming.forget(store.run, key)
    if not store.visit:
        store.run(_REMEMBER, {"key": key, "now": now})
    for table in _OF_AN_ARTICLE:
        store.run(f"DELETE FROM {table} WHERE key = ?", (key,))  # noqa: S608 - one of the names above


def _forget_dropped(store: Store, now: datetime) -> None:
    with store.writing(durable=False):
        store.run("DELETE FROM dropped WHERE seen < ?", (clock.micros(now - REMEMBERED),))
