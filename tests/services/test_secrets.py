"""Secrets are taken from a command or a private file, and stand in no message."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from newsreader.errors import SettingsError
from newsreader.services import secrets
from newsreader.services.secrets import Secrets
from newsreader.settings import FeedChoice, Settings

URL = "https://paper.example/feed"


def given(**fields: object) -> Secrets:
    return Secrets(Settings(feeds=(FeedChoice("https://paper.example/", 7, **fields),)))  # type: ignore[arg-type]


def prints(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", code)


async def test_an_address_without_a_secret_gets_no_header() -> None:
    assert await given(full_text=True).headers(URL) == {}
    assert await given(token_command=prints("print('x')")).headers("https://other.example/") == {}


async def test_a_password_from_a_command() -> None:
    store = given(user="me", password_command=prints("print('sesame\\nsecond line')"))
    assert await store.headers(URL) == {"Authorization": "Basic bWU6c2VzYW1l"}


async def test_a_command_is_run_once_until_it_is_to_be_forgotten(tmp_path: Path) -> None:
    count = tmp_path / "count"
    store = given(token_command=prints(f"f = open({str(count)!r}, 'a'); f.write('x'); print('t')"))
    for _ in range(2):
        assert await store.headers(URL) == {"Authorization": "Bearer t"}
    assert count.read_text() == "x"
    store.forget(URL)
    await store.headers(URL)
    assert count.read_text() == "xx"


async def test_no_shell_and_no_terminal() -> None:
    store = given(token_command=(*prints("import sys; print(sys.stdin.read() + sys.argv[1])"), "$HOME;`x`"))
    assert await store.headers(URL) == {"Authorization": "Bearer $HOME;`x`"}


async def test_a_token_from_a_file_in_a_header_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "token"
    path.write_text("abc\r\n")
    path.chmod(0o600)
    assert await given(token_file=str(path), header="X-Api-Key").headers(URL) == {"X-Api-Key": "abc"}


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
async def test_a_file_that_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "token"
    path.write_text("geheim\n")
    path.chmod(mode)
    with pytest.raises(SettingsError, match="others may read") as raised:
        await given(token_file=str(path)).headers(URL)
    assert f"chmod 600 {path}" in str(raised.value)
    assert "line 7" in str(raised.value)
    assert "geheim" not in str(raised.value)


async def test_files_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        await given(token_file=str(tmp_path / "none")).headers(URL)
    os.mkfifo(tmp_path / "fifo", 0o600)
    with pytest.raises(SettingsError, match="no regular file"):
        await given(token_file=str(tmp_path / "fifo")).headers(URL)


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("print()", "empty"),
        ("print('x' * 100000)", "too long"),
        ("import sys; sys.stdout.buffer.write(b'\\xff\\n')", "not UTF-8"),
        ("print('\\x1b[31m')", "control"),
        ("print('geheim'); raise SystemExit(3)", r"failed \(3\)"),
    ],
)
async def test_a_command_that_gives_no_secret(code: str, what: str) -> None:
    with pytest.raises(SettingsError, match=what) as raised:
        await given(token_command=prints(code)).headers(URL)
    assert "geheim" not in str(raised.value)


async def test_a_command_that_is_none_or_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingsError, match="cannot be run"):
        await given(token_command=("/no/such/command",)).headers(URL)
    monkeypatch.setattr(secrets, "COMMAND_SECONDS", 0.2)
    with pytest.raises(SettingsError, match="takes too long"):
        await given(token_command=prints("import time; time.sleep(60)")).headers(URL)


@pytest.mark.parametrize(
    ("url", "asked", "given_out"),
    [
        ("https://paper.example/new", "https://paper.example/old", True),
        ("https://elsewhere.example/new", "https://paper.example/old", False),
        ("https://paper.example:8443/new", "https://paper.example/old", False),
        ("http://paper.example/new", "https://paper.example/old", False),
        ("https://paper.example/new", "", False),
    ],
)
async def test_a_secret_goes_with_a_feed_that_moved_as_far_as_its_host(url: str, asked: str, given_out: bool) -> None:
    choice = FeedChoice("https://paper.example/old", 7, token_command=prints("print('t')"))
    store = Secrets(Settings(feeds=(choice,)))
    assert bool(await store.headers(url, asked)) is given_out
