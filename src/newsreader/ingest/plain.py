"""Plain text to a document: the lines as they are, and what each of them is."""

from __future__ import annotations

from datetime import datetime

from newsreader.errors import InputError, TooLargeError
from newsreader.ingest import language
from newsreader.ingest.decode import decode
from newsreader.ingest.furniture import Furniture
from newsreader.ingest.raw import RawDocument, make_id
from newsreader.ingest.structure import find_blocks
from newsreader.model.document import Document, PublishedFrom, Source
from newsreader.model.spans import ArticleId
from newsreader.text.safe import make_safe, one_line

MOST_LINES = 200_000
"""A text of more lines is not read as one article: a line costs far more to look at than a byte."""


def read(raw: RawDocument, received: datetime, furniture: Furniture | None = None) -> Document:
    """The document of a text file; raises `InputError` where it holds nothing but white space.

    `furniture` counts the lines of the other documents of its source, where these are known.
    """
    text = make_safe(decode(raw.data))
    if not text.strip():
        raise InputError("is empty", where=one_line(raw.name))
    try:
        return from_text(text, raw.source, raw.id or make_id(raw.source, raw.source.uri), received, furniture)
    except TooLargeError as error:
        raise TooLargeError(error.what, where=one_line(raw.name), mend=error.mend) from None


def from_text(
    text: str, source: Source, article_id: ArticleId, received: datetime, furniture: Furniture | None = None
) -> Document:
    """The document of a safe text, with what the text itself states; raises `TooLargeError`, without a place."""
    if text.count("\n") > MOST_LINES:
        raise TooLargeError(f"has over {MOST_LINES:,} lines", mend="split it, one article a file")
    structure = find_blocks(text, furniture)
    return Document(
        id=article_id,
        source=source,
        received=received,
        text=text,
        blocks=structure.blocks,
        title=structure.title,
        dek=structure.dek,
        byline=structure.byline,
        dateline=structure.dateline,
        published=structure.published,
        published_from=PublishedFrom.TEXT if structure.published else None,
        language=language.detect(text),
    )
