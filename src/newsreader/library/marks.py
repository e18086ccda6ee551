"""What the person puts on articles: read or not, starred or not, and how far they have read."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from newsreader.errors import LibraryError
from newsreader.library import actions, faults
from newsreader.library.actions import Action, Before, Mark
from newsreader.library.connection import Store

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
        store.run_each(_SET[mark], ((value, each.source, each.id) for each in articles))
        number = actions.log(store, mark, value, articles)
    return Change(number, actions.done(mark, value, len(articles)), tuple(changed))


def _before(store: Store, mark: Mark, keys: list[int]) -> dict[int, Before]:
    rows = store.rows(_MARKED, (json.dumps(keys),))
    return {
        key: Before(source, article_id, bool(read if mark == "read" else starred))
        for key, source, article_id, read, starred in rows
    }


def undo(store: Store) -> Change | None:
    """Take back the newest action, article by article; None where there is none left."""
    with store.writing(durable=True):
        action = actions.newest(store)
        if action is None:
            return None
        store.run_each(_SET[action.mark], ((each.value, each.source, each.id) for each in action.before))
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
