"""A terminal for tests: the real program in a pseudo-terminal, and every byte that it writes."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE_S = 40.0
"""Seconds after which something that was to happen has not."""


class Terminal:
    """A program in a pseudo-terminal of some size."""

    def __init__(self, argv: list[str], environment: dict[str, str], size: tuple[int, int] = (80, 24)) -> None:
        self.written = b""
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execve(argv[0], argv, environment)  # noqa: S606 - the child becomes the program
        self.resize(size)
        self._status: int | None = None

    def resize(self, size: tuple[int, int]) -> None:
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def read(self, seconds: float = 0.05) -> bytes:
        """What is written within so many seconds."""
        got = b""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if not select.select([self.fd], [], [], left)[0]:
                break
            try:
                part = os.read(self.fd, 65536)
            except OSError:
                break
            if not part:
                break
            got += part
        self.written += got
        return got

    def wait_for(self, words: bytes) -> None:
        """Read until these words were written."""
        until = time.monotonic() + PATIENCE_S
        while words not in self.written:
            self.read(0.1)
            if time.monotonic() > until:
                raise AssertionError(f"{words!r} was not written in {PATIENCE_S} s: {self.written[-3000:]!r}")

    def settle(self, seconds: float = 0.4) -> None:
        """Read until nothing is written for so long."""
        while self.read(seconds):
            pass

    def type(self, keys: str) -> None:
        os.write(self.fd, keys.encode())

    def end(self, number: int) -> None:
        os.kill(self.pid, number)

    def hang_up(self) -> None:
        """Drop the line."""
        os.close(self.fd)
        self.fd = -1

    def status(self) -> int:
        """The exit status, once the program has ended; read on meanwhile, so that it is not held up."""
        until = time.monotonic() + PATIENCE_S
        while self._status is None:
            pid, raw = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._status = os.waitstatus_to_exitcode(raw)
            elif time.monotonic() > until:
                raise AssertionError("the program did not end")
            elif self.fd >= 0:
                self.read(0.05)
        if self.fd >= 0:
            self.read(0.1)
        return self._status

    def close(self) -> None:
        if self._status is None:
            with contextlib.suppress(ProcessLookupError, ChildProcessError):
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
        if self.fd >= 0:
            os.close(self.fd)


def environment(home: Path, **more: str) -> dict[str, str]:
    """An environment in which everything of the person's lies under one folder."""
    base = {name: value for name, value in os.environ.items() if not name.startswith(("SSH_", "NEWSREADER_", "XDG_"))}
    base.pop("NO_COLOR", None)
    base |= {"HOME": str(home), "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "COLORTERM": "truecolor", **more}
    return base


@contextmanager
def reader(home: Path, *arguments: str, size: tuple[int, int] = (80, 24), **more: str) -> Iterator[Terminal]:
    """The reader in a terminal."""
    terminal = Terminal([sys.executable, "-m", "newsreader", *arguments], environment(home, **more), size)
    try:
        yield terminal
    finally:
        terminal.close()


def workers_of(pid: int) -> list[int]:
    """The worker processes that a process has started and that are alive."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            with contextlib.suppress(OSError):
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                command = (entry / "cmdline").read_bytes()
                if int(fields[1]) == pid and b"newsreader.services.worker" in command:
                    found.append(int(entry.name))
    return found


def is_alive(pid: int) -> bool:
    try:
        return (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
