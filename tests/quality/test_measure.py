from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from newsreader.model.article import ParsedArticle
from newsreader.model.document import Document
from tests.quality import measure, record
from tests.quality.figures import GOALS, figures_of_gum
from tests.quality.measure import Measurement, measure_all
from tests.quality.running import notes_by_id, read_collection, read_file
from tests.quality.sets import GUM, SEEDS


def analyse_nothing(documents: Sequence[Document]) -> list[ParsedArticle]:
    """An analysis that finds nothing in any article."""
    return [ParsedArticle(document) for document in documents]


def test_sets_that_are_not_there_are_named_and_the_own_ones_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSREADER_EVAL", str(tmp_path))
    found = measure_all(analyse_nothing)
    assert found.absent == ["PolNeAR", "DWIE"]
    assert found.figures["GUM news speech: with speaker"] == found.figures["GUM news names: exact"] == 0
    assert found.figures["seeds: ties"] == found.figures["seeds: kinds"] == found.figures["GUM news: ties"] == 0
    assert found.figures["founding article: lines"] == 100
    assert len(found.faults) > 100


def test_the_gold_itself_has_every_figure_at_its_best() -> None:
    gold = GUM.read()
    figures = figures_of_gum(gold, gold)
    assert figures["GUM news speech: with speaker"] == figures["GUM news all mentions: mean"] == 100
    assert min(figures.values()) == pytest.approx(100)


def test_articles_are_read_with_the_places_of_the_gold() -> None:
    gold = GUM.read()
    notes = notes_by_id(analyse_nothing(read_collection(gold)))
    assert notes.keys() == gold.keys()
    assert all(len(notes[key].text) == len(gold[key].text) for key in gold)
    assert read_file(SEEDS / measure.FOUNDING).title == "Libya's rival factions resume talks in Geneva"


@pytest.fixture
def recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A record in a place of its own, and a measurement that is always the same."""
    file = tmp_path / "recorded.yaml"
    found = Measurement(dict.fromkeys(GOALS, 50.0), {"names": [(0.9, True)]}, ["a.txt: said: nothing"])
    monkeypatch.setattr(measure, "measure_all", lambda _: found)
    monkeypatch.setattr(measure, "read_record", lambda: record.read_record(file))
    monkeypatch.setattr(measure, "write_record", lambda kept: record.write_record(kept, file))
    return file


def test_what_is_recorded_is_held_against_the_next(recorded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert measure.main([]) == 0, "there is nothing to hold it against"
    assert not recorded.exists()
    assert measure.main(["--record"]) == 0
    assert measure.main([]) == 0
    recorded.write_text(recorded.read_text().replace("'PolNeAR all: exact': 50.0", "'PolNeAR all: exact': 60.0"))
    capsys.readouterr()
    assert measure.main(["--faults"]) == 1
    shown = capsys.readouterr()
    assert "fallen: PolNeAR all: exact by 10.0 points" in shown.err
    assert "a.txt: said: nothing" in shown.out


def test_more_processes_than_two_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        measure.main(["--jobs", "3"])
    assert "--jobs" in capsys.readouterr().err
