"""`newsreader mark`, `star` and `tag`: what changes, what is said, and that the reader can undo it."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.cli.main import run
from newsreader.library import Library
from newsreader.services import undoing
from newsreader.services.correcting import Corrections, file_beside
from tests.library.documents import document


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NEWSREADER_CONFIG", str(tmp_path / "none.yaml"))
    path = tmp_path / "library.db"
    library = Library.open(path)
    library.save_many([document("harbour"), document("fees", "Fees rise.", title="Fees")])
    library.close()
    return path


def said(path: Path, capsys: pytest.CaptureFixture[str], *argv: str) -> str:
    status = run(["--library", str(path), *argv])
    out, err = capsys.readouterr()
    assert (status, err) == (0, "")
    return out.strip()


def marked(path: Path) -> dict[str, tuple[bool, bool, tuple[str, ...]]]:
    library = Library.open(path)
    keys = library.order()
    names = library.identities(keys)
    found = {names[each.key][1]: (each.read, each.starred, each.tags) for each in library.headers(keys)}
    library.close()
    return found


NOTHING = (False, False, ())


@pytest.mark.parametrize(
    ("argv", "what", "after"),
    [
        (["mark", "read", "okafor"], "marked 1 article read", {"harbour": (True, False, ()), "fees": NOTHING}),
        (
            ["mark", "read", "--all"],
            "marked 2 articles read",
            {"harbour": (True, False, ()), "fees": (True, False, ())},
        ),
        (["star", "fees"], "starred 1 article", {"harbour": NOTHING, "fees": (False, True, ())}),
        (["tag", "Money", "title", "is:unread", "fees"], "nothing changed", {"harbour": NOTHING, "fees": NOTHING}),
        (
            ["tag", "Money", "is:unread", "rise"],
            "tagged 1 article Money",
            {"harbour": NOTHING, "fees": (False, False, ("Money",))},
        ),
        (["mark", "unread", "--all"], "nothing changed", {"harbour": NOTHING, "fees": NOTHING}),
    ],
)
def test_what_a_search_line_finds_is_changed_and_can_be_undone(
    path: Path,
    capsys: pytest.CaptureFixture[str],
    argv: list[str],
    what: str,
    after: dict[str, tuple[bool, bool, tuple[str, ...]]],
) -> None:
    assert said(path, capsys, *argv) == what
    assert marked(path) == after
    library = Library.open(path)
    undone = undoing.undo(library, Corrections(file_beside(path)))
    library.close()
    assert (undone is None) is (what == "nothing changed")
    assert marked(path) == {"harbour": NOTHING, "fees": NOTHING}


def test_what_was_put_on_is_taken_off(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(path, capsys, "star", "--all")
    said(path, capsys, "tag", "Money", "--all")
    assert said(path, capsys, "star", "--off", "fees") == "unstarred 1 article"
    assert said(path, capsys, "tag", "--off", "money", "fees") == "took the tag money off 1 article"
    assert said(path, capsys, "mark", "read", "tag:money") == "marked 1 article read"
    assert marked(path) == {"harbour": (True, True, ("Money",)), "fees": NOTHING}


def test_an_id_that_looks_like_a_field_is_an_id(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    library = Library.open(path)
    library.save(document("urn:uuid:1", "Ferry.", title="Ferry"))
    library.close()
    assert said(path, capsys, "star", "urn:uuid:1") == "starred 1 article"


@pytest.mark.parametrize(
    "argv",
    [
        ["mark", "read"],
        ["mark", "read", ""],
        ["mark", "unread", " ", "\u200b"],
        ["star"],
        ["star", ""],
        ["tag", "x"],
        ["tag", "x", ""],
        ["mark", "blue", "x"],
        ["star", "form:x"],
    ],
)
def test_wrong_usage(path: Path, capsys: pytest.CaptureFixture[str], argv: list[str]) -> None:
    assert run(["--library", str(path), *argv]) == 2
    assert marked(path) == {"harbour": NOTHING, "fees": NOTHING}
