from __future__ import annotations

import json
from typing import Any

from newsreader.ingest.feed import entries
from newsreader.model.document import BlockKind, Document
from tests.ingest.samples import NOW, check_blocks, raw, said


def documents(value: dict[str, Any] | str) -> list[Document]:
    text = (
        value
        if isinstance(value, str)
        else json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Wire", **value})
    )
    found = [item for item in entries(raw(text, "feed.json"), NOW) if isinstance(item, Document)]
    for document in found:
        check_blocks(document)
    return found


def test_an_item_is_a_document() -> None:
    item = {
        "id": "1",
        "title": "Harbour talks",
        "content_html": "<p>One.</p><p>Two.</p>",
        "url": "https://wire.example/1",
        "date_published": "2020-01-06T10:00:00+01:00",
        "authors": [{"name": "Ann Lee"}],
        "attachments": [
            {"url": "https://wire.example/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 12},
            {"url": None},
        ],
    }
    (document,) = documents({"items": [item]})
    assert said(document, BlockKind.BODY) == ["One.", "Two."]
    assert document.title == "Harbour talks"
    assert document.byline == ("Ann Lee",)
    assert document.published is not None
    assert document.published.iso() == "2020-01-06T09:00:00+00:00"
    assert (document.source.feed, document.source.entry_id, document.source.uri) == (
        "Wire",
        "1",
        "https://wire.example/1",
    )
    assert [enclosure.length for enclosure in document.enclosures] == [12]


def test_plain_text_is_kept_by_lines_and_authors_are_inherited() -> None:
    (document,) = documents({"author": {"name": "Bo Ek"}, "items": [{"id": 5, "content_text": "One <b>.\n\nTwo."}]})
    assert said(document, BlockKind.BODY) == ["One <b>.", "Two."]
    assert document.byline == ("Bo Ek",)
    assert document.source.entry_id == "5"


def test_wrong_types_count_as_absent() -> None:
    items: list[Any] = [
        None,
        1,
        "x",
        [],
        {},
        {"id": {"a": 1}, "title": ["A"], "content_html": 5, "url": {}, "date_published": [], "tags": "t"},
        {"id": "1", "title": "Harbour talks"},
    ]
    found = documents({"authors": "x", "items": items})
    assert [document.title for document in found][-1] == "Harbour talks"


def test_what_could_harm_a_terminal_is_replaced() -> None:
    (document,) = documents(
        '{"items": [{"id": "1", "title": "Harbour \\ud800 \\u0000 \\u001b[31m \\u202e", "content_text": "\\udfff"}]}'
    )
    document.text.encode()
    assert not any(char in document.text for char in "\x00\x1b\u202e\ud800\udfff")


def test_a_feed_that_was_cut_gives_the_items_that_are_whole() -> None:
    whole = json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": "Wire", "items": [{"id": "1", "title": "A, [b]"}] * 1}
    )
    cut = whole[:-2] + ', {"id": "2", "title": "Cut in the mid'
    (document,) = documents(cut)
    assert (document.title, document.source.feed) == ("A, [b]", "Wire")
    assert document.left_out == ("The feed breaks off; what stands before that was read.",)


def test_pictures_addresses_and_changes_of_an_item() -> None:
    item = {
        "id": 12,
        "external_url": "https://other.example/x",
        "image": "/a.png",
        "content_text": "Words.",
        "date_published": "2020-01-06T10:00:00Z",
        "date_modified": "2020-01-07T10:00:00Z",
    }
    (document,) = documents({"home_page_url": "https://wire.example/", "items": [item]})
    assert document.source.uri == "https://other.example/x"
    assert [picture.url for picture in document.pictures] == ["https://wire.example/a.png"]
    assert document.updated is not None
    assert document.updated.iso() == "2020-01-07T10:00:00+00:00"
