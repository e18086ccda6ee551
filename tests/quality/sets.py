"""The annotated sets that quality is measured on.

Two come with the project and may be passed on: news of the GUM corpus, and the seeds with what is expected of them.
The others are for measuring alone and lie beside the checkout, in `../shared/eval`, or where NEWSREADER_EVAL says;
without them only the figures of the project's own sets are measured.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from tests.quality.notes import Collection, read_gold

DATA = Path(__file__).resolve().parent / "data"
ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds"


@dataclass(frozen=True, slots=True)
class AnnotatedSet:
    """A set of articles in which people marked what is to be found."""

    name: str
    """What tables call it."""

    file: Path
    """Where it is."""

    def read(self) -> Collection:
        """Its documents."""
        return read_gold(self.file)


GUM = AnnotatedSet("GUM news", DATA / "gum_news.jsonl")
"""Wikinews; quotes and actors."""


def folder_of_others() -> Path:
    """Where the sets lie that do not come with the project."""
    return Path(os.environ.get("NEWSREADER_EVAL") or ROOT.parent / "shared" / "eval")


def polnear() -> AnnotatedSet:
    """US political news; quotes."""
    return AnnotatedSet("PolNeAR", folder_of_others() / "quotes_polnear_dev.jsonl")


def dwie() -> AnnotatedSet:
    """World news; names."""
    return AnnotatedSet("DWIE", folder_of_others() / "actors_dwie_dev.jsonl")
