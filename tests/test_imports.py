"""What is really loaded at run time: a fresh interpreter for each way in.

The import-linter contracts see the static graph; these see whether a deferred import defers.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SEED = Path(__file__).resolve().parent.parent / "seeds" / "000_bd068dc6588b05d1.txt"
HEAVY = ("spacy", "thinc", "numpy", "lxml", "trafilatura", "feedparser")


def loaded_by(code: str) -> set[str]:
    program = f"{code}\nimport sys\nprint('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def after(*argv: str) -> set[str]:
    return loaded_by(f"from newsreader.cli.main import run\nassert run({list(argv)!r}) == 0")


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_need_argparse_alone(option: str) -> None:
    modules = after(option)
    assert "argparse" in modules
    for name in (*HEAVY, "textual", "rich", "yaml", "sqlite3", "newsreader.library", "newsreader.services"):
        assert name not in modules, name


def test_parsing_blocks_loads_neither_a_model_nor_a_screen() -> None:
    modules = after("parse", "--only", "blocks", str(SEED))
    for name in (*HEAVY, "textual", "rich", "newsreader.library"):
        assert name not in modules, name


def test_the_screen_loads_no_model() -> None:
    modules = loaded_by("import newsreader.ui.app, newsreader.cli.reader, newsreader.services.desk")
    assert "textual" in modules
    for name in (*HEAVY, "importlib.metadata"):
        assert name not in modules, name


def test_the_worker_is_light_until_it_works() -> None:
    modules = loaded_by("import newsreader.services.worker")
    for name in (*HEAVY, "textual", "rich", "sqlite3", "newsreader.library"):
        assert name not in modules, name


def test_a_list_of_the_library_loads_neither_a_model_nor_a_screen(tmp_path: Path) -> None:
    modules = after("--library", str(tmp_path / "library.db"), "list")
    for name in (*HEAVY, "textual", "rich"):
        assert name not in modules, name
