"""Corrections on the disk: nothing is lost, nothing that cannot be read is written over."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from newsreader.errors import InputError
from newsreader.model.document import Document
from newsreader.services import corrections_file, proposing, recognising
from newsreader.services.correcting import Corrections, file_beside
from newsreader.services.corrections_form import Noted, parse, sign
from newsreader.services.recognising import Key, name_article
from tests import samples

PARSED = samples.parsed()
DOCUMENT = PARSED.document
DROP, SPEAKER = proposing.drop_quote(PARSED, 0), proposing.set_speakers(PARSED, 1, [])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return file_beside(tmp_path / "library.db")


def test_the_file_lies_beside_the_library(path: Path) -> None:
    assert path.name == "corrections.yaml"


def test_without_a_file_nothing_is_put_right_and_none_is_made(path: Path) -> None:
    corrections = Corrections(path)
    corrections.refresh()
    assert corrections.corrected(PARSED).parsed is PARSED
    assert corrections.take_complaint() is None
    assert list(path.parent.iterdir()) == []


def test_what_is_put_right_is_on_the_disk_and_applied_by_the_next_who_reads(path: Path) -> None:
    Corrections(path).add(DOCUMENT, DROP)
    again = Corrections(path)
    again.refresh()
    assert again.of(DOCUMENT) == (DROP,)
    assert len(again.corrected(PARSED).parsed.quotes) == 2
    assert again.of(samples.document("other", title="Another")) == ()
    assert path.stat().st_mode & 0o077 == 0
    assert sorted(left.name for left in path.parent.iterdir()) == [".corrections.yaml.lock", "corrections.yaml"]


def test_two_that_are_open_at_once_see_and_keep_each_others_corrections(path: Path) -> None:
    one, other = Corrections(path), Corrections(path)
    one.refresh()
    other.refresh()
    one.add(DOCUMENT, DROP)
    other.add(DOCUMENT, SPEAKER)
    assert other.of(DOCUMENT) == (DROP, SPEAKER)
    assert one.of(DOCUMENT) == (DROP,)
    one.refresh()
    assert one.of(DOCUMENT) == (DROP, SPEAKER)


def test_many_processes_at_once_lose_nothing(path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from newsreader.services.correcting import Corrections\n"
        "from tests.services.test_correcting import DOCUMENT, SPEAKER\n"
        "for _ in range(8): Corrections(Path(sys.argv[1])).add(DOCUMENT, SPEAKER)"
    )
    root = Path(__file__).resolve().parents[2]
    # The test's own modules are not on the path of a Python that is started with a safe one.
    environment = os.environ | {"PYTHONPATH": str(root)}
    running = [subprocess.Popen([sys.executable, "-c", program, str(path)], env=environment) for _ in range(2)]
    assert [process.wait() for process in running] == [0, 0]
    assert len(corrections_file.load(path)) == 16


def test_one_is_taken_out_and_the_others_stay(path: Path) -> None:
    corrections = Corrections(path)
    noted = [corrections.add(DOCUMENT, made) for made in (DROP, SPEAKER, DROP)]
    assert corrections.remove(noted[0])
    assert corrections.of(DOCUMENT) == (DROP, SPEAKER), "the last of two that are alike"
    assert corrections.remove(noted[1])
    assert not corrections.remove(noted[1])
    assert corrections.of(DOCUMENT) == (DROP,)


@pytest.mark.parametrize("damage", [b"", b"form: 1\narticles: [", b"\xff\xff"])
def test_a_file_that_cannot_be_read_whole_is_set_aside_and_said_so(path: Path, damage: bytes) -> None:
    path.write_bytes(damage)
    corrections = Corrections(path)
    corrections.refresh()
    complaint = str(corrections.take_complaint())
    (aside,) = corrections_file.set_aside_files(path)
    assert f"corrections.yaml: set aside as {aside.name}, since it cannot be read whole: " in complaint
    assert "name it corrections.yaml again" in complaint
    assert aside.read_bytes() == damage
    assert not path.exists()
    assert corrections.take_complaint() is None, "it is said once"
    corrections.add(DOCUMENT, DROP)
    assert aside.read_bytes() == damage


def test_one_that_is_damaged_while_it_is_open_is_not_written_over_either(path: Path) -> None:
    corrections = Corrections(path)
    noted = corrections.add(DOCUMENT, DROP)
    for number in range(2):
        path.write_bytes(b"damage %d" % number)
        if number:
            assert not corrections.remove(noted)
        else:
            corrections.add(DOCUMENT, SPEAKER)
        assert corrections.take_complaint() is not None
    kept = [aside.read_bytes() for aside in corrections_file.set_aside_files(path)]
    assert sorted(kept) == [b"damage 0", b"damage 1"]


def test_who_only_reads_leaves_a_damaged_file_where_it_is(path: Path) -> None:
    path.write_bytes(b"form: 1\narticles: [")
    corrections = Corrections(path, only_read=True)
    corrections.refresh()
    assert "so nothing of it is applied: line 3" in str(corrections.take_complaint())
    assert path.read_bytes() == b"form: 1\narticles: ["
    assert corrections.corrected(PARSED).parsed is PARSED


def test_a_file_that_a_link_leads_to_is_written_and_the_link_stays(path: Path) -> None:
    real = path.parent / "dotfiles"
    real.mkdir()
    path.symlink_to(real / "corrections.yaml")
    Corrections(path).add(DOCUMENT, DROP)
    assert path.is_symlink()
    assert len(parse((real / "corrections.yaml").read_bytes())) == 1


def test_what_cannot_be_written_is_said_and_leaves_the_file_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corrections = Corrections(path)
    corrections.add(DOCUMENT, DROP)
    before = path.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match=r"cannot be written: No space left on device \(nothing was changed\)"):
        corrections.add(DOCUMENT, SPEAKER)
    assert path.read_bytes() == before
    assert corrections.of(DOCUMENT) == (DROP,)
    assert sorted(left.name for left in path.parent.iterdir()) == [".corrections.yaml.lock", "corrections.yaml"]


def test_a_folder_in_the_place_of_the_file_is_said_and_nothing_is_done_to_it(path: Path) -> None:
    path.mkdir()
    corrections = Corrections(path)
    corrections.refresh()
    assert "cannot be read" in str(corrections.take_complaint())
    with pytest.raises(InputError):
        corrections.add(DOCUMENT, DROP)
    assert path.is_dir()


def test_a_file_of_a_relative_path_has_its_corrections_of_the_library(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from newsreader.model.document import Document
    from newsreader.services.parsing import find_inputs, now, read

    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(samples.TEXT, encoding="utf-8")
    documents = []
    for absolute in (True, False):
        (raw,) = find_inputs(["a.txt"], absolute=absolute)
        (document,) = read(raw, now(), None)  # type: ignore[arg-type]
        assert isinstance(document, Document)
        documents.append(document)
    corrections = Corrections(path)
    corrections.add(documents[0], DROP)
    assert documents[0].id != documents[1].id
    assert corrections.of(documents[1]) == (DROP,)


def test_one_that_is_put_back_stands_where_it_stood(path: Path) -> None:
    corrections = Corrections(path)
    corrections.add(samples.document("other", title="Another"), DROP)
    behind, last = proposing.drop_quote(PARSED, 1), proposing.drop_quote(PARSED, 2)
    noted = [corrections.add(DOCUMENT, made) for made in (SPEAKER, DROP, behind, last)]
    whole = corrections.notes
    followers = corrections.followers(noted[1])
    assert followers == [sign(noted[2]), sign(noted[3])]
    corrections.remove(noted[1])
    assert corrections.of(DOCUMENT) == (SPEAKER, behind, last)
    corrections.put(noted[1], followers)
    assert corrections.notes == whole
    corrections.remove(noted[1])
    corrections.remove(noted[2])
    corrections.put(noted[1], followers)
    assert corrections.of(DOCUMENT) == (SPEAKER, DROP, last), "before what is left of those behind it"
    assert corrections.followers(noted[3]) == []


def test_what_is_read_while_it_changes_is_of_one_state(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corrections = Corrections(path)
    other = corrections.add(samples.document("other", title="Another"), SPEAKER)
    corrections.add(DOCUMENT, DROP)
    corrections.add(samples.document("third", title="Third"), SPEAKER)
    keys_for = recognising.keys_for

    def meanwhile(document: Document) -> tuple[Key, ...]:
        """What the other thread does between two looks at what is held."""
        corrections.remove(other)
        return keys_for(document)

    monkeypatch.setattr("newsreader.services.correcting.keys_for", meanwhile)
    assert corrections.of(DOCUMENT) == (DROP,)


@pytest.mark.parametrize("words", ["x" * 6000, ""])
def test_what_the_next_start_would_set_aside_is_not_written(path: Path, words: str) -> None:
    corrections = Corrections(path)
    corrections.add(DOCUMENT, DROP)
    before = path.read_bytes()
    named = proposing.rename_actor(PARSED, PARSED.actors[0], "M. O.")
    with pytest.raises(InputError, match="cannot be written, since it could not be read again: line"):
        corrections.put(Noted(name_article(DOCUMENT), replace(named, name=words)))
    assert path.read_bytes() == before
    assert corrections.of(DOCUMENT) == (DROP,)


def test_a_file_that_would_be_too_long_to_be_read_is_not_written(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corrections = Corrections(path)
    corrections.add(DOCUMENT, DROP)
    monkeypatch.setattr(corrections_file, "MOST_BYTES", path.stat().st_size + 10)
    with pytest.raises(InputError, match="is over 0 MB"):
        corrections.add(DOCUMENT, SPEAKER)
    assert len(corrections_file.load(path)) == 1


def test_names_of_any_length_can_be_put_right_and_read_again(path: Path) -> None:
    """An actor may be called by a sentence of 6,000 characters."""
    mayor = replace(PARSED.actors[0], name="x" * 6000)
    parsed = replace(PARSED, actors=(mayor, *PARSED.actors[1:]))
    corrections = Corrections(path)
    corrections.add(DOCUMENT, proposing.rename_actor(parsed, mayor, "y" * 6000))
    corrections.add(DOCUMENT, proposing.split_actor(parsed, mayor, "Okafor"))
    corrections.add(DOCUMENT, proposing.merge_actor(parsed, mayor, PARSED.actors[1]))
    assert len(corrections_file.load(path)) == 3


def test_of_two_complaints_none_is_lost_to_who_asks_in_between(path: Path) -> None:
    corrections = Corrections(path)
    for number in range(2):
        path.write_bytes(b"damage %d" % number)
        corrections.refresh()
        complaint = corrections.take_complaint()
        assert complaint is not None
        assert ("-2," in str(complaint)) is bool(number)
