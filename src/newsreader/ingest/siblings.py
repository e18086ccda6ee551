"""What the flat texts of one folder have in common, found before any of them is read.

A folder of scrapes is of one source or a few, so its texts show each other's furniture. Enough of them are
looked at, spread over the folder, to know it; one file that is named by itself is read by itself.
"""

from __future__ import annotations

import os
from pathlib import Path, PurePath

from newsreader.errors import InputError
from newsreader.ingest.decode import decode
from newsreader.ingest.folder import open_regular
from newsreader.ingest.furniture import LEAST_DOCUMENTS, Furniture
from newsreader.text.safe import make_safe

MOST_LOOKED_AT = 100
"""Files of a folder that are looked at."""

MOST_BYTES = 200_000
"""Bytes of each of them."""

MOST_NAMES = 100_000
"""Names of a folder that are looked at."""

_SUFFIXES = frozenset({".txt", ".text", ""})


class Siblings:
    """The furniture of the folders that are gone through; that of the last one is kept."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._furniture: Furniture | None = None

    def furniture(self, path: Path) -> Furniture | None:
        """What the texts beside a text share; None for what is no text, or has too few beside it."""
        if path.suffix.lower() not in _SUFFIXES:
            return None
        if path.parent != self._folder:
            self._folder, self._furniture = path.parent, _count(path.parent)
        return self._furniture


def _count(folder: Path) -> Furniture | None:
    paths = _texts(folder)
    if len(paths) < LEAST_DOCUMENTS:
        return None
    furniture = Furniture()
    step = max(1, len(paths) // MOST_LOOKED_AT)
    for path in paths[::step][:MOST_LOOKED_AT]:
        try:
            with open_regular(path) as file:
                data = file.read(MOST_BYTES)
        except (InputError, OSError):
            continue
        furniture.add(make_safe(decode(data)))
    return furniture


def _texts(folder: Path) -> list[Path]:
    """The flat texts of a folder, in an order that is the same each time."""
    names: list[str] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if not entry.name.startswith(".") and PurePath(entry.name).suffix.lower() in _SUFFIXES:
                    names.append(entry.name)
                if len(names) >= MOST_NAMES:
                    break
    except OSError:
        return []
    return [folder / name for name in sorted(names)]
