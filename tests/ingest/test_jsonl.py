from __future__ import annotations

import json
from dataclasses import replace

import pytest

from newsreader.ingest.jsonl import lines
from newsreader.ingest.raw import Format, Unreadable
from newsreader.ingest.reading import read
from newsreader.model.document import Document, PublishedFrom, SourceKind
from tests.ingest.samples import NOW, STORY, raw


def rows(*values: object) -> bytes:
    return "".join(json.dumps(value) + "\n" for value in values).encode()


def test_a_text_is_taken_as_it_is_with_its_id() -> None:
    found = list(lines(raw(rows({"id": "a-1", "text": STORY}, {"id": 7, "text": " odd  spaces \r\nkept"})), NOW))
    assert [item.id for item in found] == ["a-1", "7"]
    assert isinstance(found[0], Document)
    assert isinstance(found[1], Document)
    assert found[0].text == STORY
    assert found[1].text == " odd  spaces \nkept"
    assert found[0].source.kind is SourceKind.JSONL


def test_what_the_line_states_wins() -> None:
    row = {
        "text": STORY,
        "title": "Other  title",
        "byline": ["Ann Lee"],
        "published": "2020-01-02",
        "outlet": "Wire",
        "url": "https://wire.example/1",
        "language": "en-GB",
    }
    (document,) = lines(raw(rows(row)), NOW)
    assert isinstance(document, Document)
    assert (document.title, document.byline, document.language) == ("Other title", ("Ann Lee",), "en")
    assert document.published is not None
    assert (document.published.iso(), document.published_from) == ("2020-01-02", PublishedFrom.META)
    assert (document.source.outlet, document.source.uri) == ("Wire", "https://wire.example/1")


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (b"{broken", "line 2: not JSON"),
        (b"[1]", "not a JSON object"),
        (b"[" * 200_000, "not JSON"),
        (b'{"text": ' + b"9" * 5000 + b"}", "not JSON"),
        (b'{"text": "  "}', "no text"),
        (b'{"text": 5, "html": null}', "no text"),
        (b"\xff\xfe\x00", "not JSON"),
    ],
)
def test_a_bad_line_costs_only_itself(line: bytes, what: str) -> None:
    first, second, third = lines(raw(rows({"text": STORY}) + line + b"\n\n" + rows({"text": STORY})), NOW)
    assert isinstance(first, Document)
    assert isinstance(third, Document)
    assert isinstance(second, Unreadable)
    assert what in str(second.error)


def test_the_id_of_a_bad_line_is_given() -> None:
    (found,) = lines(raw(rows({"id": "a-1"})), NOW)
    assert isinstance(found, Unreadable)
    assert found.id == "a-1"


def test_wrong_types_count_as_absent() -> None:
    (document,) = lines(
        raw(
            rows(
                {
                    "id": {"a": 1},
                    "text": STORY,
                    "title": [],
                    "byline": 5,
                    "published": {},
                    "url": "javascript:x",
                    "outlet": 3,
                }
            )
        ),
        NOW,
    )
    assert isinstance(document, Document)
    assert document.title == "Harbour talks resume in Port Ellery"
    assert document.source.outlet is None


def test_a_file_that_is_one_value_over_many_lines_is_read_too() -> None:
    found = list(
        lines(raw(json.dumps([{"id": "a", "text": "One."}, {"id": "b", "text": "Two."}], indent=1).encode()), NOW)
    )
    assert [item.id for item in found] == ["a", "b"]


def test_a_page_on_a_line() -> None:
    (document,) = lines(
        raw(rows({"id": "p", "html": f"<h1>Harbour talks</h1><p>{STORY}</p>", "url": "https://wire.example/"})), NOW
    )
    assert isinstance(document, Document)
    assert document.id == "p"
    assert "Port Ellery" in document.text


@pytest.mark.parametrize("bad", [b"\0" * 9000, b"\1\2" * 9000, b"a\0" * 9000])
def test_a_piece_of_a_long_file_is_not_judged_by_one_line(bad: bytes) -> None:
    piece = replace(raw(bad + b"\n" + rows({"id": "a", "text": STORY}, {"id": "b", "text": STORY})), first=500)
    found = list(read(piece, NOW, Format.JSONL))
    assert [item.id for item in found] == [None, "a", "b"]
    assert isinstance(found[0], Unreadable)
    assert "line 500: not JSON" in str(found[0].error)


def test_a_file_with_the_line_ends_of_old_macintoshes() -> None:
    data = b"\r".join(json.dumps({"id": str(n), "text": STORY}).encode() for n in range(3))
    assert [item.id for item in lines(raw(data), NOW)] == ["0", "1", "2"]


def test_each_row_of_an_array_is_judged_by_itself() -> None:
    array = b'[\n{"id": "a", "text": "One."},\n5,\n{"id": "b", "text": "Two."}'
    first, bad, second, broken = lines(raw(array), NOW)
    assert (first.id, second.id) == ("a", "b")
    assert isinstance(bad, Unreadable)
    assert "row 2: not a JSON object" in str(bad.error)
    assert isinstance(broken, Unreadable)
    assert "cut short" in str(broken.error)


def test_messages_speak_of_the_line_and_not_of_python() -> None:
    (found,) = lines(raw(b'{"text": ' + b"9" * 5000 + b"}"), NOW)
    assert isinstance(found, Unreadable)
    assert "sys." not in str(found.error)
    assert "a number in it is too long" in str(found.error)


def test_a_line_end_of_another_kind_in_a_text_is_no_fault() -> None:
    (found,) = lines(raw('{"text": "One.\x85Two."}\n'), NOW)
    assert isinstance(found, Document)
    assert found.text == "One.\nTwo."
