"""The real program in a real terminal: what reaches it, and how it is left."""

from __future__ import annotations

import re
import signal
import sys
import time
from pathlib import Path

import pytest

from tests.terminal import Terminal, is_alive, reader, workers_of

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")

RESTORED = b"\x1b[?1049l"
TRICKS = (
    'Harbour \x1b[2J\x1b]0;owned\x07 \x1b]52;c;b3duZWQ=\x07 \x9b31m \x1bP$q"p\x1b\\ talks',
    "[@click=app.quit]Harbour[/] [/b] [bold]talks[/bold] {markup} $HOME `id`",
    "Harbour \u202egnp.exe\u202c \u2066open \U000e0041 tag\x00\x08\x0b",
    "H" + "\u0301" * 400 + "arbour",
)


def hostile_article() -> str:
    title = TRICKS[0].replace("\n", " ")
    said = "“We are closer than we were last week,” said Maria Okafor, the mayor of Port Ellery."
    paragraphs = [f"{said} {trick} It went on all of Monday in the harbour of the town." for trick in TRICKS]
    return title + "\n" + "\n".join(paragraphs) + "\n"


ALLOWED = re.compile(
    rb"\x1b\[[0-9;:?<>=$]*[ -/]*[@-~]"  # control sequences: cursor, style, modes
    rb"|\x1b[=>78()][AB0]?"  # keypad, save and restore, character sets
    rb"|\x1b\]22;[a-z]+\x07"  # the shape of the mouse pointer, Textual's own
)


@pytest.mark.model
def test_no_control_character_of_a_strangers_reaches_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "trick.txt").write_bytes(hostile_article().encode("utf-8", "surrogatepass"))
    with reader(tmp_path, str(tmp_path / "trick.txt"), size=(120, 40)) as terminal:
        terminal.wait_for(b"Okafor")
        for keys in ("\r", "G", "z", "\t", "j", "\r", ">", "\r", "?", "q", "/Harbour\r", "n"):
            terminal.type(keys)
            terminal.settle(0.3)
        terminal.type("Q")
        assert terminal.status() == 0
    rest = ALLOWED.sub(b"", terminal.written)
    text = rest.decode("utf-8")
    assert [character for character in text if ord(character) < 32 and character not in "\r\n\t"] == []
    assert not re.search("[\x7f-\x9f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e0fff]", text)
    assert b"[@click=app.quit]Harbour[/]" in terminal.written
    assert max(len(run) for run in re.findall("\u0301*", text)) <= 8


def started(terminal: Terminal) -> list[int]:
    """The workers, once there is one."""
    terminal.wait_for(b"Articles")
    until = time.monotonic() + 30
    while not (found := workers_of(terminal.pid)) and time.monotonic() < until:
        terminal.read(0.1)
    assert found
    return found


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)])
def test_a_signal_ends_workers_and_gives_the_terminal_back(tmp_path: Path, number: int, status: int) -> None:
    with reader(tmp_path) as terminal:
        workers = started(terminal)
        terminal.end(number)
        assert terminal.status() == status
    assert RESTORED in terminal.written
    assert not any(map(is_alive, workers))


AT_ONCE = (":quit\r", ":xy\x15quit\r", ":quiz\x7ft\r", ":nothing\x03q", ":quiet\x17quit\r", "iqq", "fqq", "?qq")


@pytest.mark.parametrize("keys", AT_ONCE)
def test_keys_that_come_in_one_piece_are_taken_in_their_order(tmp_path: Path, keys: str) -> None:
    with reader(tmp_path) as terminal:
        terminal.wait_for(b"Articles")
        terminal.settle(0.3)
        terminal.type(keys)
        assert terminal.status() == 0


@pytest.mark.parametrize("key", ["q", "\x03", "Q"])
def test_a_key_ends_it_too(tmp_path: Path, key: str) -> None:
    with reader(tmp_path) as terminal:
        workers = started(terminal)
        terminal.type(key)
        assert terminal.status() == 0
    assert RESTORED in terminal.written
    assert not any(map(is_alive, workers))


