"""`newsreader read`: one article and its panels as plain text, for pipes and screen readers."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.cli.common import DONE, SOME_FAILED, Options, complain, load_settings, page_fetcher, say
from newsreader.cli.corrections import load_corrections

if TYPE_CHECKING:
    from newsreader.model.article import ParsedArticle
    from newsreader.services.correcting import Corrections
    from newsreader.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this subcommand."""
    parser.add_argument(
        "article",
        metavar="PATH|URL|ID",
        help="a file, an address, - for standard input, or the id of an article of the library",
    )


def run(options: Options, given: argparse.Namespace) -> int:
    """Print the article."""
    from newsreader.services.inputs import is_address

    settings = load_settings(options)
    if given.article == "-" or is_address(given.article) or Path(given.article).exists():
        return _read_file(given.article, settings, load_corrections(options))
    return _read_stored(options, given.article, settings)


def _print(article: ParsedArticle, corrections: Corrections) -> None:
    from newsreader.export.corrected import to_plain
    from newsreader.services.wording import tell

    corrected = corrections.corrected(article)
    say(to_plain(corrected, tell(corrected)))


def _read_file(name: str, settings: Settings, corrections: Corrections) -> int:
    from newsreader import paths
    from newsreader.services.engine import Engine
    from newsreader.services.parsing import Failed, find_inputs, parse

    engine = Engine(model=settings.model, log=paths.log_file())
    status = DONE
    try:
        for outcome in parse(find_inputs([name], fetch=page_fetcher(settings)), engine):
            if isinstance(outcome, Failed):
                complain(outcome.error)
                status = SOME_FAILED
            else:
                _print(outcome, corrections)
    finally:
        engine.stop()
    return status


def _read_stored(options: Options, article_id: str, settings: Settings) -> int:
    from newsreader import paths
    from newsreader.analysis.engine import engine_name
    from newsreader.errors import NotFoundError
    from newsreader.library import Library
    from newsreader.services.engine import Engine

    library = Library.open(paths.library_file(options.library))
    try:
        keys = library.find_id(article_id)
        if not keys:
            mend = "`newsreader list` shows the ids"
            raise NotFoundError(
                "is neither a file nor the id of an article in the library", where=article_id, mend=mend
            )
        corrections = load_corrections(options)
        for key in keys:
            parsed = library.article(key)
            if parsed is not None and parsed.engine != engine_name(settings.model):
                engine = Engine(model=settings.model, log=paths.log_file())
                try:
                    parsed = engine.analyse(parsed.document).result()
                finally:
                    engine.stop()
                library.keep(key, parsed.document.revision, parsed)
            if parsed is not None:
                _print(parsed, corrections)
    finally:
        library.close()
    return DONE
