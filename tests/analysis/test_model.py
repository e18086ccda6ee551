from __future__ import annotations

import re
import shutil
import subprocess
import sys
from importlib import util
from pathlib import Path

import pytest

from newsreader.analysis.engine import DEFAULT_MODEL, RULES_VERSION, engine_name
from newsreader.analysis.model import check_files, load_model, write_hashes
from newsreader.analysis.pinned import read_hashes
from newsreader.errors import ModelError


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the installed model."""
    found = util.find_spec(DEFAULT_MODEL)
    assert found is not None
    assert found.origin is not None
    shutil.copytree(Path(found.origin).parent, tmp_path / "model", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path / "model"


@pytest.fixture
def pinned() -> dict[str, str]:
    """The hashes that travel with the program."""
    import newsreader.analysis.lexicon as lexicon

    return read_hashes(Path(lexicon.__file__).parent / f"{DEFAULT_MODEL}.sha256")


def test_the_installed_model_is_the_pinned_one(copy: Path, pinned: dict[str, str]) -> None:
    check_files(copy, pinned)


def test_a_changed_file_is_refused(copy: Path, pinned: dict[str, str]) -> None:
    victim = next(copy.rglob("ner/model"))
    data = bytearray(victim.read_bytes())
    data[1000] ^= 1
    victim.write_bytes(data)
    with pytest.raises(ModelError, match="ner/model differs"):
        check_files(copy, pinned)


def test_a_missing_and_an_added_file_are_refused(copy: Path, pinned: dict[str, str]) -> None:
    (copy / "extra.py").write_text("print('hello')")
    with pytest.raises(ModelError, match=r"extra\.py"):
        check_files(copy, pinned)
    (copy / "extra.py").unlink()
    (copy / "__init__.py").unlink()
    with pytest.raises(ModelError, match="__init__"):
        check_files(copy, pinned)


def test_hashes_are_written_as_they_are_read(copy: Path, pinned: dict[str, str], tmp_path: Path) -> None:
    assert write_hashes(copy, tmp_path / "list") == len(pinned)
    assert read_hashes(tmp_path / "list") == pinned


@pytest.mark.parametrize("name", ["os", "en_core_web_huge"])
def test_only_known_models_are_loaded(name: str) -> None:
    with pytest.raises(ModelError, match="choose one of"):
        load_model(name)


def test_a_model_that_is_not_installed_says_how_to_mend_it() -> None:
    if util.find_spec("en_core_web_lg") is not None:
        pytest.skip("the large model is installed")
    with pytest.raises(ModelError, match="pip install"):
        load_model("en_core_web_lg")


def test_the_engine_is_named_without_loading_it() -> None:
    code = "import sys; from newsreader.analysis import engine; print(engine.engine_name(), 'spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == f"{engine_name()} False"
    assert re.fullmatch(rf"rules {RULES_VERSION}, tagger [0-9a-f]{{8}}, {DEFAULT_MODEL} 3.8.0", engine_name())


def test_the_name_says_where_the_tagger_is_not_there() -> None:
    assert engine_name(tagger=False) == f"rules {RULES_VERSION}, no tagger, {DEFAULT_MODEL} 3.8.0"
