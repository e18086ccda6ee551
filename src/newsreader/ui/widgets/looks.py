"""Styles by name: what the style sheet says of `text--NAME`, worked out once and kept."""

from __future__ import annotations

from rich.style import Style
from textual.widget import Widget

from newsreader.ui.widgets.lines import Styles


class Looks(Widget):
    """A widget that draws with the component classes `text--NAME` of the style sheet."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._looks: dict[tuple[Styles, bool], Style] = {}

    def notify_style_update(self) -> None:
        """Forget the looks that were worked out for another theme."""
        self._looks.clear()
        super().notify_style_update()

    def look(self, styles: Styles) -> Style:
        """The style that several names make together, the later over the earlier."""
        key = (styles, self.has_focus)
        made = self._looks.get(key)
        if made is None:
            made = self.rich_style
            for name in styles:
                if f"text--{name}" not in self.COMPONENT_CLASSES:
                    continue  # each class costs time at every change of focus, so only those with a look exist
                made += self.get_component_rich_style(f"text--{name}", partial=True)
            self._looks[key] = made
        return made
