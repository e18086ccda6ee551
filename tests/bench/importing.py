"""How much memory and time a long file of one article a line takes: `python -m tests.bench.importing [LINES]`.

Runs `newsreader parse --only blocks` and `newsreader add` on a file of invented articles, plain and
packed, and watches the greatest memory of the program and of its workers. Memory is flat where twice
the lines take no more of it.
"""

from __future__ import annotations

import gzip
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

LINES = 200_000
PARAGRAPHS = 5
_WORDS = (
    "the harbour talks of port ellery went on for nine hours and mayor said that dockers union strike offer was insult "
    "to government minister agreed new deal with shipping company which closed its office after storm"
)


def write_lines(path: Path, lines: int) -> int:
    """Write so many invented articles, one a line; the size of the file in bytes."""
    chance = random.Random(7)  # noqa: S311 - the same articles each time
    words = _WORDS.split()
    with gzip.open(path, "wt", 3) if path.suffix == ".gz" else path.open("w") as file:
        for number in range(lines):
            paragraphs = (" ".join(chance.choices(words, k=50)).capitalize() + "." for _ in range(PARAGRAPHS))
            text = f"Harbour talks number {number} resume\n\nBy Ann Lee\n\n" + "\n\n".join(paragraphs)
            file.write(json.dumps({"id": f"n{number}", "text": text}) + "\n")
    return path.stat().st_size


def watch(command: Sequence[str]) -> tuple[float, int, int]:
    """Seconds that a command takes, and the most memory (kB) of it and of its largest worker."""
    began, own, worker = time.monotonic(), 0, 0
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    while process.poll() is None:
        own = max(own, _peak(process.pid))
        for child in _children(process.pid):
            worker = max(worker, _peak(child))
        time.sleep(0.2)
    return time.monotonic() - began, own, worker


def _peak(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:")), 0)


def _children(pid: int) -> list[int]:
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        return [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return []


def main() -> None:
    """Measure both commands on both forms, with half the lines and with all."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else LINES
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for suffix in (".jsonl", ".jsonl.gz"):
            for lines in (most // 2, most):
                path = folder / f"articles{suffix}"
                size = write_lines(path, lines)
                library = folder / "library.db"
                parse = (
                    sys.executable,
                    "-m",
                    "newsreader",
                    "parse",
                    "--only",
                    "blocks",
                    "--format",
                    "jsonl",
                    str(path),
                )
                add = (sys.executable, "-m", "newsreader", "--library", str(library), "add", str(path))
                for title, command in (("parse", parse), ("add", add)):
                    seconds, own, worker = watch(command)
                    print(
                        f"{title:5} {suffix:9} {lines:>7,} lines {size / 1e6:6.0f} MB: {seconds:6.1f} s"
                        f" {lines / seconds:6.0f}/s; most memory {own // 1024} MB, a worker {worker // 1024} MB",
                        flush=True,
                    )
                for file in folder.glob("library.db*"):
                    file.unlink()
                path.unlink()


if __name__ == "__main__":
    main()
