"""Which format some bytes are in: what they hold decides, the suffix only where they leave it open.

Files come with wrong suffixes or none, and servers name everything `text/html`. What is no text at
all is refused here, with what it seems to be, so that no reader below has to expect a picture.
"""

from __future__ import annotations

import re
from pathlib import PurePath

from newsreader.errors import InputError
from newsreader.ingest import mbox
from newsreader.ingest.decode import decode, wide_charset
from newsreader.ingest.raw import Format, RawDocument
from newsreader.text.safe import one_line

_UNPACK = "unpack it first"
_AS_TEXT = "save it as text or HTML first"
_BINARIES = (
    (b"\x89PNG", "a PNG picture", None),
    (b"\xff\xd8\xff", "a JPEG picture", None),
    (b"GIF8", "a GIF picture", None),
    (b"%PDF", "a PDF", _AS_TEXT),
    (b"PK\x03\x04", "a zip archive or an office document", "unpack it or save it as text first"),
    (b"PK\x05\x06", "an empty zip archive", None),
    (b"\x1f\x8b", "packed with gzip", _UNPACK),
    (b"BZh", "packed with bzip2", _UNPACK),
    (b"\xfd7zXZ\x00", "packed with xz", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "packed with zstd", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", _UNPACK),
    (b"Rar!", "a rar archive", _UNPACK),
    (b"SQLite format 3\x00", "an SQLite database", "name a library with --library"),
    (b"\x7fELF", "a program", None),
    (b"\xca\xfe\xba\xbe", "a program", None),
    (b"\xcf\xfa\xed\xfe", "a program", None),
    (b"\xd0\xcf\x11\xe0", "an office document", _AS_TEXT),
    (b"{\\rtf", "a rich text document", _AS_TEXT),
    (b"RIFF", "a recording or picture", None),
    (b"ID3", "a recording", None),
    (b"OggS", "a recording", None),
)

_SUFFIXES = {
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".rss": Format.FEED,
    ".atom": Format.FEED,
    ".rdf": Format.FEED,
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
    ".eml": Format.MAIL,
    ".mbox": Format.MAIL,
    ".warc": Format.WARC,
}

_MAIL_SAMPLE_BYTES = 16_000
_MAIL_HEADER = re.compile(rb"([A-Za-z][\w-]{0,76})[ \t]*:")
_MAIL_PROGRAM = frozenset({b"message-id", b"received", b"mime-version", b"return-path", b"delivered-to"})
_SAMPLE_BYTES = 1 << 16
_MOST_NULS = 0.1
_MOST_CONTROLS = 0.08
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b"))

_PROLOGUE = re.compile(
    r"(?:\s|<\?[^>]{0,2000}>|<!--.{0,4000}?-->|<!DOCTYPE\b[^>\[]{0,2000}(?:\[[^\]]{0,60000}\]\s*)?>)*", re.S | re.I
)
_FEED_TAG = re.compile(r"<(?:rss|(?:[a-z]+:)?rdf|(?:atom:)?feed|channel)\b", re.I)
_OPML_TAG = re.compile(r"<opml\b", re.I)
_PAGE_TAG = re.compile(
    r"<(?:html|head|body|title|meta|article|section|main|div|p|h[1-6]|span|table|ul|ol|a|img|script|style|link|"
    r"blockquote|figure|header|nav)\b|<!doctype html",
    re.I,
)
_PAGE_ROOT = re.compile(r"<(?:!doctype\s+html|html\b|body\b)", re.I)
_FRONT_MATTER = re.compile(
    r"---[ \t]*\n(?:(?!---|\.\.\.).*\n){0,200}?[A-Za-z_][\w -]*:.*\n(?:.*\n){0,400}?(?:---|\.\.\.)[ \t]*(?:\n|$)"
)
_WARC = re.compile(rb"WARC/\d\.\d")
_JSON_FEED = re.compile(r"jsonfeed\.org/version")
_JSON_OBJECT = re.compile(r"\[?\s*\{\s*(?:\"|\})")
_TABLE = re.compile(r"\{\"|\[\s*\{\s*\"")


def detect(raw: RawDocument) -> Format:
    """The format of the bytes; raises `InputError` where they hold no text or nothing."""
    refuse_binary(raw)
    if _WARC.match(raw.data):
        return Format.WARC
    if mbox.START.match(raw.data) or looks_like_mail(raw.data[:_SAMPLE_BYTES]):
        return Format.MAIL
    text = decode(raw.data[:_SAMPLE_BYTES]).lstrip("\ufeff \t\n\x0b\x0c\xa0")
    suffix = PurePath(raw.name.lower().removesuffix(".gz")).suffix
    if text.startswith(("{", "[")):
        found = _json_format(text, suffix)
    elif text.startswith("<"):
        found = _markup_format(text, raw, suffix)
    else:
        found = _text_format(text)
    return found or _SUFFIXES.get(suffix, Format.TEXT)


def is_feed(raw: RawDocument) -> bool:
    """Whether the bytes are a feed by their first tag or key; of XML, sitemaps and much else are none."""
    text = decode(raw.data[:_SAMPLE_BYTES]).lstrip("\ufeff \t\n\x0b\x0c\xa0")
    if text.startswith("{"):
        return bool(_JSON_FEED.search(text))
    prologue = _PROLOGUE.match(text)
    return bool(_FEED_TAG.match(text[prologue.end() if prologue else 0 :][:200]))


def looks_like_mail(head: bytes) -> bool:
    """Whether bytes begin as a mail does: with headers, among them one that only mail programs write."""
    block = re.split(rb"\r?\n\r?\n", head[:_MAIL_SAMPLE_BYTES], maxsplit=1)[0]
    lines = [line for line in block.split(b"\n") if line[:1] not in (b" ", b"\t")]
    names = {found[1].lower() for line in lines if (found := _MAIL_HEADER.match(line))}
    last_is_cut = len(block) >= _MAIL_SAMPLE_BYTES
    told = sum(bool(_MAIL_HEADER.match(line)) for line in lines)
    return told >= len(lines) - last_is_cut and b"from" in names and bool(names & _MAIL_PROGRAM)


def refuse_binary(raw: RawDocument) -> None:
    """Raise `InputError` where the bytes are empty, only white space, or no text."""
    refuse_known_binary(raw)
    sample = raw.data[:_SAMPLE_BYTES]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if wide_charset(raw.data) is None and (
        sample.count(0) > _MOST_NULS * len(sample) or controls > _MOST_CONTROLS * len(sample)
    ):
        raise InputError("seems to be a binary file, not text", where=one_line(raw.name))


def refuse_known_binary(raw: RawDocument) -> None:
    """Raise `InputError` where the bytes are empty, only white space, or begin as a form that is no text."""
    where = one_line(raw.name)
    if not raw.data.strip(b" \t\r\n\x0b\x0c\x00") or (len(raw.data) < _SAMPLE_BYTES and not decode(raw.data).strip()):
        raise InputError("is empty", where=where)
    for magic, what, mend in _BINARIES:
        if raw.data.startswith(magic):
            raise InputError(f"is {what}, not text", where=where, mend=mend)


def _json_format(text: str, suffix: str) -> Format | None:
    if _JSON_FEED.search(text):
        return Format.FEED
    if _JSON_OBJECT.match(text) and (suffix in (".json", ".jsonl", ".ndjson") or _TABLE.match(text)):
        return Format.JSONL
    return None


def _markup_format(text: str, raw: RawDocument, suffix: str) -> Format | None:
    prologue = _PROLOGUE.match(text)
    root = text[prologue.end() if prologue else 0 :][:200]
    if _OPML_TAG.match(root):
        raise InputError(
            "is a list of feeds, not an article", where=one_line(raw.name), mend="take it in with `newsreader add`"
        )
    if _FEED_TAG.match(root):
        return Format.FEED
    if _PAGE_TAG.match(root) or _PAGE_ROOT.search(text[:_SAMPLE_BYTES]):
        return Format.HTML
    return Format.FEED if suffix == ".xml" else None


def _text_format(text: str) -> Format | None:
    if _PAGE_ROOT.search(text[:2000]):
        return Format.HTML
    return Format.MARKDOWN if _FRONT_MATTER.match(text) else None
