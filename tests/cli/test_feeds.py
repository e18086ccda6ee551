"""`newsreader feeds` and `import` as a script uses them."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from newsreader.library import Library
from newsreader.model.feeds import Subscription, Validators
from tests.cli.test_main import run
from tests.library.test_newsboat import FEED, make_cache

LIST = """<opml version="1.0"><head><title>x</title></head><body>
<outline text="Cats & dogs"><outline text="News"><outline text="Wire" xmlUrl="https://wire.example/?a=1&b=2"/></outline>
<outline text="=cmd" xmlUrl="https://b.example/"/></outline><outline text="\x1b[31mC" xmlUrl="javascript:x"/>
</body></opml>
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "list.opml").write_text(LIST, encoding="utf-8")
    return tmp_path


def test_a_list_is_shown_in_each_format(home: Path) -> None:
    done = run(home, "feeds", "list.opml", "--format", "jsonl")
    assert done.returncode == 0
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["url"], row["title"], row["folder"]) for row in rows] == [
        ("https://wire.example/?a=1&b=2", "Wire", "Cats & dogs/News"),
        ("https://b.example/", "=cmd", "Cats & dogs"),
    ]
    assert "javascript:x is no address of a feed" in done.stderr
    assert json.loads(run(home, "feeds", "list.opml", "--format", "json").stdout) == rows
    assert yaml.safe_load(run(home, "feeds", "list.opml", "--format", "yaml").stdout) == rows
    cells = list(csv.reader(io.StringIO(run(home, "feeds", "list.opml", "--format", "csv").stdout)))
    assert cells[0] == list(rows[0])
    assert cells[2][1] == "'=cmd"
    table = run(home, "feeds", "list.opml").stdout.splitlines()
    assert table[0] == "https://wire.example/?a=1&b=2  Wire  [Cats & dogs/News]"


def test_the_urls_file_of_newsboat_is_a_list_too(home: Path) -> None:
    (home / "urls").write_text('https://wire.example/ "news" "~Wire"\n', encoding="utf-8")
    (row,) = json.loads(run(home, "feeds", "urls", "--format", "json").stdout)
    assert (row["title"], row["tags"]) == ("Wire", ["news"])


def test_what_is_no_list_is_said_in_one_line(home: Path) -> None:
    (home / "story.txt").write_text("Just words.\n", encoding="utf-8")
    for name in ("story.txt", "none.opml", "."):
        done = run(home, "feeds", name)
        assert (done.returncode, done.stdout) == (1, "")
        assert len(done.stderr.splitlines()) == 1


def test_the_library_shows_how_its_feeds_fare(home: Path) -> None:
    assert run(home, "import", "opml", "list.opml").stdout == "2 feeds, 2 new\n"
    assert run(home, "import", "opml", "list.opml").stdout == "2 feeds, 0 new\n"
    library = Library.open(home / "library.db")
    one, two = library.subscribe([Subscription("https://a.example/"), Subscription("https://b2.example/", "B")])
    since = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)
    library.note_failed(one.key, "the server is not there", since, since)
    library.note_fetched(two.key, Validators(), since, since)
    library.close()
    done = run(home, "feeds", "--library", "library.db", TZ="UTC")
    assert "failing since 2024-05-01 12:00: the server is not there (https://a.example/)" in done.stdout
    rows = json.loads(run(home, "feeds", "--library", "library.db", "--format", "json").stdout)
    (failing,) = (row for row in rows if row["fault"])
    assert (failing["failing_since"], failing["failures"], failing["unread"]) == ("2024-05-01T12:00:00+00:00", 1, 0)


def test_newsboat_is_taken_over(home: Path) -> None:
    make_cache(home / "cache.db", [{"unread": 0}, {}])
    (home / "urls").write_text(f"{FEED}\nexec:x\n", encoding="utf-8")
    done = run(home, "import", "newsboat", "--urls", "urls", "--cache", "cache.db")
    assert done.returncode == 0
    assert done.stdout == ("1 feed, 1 new; 0 searches\n2 articles, 2 new; 1 marked read, 0 tagged as flagged\n")
    assert "exec:" in done.stderr
    rows = [json.loads(line) for line in run(home, "list", "--format", "jsonl").stdout.splitlines()]
    assert sorted((row["title"], row["unread"]) for row in rows) == [("Talks 0", False), ("Talks 1", True)]


@pytest.mark.parametrize("words", [("opml",), ("newsboat", "urls"), ("opml", "list.opml", "--cache", "x")])
def test_wrong_usage_of_import_is_said(home: Path, words: tuple[str, ...]) -> None:
    done = run(home, "import", *words)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


def test_newsboat_that_is_not_there_is_said(home: Path) -> None:
    done = run(home, "import", "newsboat")
    assert done.returncode == 1
    assert "--urls and --cache" in done.stderr


def test_a_password_that_an_older_library_holds_is_not_shown(home: Path) -> None:
    library = Library.open(home / "library.db")
    [one] = library.subscribe([Subscription("http://bob:hunter2@wire.example/f")])
    library.note_failed(one.key, "x", datetime(2024, 1, 1, tzinfo=UTC), datetime(2024, 1, 1, tzinfo=UTC))
    library.close()
    for words in (("feeds",), ("feeds", "--format", "jsonl"), ("export", "opml"), ("export", "urls")):
        done = run(home, *words, "--library", "library.db")
        assert "http://wire.example/f" in done.stdout
        assert "hunter2" not in done.stdout + done.stderr


def test_passwords_in_lists_are_left_out_with_a_note(home: Path) -> None:
    (home / "urls").write_text("https://wire.example/a\nhttps://bob:hunter2@wire.example/f\n", encoding="utf-8")
    done = run(home, "import", "opml", "urls")
    assert done.stdout == "1 feed, 1 new\n"
    assert "came with a user name or password" in done.stderr
    assert "hunter2" not in done.stderr
