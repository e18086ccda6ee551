"""What was put right, on the command line: applied to what is printed, told by doctor, never set aside or written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsreader.analysis.engine import engine_name
from newsreader.library import Library
from newsreader.model.article import ActorType
from newsreader.model.corrections import Correction, DropQuote, Words
from newsreader.services import proposing
from newsreader.services.correcting import Corrections, file_beside
from tests import samples
from tests.cli.test_main import run


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def library(home: Path) -> Path:
    """A library with the sample in it, analysed, and corrections beside it."""
    path = home / "l.db"
    library = Library.open(path)
    parsed = samples.parsed(engine=engine_name())
    key = library.save(parsed.document).key
    library.keep(key, 1, parsed)
    library.close()
    corrections = Corrections(file_beside(path))
    made: list[Correction] = [
        proposing.set_speakers(parsed, 1, []),
        proposing.drop_quote(parsed, 2),
        proposing.rename_actor(parsed, parsed.actors[1], "Port of Ellery"),
        proposing.retype_actor(parsed, parsed.actors[0], ActorType.OTHER),
        DropQuote(Words("We never said"), "said by nobody", "2024-03-04T12:00:00+00:00"),
    ]
    for correction in made:
        corrections.add(parsed.document, correction)
    return path


def test_an_article_of_the_library_is_read_as_it_was_put_right(home: Path, library: Path) -> None:
    done = run(home, "--library", str(library), "read", "dockers")
    assert (done.returncode, done.stderr) == (0, "")
    assert "- not attributed, warned (indirect): the strike would cost" in done.stdout
    assert "- Maria Okafor (other)" in done.stdout
    assert "- Port of Ellery (place)" in done.stdout
    told = done.stdout.partition("\nCorrections\n")[2].splitlines()
    assert "- Port Ellery is called Port of Ellery (was: Port Ellery)" in told
    assert told[4].startswith("- not found any more: “We never said” is no quote")
    rows = json.loads(run(home, "--library", str(library), "list", "--format", "json").stdout)
    assert rows[0]["actors"] == ["Maria Okafor", "Port of Ellery", "Dockers’ Union"]


def test_without_corrections_nothing_is_said_of_them(home: Path, library: Path) -> None:
    file_beside(library).unlink()
    done = run(home, "--library", str(library), "read", "dockers")
    assert "Corrections" not in done.stdout
    assert "- Maria Okafor, warned (indirect): the strike would cost" in done.stdout


@pytest.mark.model
def test_a_file_outside_the_library_is_parsed_as_it_was_put_right(home: Path) -> None:
    story = "Harbour talks resume\n\n“The harbour stays closed,” said Maria Okafor, the mayor of Port Ellery.\n"
    (home / "a.txt").write_text(story, encoding="utf-8")
    before = json.loads(run(home, "parse", "a.txt", "--library", "l.db").stdout)
    assert before["quotes"][0]["speakers"] != []
    assert "basis" not in before["quotes"][0]
    from newsreader.model import wire

    parsed = wire.decode({**before, "source": {**before["source"], "uri": str(home / "a.txt")}})
    Corrections(home / "corrections.yaml").add(parsed.document, proposing.set_speakers(parsed, 0, []))
    for form in ("json", "jsonl"):
        after = json.loads(run(home, "parse", "a.txt", "--library", "l.db", "--format", form).stdout)
        assert (after["quotes"][0]["speakers"], after["quotes"][0]["basis"]) == ([], "corrected")
        wire.decode(after)
    told = run(home, "parse", "a.txt", "--library", "l.db", "--format", "md").stdout
    assert "## Corrections\n\n- “The harbour stays closed” is said by nobody" in told
    assert "basis: corrected" in run(home, "parse", "a.txt", "--library", "l.db", "--format", "yaml").stdout


@pytest.mark.model
def test_doctor_names_the_file_and_what_is_not_found_any_more(home: Path, library: Path) -> None:
    done = run(home, "--library", str(library), "doctor")
    assert f"corrected {file_beside(library)}\n" in done.stdout
    assert "corrections: 5 of 1 articles\n" in done.stdout
    assert "not found any more: “We never said” is no quote, in 'Dockers keep Port Ellery closed'" in done.stdout
    assert done.returncode == 0


def test_a_damaged_file_is_told_of_and_left_where_it_is(home: Path, library: Path) -> None:
    path = file_beside(library)
    path.write_text("form: 1\narticles: {", encoding="utf-8")
    done = run(home, "--library", str(library), "read", "dockers")
    assert done.returncode == 0
    assert done.stderr.count("\n") == 1
    assert f"newsreader: {path}: cannot be read whole, so nothing of it is applied: line 3" in done.stderr
    assert "- Maria Okafor, warned (indirect): the strike" in done.stdout
    assert path.read_text(encoding="utf-8") == "form: 1\narticles: {"
    assert list(home.glob("*.damaged*")) == []


@pytest.mark.model
def test_a_file_that_was_set_aside_is_wrong_until_somebody_mends_it(home: Path, library: Path) -> None:
    aside = file_beside(library).with_name("corrections.yaml.damaged-2024-03-04")
    aside.write_text("form: [", encoding="utf-8")
    done = run(home, "--library", str(library), "doctor")
    assert f"newsreader: {aside}: was set aside; mend it and name it corrections.yaml, or take it away" in done.stderr
    assert done.stdout.rstrip().endswith("1 wrong")
    assert done.returncode == 1
