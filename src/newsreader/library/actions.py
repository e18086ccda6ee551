"""What the person did, one row each, so that it can be taken back exactly.

An action holds the value that each article had before, by source and id: it can be undone by another
program, on another day, and where the article is not on the shelf.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from newsreader.errors import LibraryError
from newsreader.library import faults
from newsreader.library.connection import Row, Store
from newsreader.text.counting import counted
from newsreader.text.safe import one_line

Mark = str
"""What can be put on an article: `read`, `starred`, or `tag` with a blank and the tag."""

READ, STARRED, TAG = "read", "starred", "tag "

MOST_ACTIONS = 1000
"""How many actions can be taken back; older ones are forgotten."""

_INSERT = """
    INSERT INTO actions (moment, mark, value, what, before)
    VALUES (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?, ?, ?, ?)
"""
_NEWEST = "SELECT action, mark, value, before FROM actions WHERE NOT undone ORDER BY action DESC LIMIT 1"
_DONE = {
    (READ, True): "marked {} read",
    (READ, False): "marked {} unread",
    (STARRED, True): "starred {}",
    (STARRED, False): "unstarred {}",
    (TAG, True): "tagged {} {tag}",
    (TAG, False): "took the tag {tag} off {}",
}
_UNDONE = {
    (READ, True): "unmarked {} as read",
    (READ, False): "unmarked {} as unread",
    (STARRED, True): "unstarred {}",
    (STARRED, False): "starred {} again",
    (TAG, True): "took the tag {tag} off {}",
    (TAG, False): "tagged {} {tag} again",
}


@dataclass(frozen=True, slots=True)
class Before:
    """One article before an action."""

    source: str
    """The address of its source, as the file holds it."""

    id: str
    """Its id there."""

    value: bool
    """The mark that it had."""


@dataclass(frozen=True, slots=True)
class Action:
    """One action that can be taken back."""

    number: int
    """Its number."""

    mark: Mark
    """The mark that it set."""

    value: bool
    """What it set the mark to."""

    before: tuple[Before, ...]
    """The articles that it changed."""


def log(store: Store, mark: Mark, value: bool, before: list[Before]) -> int:
    """Write down an action, within the transaction that does it; its number."""
    previous = json.dumps([[each.source, each.id, each.value] for each in before], ensure_ascii=False)
    number = store.run(_INSERT, (mark, value, done(mark, value, len(before)), previous))
    store.run("DELETE FROM actions WHERE action <= ?", (number - MOST_ACTIONS,))
    return number


def newest(store: Store) -> Action | None:
    """The newest action that has not been taken back; raises `LibraryError` where it cannot be read."""
    row = store.row(_NEWEST)
    if row is None:
        return None
    try:
        return _action(row)
    except (ValueError, TypeError, RecursionError):
        raise LibraryError(
            f"action {row[0]} cannot be taken back: what was before it cannot be read", where=faults.place(store.path)
        ) from None


def strike(store: Store, action: Action) -> None:
    """Note that an action has been taken back."""
    store.run("UPDATE actions SET undone = 1 WHERE action = ?", (action.number,))


def done(mark: Mark, value: bool, articles: int) -> str:
    """What an action did, in words."""
    return _said(_DONE, mark, value, articles)


def undone(action: Action) -> str:
    """What taking an action back did, in words."""
    return _said(_UNDONE, action.mark, action.value, len(action.before))


def tag_of(mark: Mark) -> str | None:
    """The tag that a mark is; None where it is none."""
    return mark[len(TAG) :] if mark.startswith(TAG) else None


def _said(words: dict[tuple[str, bool], str], mark: Mark, value: bool, articles: int) -> str:
    tag = tag_of(mark)
    return words[mark if tag is None else TAG, value].format(counted(articles, "article"), tag=one_line(tag or ""))


def _action(row: Row) -> Action:
    number, mark, value, text = row
    if not isinstance(mark, str) or (mark not in (READ, STARRED) and not tag_of(mark)):
        raise ValueError(mark)
    before = tuple(_before(source, article_id, was) for source, article_id, was in json.loads(text))
    return Action(number, mark, bool(value), before)


def _before(source: object, article_id: object, was: object) -> Before:
    if not (isinstance(source, str) and isinstance(article_id, str)):
        raise TypeError("a source and an id are words")
    return Before(source, article_id, bool(was))
