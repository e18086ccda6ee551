"""`newsreader feeds`: the feeds of the library with how they fare, or those of a list."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsreader.cli.common import DONE, Options, complain, load_settings, say
from newsreader.cli.rows import FORMATS, write_rows
from newsreader.ingest.fetch_addresses import shown_url, without_user

if TYPE_CHECKING:
    from newsreader.model.feeds import FeedState, Subscription


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this subcommand."""
    parser.add_argument(
        "list", nargs="?", type=Path, metavar="FILE", help="a list in OPML or newsboat's form, instead of the library"
    )
    parser.add_argument("--format", choices=("table", *FORMATS), default="table", help="default: table")


def run(options: Options, given: argparse.Namespace) -> int:
    """Print a row for each feed; what of a list was left out is said on standard error."""
    if given.list is not None:
        return _show_list(given.list, given.format)
    from newsreader import paths
    from newsreader.library import Library

    load_settings(options)
    library = Library.open(paths.library_file(options.library))
    try:
        states = library.feeds()
    finally:
        library.close()
    if given.format == "table":
        for state in states:
            for line in _lines(state):
                say(line)
    else:
        write_rows(map(_state_row, states), given.format)
    return DONE


def _show_list(path: Path, form: str) -> int:
    from newsreader.services.lists import load_list

    found = load_list(path)
    if form == "table":
        for feed in found.feeds:
            say("  ".join([shown_url(feed.url), *_name(feed)]))
    else:
        write_rows(map(_row, found.feeds), form)
    for sentence in found.left_out:
        complain(f"{path}: {sentence}")
    return DONE


def _row(feed: Subscription) -> dict[str, Any]:
    return {
        "url": without_user(feed.url),
        "title": feed.title,
        "folder": "/".join(feed.folder) or None,
        "tags": list(feed.tags),
        "site": feed.site,
    }


def _state_row(state: FeedState) -> dict[str, Any]:
    return {
        "feed": state.key,
        **_row(state.subscription),
        "full_text": state.subscription.full_text,
        "articles": state.articles,
        "unread": state.unread,
        "checked": _iso(state.checked),
        "arrived": _iso(state.arrived),
        "due": _iso(state.due),
        "fault": state.fault,
        "failing_since": _iso(state.failing_since),
        "failures": state.failures,
        "gone": state.gone,
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _lines(state: FeedState) -> Iterator[str]:
    """A feed of the library, and what is wrong with it."""
    feed = state.subscription
    url = shown_url(feed.url)
    counts = f"{state.unread:,}/{state.articles:,}"
    yield "  ".join([f"{state.key:>4}", f"{counts:>11}", *(_name(feed) or [url])])
    indent = " " * 19
    if state.gone:
        yield f"{indent}gone for good: {url}"
    elif state.fault:
        since = f"since {_shown(state.failing_since)}" if state.failing_since else "now"
        yield f"{indent}failing {since}: {state.fault} ({url})"
    elif state.checked is None:
        yield f"{indent}never fetched: {url}"


def _name(feed: Subscription) -> list[str]:
    """Title, folder and tags, as far as there are any."""
    folder = f"[{'/'.join(feed.folder)}]" if feed.folder else ""
    tags = " ".join(f"#{tag}" for tag in feed.tags)
    return [part for part in (feed.title or "", folder, tags) if part]


def _shown(moment: datetime) -> str:
    """The moment in the zone of the reader."""
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"
