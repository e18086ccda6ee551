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
"""Articles that are let go in one transaction: another program does not wait long."""

MOST_DAYS = 36_500
"""An age that is greater is taken for this one."""

REMEMBERED = timedelta(days=60)
"""How long after a feed last brought one that was let go that is remembered."""

_KEPT = """
    WITH kept AS (
        SELECT id, source FROM marks WHERE starred
        UNION SELECT id, source FROM tags
        UNION SELECT json_extract(value, '$[1]'), json_extract(value, '$[0]') FROM json_each(:keep)
    )
    SELECT a.key FROM articles AS a LEFT JOIN marks AS m ON m.id = a.id AND m.source = a.source
    WHERE (a.id, a.source) NOT IN (SELECT id, source FROM kept)
"""
_STILL = f"{_KEPT} AND a.key IN (SELECT value FROM json_each(:keys))"  # noqa: S608 - `_KEPT` is above
_OLD = f"{_KEPT} AND a.received < :before"
_TOO_MANY = f"{_KEPT} ORDER BY coalesce(m.read, 0) DESC, a.moment, a.key LIMIT :most"
_REMEMBER = """
    INSERT OR REPLACE INTO dropped (source, id, address, seen)
    SELECT source, id, address, :now FROM articles WHERE key = :key
    UNION ALL SELECT source, id, NULL, :now FROM aliases WHERE key = :key
"""
_FORGET_NAMES = "DELETE FROM names WHERE NOT EXISTS (SELECT 1 FROM article_names AS l WHERE l.name = names.name)"
_OF_AN_ARTICLE = ("parsed", "revisions", "aliases", "article_feeds", "article_names", "articles")


def sweep(store: Store, days: int | None, articles: int | None, now: datetime, keep: Iterable[tuple[str, str]]) -> int:
    """Let go of articles that came more than `days` ago, and of those past `articles`; how many that were.

    What is starred or tagged stays, and what `keep` names by source and id. Of too many the read ones go
    first, of these the oldest.
    """
    named = [[stored.name(source), stored.name(article_id)] for source, article_id in keep]
    values: dict[str, object] = {"keep": json.dumps(named)}
    going: list[int] = []
    if days is not None:
        before = clock.moment(clock.micros(now - timedelta(days=min(days, MOST_DAYS))))
        values["before"] = before.isoformat() if before else ""
        going = [key for (key,) in store.rows(_OLD, values)]
    count = _drop(store, going, values, now)
    if articles is not None:
        (held,) = store.row("SELECT count(*) FROM articles") or (0,)
        values["most"] = max(0, held - max(0, articles))
        going = [key for (key,) in store.rows(_TOO_MANY, values)]
        count += _drop(store, going, values, now)
    _forget_dropped(store, now)
    if count:
        with store.shelving():
            store.run(_FORGET_NAMES)
    return count


def _drop(store: Store, keys: list[int], values: dict[str, object], now: datetime) -> int:
    """Let go of those of the articles on which the person has put nothing meanwhile; how many these are."""
    count = 0
    for start in range(0, len(keys), PART):
        with store.shelving():
            part = {**values, "keys": json.dumps(keys[start : start + PART])}
            going = [key for (key,) in store.rows(_STILL, part)]
            for key in going:
                _drop_one(store, key, clock.micros(now))
            count += len(going)
    return count


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
