"""`newsreader add`: files, folders, archives, feeds and lists of feeds into the library."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.cli.common import DONE, INTERRUPTED, SOME_FAILED, Options, complain, load_settings, say
from newsreader.text.counting import counted

if TYPE_CHECKING:
    from newsreader.errors import NewsreaderError
    from newsreader.library import Library
    from newsreader.services.engine import Engine
    from newsreader.services.importing import Progress
    from newsreader.services.shelf import Shelf
    from newsreader.services.subscribing import Added
    from newsreader.settings import Settings

MOST_COMPLAINTS = 20
"""Inputs that are named when they could not be read; a folder of the wrong kind has thousands."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this subcommand."""
    what = "files, archives, folders with all below them; addresses of feeds and pages; lists of feeds"
    parser.add_argument("inputs", nargs="+", metavar="PATH|URL|FILE.opml", help=what)
    parser.add_argument("--jobs", type=int, default=None, metavar="N", help="worker processes")


def run(options: Options, given: argparse.Namespace) -> int:
    """Take everything in, and say how much was new."""
    from newsreader import paths
    from newsreader.cli.common import worker_count
    from newsreader.services.claims import LIBRARY_SECONDS
    from newsreader.services.engine import Engine
    from newsreader.services.shelf import Shelf

    settings = load_settings(options)
    workers = worker_count(given.jobs, settings)
    feeds, files = _sorted_out(given.inputs)
    shelf = Shelf(paths.library_file(options.library), wait=LIBRARY_SECONDS)
    shelf.open()
    engine = Engine(workers=workers, log=paths.log_file(), model=settings.model)
    try:
        failed = bool(feeds) and _subscribe(feeds, shelf, engine, settings)
        failed |= bool(files) and _import(files, shelf, engine, workers)
    except _StoppedError:
        return INTERRUPTED
    finally:
        engine.stop()
        shelf.close()
    return SOME_FAILED if failed else DONE


class _StoppedError(Exception):
    """The person stopped it, and was told what there is."""


def _sorted_out(names: Sequence[str]) -> tuple[list[str], list[str]]:
    """The names that feeds stand behind, and those of articles."""
    feeds: list[str] = []
    files: list[str] = []
    for name in names:
        (feeds if _leads_to_feeds(name) else files).append(name)
    return feeds, files


def _leads_to_feeds(name: str) -> bool:
    if "://" not in name and not Path(name).is_file():
        return False
    from newsreader.services import subscribing

    return subscribing.is_address(name) or subscribing.is_list(Path(name))


# ------------------------------------------------------------------ feeds


def _subscribe(names: Sequence[str], shelf: Shelf, engine: Engine, settings: Settings) -> bool:
    """Follow feeds; whether some could not be."""
    from newsreader.services import subscribing

    try:
        added = subscribing.add(shelf, engine, settings, names)
    except KeyboardInterrupt:
        complain("stopped; what was taken in before is kept")
        raise _StoppedError from None
    shelf.submit(lambda library: _keep_searches(library, added)).result()
    for note in added.notes:
        complain(note)
    _complain_of(added.failures, len(added.failures))
    say(_feeds_line(added))
    return bool(added.failures)


def _keep_searches(library: Library, added: Added) -> None:
    """Keep the searches of lists; one that the person has of that name stays as it is."""
    for search in added.searches:
        library.save_search(search.name, search.line, replace=False)


def _feeds_line(added: Added) -> str:
    known = f", {added.known:,} known already" if added.known else ""
    feeds = f"{counted(added.feeds, 'new feed')}{known}"
    return f"{feeds}, {counted(added.articles, 'new article')}" if added.articles else feeds


# ------------------------------------------------------------------ articles


def _import(names: Sequence[str], shelf: Shelf, engine: Engine, workers: int) -> bool:
    """Store articles; whether some could not be read."""
    from newsreader.services.importing import Progress, ShelfKeeper, take_in
    from newsreader.services.inputs import find_inputs, measure

    last = Progress()

    def note(progress: Progress) -> None:
        nonlocal last
        last = progress
        tell(progress)

    with _bar(lambda: measure(names)) as tell:
        try:
            take_in(find_inputs(names, absolute=True), engine, ShelfKeeper(shelf), note, workers=workers)
        except KeyboardInterrupt:
            stopped = True
        else:
            stopped = False
    _complain_of(last.failures[:MOST_COMPLAINTS], last.failed)
    if stopped:
        stored = counted(last.stored, "new or changed article")
        complain(f"stopped with {stored} in the library; the same command goes on there")
        raise _StoppedError
    if last.resumed:
        complain("went on where an earlier run was stopped")
    say(counted(last.stored, "new or changed article"))
    return last.failed > 0


@contextmanager
def _bar(measured: Callable[[], int]) -> Iterator[Callable[[Progress], None]]:
    """What shows progress on standard error, where that is a terminal: how far, how fast, how long still."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[articles]:,} articles, {task.fields[rate]:,.0f}/s"),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=measured() or None, articles=0, rate=0.0)
        began = time.monotonic()

        def tell(progress: Progress) -> None:
            rate = progress.read / max(time.monotonic() - began, 0.001)
            bar.update(task, completed=progress.bytes, articles=progress.read, rate=rate)

        yield tell


def _complain_of(failures: Sequence[NewsreaderError], count: int) -> None:
    for failure in failures[:MOST_COMPLAINTS]:
        complain(failure)
    if count > MOST_COMPLAINTS:
        complain(f"and {count - MOST_COMPLAINTS} more could not be read")
