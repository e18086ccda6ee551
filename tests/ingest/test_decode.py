from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.ingest.decode import decode, known_charset, wide_charset

TEXT = "Zurück in Genf: “Ja,” sagte sie.\nDie Gespräche gehen weiter.\n"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (TEXT.encode(), TEXT),
        (codecs.BOM_UTF8 + TEXT.encode(), TEXT),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), TEXT),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), TEXT),
        (TEXT.encode("utf-16-le"), TEXT),
        (TEXT.encode("utf-16-be"), TEXT),
        (TEXT.encode("cp1252"), TEXT),
        (b"caf\xe9 \x81", "caf\u00e9 \ufffd"),
        (b"a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\u0085b".encode(), "a\nb"),
        ("“cut”".encode()[:-1], "“cut\ufffd"),
        (b"bad \xff byte, good " + "“marks” ’".encode(), "bad \ufffd byte, good “marks” ’"),
        (b"", ""),
    ],
)
def test_text_comes_out_as_it_was_written(data: bytes, text: str) -> None:
    assert decode(data) == text


def test_a_declared_charset_counts_where_the_bytes_are_not_utf8() -> None:
    assert decode("Привет".encode("koi8-r"), "koi8-r") == "Привет"
    assert decode("Привет".encode(), "koi8-r") == "Привет"
    assert decode("日本".encode("iso-2022-jp"), "iso-2022-jp") == "日本"


@pytest.mark.parametrize(
    "name", ["unicode_escape", "rot13", "zip", "idna", "undefined", "utf-7", "hz", "no-such", "a\0b", "x" * 9999]
)
def test_what_is_no_charset_of_texts_is_not_used(name: str) -> None:
    assert known_charset(name) is None
    assert decode(b"+ADw-b+AD4- \\x41", name) == "+ADw-b+AD4- \\x41"


@given(st.binary(max_size=200), st.sampled_from([None, "utf-16", "gb2312", "shift_jis", "latin-1"]))
def test_any_bytes_become_text_without_carriage_returns(data: bytes, declared: str | None) -> None:
    assert "\r" not in decode(data, declared)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\x85\ufeff\x00"), max_size=200))
def test_utf8_comes_back(text: str) -> None:
    assert decode(text.encode()) == text


def test_nul_bytes_further_on_do_not_make_text_wide() -> None:
    assert (
        wide_charset(b"The strike in the harbour of Port Ellery goes on, said the union today.\n" + b"a\0" * 3000)
        is None
    )
    assert wide_charset("Harbour talks".encode("utf-16-le") * 100) == "utf-16-le"
