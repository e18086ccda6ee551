"""What the person puts on articles: read or not, starred or not, tags, and how far they have read."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from newsreader.errors import LibraryError
from newsreader.library import actions, faults, feeds, folding
from newsreader.library.actions import Action, Before, Mark
from newsreader.library.connection import Store
from newsreader.text.safe import fold, one_line

MOST_TAG = 100
"""Characters of a tag."""

_MARKED = """
    SELECT a.key, a.source, a.id, m.read, m.starred
    FROM articles AS a LEFT JOIN marks AS m ON m.id = a.id AND m.source = a.source
    WHERE a.key IN (SELECT value FROM json_each(?))
"""
_SET = {
    "read": """
        INSERT INTO marks (read, source, id) VALUES (?, ?, ?)
        ON CONFLICT (id, source) DO UPDATE SET read = excluded.read
    """,
    "starred": """
        INSERT INTO marks (starred, source, id) VALUES (?, ?, ?)
        ON CONFLICT (id, source) DO UPDATE SET starred = excluded.starred
    """,
}
_TAGGED = """
    SELECT a.key, a.source, a.id, t.tag IS NOT NULL
    FROM articles AS a LEFT JOIN tags AS t ON t.id = a.id AND t.source = a.source AND t.folded = ?2
    WHERE a.key IN (SELECT value FROM json_each(?1))
"""
_PUT_TAG = "INSERT OR IGNORE INTO tags (source, id, folded, tag) VALUES (?, ?, ?, ?)"
_TAKE_TAG = "DELETE FROM tags WHERE source = ? AND id = ? AND folded = ?"
_TAG_COUNTS = """
    WITH tagged (folded, key) AS (
        SELECT t.folded, a.key FROM tags AS t JOIN articles AS a ON a.id = t.id AND a.source = t.source
        UNION SELECT json_extract(f.value, '$[0]'), l.key
        FROM json_each(?) AS f JOIN article_feeds AS l ON l.feed = json_extract(f.value, '$[1]')
    )
    SELECT t.folded, count(*), count(*) - count(CASE WHEN m.read THEN 1 END)
    FROM tagged AS t JOIN articles AS a ON a.key = t.key
    LEFT JOIN marks AS m ON m.id = a.id AND m.source = a.source GROUP BY t.folded
"""
_PLACE = "SELECT p.offset FROM articles AS a JOIN places AS p ON p.id = a.id AND p.source = a.source WHERE a.key = ?"
_SET_PLACE = "INSERT OR REPLACE INTO places (source, id, offset) SELECT source, id, ? FROM articles WHERE key = ?"


@dataclass(frozen=True, slots=True)
class Change:
    """What an action of the person, or taking one back, changed."""

    action: int
    """The number of the action; 0 where nothing changed."""

    what: str
    """It in words: `marked 3 articles read`."""

    keys: tuple[int, ...]
    """The articles on the shelf whose mark is another one now."""


def set_mark(store: Store, mark: Mark, keys: Iterable[int], value: bool) -> Change:
    """Put a mark on articles or take it off; only what really changes is written and logged."""
    asked = list(dict.fromkeys(keys))
    with store.writing(durable=True):
        before = _before(store, mark, asked)
        changed = {key: each for key in asked if (each := before.get(key)) and each.value is not value}
        if not changed:
            return Change(0, "nothing changed", ())
        articles = list(changed.values())
        _put(store, mark, [(each.source, each.id, value) for each in articles])
        number = actions.log(store, mark, value, articles)
    return Change(number, actions.done(mark, value, len(articles)), tuple(changed))


def _before(store: Store, mark: Mark, keys: list[int]) -> dict[int, Before]:
    tag = actions.tag_of(mark)
    if tag is not None:
        tagged = store.rows(_TAGGED, (json.dumps(keys), folding.key(tag)))
        return {key: Before(source, article_id, bool(was)) for key, source, article_id, was in tagged}
    rows = store.rows(_MARKED, (json.dumps(keys),))
    return {
        key: Before(source, article_id, bool(read if mark == "read" else starred))
        for key, source, article_id, read, starred in rows
    }


def _put(store: Store, mark: Mark, values: list[tuple[str, str, bool]]) -> None:
    """Give each article, by source and id, its value of a mark."""
    tag = actions.tag_of(mark)
    if tag is None:
        store.run_each(_SET[mark], ((value, source, article_id) for source, article_id, value in values))
        return
    folded = folding.key(tag)
    on = [(source, article_id, folded, tag) for source, article_id, value in values if value]
    off = [(source, article_id, folded) for source, article_id, value in values if not value]
    store.run_each(_PUT_TAG, on)
    store.run_each(_TAKE_TAG, off)


def set_tag(store: Store, keys: Iterable[int], tag: str, on: bool) -> Change:
    """Put a tag on articles or take it off; tags that differ in case or accents alone are one.

    Raises `LibraryError` for one without a letter or a digit, or of more than `MOST_TAG` characters.
    """
    shown = fold(tag)
    if not folding.key(shown) or len(shown) > MOST_TAG:
        raise LibraryError(f"a tag is a word of 1 to {MOST_TAG} characters", where=one_line(tag) or "the tag")
    return set_mark(store, f"{actions.TAG}{shown}", keys, on)


def tags(store: Store) -> list[tuple[str, int]]:
    """The tags, each with how many articles have it, by name; articles count that are not on the shelf as well."""
    rows = store.rows("SELECT min(tag), count(*) FROM tags GROUP BY folded ORDER BY folded")
    return [(one_line(str(tag)), count) for tag, count in rows]


def tag_counts(store: Store) -> list[tuple[str, int, int]]:
    """The tags on articles and on feeds, each with how many articles it finds and how many of them are unread."""
    shown: dict[str, str] = {}
    of_feeds: list[tuple[str, int]] = []
    for feed in feeds.bare(store):
        for tag in feed.subscription.tags:
            if folded := folding.key(tag):
                shown[folded] = tag
                of_feeds.append((folded, feed.key))
    own = store.rows("SELECT folded, min(tag) FROM tags GROUP BY folded")
    shown |= {folded: one_line(str(tag)) for folded, tag in own}
    rows = store.rows(_TAG_COUNTS, (json.dumps(of_feeds),))
    counts = {folded: (articles, unread) for folded, articles, unread in rows}
    return [(shown[folded], *counts.get(folded, (0, 0))) for folded in sorted(shown)]


def undo(store: Store) -> Change | None:
    """Take back the newest action, article by article; None where there is none left."""
    with store.writing(durable=True):
        action = actions.newest(store)
        if action is None:
            return None
        _put(store, action.mark, [(each.source, each.id, each.value) for each in action.before])
        actions.strike(store, action)
        keys = _on_the_shelf(store, action)
    return Change(action.number, actions.undone(action), keys)


def _on_the_shelf(store: Store, action: Action) -> tuple[int, ...]:
    find = "SELECT key FROM articles WHERE id = ? AND source = ?"
    found = (store.row(find, (each.id, each.source)) for each in action.before)
    return tuple(row[0] for row in found if row)


def place(store: Store, key: int) -> int | None:
    """How far the person has read: a code-point offset of the text; None where they have not begun."""
    row = store.row(_PLACE, (key,))
    if row is None:
        return None
    if not isinstance(row[0], int):
        raise LibraryError(f"the place in article {key} cannot be read", where=faults.place(store.path))
    return max(0, row[0])


def set_place(store: Store, key: int, offset: int) -> None:
    """Remember how far the person has read."""
    with store.writing(durable=False):
        store.run(_SET_PLACE, (max(0, offset), key))
