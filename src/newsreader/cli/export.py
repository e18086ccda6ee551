"""`newsreader export`: the feeds as a list for another reader, or the articles whole."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsreader.cli.common import DONE, Options, load_settings
from newsreader.cli.corrections import load_corrections
from newsreader.cli.list import add_line, read_line

if TYPE_CHECKING:
    from newsreader.library import Library
    from newsreader.model.query import Query
    from newsreader.services.correcting import Corrections

FORMATS = ("jsonl", "json", "yaml", "md")

PORTION = 200
"""Articles that are asked for at once."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this subcommand."""
    parser.add_argument(
        "what",
        choices=("opml", "urls", "articles"),
        help="opml: the feeds as OPML; urls: as newsboat's urls file; articles: each with all that is known of it",
    )
    add_line(parser)
    parser.add_argument("--format", choices=FORMATS, default="jsonl", help="of the articles; default: jsonl")


def run(options: Options, given: argparse.Namespace) -> int:
    """Write it to standard output."""
    from newsreader import paths
    from newsreader.errors import UsageError
    from newsreader.library import Library

    if given.what != "articles" and given.line:
        raise UsageError(f"a search line is for articles; export {given.what} gives all feeds")
    load_settings(options)
    library = Library.open(paths.library_file(options.library))
    try:
        if given.what == "articles":
            _write_articles(library, load_corrections(options), read_line(given.line), given.format)
        else:
            _write(_list(library, given.what))
    finally:
        library.close()
    return DONE


def _list(library: Library, what: str) -> str:
    from dataclasses import replace

    from newsreader.ingest.feed_list import SavedSearch
    from newsreader.ingest.fetch_addresses import without_user
    from newsreader.ingest.opml import write_opml
    from newsreader.ingest.urls_file import write_urls

    chosen = (state.subscription for state in library.feeds())
    feeds = [replace(feed, url=without_user(feed.url)) for feed in chosen]  # a list is given to others
    if what == "opml":
        return write_opml(feeds)
    return write_urls(feeds, [SavedSearch(name, line) for name, line in library.searches()])


def _write_articles(library: Library, corrections: Corrections, query: Query, form: str) -> None:
    """Each article as the person put it right, one after the other: a library may hold more than memory does."""
    from newsreader.export.corrected import to_form
    from newsreader.services.wording import tell

    written = 0
    for key in _keys(library, query):
        article = library.article(key)
        if article is None:
            continue
        corrected = corrections.corrected(article)
        text = to_form(corrected, form, tell(corrected))
        if form == "json":
            text = ("[\n" if not written else ",\n") + json.dumps(json.loads(text), ensure_ascii=False, indent=2)
        _write(text)
        written += 1
    if form == "json":
        _write("\n]\n" if written else "[]\n")


def _keys(library: Library, query: Query) -> Iterator[int]:
    """The articles that are found, newest first, a portion at a time."""
    keys, place = library.page(query, None, PORTION)
    yield from keys
    while place is not None:
        keys, place = library.page(query, place, PORTION)
        yield from keys


def _write(text: str) -> None:
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
