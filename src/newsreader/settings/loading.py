"""From a file to the settings, one after another; what is wrong is left out, and told with its line."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.errors import SettingsError
from newsreader.settings.nodes import name_of, plain, quoted
from newsreader.settings.readers import READERS
from newsreader.settings.values import Settings

if TYPE_CHECKING:
    import yaml

LARGEST = 256_000
"""Bytes of a settings file."""

DEEPEST = 12
"""How deeply a settings file may be nested."""


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
    settings, seen = Settings(), set[str]()
    complaints: list[SettingsError] = []

    def tell(line: int, what: str, mend: str | None = None) -> None:
        complaints.append(SettingsError(f"line {line}: {what}", where=where, mend=mend))

    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        try:
            name = name_of(key_node)
            if name in seen:
                raise ValueError(f"{name} is given twice")
            seen.add(name)
            settings = replace(settings, **READERS[name](plain(value_node), value_node, tell))
        except KeyError:
            known = ", ".join(READERS)
            tell(line, f"no such setting: {quoted(key_node)}", known)
        except ValueError as error:
            tell(line, str(error))
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
