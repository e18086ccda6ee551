"""How fast pages are read, held against bare trafilatura on the same pages in the same run.

    python -m tests.bench.pages [PAGES.jsonl] [--rounds N]

PAGES.jsonl holds a page a line, its markup in a gzipped file beside it, named by `file`; without it the
bundled sample is taken: one small page, which shows that the benchmark runs and no more.
Processor time is measured, ours and theirs in turn over all pages, after one round that fills both
their tables; the best round of each counts. Ours is the whole way from
decoded markup to a `Document`; theirs `bare_extraction(fast=True, with_metadata=True)`. Said are pages a
second, and the ratio of the two, which does not depend on the machine.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from trafilatura import bare_extraction

from newsreader.errors import NewsreaderError
from newsreader.ingest.html import from_markup
from newsreader.model.document import Source, SourceKind
from newsreader.model.spans import ArticleId

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
TARGET = 0.9
"""The share of bare trafilatura's speed that must be reached."""

_RECEIVED = datetime(2026, 1, 1, tzinfo=UTC)


def read_pages(path: Path | None) -> list[str]:
    """The markup of the pages of a set, or of the bundled page."""
    if path is None:
        return [file.read_text(encoding="utf-8") for file in sorted(SEEDS.glob("*.html"))]
    files = [path.parent / json.loads(line)["file"] for line in path.read_text(encoding="utf-8").splitlines()]
    return [gzip.decompress(file.read_bytes()).decode("utf-8", "replace") for file in files]


def read_ours(markup: str) -> object:
    """A page read by newsreader."""
    try:
        return from_markup(markup, Source(SourceKind.HTML, "bench"), ArticleId("bench"), _RECEIVED, "bench")
    except NewsreaderError:
        return None


def read_theirs(markup: str) -> object:
    """A page read by trafilatura alone."""
    return bare_extraction(markup, fast=True, with_metadata=True)


def seconds(work: Callable[[str], object], pages: list[str]) -> float:
    """The processor time that all pages take."""
    began = time.process_time()
    for markup in pages:
        work(markup)
    return time.process_time() - began


def main() -> None:
    """Measure and say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path, nargs="?")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    pages = read_pages(given.pages)
    taken: dict[str, list[float]] = {"newsreader": [], "bare trafilatura": []}
    for number in range(given.rounds + 1):
        for name, work in (("newsreader", read_ours), ("bare trafilatura", read_theirs)):
            spent = seconds(work, pages)
            if number:
                taken[name].append(spent)
    for name, spent_each in taken.items():
        print(f"{name}: {len(pages) / min(spent_each):.1f} pages a second")
    ratio = min(taken["bare trafilatura"]) / min(taken["newsreader"])
    print(f"ratio {ratio:.2f}; at least {TARGET} is wanted")


if __name__ == "__main__":
    main()
