"""Workers that die, hang or talk nonsense cost their own task one more try, and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from newsreader.errors import InputError, NewsreaderError, WorkerError
from newsreader.ingest.raw import RawDocument
from newsreader.model.document import Source, SourceKind
from newsreader.services import engine as engines
from newsreader.services.engine import Engine, default_workers
from tests import samples

WORKER = """
import os, sys, time
from newsreader.services import frames
out = os.fdopen(os.dup(1), "wb")
read = frames.exactly(sys.stdin.buffer)
while True:
    header, body = frames.receive(read)
    behaviour = open({behaviour!r}).read().split()
    open({tries!r}, "a").write("x")
    if "die" in behaviour: os._exit(3)
    if "die-once" in behaviour and len(open({tries!r}).read()) == 1: os._exit(3)
    if "large" in behaviour:
        frames.send(out, {{"peak": 10**7, "open": "open" in behaviour}}, body); continue
    if "hang" in behaviour: time.sleep(600)
    if "nonsense" in behaviour: out.write(b"nonsense" * 4); out.flush(); continue
    if "refuse" in behaviour:
        error = {{"kind": "InputError", "what": "is empty", "where": "x.txt", "mend": None}}
        frames.send(out, {{"error": error}}); continue
    if "wrong" in behaviour: frames.send(out, {{}}, b"[]"); continue
    frames.send(out, {{}}, body)
"""


class ScriptedEngine(Engine):
    """An engine whose workers behave as a file says."""

    def __init__(self, folder: Path, behaviour: str) -> None:
        super().__init__()
        self.behaviour, self.tries = folder / "behaviour", folder / "tries"
        self.behaviour.write_text(behaviour)
        self.started: list[int] = []

    def _start(self) -> subprocess.Popen[bytes]:
        script = WORKER.format(behaviour=str(self.behaviour), tries=str(self.tries))
        process = subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.started.append(process.pid)
        return process


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_document_goes_to_a_worker_and_comes_back(tmp_path: Path) -> None:
    engine = ScriptedEngine(tmp_path, "work")
    document = samples.document()
    assert engine.analyse(document).result(20).document == document
    assert engine.analyse(document).result(20).document == document
    engine.stop()
    assert len(engine.started) == 1
    assert not is_alive(engine.started[0])


def test_a_worker_that_dies_costs_one_more_try(tmp_path: Path) -> None:
    engine = ScriptedEngine(tmp_path, "die-once")
    assert engine.analyse(samples.document()).result(20).text == samples.TEXT
    engine.stop()
    assert len(engine.started) == 2


@pytest.mark.parametrize("behaviour", ["die", "nonsense", "wrong"])
def test_one_that_fails_for_good_is_told_and_the_next_article_is_read(tmp_path: Path, behaviour: str) -> None:
    engine = ScriptedEngine(tmp_path, behaviour)
    with pytest.raises(NewsreaderError):
        engine.analyse(samples.document()).result(30)
    engine.behaviour.write_text("work")
    assert engine.analyse(samples.document()).result(30).text == samples.TEXT
    engine.stop()


def test_one_that_hangs_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "ANALYSE_SECONDS", 0.4)
    monkeypatch.setattr(engines, "TRIES", 1)
    engine = ScriptedEngine(tmp_path, "hang")
    with pytest.raises(WorkerError, match="took longer than"):
        engine.analyse(samples.document()).result(30)
    engine.stop()
    assert not any(map(is_alive, engine.started))


def test_an_error_of_ours_comes_back_as_itself(tmp_path: Path) -> None:
    engine = ScriptedEngine(tmp_path, "refuse")
    with pytest.raises(InputError, match=r"x.txt: is empty"):
        engine.analyse(samples.document()).result(20)
    engine.stop()


def test_stopping_ends_a_worker_in_the_middle_of_its_task(tmp_path: Path) -> None:
    engine = ScriptedEngine(tmp_path, "hang")
    future = engine.analyse(samples.document())
    waiting = engine.analyse(samples.document())
    until = time.monotonic() + 20
    while not engine.tries.exists() and time.monotonic() < until:
        future.running()
    engine.stop()
    with pytest.raises(WorkerError):
        future.result(20)
    assert waiting.cancelled() or waiting.exception(20) is not None
    assert not any(map(is_alive, engine.started))
    with pytest.raises(WorkerError, match="ending"):
        engine.analyse(samples.document())


def test_at_least_one_worker_and_no_more_than_the_machine_has() -> None:
    assert 1 <= default_workers() <= max(1, os.cpu_count() or 1)


def test_an_input_that_takes_too_long_is_not_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "READ_SECONDS", 0.5)
    engine = ScriptedEngine(tmp_path, "hang")
    raw = RawDocument(b"x", Source(SourceKind.FILE, "x.html"), "x.html")
    with pytest.raises(WorkerError, match="took longer than"):
        engine.read(raw, samples.document().received).result(30)
    engine.stop()
    assert len(engine.started) == 1


@pytest.mark.parametrize(("behaviour", "started"), [("large", 2), ("large open", 1)])
def test_a_worker_that_grew_is_put_down_unless_it_has_a_file_open(tmp_path: Path, behaviour: str, started: int) -> None:
    engine = ScriptedEngine(tmp_path, behaviour)
    for _ in range(2):
        engine.analyse(samples.document()).result(30)
    engine.stop()
    assert len(engine.started) == started
