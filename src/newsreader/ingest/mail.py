"""A mail to a document: newsletters, press releases and alerts, as an editor's mailbox has them.

The subject is the title and stands before the body in the text, as on a page. Headers are foreign
text like all else: they are cut before they are decoded, and what cannot be decoded is shown as it
is. The parser is told to take headers as they are (`compat32`), since the newer policies work out
addresses and dates of each header, and fall over what no mail program would send. Attachments are
named, never opened.
"""

from __future__ import annotations

import binascii
import email.errors
import email.header
import email.parser
import email.utils
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from email.message import Message
from typing import TypeAlias

from newsreader.errors import InputError, TooLargeError
from newsreader.ingest import dates, language, plain
from newsreader.ingest.bylines import split_names
from newsreader.ingest.decode import decode, in_utf8
from newsreader.ingest.mail_bounds import bounded
from newsreader.ingest.mbox import START
from newsreader.ingest.prepend import with_title
from newsreader.ingest.raw import RawDocument, make_id
from newsreader.model.document import Document, PublishedFrom, Source, SourceKind, Stamp
from newsreader.model.spans import ArticleId
from newsreader.text.safe import fold, make_safe, one_line

MOST_PARTS = 500
"""How many parts of one mail are looked at."""

MOST_HEADER_CHARS = 2000
"""What of a header is read."""

MOST_TITLE_CHARS = 500
"""Longer titles are cut."""

MOST_ID_CHARS = 200
"""Longer ids are cut."""

MOST_NAMED = 10
"""How many attachments are named."""

_PHRASE = re.compile(r"^\s*\"?([^<\"]*?)\"?\s*<")
_MACHINE_NAME = re.compile(r"[\w.+-]*@|\b(?:no-?reply|do-?not-?reply|mailer-daemon)\b", re.I)
_Mail: TypeAlias = "Message[str, str]"


def read(raw: RawDocument, received: datetime) -> Document:
    """The document of one mail; raises `InputError` where it holds no text."""
    where = one_line(raw.name)
    mail = _parsed(raw.data, where)
    title = _words(mail, "Subject", MOST_TITLE_CHARS)
    source = Source(SourceKind.MAIL, raw.source.uri, _outlet(mail) or raw.source.outlet)
    article_id = _id(mail) or raw.id or make_id(source, f"{_words(mail, 'Date')}\0{title}\0{_words(mail, 'From')}")
    parts, attached = _parts(mail)
    try:
        document = _body(parts, source, article_id, received, where)
    except TooLargeError as error:
        raise TooLargeError(error.what, where=where, mend=error.mend) from None
    if document is None and not title:
        raise InputError("holds no text", where=where)
    if document is None:
        document = plain.from_text(make_safe(title or ""), source, article_id, received)
    return _with_headers(with_title(document, title), mail, attached)


def _parsed(data: bytes, where: str) -> _Mail:
    start = START.match(data)
    data = bounded(data[start.end() if start else 0 :], where)
    try:
        mail = email.parser.BytesParser().parsebytes(data)
    except (email.errors.MessageError, ValueError, RecursionError, LookupError, AttributeError, IndexError):
        raise InputError("is no mail that can be read", where=where) from None
    if not mail.keys():
        raise InputError("is no mail: it has no headers", where=where)
    return mail


def _with_headers(document: Document, mail: _Mail, attached: list[str]) -> Document:
    """The document with what the headers state, which wins over what the text shows."""
    published = _day(mail)
    outlet = document.source.outlet
    sender = _sender(mail)
    byline = document.byline or (split_names(sender) if sender and sender != outlet else ())
    more = f" and {len(attached) - MOST_NAMED} more" if len(attached) > MOST_NAMED else ""
    named = ", ".join(attached[:MOST_NAMED])
    return replace(
        document,
        byline=byline,
        published=published or document.published,
        published_from=PublishedFrom.META if published else document.published_from,
        language=language.settle(_words(mail, "Content-Language"), document.text),
        left_out=(*document.left_out, *((f"Attachments were not opened: {named}{more}.",) if attached else ())),
    )


# ------------------------------------------------------------------ body


