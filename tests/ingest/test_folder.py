from __future__ import annotations

import os
from pathlib import Path

import pytest

from newsreader.errors import InputError, NotFoundError, TooLargeError
from newsreader.ingest import folder
from newsreader.ingest.folder import find_files, load
from newsreader.ingest.raw import Unreadable


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
    monkeypatch.setattr(folder, "_read", None)
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
