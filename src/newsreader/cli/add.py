"""`newsreader add`: files and folders into the library."""

from __future__ import annotations

import argparse
import threading

from newsreader.cli.common import DONE, SOME_FAILED, Options, complain, load_settings, say

MOST_COMPLAINTS = 20
"""Inputs that are named when they could not be read; a folder of the wrong kind has thousands."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this subcommand."""
    parser.add_argument("inputs", nargs="+", metavar="PATH", help="files, and folders with all below them")


def run(options: Options, given: argparse.Namespace) -> int:
    """Take everything in, and say how much was new."""
    from newsreader import paths
    from newsreader.services.desk import Desk, TakenIn
    from newsreader.services.engine import Engine
    from newsreader.services.shelf import Shelf

    settings = load_settings(options)
    shelf = Shelf(paths.library_file(options.library))
    shelf.open()
    desk = Desk(shelf, Engine(log=paths.log_file(), model=settings.model), settings.model)
    finished = threading.Event()
    last = TakenIn(0, (), done=False)

    def tell(progress: TakenIn) -> None:
        nonlocal last
        last = progress
        if progress.done:
            finished.set()

    try:
        desk.take_in(given.inputs, tell)
        finished.wait()
    finally:
        desk.stop()
    for failure in last.failures[:MOST_COMPLAINTS]:
        complain(failure)
    if len(last.failures) > MOST_COMPLAINTS:
        complain(f"and {len(last.failures) - MOST_COMPLAINTS} more could not be read")
    say(f"{last.articles} new or changed articles")
    return SOME_FAILED if last.failures else DONE
