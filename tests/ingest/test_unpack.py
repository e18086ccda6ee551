"""Archives of each kind, in portions, and what is made to do harm."""

from __future__ import annotations

import gzip
import io
import itertools
import json
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsreader.errors import InputError
from newsreader.ingest import chunks, gunzip
from newsreader.ingest.archive import Archive
from newsreader.ingest.folder import open_input
from newsreader.ingest.raw import Format, Unreadable
from newsreader.ingest.reading import read
from newsreader.ingest.unpack import Unpacker
from newsreader.model.document import Document, SourceKind
from tests.ingest.samples import NOW, STORY


def rows(count: int, first: int = 0) -> bytes:
    return b"".join(json.dumps({"id": f"n{n}", "text": STORY}).encode() + b"\n" for n in range(first, first + count))


def archive(path: Path, forced: Format | None = None) -> Archive:
    found = open_input(path, forced=forced)
    assert isinstance(found, Archive)
    return found


def all_of(path: Path, *, most: int = 100, forced: Format | None = None) -> list[Document | Unreadable]:
    """All items, each portion by an unpacker of its own, as after a worker's death."""
    items: list[Document | Unreadable] = []
    start, finished = 0, False
    while not finished:
        unpacker = Unpacker(archive(path, forced), forced)
        portion = unpacker.portion(start, most, NOW)
        unpacker.close()
        items += portion.items
        start, finished = portion.next, portion.finished
    return items


def ids(items: list[Document | Unreadable]) -> list[str]:
    return [item.id for item in items if isinstance(item, Document)]


def faults(items: list[Document | Unreadable]) -> list[str]:
    return [str(item.error) for item in items if isinstance(item, Unreadable)]


def make_zip(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return path


@pytest.mark.parametrize("most", [1, 7, 100])
def test_portions_hold_every_line_once_and_in_order(tmp_path: Path, most: int) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(rows(20)))
    assert ids(all_of(path, most=most)) == [f"n{n}" for n in range(20)]


def test_one_unpacker_goes_on_where_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(rows(20)))
    unpacker = Unpacker(archive(path), None)
    assert ids(list(unpacker.portion(0, 5, NOW).items)) == [f"n{n}" for n in range(5)]
    assert ids(list(unpacker.portion(9, 5, NOW).items)) == [f"n{n}" for n in range(9, 14)]
    unpacker.close()


def test_lines_without_an_id_of_their_own_have_the_same_packed_and_plain(tmp_path: Path) -> None:
    data = b"\n" + json.dumps({"text": STORY}).encode() + b"\n{broken\n" + json.dumps({"text": STORY}).encode()
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(data))
    items = all_of(tmp_path / "a.jsonl.gz", forced=Format.JSONL)
    assert len(set(ids(items))) == 2
    assert "line 3: not JSON" in faults(items)[0]


def test_a_json_value_over_many_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.json.gz"
    path.write_bytes(gzip.compress(json.dumps([{"id": f"n{n}", "text": STORY} for n in range(5)], indent=1).encode()))
    assert ids(all_of(path, most=2)) == [f"n{n}" for n in range(5)]


def test_gzip_of_members_and_of_one_article(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(rows(3)) + gzip.compress(rows(2, 3)) + b"\0" * 100)
    assert ids(all_of(path)) == [f"n{n}" for n in range(5)]
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress(STORY.encode()))
    (document,) = all_of(tmp_path / "b.txt.gz")
    assert isinstance(document, Document)
    assert document.text == STORY
    (tmp_path / "c.md.gz").write_bytes(gzip.compress(b"# Title\n\nSome **words**."))
    (document,) = all_of(tmp_path / "c.md.gz")
    assert isinstance(document, Document)
    assert document.text == "Title\nSome words."


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda data: data[: len(data) // 2], "was cut short"),
        (lambda data: data[:-6], "was cut short"),
        (lambda data: data[:-8] + b"\0\0\0\0" + data[-4:], "is damaged"),
        (lambda data: data + b"trailing", "not packed"),
    ],
)
def test_what_came_before_the_fault_is_kept(tmp_path: Path, change: object, what: str) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(change(gzip.compress(rows(400), 0)))  # type: ignore[operator]
    items = all_of(path)
    assert len(ids(items)) >= 190
    assert what in faults(items)[-1]


