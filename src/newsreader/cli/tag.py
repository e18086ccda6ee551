"""`newsreader tag`: tags on articles, or off."""

from __future__ import annotations

import argparse

from newsreader.cli.common import Options
from newsreader.cli.mark import add_which, change


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this subcommand."""
    parser.add_argument("name", metavar="NAME", help="the tag")
    add_which(parser)
    parser.add_argument("--off", action="store_true", help="take the tag off")


def run(options: Options, given: argparse.Namespace) -> int:
    """Tag what the search line finds, or the article of that id."""
    return change(options, given, lambda library, keys: library.set_tag(keys, given.name, not given.off))
