"""`newsreader list` and `search`: rows in each form."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from newsreader.cli import list as listing
from newsreader.cli.main import run
from newsreader.library import Library
from newsreader.model.document import Stamp
from tests.library.documents import analysed, document

TEXT = "Harbour talks resume\nMaria Okafor said the port of Saltmarsh is open."


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NEWSREADER_CONFIG", str(tmp_path / "none.yaml"))
    path = tmp_path / "library.db"
    opened = Library.open(path)
    first = opened.save(document("first", TEXT, day=1)).key
    parsed = analysed(document("first", TEXT, day=1))
    opened.keep(first, 1, replace(parsed, actors=(replace(parsed.actors[0], salience=0.9),)))
    second = opened.save(document("second", "Nothing else *happened*.", title="=Fees | rise", day=2)).key
    opened.set_starred([second], True)
    opened.set_tag([second], "Money", True)
    opened.close()
    return path


def rows(library: Path, capsys: pytest.CaptureFixture[str], *argv: str, name: str = "list") -> list[dict[str, object]]:
    status = run(["--library", str(library), name, "--format", "jsonl", *argv])
    out, err = capsys.readouterr()
    assert (status, [line for line in err.splitlines() if "not analysed yet" not in line]) == (0, [])
    return [json.loads(line) for line in out.splitlines()]


def test_a_row_says_what_is_known(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    second, first = rows(library, capsys)
    assert first == {
        "article": "first",
        "title": "Harbour talks resume",
        "outlet": "The Ellery Tide",
        "published": "2024-03-01",
        "received": "2024-03-01T12:00:00+00:00",
        "unread": True,
        "starred": False,
        "tags": [],
        "actors": ["Maria Okafor"],
        "snippet": None,
    }
    assert (second["article"], second["starred"], second["tags"]) == ("second", True, ["Money"])


@pytest.mark.parametrize(
    ("argv", "found"),
    [
        (["harbour"], ["first"]),
        (["port", "okafor"], ["first"]),
        (["actor:Maria Okafor", "is:unread"], ["first"]),
        (["tag:money"], ["second"]),
        (["--", "-harbour"], ["second"]),
        (["--limit", "1"], ["second"]),
        (["--limit", "0"], []),
        (["--limit", "9"], ["second", "first"]),
        (["after:2024-03-02"], ["second"]),
        (["before:2024-03-02"], ["first"]),
    ],
)
def test_a_search_line_chooses(
    library: Path, capsys: pytest.CaptureFixture[str], argv: list[str], found: list[str]
) -> None:
    assert [row["article"] for row in rows(library, capsys, *argv)] == found


def test_what_was_found_is_shown(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (row,) = rows(library, capsys, "saltmarsh", name="search")
    assert row["snippet"] == "Maria Okafor said the port of Saltmarsh is open."


def test_all_forms_say_the_same(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    expected = rows(library, capsys)

    def out(form: str) -> str:
        assert run(["--library", str(library), "list", "--format", form]) == 0
        return capsys.readouterr().out

    assert json.loads(out("json")) == yaml.safe_load(out("yaml")) == expected
    cells = list(csv.DictReader(io.StringIO(out("csv"))))
    assert [cell["article"] for cell in cells] == ["second", "first"]
    assert cells[0]["title"] == "'=Fees | rise"
    assert out("table").splitlines() == [
        "N* 2024-03-02  second            The Ellery Tide       =Fees | rise",
        "N  2024-03-01  first             The Ellery Tide       Harbour talks resume",
    ]
    assert out("md").splitlines()[0] == "- **=Fees \\| rise** (The Ellery Tide, 2024-03-02) `second`"


def test_nothing_found_is_nothing_said(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for form in ("table", "jsonl", "md", "csv"):
        assert run(["--library", str(library), "list", "nowhere", "--format", form]) == 0
        assert capsys.readouterr().out == ""
    assert run(["--library", str(library), "list", "nowhere", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


@pytest.mark.parametrize("argv", [["form:x"], ["after:soon"], ["--limit", "-1"]])
def test_wrong_usage_is_one_line(library: Path, capsys: pytest.CaptureFixture[str], argv: list[str]) -> None:
    assert run(["--library", str(library), "list", *argv]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) >= 1


def test_long_lists_are_read_in_pages(
    library: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Library.open(library)
    opened.save_many(replace(document(str(number)), published=Stamp(document().received)) for number in range(25))
    opened.close()
    monkeypatch.setattr(listing, "PAGE", 4)
    assert len(rows(library, capsys)) == 27
    assert len(rows(library, capsys, "--limit", "9")) == 9


@pytest.mark.parametrize(
    ("argv", "found"),
    [
        (["harbour", "-fees"], ["first"]),
        (["-harbour"], ["second"]),
        (["-is:starred", "--limit", "5"], ["first"]),
        (["--limit=1", "-harbour"], ["second"]),
        (["--", "-harbour"], ["second"]),
    ],
)
def test_a_minus_needs_no_quoting(
    library: Path, capsys: pytest.CaptureFixture[str], argv: list[str], found: list[str]
) -> None:
    assert [row["article"] for row in rows(library, capsys, *argv)] == found


def test_an_unknown_option_is_no_word_to_leave_out(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--library", str(library), "list", "--formt", "json"]) == 2
    assert "--formt" in capsys.readouterr().err


def test_who_asks_for_names_hears_how_many_articles_could_not_be_asked(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--library", str(library), "list", "actor:okafor"]) == 0
    out, err = capsys.readouterr()
    assert "Harbour talks resume" in out
    assert "1 of 2 articles are not analysed yet" in err
    assert run(["--library", str(library), "list", "harbour"]) == 0
    assert capsys.readouterr().err == ""
