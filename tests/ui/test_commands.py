"""One table of commands; keys, sequences, counts, and what the settings may change."""

from __future__ import annotations

import pytest

from newsreader.settings import KeyChoice
from newsreader.ui.commands import COMMANDS, KeyReader, Place, is_key, shown, with_choices


def typed(keys: str, place: Place = Place.LIST) -> list[tuple[str, int | None]]:
    reader = KeyReader(COMMANDS)
    made = []
    for key in keys.split():
        pressed = reader.press(key, place)
        if pressed.command:
            made.append((pressed.command.id, pressed.count))
    return made


@pytest.mark.parametrize(
    ("keys", "commands"),
    [
        ("j", [("move.down", None)]),
        ("5 j", [("move.down", 5)]),
        ("1 0 k j", [("move.up", 10), ("move.down", None)]),
        ("g g", [("move.top", None)]),
        ("g j", [("move.down", None)]),
        ("3 g g", [("move.top", 3)]),
        ("g escape j", [("move.down", None)]),
        ("0", []),
        ("² j", [("move.down", None)]),
        ("escape", [("back", None)]),
        ("enter", [("open", None)]),
    ],
)
def test_keys_make_commands(keys: str, commands: list[tuple[str, int | None]]) -> None:
    assert typed(keys) == commands


def test_a_key_means_what_it_does_here() -> None:
    assert typed("enter", Place.PANEL) == [("panel.jump", None)]
    assert typed("]", Place.LIST) == []
    assert typed("]", Place.TEXT) == [("mention.next", None)]


def test_no_key_is_given_twice_in_one_place_and_all_are_keys() -> None:
    for place in (Place.LIST, Place.TEXT, Place.PANEL):
        keys = [key for command in COMMANDS if command.where & place for key in command.keys]
        assert len(keys) == len(set(keys))
    assert all(is_key(key) for command in COMMANDS for key in command.keys)
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)


@pytest.mark.parametrize(
    ("key", "name"), [("g g", "gg"), ("ctrl+d", "Ctrl+D"), ("shift+tab", "Shift+Tab"), ("escape", "Esc"), ("+", "+")]
)
def test_keys_as_they_are_shown(key: str, name: str) -> None:
    assert shown(key) == name


@pytest.mark.parametrize("key", ["", "jj", "ctrl+alt+meta+é+f99", "5", "g  g", "hyper+x", "ctrl+"])
def test_what_is_no_key(key: str) -> None:
    assert not is_key(key)


def test_chosen_keys_take_the_place_of_the_defaults() -> None:
    commands, wrong = with_choices([KeyChoice("article.star", ("b",), 3), KeyChoice("move.down", (), 4)], "s.yaml")
    keys = {command.id: command.keys for command in commands}
    assert keys["article.star"] == ("b",)
    assert keys["move.down"] == ()
    assert wrong == ()


def test_a_chosen_key_is_taken_from_the_command_that_had_it() -> None:
    commands, wrong = with_choices([KeyChoice("article.star", ("j",), 3)], "s.yaml")
    keys = {command.id: command.keys for command in commands}
    assert (keys["article.star"], keys["move.down"], wrong) == (("j",), ("down",), ())


@pytest.mark.parametrize(
    ("choices", "complaint"),
    [
        ([KeyChoice("no-such", ("q",), 2)], "s.yaml: line 2: no such command: 'no-such'"),
        ([KeyChoice("help", ("ctrl+alt+meta+é",), 2)], "s.yaml: line 2: no such key"),
        ([KeyChoice("help", ("x",), 2), KeyChoice("undo", ("x",), 3)], "s.yaml: line 3: 'x' is help already"),
        ([KeyChoice("help", ("ctrl+c",), 2)], "s.yaml: line 2: 'ctrl+c' is app.copy-or-quit already"),
    ],
)
def test_nonsense_and_clashes_are_named_with_file_and_line(choices: list[KeyChoice], complaint: str) -> None:
    _, wrong = with_choices(choices, "s.yaml")
    assert len(wrong) == 1
    assert complaint in str(wrong[0])


def test_leaving_is_always_possible() -> None:
    commands, _ = with_choices([KeyChoice("app.quit", (), 1), KeyChoice("undo", ("Q",), 2)], "s.yaml")
    assert next(command for command in commands if command.id == "app.quit").keys == ("Q", "ctrl+q")
