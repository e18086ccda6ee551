"""The record of the figures: what was measured last and is stood by.

It is written only when somebody asks for it, with `--record`, and goes into the history of the project; until then a
figure that falls by more than `TOLERANCE` is a fault, not news.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import yaml

from tests.quality.confidence import Bin
from tests.quality.figures import GOALS, Figures

FILE = Path(__file__).resolve().parent / "recorded.yaml"
"""Where the record is kept."""

TOLERANCE = 0.3
"""By how many points a figure of a large set may fall: another version of a library changes so much."""

TOLERANCE_OF_FEW = 1.0
"""By how many points one of a small set: a single quote more or less makes as much."""

_FEW = ("GUM news", "seeds", "founding")
"""How the names of figures of small sets begin."""

HEAD = """\
# The figures of the last recorded measurement, in percent, and for each bin of confidence where it begins, how many
# things are in it and how many of them are right. Written by `python -m tests.quality.measure --record`.
"""

BinRow = tuple[float, int, int]
"""Where a bin begins, how many are in it, how many of them are right."""


@dataclass(frozen=True, slots=True)
class Record:
    """A measurement that is kept."""

    date: str
    """The day, in ISO 8601."""

    engine: str
    """The rules, models and versions that were measured."""

    figures: Figures = field(default_factory=dict)
    """The figures."""

    confidence: dict[str, list[BinRow]] = field(default_factory=dict)
    """By kind of thing the bins of confidence."""


def read_record(file: Path = FILE) -> Record | None:
    """The record; None where there is none yet."""
    if not file.exists():
        return None
    row = yaml.safe_load(file.read_text(encoding="utf-8"))
    bins = {name: [(least, count, right) for least, count, right in rows] for name, rows in row["confidence"].items()}
    return Record(str(row["date"]), row["engine"], dict(row["figures"]), bins)


def write_record(record: Record, file: Path = FILE) -> None:
    """Keep a record in place of the one before."""
    figures = {name: round(value, 1) for name, value in record.figures.items()}
    bins = {name: [list(bin_) for bin_ in row] for name, row in record.confidence.items()}
    head = {"date": record.date, "engine": record.engine, "figures": figures}
    text = yaml.safe_dump(head, sort_keys=False, width=120)
    file.write_text(HEAD + text + yaml.safe_dump({"confidence": bins}, sort_keys=False, width=120), encoding="utf-8")


def rows_of(bins: list[Bin]) -> list[BinRow]:
    """Bins as the record keeps them."""
    return [(bin_.least, bin_.count, bin_.right) for bin_ in bins]


def tolerance(name: str) -> float:
    """By how many points a figure may fall unsaid."""
    return TOLERANCE_OF_FEW if name.startswith(_FEW) else TOLERANCE


def find_falls(now: Figures, before: Record | None) -> dict[str, float]:
    """The figures that have fallen too far, with by how much."""
    if before is None:
        return {}
    changes = {name: round(now[name], 1) - value for name, value in before.figures.items() if name in now}
    return {name: change for name, change in changes.items() if change < -tolerance(name) - 1e-9}


def table(now: Figures, before: Record | None) -> str:
    """The figures beside those of the record and what is to be reached, as Markdown."""
    lines = ["| measure | now | recorded | change | must | aim |", "| --- | ---: | ---: | ---: | ---: | ---: |"]
    falls = find_falls(now, before)
    for name, value in now.items():
        old = before.figures.get(name) if before else None
        change = "" if old is None else f"{round(value, 1) - old:+.1f}{' FALLEN' if name in falls else ''}"
        must, aim = GOALS.get(name, ("", ""))
        missed = "*" if isinstance(must, (int, float)) and round(value, 1) < must else ""
        lines.append(
            f"| {name} | {value:.1f}{missed} | {'' if old is None else f'{old:.1f}'} | {change} | {must} | {aim} |"
        )
    return "\n".join(lines)


def confidence_table(bins: dict[str, list[Bin]], before: Record | None) -> str:
    """How many things of each confidence are right, as Markdown."""
    edges = [bin_.least for bin_ in next(iter(bins.values()))]
    heads = [f"{low:.1f} to {high:.1f}" for low, high in zip(edges, [*edges[1:], 1.0], strict=True)]
    lines = [f"| of those at | {' | '.join(heads)} |", f"| --- |{' ---: |' * len(edges)}"]
    for name, row in bins.items():
        lines.append(f"| {name} | {' | '.join(_cell(bin_) for bin_ in row)} |")
        kept = before.confidence.get(name) if before else None
        if kept:
            old = [Bin(least, count, right) for least, count, right in kept]
            lines.append(f"| recorded | {' | '.join(_cell(bin_) for bin_ in old)} |")
    return "\n".join(lines)


def _cell(bin_: Bin) -> str:
    return "" if bin_.share is None else f"{bin_.share:.0f} % of {bin_.count}"
