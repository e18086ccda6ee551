"""A query as SQL: one condition for each of its parts, all of which hold.

Nothing that a person typed becomes SQL or a query of FTS5: words go in as values, and to FTS5 as quoted
strings, which it takes for words whatever is in them. Few names, feeds and outlets hold the words that
are looked for, so these are found first and the articles by them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, time

from newsreader.library import addresses, clock, feeds, folding
from newsreader.library.connection import Store
from newsreader.model.feeds import FeedState
from newsreader.model.query import Edge, Query, State, Term, Where

MOST_TERMS = 64
"""Terms of one query that are asked for; one with more asks for what no person typed."""

_NAMED = "a.key IN (SELECT n.key FROM article_names AS n WHERE n.name IN (SELECT name FROM names WHERE {}){})"
_OF = {Where.BY: " AND n.speaks", Where.ABOUT: " AND n.spoken_of", Where.ACTOR: ""}
_IN = "(SELECT value FROM json_each(?))"
_FROM_FEEDS = f"a.key IN (SELECT l.key FROM article_feeds AS l WHERE l.feed IN {_IN})"  # noqa: S608 - `_IN` is above
_TAGGED = f"""
    a.key IN (
        SELECT s.key FROM tags AS t JOIN articles AS s ON s.id = t.id AND s.source = t.source WHERE t.folded = ?
        UNION ALL SELECT l.key FROM article_feeds AS l WHERE l.feed IN {_IN}
    )
"""  # noqa: S608
_MARKED = "EXISTS (SELECT 1 FROM marks AS m WHERE m.id = a.id AND m.source = a.source AND m.{})"
_STARRED = (
    "a.key IN (SELECT s.key FROM marks AS m JOIN articles AS s ON s.id = m.id AND s.source = m.source WHERE m.starred)"
)
_STATES = {
    State.UNREAD: f"NOT {_MARKED.format('read')}",
    State.READ: _MARKED.format("read"),
    State.STARRED: _STARRED,
    State.NEW: "a.arrival IS NOT NULL AND a.arrival = (SELECT max(arrival) FROM articles)",
    State.CHANGED: "a.changed",
}
_EDGE = "a.moment {0} ? AND CASE WHEN length(a.published) <= 10 THEN a.moment {0} ? ELSE a.moment {0} ? END"


@dataclass(slots=True)
class Asked:
    """Conditions on `articles AS a`, with their values in order."""

    conditions: list[str] = field(default_factory=list)
    """SQL that holds no word of the person's."""

    values: list[object] = field(default_factory=list)
    """What stands for its question marks."""

    def add(self, condition: str, *values: object, negated: bool = False) -> None:
        """Add one more that must hold, or must not."""
        self.conditions.append(f"NOT ({condition})" if negated else condition)
        self.values += values

    def sql(self) -> str:
        """All of them as one."""
        return " AND ".join(f"({condition})" for condition in self.conditions) or "1"


def conditions(store: Store, query: Query) -> Asked:
    """What articles must be, to be found by a query."""
    asked = Asked()
    terms = query.terms[:MOST_TERMS]
    _add_texts(asked, [term for term in terms if term.where is Where.TEXT])
    for term in terms:
        if term.where is not Where.TEXT:
            _add_field(store, asked, term)
    for state, wanted in query.states:
        asked.add(_STATES[state], negated=not wanted)
    if query.has_quotes is not None:
        asked.add("a.quotes > 0" if query.has_quotes else "a.quotes = 0")
    if query.after is not None:
        moment, day = _edge(query.after)
        asked.add(_EDGE.format(">="), min(moment, day), day, moment)
    if query.before is not None:
        moment, day = _edge(query.before)
        asked.add(_EDGE.format("<"), max(moment, day), day, moment)
    return asked


# ------------------------------------------------------------------ words of the text


def _add_texts(asked: Asked, terms: list[Term]) -> None:
    for table, dense in (("words", False), ("characters", True)):
        of_table = [term for term in terms if folding.is_dense(term.words) is dense]
        wanted = [match(term) for term in of_table if not term.negated]
        unwanted = [match(term) for term in of_table if term.negated]
        if wanted:
            _add_match(asked, table, " AND ".join(wanted) if all(wanted) else "", negated=False)
        if any(unwanted):
            _add_match(asked, table, " OR ".join(filter(None, unwanted)), negated=True)


