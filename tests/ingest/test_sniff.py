from __future__ import annotations

import gzip

import pytest

from newsreader.errors import InputError
from newsreader.ingest.raw import Format
from newsreader.ingest.sniff import detect
from tests.ingest.samples import STORY, raw

RSS = '<?xml version="1.0"?><!-- made by hand --><rss version="2.0"><channel/></rss>'


@pytest.mark.parametrize(
    ("data", "name", "found"),
    [
        (STORY, "a.txt", Format.TEXT),
        (STORY, "a", Format.TEXT),
        (STORY, "a.md", Format.MARKDOWN),
        ("---\ntitle: A\n---\nWords.", "a.txt", Format.MARKDOWN),
        ("---\nno key here\n", "a.txt", Format.TEXT),
        (RSS, "a.html", Format.FEED),
        ("\n \ufeff" + RSS, "a", Format.FEED),
        ('<feed xmlns="http://www.w3.org/2005/Atom"></feed>', "a.xml", Format.FEED),
        ('<!DOCTYPE rss [<!ENTITY a "b">]><rss></rss>', "a.xml", Format.FEED),
        ('<rdf:RDF xmlns="http://purl.org/rss/1.0/"/>', "a", Format.FEED),
        ("<!doctype html><title>a</title>", "a.txt", Format.HTML),
        ('<?xml version="1.0"?><html xmlns="x"><body/></html>', "a.xml", Format.HTML),
        ("<p>Words", "a", Format.HTML),
        ("<unknown/>", "a.xml", Format.FEED),
        ("< 5 people came", "a.txt", Format.TEXT),
        ('{"version": "https://jsonfeed.org/version/1.1", "items": []}', "a.json", Format.FEED),
        ('{"id": "1", "text": "a"}\n{"id": "2", "text": "b"}\n', "a", Format.JSONL),
        ('[\n{"text": "a"}]', "a.json", Format.JSONL),
        ('[\n {"text": "a"}]', "a.txt", Format.JSONL),
        ('[{ "text": "a"}]', "standard input", Format.JSONL),
        ("{curly} words", "a.txt", Format.TEXT),
        ("[sic] they said", "a.txt", Format.TEXT),
        (STORY.encode("utf-16"), "a.txt", Format.TEXT),
    ],
)
def test_what_it_holds_decides_then_the_suffix(data: str | bytes, name: str, found: Format) -> None:
    assert detect(raw(data, name)) is found


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "PNG"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "zip"),
        (gzip.compress(b"words", mtime=0), "gzip"),
        (b"SQLite format 3\0....", "SQLite"),
        (b"\x7fELF....", "program"),
        (bytes(range(256)) * 20, "binary"),
        (b"a\0\0\0b\0\0\0" * 50, "binary"),
        (b"", "empty"),
        (b" \n\t\xc2\xa0\r\n", "empty"),
        (b"<opml version='2.0'></opml>", "list of feeds"),
    ],
)
def test_what_is_no_article_is_refused_by_name(data: bytes, what: str) -> None:
    with pytest.raises(InputError, match=what) as caught:
        detect(raw(data, "a.html\x1b[31m\nb"))
    assert "\x1b" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_few_nuls_do_not_make_a_binary() -> None:
    assert detect(raw("Har\0bour talks\0\n" + STORY)) is Format.TEXT
