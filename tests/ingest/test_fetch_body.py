"""A body is unpacked to what was packed, however it is cut, and never past the limit."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.errors import FetchError
from newsreader.ingest.fetch_body import Body

MOST = 10_000


def unpacked(encoding: str, data: bytes, cuts: list[int], most: int = MOST) -> bytes:
    body = Body(encoding, most, "here")
    places = sorted({min(cut, len(data)) for cut in cuts})
    for start, end in zip([0, *places], [*places, len(data)], strict=True):
        body.add(data[start:end])
    return body.data()


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "": lambda data: data,
    "identity": lambda data: data,
    "gzip": gzip.compress,
    " GZIP ": gzip.compress,
    "x-gzip": lambda data: gzip.compress(data[:7]) + gzip.compress(data[7:]) + b"\0 trailing",
    "deflate": zlib.compress,
}


@given(st.binary(max_size=2000), st.sampled_from(sorted(PACKERS)), st.lists(st.integers(2, 2000), max_size=5))
def test_what_was_packed_comes_out(data: bytes, encoding: str, cuts: list[int]) -> None:
    assert unpacked(encoding, PACKERS[encoding](data), cuts) == data


@given(st.binary(min_size=1, max_size=2000))
def test_deflate_without_its_head(data: bytes) -> None:
    assert unpacked("deflate", raw_deflate(data), []) == data


@pytest.mark.parametrize("encoding", ["gzip", "deflate", ""])
def test_nothing_is_made_past_the_limit(encoding: str) -> None:
    data = b" " * 5_000_000
    assert unpacked(encoding, PACKERS[encoding](data[:MOST]), []) == data[:MOST]
    with pytest.raises(FetchError, match=r"is over 0\.01 MB"):
        unpacked(encoding, PACKERS[encoding](data), [100, 200])


@given(st.binary(max_size=300), st.sampled_from(["gzip", "deflate"]), st.integers(0, 5))
def test_anything_may_come(data: bytes, encoding: str, cut: int) -> None:
    try:
        assert len(unpacked(encoding, data, [cut])) <= MOST
    except FetchError as error:
        assert "\n" not in str(error)  # noqa: PT017 - either way is right, and this is what holds of the one