@pytest.mark.parametrize("key", ["\x1a", "\x0c"])
def test_the_whole_screen_is_drawn_again(tmp_path: Path, key: str) -> None:
    with reader(tmp_path) as terminal:
        terminal.wait_for(b"Libya")
        terminal.settle(1.0)
        terminal.written = b""
        terminal.type(key)
        if key == "\x1a":
            terminal.settle(0.5)
            assert RESTORED in terminal.written, "the shell has its screen while the reader is suspended"
            terminal.written = b""
            terminal.end(signal.SIGCONT)
        terminal.wait_for(b"Articles")
        terminal.wait_for(b"rival factions")
        terminal.type("q")
        assert terminal.status() == 0


@pytest.mark.parametrize("command", ["no-such-command-there", "wc 'x", "true"])
def test_the_terminal_comes_back_from_a_command_whatever_becomes_of_it(tmp_path: Path, command: str) -> None:
    with reader(tmp_path) as terminal:
        terminal.wait_for(b"Libya")
        terminal.settle(1.0)
        terminal.type("|")
        terminal.wait_for(b"pipe to")
        terminal.type(f"{command}\r")
        terminal.wait_for(b"[Enter]")
        terminal.written = b""
        terminal.type("\r")
        terminal.wait_for(b"Articles")
        terminal.type("q")
        assert terminal.status() == 0


def gone(pids: list[int]) -> bool:
    until = time.monotonic() + 20
    while any(map(is_alive, pids)) and time.monotonic() < until:
        time.sleep(0.05)  # nothing to wait on: they are not our children
    return not any(map(is_alive, pids))


def test_a_dropped_line_leaves_no_process(tmp_path: Path) -> None:
    with reader(tmp_path) as terminal:
        workers = started(terminal)
        terminal.hang_up()
        terminal.status()
        assert gone(workers)


def test_a_killed_reader_leaves_no_process(tmp_path: Path) -> None:
    with reader(tmp_path) as terminal:
        workers = started(terminal)
        terminal.end(signal.SIGKILL)
        assert terminal.status() == -signal.SIGKILL
        assert gone(workers)


@pytest.mark.parametrize("term", ["xterm-256color", "tmux-256color", "screen", "linux"])
def test_it_opens_in_every_terminal(tmp_path: Path, term: str) -> None:
    with reader(tmp_path, TERM=term) as terminal:
        terminal.wait_for(b"Libya")
        terminal.type("q")
        assert terminal.status() == 0


def test_no_colour_is_sent_where_none_is_wanted(tmp_path: Path) -> None:
    with reader(tmp_path, size=(120, 40), NO_COLOR="1") as terminal:
        terminal.wait_for(b"Libya")
        for keys in ("\r", "\t", "j", "\r", "?", "q"):
            terminal.type(keys)
            terminal.settle(0.3)
        terminal.type("Q")
        assert terminal.status() == 0
    codes = {code for found in re.findall(rb"\x1b\[([0-9;]*)m", terminal.written) for code in found.split(b";") if code}
    assert codes <= {b"0", b"1", b"2", b"3", b"4", b"7"}


def test_a_terminal_that_cannot_show_it_gets_one_line(tmp_path: Path) -> None:
    with reader(tmp_path, TERM="dumb") as terminal:
        assert terminal.status() == 2
    assert terminal.written.count(b"\n") == 1
    assert b"newsreader read PATH" in terminal.written


def test_an_idle_screen_writes_nothing(tmp_path: Path) -> None:
    with reader(tmp_path) as terminal:
        terminal.wait_for(b"Libya")
        terminal.settle(3.0)
        assert terminal.read(1.5) == b""
        terminal.type("q")
        assert terminal.status() == 0


def test_a_window_that_shrinks_to_nothing_and_grows_again(tmp_path: Path) -> None:
    with reader(tmp_path) as terminal:
        terminal.wait_for(b"Libya")
        for size in ((1, 1), (2, 2), (10, 3), (30, 8), (500, 200)):
            terminal.resize(size)
            terminal.settle(0.4)
        terminal.written = b""
        terminal.resize((80, 24))
        terminal.wait_for(b"Articles")
        terminal.type("q")
        assert terminal.status() == 0
    assert b"Traceback" not in terminal.written
