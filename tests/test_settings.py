"""What is right is taken, what is wrong is named with its line, and nothing of it runs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.errors import SettingsError
from newsreader.settings import DEFAULT_FILE, FeedChoice, KeyChoice, Settings, load, parse


def test_no_file_gives_the_defaults(tmp_path: Path) -> None:
    assert load(tmp_path / "none.yaml") == Settings()
    with pytest.raises(SettingsError, match="no such file"):
        load(tmp_path / "none.yaml", must_exist=True)


def test_the_file_that_is_written_states_the_defaults() -> None:
    assert parse(DEFAULT_FILE, "x") == Settings()
    assert parse(DEFAULT_FILE, "x").complaints == ()
    for name in Settings.__dataclass_fields__:
        assert name == "complaints" or f"{name}:" in DEFAULT_FILE


def test_what_is_chosen_is_taken() -> None:
    settings = parse(
        "theme: nord\nmeasure: 70\nmouse: false\nbrowser: w3m -N '%u'\nkeys:\n  list.down: [j, down]\n", "x"
    )
    assert (settings.theme, settings.measure, settings.mouse) == ("nord", 70, False)
    assert settings.browser == ("w3m", "-N", "%u")
    assert settings.keys == (KeyChoice("list.down", ("j", "down"), 6),)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("theme: dark\nnonsense: 1\n", "line 2: no such setting: 'nonsense'"),
        ("measure: 5\n", "line 1: measure is a number from 20 to 200"),
        ("mouse: maybe\n", "line 1: mouse is true or false"),
        ("theme: [a]\n", "line 1: theme is a word"),
        ("theme: dark\ntheme: light\n", "line 2: theme is given twice"),
        ("mark_read: sometimes\n", "mark_read is one of open, end, never"),
        ("keys: 5\n", "keys is a list"),
        ('browser: "sh \'x"\n', "browser: No closing quotation"),
        ("theme: 2020-02-30\n", "line 1:"),
        ('theme: "\\e[31m"\n', "line 1: theme is a word"),
    ],
)
def test_a_wrong_value_is_named_and_the_rest_is_taken(text: str, complaint: str) -> None:
    settings = parse(text + "workers: 3\n", "settings.yaml")
    assert settings.workers == 3
    assert len(settings.complaints) == 1
    assert complaint in str(settings.complaints[0])
    assert str(settings.complaints[0]).startswith("settings.yaml: line ")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("x:\n\t- y\n", "line 2, column 1"),
        ("theme: !!python/name:os.system\n", "line 1: tags are not taken"),
        ("a: &a [x]\nb: *a\n", "line 1: anchors and aliases"),
        ("x: " + "[" * 5000 + "]" * 5000, "line 1: is nested too deeply"),
        ("theme: da\0rk\n", "line 1: a character"),
        ("theme: dark\n---\ntheme: light\n", "several documents"),
        ("hello\n", "not a list of settings"),
    ],
)
def test_what_is_no_settings_file_is_refused_in_one_line(text: str, complaint: str) -> None:
    with pytest.raises(SettingsError, match=complaint) as raised:
        parse(text, "settings.yaml")
    assert "\n" not in str(raised.value)


def test_files_that_are_none(tmp_path: Path) -> None:
    (tmp_path / "latin.yaml").write_bytes(b"theme: dark\nname: caf\xe9\n")
    with pytest.raises(SettingsError, match="line 2: is not UTF-8"):
        load(tmp_path / "latin.yaml")
    (tmp_path / "large.yaml").write_bytes(b"#" * 300_000)
    with pytest.raises(SettingsError, match="is over"):
        load(tmp_path / "large.yaml")
    os.mkfifo(tmp_path / "fifo.yaml")
    with pytest.raises(SettingsError, match="not a regular file"):
        load(tmp_path / "fifo.yaml")
    with pytest.raises(SettingsError, match=r"directory|regular file"):
        load(tmp_path)


@given(st.text(max_size=60))
def test_any_text_is_taken_or_refused(text: str) -> None:
    try:
        parse(text, "x")
    except SettingsError as error:
        assert "\n" not in str(error)  # noqa: PT017 - either way is right, and this is what holds of the one


FEEDS = """\
fetch:
  proxy: socks5h://127.0.0.1:9050
  every_minutes: 60
