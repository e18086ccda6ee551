"""Into a library: all of it once, however often it was stopped."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsreader.ingest import chunks
from newsreader.model.document import Document
from newsreader.services.importing import Progress, ShelfKeeper, take_in
from newsreader.services.inputs import find_inputs
from newsreader.services.shelf import Shelf
from tests.services.here import HereEngine
from tests.services.test_parsing import STORY, rows


class KilledError(Exception):
    """The program was killed."""


class MemoryKeeper:
    """Keeps articles and marks, until it is killed."""

    def __init__(self, most: int = 10**9) -> None:
        self.documents: dict[str, Document] = {}
        self.marks: dict[str, str | None] = {}
        self.saves: list[int] = []
        self.most = most

    def save(self, documents: tuple[Document, ...]) -> int:
        if len(self.documents) + len(documents) > self.most:
            raise KilledError
        new = sum(document.id not in self.documents for document in documents)
        self.documents |= {document.id: document for document in documents}
        self.saves.append(len(documents))
        return new

    def mark(self, name: str) -> str | None:
        return self.marks.get(name)

    def set_mark(self, name: str, mark: str | None) -> None:
        self.marks[name] = mark


@pytest.fixture(autouse=True)
def short_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "CHUNK_BYTES", 1000)
    monkeypatch.setattr("newsreader.ingest.archive.CHUNK_BYTES", 1000)


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path / "library.db")
    shelf.open()
    yield shelf
    shelf.close()


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz"])
def test_one_that_was_killed_goes_on_where_it_was(tmp_path: Path, name: str) -> None:
    data = rows(420)
    path = tmp_path / name
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    keeper = MemoryKeeper(most=250)
    with pytest.raises(KilledError):
        take_in(find_inputs([str(path)]), HereEngine(), keeper)
    stored = len(keeper.documents)
    assert 100 <= stored <= 250
    keeper.most = 10**9
    keeper.saves.clear()
    done = take_in(find_inputs([str(path)]), HereEngine(), keeper)
    assert list(keeper.documents) == [f"n{n}" for n in range(420)]
    assert (done.resumed, done.read, done.stored) == (True, 420 - stored, 420 - stored)
    again = take_in(find_inputs([str(path)]), HereEngine(), keeper)
    assert (again.resumed, again.read, again.stored) == (False, 420, 0)


def test_a_file_that_was_changed_is_read_from_its_start(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(rows(60))
    keeper = MemoryKeeper(most=30)
    with pytest.raises(KilledError):
        take_in(find_inputs([str(path)]), HereEngine(), keeper)
    keeper.most = 10**9
    path.write_bytes(rows(61))
    assert take_in(find_inputs([str(path)]), HereEngine(), keeper).read == 61


def test_small_files_are_stored_together_but_for_the_first(tmp_path: Path) -> None:
    for number in range(630):
        (tmp_path / f"{number}.txt").write_text(STORY)
    keeper = MemoryKeeper()
    told: list[Progress] = []
    done = take_in(find_inputs([str(tmp_path)]), HereEngine(), keeper, told.append)
    assert keeper.saves == [1, 500, 129]
    assert (done.read, done.stored, done.bytes, done.finished) == (630, 630, 630 * len(STORY.encode()), True)
    assert told[-1] == done


def test_what_fails_is_counted_and_the_first_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"{broken\n" * 300 + rows(2))
    (tmp_path / "b.jsonl").write_bytes(b"")
    done = take_in(find_inputs([str(path), str(tmp_path / "b.jsonl")]), HereEngine(), MemoryKeeper(), forced=None)
    assert (done.failed, len(done.failures), done.read) == (301, 100, 2)
    assert "line 1:" in str(done.failures[0])


def test_it_can_be_stopped_between_two_portions(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(rows(50))
    answers = iter([False, False, True])
    keeper = MemoryKeeper()
    done = take_in(find_inputs([str(tmp_path)]), HereEngine(), keeper, stopped=lambda: next(answers))
    assert not done.finished
    assert 0 < len(keeper.documents) < 50


def test_a_library_keeps_articles_and_marks(tmp_path: Path, shelf: Shelf) -> None:
    (tmp_path / "a.jsonl").write_bytes(rows(30))
    keeper = ShelfKeeper(shelf)
    assert take_in(find_inputs([str(tmp_path / "a.jsonl")]), HereEngine(), keeper).stored == 30
    assert shelf.submit(lambda library: library.count()[0]).result() == 30
    keeper.set_mark("import:x", "12 3")
    assert keeper.mark("import:x") == "12 3"
    keeper.set_mark("import:x", None)
    assert keeper.mark("import:x") is None
    assert ShelfKeeper(shelf, resumes=False).mark("import:x") is None


def test_that_the_rest_of_a_file_was_left_is_told_before_its_bad_records(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsreader.services.portions.MOST_BAD", 150)
    path = tmp_path / "a.jsonl"
    path.write_bytes(rows(2) + b"{bad}\n" * 5000)
    progress = take_in(find_inputs([str(path)]), HereEngine(), MemoryKeeper())
    assert (progress.read, progress.failed, len(progress.failures)) == (2, 151, 100)
    assert "the rest was left" in str(progress.failures[0])
