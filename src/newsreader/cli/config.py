"""`newsreader config`: write, show or check the settings."""

from __future__ import annotations

import argparse
import os

from newsreader.cli.common import DONE, SOME_FAILED, Options, complain, load_settings, say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this subcommand."""
    parser.add_argument("action", nargs="?", choices=("write", "show", "check"), default="show", help="default: show")


def run(options: Options, given: argparse.Namespace) -> int:
    """Write a commented file where there is none, show the settings in force, or say what is wrong with them."""
    from newsreader import paths

    path = paths.settings_file(options.config)
    if given.action == "write":
        return _write(str(path))
    settings = load_settings(options)
    if given.action == "show":
        for name in (n for n in settings.__dataclass_fields__ if n not in ("complaints", "keys")):
            say(f"{name}: {getattr(settings, name)}")
        for choice in settings.keys:
            say(f"keys.{choice.command}: {' or '.join(choice.keys) or 'none'}")
    elif not settings.complaints:
        say(f"{path}: nothing wrong" if path.exists() else f"{path}: not there, so the defaults hold")
    return SOME_FAILED if settings.complaints else DONE


def _write(path: str) -> int:
    from newsreader.settings import DEFAULT_FILE

    try:
        os.makedirs(os.path.dirname(path) or ".", mode=0o700, exist_ok=True)  # noqa: PTH103, PTH120 - as the others here
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        complain(f"{path}: is there already, and was left as it is")
        return SOME_FAILED
    except OSError as error:
        complain(f"{path}: cannot be written: {error.strerror}")
        return SOME_FAILED
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(DEFAULT_FILE)
    say(f"wrote {path}")
    return DONE
