"""Words as they are compared: without case and accents, and one character a word where a script has no blanks.

What FTS5's `unicode61` makes of a text and what is done here agree: a word is a run of letters and digits.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_DENSE = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7a3\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003fffd"
)
"""Thai, Lao, Tibetan, Burmese, Khmer, Japanese, Chinese; and Korean, whose words carry endings."""

_LETTERS = rf"[^\W_{_DENSE}]"


# Compiled when the first is needed: it takes 10 ms, and a start of the reader searches for nothing.
@cache
def _dense_one() -> re.Pattern[str]:
    return re.compile(f"[{_DENSE}]")


@cache
def _token() -> re.Pattern[str]:
    return re.compile(rf"[{_DENSE}]|{_LETTERS}+(?:[\u0300-\u036f]+{_LETTERS}*)*")


def is_dense(text: str) -> bool:
    """Whether anything in the text is written in a script without blanks between its words."""
    return not text.isascii() and _dense_one().search(text) is not None


def spaced(text: str) -> str:
    """The text with blanks around each character of a script without blanks."""
    return _dense_one().sub(r" \g<0> ", text)


def dense_form(title: str | None, text: str | None) -> str:
    """What the index of scripts without blanks has of an article."""
    return spaced(f"{title or ''}\n{text or ''}")


def folded(text: str) -> str:
    """The text without case and accents."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text)
    return "".join(each for each in plain if not unicodedata.combining(each)).casefold()


def tokens(text: str) -> list[str]:
    """The words of the text, folded, in order."""
    return [folded(found.group()) for found in _token().finditer(text)]


def token_spans(text: str) -> list[tuple[str, int, int]]:
    """The words of the text, folded, each with its start and end in code points."""
    return [(folded(found.group()), found.start(), found.end()) for found in _token().finditer(text)]


def key(text: str) -> str:
    """A name as names are compared: its words, folded, with one blank between."""
    return " ".join(tokens(text))


def holds(name_key: str, wanted: list[str], *, phrase: bool) -> bool:
    """Whether a name, as `key` gives it, holds these words, as a phrase in this order and together."""
    padded = f" {name_key} "
    if phrase:
        return f" {' '.join(wanted)} " in padded
    return all(f" {word} " in padded for word in wanted)
