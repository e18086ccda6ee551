"""The colours that are ours: six for actors, and a few for what is quiet, marked, doubtful or wrong.

By the kind of theme, since a colour that reads well on black does not on white; on the terminal's own
colours only those are used that the Linux console has too. Each of ours keeps a contrast of at least
4.5 to 1 (WCAG 2.1, AA) with the grounds of Textual's own dark and light themes.
"""

from __future__ import annotations

from textual.theme import Theme

DARK = {
    "quiet": "#a0a0a0", "mark": "#f0b35a", "doubt": "#f0b35a", "alarm": "#ff8f8f",
    "actor-0": "#6cb6ff", "actor-1": "#f0b35a", "actor-2": "#86d993",
    "actor-3": "#f28fa4", "actor-4": "#c3a6ff", "actor-5": "#5fd3c9",
}  # fmt: skip
LIGHT = {
    "quiet": "#555555", "mark": "#7a4b00", "doubt": "#7a4b00", "alarm": "#a01515",
    "actor-0": "#0b4f9c", "actor-1": "#7a4b00", "actor-2": "#1a5c2a",
    "actor-3": "#962a42", "actor-4": "#5f378f", "actor-5": "#0a5a56",
}  # fmt: skip
ANSI = {
    "quiet": "ansi_default", "mark": "ansi_yellow", "doubt": "ansi_yellow", "alarm": "ansi_red",
    "actor-0": "ansi_cyan", "actor-1": "ansi_yellow", "actor-2": "ansi_green",
    "actor-3": "ansi_magenta", "actor-4": "ansi_blue", "actor-5": "ansi_red",
}  # fmt: skip


def colours_for(theme: Theme) -> dict[str, str]:
    """Our variables of the style sheet for a theme."""
    if theme.ansi:
        return ANSI
    return DARK if theme.dark else LIGHT