def test_a_bomb_is_stopped_by_what_it_unpacks_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gunzip, "FREE_BYTES", 1_000_000)
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(rows(3) + b" " * 30_000_000))
    items = all_of(path)
    assert ids(items) == ["n0", "n1", "n2"]
    assert "times its size" in faults(items)[-1]


def test_a_line_without_end_costs_itself_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "MOST_LINE_BYTES", 100_000)
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(rows(1) + b'{"text": "' + b"x" * 300_000 + b'"}\n' + rows(1, 1)))
    items = all_of(path)
    assert ids(items) == ["n0", "n1"]
    assert "line 2" in faults(items)[0]


def test_files_of_a_zip_are_articles_and_their_names_are_only_names(tmp_path: Path) -> None:
    members = {
        "a/1.txt": STORY.encode(),
        "../../out.md": b"# Title\n\nWords of it.",
        "/etc/x.jsonl": rows(2),
        "p.png": b"x",
        ".hidden.txt": b"x",
        "__MACOSX/1.txt": b"x",
    }
    items = all_of(make_zip(tmp_path / "a.zip", members), most=1)
    documents = [item for item in items if isinstance(item, Document)]
    assert not faults(items)
    assert [document.source.uri.split("#")[1] for document in documents] == [
        "a/1.txt",
        "../../out.md",
        *["/etc/x.jsonl"] * 2,
    ]
    assert documents[0].source.kind is SourceKind.FILE
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip"]


def test_what_is_wrong_with_a_file_of_a_zip_costs_itself_alone(tmp_path: Path) -> None:
    members = {
        "in.zip": b"PK\x03\x04....",
        "large.txt": b" " * 21_000_000,
        "b.txt.gz": gzip.compress(b"x"),
        "p.txt": b"\x89PNG\r\n",
        "good.txt": STORY.encode(),
    }
    items = all_of(make_zip(tmp_path / "a.zip", members))
    assert len(ids(items)) == 1
    told = faults(items)
    assert [name in line for name, line in zip(members, told, strict=False)] == [True] * 4
    assert ["packed twice" in line for line in told] == [True, False, True, False]


def test_a_zip_that_is_locked_damaged_empty_or_of_an_office(tmp_path: Path) -> None:
    locked = make_zip(tmp_path / "l.zip", {"a.txt": STORY.encode()})
    data = bytearray(locked.read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    locked.write_bytes(data)
    assert "a.txt: is locked with a password" in faults(all_of(locked))[0]
    cut = make_zip(tmp_path / "c.zip", {"a.txt": STORY.encode()})
    cut.write_bytes(cut.read_bytes()[:-40])
    assert "damaged zip" in faults(all_of(cut))[0]
    assert "no articles" in faults(all_of(make_zip(tmp_path / "e.zip", {"a.png": b"x"})))[0]
    office = make_zip(tmp_path / "o.zip", {"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"})
    assert "office document" in faults(all_of(office))[0]


def test_bytes_that_were_changed_in_a_zip_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as packed:
        packed.writestr("a.txt", STORY)
        packed.writestr("b.txt", STORY)
    path.write_bytes(path.read_bytes().replace(b"harbour strike", b"harbour strikf", 1))
    items = all_of(path)
    assert len(faults(items)) == 1
    assert "a.zip: a.txt" in faults(items)[0]


def test_a_zip_of_zeros_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gunzip, "FREE_BYTES", 1_000_000)
    items = all_of(make_zip(tmp_path / "a.zip", {f"{n}.txt": b" " * 10_000_000 for n in range(20)}))
    assert any("times its size" in line for line in faults(items))


