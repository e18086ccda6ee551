"""`newsreader` without a subcommand: the reader."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from newsreader.cli.common import SOME_FAILED, WRONG_USAGE, Options, complain


def run(options: Options, given: argparse.Namespace) -> int:
    """Open the reader, on the library or on just what is named."""
    problem = _why_no_screen()
    if problem:
        complain(problem)
        return WRONG_USAGE
    missing = [name for name in given.paths if not Path(name).exists()]
    if given.paths and len(missing) == len(given.paths):
        for name in missing:
            complain(f"{name}: there is no such file or folder (newsreader --help lists the subcommands)")
        return SOME_FAILED
    for name in ("COLUMNS", "LINES"):
        # The terminal knows its size better, and knows it again after each change.
        os.environ.pop(name, None)
    from newsreader import log, paths, settings
    from newsreader.errors import NewsreaderError, SettingsError
    from newsreader.model.reading import Reading
    from newsreader.services.desk import Desk, open_article, read_listing
    from newsreader.services.engine import Engine, default_workers
    from newsreader.services.shelf import Shelf

    complaints: list[NewsreaderError] = []
    settings_file = paths.settings_file(options.config)
    try:
        chosen = settings.load(settings_file, must_exist=options.config is not None)
    except SettingsError as error:
        # A settings file that cannot be read keeps nobody from reading: it is said, and the defaults hold.
        chosen = settings.Settings()
        complaints.append(error)
    log.log_to(paths.log_file())
    shelf = Shelf(paths.library_file(options.library), visit=bool(given.paths))
    shelf.open()
    workers = min(chosen.workers or default_workers(), default_workers())
    desk = Desk(shelf, Engine(workers=workers, model=chosen.model, log=paths.log_file()), chosen.model)
    try:
        later = () if given.paths else desk.seed()
        listing = shelf.submit(read_listing).result()
        first: tuple[Reading, int] = (Reading(), 0)
        if len(listing.keys):
            key, name = listing.keys[0], desk.engine_name
            first = shelf.submit(lambda library: open_article(library, key, name)).result()
        colours = not os.environ.get("NO_COLOR")  # asked now: Textual takes it out of the environment
        from newsreader.ui.app import NewsreaderApp

        app = NewsreaderApp(
            desk,
            chosen,
            first=(listing, *first),
            names=given.paths,
            later=later,
            complaints=complaints,
            settings_name=str(settings_file),
            colours=colours,
        )
        app.run(mouse=options.mouse and chosen.mouse)
        return app.return_code or 0
    finally:
        desk.stop()


def _why_no_screen() -> str | None:
    """Why the reader cannot be shown here, in one line; None where it can."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return "the reader needs a terminal; `newsreader parse PATH` and `newsreader read PATH` write to a pipe or file"
    term = os.environ.get("TERM", "")
    if term in ("", "dumb", "unknown"):
        return f"this terminal (TERM={term!r}) cannot show the reader; `newsreader read PATH` prints plain text"
    return None
