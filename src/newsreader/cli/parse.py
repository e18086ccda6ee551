"""`newsreader parse`: the parsed articles of files, folders and standard input, nothing stored."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsreader.cli.common import DONE, SOME_FAILED, Options, complain, load_settings, page_fetcher, worker_count
from newsreader.cli.corrections import load_corrections

if TYPE_CHECKING:
    from newsreader.services.correcting import Corrections
    from newsreader.services.parsing import Outcome

FORMATS = ("json", "jsonl", "yaml", "md")
INPUTS = ("auto", "text", "html", "markdown", "feed", "jsonl", "warc", "mail")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this subcommand."""
    parser.add_argument(
        "inputs",
        nargs="+",
        metavar="PATH|URL|-",
        help="files, archives, folders with all below them; an address, fetched once; - for standard input",
    )
    parser.add_argument("--format", choices=FORMATS, help="default: json for one article, jsonl for many")
    parser.add_argument(
        "--input", choices=INPUTS, default="auto", help="what the inputs are; auto: each by its content"
    )
    parser.add_argument(
        "--only", choices=("blocks", "all"), default="all", help="blocks: the structure alone, no model loaded"
    )
    parser.add_argument("--jobs", type=int, default=None, metavar="N", help="worker processes")


def run(options: Options, given: argparse.Namespace) -> int:
    """Print each article as soon as it and those before it are ready."""
    from newsreader import paths
    from newsreader.ingest.raw import Format
    from newsreader.services.engine import Engine
    from newsreader.services.parsing import Failed, find_inputs, parse

    settings = load_settings(options)
    workers = worker_count(given.jobs, settings)
    engine = Engine(workers=workers, model=settings.model, log=paths.log_file())
    forced = None if given.input == "auto" else Format(given.input)
    status = DONE
    try:
        inputs = find_inputs(given.inputs, forced=forced, fetch=page_fetcher(settings))
        outcomes = parse(inputs, engine, forced=forced, only_blocks=given.only == "blocks", workers=workers)
        for outcome in _printed(outcomes, given.format, load_corrections(options)):
            if isinstance(outcome, Failed):
                complain(outcome.error)
                status = SOME_FAILED
    finally:
        engine.stop()
    return status


def _printed(outcomes: Iterator[Outcome], chosen: str | None, corrections: Corrections) -> Iterator[Outcome]:
    """Print the outcomes as they come, as the person put them right, and hand them on."""
    first = next(outcomes, None)
    if first is None:
        return
    second = next(outcomes, None) if chosen is None else None
    form = chosen or ("json" if second is None else "jsonl")
    for outcome in [first, *([second] if second is not None else [])]:
        _write(outcome, form, corrections)
        yield outcome
    for outcome in outcomes:
        _write(outcome, form, corrections)
        yield outcome


def _write(outcome: Outcome, form: str, corrections: Corrections) -> None:
    from newsreader.export.corrected import to_form
    from newsreader.services.parsing import Failed
    from newsreader.services.wording import tell
    from newsreader.text.safe import one_line

    if isinstance(outcome, Failed):
        if form in ("json", "jsonl"):
            text = json.dumps({"id": outcome.id, "error": one_line(str(outcome.error), 400)}, ensure_ascii=False) + "\n"
        else:
            return
    else:
        corrected = corrections.corrected(outcome)
        text = to_form(corrected, form, tell(corrected))
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()
