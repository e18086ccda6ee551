"""`newsreader mark`, `star` and `tag`: the same changes that the reader makes, and it can undo them."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from newsreader.cli.common import DONE, Options, say
from newsreader.cli.list import add_line, read_line, tell_of_gaps

if TYPE_CHECKING:
    from newsreader.library import Change, Library


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `mark`."""
    parser.add_argument("state", choices=("read", "unread"), help="what to mark the articles as")
    add_which(parser)


def add_which(parser: argparse.ArgumentParser) -> None:
    """Which articles: a search line, or all."""
    add_line(parser)
    parser.add_argument("--all", action="store_true", help="all articles, where no search line is given")


def run(options: Options, given: argparse.Namespace) -> int:
    """Mark what the search line finds, or the article of that id."""
    return change(options, given, lambda library, keys: library.set_read(keys, given.state == "read"))


def change(options: Options, given: argparse.Namespace, make: Callable[[Library, Sequence[int]], Change]) -> int:
    """Make a change of the articles that are asked for, and say what changed; the reader's undo takes it back.

    Raises UsageError where the command line says neither which articles nor `--all`.
    """
    from newsreader import paths
    from newsreader.errors import UsageError
    from newsreader.library import Library
    from newsreader.services import undoing

    library = Library.open(paths.library_file(options.library))
    try:
        keys: Sequence[int] = library.find_id(given.line[0]) if len(given.line) == 1 else []
        if not keys:
            query = read_line(given.line)
            if query.is_empty() and not given.all:
                raise UsageError("say which articles: a search line, an article's id, or --all")
            keys = library.search(query)
            tell_of_gaps(library, query)
        done = make(library, keys)
        if done.action:
            undoing.note_mark(library)
    finally:
        library.close()
    say(done.what)
    return DONE