def test_a_file_that_was_changed_is_not_gone_on_with(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(rows(3)))
    before = archive(path)
    path.write_bytes(gzip.compress(rows(4)))
    with pytest.raises(InputError, match="was changed"):
        Unpacker(before, None)


def test_a_long_array_is_read_row_by_row(tmp_path: Path) -> None:
    good = [json.dumps({"id": f"n{n}", "text": STORY}) for n in range(600)]
    deep = '{"id": "deep", "x": ' + "[" * 20_000 + "]" * 20_000 + "}"
    path = tmp_path / "a.json"
    path.write_text("[" + ",\n".join([good[0], "5", "null", deep, *good[1:]]) + "\n")
    items = all_of(path)
    assert ids(items) == [f"n{n}" for n in range(600)]
    told = faults(items)
    assert [word in line for word, line in zip(("object", "object", "deeply", "cut short"), told, strict=True)] == [
        True
    ] * 4


@pytest.mark.parametrize("charset", ["utf-16", "utf-16-le", "utf-32"])
def test_a_long_file_of_lines_in_wide_characters(tmp_path: Path, charset: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(rows(300).decode().encode(charset))
    found = open_input(path)
    items = all_of(path) if isinstance(found, Archive) else list(read(found, NOW))
    assert ids(items) == [f"n{n}" for n in range(300)]


def test_getting_there_takes_no_time_of_the_portion(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(rows(60)))
    moments = itertools.count(0.0, 0.1)
    monkeypatch.setattr(time, "monotonic", lambda: next(moments))
    unpacker = Unpacker(archive(path), None)
    portion = unpacker.portion(50, 5, NOW)
    unpacker.close()
    assert ids(list(portion.items)) == [f"n{n}" for n in range(50, 55)]


def test_what_unpacks_to_too_much_is_said_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gunzip, "FREE_BYTES", 1_000_000)
    items = all_of(make_zip(tmp_path / "a.zip", {f"{n}.txt": b" " * 10_000_000 for n in range(20)}))
    assert sum("times its size" in line for line in faults(items)) == 1


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_a_zip_that_lost_its_end_gives_what_came_before(tmp_path: Path, method: int) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", method) as packed:
        packed.writestr("empty.txt", "")
        for number in range(30):
            packed.writestr(f"{number}.jsonl", rows(2, number * 2))
            packed.writestr(f"{number}.png", b"x" * 50)
    whole = path.read_bytes()
    path.write_bytes(whole[: whole.index(b"PK\x01\x02") + 30])
    items = all_of(path, most=7)
    assert ids(items) == [f"n{n}" for n in range(60)]
    assert "damaged zip" in faults(items)[-1]
    path.write_bytes(whole[: whole.index(b"20.jsonl") + 100])
    items = all_of(path)
    assert ids(items)[:40] == [f"n{n}" for n in range(40)]
    assert "20.jsonl: cannot be unpacked" in faults(items)[-2]
    assert "damaged zip" in faults(items)[-1]


def test_a_zip_that_was_written_to_a_pipe_and_lost_its_end(tmp_path: Path) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as packed:
        for number in range(5):
            packed.writestr(f"{number}.jsonl", rows(1, number))
    (tmp_path / "a.zip").write_bytes(pipe.getvalue()[:-60])
    items = all_of(tmp_path / "a.zip", most=2)
    assert ids(items) == [f"n{n}" for n in range(5)]


@given(st.integers(0, 900), st.binary(max_size=30))
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_in_a_broken_zip_stops_the_reading(tmp_path: Path, at: int, noise: bytes) -> None:
    whole = make_zip(tmp_path / "a.zip", {f"{n}.txt": STORY.encode() for n in range(3)}).read_bytes()
    (tmp_path / "a.zip").write_bytes(whole[:at] + noise + whole[at : len(whole) - 30])
    if isinstance(open_input(tmp_path / "a.zip"), Archive):
        assert faults(all_of(tmp_path / "a.zip"))
