"""Keys that were typed ahead: for what opens, not for what lies behind it.

Over a slow line several keys come in one piece. They are all on their way to the pane that has the keys
when the first of them opens a sheet or a line to type in; what comes after it is meant for that.
"""

from __future__ import annotations

from typing import Any

from textual import events
from textual.app import App


def pass_on(app: App[Any], event: events.Key) -> None:
    """Hand a key to whatever has the keys now."""
    screen = app.screen
    (screen.focused or screen).post_message(events.Key(event.key, event.character))
