"""Values as they lie in the file, and back: foreign words on the way in, a foreign file on the way out.

A library is a file, and a file may have been edited or sent by somebody. So what is read from it is
made safe once more. A text that we stored has nothing to replace and is seen to be so by one search,
since harmful characters are written as escapes in JSON or stand in it as they are.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from typing import Any

from newsreader.errors import WireError
from newsreader.model import wire
from newsreader.model.article import ParsedArticle
from newsreader.model.document import Document
from newsreader.text.safe import fold, is_safe, make_safe, one_line

MOST_TITLE = 1000
"""Characters of a title in the list; the document keeps the whole of it."""

MOST_FIRST_WORDS = 120
"""Characters of the first words that stand in the list for a title."""

SHORTEST_SAME = 200
"""Characters from which on two articles of the same text are one."""

_LOOKED_AT = 4 * MOST_FIRST_WORDS
_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_HARMFUL_ESCAPE = re.compile(r"\\[ubfr]")


def dumps(article: ParsedArticle) -> str:
    """The article as one line of JSON that any database can hold."""
    text = wire.dumps(article)
    try:
        text.encode()
    except UnicodeEncodeError:  # a file name that is not Unicode
        return json.dumps(wire.encode(article), separators=(",", ":"))
    return text


def _spelt_out(line: str) -> str:
    try:
        line.encode()
    except UnicodeEncodeError:  # a file name that is not Unicode
        return json.dumps(json.loads(line))
    return line


def dumps_document(document: Document) -> str:
    """The document as one line of JSON, without its text, which is kept beside it."""
    wire_form = wire.encode(ParsedArticle(document))
    wire_form["text"] = ""
    line = _encode({name: value for name, value in wire_form.items() if value != []})
    return line if line.isascii() else _spelt_out(line)


def loads_document(line: object, text: object) -> Document:
    """The document that was stored with its text; raises `WireError` where it is none."""
    if text is None:
        return loads(line).document
    if not (isinstance(line, str) and isinstance(text, str)):
        raise WireError(f"a {type(line).__name__} where JSON is expected")
    try:
        form = json.loads(line)
        form["text"] = text
        harmless = is_safe(text) and is_safe(line) and not _HARMFUL_ESCAPE.search(line)
        return wire.decode(form if harmless else _made_safe(form)).document
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        raise WireError(f"not a document: {error}") from None


def loads(text: object) -> ParsedArticle:
    """The article that was stored, with nothing in it that could harm; raises `WireError` where it is none."""
    if not isinstance(text, str):
        raise WireError(f"a {type(text).__name__} where JSON is expected")
    try:
        if is_safe(text) and not _HARMFUL_ESCAPE.search(text):
            return wire.loads(text)
        return wire.decode(_made_safe(json.loads(text)))
    except (ValueError, OverflowError, RecursionError) as error:
        raise WireError(f"not a parsed article: {error}") from None


def _made_safe(value: Any) -> Any:
    if isinstance(value, str):
        return make_safe(value)
    if isinstance(value, list):
        return [_made_safe(item) for item in value]
    if isinstance(value, dict):
        return {name: _made_safe(item) for name, item in value.items()}
    return value


def name(text: str) -> str:
    """A source or an id as the file holds it; one that is not Unicode is spelt out."""
    return text.encode("utf-8", "backslashreplace").decode()


def digest(document: Document) -> bytes:
    """What is the same for two readings of one article that differ in nothing a reader would see."""
    published = document.published.iso() if document.published else ""
    parts = (document.title or "", published, document.text)
    digested = blake2b(digest_size=16)
    for part in parts:
        encoded = part.encode("utf-8", "surrogatepass")
        digested.update(b"%d:" % len(encoded))
        digested.update(encoded)
    return digested.digest()


def text_digest(text: str) -> bytes | None:
    """What is the same for two articles of the same words; None for a text so short that this may be chance."""
    if len(text) < SHORTEST_SAME:
        return None
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def door(document: Document, feed: int | None) -> str:
    """Who gave it: the number of a feed of the library, else the kind of source with the feed's own title."""
    return f"feed {feed}" if feed is not None else f"{document.source.kind.value} {document.source.feed or ''}"


def encodable(text: str) -> str:
    """The text as a database can hold it."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return make_safe(text)
    return text


def moment(document: Document) -> int:
    """When it was published, else received: microseconds since 1970, for sorting."""
    stated = document.published.moment if document.published else document.received
    zoned = stated if stated.tzinfo else stated.replace(tzinfo=UTC)
    return (zoned - _EPOCH) // _MICROSECOND


def headline(document: Document) -> tuple[str, bool]:
    """What the list shows for a title, and whether the article gives itself that."""
    title = one_line(document.title, MOST_TITLE) if document.title else ""
    return (title, True) if title else (_first_words(document), False)


def _first_words(document: Document) -> str:
    """The words that are read first; where nothing is to be read, those that stand first."""
    taken: list[str] = []
    length = 0
    for block in document.in_reading_order():
        piece = fold(document.text[block.span.start : min(block.span.end, block.span.start + _LOOKED_AT)])
        taken.append(piece)
        length += len(piece) + 1
        if length > MOST_FIRST_WORDS:
            break
    return _cut(fold(" ".join(taken)) or fold(document.text.lstrip()[:_LOOKED_AT]))


def _cut(words: str) -> str:
    if len(words) <= MOST_FIRST_WORDS:
        return words
    whole, blank, _ = words[:MOST_FIRST_WORDS].rpartition(" ")
    return f"{whole}…" if blank else f"{words[: MOST_FIRST_WORDS - 1]}…"
