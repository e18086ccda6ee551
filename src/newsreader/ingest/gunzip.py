"""Unpacking while it is counted: gzip and the members of a zip, as streams that end before they do harm.

A few kilobytes can unpack to gigabytes, so what comes out is counted as it comes out, and is given on
only while it stands in a sane ratio to what went in. A file that was cut short gives what it has; what
is wrong with it is said at its end.
"""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from typing import BinaryIO

from newsreader.errors import InputError, TooLargeError
from newsreader.text.safe import one_line

MOST_RATIO = 200
"""How many times its packed size something may unpack to; text seldom comes to 20."""

FREE_BYTES = 50_000_000
"""What is unpacked at first without looking at the ratio."""

MOST_UNPACKED = 50_000_000_000
"""Bytes that one file may unpack to."""

_PIECE = 1 << 16
_GZIP = 16 + zlib.MAX_WBITS
_FAULTS = (zlib.error, lzma.LZMAError, zipfile.BadZipFile, EOFError, OSError, ValueError, RuntimeError)


class Count:
    """How much one file has been unpacked to so far."""

    def __init__(self, packed: int, name: str) -> None:
        """Begin to count what a file of so many bytes gives."""
        self.packed = packed
        """Its size in bytes."""
        self.name = name
        """What a message calls it."""
        self.unpacked = 0
        """Bytes that came out so far."""
        self.exceeded = False
        """Whether that was too much."""

    def add(self, size: int) -> None:
        """Count what came out; raises `TooLargeError` where that is more than anybody packs."""
        self.unpacked += size
        if self.unpacked > MOST_UNPACKED or self.unpacked > max(FREE_BYTES, MOST_RATIO * self.packed):
            self.exceeded = True
            what = f"unpacks to over {self.unpacked // 1_000_000} MB, {MOST_RATIO} times its size or more"
            raise TooLargeError(what, where=self.name, mend="unpack it yourself if you trust it")


class Gunzip(io.RawIOBase):
    """The unpacked bytes of a gzip file of one member or many."""

    def __init__(self, packed: BinaryIO, count: Count) -> None:
        """Read from a stream of packed bytes, which stays the caller's to close."""
        super().__init__()
        self.fault: InputError | None = None
        """What is wrong with the file; known when its end was reached."""
        self._packed = packed
        self._count = count
        self._member = zlib.decompressobj(_GZIP)
        self._waiting = b""
        self._begun = False
        self._ended = False

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: object, /) -> int:
        """Unpack into the buffer; raises `TooLargeError`."""
        view = memoryview(buffer)  # type: ignore[arg-type]
        filled = 0
        while filled < len(view) and not self._ended:
            piece = self._unpack(len(view) - filled)
            view[filled : filled + len(piece)] = piece
            filled += len(piece)
        self._count.add(filled)
        return filled

    def _unpack(self, most: int) -> bytes:
        """Some bytes, at most so many; none where more must be read first, or it is at its end."""
        if not self._waiting:
            self._waiting = self._packed.read(_PIECE)
            if not self._waiting:
                self._end("was cut short" if self._begun else None)
                return b""
        try:
            piece = self._member.decompress(self._waiting, most)
        except zlib.error:
            self._end("is damaged")
            return b""
        self._begun = True
        self._waiting = self._member.unconsumed_tail
        if self._member.eof:
            self._next_member(self._member.unused_data)
        return piece

    def _next_member(self, rest: bytes) -> None:
        """Go on with the member that follows; zeros and other padding after the last one are left."""
        rest = rest or self._packed.read(_PIECE)
        while rest and not rest.strip(b"\0"):
            rest = self._packed.read(_PIECE)
        self._waiting = rest.lstrip(b"\0")
        self._begun = False
        self._member = zlib.decompressobj(_GZIP)
        if self._waiting and not self._waiting.startswith(b"\x1f"):
            self._end("has something after its end that is not packed")

    def _end(self, fault: str | None) -> None:
        self._ended = True
        if fault:
            self.fault = InputError(f"the packed file {fault}; what came before is kept", where=self._count.name)


class Counted(io.RawIOBase):
    """The unpacked bytes of a member of an archive, counted."""

    def __init__(self, member: BinaryIO, count: Count, name: str) -> None:
        """Read from a member that was opened, which messages call by that name."""
        super().__init__()
        self.fault: InputError | None = None
        """What is wrong with the member; known when its end was reached."""
        self._member = member
        self._count = count
        self._name = name

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: object, /) -> int:
        """Unpack into the buffer; raises `TooLargeError`."""
        view = memoryview(buffer)  # type: ignore[arg-type]
        try:
            piece = self._member.read(min(len(view), _PIECE))
        except _FAULTS as error:
            self.fault = InputError(f"cannot be unpacked: {_reason(error)}", where=self._name)
            return 0
        view[: len(piece)] = piece
        self._count.add(len(piece))
        return len(piece)


def _reason(error: Exception) -> str:
    return one_line(str(error), 100) if isinstance(error, RuntimeError) else "it is damaged or was cut short"
