"""One undo for marks and corrections: what came last goes first, also on another day."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsreader.library import Change, Library
from newsreader.services import proposing, undoing
from newsreader.services.correcting import Corrections, file_beside
from tests import samples

PARSED = samples.parsed()
DROP, SPEAKER = proposing.drop_quote(PARSED, 0), proposing.set_speakers(PARSED, 1, [])


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library.open(tmp_path / "library.db")
    library.save(PARSED.document)
    yield library
    library.close()


def star(library: Library, starred: bool = True) -> None:
    assert library.set_starred([1], starred).action
    undoing.note_mark(library)


def correct(library: Library, made: object) -> None:
    corrections = Corrections(file_beside(library.path))
    undoing.note_correction(library, corrections.add(PARSED.document, made))  # type: ignore[arg-type]


def undone(library: Library) -> str:
    done = undoing.undo(library, Corrections(file_beside(library.path)))
    return done.what if done else "nothing"


def test_the_last_goes_first_whichever_kind_it_was(library: Library) -> None:
    star(library)
    correct(library, DROP)
    star(library, starred=False)
    correct(library, SPEAKER)
    assert [undone(library) for _ in range(5)] == [
        "taken back: “the strike would cost the town more than 40 jobs a day” is said by nobody that is named",
        "starred 1 article again",
        "taken back: “We are closer than we were last week” is no quote",
        "unstarred 1 article",
        "nothing",
    ]
    assert Corrections(file_beside(library.path)).of(PARSED.document) == ()


def test_what_was_taken_back_is_put_right_again(library: Library) -> None:
    correct(library, DROP)
    corrections = Corrections(file_beside(library.path))
    corrections.refresh()
    (noted,) = corrections.notes
    corrections.remove(noted)
    undoing.note_taking_back(library, noted)
    assert undone(library) == "put right again: “We are closer than we were last week” is no quote"
    corrections.refresh()
    assert corrections.notes == (noted,)
    assert undone(library) == "taken back: “We are closer than we were last week” is no quote"
    assert undone(library) == "nothing"


def test_a_correction_that_was_taken_out_of_the_file_is_passed_over(library: Library) -> None:
    star(library)
    correct(library, DROP)
    file_beside(library.path).unlink()
    assert undone(library) == "unstarred 1 article"


def test_an_order_that_cannot_be_read_counts_for_nothing(library: Library) -> None:
    star(library)
    for order in ("{", '{"a": 1}', "[1, null]", "[" * 10_000, '["a\\nb"]'):
        library.set_setting(undoing.ORDER, order)
        correct(library, DROP)
        assert undone(library).startswith("taken back")
    assert isinstance(undoing.undo(library, Corrections(file_beside(library.path))), Change)
