"""The clipboard of whoever sits in front of the terminal, over SSH too: OSC 52, wrapped for tmux and screen.

tmux takes the bare sequence only with `set-clipboard on`, and passes a wrapped one on with
`allow-passthrough`; so inside tmux both are sent. screen passes at most 768 bytes at a time.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping

MOST_BYTES = 74_994
"""Bytes of text beyond which terminals drop the sequence (xterm's limit of 100,000 in base64)."""

_SCREEN_CHUNK = 76 * 8
"""Characters in one piece for screen, with room for its wrapping."""


def sequences(text: str, environment: Mapping[str, str]) -> str | None:
    """What to write to the terminal to put a text on the clipboard; None where the text is too long for that."""
    data = text.encode("utf-8", "replace")
    if len(data) > MOST_BYTES:
        return None
    bare = f"\x1b]52;c;{base64.b64encode(data).decode('ascii')}\x07"
    if environment.get("TMUX"):
        return bare + "\x1bPtmux;" + bare.replace("\x1b", "\x1b\x1b") + "\x1b\\"
    if environment.get("STY") or environment.get("TERM", "").startswith("screen"):
        pieces = [bare[at : at + _SCREEN_CHUNK] for at in range(0, len(bare), _SCREEN_CHUNK)]
        return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)
    return bare
