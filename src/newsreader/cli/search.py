"""`newsreader search`: what a search line finds, with the words around what was looked for.

It is `newsreader list` under another name: a search line asks, and an empty one asks for all.
"""

from __future__ import annotations

from newsreader.cli.list import add_arguments, run

__all__ = ["add_arguments", "run"]
