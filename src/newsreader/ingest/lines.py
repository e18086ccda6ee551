"""The non-blank lines of a text, with what each shows by itself.

Everything that weighs lines against each other (`prose`, `headline`, `pictures`) looks at these and
never at the text again. Only the first `SAMPLE` characters of a line are looked at closely, so the
work stays linear whatever the lines are like.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from newsreader.ingest import grammar, picture_words
from newsreader.ingest.lexicon import entries

SAMPLE = 1500
"""How many characters of a line are looked at."""

MOST_LOOKED_AT = 25_000
"""How many different lines are looked at closely."""

_MOST_FORM_CHARS = 700
_LEAST_WIDTH = 45
_FULL_WIDTH = 60
_MOST_WIDTH = 110
_LEAST_BROKEN = 3
_BROKEN_SHARE = 0.3
_LEAST_SPACES = 6
_FUNCTION_WORDS = frozenset(entries("function_words"))
_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\Z|[,.!?]?[”\"]\Z")
_BULLET = re.compile(r"(?:[•·▪*\-–—o]|\(?\d{1,2}[.)])\s+")
_POSSESSIVE = re.compile(r"['’]s?\Z")


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

    @property
    def is_date(self) -> bool:
        """Whether it is a day and nothing else."""
        return self.date_rest == ""


def read_lines(text: str) -> list[Line]:
    """The non-blank lines of the text; those that a paragraph was broken into are one."""
    lines = join_broken(_split(text))
    copies = Counter(line.text for line in lines)
    known: dict[str, Line] = {}
    for line in lines:
        line.copies = copies[line.text]
        twin = known.setdefault(line.text, line)
        if len(known) > MOST_LOOKED_AT:
            line.closed = bool(_SENTENCE_END.search(line.text[-8:]))
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
    line.size = len(words)
    total = max(1, len(words))
    content = [word for word in map(str.lower, words) if word not in _FUNCTION_WORDS]
    line.function_share = max(0, len(words) - len(content)) / total
    line.capital_share = sum(map(str.isupper, [word[0] for word in words])) / total
    line.content = frozenset([_stem(word) for word in content if len(word) > 2])
    line.closed = (
        bool(_SENTENCE_END.search(text[-8:])) and line.end - line.start <= SAMPLE
    ) or line.end - line.start > SAMPLE
    line.bullet = bool(_BULLET.match(text[:8]))
    line.furniture = grammar.furniture_signs(text)
    if line.end - line.start <= _MOST_FORM_CHARS:
        _look_for_forms(line)


def _look_for_forms(line: Line) -> None:
    text = line.text
    if len(text) <= grammar.MOST_CHARS:
        line.date_rest = grammar.without_date(text)
        line.credit = picture_words.is_credit(text)
        line.byline = not line.credit and (
            grammar.is_byline(text) or (bool(line.date_rest) and grammar.is_byline(line.date_rest or ""))
        )
        line.name = not line.credit and line.size <= 12 and bool(grammar.BARE_NAME.match(line.date_rest or text))
    line.caption = picture_words.caption_signs(text)


def join_broken(lines: list[Line]) -> list[Line]:
    """The lines with each one that goes on with the one before it joined to that."""
    wrapped = _is_wrapped(lines)
    joined: list[Line] = []
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        if joined and (_goes_on(joined[-1], line, wrapped) or _was_marked_up(joined[-1], line, following)):
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


def _is_wrapped(lines: list[Line]) -> bool:
    """Whether the text was broken to a width, as mails and old agency texts are."""
    pairs = [(first, second) for first, second in pairwise(lines) if not second.after_blank]
    full = [pair for pair in pairs if _LEAST_WIDTH <= len(pair[0].text) <= _MOST_WIDTH]
    broken = sum(_is_open(first.text) and second.text[0].islower() for first, second in full)
    longest = max((len(line.text) for line in lines), default=0)
    return longest <= _MOST_WIDTH and broken >= _LEAST_BROKEN and broken >= _BROKEN_SHARE * len(pairs)


def _goes_on(first: Line, second: Line, wrapped: bool) -> bool:
    if second.after_blank or not _is_open(first.text):
        return wrapped and not second.after_blank and len(first.parts) > 1 and _is_full(first)
    tail = first.parts[-1]
    if wrapped:
        return tail[1] - tail[0] >= _LEAST_WIDTH and not _BULLET.match(second.text[:8])
    lower = second.text[0].islower() or second.text[0] in ",;)"
    return lower and first.text.count(" ") >= _LEAST_SPACES and not grammar.is_byline(second.text)


def _is_full(line: Line) -> bool:
    start, end = line.parts[-1]
    return end - start >= _FULL_WIDTH


def _is_open(text: str) -> bool:
    """Whether it ends in the middle of a sentence."""
    return text[-1].isalnum() or (text[-1] in ",-’'" and not text.endswith((", and", ", or")))


def _take(line: Line, twin: Line) -> None:
    """The same for a line that the text already had: it is not looked at twice."""
    for name in ("size", "content", "function_share", "capital_share", "closed", "furniture", "date_rest", "byline"):
        setattr(line, name, getattr(twin, name))
    for name in ("name", "credit", "caption", "bullet"):
        setattr(line, name, getattr(twin, name))


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    """The word without what inflection hangs on it, roughly: enough to see that two lines speak of the same."""
    word = _POSSESSIVE.sub("", word)
    for ending in ("ing", "ed", "es", "s"):
        if len(word) > len(ending) + 3 and word.endswith(ending):
            return word[: -len(ending)].rstrip("e")
    return word.rstrip("e") if len(word) > 4 else word
