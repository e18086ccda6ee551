"""OSC 52 as each terminal takes it."""

from __future__ import annotations

import base64

from newsreader.ui.terminal.clipboard import MOST_BYTES, sequences

CODED = base64.b64encode("“Hallo”".encode()).decode()


def test_a_plain_terminal() -> None:
    assert sequences("“Hallo”", {"TERM": "xterm-256color"}) == f"\x1b]52;c;{CODED}\x07"


def test_inside_tmux_both_ways_are_tried() -> None:
    bare = f"\x1b]52;c;{CODED}\x07"
    assert sequences("“Hallo”", {"TMUX": "/tmp/x"}) == f"{bare}\x1bPtmux;\x1b{bare}\x1b\\"  # noqa: S108 - not a file


def test_inside_screen_in_pieces() -> None:
    written = sequences("x" * 2000, {"STY": "1.pts"}) or ""
    pieces = written.split("\x1b\\")[:-1]
    assert all(piece.startswith("\x1bP") and len(piece) <= 768 for piece in pieces)
    whole = "".join(piece.removeprefix("\x1bP") for piece in pieces)
    assert base64.b64decode(whole.removeprefix("\x1b]52;c;").removesuffix("\x07")) == b"x" * 2000


def test_too_long_a_text_is_not_sent() -> None:
    assert sequences("x" * (MOST_BYTES + 1), {}) is None
