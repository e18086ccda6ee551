"""`newsreader` without a subcommand: the reader."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.cli.common import SOME_FAILED, WRONG_USAGE, Options, complain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsreader.errors import NewsreaderError
    from newsreader.services.desk import Desk
    from newsreader.services.inputs import Input
    from newsreader.settings import Settings


def run(options: Options, given: argparse.Namespace) -> int:
    """Open the reader, on the library or on just what is named."""
    with _piped("-" in given.paths) as piped:
        return _run(options, [name for name in given.paths if name != "-"], piped)


def _run(options: Options, names: Sequence[str], piped: Sequence[Input]) -> int:
    from newsreader.services.inputs import is_address

    problem = _why_no_screen()
    if problem:
        complain(problem)
        return WRONG_USAGE
    missing = [name for name in names if not (is_address(name) or Path(name).exists())]
    if names and len(missing) == len(names) and not piped:
        for name in missing:
            complain(f"{name}: there is no such file or folder (newsreader --help lists the subcommands)")
        return SOME_FAILED
    for name in ("COLUMNS", "LINES"):
        # The terminal knows its size better, and knows it again after each change.
        os.environ.pop(name, None)
    chosen, complaints = _settings(options)
    desk = _desk(options, chosen, visit=bool(names or piped))
    try:
        return _show(desk, chosen, options, names, piped, complaints)
    finally:
        desk.stop()


@contextlib.contextmanager
def _piped(wanted: bool) -> Iterator[Sequence[Input]]:
    """What standard input holds, read before the screen stands; the keys then come from the terminal itself.

    Raises UsageError where standard input is the terminal, and NewsreaderError where it cannot be read.
    """
    from newsreader.errors import UsageError
    from newsreader.services.inputs import Failed, piped

    if not wanted:
        yield ()
        return
    if sys.stdin.isatty():
        raise UsageError("- is standard input, and that is the terminal", mend="newsreader - < FILE")
    with piped() as found:
        if isinstance(found, Failed):
            raise found.error
        with contextlib.suppress(OSError):  # without a terminal the next look says so
            os.dup2(os.open("/dev/tty", os.O_RDWR | os.O_CLOEXEC), sys.stdin.fileno())
        yield (found,)


def _settings(options: Options) -> tuple[Settings, list[NewsreaderError]]:
    """The settings; those that cannot be read keep nobody from reading: it is said, and the defaults hold."""
    from newsreader import paths, settings
    from newsreader.errors import SettingsError

    try:
        return settings.load(paths.settings_file(options.config), must_exist=options.config is not None), []
    except SettingsError as error:
        return settings.Settings(), [error]


def _desk(options: Options, chosen: Settings, *, visit: bool) -> Desk:
    """The library and the workers; raises LibraryError where the library cannot be opened."""
    from newsreader import log, paths
    from newsreader.services.desk import Desk
    from newsreader.services.engine import Engine, default_workers
    from newsreader.services.shelf import Shelf

    log.log_to(paths.log_file())
    shelf = Shelf(paths.library_file(options.library), visit=visit)
    shelf.open()
    workers = min(chosen.workers or default_workers(), default_workers())
    return Desk(shelf, Engine(workers=workers, model=chosen.model, log=paths.log_file()), chosen)


def _show(
    desk: Desk,
    chosen: Settings,
    options: Options,
    names: Sequence[str],
    piped: Sequence[Input],
    complaints: Sequence[NewsreaderError],
) -> int:
    """Run the screen; its exit status."""
    from newsreader import paths

    later = piped if names or piped else desk.seed()
    first = desk.first()
    colours = not os.environ.get("NO_COLOR")  # asked now: Textual takes it out of the environment
    from newsreader.ui.app import NewsreaderApp

    app = NewsreaderApp(
        desk,
        chosen,
        first=first,
        names=names,
        later=later,
        complaints=complaints,
        settings_name=str(paths.settings_file(options.config)),
        colours=colours,
    )
    app.run(mouse=options.mouse and chosen.mouse)
    return app.return_code or 0


def _why_no_screen() -> str | None:
    """Why the reader cannot be shown here, in one line; None where it can."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return "the reader needs a terminal; `newsreader parse PATH` and `newsreader read PATH` write to a pipe or file"
    term = os.environ.get("TERM", "")
    if term in ("", "dumb", "unknown"):
        return f"this terminal (TERM={term!r}) cannot show the reader; `newsreader read PATH` prints plain text"
    return None
