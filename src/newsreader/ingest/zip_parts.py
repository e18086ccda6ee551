"""The files of a zip archive that has lost its end, and with it the list of what is in it.

Each file has a header of its own in front of it, which is enough to read the files in their order up to
where the archive was cut; what a header leaves open is where its file ends, and its unpacking tells that.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

_HEADER = struct.Struct("<4sHHHHHIIIHH")
_SIGNATURE = b"PK\x03\x04"
_UTF8 = 0x800
_ENCRYPTED = 1
_SIZE_BEHIND = 8
_UNKNOWN = 0xFFFFFFFF
_BEHIND_BYTES = 24
_PIECE = 1 << 16


class Part:
    """One packed file, to be read once; raises `EOFError` where it was cut short, `zlib.error` where it is damaged."""

    def __init__(self, file: BinaryIO, info: zipfile.ZipInfo) -> None:
        """Read from where the file stands."""
        self.info = info
        """Its name and flags, as the header has them."""
        self._file = file
        self._left = info.compress_size if info.compress_size not in (0, _UNKNOWN) else None
        self._unpacking = zlib.decompressobj(-zlib.MAX_WBITS) if info.compress_type == zipfile.ZIP_DEFLATED else None
        self._waiting = b""
        self._empty = self._left is None and not info.flag_bits & _SIZE_BEHIND and info.compress_size == 0

    def read(self, size: int = -1) -> bytes:
        """Some bytes, at most so many; none at its end."""
        if self._empty or (self._unpacking and self._unpacking.eof) or (self._unpacking is None and self._left == 0):
            return b""
        if self._unpacking is None:
            return self._packed(size)
        while True:
            self._waiting = self._waiting or self._packed(_PIECE)
            piece = self._unpacking.decompress(self._waiting, max(size, 1))
            self._waiting = self._unpacking.unconsumed_tail
            if piece or self._unpacking.eof:
                return piece

    def pass_over(self) -> bool:
        """Go to the header of the next file; whether there is one."""
        if self._left is not None:
            self._file.seek(self._left, 1)
        elif self._unpacking and not self._empty:
            while self.read(_PIECE):
                pass
            self._file.seek(-len(self._unpacking.unused_data), 1)
        behind = self._file.read(_BEHIND_BYTES + len(_SIGNATURE))
        at = behind.find(_SIGNATURE)
        self._file.seek(max(at, 0) - len(behind), 1)
        return at >= 0

    def _packed(self, size: int) -> bytes:
        wanted = size if self._left is None else min(size, self._left)
        data = self._file.read(wanted)
        if not data:
            raise EOFError
        if self._left is not None:
            self._left -= len(data)
        return data


def parts(file: BinaryIO) -> Iterator[Part]:
    """The files, in their order, up to the first that cannot be passed."""
    file.seek(0)
    while (info := _header(file)) is not None:
        part = Part(file, info)
        yield part
        try:
            if not part.pass_over():
                return
        except (EOFError, zlib.error, OSError):
            return


def _header(file: BinaryIO) -> zipfile.ZipInfo | None:
    """What the header says that begins there; None where there is none, or it is of a kind that needs the list."""
    data = file.read(_HEADER.size)
    if len(data) < _HEADER.size or not data.startswith(_SIGNATURE):
        return None
    _, _, flags, method, _, _, _, packed, _, name_bytes, extra_bytes = _HEADER.unpack(data)
    name = file.read(name_bytes)
    file.seek(extra_bytes, 1)
    is_open = packed == _UNKNOWN or flags & _SIZE_BEHIND
    if method not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) or (is_open and method == zipfile.ZIP_STORED):
        return None
    info = zipfile.ZipInfo(name.decode("utf-8" if flags & _UTF8 else "cp437", "replace") or "?")
    info.flag_bits, info.compress_type, info.compress_size = flags, method, packed
    return info
