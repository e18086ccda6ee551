"""Inputs of each kind, in order, whatever their workers do."""

from __future__ import annotations

import gzip
import io
import json
import sys
import zipfile
from pathlib import Path

import pytest

from newsreader.errors import InputError
from newsreader.ingest import chunks, language
from newsreader.ingest.raw import Format, RawDocument
from newsreader.model.article import ParsedArticle
from newsreader.model.document import Source, SourceKind
from newsreader.services import portions
from newsreader.services.inputs import Failed, find_inputs, measure, piped
from newsreader.services.parsing import parse
from tests.services.here import HereEngine

STORY = (
    "Harbour talks resume\n\nThe harbour talks of Port Ellery went on for nine hours on Monday, the mayor said after "
    "they had been broken off. She will meet the union on Friday.\n"
)
GERMAN = (
    "Hafenstreik geht weiter\n\nDie Gespräche über den Streik im Hafen begannen am Montag wieder, nachdem sie eine "
    "Woche geruht hatten. Die Bürgermeisterin sagte, man sei einander näher gekommen.\n"
)


def rows(count: int, first: int = 0) -> bytes:
    return b"".join(json.dumps({"id": f"n{n}", "text": STORY}).encode() + b"\n" for n in range(first, first + count))


def outcomes(engine: HereEngine, *names: Path | str, forced: Format | None = None) -> list[str]:
    """The ids of the articles and the errors, in order."""
    found = find_inputs(map(str, names), forced=forced)
    return [
        str(item.error) if isinstance(item, Failed) else item.document.id
        for item in parse(found, engine, forced=forced, only_blocks=True)
    ]


@pytest.fixture
def short_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "CHUNK_BYTES", 1000)
    monkeypatch.setattr("newsreader.ingest.archive.CHUNK_BYTES", 1000)


def test_a_long_file_of_lines_is_read_in_pieces_and_in_order(tmp_path: Path, short_chunks: None) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(rows(60) + b"{broken\n" + rows(3, 60))
    engine = HereEngine()
    found = outcomes(engine, path)
    assert found[:60] + found[61:] == [f"n{n}" for n in range(63)]
    assert "line 61: not JSON" in found[60]
    assert len(engine.asked) > 10


def test_a_line_that_a_worker_dies_of_costs_itself_alone(tmp_path: Path, short_chunks: None) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(rows(20) + json.dumps({"id": "bad", "text": "kills"}).encode() + b"\n" + rows(20, 20))
    found = outcomes(HereEngine(b"kills"), path)
    assert [item for item in found if item.startswith("n")] == [f"n{n}" for n in range(40)]
    assert [item for item in found if not item.startswith("n")] == [f"{path}, line 21: the worker died of it"]


def test_a_record_of_an_archive_that_a_worker_dies_of_costs_itself_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(
        gzip.compress(rows(150) + json.dumps({"id": "bad", "text": "kills"}).encode() + b"\n" + rows(250, 150))
    )
    found = outcomes(HereEngine(b"kills"), path)
    assert [item for item in found if item.startswith("n")] == [f"n{n}" for n in range(400)]
    assert [item for item in found if not item.startswith("n")] == [f"{path}, record 151: the worker died of it"]


def test_an_archive_of_which_workers_only_die_is_given_up(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(rows(500)))
    found = outcomes(HereEngine(b"Harbour"), path)
    assert len(found) == 4
    assert "again and again" in found[-1]


def test_archives_pages_and_texts_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.html").write_text(f"<h1>Page</h1><p>{STORY}</p>")
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as packed:
        packed.writestr("l.jsonl", rows(3))
    (tmp_path / "d.jsonl").write_bytes(rows(1, 9))
    found = outcomes(HereEngine(), tmp_path)
    assert found[2:] == ["n0", "n1", "n2", "n9"]
    assert len(set(found)) == 6


def test_a_text_whose_language_needs_the_model_is_read_in_a_worker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.txt").write_text(GERMAN)
    engine = HereEngine()
    (english, unknown) = parse(find_inputs([str(tmp_path)]), engine, only_blocks=True)
    assert isinstance(english, ParsedArticle)
    assert isinstance(unknown, ParsedArticle)
    assert [header["name"] for header in engine.asked] == [str(tmp_path / "b.txt")]
    monkeypatch.setattr(language._Model, "allowed", True)
    (_, german) = parse(find_inputs([str(tmp_path)]), engine, only_blocks=True)
    assert isinstance(german, ParsedArticle)
    assert (english.document.language, unknown.document.language, german.document.language) == ("en", None, "de")


