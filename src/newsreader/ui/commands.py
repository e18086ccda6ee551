"""The one table of commands: keys, footer, palette, help and the settings' `keys:` all come from it.

Textual's own bindings know neither sequences (`gg`) nor counts (`5j`), and a key that is bound twice
is silently lost; so keys are resolved here, by `KeyReader`, and the screen runs what comes of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Flag, auto

from newsreader.errors import SettingsError
from newsreader.settings import KeyChoice


class Place(Flag):
    """Where a command works."""

    LIST = auto()
    TEXT = auto()
    PANEL = auto()
    ANYWHERE = LIST | TEXT | PANEL


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that a person can have done."""

    id: str
    """Its name in the settings and on the command line."""

    keys: tuple[str, ...]
    """The keys that do it; a sequence has blanks between its keys."""

    title: str
    """What it does, in a few words."""

    where: Place = Place.ANYWHERE
    """Where it works."""

    hint: str = ""
    """Its name in the footer; empty for one that is not there."""


L, T, P, ALL = Place.LIST, Place.TEXT, Place.PANEL, Place.ANYWHERE

COMMANDS: tuple[Command, ...] = (
    Command("move.down", ("j", "down"), "down, in the text scroll"),
    Command("move.up", ("k", "up"), "up, in the text scroll"),
    Command("move.top", ("g g", "home"), "to the beginning"),
    Command("move.bottom", ("G", "end"), "to the end"),
    Command("move.half-down", ("ctrl+d",), "half a page down"),
    Command("move.half-up", ("ctrl+u",), "half a page up"),
    Command("move.page-down", ("space", "ctrl+f", "pagedown"), "a page down; at the end of an article the next unread"),
    Command("move.page-up", ("ctrl+b", "pageup"), "a page up"),
    Command("open", ("enter",), "open the article", L, "open"),
    Command("panel.jump", ("enter",), "jump to the words", P, "jump to the words"),
    Command("article.next-unread", ("n",), "next unread article; while a search is on, next match", ALL, "next unread"),
    Command("article.previous-unread", ("p",), "previous unread article"),
    Command("search.previous", ("N",), "while a search is on, previous match"),
    Command("article.next", ("J",), "next article"),
    Command("article.previous", ("K",), "previous article"),
    Command("mention.next", ("]",), "next mention or quote of what is picked, else next quote", T | P, "next mention"),
    Command("mention.previous", ("[",), "previous mention or quote", T | P),
    Command("panel.next-tab", (">", "g t"), "next part of the panel", T | P, "part"),
    Command("panel.previous-tab", ("<", "g T"), "previous part of the panel", T | P),
    Command("pane.right", ("l", "right"), "pane to the right"),
    Command("pane.left", ("h", "left"), "pane to the left"),
    Command("pane.next", ("tab",), "next pane", ALL, "pane"),
    Command("pane.previous", ("shift+tab",), "previous pane"),
    Command("search", ("/",), "search here", ALL, "search"),
    Command("search.library", ("F",), 'search the library: words, "a phrase", by: about: tag: is: after:'),
    Command("search.save", ("S",), "keep what is listed as a saved search"),
    Command("sources", ("f",), "feeds, tags and saved searches: list one, add one, see what fails", ALL, "feeds"),
    Command("feeds.update", ("R",), "fetch what is new from all feeds"),
    Command("correct", ("c",), "put right: a quote and its speaker, an actor, a tie", T | P, "put right"),
    Command("article.star", ("s",), "star, or take the star away", ALL, "star"),
    Command("article.tags", ("t",), "tags: put on, take off"),
    Command("article.read", ("m",), "mark as read, or as unread"),
    Command("list.read-all", ("A",), "mark all in the list as read", L),
    Command("copy", ("y",), "copy: a quote with its source, else title and address", ALL, "copy"),
    Command("article.browse", ("o",), "open in the browser; over SSH show and copy the address"),
    Command("article.pipe", ("|",), "pipe the article to a command"),
    Command("forms", ("v",), "what the outlet changed in the article"),
    Command("about", ("i",), "where the article comes from, and who says so"),
    Command("text.fold", ("z",), "show or fold what is no part of the article", T),
    Command("undo", ("u",), "undo the last mark or correction", ALL, "undo"),
    Command("back", ("escape",), "one level back"),
    Command("back-or-quit", ("q",), "one level back, at the top quit", ALL, "back"),
    Command("help", ("?",), "keys that work here", ALL, "keys"),
    Command("command-line", (":",), "command line"),
    Command("palette", ("ctrl+p",), "command palette"),
    Command("screen.redraw", ("ctrl+l",), "draw the screen again"),
    Command("app.suspend", ("ctrl+z",), "suspend"),
    Command("app.copy-or-quit", ("ctrl+c",), "copy what is selected, else quit"),
    Command("app.quit", ("Q", "ctrl+q"), "quit"),
)

ALWAYS = ("app.quit", "app.copy-or-quit")
"""Commands that keep their keys whatever the settings say: leaving is always possible."""

