"""The word lists that the rules of this layer look things up in: one entry a line, `#` for remarks."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "lexicon"


@cache
def entries(name: str) -> tuple[str, ...]:
    """The entries of the list of that name, in the order of the file."""
    lines = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def alternation(name: str) -> str:
    """A pattern for any entry of the list, the longest first."""
    return "(?:" + "|".join(sorted(map(re.escape, entries(name)), key=len, reverse=True)) + ")"
