"""Passwords and tokens for feeds: taken from where the person keeps them, given to the host they are for.

They stand in no settings file, message or log. A command is run without a shell and without a terminal,
so that it can neither be talked into more than it says nor write over the screen.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import os
import signal
import stat
from collections.abc import Mapping
from pathlib import Path

from newsreader.errors import SettingsError
from newsreader.ingest.fetch import is_same_host
from newsreader.settings import FeedChoice, Settings

COMMAND_SECONDS = 30.0
"""How long a command may take to print a secret."""

MOST_BYTES = 4096
"""Bytes of a secret."""


class Secrets:
    """The secrets of the settings; each is fetched once, when it is first wanted."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._known: dict[FeedChoice, asyncio.Task[str]] = {}

    async def headers(self, url: str, asked: str = "") -> Mapping[str, str]:
        """The headers that give an address its secret; none where it has none.

        `asked`: the address by which it was known before it moved; what is for that one is for the new one too,
        where it is on the same host. Raises SettingsError where the secret cannot be had.
        """
        choice = self._choice(url, asked)
        if choice is None or not choice.has_secret():
            return {}
        secret = await self._secret(choice)
        if choice.password_command or choice.password_file:
            pair = base64.b64encode(f"{choice.user}:{secret}".encode()).decode("ascii")
            return {"Authorization": f"Basic {pair}"}
        return {choice.header: secret} if choice.header else {"Authorization": f"Bearer {secret}"}

    def forget(self, url: str, asked: str = "") -> None:
        """Ask for the secret of an address anew the next time: its server did not take it."""
        choice = self._choice(url, asked)
        if choice is not None:
            self._known.pop(choice, None)

    def _choice(self, url: str, asked: str) -> FeedChoice | None:
        return self._settings.feed_choice(url, asked if asked and is_same_host(asked, url) else "")

    async def _secret(self, choice: FeedChoice) -> str:
        task = self._known.get(choice)
        if task is None:
            task = self._known[choice] = asyncio.ensure_future(_fetch(choice))
        try:
            return await asyncio.shield(task)
        except SettingsError:
            self._known.pop(choice, None)
            raise


async def _fetch(choice: FeedChoice) -> str:
    where = f"settings, line {choice.line}"
    command = choice.password_command or choice.token_command
    if command:
        return _checked(await _run(command, where), where)
    path = Path(choice.password_file or choice.token_file or "").expanduser()
    return _checked(await asyncio.to_thread(_read, path, where), where)


async def _run(command: tuple[str, ...], where: str) -> bytes:
    """The first bytes that a command prints; what it says besides is nobody's business."""
    try:
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            start_new_session=True,
        )
    except (OSError, ValueError):
        raise SettingsError("the command for the secret cannot be run", where=where, mend=command[0]) from None
    try:
        async with asyncio.timeout(COMMAND_SECONDS):
            printed = await _printed(process)
            status = await process.wait()
    except TimeoutError:
        raise SettingsError("the command for the secret takes too long", where=where, mend=command[0]) from None
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)  # it leads a session of its own
            await process.wait()
    if status:
        raise SettingsError(f"the command for the secret failed ({status})", where=where, mend=command[0])
    return printed


async def _printed(process: asyncio.subprocess.Process) -> bytes:
    """What it prints, up to a limit; the rest is taken and dropped, so that it can end."""
    assert process.stdout is not None  # noqa: S101 - it was asked for
    printed = b""
    while chunk := await process.stdout.read(MOST_BYTES):
        printed = (printed + chunk)[: MOST_BYTES + 1]
    return printed


def _read(path: Path, where: str) -> bytes:
    """The bytes of a file that is the person's alone."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "no such file"
        raise SettingsError(f"the file with the secret cannot be read: {reason}", where=where, mend=str(path)) from None
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise SettingsError("the file with the secret is no regular file", where=where, mend=str(path))
        if status.st_uid != os.getuid():
            raise SettingsError("the file with the secret is not yours", where=where, mend=f"chown it: {path}")
        if status.st_mode & 0o077:
            raise SettingsError("others may read the file with the secret", where=where, mend=f"chmod 600 {path}")
        return file.read(MOST_BYTES + 1)


def _checked(printed: bytes, where: str) -> str:
    line = printed.replace(b"\r\n", b"\n").partition(b"\n")[0]
    if not line or len(line) > MOST_BYTES:
        raise SettingsError("the secret is empty or far too long", where=where)
    try:
        secret = line.decode("utf-8")
    except UnicodeDecodeError:
        raise SettingsError("the secret is not UTF-8", where=where) from None
    if not secret.isprintable():
        raise SettingsError("the secret holds control characters", where=where)
    return secret
