"""Articles that hold some words: a plain look through titles and texts.

Case and accents as SQLite's LIKE takes them: ASCII letters in either case, all others as they are.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from newsreader.library.connection import Store

_QUERY = """
    SELECT a.key FROM articles AS a
    JOIN revisions AS r ON r.key = a.key AND r.revision = a.revision
    WHERE {where} ORDER BY a.moment DESC, a.key
"""
_IN_ROW = "(a.title LIKE ? ESCAPE '\\' OR a.outlet LIKE ? ESCAPE '\\')"
_IN_BODY = "(a.title LIKE ? ESCAPE '\\' OR a.outlet LIKE ? ESCAPE '\\' OR r.text LIKE ? ESCAPE '\\')"

MOST_WORDS = 12
"""Words of one search; more are left out."""


def escaped(word: str) -> str:
    r"""A word as a LIKE pattern that finds it anywhere; `%`, `_` and `\` stand for themselves."""
    plain = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{plain}%"


def find_words(store: Store, words: Sequence[str], *, bodies: bool) -> array[int]:
    """The keys of the articles whose title or outlet, or with `bodies` whose text, holds all these words."""
    wanted = [escaped(word) for word in words[:MOST_WORDS]]
    if not wanted:
        return array("q")
    where = " AND ".join([_IN_BODY if bodies else _IN_ROW] * len(wanted))
    values = [value for pattern in wanted for value in ([pattern] * (3 if bodies else 2))]
    return array("q", (row[0] for row in store.rows(_QUERY.format(where=where), values)))
