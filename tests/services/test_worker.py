"""The real worker process: what it prints goes to the log, and it ends with the reader."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsreader.errors import InputError
from newsreader.ingest.archive import Archive
from newsreader.ingest.folder import open_input
from newsreader.ingest.raw import Format, RawDocument
from newsreader.model.document import Document, Source, SourceKind
from newsreader.services import frames, worker
from newsreader.services.engine import Engine
from tests.terminal import environment

RECEIVED = datetime(2024, 3, 1, tzinfo=UTC)
PAGE = b"""<html lang="en"><head><title>Strike ends - The Tide</title>
<meta property="og:site_name" content="The Tide"></head>
<body><article><h1>Strike ends</h1>%s</article></body></html>""" % (
    b"<p>The dockers of Port Ellery went back to work on Monday, the union said, after nine weeks on strike.</p>" * 6
)


def raw(data: bytes, name: str) -> RawDocument:
    return RawDocument(data, Source(SourceKind.FILE, name), name)


def test_a_page_is_read_in_a_worker(tmp_path: Path) -> None:
    engine = Engine(log=tmp_path / "log")
    try:
        (document,) = engine.read(raw(PAGE, "strike.html"), RECEIVED).result(60)
        assert isinstance(document, Document)
        assert document.title == "Strike ends"
        with pytest.raises(InputError):
            engine.read(raw(b"\x89PNG\r\n\x1a\n" + bytes(50), "x.html"), RECEIVED, Format.HTML).result(60)
    finally:
        engine.stop()


def test_an_archive_is_read_in_portions_that_go_on_where_the_last_one_ended(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    lines = (json.dumps({"id": f"n{n}", "text": "The dockers went back to work."}) for n in range(25))
    path.write_bytes(gzip.compress("\n".join(lines).encode()))
    archive = open_input(path)
    assert isinstance(archive, Archive)
    engine = Engine(log=tmp_path / "log")
    try:
        first = engine.unpack(archive, 0, RECEIVED, most=10).result(60)
        rest = engine.unpack(archive, first.next, RECEIVED).result(60)
    finally:
        engine.stop()
    items = [*first.items, *rest.items]
    assert [item.id for item in items] == [f"n{n}" for n in range(25)]
    assert (len(first.items), first.finished, rest.finished, rest.done) == (10, False, True, archive.size)


def test_the_model_of_languages_is_loaded_by_workers_alone(tmp_path: Path) -> None:
    german = "Die Gespräche über den Streik im Hafen begannen am Montag wieder, nachdem sie eine Woche geruht hatten.\n"
    (tmp_path / "a.txt").write_text(german)
    program = (
        f"from newsreader.cli.main import run; run(['parse', '--only', 'blocks', {str(tmp_path / 'a.txt')!r}])\n"
        "import sys; sys.exit('py3langid' in sys.modules or 'numpy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment(tmp_path))
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["language"] == "de"


@pytest.mark.parametrize(("header", "kind"), [({"task": "no-such"}, "WorkerError"), ({}, "WorkerError")])
def test_what_goes_wrong_becomes_an_answer(header: frames.Header, kind: str, capfd: pytest.CaptureFixture[str]) -> None:
    answer, body = worker.perform(header, b"")
    assert (answer["error"]["kind"], body) == (kind, b"")
    assert "Traceback" in capfd.readouterr().err


def test_it_ends_when_its_reader_is_gone() -> None:
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "newsreader.services.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    frames.send(process.stdin, {"task": "no-such"})
    header, _ = frames.receive(frames.exactly(process.stdout))
    assert "error" in header
    process.stdin.close()
    assert process.wait(20) == 0
    process.stdout.close()


def test_what_it_prints_goes_to_the_log_and_not_to_its_answers(tmp_path: Path) -> None:
    log = os.open(tmp_path / "log", os.O_WRONLY | os.O_CREAT)
    process = subprocess.Popen(
        [sys.executable, "-P", "-c", "from newsreader.services import worker as w;"
         "w.TASKS['talk'] = lambda h, b: (print('chatter', flush=True) or {}, b'');"
         "raise SystemExit(w.main())"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log,
    )  # fmt: skip
    os.close(log)
    assert process.stdin is not None
    assert process.stdout is not None
    frames.send(process.stdin, {"task": "talk"})
    header, body = frames.receive(frames.exactly(process.stdout))
    assert list(header) == ["peak", "open"]
    assert body == b""
    process.stdin.close()
    process.wait(20)
    assert process.stdout.read() == b""
    process.stdout.close()
    assert "chatter" in (tmp_path / "log").read_text()


def test_what_another_reader_kept_is_read_in_a_worker(tmp_path: Path) -> None:
    rows = [
        {"id": "g1", "title": "One", "content": "<p>Words.</p>", "published": 1578304800, "url": "/1"},
        {"id": 7, "title": ["x"], "content": None, "published": "x", "plain": 1, "enclosure": "javascript:x"},
    ]
    given = RawDocument(json.dumps(rows).encode(), Source(SourceKind.FEED, "https://a.example/f"), "a")
    engine = Engine(log=tmp_path / "log")
    try:
        one, odd = engine.entries(given, "The <b>Wire</b>", "https://a.example/", RECEIVED).result(60)
        assert isinstance(one, Document)
        assert (one.title, one.source.feed, one.source.uri) == ("One", "The Wire", "https://a.example/1")
        assert (one.source.entry_id, "Words." in one.text) == ("g1", True)
        assert isinstance(odd, Document)
        assert (odd.title, odd.source.entry_id, odd.published, odd.enclosures) == (None, None, None, ())
        with pytest.raises(InputError):
            engine.entries(replace(given, data=b"{}"), None, None, RECEIVED).result(60)
    finally:
        engine.stop()


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system does not tell it")
def test_the_memory_of_who_started_it_is_not_counted() -> None:
    program = (
        "import subprocess, sys; held = bytearray(300_000_000); "
        "print(subprocess.run([sys.executable, '-c', 'from newsreader.services import worker; print(worker._peak())'], "
        "capture_output=True, text=True).stdout)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert 5_000 < int(done.stdout) < 200_000
