"""`newsreader list`: the articles of the library."""

from __future__ import annotations

import argparse
import csv
import io
import json
from typing import TYPE_CHECKING, Any

from newsreader.cli.common import DONE, Options, load_settings, say
from newsreader.cli.corrections import load_corrections

if TYPE_CHECKING:
    from newsreader.library import Library
    from newsreader.model.reading import ArticleHeader
    from newsreader.services.correcting import Corrections

FORMATS = ("table", "json", "jsonl", "csv", "yaml")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this subcommand."""
    parser.add_argument("--format", choices=FORMATS, default="table", help="default: table")


def run(options: Options, given: argparse.Namespace) -> int:
    """Print a row for each article, newest first."""
    from newsreader import paths
    from newsreader.library import Library

    load_settings(options)
    library = Library.open(paths.library_file(options.library))
    try:
        corrections = load_corrections(options)
        rows = [_row(library, corrections, header) for header in library.headers(library.order())]
    finally:
        library.close()
    text = _WRITERS[given.format](rows)
    if text:
        say(text)
    return DONE


def _row(library: Library, corrections: Corrections, header: ArticleHeader) -> dict[str, Any]:
    raw = library.article(header.key)
    parsed = corrections.corrected(raw).parsed if raw else None
    names = [actor.name for actor in parsed.actors if actor.salience > 0][:5] if parsed else []
    return {
        "article": parsed.document.id if parsed else None,
        "title": header.title,
        "outlet": header.outlet,
        "published": header.published.iso() if header.published else None,
        "received": header.received.isoformat(),
        "unread": not header.read,
        "starred": header.starred,
        "tags": [],
        "actors": names,
        "snippet": None,
    }


def _table(rows: list[dict[str, Any]]) -> str:
    lines = []
    for row in rows:
        flags = ("N" if row["unread"] else " ") + ("*" if row["starred"] else " ")
        date = (row["published"] or "")[:10]
        lines.append(f"{flags} {date:10}  {row['outlet'] or '':24.24}  {row['title']}".rstrip())
    return "\n".join(lines)


def _csv(rows: list[dict[str, Any]]) -> str:
    out = io.StringIO()
    if rows:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(rows[0])
        writer.writerows([_cell(value) for value in row.values()] for row in rows)
    return out.getvalue().rstrip("\n")


def _cell(value: Any) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = "; ".join(value) if isinstance(value, list) else "" if value is None else str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _yaml(rows: list[dict[str, Any]]) -> str:
    import yaml

    return str(yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, width=100)).rstrip("\n")


_WRITERS = {
    "table": _table,
    "json": lambda rows: json.dumps(rows, ensure_ascii=False, indent=2),
    "jsonl": lambda rows: "\n".join(json.dumps(row, ensure_ascii=False) for row in rows),
    "csv": _csv,
    "yaml": _yaml,
}
