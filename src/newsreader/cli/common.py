"""What the subcommands share: options, exit status, one line for each complaint."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsreader.settings import Settings

DONE = 0
SOME_FAILED = 1
WRONG_USAGE = 2
INTERRUPTED = 130


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


def say(text: str) -> None:
    """A line of results on standard output, in the encoding that is there."""
    try:
        print(text)
    except UnicodeEncodeError:
        encoding = sys.stdout.encoding or "ascii"
        print(text.encode(encoding, "replace").decode(encoding))
