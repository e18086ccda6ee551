"""`newsreader export` as a script uses it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from newsreader.ingest.opml import read_opml
from tests.cli.test_main import run
from tests.library.test_newsboat import FEED, make_cache


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "urls").write_text(f'{FEED} "~Wire"\n"query:Unread:unread = \\"yes\\""\n', encoding="utf-8")
    make_cache(tmp_path / "cache.db", [{"unread": number % 2} for number in range(5)])
    assert run(tmp_path, "import", "newsboat", "--urls", "urls", "--cache", "cache.db").returncode == 0
    return tmp_path


def test_feeds_go_out_as_opml_and_come_in_again(home: Path) -> None:
    done = run(home, "export", "opml")
    assert done.returncode == 0
    (feed,) = read_opml(done.stdout.encode(), "x")
    assert (feed.url, feed.title, feed.site) == (FEED, "Wire", "https://wire.example/")
    (home / "out.opml").write_text(done.stdout, encoding="utf-8")
    assert run(home, "import", "opml", "out.opml").stdout == "1 feed, 0 new\n"


def test_feeds_go_out_as_newsboat_has_them(home: Path) -> None:
    done = run(home, "export", "urls")
    assert done.stdout == f'{FEED} "~Wire"\n# search Unread: is:unread\n'


def test_articles_go_out_whole(home: Path) -> None:
    rows = [json.loads(line) for line in run(home, "export", "articles").stdout.splitlines()]
    assert len(rows) == 5
    assert rows[0]["source"]["feed"] == "Wire"
    assert json.loads(run(home, "export", "articles", "--format", "json").stdout) == rows
    assert list(yaml.safe_load_all(run(home, "export", "articles", "--format", "yaml").stdout)) == rows
    assert run(home, "export", "articles", "--format", "md").stdout.count("Talks") >= 5


def test_of_the_articles_those_that_a_search_finds(home: Path) -> None:
    done = run(home, "export", "articles", "is:unread", "talks")
    assert sorted(json.loads(line)["title"] for line in done.stdout.splitlines()) == ["Talks 1", "Talks 3"]
    assert run(home, "export", "articles", "--format", "json", "tag:none").stdout == "[]\n"


def test_a_search_line_is_for_articles(home: Path) -> None:
    done = run(home, "export", "opml", "is:unread")
    assert (done.returncode, done.stdout) == (2, "")


def test_an_empty_library_gives_an_empty_list(tmp_path: Path) -> None:
    assert read_opml(run(tmp_path, "export", "opml").stdout.encode(), "x") == []
    assert run(tmp_path, "export", "urls").stdout == ""
