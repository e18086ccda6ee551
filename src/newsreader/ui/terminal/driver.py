"""Textual's driver for Unix terminals, asking for less.

Textual switches on reports of every movement of the mouse, which a slow line carries up the wire and
answers with repainted hovers; the reader needs presses, releases and drags.
"""

from __future__ import annotations

from textual.drivers.linux_driver import LinuxDriver


class QuietDriver(LinuxDriver):
    """A driver that hears of the mouse only while a button is down."""

    def _enable_mouse_support(self) -> None:
        """Ask for presses, releases and drags, with plain decimal coordinates."""
        if self._mouse:
            self.write("\x1b[?1000h\x1b[?1002h\x1b[?1006h")
            self.flush()

    def _disable_mouse_support(self) -> None:
        """Ask for nothing any more."""
        if self._mouse:
            self.write("\x1b[?1000l\x1b[?1002l\x1b[?1006l")
            self.flush()
