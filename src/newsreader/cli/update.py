"""`newsreader update`: what is new in the feeds, into the library."""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys
from collections.abc import Callable, Coroutine, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING, Any

from newsreader.cli.common import DONE, INTERRUPTED, SOME_FAILED, Options, complain, load_settings, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsreader.library import Library
    from newsreader.services.updating import FeedFault, Updated, Wish

ENDED = 128 + signal.SIGTERM
"""The exit status of one that was told to end."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this subcommand."""
    parser.add_argument("feeds", nargs="*", metavar="FEED", help="number, address or part of the title; default: all")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--due", action="store_true", help="only feeds whose time has come: for cron")
    which.add_argument("--force", action="store_true", help="also feeds that wait since they failed")
    parser.add_argument("--all", action="store_true", help="also feeds that their servers said are gone")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="worker processes that read feeds")


def run(options: Options, given: argparse.Namespace) -> int:
    """Update the feeds; a line for each that failed, and one about all."""
    from newsreader import paths
    from newsreader.errors import UsageError
    from newsreader.services.claims import LIBRARY_SECONDS
    from newsreader.services.engine import Engine
    from newsreader.services.shelf import Shelf
    from newsreader.services.updating import update

    if not 1 <= given.jobs <= 64:
        raise UsageError("--jobs is a number from 1 to 64")
    settings = load_settings(options)
    shelf = Shelf(paths.library_file(options.library), wait=LIBRARY_SECONDS)
    shelf.open()
    engine = Engine(workers=given.jobs, model=settings.model, log=paths.log_file())
    try:
        keys, unknown = shelf.submit(lambda library: _chosen(library, given.feeds)).result()
        for name in unknown:
            complain(f"{name}: no such feed (newsreader feeds lists them)")
        with _progress() as show:
            updated = _run_until_ended(update(shelf, engine, settings, keys=keys, wish=_wish(given), tell=show))
    except (KeyboardInterrupt, asyncio.CancelledError) as stop:
        complain("stopped; what came in before is kept")
        return INTERRUPTED if isinstance(stop, KeyboardInterrupt) else ENDED
    finally:
        engine.stop()
        shelf.close()
    for fault in updated.faults:
        complain(_told(fault))
    if not updated.total and not updated.waiting and not given.feeds and not given.due:
        complain("no feed is followed yet (newsreader add URL)")
    say(_summary(updated))
    return SOME_FAILED if updated.faults or unknown else DONE


def _run_until_ended(work: Coroutine[Any, Any, Updated]) -> Updated:
    """Do it; SIGTERM ends it as the keyboard does, with time to give back what it holds."""

    async def stoppable() -> Updated:
        task = asyncio.current_task()
        if task is not None:
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
        return await work

    return asyncio.run(stoppable())


def _wish(given: argparse.Namespace) -> Wish:
    from newsreader.services.updating import Wish

    if given.due:
        return Wish.DUE
    if given.force:
        return Wish.ALL if given.all else Wish.FAILING
    return Wish.GONE if given.all else Wish.READY


def _chosen(library: Library, names: Sequence[str]) -> tuple[list[int] | None, list[str]]:
    """The numbers of the feeds that are named, None where none is; and the names of none."""
    if not names:
        return None, []
    keys: list[int] = []
    unknown = []
    for name in names:
        found = [feed.key for feed in library.find_feeds(name)]
        keys += found
        if not found:
            unknown.append(name)
    return keys, unknown


def _told(fault: FeedFault) -> str:
    since = fault.since.astimezone().strftime("%Y-%m-%d %H:%M")
    name = fault.url if fault.title == fault.url else f"{fault.title} <{fault.url}>"
    return f"{name}: {fault.cause}, since {since}"


def _summary(updated: Updated) -> str:
    feeds = f"{updated.total} feed{'' if updated.total == 1 else 's'}"
    articles = f"{updated.new} new article{'' if updated.new == 1 else 's'}"
    elsewhere = f", {updated.elsewhere} left to another update" if updated.elsewhere else ""
    waiting = f", {updated.waiting} waiting (--force asks them)" if updated.waiting else ""
    return f"{feeds}, {articles}, {updated.changed} changed, {len(updated.faults)} failing{elsewhere}{waiting}"


def _progress() -> AbstractContextManager[Callable[[Updated], None]]:
    """Something that shows how far it is, where somebody looks."""
    return _bar() if sys.stderr.isatty() else nullcontext(lambda _: None)


@contextmanager
def _bar() -> Iterator[Callable[[Updated], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("feeds"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[new]} new articles"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None, new=0)

        def show(updated: Updated) -> None:
            progress.update(task, total=updated.total, completed=updated.done, new=updated.new)

        yield show
