from __future__ import annotations

import os
from pathlib import Path

import pytest

from newsreader.errors import InputError, NotFoundError, TooLargeError
from newsreader.ingest import folder
from newsreader.ingest.archive import Archive, Form
from newsreader.ingest.folder import find_files, load, open_input
from newsreader.ingest.raw import RawDocument, Unreadable


def names(path: Path) -> list[str]:
    return [str(found.relative_to(path)) for found in find_files(path) if isinstance(found, Path)]


def test_a_folder_gives_its_articles_in_natural_order(tmp_path: Path) -> None:
    for name in ("10.txt", "2.txt", "b/1.md", "B.html", "x.png", ".hidden.txt", ".git/a.txt", "noend"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("words")
    assert names(tmp_path) == ["2.txt", "10.txt", "b/1.md", "B.html", "noend"]


def test_links_in_a_circle_are_followed_once(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "1.txt").write_text("words")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing")
    assert names(tmp_path) == ["a/1.txt"]


def test_a_file_that_is_named_is_taken_whatever_its_suffix(tmp_path: Path) -> None:
    path = tmp_path / ".odd.name"
    path.write_text("words")
    assert list(find_files(path)) == [path]


def test_a_pipe_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(NotFoundError, match="no articles"):
        list(find_files(tmp_path))
    with pytest.raises(InputError, match="is a pipe"):
        load(tmp_path / "pipe.txt")
    with pytest.raises(InputError, match="is a device"):
        load(Path("/dev/zero"))
    with pytest.raises(InputError, match="is a folder"):
        load(tmp_path)


def test_what_is_not_there_is_named_on_one_line(tmp_path: Path) -> None:
    for name in ("a\n\x1b[31mred.txt", os.fsdecode(b"\xff\xfe.txt"), "a\0b"):
        with pytest.raises(NotFoundError) as caught:
            load(tmp_path / name)
        assert str(caught.value).isprintable()


def test_a_name_of_any_bytes_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"t_\xff\n.txt")
    path.write_bytes(b"words")
    loaded = load(path)
    assert loaded.data == b"words"
    assert loaded.name.isprintable()
    loaded.source.uri.encode()


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    monkeypatch.setattr(folder, "_source", None)
    with pytest.raises(TooLargeError, match="is 100 MB; the limit is 20 MB"):
        load(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_what_may_not_be_read_is_reported_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b.txt").write_text("words")
    (tmp_path / "a").chmod(0)
    found = list(find_files(tmp_path))
    (tmp_path / "a").chmod(0o700)
    assert isinstance(found[0], Unreadable)
    assert "may not be read" in str(found[0].error)
    assert found[1:] == [tmp_path / "b.txt"]


@pytest.mark.parametrize(
    ("name", "data", "form"),
    [
        ("a.txt", b"words", None),
        ("a.jsonl", b'{"id": 1, "text": "words"}\n', None),
        ("a.jsonl", b'{"id": 1, "text": "words"}\n' * 50_000, Form.LINES),
        ("a.txt", b'{"id": 1, "text": "words"}\n' * 50_000, Form.LINES),
        ("a.json", b'[\n{"id": 1, "text": "words"},\n' + b'{"id": 1, "text": "words"},\n' * 50_000, Form.ARRAY),
        ("a.json", b'{\n  "version": "https://jsonfeed.org/version/1",' + b" " * 2_000_000, None),
        ("a.txt.gz", b"\x1f\x8b\x08", Form.GZIP),
        ("a", b"PK\x03\x04", Form.ZIP),
        ("a.warc", b"WARC/1.0\r\n", Form.WARC),
        ("mail", b"From a@b.example Mon Mar  4 10:00:00 2024\nSubject: a\n\nb\n", Form.MBOX),
        ("letter", b"From the mayor on Monday:\nnothing new.\n", None),
    ],
)
def test_files_of_many_articles_are_told_by_their_start(
    tmp_path: Path, name: str, data: bytes, form: Form | None
) -> None:
    (tmp_path / name).write_bytes(data)
    found = open_input(tmp_path / name)
    if form is None:
        assert isinstance(found, RawDocument)
        assert found.data == data
    else:
        assert isinstance(found, Archive)
        assert (found.form, found.size) == (form, len(data))


def test_archives_and_packed_articles_are_taken_from_a_folder(tmp_path: Path) -> None:
    for name in ("a.jsonl.gz", "b.tar.gz", "c.zip", "d.warc.gz", "e.mbox", "f.eml", "g.gz", "h.warc", "i.zip.gz"):
        (tmp_path / name).write_bytes(b"x")
    assert names(tmp_path) == ["a.jsonl.gz", "c.zip", "d.warc.gz", "e.mbox", "f.eml", "h.warc"]
