"""What each setting takes: one reader for each, which refuses in one sentence what cannot be."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from newsreader.settings.nodes import name_of, plain, quoted
from newsreader.settings.values import FeedChoice, FetchChoice, KeepChoice, KeyChoice

if TYPE_CHECKING:
    import yaml


class Tell(Protocol):
    """Takes what is wrong with a line within a setting of which the rest is right."""

    def __call__(self, line: int, what: str, mend: str | None = None) -> None:
        """Note it."""


Reader = Callable[[Any, "yaml.Node", Tell], dict[str, Any]]
"""From a value and its node to fields of the settings; ValueError, in a sentence, where it cannot be."""


def _flag(name: str) -> Reader:
    def read(value: Any, _node: yaml.Node, _tell: Tell) -> dict[str, Any]:
        if not isinstance(value, bool):
            raise ValueError(f"{name} is true or false")
        return {name: value}

    return read


def _number(name: str, least: int, most: int) -> Reader:
    def read(value: Any, _node: yaml.Node, _tell: Tell) -> dict[str, Any]:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise ValueError(f"{name} is a number from {least} to {most}")
        return {name: value}

    return read


def _word(name: str, choices: tuple[str, ...] = ()) -> Reader:
    def read(value: Any, _node: yaml.Node, _tell: Tell) -> dict[str, Any]:
        if not isinstance(value, str) or not value.strip() or not value.isprintable():
            raise ValueError(f"{name} is a word (put it in quotes if YAML takes it for something else)")
        if choices and value not in choices:
            raise ValueError(f"{name} is one of {', '.join(choices)}")
        return {name: value}

    return read


def _command(name: str) -> Reader:
    """A command is split into words here, and run without a shell."""

    def read(value: Any, _node: yaml.Node, _tell: Tell) -> dict[str, Any]:
        import shlex

        if not isinstance(value, str):
            raise ValueError(f"{name} is a command in one line")
        try:
            return {name: tuple(shlex.split(value))}
        except ValueError as error:
            raise ValueError(f"{name}: {error}") from None

    return read


def _keys(value: Any, node: yaml.Node, _tell: Tell) -> dict[str, Any]:
    import yaml

    if value is None:
        return {}
    if not isinstance(value, dict) or not isinstance(node, yaml.MappingNode):
        raise ValueError("keys is a list of `command: key`")
    choices = []
    for key_node, value_node in node.value:
        chosen = plain(value_node)
        keys = chosen if isinstance(chosen, list) else [chosen]
        if not all(isinstance(key, str | int) and str(key) for key in keys):
            raise ValueError(f"keys: {name_of(key_node)} wants a key, a list of keys, or [] for none")
        choices.append(KeyChoice(name_of(key_node), tuple(str(key) for key in keys), key_node.start_mark.line + 1))
    return {"keys": tuple(choices)}


def _proxy(value: Any, _node: yaml.Node, _tell: Tell) -> dict[str, Any]:
    if value is None:
        return {}
    scheme, mark, rest = value.partition("://") if isinstance(value, str) else ("", "", "")
    if value != "direct" and not (scheme in _PROXIES and mark and rest.strip("/") and value.isprintable()):
        raise ValueError(f"proxy is direct, or an address with {', '.join(_PROXIES)} (HOST:PORT after ://)")
    return {"proxy": value}


def _or_none(name: str, reader: Reader) -> Reader:
    def read(value: Any, node: yaml.Node, tell: Tell) -> dict[str, Any]:
        return {name: None} if value is None else reader(value, node, tell)

    return read


def _fields(name: str, readers: dict[str, Reader], node: yaml.Node, tell: Tell) -> dict[str, Any]:
    """The values of a mapping; each that is wrong is told with its own line, and left out."""
    import yaml

    if not isinstance(node, yaml.MappingNode):
        raise ValueError(f"{name} is a list of `{next(iter(readers))}: value`")
    values: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        try:
            field = name_of(key_node)
            if field in _NOT_HERE:
                raise ValueError(f"{name}: {field}: a secret does not belong in this file ({_ELSEWHERE})")
            if field not in readers:
                tell(line, f"{name}: no such setting: {quoted(key_node)}", ", ".join(readers))
                continue
            values |= readers[field](plain(value_node), value_node, tell)
        except ValueError as error:
            tell(line, str(error), None)
    return values


def _section(name: str, make: Callable[..., Any], readers: dict[str, Reader]) -> Reader:
    def read(value: Any, node: yaml.Node, tell: Tell) -> dict[str, Any]:
        return {} if value is None else {name: make(**_fields(name, readers, node, tell))}

    return read


def _feeds(value: Any, node: yaml.Node, tell: Tell) -> dict[str, Any]:
    import yaml

    if value is None:
        return {}
    if not isinstance(node, yaml.SequenceNode):
        raise ValueError("feeds is a list of `- url: https://…`")
    choices = []
    for item in node.value:
        line = item.start_mark.line + 1
        try:
            choices.append(_feed(_fields("feeds", _FEED, item, tell), line))
        except ValueError as error:
            tell(line, str(error), None)
    return {"feeds": tuple(choices)}


def _feed(fields: dict[str, Any], line: int) -> FeedChoice:
    if "url" not in fields:
        raise ValueError("feeds: each wants a url")
    choice = FeedChoice(line=line, **fields)
    secrets = [choice.password_command, choice.password_file, choice.token_command, choice.token_file]
    if sum(map(bool, secrets)) > 1:
        raise ValueError(f"feeds: of {_ELSEWHERE} and token_command and token_file one is enough")
    has_password = bool(choice.password_command or choice.password_file)
    if has_password and choice.user is None:
        raise ValueError("feeds: a password wants a user")
    if choice.header and (has_password or not choice.has_secret()):
        raise ValueError("feeds: header goes with token_command or token_file")
    return choice


def _address(value: Any, _node: yaml.Node, _tell: Tell) -> dict[str, Any]:
    from urllib.parse import urlsplit

    wrong = "feeds: url is an address: https://host/path, or https://host/ for all below it"
    if not isinstance(value, str) or not value.isprintable() or " " in value:
        raise ValueError(wrong)
    try:
        parts = urlsplit(value)
        host = parts.hostname
    except ValueError:
        raise ValueError(wrong) from None
    if "@" in parts.netloc:
        raise ValueError(f"feeds: url: a secret does not belong in this file ({_ELSEWHERE})")
    if parts.scheme not in ("http", "https", "file") or (not host and parts.scheme != "file") or not parts.path:
        raise ValueError(wrong)
    return {"url": value}


def _header(value: Any, _node: yaml.Node, _tell: Tell) -> dict[str, Any]:
    if not isinstance(value, str) or not _HEADER.fullmatch(value) or value.lower() in _TAKEN:
        raise ValueError("feeds: header is the name of one that holds the token, such as X-Api-Key")
    return {"header": value}


_PROXIES = ("http", "https", "socks5", "socks5h")
_NOT_HERE = ("password", "token", "secret")
_ELSEWHERE = "password_command or password_file"
_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,60}")
_TAKEN = frozenset({"host", "connection", "content-length", "transfer-encoding", "accept-encoding", "upgrade", "te"})

_FETCH: dict[str, Reader] = {
    "proxy": _proxy,
    "allow_private": _flag("allow_private"),
    "timeout": _number("timeout", 1, 600),
    "most_mb": _number("most_mb", 1, 200),
    "connections": _number("connections", 1, 64),
    "every_minutes": _number("every_minutes", 5, 10_080),
    "update_on_start": _flag("update_on_start"),
}

_FEED: dict[str, Reader] = {
    "url": _address,
    "full_text": _flag("full_text"),
    "user": _word("user"),
    "password_command": _command("password_command"),
    "password_file": _word("password_file"),
    "token_command": _command("token_command"),
    "token_file": _word("token_file"),
    "header": _header,
}

_KEEP: dict[str, Reader] = {
    "days": _or_none("days", _number("days", 1, 36_500)),
    "articles": _or_none("articles", _number("articles", 1, 100_000_000)),
}

READERS: dict[str, Reader] = {
    "model": _word("model"),
    "workers": _number("workers", 1, 64),
    "theme": _word("theme"),
    "mouse": _flag("mouse"),
    "ascii": _flag("ascii"),
    "measure": _number("measure", 20, 200),
    "mark_read": _word("mark_read", ("open", "end", "never")),
    "browser": _command("browser"),
    "keys": _keys,
    "fetch": _section("fetch", FetchChoice, _FETCH),
    "feeds": _feeds,
    "keep": _section("keep", KeepChoice, _KEEP),
}
"""Reads the value of each setting."""
