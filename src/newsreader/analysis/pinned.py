"""Files that are pinned by their sha256, in lists of one `digest  name` a line."""

from __future__ import annotations

import hashlib
from pathlib import Path


def read_hashes(file: Path) -> dict[str, str]:
    """The pinned sha256 of each file, by its name; lines that begin with `#` are remarks. Raises OSError."""
    rows = file.read_text(encoding="utf-8", errors="replace").splitlines()
    return {name: digest for digest, _, name in (row.partition("  ") for row in rows if not row.startswith("#"))}


def sha256_of(path: Path) -> str:
    """The sha256 of a file, in hexadecimal digits; raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