def _parts(mail: _Mail) -> tuple[list[_Mail], list[str]]:
    """The parts that hold text, in order, and the names of those that are attached."""
    texts: list[_Mail] = []
    attached: list[str] = []
    for number, part in enumerate(_walk(mail)):
        if number >= MOST_PARTS:
            break
        name = _file_name(part)
        kind = part.get_content_type()
        if name or part.get_content_disposition() == "attachment" or kind == "message/rfc822":
            attached.append(name or kind)
        elif kind in ("text/html", "text/plain") and not part.is_multipart():
            texts.append(part)
    return texts, attached


def _walk(mail: _Mail) -> Iterator[_Mail]:
    """All parts, without those of mails that are attached, and without recursion."""
    waiting: list[object] = [mail]
    while waiting:
        part = waiting.pop()
        if not isinstance(part, Message):
            continue
        yield part
        inner = part.get_payload() if part.get_content_maintype() == "multipart" else None
        if isinstance(inner, list):
            waiting += reversed(inner[:MOST_PARTS])


def _file_name(part: _Mail) -> str | None:
    try:
        name = part.get_filename()
    except (ValueError, LookupError, TypeError, AttributeError, IndexError):
        return "a file"
    return one_line(_decoded(name), 80) or None if name else None


def _body(parts: list[_Mail], source: Source, article_id: ArticleId, received: datetime, where: str) -> Document | None:
    """The text of the mail: its HTML where that shows something, else its plain text."""
    for part in parts:
        if part.get_content_type() == "text/html" and (data := _payload(part)).strip():
            from newsreader.ingest import html  # here: plain mails need no parser of pages

            try:
                return html.from_markup(decode(data), source, article_id, received, where)
            except InputError:
                continue
    texts = [text for part in parts if part.get_content_type() == "text/plain" and (text := decode(_payload(part)))]
    text = "\n".join(texts)
    return plain.from_text(make_safe(text), source, article_id, received) if text.strip() else None


def _payload(part: _Mail) -> bytes:
    try:
        data = part.get_payload(decode=True)
        charset = part.get_content_charset()
    except (ValueError, LookupError, TypeError, AttributeError, IndexError, binascii.Error):
        return b""
    return in_utf8(data, charset) if isinstance(data, bytes) else b""


# ------------------------------------------------------------------ headers


def _words(mail: _Mail, name: str, most: int = MOST_HEADER_CHARS) -> str | None:
    """A header in words, on one line."""
    value = next((value for key, value in mail.raw_items() if key.lower() == name.lower()), None)
    return fold(_decoded(str(value)))[:most] or None if value is not None else None


def _decoded(value: str) -> str:
    """A header with its encoded words as text; bytes past ASCII stand in it as lone surrogates."""
    text = " ".join(decode(value[:MOST_HEADER_CHARS].encode("utf-8", "surrogateescape")).split("\n"))
    try:
        pieces = email.header.decode_header(text)
    except (email.errors.HeaderParseError, ValueError, binascii.Error, IndexError):
        return text
    return "".join(_piece(piece, charset) for piece, charset in pieces)


def _piece(piece: str | bytes, charset: str | None) -> str:
    """One stretch of a header; what stands between encoded words comes in an encoding of the parser's own."""
    if isinstance(piece, str):
        return piece
    return piece.decode("raw-unicode-escape", "replace") if charset is None else decode(in_utf8(piece, charset))


def _sender(mail: _Mail) -> str | None:
    """The name of who sent it; None where only an address is stated."""
    found = _PHRASE.match(_words(mail, "From") or "")
    name = fold(found[1].strip("'\" ")) if found else ""
    return one_line(name, 100) if name and not _MACHINE_NAME.search(name) else None


def _outlet(mail: _Mail) -> str | None:
    """The name of the list that it came over, or of who sends to a list; None for a mail from one to another."""
    listed = _words(mail, "List-Id")
    found = _PHRASE.match(listed or "")
    if found and found[1].strip():
        return one_line(found[1].strip("'\" "), 100)
    return _sender(mail) if listed or _words(mail, "List-Unsubscribe") else None


def _day(mail: _Mail) -> Stamp | None:
    value = _words(mail, "Date", 200)
    return dates.parse_moment(value) if value else None


def _id(mail: _Mail) -> ArticleId | None:
    value = one_line((_words(mail, "Message-ID") or "").strip("<> "), MOST_ID_CHARS)
    return ArticleId(value) if value else None
