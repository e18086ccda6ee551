"""`newsreader import`: what other programs kept, into the library."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.cli.common import DONE, Options, complain, load_settings, say

if TYPE_CHECKING:
    from newsreader.library import Library
    from newsreader.services.engine import Engine


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this subcommand."""
    parser.add_argument(
        "what",
        choices=("newsboat", "opml"),
        help="newsboat: its feeds, searches, articles, read marks and flags; opml: the feeds of a list",
    )
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="the list; also newsboat's urls file")
    parser.add_argument("--urls", type=Path, metavar="FILE", help="newsboat's urls file, where it lies elsewhere")
    parser.add_argument("--cache", type=Path, metavar="FILE", help="newsboat's cache.db, where it lies elsewhere")


def run(options: Options, given: argparse.Namespace) -> int:
    """Take it in, and say how much was new and what was left out."""
    from newsreader import paths
    from newsreader.errors import UsageError
    from newsreader.library import Library
    from newsreader.services.claims import LIBRARY_SECONDS
    from newsreader.services.engine import Engine

    if given.what == "opml" and (given.file is None or given.urls or given.cache):
        raise UsageError("import opml takes one file: newsreader import opml FILE")
    if given.what == "newsboat" and given.file is not None:
        raise UsageError("newsboat's files are named with --urls and --cache")
    settings = load_settings(options)
    library = Library.open(paths.library_file(options.library), wait=LIBRARY_SECONDS)
    try:
        if given.what == "opml":
            return _import_list(library, given.file)
        engine = Engine(model=settings.model, log=paths.log_file())
        try:
            return _import_newsboat(library, engine, given)
        finally:
            engine.stop()
    finally:
        library.close()


def _import_list(library: Library, path: Path) -> int:
    from newsreader.services.lists import load_list

    found = load_list(path)
    made = library.subscribe(found.feeds)
    for search in found.searches:
        library.save_search(search.name, search.line, replace=False)
    for sentence in found.left_out:
        complain(f"{path}: {sentence}")
    say(f"{_number(len({one.key for one in made}), 'feed')}, {len({one.key for one in made if one.new}):,} new")
    return DONE


def _import_newsboat(library: Library, engine: Engine, given: argparse.Namespace) -> int:
    from newsreader.services.newsboat import Places, find_places, take_over

    named = Places(given.urls, given.cache)
    made = take_over(library, engine, named if given.urls or given.cache else find_places(), _tell)
    _tell(None, 0)
    for sentence in made.left_out:
        complain(sentence)
    say(f"{_number(made.feeds, 'feed')}, {made.new_feeds:,} new; {_number(made.searches, 'search')}")
    say(f"{_number(made.articles, 'article')}, {made.new_articles:,} new; {made.read:,} marked read,"
        f" {made.flagged:,} tagged as flagged")  # fmt: skip
    return DONE


def _number(count: int, what: str) -> str:
    plural = "searches" if what == "search" else f"{what}s"
    return f"{count:,} {what if count == 1 else plural}"


def _tell(done: int | None, total: int) -> None:
    """How far it is, on a line that is written over; nothing where nobody looks on."""
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K" if done is None else f"\r{done:,} of {total:,} articles")
        sys.stderr.flush()
