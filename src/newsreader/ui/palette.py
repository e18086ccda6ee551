"""The command palette: the commands of the table, found by any part of their names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from newsreader.ui.commands import Command, shown
from newsreader.ui.screens.main import MainScreen


class Commands(Provider):
    """What can be done where the person is."""

    async def discover(self) -> Hits:
        """Everything, before anything is typed."""
        for command, screen in self._commands():
            yield DiscoveryHit(Content(command.title), partial(screen.do, command), command.title, help=_keys(command))

    async def search(self, query: str) -> Hits:
        """What fits the words that are typed."""
        matcher = self.matcher(query)
        for command, screen in self._commands():
            score = matcher.match(f"{command.title} {command.id}")
            if score > 0:
                yield Hit(
                    score, Content(command.title), partial(screen.do, command), command.title, help=_keys(command)
                )

    def _commands(self) -> Iterator[tuple[Command, MainScreen]]:
        screen = self.screen
        if isinstance(screen, MainScreen):
            for command in screen.commands:
                if command.where & screen.place and command.id not in ("palette", "command-line"):
                    yield command, screen


def _keys(command: Command) -> str:
    return " ".join(shown(key) for key in command.keys)
