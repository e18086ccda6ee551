"""`newsreader list` and `newsreader search`: the articles of the library that a search line asks for.

The rows are read and written some at a time, so that a long library needs no more memory than a short one.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from newsreader.cli.common import DONE, Options, complain, load_settings, say
from newsreader.cli.corrections import load_corrections
from newsreader.cli.rows import FORMATS, write_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsreader.library import Library
    from newsreader.model.query import Query
    from newsreader.services.correcting import Corrections

PAGE = 500
"""Articles that are read at once."""

MOST_NAMES = 5
"""Names of actors in a row."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this subcommand."""
    add_line(parser)
    parser.add_argument("--limit", type=int, metavar="N", help="at most N articles, the newest")
    parser.add_argument("--format", choices=("table", *FORMATS, "md"), default="table", help="default: table")


def add_line(parser: argparse.ArgumentParser) -> None:
    """The search line, which each subcommand that asks the library takes."""
    parser.add_argument(
        "line",
        nargs="*",
        metavar="SEARCH LINE",
        help='words, "a phrase", -word, by: about: actor: source: feed: tag: is: has: after: before:',
    )


def run(options: Options, given: argparse.Namespace) -> int:
    """Print a row for each article, newest first."""
    from newsreader import paths
    from newsreader.errors import UsageError
    from newsreader.library import Library

    if given.limit is not None and given.limit < 0:
        raise UsageError("--limit is a number from 0 up")
    query = read_line(given.line)
    load_settings(options)
    library = Library.open(paths.library_file(options.library))
    try:
        _write(_rows(library, load_corrections(options), query, given.limit), given.format)
        tell_of_gaps(library, query)
    finally:
        library.close()
    return DONE


def read_line(words: Sequence[str]) -> Query:
    """The query of the words of a command line.

    A field's words that the shell took out of their quotation marks are put back into them.
    """
    from datetime import UTC, datetime

    from newsreader.services.searching import FIELDS, parse_query

    def quoted(word: str) -> str:
        name, colon, value = word.partition(":")
        if colon and name.lstrip("-") in FIELDS and " " in value and '"' not in value and ":" not in value:
            return f'{name}:"{value}"'
        return word

    line = " ".join(words if len(words) < 2 else map(quoted, words))
    return parse_query(line, datetime.now(UTC))


def tell_of_gaps(library: Library, query: Query) -> None:
    """Say how many articles could not be found since they are not analysed, where names are asked for."""
    if query.asks_for_names() and (left := library.unanalysed()):
        total = library.count()[0]
        complain(f"{left:,} of {total:,} articles are not analysed yet, and not found by names (the reader does that)")


def _rows(library: Library, corrections: Corrections, query: Query, limit: int | None) -> Iterator[dict[str, Any]]:
    """The rows, page by page."""
    noted = {(each.article.source, each.article.id) for each in corrections.notes}
    after, left = None, limit
    while left is None or left > 0:
        keys, after = library.page(query, after, PAGE if left is None else min(PAGE, left))
        yield from _page(library, corrections, query, keys, noted)
        if after is None:
            return
        left = None if left is None else left - len(keys)


def _page(
    library: Library, corrections: Corrections, query: Query, keys: Sequence[int], noted: set[tuple[str, str]]
) -> Iterator[dict[str, Any]]:
    named, actors = library.identities(keys), library.chief_names(keys)
    snippets = library.snippets(query, keys)
    for header in library.headers(keys):
        name = named.get(header.key)
        names = actors.get(header.key, [])
        snippet = snippets.get(header.key)
        yield {
            "article": name[1] if name else None,
            "title": header.title,
            "outlet": header.outlet,
            "published": header.published.iso() if header.published else None,
            "received": header.received.isoformat(),
            "unread": not header.read,
            "starred": header.starred,
            "tags": list(header.tags),
            "actors": _corrected_names(library, corrections, header.key) if name in noted else names,
            "snippet": snippet.text if snippet else None,
        }


def _corrected_names(library: Library, corrections: Corrections, key: int) -> list[str]:
    """The names of the chief actors of an article as the person put it right."""
    raw = library.article(key)
    parsed = corrections.corrected(raw).parsed if raw else None
    return [actor.name for actor in parsed.actors if actor.salience > 0][:MOST_NAMES] if parsed else []


def _write(rows: Iterator[dict[str, Any]], form: str) -> None:
    if form not in ("table", "md"):
        write_rows(rows, form)
        return
    for row in rows:
        say(_table_lines(row) if form == "table" else _markdown_lines(row))


def _table_lines(row: dict[str, Any]) -> str:
    """Marks, day, id, outlet and title; what was found stands under them."""
    from newsreader.text.safe import one_line

    flags = ("N" if row["unread"] else " ") + ("*" if row["starred"] else " ")
    date = (row["published"] or "")[:10]
    line = f"{flags} {date:10}  {one_line(row['article'] or ''):16}  {row['outlet'] or '':20.20}  {row['title']}"
    return f"{line.rstrip()}\n    {row['snippet']}" if row["snippet"] else line.rstrip()


def _markdown_lines(row: dict[str, Any]) -> str:
    """One item of a list."""
    where = ", ".join(each for each in (row["outlet"], (row["published"] or "")[:10]) if each)
    line = f"- **{_escaped(row['title'])}**{f' ({_escaped(where)})' if where else ''} `{row['article'] or ''}`"
    return f"{line}  \n  {_escaped(row['snippet'])}" if row["snippet"] else line


def _escaped(text: str) -> str:
    """Words in which no sign means anything in Markdown."""
    return "".join(f"\\{each}" if each in "\\`*_[]<>#|!" else each for each in text)
