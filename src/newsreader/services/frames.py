"""How the program and a worker talk: frames of a JSON header and bytes, over a pair of pipes.

Not pickle: a worker reads what strangers wrote, and one that such an input took over must not be able
to make the interface run anything by what it answers.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from typing import IO, Any, Protocol

Header = dict[str, Any]
_SIZES = struct.Struct(">II")
LARGEST = 512 * 1024 * 1024
"""Bytes that one frame may hold."""


class Writer(Protocol):
    """What takes bytes."""

    def write(self, data: bytes, /) -> object:
        """Take all of them."""

    def flush(self) -> object:
        """Pass them on."""


def send(pipe: Writer, header: Header, body: bytes = b"") -> None:
    """Write one frame; raises OSError where the other end is gone."""
    head = json.dumps(header).encode()
    pipe.write(_SIZES.pack(len(head), len(body)) + head)
    pipe.write(body)
    pipe.flush()


def receive(read: Callable[[int], bytes]) -> tuple[Header, bytes]:
    """The next frame, by a function that reads exactly so many bytes.

    Raises EOFError where the other end is gone, ValueError where it does not keep to the form.
    """
    head_size, body_size = _SIZES.unpack(read(_SIZES.size))
    if head_size + body_size > LARGEST:
        raise ValueError("a frame that is too large")
    header = json.loads(read(head_size))
    if not isinstance(header, dict):
        raise ValueError("a frame without a header")
    return header, read(body_size)


def exactly(pipe: IO[bytes]) -> Callable[[int], bytes]:
    """A function that reads exactly so many bytes from a pipe; EOFError where they do not come."""

    def read(size: int) -> bytes:
        data = pipe.read(size)
        if len(data) < size:
            raise EOFError
        return data

    return read
