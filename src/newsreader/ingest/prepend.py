"""A title that came beside a text, put before it, as it stands over the text where it is shown.

A feed entry's or page's title is part of the text from the start; a mail has its own in a header. All
spans move by its length.
"""

from __future__ import annotations

from dataclasses import replace

from newsreader.model.document import Block, BlockKind, Document, Link
from newsreader.model.spans import Span


def with_title(document: Document, title: str | None) -> Document:
    """The document with that title, which goes before its text unless the text shows it already."""
    if title is None:
        return document
    shown = next((block for block in document.blocks if block.kind is BlockKind.TITLE), None)
    if shown is not None and _same(shown.span.of(document.text), title):
        return replace(document, title=title)
    shift = len(title) + 1
    head = Block(BlockKind.TITLE, Span(0, len(title)), 0)
    return replace(
        document,
        title=title,
        text=f"{title}\n{document.text}",
        blocks=(head, *_moved(document.blocks, shift)),
        links=tuple(Link(_later(link.span, shift), link.url) for link in document.links),
        pictures=tuple(
            replace(picture, caption=None if picture.caption is None else picture.caption + 1)
            for picture in document.pictures
        ),
    )


def _moved(blocks: tuple[Block, ...], shift: int) -> list[Block]:
    """The blocks further on; what was taken for a title among them is a heading now."""
    return [
        replace(
            block,
            kind=BlockKind.HEADING if block.kind is BlockKind.TITLE else block.kind,
            span=_later(block.span, shift),
            order=None if block.order is None else block.order + 1,
        )
        for block in blocks
    ]


def _later(span: Span, shift: int) -> Span:
    return Span(span.start + shift, span.end + shift)


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
