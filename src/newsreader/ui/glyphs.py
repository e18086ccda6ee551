"""The few signs that the program draws itself, once for terminals with UTF-8 and once in ASCII.

None of them needs a special font, and each takes one cell in every terminal.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

from rich.cells import cell_len

from newsreader.text.wrap import cut, drawn


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One set of signs."""

    cursor: str
    """In front of the row that the cursor is on."""

    direct: str
    """In the margin beside what was said in so many words."""

    indirect: str
    """In the margin beside what is told of what was said."""

    seen: str
    """In front of what is on screen in the text."""

    full: str
    """A filled step of a bar."""

    empty: str
    """An empty step of a bar."""

    rule: str
    """A line across."""

    dot: str
    """Between two facts."""

    dash: str
    """Before a speaker."""

    resolved: str
    """Before what the program worked out and the article does not say in so many words."""

    unsure: str
    """Behind what the program is not sure of."""

    ellipsis: str
    """Where something is cut off."""

    changed: str
    """Before the title of an article that its outlet has changed."""

    def cut(self, text: str, width_cells: int) -> str:
        """A text as it is drawn, cut to so many cells with the sign of this set."""
        shown = drawn(text)
        if cell_len(shown) <= width_cells:
            return shown
        kept = cut(shown, width_cells + 1 - len(self.ellipsis), cell_len).removesuffix("…")
        return kept + self.ellipsis[: max(0, width_cells)]


UNICODE = Glyphs("▌", "┃", "┆", "•", "▪", "·", "─", "·", "—", "~", "?", "…", "±")
ASCII = Glyphs(">", "|", ":", "*", "#", ".", "-", "-", "--", "~", "?", "..", "^")


def has_utf8() -> bool:
    """Whether the terminal's locale says that it shows UTF-8."""
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_CTYPE") or os.environ.get("LANG") or ""
    return "utf-8" in locale.lower() or "utf8" in locale.lower()


def choose(*, ascii_only: bool) -> Glyphs:
    """The set that fits this terminal."""
    return ASCII if ascii_only or not has_utf8() or os.environ.get("TERM") == "linux" else UNICODE