keep: {days: 90}
feeds:
  - url: https://paper.example/feed.xml
    full_text: true
  - url: https://paper.example/
    user: me
    password_command: pass show 'my paper'
  - url: https://api.example/v1/
    token_file: ~/.token
    header: X-Api-Key
"""


def test_what_is_chosen_for_feeds_is_taken() -> None:
    settings = parse(FEEDS, "x")
    assert settings.complaints == ()
    assert (settings.fetch.proxy, settings.fetch.every_minutes, settings.fetch.timeout) == (
        "socks5h://127.0.0.1:9050",
        60,
        30,
    )
    assert (settings.keep.days, settings.keep.articles) == (90, None)
    paper, below, api = settings.feeds
    assert (paper.full_text, paper.has_secret(), paper.line) == (True, False, 6)
    assert (below.user, below.password_command) == ("me", ("pass", "show", "my paper"))
    assert (api.token_file, api.header) == ("~/.token", "X-Api-Key")


@pytest.mark.parametrize(
    ("url", "line"),
    [
        ("https://paper.example/feed.xml", 6),
        ("https://paper.example/page", 8),
        ("https://paper.example.evil/page", None),
        ("http://paper.example/page", None),
        ("https://api.example/v1", None),
        ("https://api.example/v1/x", 11),
    ],
)
def test_the_closest_choice_holds_for_an_address(url: str, line: int | None) -> None:
    choice = parse(FEEDS, "x").feed_choice(url)
    assert (choice and choice.line) == line


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("fetch:\n  timeout: 0\n", "line 2: timeout is a number from 1 to 600"),
        ("fetch:\n  tiemout: 9\n", "line 2: fetch: no such setting: 'tiemout'"),
        ("fetch:\n  proxy: ftp://x\n", "line 2: proxy is direct, or an address"),
        ("fetch: 9\n", "line 1: fetch is a list of"),
        ("keep:\n  days: soon\n", "line 2: days is a number"),
        ("feeds: 9\n", "line 1: feeds is a list of"),
        ("feeds:\n  - full_text: true\n", "line 2: feeds: each wants a url"),
        ("feeds:\n  - url: https://\n", "line 2: feeds: url is an address"),
        ("feeds:\n  - url: 'https:// /'\n", "line 2: feeds: url is an address"),
        ("feeds:\n  - url: https://a/\n    password_file: x\n", "line 2: feeds: a password wants a user"),
        ("feeds:\n  - url: https://a/\n    header: Host\n    token_file: x\n", "line 3: feeds: header is the name"),
        ("feeds:\n  - url: https://a/\n    header: X-Y\n", "line 2: feeds: header goes with"),
        ("feeds:\n  - url: https://a/\n    token_file: x\n    token_command: y\n", "line 2: feeds: of"),
    ],
)
def test_a_wrong_line_within_a_setting_is_named(text: str, complaint: str) -> None:
    settings = parse(f"{text}workers: 3\n", "settings.yaml")
    assert settings.workers == 3
    assert complaint in str(settings.complaints[0])


@pytest.mark.parametrize(
    "text",
    [
        "feeds:\n  - url: https://me:geheim@paper.example/\n",
        "feeds:\n  - url: https://paper.example/\n    user: me\n    password: geheim\n",
        "feeds:\n  - url: https://paper.example/\n    token: geheim\n",
    ],
)
def test_a_secret_in_the_file_is_refused_and_not_repeated(text: str) -> None:
    settings = parse(text, "settings.yaml")
    told = " ".join(map(str, settings.complaints))
    assert "a secret does not belong in this file" in told
    assert "geheim" not in told
    assert not any(choice.has_secret() for choice in settings.feeds)


def test_what_is_chosen_for_an_address_holds_after_it_moved() -> None:
    feeds = (FeedChoice("https://a.example/", 1), FeedChoice("https://b.example/old", 2, full_text=True))
    settings = Settings(feeds=feeds)
    assert settings.feed_choice("https://c.example/new", "https://b.example/old") == feeds[1]
    assert settings.feed_choice("https://a.example/new") == feeds[0]
    assert settings.feed_choice("https://c.example/new", "") is None
