from __future__ import annotations

import json

import pytest

from newsreader.errors import InputError
from newsreader.ingest.raw import Format, make_id
from newsreader.ingest.reading import is_light, read
from newsreader.model.document import Document, Source, SourceKind
from tests.ingest.samples import NOW, STORY, raw

PAGE = f"<html><body><h1>Harbour talks</h1><p>{STORY}</p></body></html>"
FEED = "<rss version='2.0'><channel><title>Wire</title><item><title>Harbour talks</title></item></channel></rss>"


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (STORY, "a.txt", SourceKind.FILE),
        ("# Harbour talks\n\nWords.", "a.md", SourceKind.FILE),
        (PAGE, "a.html", SourceKind.HTML),
        (FEED, "a.xml", SourceKind.FEED),
        (json.dumps({"text": STORY}), "a.jsonl", SourceKind.JSONL),
    ],
)
def test_each_format_has_its_reader(data: str, name: str, kind: SourceKind) -> None:
    (document,) = read(raw(data, name), NOW)
    assert isinstance(document, Document)
    assert document.source.kind is kind
    assert document.title is not None
    assert document.title.startswith("Harbour talks")


def test_a_format_can_be_forced() -> None:
    (document,) = read(raw(PAGE, "a.html"), NOW, Format.TEXT)
    assert isinstance(document, Document)
    assert document.text == PAGE


def test_a_binary_is_refused_whatever_is_forced() -> None:
    with pytest.raises(InputError, match="PNG"):
        read(raw(b"\x89PNG\r\n\x1a\n" + bytes(100)), NOW, Format.HTML)


def test_only_light_formats_are_read_by_the_screen() -> None:
    assert [found for found in Format if is_light(found)] == [Format.TEXT, Format.MARKDOWN]


def test_ids_are_stable_and_differ() -> None:
    source = Source(SourceKind.FILE, "a")
    assert make_id(source, "x") == make_id(source, "x")
    assert len({make_id(source, "x"), make_id(source, "y"), make_id(Source(SourceKind.FEED, "a"), "x")}) == 3
    assert len(make_id(source, "\udc80")) == 16
