"""Rows for scripts: the same values as JSON, a line each, CSV or YAML."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from newsreader.cli.common import say

FORMATS = ("json", "jsonl", "csv", "yaml")


def write_rows(rows: Iterable[dict[str, Any]], form: str) -> None:
    """Write the rows in that format; lines and cells as they come, a whole otherwise."""
    if form == "jsonl":
        for row in rows:
            say(json.dumps(row, ensure_ascii=False))
    elif form == "csv":
        _write_csv(rows)
    elif form == "json":
        say(json.dumps(list(rows), ensure_ascii=False, indent=2))
    else:
        import yaml

        say(str(yaml.safe_dump(list(rows), allow_unicode=True, sort_keys=False, width=100)).rstrip("\n"))


def _write_csv(rows: Iterable[dict[str, Any]]) -> None:
    for number, row in enumerate(rows):
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        if not number:
            writer.writerow(row)
        writer.writerow([_cell(value) for value in row.values()])
        say(out.getvalue().removesuffix("\n"))


def _cell(value: Any) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = "; ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