def test_an_address_is_fetched_by_whoever_can() -> None:
    def fetch(url: str) -> RawDocument:
        if "gone" in url:
            raise InputError("is gone", where=url)
        return RawDocument(STORY.encode(), Source(SourceKind.HTML, url), url)

    first, second = find_inputs(["https://a.example/1", "http://a.example/gone"], fetch=fetch)
    assert isinstance(first, RawDocument)
    assert isinstance(second, Failed)
    (refused,) = find_inputs(["https://a.example/1"])
    assert isinstance(refused, Failed)
    assert "is an address" in str(refused.error)


def give(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(data))))


@pytest.mark.parametrize(
    ("data", "count", "forced"),
    [
        (rows(500), 500, None),
        (gzip.compress(rows(30)), 30, None),
        (STORY.encode(), 1, None),
        (b"[" + b",\n".join(rows(4).splitlines()) + b"]", 4, Format.JSONL),
        (rows(500), 1, Format.TEXT),
        (b"", 1, None),
    ],
)
def test_standard_input_may_hold_what_a_file_may(
    monkeypatch: pytest.MonkeyPatch, data: bytes, count: int, forced: Format | None
) -> None:
    give(monkeypatch, data)
    assert len(outcomes(HereEngine(), "-", forced=forced)) == count
    give(monkeypatch, data)
    with piped(forced) as found:
        assert len(list(parse([found], HereEngine(), forced=forced, only_blocks=True))) == count


def test_the_size_of_what_is_named_is_known_before(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"12345")
    (tmp_path / "b.png").write_bytes(b"12345")
    assert measure([str(tmp_path), str(tmp_path / "none"), "-", "https://a.example/"]) == 5


def test_blank_lines_are_no_fault(tmp_path: Path, short_chunks: None) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(rows(2) + b"\n" * 3000 + b"   \r\n" * 1000 + rows(1, 2))
    assert outcomes(HereEngine(), path) == ["n0", "n1", "n2"]


@pytest.mark.parametrize("packed", [False, True])
def test_a_file_of_nothing_that_can_be_read_is_left_and_that_is_said_once(
    tmp_path: Path, short_chunks: None, monkeypatch: pytest.MonkeyPatch, packed: bool
) -> None:
    monkeypatch.setattr(portions, "MOST_BAD", 20)
    data = rows(2) + b"{bad}\n" * 19 + rows(1, 2) + b"{bad}\n" * 5000 + rows(1, 3)
    path = tmp_path / ("a.jsonl.gz" if packed else "a.jsonl")
    path.write_bytes(gzip.compress(data) if packed else data)
    found = outcomes(HereEngine(), path, tmp_path / "none.txt")
    assert [one for one in found if one.startswith("n")] == ["n0", "n1", "n2"]
    assert len(found) == 3 + 19 + 20 + 1 + 1
    assert "20 records in a row cannot be read" in found[-2]


def test_an_array_on_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    data = b"[\n " + b",\n ".join(rows(3).splitlines()) + b"\n]\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert outcomes(HereEngine(), "-") == ["n0", "n1", "n2"]


def test_the_rest_of_a_piece_is_left_after_a_few_lines_that_workers_die_of(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(rows(2) + b'{"id": "x", "text": "deadly"}\n' * 50_000 + rows(2, 2))
    found = outcomes(HereEngine(b"deadly"), path)
    assert [one for one in found if one.startswith("n")][:2] == ["n0", "n1"]
    assert sum("again and again; the lines behind it are left" in one for one in found) >= 1
    assert len(found) < 1000


def test_the_pieces_of_a_long_file_are_as_large_as_they_should_be(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(rows(4000))
    engine = HereEngine()
    assert outcomes(engine, path) == [f"n{n}" for n in range(4000)]
    assert len(engine.asked) <= path.stat().st_size / chunks.CHUNK_BYTES + 1
