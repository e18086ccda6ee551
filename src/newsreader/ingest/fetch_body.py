"""The body of an answer, unpacked while it comes in and cut off at a limit.

A kilobyte of gzip can stand for a gigabyte, so what comes out is counted as it comes out: no step
makes more than what is still allowed. Only what was asked for is unpacked; a second packing inside the
first is nobody's honest feed.
"""

from __future__ import annotations

import zlib

from newsreader.errors import FetchError

ACCEPTED = "gzip, deflate"
"""What is asked for: both can be unpacked with a limit."""

_GZIP_MAGIC = b"\x1f\x8b"
_ZLIB_SECOND = frozenset(b"\x01\x5e\x9c\xda")
_STEP = 1 << 20
_WINDOW_GZIP, _WINDOW_ZLIB, _WINDOW_RAW = 31, 15, -15


class Body:
    """What came of an answer so far."""

    def __init__(self, encoding: str, most: int, where: str) -> None:
        """`encoding`: the answer's Content-Encoding; `most`: bytes, as they come and unpacked.

        Raises FetchError for an encoding that was not asked for.
        """
        name = encoding.strip().lower()
        if name not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise FetchError("is packed in a way that was not asked for", where=where)
        self._packed = name not in ("", "identity")
        self._deflate = name == "deflate"
        self._unpacker: zlib._Decompress | None = None
        self._most = most
        self._where = where
        self._came = 0
        self._size = 0
        self._pieces: list[bytes] = []
        self._ended = False

    def expect(self, size: int) -> None:
        """Raise FetchError where the answer itself says that it is past the limit."""
        if size > self._most:
            self._refuse()

    def add(self, chunk: bytes) -> None:
        """Take a piece as it came; raises FetchError past the limit or where it cannot be unpacked."""
        self._came += len(chunk)
        if self._came > self._most:
            self._refuse()
        if self._packed:
            self._unpack(chunk)
        else:
            self._keep(chunk)

    def data(self) -> bytes:
        """All of it; raises FetchError where its packing breaks off."""
        if self._packed and self._came and not self._ended:
            raise FetchError(
                f"breaks off in the middle of its {'deflate' if self._deflate else 'gzip'}", where=self._where
            )
        return b"".join(self._pieces)

    def _unpack(self, chunk: bytes) -> None:
        while chunk:
            if self._ended:
                if self._deflate or not chunk.startswith(_GZIP_MAGIC):
                    return  # what stands behind the end belongs to nothing
                self._unpacker, self._ended = None, False
            unpacker = self._unpacker or self._begin(chunk)
            try:
                self._keep(unpacker.decompress(chunk, min(_STEP, self._most - self._size + 1)))
            except zlib.error:
                raise FetchError("cannot be unpacked: it is not what it says", where=self._where) from None
            self._ended = unpacker.eof
            chunk = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail

    def _begin(self, chunk: bytes) -> zlib._Decompress:
        window = _WINDOW_GZIP
        if self._deflate:
            # Servers disagree on what `deflate` is: with the two bytes of zlib before it, or without.
            zlibbed = chunk[0] == 0x78 and (len(chunk) < 2 or chunk[1] in _ZLIB_SECOND)
            window = _WINDOW_ZLIB if zlibbed else _WINDOW_RAW
        self._unpacker = zlib.decompressobj(window)
        return self._unpacker

    def _keep(self, piece: bytes) -> None:
        self._size += len(piece)
        if self._size > self._most:
            self._refuse()
        if piece:
            self._pieces.append(piece)

    def _refuse(self) -> None:
        raise FetchError(
            f"is over {self._most / 1e6:.3g} MB", where=self._where, mend="`fetch: {most_mb: …}` in the settings"
        )
