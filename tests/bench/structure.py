"""How many flat texts a second one core tells the structure of.

    python -m tests.bench.structure [STRUCTURE.jsonl] [--rounds N]

STRUCTURE.jsonl holds a document a line, its text as `lines`; without it the bundled sample texts are taken.
Processor time is measured, of each document by itself: first in a fresh process, with all tables still
empty, then the best of the rounds. Said are documents a second over all of them, and for the median document;
for the structure alone (`find_blocks`), and for a whole document (`plain.from_text`: its language, too).
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from newsreader.ingest import plain
from newsreader.ingest.structure import find_blocks
from newsreader.model.document import Source, SourceKind
from newsreader.model.spans import ArticleId

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
TARGET = 800
"""Documents a second that the structure alone must reach."""


def read_texts(path: Path | None) -> list[str]:
    """The texts of a set, or the bundled ones."""
    if path is None:
        return [file.read_text(encoding="utf-8") for file in sorted(SEEDS.glob("*.txt"))]
    return ["\n".join(json.loads(line)["lines"]) for line in path.read_text(encoding="utf-8").splitlines()]


def whole_document(text: str) -> object:
    """All that is read of a flat text."""
    return plain.from_text(text, Source(SourceKind.FILE, "bench"), ArticleId("bench"), datetime(2026, 1, 1, tzinfo=UTC))


def seconds(work: Callable[[str], object], texts: list[str]) -> list[float]:
    """The processor time that each text takes."""
    taken = []
    for text in texts:
        began = time.process_time()
        work(text)
        taken.append(time.process_time() - began)
    return taken


def main() -> None:
    """Measure and say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, nargs="?")
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    texts = read_texts(given.texts)
    for name, work in (("structure", find_blocks), ("whole document", whole_document)):
        rounds = [seconds(work, texts) for _ in range(given.rounds)]
        best = [min(taken) for taken in zip(*rounds, strict=True)]
        print(
            f"{name}: {len(texts)} texts, first round {len(texts) / sum(rounds[0]):.0f}/s, "
            f"best {len(texts) / sum(best):.0f}/s, median text {1 / statistics.median(best):.0f}/s"
        )
    print(f"the structure alone must reach {TARGET}/s")


if __name__ == "__main__":
    main()
