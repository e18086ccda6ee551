"""The one gate between foreign text and the terminal.

Three doors. `make_safe` is for what is stored: it replaces each harmful character with exactly one
harmless one, so that every offset into the text holds. `visible` is for words that are taken out of
an article (a title, a name): it drops what has no shape of its own, so that `Oka\\u200bfor` is
`Okafor`. `one_line` is for what is shown apart from an article (file names, error texts): it also
folds white space and cuts.

Harmful are: control characters but newline and tab (they steer the terminal), the C1 controls (8-bit
escape sequences), line and paragraph separators, bidirectional controls (they reorder what stands
around them), tag characters and fillers (they hide text), lone surrogates and noncharacters (they
cannot be encoded), private-use characters (their width is anybody's guess), and combining marks past
`MOST_MARKS` in a row (they grow over the lines above, and crash some terminals: CVE-2021-26937).

Soft hyphens, zero-width spaces, joiners and byte order marks do no harm and are common in honest text,
so they stay in it; they are never drawn, since terminals do not agree on their width.
"""

from __future__ import annotations

import re

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
"""What stands for a character that is not shown."""

MOST_MARKS = 8
"""How many combining marks may follow one another."""

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Characters without a shape: harmless, kept in the text, never drawn."""

_CONTROL = r"\x00-\x08\x0b-\x1f\x7f-\x9f"
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"
_FILLERS = "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2061-\u2065\u3164\uffa0\ufff9-\ufffc"
_UNENCODABLE = "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
_PLANE_ENDS = "".join(chr(plane * 0x10000 + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
_TAGS = "\U000e0000-\U000e0fff"
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
_BREAKS = "\u2028\u2029"

_HARMFUL = re.compile(f"[{_CONTROL}{_BIDI}{_FILLERS}{_UNENCODABLE}{_PLANE_ENDS}{_TAGS}{_PRIVATE}{_BREAKS}]")
_TOO_MANY_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u06d6-\u06dc"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]{9,}"
)
_LIKE_A_BLANK = frozenset("\u2028\u2029\x0b\x0c\x1c\x1d\x1e\x1f\x85")
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_SPACES = re.compile(r"\s+")


def make_safe(text: str) -> str:
    """The text with each harmful character replaced one for one; its length does not change.

    Clean text comes out as it went in. Line ends are the caller's: a lone carriage return that is
    still there counts as harmful.
    """
    if text.isascii() and text.isprintable():
        return text
    safe = _HARMFUL.sub(lambda found: " " if found.group() in _LIKE_A_BLANK else REPLACEMENT, text)
    return _TOO_MANY_MARKS.sub(_cut_marks, safe)


def _cut_marks(found: re.Match[str]) -> str:
    marks = found.group()
    return marks[:MOST_MARKS] + REPLACEMENT * (len(marks) - MOST_MARKS)


def is_safe(text: str) -> bool:
    """Whether nothing in the text could harm a terminal."""
    return make_safe(text) == text


def visible(text: str) -> str:
    """The text without the characters that have no shape of their own."""
    return text if text.isascii() else _INVISIBLE.sub("", text)


def fold(text: str) -> str:
    """Safe, visible, and with each run of white space as one blank: words taken out of an article."""
    return _SPACES.sub(" ", visible(make_safe(text))).strip()


def one_line(text: str, most: int = 200) -> str:
    """The text on one line of at most `most` characters, for a message, a file name or a cell."""
    folded = fold(text[: most * 4])
    return folded if len(folded) <= most else folded[: most - 1] + "…"
