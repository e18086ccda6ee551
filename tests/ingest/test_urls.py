from __future__ import annotations

import pytest

from newsreader.ingest.urls import web_address


@pytest.mark.parametrize(
    ("url", "base", "kept"),
    [
        ("https://a.example/x?y=1#z", None, "https://a.example/x?y=1#z"),
        (" http://a.example/ ", None, "http://a.example/"),
        ("/x", "https://a.example/y", "https://a.example/x"),
        ("/x", None, None),
        ("javascript:alert(1)", None, None),
        ("  JaVa\tScRiPt:alert(1)", "https://a.example/", None),
        ("\x01javascript:x", None, None),
        ("data:text/html,x", None, None),
        ("file:///etc/passwd", "https://a.example/", None),
        ("feed:file:///x", None, None),
        ("mailto:a@b.example", None, None),
        ("http://a.example/ --profile=/tmp/x", None, None),
        ("http://a.example/\nx", None, None),
        ("http://127.0.0.1:9\\@a.example/", None, None),
        ("http://", None, None),
        ("http://[::1", None, None),
        ("http://a.example:99999/", None, None),
        ("--help", None, None),
        ("http://a.example/\u202ex", None, None),
        ("more", "javascript:alert(1)//", None),
        (None, None, None),
        ({}, None, None),
    ],
)
def test_only_addresses_of_the_web_are_kept(url: object, base: str | None, kept: str | None) -> None:
    assert web_address(url, base) == kept
