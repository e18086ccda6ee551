"""`newsreader add`, as a script uses it, and when it is stopped."""

from __future__ import annotations

import contextlib
import gzip
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

from tests.cli.test_main import run
from tests.services.test_parsing import STORY, rows
from tests.terminal import environment


def test_files_archives_and_folders_come_into_the_library(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(STORY)
    (tmp_path / "in" / "b.jsonl.gz").write_bytes(gzip.compress(rows(5)))
    done = run(tmp_path, "--library", "l.db", "add", "in", "missing.txt")
    assert done.returncode == 1
    assert done.stdout == "6 new or changed articles\n"
    assert done.stderr.splitlines() == ["newsreader: missing.txt: there is no such file or folder"]
    assert run(tmp_path, "--library", "l.db", "add", "in").stdout == "0 new or changed articles\n"


def test_a_list_of_feeds_is_followed_and_not_read(tmp_path: Path) -> None:
    outline = '<outline text="A" xmlUrl="https://a.example/feed"/>'
    (tmp_path / "l.opml").write_text(f'<opml version="2.0"><body>{outline}</body></opml>')
    done = run(tmp_path, "--library", "l.db", "add", "l.opml")
    assert (done.returncode, done.stdout) == (0, "1 new feed\n")


def test_who_stops_it_keeps_what_there_is_and_can_go_on(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(rows(6000))
    process = subprocess.Popen(
        [sys.executable, "-m", "newsreader", "--library", "l.db", "add", "a.jsonl"],
        cwd=tmp_path,
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while process.poll() is None and count(tmp_path) < 2000:
        pass
    os.kill(process.pid, signal.SIGINT)
    said, complained = process.communicate(timeout=60)
    assert "Traceback" not in complained
    assert process.returncode == 130
    assert (said, "the same command goes on there" in complained) == ("", True)
    stored = count(tmp_path)
    assert 0 < stored < 6000
    done = run(tmp_path, "--library", "l.db", "add", "a.jsonl")
    assert done.stdout == f"{6000 - stored:,} new or changed articles\n"
    assert "went on" in done.stderr


def count(folder: Path) -> int:
    """How many articles the library holds."""
    path = folder / "l.db"
    if not path.exists():
        return 0
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as library:
        try:
            return int(library.execute("SELECT count(*) FROM articles").fetchone()[0])
        except sqlite3.OperationalError:  # it is being made
            return 0
