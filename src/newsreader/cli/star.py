"""`newsreader star`: stars on articles, or off."""

from __future__ import annotations

import argparse

from newsreader.cli.common import Options
from newsreader.cli.mark import add_which, change


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this subcommand."""
    add_which(parser)
    parser.add_argument("--off", action="store_true", help="take the stars away")


def run(options: Options, given: argparse.Namespace) -> int:
    """Star what the search line finds, or the article of that id."""
    return change(options, given, lambda library, keys: library.set_starred(keys, not given.off))
