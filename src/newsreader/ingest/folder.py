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
from pathlib import Path, PurePath
from typing import BinaryIO

from newsreader.errors import InputError, NotFoundError, TooLargeError
from newsreader.ingest.archive import HEAD_BYTES, Archive, form_of
from newsreader.ingest.raw import Format, RawDocument, Unreadable
from newsreader.model.document import Source, SourceKind
from newsreader.text.safe import one_line

MEGABYTE = 1_000_000

MOST_BYTES = 20 * MEGABYTE
"""The largest file that is read as one article, page or feed."""

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
        ".eml",
        ".mbox",
        ".warc",
        ".zip",
        "",
    )
)
"""The suffixes that articles in a folder have; with `.gz` behind them too."""

_PACKED = ".gz"

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
    with open_regular(path) as file:
        return _loaded(file, path, source_uri)


def open_input(path: Path, source_uri: str | None = None, forced: Format | None = None) -> RawDocument | Archive:
    """The bytes of a file of one article, or what is to be known of a file of many, which is not read yet.

    Raises as `load` does.
    """
    with open_regular(path) as file:
        status = os.fstat(file.fileno())
        form = form_of(_head(file, path), path.name, status.st_size, forced)
        if form is None:
            return _loaded(file, path, source_uri)
    source = _source(path, source_uri)
    return Archive(form, str(path.absolute()), source, shown(path), status.st_size, status.st_mtime_ns)


def open_regular(path: str | Path) -> BinaryIO:
    """An open regular file; raises `NotFoundError` or `InputError`. Nothing else is ever opened for long."""
    path = Path(path)
    _refuse_irregular(path, _status(path).st_mode)
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        raise _explained(path, error) from None
    file = os.fdopen(handle, "rb")
    try:
        _refuse_irregular(path, os.fstat(handle).st_mode)
    except InputError:
        file.close()
        raise
    return file


def _head(file: BinaryIO, path: Path) -> bytes:
    try:
        head = file.read(HEAD_BYTES)
        file.seek(0)
    except OSError as error:
        raise _explained(path, error) from None
    return head


def _loaded(file: BinaryIO, path: Path, source_uri: str | None) -> RawDocument:
    _refuse_large(path, os.fstat(file.fileno()).st_size)
    try:
        data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise _explained(path, error) from None
    _refuse_large(path, len(data))
    return RawDocument(data, _source(path, source_uri), shown(path))


def _source(path: Path, source_uri: str | None) -> Source:
    return Source(SourceKind.FILE, source_uri or one_line(_decodable(os.fspath(path)), 4096))


def may_be_article(name: str) -> bool:
    """Whether a file of that name is taken from a folder or an archive."""
    suffix = PurePath(name).suffix.lower()
    if suffix == _PACKED:
        suffix = PurePath(name[: -len(_PACKED)]).suffix.lower()
        return suffix in SUFFIXES - {"", ".zip"}
    return suffix in SUFFIXES


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
            if not entry.name.startswith(".") and (may_be_article(entry.name) or _is_folder(entry))
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


def _refuse_irregular(path: Path, mode: int) -> None:
    if not stat.S_ISREG(mode):
        what = next((name for is_kind, name in _KINDS if is_kind(mode)), "is no file")
        raise InputError(f"{what}, not a file with articles", where=shown(path), mend="name a regular file")


def _refuse_large(path: Path, size: int) -> None:
    if size > MOST_BYTES:
        raise TooLargeError(
            f"is {size / MEGABYTE:.0f} MB; the limit is {MOST_BYTES // MEGABYTE} MB",
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