SHOWN = {
    "escape": "Esc", "enter": "Enter", "tab": "Tab", "shift+tab": "Shift+Tab", "space": "Space", "down": "Down",
    "up": "Up", "left": "Left", "right": "Right", "pagedown": "PgDn", "pageup": "PgUp", "home": "Home", "end": "End",
}  # fmt: skip
_NAMED = {*SHOWN, "backspace", "delete", "insert", *(f"f{number}" for number in range(1, 25))}


def shown(key: str) -> str:
    """A key as a person reads it: `ctrl+d` is `Ctrl+D`, `g g` is `gg`."""
    parts = []
    for part in key.split(" "):
        head, plus, last = part.rpartition("+")
        name = SHOWN.get(part) or (f"{head.title()}+{SHOWN.get(last, last.upper())}" if plus and head else part)
        parts.append(name)
    return "".join(parts)


def is_key(key: str) -> bool:
    """Whether this is the name of a key, or of a sequence of them."""
    parts = key.split(" ")
    return bool(parts) and all(_is_one_key(part) for part in parts)


def _is_one_key(part: str) -> bool:
    if part in _NAMED or (len(part) == 1 and part.isprintable() and not part.isspace() and not part.isdigit()):
        return True
    head, plus, last = part.rpartition("+")
    if not plus or not head or not set(head.split("+")) <= {"ctrl", "alt", "shift"}:
        return False
    return last in _NAMED or (len(last) == 1 and last.isascii() and last.isprintable())


def with_choices(choices: Iterable[KeyChoice], where: str) -> tuple[tuple[Command, ...], tuple[SettingsError, ...]]:
    """The table with the keys that the person chose, and what of it cannot be: each with file and line."""
    commands = {command.id: command for command in COMMANDS}
    wrong: list[SettingsError] = []
    for choice in choices:
        command = commands.get(choice.command)
        bad = [key for key in choice.keys if not is_key(key)]
        if command is None:
            wrong.append(SettingsError(f"line {choice.line}: no such command: {choice.command!r}", where=where))
        elif bad:
            wrong.append(SettingsError(f"line {choice.line}: no such key: {bad[0]!r}", where=where))
        else:
            keys = (*choice.keys, *(command.keys if command.id in ALWAYS else ()))
            commands[command.id] = replace(command, keys=tuple(dict.fromkeys(keys)))
    return _without_clashes(commands, list(choices), where, wrong)


def _without_clashes(
    commands: Mapping[str, Command], choices: Sequence[KeyChoice], where: str, wrong: list[SettingsError]
) -> tuple[tuple[Command, ...], tuple[SettingsError, ...]]:
    """A key goes to the command it was chosen for; two choices of one key are told, and the first has it."""
    chosen = {choice.command: choice for choice in choices if choice.command in commands}
    turn = {name: number for number, name in enumerate((*ALWAYS, *chosen))}
    order = sorted(commands.values(), key=lambda command: turn.get(command.id, len(turn)))
    kept: dict[str, Command] = {}
    for command in order:
        keys = []
        for key in command.keys:
            rival = next((other for other in kept.values() if key in other.keys and other.where & command.where), None)
            if rival is None:
                keys.append(key)
            elif command.id in chosen and (rival.id in chosen or rival.id in ALWAYS):
                line = chosen[command.id].line
                wrong.append(SettingsError(f"line {line}: {key!r} is {rival.id} already", where=where))
        kept[command.id] = replace(command, keys=tuple(keys))
    return tuple(kept[command.id] for command in COMMANDS), tuple(wrong)


@dataclass(frozen=True, slots=True)
class Pressed:
    """What came of a key."""

    command: Command | None = None
    """The command that it, with those before it, stands for."""

    count: int | None = None
    """The number that was typed before it."""

    pending: str = ""
    """What was typed so far of something longer; empty where nothing is waiting."""


class KeyReader:
    """Makes commands of keys: sequences, and a number before them."""

    LONGEST_COUNT = 6
    """Digits of a count that are taken."""

    def __init__(self, commands: Iterable[Command]) -> None:
        self._commands = tuple(commands)
        self._typed: list[str] = []
        self._digits = ""

    def press(self, key: str, place: Place) -> Pressed:
        """Take a key; a command where it completes one that works in this place."""
        if not self._typed and key in tuple("0123456789") and (self._digits or key != "0"):
            self._digits = (self._digits + key)[: self.LONGEST_COUNT]
            return Pressed(pending=self._digits)
        typed = " ".join([*self._typed, key])
        here = [command for command in self._commands if command.where & place]
        command = next((command for command in here if typed in command.keys), None)
        if command is not None:
            count = int(self._digits) if self._digits else None
            self.forget()
            return Pressed(command, count)
        if any(known.startswith(typed + " ") for command in here for known in command.keys):
            self._typed.append(key)
            return Pressed(pending=self._digits + "".join(self._typed))
        waited = bool(self._typed or self._digits)
        self.forget()
        return Pressed() if not waited or key == "escape" else self.press(key, place)

    def forget(self) -> None:
        """Forget what was typed of something longer."""
        self._typed.clear()
        self._digits = ""

    @property
    def waiting(self) -> bool:
        """Whether something was typed that is not complete yet."""
        return bool(self._typed or self._digits)
