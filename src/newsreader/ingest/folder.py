"""Files and folders: what there is to read, and its bytes.

Whatever is named by a person may be a pipe, a device or gone by the time it is opened, so each file
is looked at before it is opened and again after; nothing but a regular file is ever read. Names may
hold any byte: messages show them through `one_line`.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from newsreader.errors import InputError, NotFoundError, TooLargeError
from newsreader.ingest.raw import RawDocument, Unreadable
from newsreader.model.document import Source, SourceKind
from newsreader.text.safe import one_line

MEGABYTE = 1_000_000

MOST_BYTES = 20 * MEGABYTE
"""The largest file that is read as one article, page or feed."""

MOST_LINES_BYTES = 256 * MEGABYTE
"""The largest file of one article a line."""

SUFFIXES = frozenset(
    (
        ".txt",
        ".text",
        ".md",
        ".markdown",
        ".html",
        ".htm",
        ".xhtml",
        ".xml",
        ".rss",
        ".atom",
        ".json",
        ".jsonl",
        ".ndjson",
        "",
    )
)
"""The suffixes that articles in a folder have."""

_LINES_SUFFIXES = frozenset({".jsonl", ".ndjson"})
_NUMBER = re.compile(r"(\d+)")
_KINDS = (
    (stat.S_ISDIR, "is a folder"),
    (stat.S_ISFIFO, "is a pipe"),
    (stat.S_ISSOCK, "is a socket"),
    (stat.S_ISCHR, "is a device"),
    (stat.S_ISBLK, "is a device"),
)


def find_files(path: Path) -> Iterator[Path | Unreadable]:
    """The file itself; of a folder all articles below it, in natural order, each as soon as it is found.

    Raises `NotFoundError` where there is nothing or the folder holds no article, `InputError` for a
    device, a pipe or a folder that may not be read.
    """
    if not stat.S_ISDIR(_status(path).st_mode):
        _refuse_irregular(path, _status(path).st_mode)
        yield path
        return
    found = False
    for entry in _walk(path):
        found = True
        yield entry
    if not found:
        raise NotFoundError("no articles in this folder", where=shown(path), mend="articles end in .txt, .md, .html …")


def load(path: Path, source_uri: str | None = None) -> RawDocument:
    """The bytes of a regular file; raises `NotFoundError`, `TooLargeError` or `InputError`."""
    most = MOST_LINES_BYTES if path.suffix.lower() in _LINES_SUFFIXES else MOST_BYTES
    status = _status(path)
    _refuse_irregular(path, status.st_mode)
    _refuse_large(path, status.st_size, most)
    data = _read(path, most)
    _refuse_large(path, len(data), most)
    source = Source(SourceKind.FILE, source_uri or one_line(_decodable(os.fspath(path)), 4096))
    return RawDocument(data, source, shown(path))


def shown(path: Path) -> str:
    """The path as a message shows it: on one line, what cannot be shown replaced."""
    return one_line(_decodable(os.fspath(path)), 300)


def _decodable(name: str) -> str:
    """The name with the bytes that are no UTF-8 replaced: they would be lone surrogates."""
    return os.fsencode(name).decode("utf-8", "replace")


def _walk(root: Path) -> Iterator[Path | Unreadable]:
    """Depth first, without recursion, each folder once however many links lead to it."""
    seen: set[tuple[int, int]] = set()
    stack = [root]
    while stack:
        path = stack.pop()
        try:
            status = path.stat()
            if stat.S_ISREG(status.st_mode):
                yield path
            elif stat.S_ISDIR(status.st_mode) and (status.st_dev, status.st_ino) not in seen:
                seen.add((status.st_dev, status.st_ino))
                stack.extend(reversed(_children(path)))
        except OSError as error:
            if path.is_symlink():
                continue
            yield Unreadable(None, _explained(path, error))


def _children(folder: Path) -> list[Path]:
    """What may be an article or hold some, in natural order."""
    with os.scandir(folder) as entries:
        names = [
            entry.name
            for entry in entries
            if not entry.name.startswith(".") and (Path(entry.name).suffix.lower() in SUFFIXES or _is_folder(entry))
        ]
    return [folder / name for name in sorted(names, key=_natural)]


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _natural(name: str) -> tuple[list[tuple[int, int, str]], str]:
    """So that `2.txt` comes before `10.txt`."""
    parts = _NUMBER.split(name.casefold())
    return [(0, int(part[:300]), "") if part.isdecimal() else (1, 0, part) for part in parts if part], name


def _status(path: Path) -> os.stat_result:
    try:
        return path.stat()
    except (OSError, ValueError) as error:
        raise _explained(path, error) from None


def _read(path: Path, most: int) -> bytes:
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
        with os.fdopen(handle, "rb") as file:
            _refuse_irregular(path, os.fstat(file.fileno()).st_mode)
            return file.read(most + 1)
    except (OSError, ValueError) as error:
        raise _explained(path, error) from None


def _refuse_irregular(path: Path, mode: int) -> None:
    if not stat.S_ISREG(mode):
        what = next((name for is_kind, name in _KINDS if is_kind(mode)), "is no file")
        raise InputError(f"{what}, not a file with articles", where=shown(path), mend="name a regular file")


def _refuse_large(path: Path, size: int, most: int) -> None:
    if size > most:
        raise TooLargeError(
            f"is {size / MEGABYTE:.0f} MB; the limit is {most // MEGABYTE} MB",
            where=shown(path),
            mend="split it, one article a file or a line",
        )


def _explained(path: Path, error: Exception) -> InputError:
    where = shown(path)
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return NotFoundError("there is no such file or folder", where=where)
    if isinstance(error, PermissionError):
        return InputError("may not be read", where=where, mend="check who owns it and its permissions")
    if isinstance(error, OSError):
        return InputError(f"cannot be read: {error.strerror or type(error).__name__}", where=where)
    return NotFoundError("is no name that a file can have", where=where)
