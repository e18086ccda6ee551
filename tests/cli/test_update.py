"""`newsreader update` as cron uses it: one line about all, one for each feed that fails, and the exit status."""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsreader.cli import update
from newsreader.cli.common import DONE, SOME_FAILED, Options
from newsreader.errors import UsageError
from newsreader.library import Library
from newsreader.model.feeds import Subscription
from tests.services.updates import rss


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    return tmp_path


def follow(home: Path, *urls: str) -> None:
    library = Library.open(home / "library.db")
    library.subscribe([Subscription(url) for url in urls])
    library.close()


def run(home: Path, *words: str, config: Path | None = None) -> int:
    parser = argparse.ArgumentParser()
    update.add_arguments(parser)
    return update.run(Options(home / "library.db", config, mouse=False), parser.parse_args(words))


def test_all_feeds_and_a_line_for_each_that_fails(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "good.xml").write_bytes(rss("One", "Two"))
    follow(home, (home / "good.xml").as_uri(), (home / "none.xml").as_uri())
    assert run(home) == SOME_FAILED
    told = capsys.readouterr()
    assert told.out == "2 feeds, 2 new articles, 0 changed, 1 failing\n"
    assert told.err.count("\n") == 1
    assert (home / "none.xml").as_uri() in told.err
    assert "there is no such file" in told.err
    assert ", since 20" in told.err

    (home / "good.xml").write_bytes(rss("One", "Two", "Three"))
    assert run(home, "--due") == DONE
    assert capsys.readouterr().out == "0 feeds, 0 new articles, 0 changed, 0 failing\n"
    assert run(home, "The Paper") == DONE
    assert capsys.readouterr().out == "1 feed, 1 new article, 0 changed, 0 failing\n"
    assert run(home, "Nothing", "1") == SOME_FAILED
    told = capsys.readouterr()
    assert "Nothing: no such feed" in told.err
    assert told.out.startswith("1 feed, 0 new articles")


def test_what_failed_waits_and_is_counted(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    follow(home, (home / "none.xml").as_uri())
    assert run(home) == SOME_FAILED
    assert run(home) == DONE
    told = capsys.readouterr()
    assert told.out.endswith("0 feeds, 0 new articles, 0 changed, 0 failing, 1 waiting (--force asks them)\n")
    assert "no feed is followed" not in told.err
    assert run(home, "--force") == SOME_FAILED
    assert run(home, "1") == SOME_FAILED


def test_one_that_is_told_to_end_gives_back_what_it_holds(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "settings.yaml").write_text("fetch: {allow_private: true}\n")
    with socket.create_server(("127.0.0.1", 0)) as server:
        follow(home, f"http://127.0.0.1:{server.getsockname()[1]}/f")

        def end() -> None:
            connection, _ = server.accept()
            with connection, contextlib.suppress(OSError):
                connection.recv(1)
                os.kill(os.getpid(), signal.SIGTERM)
                connection.recv(10_000)
                connection.recv(1)  # until the other end is closed

        thread = threading.Thread(target=end, daemon=True)
        thread.start()
        assert run(home, config=home / "settings.yaml") == update.ENDED
        thread.join()
    assert "stopped" in capsys.readouterr().err
    library = Library.open(home / "library.db")
    [feed] = library.claim_feeds(datetime.now(UTC), force=True)
    assert feed.failures == 0
    library.close()


def test_a_library_without_feeds(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(home) == DONE
    told = capsys.readouterr()
    assert told.out == "0 feeds, 0 new articles, 0 changed, 0 failing\n"
    assert "newsreader add URL" in told.err


def test_jobs_are_a_number(home: Path) -> None:
    with pytest.raises(UsageError):
        run(home, "--jobs", "0")


def test_nothing_heavy_is_loaded_before_an_address_is_asked_for() -> None:
    code = "import newsreader.cli.update, newsreader.services.updating, sys; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"httpx", "httpcore", "lxml", "feedparser", "rich", "textual", "spacy"} & set(loaded)
