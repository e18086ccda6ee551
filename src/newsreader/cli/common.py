"""What the subcommands share: options, exit status, one line for each complaint."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsreader.ingest.raw import RawDocument
    from newsreader.settings import Settings

DONE = 0
SOME_FAILED = 1
WRONG_USAGE = 2
INTERRUPTED = 130

MOST_JOBS = 64
"""How many workers may be asked for."""


@dataclass(frozen=True, slots=True)
class Options:
    """What may be given to every subcommand."""

    library: Path | None
    """The library that was named."""

    config: Path | None
    """The settings that were named."""

    mouse: bool
    """Whether the mouse may be used."""


def complain(problem: object) -> None:
    """One line about a problem on standard error; what strangers wrote in it can do no harm there."""
    from newsreader.text.safe import one_line

    print(f"newsreader: {one_line(str(problem), 400)}", file=sys.stderr, flush=True)


def load_settings(options: Options) -> Settings:
    """The settings; a line on standard error for each that is wrong.

    Raises SettingsError where the file cannot be read at all.
    """
    from newsreader import paths, settings

    chosen = settings.load(paths.settings_file(options.config), must_exist=options.config is not None)
    for problem in chosen.complaints:
        complain(problem)
    return chosen


def worker_count(jobs: int | None, settings: Settings) -> int:
    """How many workers to use; raises UsageError where what was asked for makes no sense."""
    from newsreader.errors import UsageError
    from newsreader.services.engine import default_workers

    if jobs is not None and not 1 <= jobs <= MOST_JOBS:
        raise UsageError(f"--jobs is a number from 1 to {MOST_JOBS}")
    return jobs or settings.workers or default_workers()


def page_fetcher(settings: Settings) -> Callable[[str], RawDocument]:
    """What gets the page or feed at an address, as the settings say; raises NewsreaderError."""

    def fetch(url: str) -> RawDocument:
        from newsreader.services.subscribing import fetch_page  # here: the network costs what only addresses need

        return fetch_page(url, settings)

    return fetch


def say(text: str) -> None:
    """A line of results on standard output, in the encoding that is there."""
    try:
        print(text)
    except UnicodeEncodeError:
        encoding = sys.stdout.encoding or "ascii"
        print(text.encode(encoding, "replace").decode(encoding))
