"""The non-blank lines of a text, with what each shows by itself.

Everything that weighs lines against each other (`prose`, `headline`, `pictures`) looks at these and
never at the text again. Only the first `SAMPLE` characters of a line are looked at closely, so the
work stays linear whatever the lines are like.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter

from newsreader.ingest import grammar, picture_words
from newsreader.ingest.lexicon import entries

SAMPLE = 1500
"""How many characters of a line are looked at."""

MOST_LOOKED_AT = 25_000
"""How many different lines are looked at closely."""

_MOST_FORM_CHARS = 700
_LEAST_WIDTH = 45
_MOST_WIDTH = 110
_LEAST_BROKEN = 3
_BROKEN_SHARE = 0.3
_LEAST_SPACES = 6
_FUNCTION_WORDS = frozenset(entries("function_words"))
_MOST_WORDS_KNOWN = 50_000
_MOST_CREDIT_WORDS = 20
_LEAST_CAPTION_WORDS = 3
_LESS_THAN_SURE = 3
_WORD = re.compile(r"\w[\w'’]*")
_QUOTE_ENDS = '"”'
_CLOSING = "\"'”’)]"
_STOPS = frozenset(".!?…")
_BULLET = re.compile(r"(?:[•·▪*\-–—o]|\(?\d{1,2}[.)])\s+")
_POSSESSIVES = frozenset(["'s", "’s", "s'", "s’"])


@dataclass(slots=True)
class Line:
    """One non-blank line."""

    start: int
    """Where it begins in the text, without white space."""

    end: int
    """One past its last character."""

    text: str
    """Its first characters, without white space around them."""

    after_blank: bool
    """Whether a blank line stands before it, or nothing."""

    parts: list[tuple[int, int]]
    """Start and end of each line of the text that it is made of: more than one for a broken paragraph."""

    size: int = 0
    """How many words it has."""

    content: frozenset[str] = frozenset()
    """Its words that carry meaning, in small letters."""

    function_share: float = 0.0
    """The share of words such as `the`, `of`, `and`."""

    capital_share: float = 0.0
    """The share of words with a capital."""

    closed: bool = False
    """Whether it ends as a sentence does."""

    furniture: int = 0
    """`grammar.furniture_signs`."""

    date_rest: str | None = None
    """`grammar.without_date`."""

    byline: bool = False
    """Whether it says who wrote it."""

    name: bool = False
    """Whether it could be nothing but names."""

    credit: bool = False
    """Whether it says whose picture it is."""

    caption: int = 0
    """`picture_words.caption_signs`."""

    bullet: bool = False
    """Whether it begins as an item of a list does."""

    copies: int = 1
    """How often the text has this line."""

    prose: float = 0.0
    """How surely it is running text, as log odds."""

    is_date: bool = False
    """Whether it is a day and nothing else."""


def read_lines(text: str) -> list[Line]:
    """The non-blank lines of the text; those that a paragraph was broken into are one."""
    lines = join_broken(_split(text))
    copies = Counter([line.text for line in lines])
    known: dict[str, Line] = {}
    for line in lines:
        line.copies = copies[line.text]
        twin = known.setdefault(line.text, line)
        if len(known) > MOST_LOOKED_AT:
            line.closed = _is_closed(line.text)
        elif twin is line:
            _look(line)
        else:
            _take(line, twin)
    return lines


def _split(text: str) -> list[Line]:
    lines: list[Line] = []
    start, after_blank = 0, True
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            begin = start + raw.index(stripped[0])
            end = begin + len(stripped)
            lines.append(Line(begin, end, stripped[:SAMPLE], after_blank, [(begin, end)]))
        after_blank = not stripped
        start += len(raw) + 1
    return lines


def _look(line: Line) -> None:
    """Fill in what the line shows by itself."""
    text = line.text
    words = _WORD.findall(text)
    stems = list(map(_STEMS.__getitem__, words))
    total = len(words) or 1
    line.size = len(words)
    line.function_share = stems.count(None) / total
    line.capital_share = sum(map(str.isupper, map(_FIRST, words))) / total
    line.content = frozenset(filter(None, stems))
    line.closed = line.end - line.start > SAMPLE or _is_closed(text)
    line.bullet = _BULLET.match(text) is not None
    line.furniture = grammar.furniture_signs(text)
    if line.end - line.start <= _MOST_FORM_CHARS:
        _look_for_forms(line)


def _look_for_forms(line: Line) -> None:
    text = line.text
    if len(text) <= grammar.MOST_CHARS:
        rest = grammar.without_date(text)
        line.date_rest, line.is_date = rest, rest == ""
        line.credit = line.size <= _MOST_CREDIT_WORDS and picture_words.is_credit(text)
        line.byline = not line.credit and (grammar.is_byline(text) or (bool(rest) and grammar.is_byline(rest or "")))
        line.name = not line.credit and line.size <= 12 and grammar.is_name(rest or text)
    if line.size >= _LEAST_CAPTION_WORDS and line.furniture < _LESS_THAN_SURE:
        line.caption = picture_words.caption_signs(text)


def _is_closed(text: str) -> bool:
    """Whether it ends as a sentence does."""
    return text[-1] in _QUOTE_ENDS or text.rstrip(_CLOSING)[-1:] in _STOPS


def join_broken(lines: list[Line]) -> list[Line]:
    """The lines with each one that goes on with the one before it joined to that."""
    width = _wrap_width(lines)
    joined: list[Line] = []
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        if joined and (_goes_on(joined[-1], line, width) or _was_marked_up(joined[-1], line, following)):
            last = joined[-1]
            last.text = f"{last.text} {line.text}"[:SAMPLE]
            last.end = line.end
            last.parts += line.parts
        else:
            joined.append(line)
    return joined


def _was_marked_up(first: Line, second: Line, third: Line | None) -> bool:
    """Whether the second is a few words out of a sentence, a link or bold type in the page that it was taken from."""
    return (
        third is not None
        and third.text[0] in ",;)"
        and second.text.count(" ") < _LEAST_SPACES
        and first.text.count(" ") >= _LEAST_SPACES
        and _is_open(first.text)
        and not second.after_blank
        and not third.after_blank
    )


def _wrap_width(lines: list[Line]) -> int:
    """The width that the text was broken to, as mails and old agency texts are; 0 where it was not."""
    pairs = [(first, second) for first, second in pairwise(lines) if not second.after_blank]
    full = [pair for pair in pairs if _LEAST_WIDTH <= len(pair[0].text) <= _MOST_WIDTH]
    broken = [len(first.text) for first, second in full if _is_open(first.text) and second.text[0].islower()]
    longest = max((len(line.text) for line in lines), default=0)
    if longest > _MOST_WIDTH or len(broken) < _LEAST_BROKEN or len(broken) < _BROKEN_SHARE * len(pairs):
        return 0
    return sorted(broken)[len(broken) * 3 // 4]  # a few lines may be longer than the rest


def _goes_on(first: Line, second: Line, width: int) -> bool:
    """Whether the second line is the same paragraph: in a broken text, where its first word had no room above."""
    if second.after_blank:
        return False
    if width:
        start, end = first.parts[-1]
        word = second.text.find(" ") if " " in second.text else len(second.text)
        room = first.text.endswith("-") and end - start >= _LEAST_WIDTH
        return (room or end - start + 1 + word > width) and not _BULLET.match(second.text)
    lower = second.text[0].islower() or second.text[0] in ",;)"
    opened = lower and _is_open(first.text) and first.text.count(" ") >= _LEAST_SPACES
    return opened and not grammar.is_byline(second.text)


def _is_open(text: str) -> bool:
    """Whether it ends in the middle of a sentence."""
    return text[-1].isalnum() or (text[-1] in ",-’'" and not text.endswith((", and", ", or")))


_SHOWN = (
    "size",
    "content",
    "function_share",
    "capital_share",
    "closed",
    "furniture",
    "date_rest",
    "is_date",
    "byline",
    "name",
    "credit",
    "caption",
    "bullet",
)


def _take(line: Line, twin: Line) -> None:
    """The same for a line that the text already had: it is not looked at twice."""
    for name in _SHOWN:
        setattr(line, name, getattr(twin, name))


class _Stems(dict[str, str | None]):
    """What remains of each word: None of one that only binds others, nothing of a very short one.

    A table that fills itself, for most words come again and again; it is emptied when it has grown long.
    """

    def __missing__(self, word: str) -> str | None:
        if len(self) >= _MOST_WORDS_KNOWN:
            self.clear()
        low = word.lower()
        stem = None if low in _FUNCTION_WORDS else _stem(low) if len(low) > 2 else ""
        self[word] = stem
        return stem


_STEMS = _Stems()
_FIRST = itemgetter(0)


def _stem(word: str) -> str:
    """The word without what inflection hangs on it, roughly: enough to see that two lines speak of the same."""
    if word[-2:] in _POSSESSIVES:
        word = word[:-2]
    last = word[-1]
    if last == "s":
        word = word[: -2 if word[-2:] == "es" and len(word) > 5 else -1] if len(word) > 4 else word
    elif last == "g" and word[-3:] == "ing" and len(word) > 6:
        word = word[:-3]
    elif last == "d" and word[-2:] == "ed" and len(word) > 5:
        word = word[:-2]
    return word[:-1] if word[-1] == "e" and len(word) > 4 else word
