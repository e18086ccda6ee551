"""What the texts of a folder share."""

from __future__ import annotations

from pathlib import Path

from newsreader.ingest.raw import RawDocument
from newsreader.ingest.siblings import Siblings
from newsreader.model.document import BlockKind, Document
from newsreader.services.inputs import find_inputs, now, read

PLEA = "The harbour office was built in 1931 and the mayor has worked in it since the town bought it."
STORY = (
    "Harbour talks {n} go on\n\nThe talks about harbour number {n} go on, the mayor of town {n} said on Monday.\n\n"
    "Nobody knows how long harbour {n} will stay closed, and its {n} dockers say they can wait for weeks.\n\n"
)


def write(folder: Path, count: int) -> None:
    folder.mkdir(exist_ok=True)
    for number in range(count):
        (folder / f"{number}.txt").write_text(STORY.format(n=number) + PLEA + "\n")


def kinds_of_the_plea(*names: Path) -> list[BlockKind]:
    found = []
    for raw in find_inputs([str(name) for name in names]):
        assert isinstance(raw, RawDocument)
        for document in read(raw, now(), None):
            assert isinstance(document, Document)
            found += [b.kind for b in document.blocks if b.span.of(document.text) == PLEA]
    return found


def test_what_a_folder_repeats_is_no_part_of_its_articles(tmp_path: Path) -> None:
    write(tmp_path / "scrapes", 6)
    assert kinds_of_the_plea(tmp_path / "scrapes") == [BlockKind.BOILERPLATE] * 6


def test_a_file_alone_is_read_by_itself(tmp_path: Path) -> None:
    write(tmp_path / "scrapes", 6)
    assert kinds_of_the_plea(tmp_path / "scrapes" / "3.txt") == [BlockKind.BODY]


def test_two_texts_show_nothing(tmp_path: Path) -> None:
    write(tmp_path / "scrapes", 2)
    assert kinds_of_the_plea(tmp_path / "scrapes") == [BlockKind.BODY] * 2


def test_folders_do_not_show_each_other_anything(tmp_path: Path) -> None:
    siblings = Siblings()
    for name in ("a", "b"):
        write(tmp_path / name, 2)
    assert siblings.furniture(tmp_path / "a" / "0.txt") is None
    write(tmp_path / "b", 4)
    furniture = siblings.furniture(tmp_path / "b" / "0.txt")
    assert furniture is not None
    assert furniture.is_furniture(PLEA)
    assert siblings.furniture(tmp_path / "b" / "0.html") is None


def test_what_cannot_be_read_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path / "a", 4)
    (tmp_path / "a" / "5.txt").symlink_to(tmp_path / "nowhere")
    furniture = Siblings().furniture(tmp_path / "a" / "0.txt")
    assert furniture is not None
    assert furniture.documents == 4
    assert Siblings().furniture(tmp_path / "gone" / "0.txt") is None
