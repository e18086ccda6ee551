"""The file of corrections on the disk: written whole or not at all, never over what cannot be read.

The file is the truth of what a person put right; the library holds nothing of it. It may be edited by hand,
kept under version control and carried to another machine. A lock file beside it keeps two readers from
losing each other's corrections: who writes reads again first.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from newsreader.errors import InputError
from newsreader.services.corrections_form import Damaged, Noted, dump, parse

NAME = "corrections.yaml"
"""What the file is called, beside the library."""

MOST_BYTES = 20_000_000
"""Bytes of the file that are read: some fifty thousand corrections."""


UNCHANGED = "nothing was changed"
"""Said where the file could not be written."""


def load(path: Path) -> tuple[Noted, ...]:
    """What the file holds, in its order; nothing where there is no file.

    Raises `Damaged` where it cannot be read whole, and InputError where it may not be read at all.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=str(path)) from None
    if len(data) > MOST_BYTES:
        raise Damaged(f"is over {MOST_BYTES // 1_000_000} MB")
    return parse(data)


def save(path: Path, notes: Sequence[Noted]) -> None:
    """Put a file with these in the place of the one that is there, at once and for good.

    Raises InputError where that cannot be, and where it could not be read again; the file is then as it was.
    """
    import tempfile  # not at the top: most starts write nothing, and it costs each of them 3 ms

    data = _checked(path, dump(notes))
    goal = Path(os.path.realpath(path))  # what a link leads to, not the link
    temporary: str | None = None
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{goal.name}.", dir=goal.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(goal)
        temporary = None
        _sync_folder(goal.parent)
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror}", where=str(path), mend=UNCHANGED) from None
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()


def _checked(path: Path, text: str) -> bytes:
    """The text as it is written: what the next start would set aside is refused here."""
    data = text.encode("utf-8", "replace")
    try:
        if len(data) > MOST_BYTES:
            raise Damaged(f"is over {MOST_BYTES // 1_000_000} MB")
        parse(data)
    except Damaged as damage:
        reason = f"cannot be written, since it could not be read again: {damage}"
        raise InputError(reason, where=str(path), mend=UNCHANGED) from None
    return data


def _sync_folder(folder: Path) -> None:
    with contextlib.suppress(OSError):  # not every file system can
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """While this holds, no other reader writes the file; raises InputError where the folder cannot be written to."""
    import fcntl

    lock = path.with_name(f".{path.name}.lock")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror}", where=str(path)) from None
    try:
        with contextlib.suppress(OSError):  # a file system without locks: two readers on it are rare
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def set_aside(path: Path) -> Path:
    """Give the file a name that says that it is damaged and since when; that name.

    Raises InputError where that cannot be.
    """
    today = datetime.now(UTC).date().isoformat()
    names = [f"{path.name}.damaged-{today}{f'-{number}' if number > 1 else ''}" for number in range(1, 1000)]
    free = next((path.with_name(name) for name in names if not path.with_name(name).exists()), None)
    if free is None:
        raise InputError("cannot be set aside: there are too many like it", where=str(path))
    try:
        path.rename(free)
    except OSError as error:
        raise InputError(f"cannot be set aside: {error.strerror}", where=str(path)) from None
    return free


def set_aside_files(path: Path) -> list[Path]:
    """The files that were set aside, by name."""
    with contextlib.suppress(OSError):
        return sorted(path.parent.glob(f"{path.name}.damaged-*"))
    return []
