"""Bytes to text, whatever they claim to be.

A mark at the start decides; then what the bytes are; then what is declared. UTF-8 comes before the
declaration, since text of another charset almost never happens to be valid UTF-8, while pages that
declare the wrong charset are common. Python's codec table also holds things that are no charset
(`unicode_escape`, `rot13`, `idna`) and some that run away or hide markup (UTF-7), so a declared name
counts only if it is on a list of real ones.
"""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_LATIN = frozenset({"iso8859-1", "ascii", "cp1252", "latin-1"})
"""Names under which Windows-1252 goes about."""

_CHARSETS = frozenset(
    [f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16)]
    + [f"cp125{part}" for part in (0, 1, 3, 4, 5, 6, 7, 8)]
    + ["koi8-r", "koi8-u", "mac-roman", "cp866", "cp437", "cp850", "cp874", "tis-620"]
    + ["gb2312", "gbk", "gb18030", "big5", "big5hkscs", "euc_jp", "euc_kr", "shift_jis", "cp932", "cp949"]
)

_SHIFTED = {"iso2022_jp": b"\x1b$", "iso2022_kr": b"\x1b$"}
"""Charsets of seven bits, which look like ASCII, and what shows that they are used."""

_SAMPLE_BYTES = 4096
_START_BYTES = 64
"""Wide text shows it here already; a line of NUL bytes further on is damage in text that is not wide."""

_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_LINE_END = re.compile("\r\n|\r|\x85")


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of the bytes, line ends as newlines; what cannot be decoded is U+FFFD. Never raises."""
    return with_newlines(decode_exactly(data, declared))


def decode_exactly(data: bytes, declared: str | None = None) -> str:
    """The same with line ends as they are, for what has rules of its own for them, as JSON has."""
    return _decoded(data, declared).removeprefix("\ufeff")


def with_newlines(text: str) -> str:
    """The text with each kind of line end as a newline."""
    return _LINE_END.sub("\n", text) if "\r" in text or "\x85" in text else text


def in_utf8(data: bytes, declared: str | None) -> bytes:
    """The bytes in UTF-8 with a mark, where they are in the charset that a server or a mail declares; else unchanged.

    For what declares a charset outside of the bytes: the reader of the bytes alone will then know it.
    """
    charset = known_charset(declared)
    if charset is None or wide_charset(data):
        return data
    if not (charset in _SHIFTED and _SHIFTED[charset] in data):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            return data
    return codecs.BOM_UTF8 + data.decode(charset, "replace").encode("utf-8")


def known_charset(declared: str | None) -> str | None:
    """Python's name of a declared charset; None where it is none that text is written in."""
    try:
        name = codecs.lookup(declared.strip("\"' \t\r\n")).name if declared else ""
    except (LookupError, ValueError, UnicodeError):
        return None
    if name in _LATIN:
        return "cp1252"
    return name if name in _CHARSETS or name in _SHIFTED else None


def wide_charset(data: bytes) -> str | None:
    """UTF-16 or UTF-32, as a mark or the pattern of NUL bytes shows it; None for other text."""
    for mark, name in _MARKS[1:]:
        if data.startswith(mark):
            return name
    sample = data[:_SAMPLE_BYTES]
    low, high = sample[0::2], sample[1::2]
    if len(sample) < 4 or not sample[:_START_BYTES].count(0):
        return None
    if high.count(0) > 0.4 * len(high) and low.count(0) <= 0.05 * len(low):
        return "utf-16-le"
    if low.count(0) > 0.4 * len(low) and high.count(0) <= 0.05 * len(high):
        return "utf-16-be"
    return None


def _decoded(data: bytes, declared: str | None) -> str:
    wide = wide_charset(data)
    if wide:
        return data.decode(wide, "replace")
    charset = known_charset(declared)
    if charset in _SHIFTED and _SHIFTED[charset] in data:
        return data.decode(charset, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if not charset and _is_damaged_utf8(data, error):
            return data.decode("utf-8", "replace")
    return data.decode(charset or "cp1252", "replace")


def _is_damaged_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    """Whether it is UTF-8 that was cut or has a few bad bytes, rather than a charset of one byte each."""
    if error.reason == "unexpected end of data" and error.end >= len(data):
        return True
    whole = sum(1 for _ in _MULTIBYTE.finditer(data))
    high = len(data) - len(data.translate(None, bytes(range(0x80, 0x100))))
    in_whole = sum(len(found.group()) for found in _MULTIBYTE.finditer(data))
    return whole * 4 >= high - in_whole
