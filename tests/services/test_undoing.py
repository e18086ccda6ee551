"""One undo for marks and corrections: what came last goes first, also on another day."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsreader.library import Change, Library
from newsreader.model.article import ActorType
from newsreader.services import proposing, undoing
from newsreader.services.correcting import Corrections, file_beside
from newsreader.services.corrections_form import Noted, dump
from newsreader.services.recognising import name_article
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


def test_what_is_put_right_again_stands_where_it_stood(library: Library) -> None:
    corrections = Corrections(file_beside(library.path))
    renamed = corrections.add(PARSED.document, proposing.rename_actor(PARSED, PARSED.actors[0], "M. O."))
    now = corrections.corrected(PARSED).parsed
    corrections.add(PARSED.document, proposing.retype_actor(now, now.actors[0], ActorType.GROUP))
    before = corrections.corrected(PARSED)
    followers = corrections.followers(renamed)
    corrections.remove(renamed)
    undoing.note_taking_back(library, renamed, followers)
    assert len(corrections.corrected(PARSED).lost) == 1
    assert undone(library) == "put right again: Maria Okafor is called M. O."
    corrections.refresh()
    assert corrections.corrected(PARSED) == before


def test_a_text_without_followers_goes_behind_all_others(library: Library) -> None:
    correct(library, SPEAKER)
    noted = Noted(name_article(PARSED.document), DROP)
    library.set_setting(undoing.ORDER, json.dumps([dump([noted])]))
    assert undone(library).startswith("put right again")
    corrections = Corrections(file_beside(library.path))
    corrections.refresh()
    assert corrections.of(PARSED.document) == (SPEAKER, DROP)


def test_two_readers_that_are_open_at_once_lose_nothing_of_the_order(library: Library) -> None:
    program = (
        "import sys; from pathlib import Path; from newsreader.library import Library\n"
        "from newsreader.services import undoing; from newsreader.services.corrections_form import Noted\n"
        "from newsreader.services.recognising import name_article\n"
        "from tests.services.test_undoing import DROP, PARSED\n"
        "library = Library.open(Path(sys.argv[1]))\n"
        "print('ready', flush=True); input()\n"
        "for _ in range(40): undoing.note_correction(library, Noted(name_article(PARSED.document), DROP))"
    )
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-c", program, str(library.path)]
    pipe = subprocess.PIPE
    # The test's own modules are not on the path of a Python that is started with a safe one.
    environment = os.environ | {"PYTHONPATH": str(root)}
    running = [subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, text=True) for _ in range(2)]
    for process in running:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in running:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in running:
        process.communicate()
    assert [process.returncode for process in running] == [0, 0]
    assert len(json.loads(library.setting(undoing.ORDER) or "")) == 80


def test_what_another_reader_does_while_one_undoes_keeps_its_place(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    correct(library, DROP)
    remove = Corrections.remove

    def meanwhile(corrections: Corrections, noted: Noted) -> bool:
        monkeypatch.undo()
        correct(library, SPEAKER)
        return remove(corrections, noted)

    monkeypatch.setattr(Corrections, "remove", meanwhile)
    assert undone(library).startswith("taken back: “We are closer")
    assert undone(library).startswith("taken back: “the strike")
    assert undone(library) == "nothing"
