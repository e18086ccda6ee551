"""An article put together from what was found of it on a page: head, body, captions with their pictures.

The page shows these in many orders; here they always come as title, summary, authors, text, captions.
"""

from __future__ import annotations

from newsreader.ingest import picture_words
from newsreader.ingest.facts import Facts, bare
from newsreader.ingest.layout import Layout
from newsreader.ingest.shown import Shown
from newsreader.ingest.standfirsts import LEAST_CHARS, MOST_CHARS
from newsreader.model.document import BlockKind, Link, Picture
from newsreader.model.spans import Span
from newsreader.text.safe import fold

MOST_CAPTIONS = 60
"""How many captions of one page are kept."""

_MOST_HEAD_LINES = 400
_MOST_BYLINE_CHARS = 150
_MOST_BEFORE_DEK = 3
_MAY_BE_DEK = frozenset([BlockKind.BODY, BlockKind.HEADING])


def arrange(facts: Facts, body: Layout, whole: Shown, address: str | None) -> tuple[Layout, list[Picture]]:
    """The lines of the article and its pictures; the title carries the link to its address."""
    layout = Layout()
    title = bare(facts.title or "")
    if facts.title:
        layout.add(BlockKind.TITLE, [(facts.title, address)])
    seen = {bare(line) for line in body.lines} | {title}
    dek = _summary(facts, body, whole)
    if dek and bare(dek) not in seen:
        layout.add(BlockKind.DEK, [(dek, None)])
    byline = _byline(facts, whole)
    if byline and bare(byline) not in seen:
        layout.add(BlockKind.BYLINE, [(byline, None)])
    _add_body(layout, body, title)
    return layout, _add_captions(layout, whole, {bare(line) for line in layout.lines})


def _summary(facts: Facts, body: Layout, whole: Shown) -> str | None:
    """The line of the page that is its summary; one that begins the body is marked as such there.

    A first paragraph that search engines are given as the summary is still a paragraph.
    """
    marked = {bare(words) for words in facts.standfirsts}
    for index, line in enumerate(body.lines[:_MOST_BEFORE_DEK]):
        if body.kinds[index] in _MAY_BE_DEK and bare(line) in marked:
            body.kinds[index] = BlockKind.DEK
            return line
    description = bare(facts.description or "")
    keys = marked | ({description} if len(description) >= LEAST_CHARS else set())
    shown = next((line for line in facts.near if bare(line) in keys), None)
    if shown or not description:
        return shown
    lines = whole.layout.lines[:_MOST_HEAD_LINES]
    return next((line for line in lines if len(line) <= MOST_CHARS and bare(line) == description), None)


def _byline(facts: Facts, whole: Shown) -> str | None:
    """The line of the page that gives the authors."""
    names = [bare(name) for name in facts.byline]
    if not names:
        return None
    for line in (*facts.near, *whole.layout.lines[:_MOST_HEAD_LINES]):
        if len(line) <= _MOST_BYLINE_CHARS and all(name in bare(line) for name in names):
            return fold(line)
    return None


def _add_body(layout: Layout, body: Layout, title: str) -> None:
    """The lines of the body, but for a first one that repeats the title."""
    if title and body.lines and bare(body.lines[0]) == title:
        shift = len(body.lines[0]) + 1
        links = [
            Link(Span(link.span.start - shift, link.span.end - shift), link.url)
            for link in body.links
            if link.span.start >= shift
        ]
        body = Layout(body.lines[1:], body.kinds[1:], links, body.length - shift)
    layout.extend(body)


def _add_captions(layout: Layout, whole: Shown, seen: set[str]) -> list[Picture]:
    """Add the captions of the page, and the descriptions of pictures that have none; the pictures of the article."""
    placed: dict[int, int] = {}
    for index, (kind, line) in enumerate(zip(whole.layout.kinds, whole.layout.lines, strict=True)):
        if kind is BlockKind.CAPTION and bare(line) not in seen and len(placed) < MOST_CAPTIONS:
            seen.add(bare(line))
            credit = picture_words.is_credit(line)
            at = layout.add(BlockKind.CREDIT if credit else BlockKind.CAPTION, [(line, None)])
            if at is not None:
                placed[index] = at
    pictures: dict[str, Picture] = {}
    for url, number in whole.pictures:
        caption = placed.get(number) if number is not None else None
        words = whole.described.get(url)
        if caption is None and words and bare(words) not in seen and len(pictures) < MOST_CAPTIONS:
            seen.add(bare(words))
            caption = layout.add(BlockKind.CAPTION, [(words, None)])
        if caption is not None:
            pictures.setdefault(url, Picture(url, caption))
    return list(pictures.values()) or [Picture(url) for url, _ in whole.pictures[:1]]
