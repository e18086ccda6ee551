"""The commands as a script uses them: output, complaints, exit status."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.terminal import environment

SEEDS = Path(__file__).resolve().parent.parent.parent / "seeds"
SEED = SEEDS / "000_bd068dc6588b05d1.txt"
STORY = "Harbour talks resume\n\nThe harbour talks of Port Ellery went on for nine hours on Monday, the mayor said.\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path


def run(home: Path, *argv: str, given: str | bytes = "", **more: str) -> subprocess.CompletedProcess[str]:
    data = given.encode() if isinstance(given, str) else given
    done = subprocess.run(
        [sys.executable, "-m", "newsreader", *argv],
        input=data,
        capture_output=True,
        env=environment(home, **more),
        cwd=home,
    )
    made = subprocess.CompletedProcess(argv, done.returncode, done.stdout.decode(), done.stderr.decode())
    assert "Traceback" not in made.stderr, made.stderr
    return made


def test_help_names_every_subcommand_and_version_is_said(home: Path) -> None:
    done = run(home, "--help")
    assert done.returncode == 0
    for name in ("parse", "read", "add", "list", "config", "doctor"):
        assert f"\n  {name} " in done.stdout
    assert run(home, "--version").stdout.startswith("newsreader 0")
    assert run(home, "parse", "--help").returncode == 0


def test_blocks_of_the_founding_article(home: Path) -> None:
    done = run(home, "parse", "--only", "blocks", str(SEED))
    article = json.loads(done.stdout)
    assert done.returncode == 0
    assert article["text"] == SEED.read_text(encoding="utf-8")
    assert [block["kind"] for block in article["blocks"]] == [
        *["body"] * 5, "title", "credit", "caption", "boilerplate", "boilerplate",
    ]  # fmt: skip
    assert article["engine"] is None
    assert article["actors"] == []


@pytest.mark.model
def test_the_founding_article_whole(home: Path) -> None:
    article = json.loads(run(home, "parse", str(SEED)).stdout)
    names = {actor["id"]: actor["name"] for actor in article["actors"]}
    said = {
        article["text"][quote["start"] : quote["end"]]: [names[who["actor"]] for who in quote["speakers"]]
        for quote in article["quotes"]
    }
    direct = {
        words.strip(","): who for words, who in said.items() if "talks are under" in words or "It is not" in words
    }
    assert list(direct.values()) == [["Jean El Alam"], ["Ghassan Salame"]]
    warned = next(who for words, who in said.items() if "conflict has to stop" in words)
    assert set(warned) == {"Antonio Guterres", "Stephanie Williams"}
    assert article["engine"].startswith("rules ")


def test_many_inputs_are_lines_of_json_in_order_and_one_that_fails_is_told(home: Path) -> None:
    (home / "a.txt").write_text(STORY)
    (home / "empty.txt").write_text("")
    done = run(home, "parse", "--only", "blocks", "a.txt", "empty.txt", "no-such.txt", str(SEED))
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert [("error" in row) for row in rows] == [False, True, True, False]
    assert "empty.txt: is empty" in done.stderr
    assert len(done.stderr.splitlines()) == 2


def test_standard_input_as_json_lines(home: Path) -> None:
    lines = json.dumps({"id": "one", "text": STORY}) + "\nnot json\n" + json.dumps({"id": "two", "text": STORY}) + "\n"
    done = run(home, "parse", "-", "--input", "jsonl", "--format", "jsonl", "--only", "blocks", given=lines)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row.get("id") for row in rows] == ["one", None, "two"]
    assert rows[0]["text"] == STORY
    assert rows[0]["title"] == "Harbour talks resume"
    assert done.returncode == 1


@pytest.mark.parametrize("form", ["json", "jsonl", "yaml", "md"])
def test_forms(home: Path, form: str) -> None:
    done = run(home, "parse", "--only", "blocks", "--format", form, str(SEED))
    assert done.returncode == 0
    if form == "yaml":
        assert yaml.safe_load(done.stdout)["title"].startswith("Libya")
    elif form == "md":
        assert done.stdout.startswith("# Libya's rival factions resume talks in Geneva\n")
    else:
        assert json.loads(done.stdout)["schema"] == 1


def test_options_before_and_after_the_subcommand_and_names_that_read_as_options(home: Path) -> None:
    (home / "-v.txt").write_text(STORY)
    (home / "list").write_text(STORY)
    for argv in (
        ["--library", "x.db", "parse", "--only", "blocks", "--format", "jsonl", "--", "-v.txt"],
        ["parse", "--library", "x.db", "--only", "blocks", "./list"],
    ):
        done = run(home, *argv)
        assert (done.returncode, done.stderr) == (0, "")
        assert json.loads(done.stdout)["title"] == "Harbour talks resume"
    assert not (home / "x.db").exists(), "nothing is stored"


@pytest.mark.parametrize(
    ("argv", "word"),
    [
        (["parse"], "required"),
        (["parse", "--nonsense", "x"], "unrecognized"),
        (["parse", "--jobs", "0", "x"], "--jobs is a number"),
        (["--nonsense"], "unrecognized"),
        (["--config", "no-such.yaml", "doctor"], "no-such.yaml: there is no such file"),
    ],
)
def test_wrong_usage(home: Path, argv: list[str], word: str) -> None:
    done = run(home, *argv)
    assert done.returncode in (1, 2)
    assert word in done.stderr


def test_without_a_terminal_the_reader_says_so_in_one_line(home: Path) -> None:
    done = run(home)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "newsreader parse" in done.stderr


def test_files_into_the_library_and_out_again(home: Path) -> None:
    (home / "news").mkdir()
    (home / "news" / "a.txt").write_text(STORY)
    (home / "news" / "b.txt").write_text(STORY.replace("Harbour talks", "=Harbour fees"))
    library = str(home / "my.db")
    assert run(home, "add", "news", "--library", library).stdout == "2 new or changed articles\n"
    assert run(home, "--library", library, "add", "news").stdout == "0 new or changed articles\n"
    rows = json.loads(run(home, "--library", library, "list", "--format", "json").stdout)
    assert {row["title"] for row in rows} == {"Harbour talks resume", "=Harbour fees resume"}
    assert set(rows[0]) == {
        "article", "title", "outlet", "published", "received", "unread", "starred", "tags", "actors", "snippet",
    }  # fmt: skip
    cells = list(csv.DictReader(io.StringIO(run(home, "list", "--format", "csv", NEWSREADER_LIBRARY=library).stdout)))
    assert "'=Harbour fees resume" in [row["title"] for row in cells]
    assert (home / "my.db").stat().st_mode & 0o777 == 0o600


@pytest.mark.model
def test_reading_an_article_as_plain_text(home: Path) -> None:
    done = run(home, "read", str(SEED))
    assert done.returncode == 0
    assert done.stdout.startswith("Libya's rival factions resume talks in Geneva\n")
    assert "- Jean El Alam, said (direct): " in done.stdout
    assert "Advertisement" not in done.stdout
    assert run(home, "read", "no-such-id").stderr.startswith("newsreader: no-such-id: is neither a file nor")


def test_a_broken_library_is_refused_in_one_line_and_left_as_it_is(home: Path) -> None:
    (home / "bad.db").write_bytes(b"this is no library" * 100)
    before = (home / "bad.db").read_bytes()
    done = run(home, "--library", "bad.db", "list")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert (home / "bad.db").read_bytes() == before


def test_settings_are_written_shown_and_checked(home: Path) -> None:
    path = home / "s.yaml"
    assert run(home, "--config", str(path), "config", "write").returncode == 0
    assert run(home, "--config", str(path), "config", "write").returncode == 1
    assert run(home, "--config", str(path), "config", "check").stdout == f"{path}: nothing wrong\n"
    path.write_text("measure: 7\ntheme: nord\n")
    done = run(home, "--config", str(path), "config", "show")
    assert "theme: nord" in done.stdout
    assert "line 1: measure is a number from 20 to 200" in done.stderr
    assert done.returncode == 1


def test_text_that_the_output_cannot_show_is_replaced(home: Path) -> None:
    (home / "a.txt").write_text(STORY, encoding="utf-8")
    run(home, "add", "a.txt", "--library", "l.db")
    done = run(home, "--library", "l.db", "list", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert done.returncode == 0
