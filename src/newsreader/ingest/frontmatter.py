"""The front matter of a Markdown file: what stands between its first two `---` lines, as YAML.

It comes from anywhere, so it is read with the safe loader, up to a size, without aliases (a few lines
of them unfold to gigabytes), and a value of a wrong type counts as absent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import yaml

from newsreader.errors import InputError
from newsreader.ingest import dates, language
from newsreader.ingest.bylines import split_names
from newsreader.ingest.urls import web_address
from newsreader.model.document import Stamp
from newsreader.text.safe import fold

MOST_CHARS = 64_000
"""Longer front matter is not read."""

MOST_TITLE_CHARS = 500
"""Longer titles are cut."""

MOST_DEPTH = 100
"""How deep brackets may be nested."""

_BRACKET = re.compile(r"[\[\]{}]")
_FENCE = re.compile(r"---[ \t]*\n")
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.M)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the front matter states."""

    end: int
    """Where in the text it ends: the start of the line after it."""

    values: dict[str, Any] = field(default_factory=dict)
    """What it holds, keys in small letters."""

    def words(self, *names: str, most: int = MOST_TITLE_CHARS) -> str | None:
        """The words under the first of the keys that has some."""
        found = (self.values.get(name) for name in names)
        return next(
            (
                words[:most]
                for value in found
                if isinstance(value, str | int | float) and (words := fold(str(value)[: most * 4]))
            ),
            None,
        )

    def names(self) -> tuple[str, ...]:
        """Who wrote it."""
        stated = (self.values.get(name) for name in ("author", "authors", "byline", "by"))
        return next((names for value in stated if (names := split_names(value))), ())

    def stamp(self, *names: str) -> Stamp | None:
        """The moment under the first of the keys that has one."""
        return next((stamp for name in names if (stamp := _stamp(self.values.get(name)))), None)

    def address(self) -> str | None:
        """Where it was published."""
        return next((url for name in ("url", "link", "canonical") if (url := web_address(self.values.get(name)))), None)

    def language(self) -> str | None:
        """Two-letter code of its language."""
        return language.code(self.values.get("language") or self.values.get("lang"))


def split_front_matter(text: str) -> FrontMatter | None:
    """The front matter at the start of the text, None where there is none; raises `InputError` for a bad one."""
    start = _FENCE.match(text)
    if not start:
        return None
    end = _END.search(text, start.end(), start.end() + MOST_CHARS + 4)
    if not end:
        return None
    return FrontMatter(min(len(text), end.end() + 1), _load(text[start.end() : end.start()]))


def _load(source: str) -> dict[str, Any]:
    if _depth(source) > MOST_DEPTH:
        raise InputError("the front matter is nested too deeply")
    try:
        if any(isinstance(token, yaml.AliasToken) for token in yaml.scan(source, Loader=yaml.SafeLoader)):
            raise InputError("the front matter uses aliases")
        values = yaml.safe_load(source)
    except (yaml.YAMLError, ValueError, RecursionError, OverflowError, TypeError):
        raise InputError("the front matter is not YAML") from None
    if not isinstance(values, dict):
        raise InputError("the front matter holds no keys")
    return {str(key).lower(): value for key, value in values.items() if isinstance(key, str)}


def _depth(source: str) -> int:
    """How many brackets are open at most: for each of them the scanner looks at all others."""
    depth = deepest = 0
    for bracket in _BRACKET.findall(source):
        depth = depth + 1 if bracket in "[{" else max(0, depth - 1)
        deepest = max(deepest, depth)
    return deepest


def _stamp(value: object) -> Stamp | None:
    if isinstance(value, datetime):
        if value.tzinfo is None:
            midnight = (value.hour, value.minute, value.second) == (0, 0, 0)
            return dates.make_stamp(value.replace(tzinfo=UTC), "day" if midnight else "second")
        return dates.make_stamp(value)
    if isinstance(value, date):
        return dates.make_stamp(datetime(value.year, value.month, value.day, tzinfo=UTC), "day")
    return dates.parse_moment(value)
