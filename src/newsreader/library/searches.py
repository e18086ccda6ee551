"""Searches that are kept under a name, and what completes a word that is being typed."""

from __future__ import annotations

from itertools import count

from newsreader.errors import LibraryError
from newsreader.library import feeds, folding
from newsreader.library.connection import Store
from newsreader.model.query import Where
from newsreader.text.safe import fold, one_line

MOST_NAME = 100
"""Characters of a search's name."""

MOST_LINE = 1_000
"""Characters of a search line."""

MOST_OFFERED = 20
"""Words that are offered to complete one."""

_NAMES = """
    SELECT n.shown FROM names AS n JOIN article_names AS l ON l.name = n.name
    WHERE instr(' ' || n.folded, ?) AND l.place IS NOT NULL {}
    GROUP BY n.name ORDER BY count(*) DESC, n.shown LIMIT ?
"""
_OF = {Where.BY: "AND l.speaks", Where.ABOUT: "AND l.spoken_of", Where.ACTOR: ""}


def save(store: Store, name: str, line: str, *, replace: bool) -> str:
    """Keep a search line under a name; the name that it has then. Raises `LibraryError` without a name.

    With `replace` it takes the place of the one that has the name; else that stays, and the new one has a
    number after its name, unless it is there already.
    """
    shown = fold(name)
    if not shown or len(shown) > MOST_NAME or len(line) > MOST_LINE:
        raise LibraryError(
            f"a search has a name of 1 to {MOST_NAME} characters and a line of at most {MOST_LINE:,}",
            where=one_line(name) or "the search",
        )
    with store.writing(durable=True):
        if not replace:
            shown = _free(store, shown, fold(line))
        store.run("INSERT OR REPLACE INTO searches (name, line) VALUES (?, ?)", (shown, fold(line)))
    return shown


def _free(store: Store, name: str, line: str) -> str:
    """The name, with a number where another search has it; that of a search which is the same under such a name."""
    taken = dict(saved(store))
    for number in count(1):
        ending = "" if number == 1 else f" {number}"
        tried = f"{name[: MOST_NAME - len(ending)].rstrip()}{ending}"
        if taken.get(tried, line) == line:
            break
    return tried


def saved(store: Store) -> list[tuple[str, str]]:
    """The searches that are kept: name and line, by name."""
    rows = [(fold(str(name)), fold(str(line))) for name, line in store.rows("SELECT name, line FROM searches")]
    return sorted(rows, key=lambda row: folding.key(row[0]))


def drop(store: Store, name: str) -> None:
    """Keep a search no longer."""
    with store.writing(durable=True):
        store.run("DELETE FROM searches WHERE name = ?", (fold(name),))


def complete(store: Store, where: Where, prefix: str) -> list[str]:
    """Names, outlets, feeds or tags, in which a word begins as the prefix does, the most frequent first."""
    begun = f" {folding.key(prefix)}"
    if where in _OF:
        rows = store.rows(_NAMES.format(_OF[where]), (begun.rstrip() or " ", MOST_OFFERED))
        return [one_line(str(row[0])) for row in rows]
    fitting = [name for name in _known(store, where) if f" {folding.key(name)}".find(begun) >= 0]
    return fitting[:MOST_OFFERED]


def _known(store: Store, where: Where) -> list[str]:
    if where is Where.TAG:
        own = store.rows("SELECT min(tag) FROM tags GROUP BY folded ORDER BY count(*) DESC")
        of_feeds = [tag for each in feeds.bare(store) for tag in each.subscription.tags]
        return list(dict.fromkeys([*(one_line(str(row[0])) for row in own), *of_feeds]))
    if where is Where.FEED:
        return [each.subscription.title or each.subscription.url for each in feeds.bare(store)]
    if where is Where.SOURCE:
        rows = store.rows("SELECT outlet FROM articles WHERE outlet NOT NULL GROUP BY outlet ORDER BY count(*) DESC")
        return [one_line(str(row[0])) for row in rows]
    return []