def _add_match(asked: Asked, table: str, expression: str, *, negated: bool) -> None:
    if not expression:
        asked.add("0")
        return
    asked.add(f"a.key IN (SELECT rowid FROM {table} WHERE {table} MATCH ?)", expression, negated=negated)  # noqa: S608 - one of two names


def match(term: Term) -> str:
    """A term as FTS5 takes it: quoted strings alone; nothing where there is no word in it."""
    pieces = [term.words] if term.phrase else term.words.split()
    quoted = [f'"{_plain(piece)}"' for piece in pieces if folding.tokens(piece)]
    return f"({' AND '.join(quoted)})" if quoted else ""


def _plain(piece: str) -> str:
    """A piece of a term as a string of FTS5, in which a quotation mark is written twice."""
    return folding.spaced(piece).replace('"', '""').replace("\0", " ")


# ------------------------------------------------------------------ fields


def _add_field(store: Store, asked: Asked, term: Term) -> None:
    wanted = folding.tokens(term.words)
    if not wanted:
        if not term.negated:
            asked.add("0")
        return
    if term.where is Where.SOURCE:
        outlets, hosts = _sources(store, wanted, phrase=term.phrase)
        condition = f"(coalesce(a.outlet IN {_IN}, 0) OR coalesce(a.host IN {_IN}, 0))"
        asked.add(condition, json.dumps(outlets), json.dumps(hosts), negated=term.negated)
    elif term.where is Where.FEED:
        found = _feeds(feeds.bare(store), term, wanted)
        asked.add(_FROM_FEEDS, json.dumps(found), negated=term.negated)
    elif term.where is Where.TAG:
        key = " ".join(wanted)
        found = [each.key for each in feeds.bare(store) if key in map(folding.key, each.subscription.tags)]
        asked.add(_TAGGED, key, json.dumps(found), negated=term.negated)
    else:
        pieces = [" ".join(wanted)] if term.phrase else wanted
        holding = " AND ".join(["instr(' ' || folded || ' ', ?)"] * len(pieces))
        values = [f" {piece} " for piece in pieces]
        asked.add(_NAMED.format(holding, _OF[term.where]), *values, negated=term.negated)


def _sources(store: Store, wanted: list[str], *, phrase: bool) -> tuple[list[str], list[str]]:
    """The outlets, and the hosts, whose names hold these words."""
    rows = store.rows("SELECT DISTINCT outlet, host FROM articles")
    outlets, hosts = {row[0] for row in rows}, {row[1] for row in rows}
    return _holding(outlets, wanted, phrase=phrase), _holding(hosts, wanted, phrase=phrase)


def _holding(names: Iterable[object], wanted: list[str], *, phrase: bool) -> list[str]:
    return [name for name in names if isinstance(name, str) and folding.holds(folding.key(name), wanted, phrase=phrase)]


def _feeds(known: list[FeedState], term: Term, wanted: list[str]) -> list[int]:
    """The feeds of which a name holds these words; a phrase that is an address or a folder as a whole is just that."""
    exact: list[int] = []
    if term.phrase:
        address, key = addresses.feed_address(term.words), " ".join(wanted)
        exact = [each.key for each in known if address in feeds.addresses_of(each)]
        exact = exact or [each.key for each in known if key in _folders(each)]
    return exact or [each.key for each in known if _is_feed(each, wanted, phrase=term.phrase)]


def _folders(feed: FeedState) -> list[str]:
    """The folders that a feed lies in, each with those around it, as names are compared."""
    folder = feed.subscription.folder
    return [folding.key("/".join(folder[:depth])) for depth in range(1, len(folder) + 1)]


def _is_feed(feed: FeedState, wanted: list[str], *, phrase: bool) -> bool:
    chosen = feed.subscription
    names = (chosen.title or "", chosen.url, "/".join(chosen.folder))
    return any(folding.holds(folding.key(name), wanted, phrase=phrase) for name in names)


# ------------------------------------------------------------------ time


def _edge(edge: Edge) -> tuple[int, int]:
    """The boundary for what has a time, and for what has a day."""
    return clock.micros(edge.moment), clock.micros(datetime.combine(edge.day, time(), UTC))
