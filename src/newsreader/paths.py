"""Where the program keeps what is the person's: XDG folders on Linux, the platform's own elsewhere."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

APP = "newsreader"


def library_file(chosen: Path | None = None) -> Path:
    """The library: the one that was chosen, else `NEWSREADER_LIBRARY`, else one in the data folder."""
    named = chosen or _from_environment("NEWSREADER_LIBRARY")
    return named or platformdirs.user_data_path(APP) / "library.db"


def settings_file(chosen: Path | None = None) -> Path:
    """The settings: the file that was chosen, else `NEWSREADER_CONFIG`, else one in the settings folder."""
    named = chosen or _from_environment("NEWSREADER_CONFIG")
    return named or platformdirs.user_config_path(APP) / "settings.yaml"


def log_file() -> Path:
    """Where the program and its workers write what they would tell a developer."""
    return platformdirs.user_state_path(APP) / "newsreader.log"


def _from_environment(name: str) -> Path | None:
    value = os.environ.get(name)
    return Path(value).expanduser() if value else None
