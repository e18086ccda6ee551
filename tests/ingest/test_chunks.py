from __future__ import annotations

from io import BufferedReader, BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.ingest import chunks
from newsreader.ingest.chunks import cut, is_lines


def stream(data: bytes) -> BufferedReader:
    return BufferedReader(BytesIO(data), 16)


@given(st.lists(st.integers(0, 60), max_size=30), st.booleans(), st.integers(1, 40))
def test_pieces_are_whole_lines_that_make_up_the_file(lengths: list[int], ended: bool, size: int) -> None:
    data = b"\n".join(b"x" * length for length in lengths) + (b"\n" if ended else b"")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chunks, "CHUNK_BYTES", size)
        found = list(cut(stream(data)))
    assert b"".join(chunk.data or b"" for chunk in found) == data
    number, end = 1, 0
    for chunk in found:
        assert chunk.data
        assert (chunk.first, end + len(chunk.data)) == (number, chunk.end)
        number, end = chunk.after, chunk.end
        assert chunk.data.endswith(b"\n") or chunk is found[-1]
        assert number == chunk.first + len(chunk.data.splitlines())


@given(st.integers(0, 8))
def test_going_on_behind_a_piece_gives_the_rest(skipped: int) -> None:
    data = b"".join(b"line %d\n" % n for n in range(50))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chunks, "CHUNK_BYTES", 40)
        whole = list(cut(stream(data)))
        behind = whole[skipped]
        rest = list(cut(stream(data[behind.end :]), b"", behind.end, behind.after))
    assert b"".join(chunk.data or b"" for chunk in rest) == data[behind.end :]
    assert [rest[0].first, rest[-1].after, rest[-1].end] == [behind.after, whole[-1].after, len(data)]


def test_a_line_that_is_too_long_is_passed_over() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chunks, "CHUNK_BYTES", 10)
        patch.setattr(chunks, "MOST_LINE_BYTES", 100)
        found = list(cut(stream(b"a\nb\n" + b"x" * 500 + b"\nc\n")))
    assert [(chunk.data, chunk.first) for chunk in found if chunk.data is None] == [(None, 3)]
    assert b"".join(chunk.data or b"" for chunk in found) == b"a\nb\nc\n"
    assert (found[-1].end, found[-1].after) == (507, 5)


@pytest.mark.parametrize(
    ("head", "is_so"),
    [
        (b'{"a": 1}\n{"a": 2}\n', True),
        (b'{"a": 1, "b\n{"a": 2}\n', True),
        (b'{"a": "' + b"x" * 70_000, True),
        (b"[\n{}\n]", False),
        (b'{\n "a": 1\n}', False),
        (b'[{"a": 1}]', False),
    ],
)
def test_lines_are_told_from_one_value_over_many(head: bytes, is_so: bool) -> None:
    assert is_lines(head) is is_so
