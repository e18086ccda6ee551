"""The README names every command, every key and every sign."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from newsreader.cli.main import SUBCOMMANDS
from newsreader.ui.commands import COMMANDS, shown
from newsreader.ui.glyphs import UNICODE

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
KEYS = set(re.findall(r"(?<!`)`([^`\n]+)`(?!`)", README.replace("\\|", "|")))


@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_every_subcommand_is_in_the_readme(name: str) -> None:
    assert f"newsreader {name}" in README


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_key_is_in_the_readme(command: object) -> None:
    for key in getattr(command, "keys"):  # noqa: B009 - a parameter of pytest has no better type
        assert shown(key) in KEYS, key


def test_every_sign_is_in_the_readme() -> None:
    for sign in (UNICODE.direct, UNICODE.indirect, UNICODE.seen, UNICODE.resolved, UNICODE.unsure):
        assert sign in KEYS


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for dependency in project["dependencies"]:
        name = re.split(r"[<>=\[]", dependency)[0]
        assert re.search(rf"^\| [^|]*\b{re.escape(name)}\b[^|]* \|", README, re.MULTILINE), name


def test_the_two_commands_are_at_the_top() -> None:
    top = README[:1200]
    assert "make run" in top
    assert "make test" in top
