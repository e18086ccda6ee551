"""What an outlet changed in an article: paragraphs, quotes and figures that went or came.

Compared is what is read, paragraph by paragraph and in changed ones word by word: adverts and menus
around an article change all the time and are no news. Articles come from strangers, so how much is
compared word by word is bounded; past that a paragraph is shown as gone and come.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from newsreader.export.forms import said_text, saying_text
from newsreader.model.article import ParsedArticle
from newsreader.model.document import Document
from newsreader.text.safe import fold

MOST_PARAGRAPHS = 2000
"""Paragraphs of each form that are compared."""

MOST_WORDS = 1500
"""Words of a paragraph that are compared one by one."""

ALIKE = 0.45
"""How much of two paragraphs must be the same for one to be shown as a change of the other, 0 to 1."""

CONTEXT = 1
"""Unchanged paragraphs that are shown before and after changed ones."""

Sign = Literal[" ", "-", "+", "~"]
"""A paragraph that stayed, went, came; `~` stands for paragraphs that stayed and are not shown."""

Reason = Literal["first", "changed", "fuller"]
"""Why there is a form: the first; its outlet changed it; the full text came for a teaser."""


@dataclass(frozen=True, slots=True)
class Form:
    """One form in which an article was read."""

    revision: int
    """Its number, from 1."""

    received: datetime | None
    """When we got it, in UTC; None where that cannot be read."""

    reason: Reason
    """Why there is one."""

    title: str | None
    """Its title."""


@dataclass(frozen=True, slots=True)
class Changed:
    """One paragraph of a difference."""

    sign: Sign
    """Whether it stayed, went or came."""

    pieces: tuple[tuple[str, bool], ...]
    """Its words in pieces, each with whether it differs."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What is different in two forms of an article."""

    earlier: Form
    """The form that was there before."""

    later: Form
    """The form that came after it."""

    lines: tuple[Changed, ...]
    """Changed paragraphs, with those around them."""

    quotes_gone: tuple[str, ...]
    """Quotes, with who said them, that only the earlier form has."""

    quotes_come: tuple[str, ...]
    """Quotes that only the later form has."""

    figures_gone: tuple[str, ...]
    """Numbers with what they count that only the earlier form has."""

    figures_come: tuple[str, ...]
    """Numbers that only the later form has."""

    pending: bool
    """Whether one of the two is not analysed, so that nothing can be said of quotes and figures."""


def compare(earlier: tuple[Form, ParsedArticle], later: tuple[Form, ParsedArticle]) -> Difference:
    """What is different in two forms of one article."""
    (form, before), (new_form, after) = earlier, later
    pending = not (before.analysed and after.analysed)
    quotes = _gone_and_come(_quotes(before), _quotes(after))
    figures = _gone_and_come(_figures(before), _figures(after))
    if pending:
        quotes = figures = ((), ())
    lines = tuple(_with_context(list(_lines(paragraphs(before.document), paragraphs(after.document)))))
    return Difference(form, new_form, lines, *quotes, *figures, pending=pending)


def paragraphs(document: Document) -> list[str]:
    """What is read, paragraph by paragraph in reading order, spaces folded."""
    found: list[str] = []
    for block in document.in_reading_order():
        words = fold(block.span.of(document.text))
        if block.continues and found:
            found[-1] += f" {words}"
        elif words:
            found.append(words)
        if len(found) >= MOST_PARAGRAPHS:
            break
    return found


def _quotes(article: ParsedArticle) -> list[tuple[str, str]]:
    return [
        (_key(said_text(article, quote)), f"{saying_text(article, quote)}: {said_text(article, quote)}")
        for quote in article.quotes
    ]


def _figures(article: ParsedArticle) -> list[tuple[str, str]]:
    words = [fold(figure.span.of(article.text)) for figure in article.figures]
    return [(_key(each), each) for each in words]


_NO_WORD = re.compile(r"[^\w%.,]+")


def _key(words: str) -> str:
    """What is the same where marks and capitals alone differ."""
    return _NO_WORD.sub(" ", words).casefold().strip(" .,")


def _gone_and_come(
    before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(_only_in(before, after)), tuple(_only_in(after, before))


def _only_in(these: Sequence[tuple[str, str]], those: Sequence[tuple[str, str]]) -> Iterator[str]:
    left = Counter(key for key, _ in those)
    for key, words in these:
        if left[key]:
            left[key] -= 1
        else:
            yield words


def _lines(before: list[str], after: list[str]) -> Iterator[Changed]:
    from difflib import SequenceMatcher  # not at the top: a start of the reader compares nothing

    for what, low, high, new_low, new_high in SequenceMatcher(None, before, after).get_opcodes():
        if what == "equal":
            yield from (_whole(" ", words) for words in before[low:high])
        elif what == "replace":
            yield from _replaced(before[low:high], after[new_low:new_high])
        else:
            yield from (_whole("-", words) for words in before[low:high])
            yield from (_whole("+", words) for words in after[new_low:new_high])


def _whole(sign: Sign, words: str) -> Changed:
    return Changed(sign, ((words, sign != " "),))


def _replaced(gone: list[str], come: list[str]) -> Iterator[Changed]:
    """Paragraphs that stand in each other's place: those alike side by side, word by word."""
    for index in range(max(len(gone), len(come))):
        old = gone[index] if index < len(gone) else None
        new = come[index] if index < len(come) else None
        pair = _by_words(old, new) if old is not None and new is not None else None
        if pair:
            yield from pair
            continue
        if old is not None:
            yield _whole("-", old)
        if new is not None:
            yield _whole("+", new)


_WORD = re.compile(r"\S+\s*")


def _by_words(old: str, new: str) -> tuple[Changed, Changed] | None:
    """Two paragraphs with the words marked that differ; None where they have little in common."""
    from difflib import SequenceMatcher

    olds, news = _WORD.findall(old), _WORD.findall(new)
    if max(len(olds), len(news)) > MOST_WORDS:
        return None
    matcher = SequenceMatcher(None, [word.strip() for word in olds], [word.strip() for word in news])
    if matcher.ratio() < ALIKE:
        return None
    codes = matcher.get_opcodes()
    gone = _pieces(olds, [(low, high, what != "equal") for what, low, high, _, _ in codes])
    come = _pieces(news, [(low, high, what != "equal") for what, _, _, low, high in codes])
    return Changed("-", gone), Changed("+", come)


def _pieces(words: list[str], ranges: list[tuple[int, int, bool]]) -> tuple[tuple[str, bool], ...]:
    return tuple(("".join(words[low:high]), differs) for low, high, differs in ranges if high > low)


def _with_context(lines: list[Changed]) -> Iterator[Changed]:
    """Changed paragraphs with those beside them; a `~` with how many are left out between."""
    skipped = 0
    for at, line in enumerate(lines):
        if any(near.sign != " " for near in lines[max(0, at - CONTEXT) : at + CONTEXT + 1]):
            if skipped:
                yield _left_out(skipped)
            skipped = 0
            yield line
        else:
            skipped += 1
    if skipped:
        yield _left_out(skipped)


def _left_out(count: int) -> Changed:
    return Changed("~", ((f"{count} unchanged paragraph{'s' if count != 1 else ''}", False),))
