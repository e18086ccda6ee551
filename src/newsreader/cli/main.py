"""Which subcommand a command line names, and what they all share: options, complaints, exit status.

Light on purpose: `--help` and `--version` need argparse alone, and each subcommand imports what it
works with when it runs. Without a subcommand it is the reader.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from itertools import islice
from pathlib import Path

from newsreader import __version__
from newsreader.cli.common import DONE, INTERRUPTED, SOME_FAILED, WRONG_USAGE, Options, complain

SUBCOMMANDS = {
    "parse": "print parsed articles: structure, actors, quotes",
    "read": "print one article and its panels as plain text",
    "add": "take files, folders, archives, feeds and lists of feeds into the library",
    "update": "fetch what is new in the feeds",
    "feeds": "list the feeds of the library, or of a list of feeds",
    "list": "list the articles of the library",
    "search": "search the library, with the words around what is found",
    "mark": "mark articles as read or unread",
    "star": "star articles, or take their stars away",
    "tag": "put a tag on articles, or take it off",
    "export": "write feeds or articles out: OPML, newsboat's urls, articles",
    "import": "take over feeds and read marks from newsboat, or an OPML list",
    "config": "write, show or check the settings",
    "doctor": "say what is installed, where things lie and what is wrong",
}

_MODULES = {"import": "import_"}
"""Modules that cannot be called like their subcommand."""

_SEARCHING = frozenset({"list", "search", "mark", "star", "tag", "export"})
"""Subcommands that take a search line."""

_EPILOG = """\
subcommands:
{subcommands}

Without a subcommand, newsreader opens the reader: on the library, or on just the files, folders
and addresses that are named. A file that bears a subcommand's name is given as ./list.
`newsreader SUBCOMMAND --help` tells more. In the reader, ? shows the keys.
"""


def run(argv: Sequence[str]) -> int:
    """Run a command line; its exit status: 0 done, 1 some inputs failed, 2 wrong usage, 130 interrupted."""
    try:
        status = _run(argv)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _forget_output()
        return DONE
    except OSError as error:
        complain(f"standard output: {error.strerror}")
        _forget_output()
        return SOME_FAILED
    else:
        return status


def _forget_output() -> None:
    """Nobody takes our output any more; what is still in the buffer must not raise again at exit."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(argv: Sequence[str]) -> int:
    from newsreader.errors import NewsreaderError, SettingsError, UsageError

    before, name, after = _split(argv)
    parser = _parser(name)
    command = import_module(f"newsreader.cli.{'reader' if name is None else _MODULES.get(name, name)}")
    if name is not None:
        command.add_arguments(parser)
    try:
        words = [*before, *after]
        words = _with_minus(parser, words) if name in _SEARCHING else words
        # Mixed with options, argparse loses what stands after `--`; and who writes that does not mix.
        given = parser.parse_args(words) if "--" in words else parser.parse_intermixed_args(words)
    except SystemExit as stop:
        return WRONG_USAGE if stop.code else DONE
    if given.version:
        print(f"newsreader {__version__}")
        return DONE
    options = Options(library=given.library, config=given.config, mouse=not given.no_mouse)
    try:
        return int(command.run(options, given))
    except NewsreaderError as error:
        complain(error)
        return WRONG_USAGE if isinstance(error, UsageError | SettingsError) else SOME_FAILED


def _parser(name: str | None) -> argparse.ArgumentParser:
    """The parser of a subcommand, without its own options; of the reader, where none is named."""
    if name is not None:
        return argparse.ArgumentParser(
            prog=f"newsreader {name}", description=_sentence(name), parents=[_shared_options()], allow_abbrev=False
        )
    parser = argparse.ArgumentParser(
        prog="newsreader",
        allow_abbrev=False,
        description="A terminal news reader that shows who is in an article and who said what, beside the text.",
        epilog=_EPILOG.format(subcommands="\n".join(f"  {name:8} {what}" for name, what in SUBCOMMANDS.items())),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[_shared_options()],
    )
    parser.add_argument(
        "paths", nargs="*", metavar="PATH|URL|-", help="files, folders and addresses; - is standard input"
    )
    return parser


def _with_minus(parser: argparse.ArgumentParser, words: list[str]) -> list[str]:
    """The words of a search line behind `--`, so that `-sport` is no option; what begins with two minuses is one."""
    if "--" in words:
        return words
    takes_value = {name: action.nargs != 0 for action in parser._actions for name in action.option_strings}
    options: list[str] = []
    line: list[str] = []
    left = iter(words)
    for word in left:
        name, equals, _ = word.partition("=")
        if name not in takes_value and not word.startswith("--"):
            line.append(word)
            continue
        options.append(word)
        if takes_value.get(name) and not equals:
            options += islice(left, 1)
    return [*options, "--", *line] if any(word.startswith("-") for word in line) else words


def _sentence(name: str) -> str:
    what = SUBCOMMANDS[name]
    return f"{what[0].upper()}{what[1:]}."


def _shared_options() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "--library", type=Path, metavar="FILE", help="the library (else $NEWSREADER_LIBRARY, else the data folder)"
    )
    shared.add_argument(
        "--config", type=Path, metavar="FILE", help="the settings (else $NEWSREADER_CONFIG, else the settings folder)"
    )
    shared.add_argument("--no-mouse", action="store_true", help="leave the mouse to the terminal")
    shared.add_argument("--version", action="store_true", help="print the version")
    return shared


_WITH_VALUE = ("--library", "--config")


def _split(argv: Sequence[str]) -> tuple[list[str], str | None, list[str]]:
    """The words before a subcommand, its name, and those after; all before, where none is named."""
    skip = False
    for at, word in enumerate(argv):
        if skip:
            skip = False
        elif word in _WITH_VALUE:
            skip = True
        elif word == "--":
            break
        elif not word.startswith("-") or word == "-":
            if word in SUBCOMMANDS:
                return list(argv[:at]), word, list(argv[at + 1 :])
            break
    return list(argv), None, []
