"""The `urls` file of newsboat: a feed a line, with its tags, and searches among them.

Programs that a line would run (`exec:`, `filter:`) are told and left: a list of feeds starts nothing here.
Newsboat knows no folders but many use tags for them, so on the way out a folder becomes a tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from newsreader.errors import InputError
from newsreader.ingest.decode import decode
from newsreader.ingest.feed_list import (
    MOST_FEEDS,
    MOST_TAGS,
    FeedList,
    Notes,
    SavedSearch,
    feed_address,
    name_of,
    refuse_large,
    refused,
)
from newsreader.ingest.fetch_addresses import shown_url
from newsreader.ingest.newsboat_query import search_line
from newsreader.model.feeds import Subscription
from newsreader.text.safe import one_line

_MOST_LINES = 200_000
_MOST_LINE_CHARS = 20_000
_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"?|([^\s"#][^\s]*)|(#.*)', re.S)
_ESCAPED = re.compile(r"\\(.)", re.S)
_LINE_OF_LIST = re.compile(r'"?(?:https?://|file:///|feed:|query:|exec:|filter:)\S', re.I)
_PROGRAM = re.compile(r"(exec|filter):", re.I)
_LOOKED_AT = 200


def parse_urls(data: bytes, where: str) -> FeedList:
    """The list; raises `InputError` where no line is one of such a list, `TooLargeError` past the limit."""
    where = one_line(where)
    refuse_large(data, where)
    lines = decode(data).split("\n")
    if not is_urls("\n".join(lines)):
        raise InputError("is not a list of feeds", where=where, mend="one address a line, or OPML")
    return _read(lines)


def is_urls(text: str) -> bool:
    """Whether the first lines that say something are those of such a list."""
    said = (line.strip() for line in text.lstrip("\ufeff").split("\n", _LOOKED_AT)[:_LOOKED_AT])
    first = [line for line in said if line and not line.startswith("#")][:3]
    return bool(first) and all(_LINE_OF_LIST.match(line) for line in first)


def _read(lines: list[str]) -> FeedList:
    feeds: dict[Subscription, None] = {}
    searches: list[SavedSearch] = []
    notes, left = Notes(), 0
    for number, line in enumerate(lines[:_MOST_LINES], 1):
        words = list(_words(line.lstrip("\ufeff")[:_MOST_LINE_CHARS]))
        if not words:
            continue
        if words[0].lower().startswith("query:"):
            _note_search(words[0], number, searches, notes)
        elif program := _PROGRAM.match(words[0]):
            notes.add(f"Line {number} runs a program ({program[1].lower()}:) and was left out.")
        elif (address := feed_address(words[0])) is None:
            notes.add(f"Line {number} ({one_line(shown_url(words[0]), 60)}) is no address of a feed.")
        elif sentence := refused(address):
            notes.add(f"Line {number}: {sentence}")
        elif len(feeds) >= MOST_FEEDS:
            left += 1
        else:
            feeds.setdefault(_feed(address, words[1:]))
    if len(lines) > _MOST_LINES:
        notes.add(f"Only the first {_MOST_LINES} lines of this list were read.")
    told = (f"{left} more feeds of this list were not taken; the limit is {MOST_FEEDS}.",) if left else ()
    return FeedList(tuple(feeds), (*notes.sentences(), *told), tuple(searches))


def _feed(address: str, marks: list[str]) -> Subscription:
    """The feed with its tags, the first that begins with `~` being its title."""
    title = next((name_of(mark[1:]) for mark in marks if mark.startswith("~")), None)
    tags = (name_of(mark) for mark in marks[:MOST_TAGS] if not mark.startswith("~"))
    return Subscription(address, title, tags=tuple(dict.fromkeys(tag for tag in tags if tag)))


def _note_search(words: str, number: int, searches: list[SavedSearch], notes: Notes) -> None:
    """A search is `query:NAME:EXPRESSION`."""
    _, _, rest = words.partition(":")
    stated, _, expression = rest.partition(":")
    name, found = name_of(stated), search_line(expression)
    if name is None or found.line is None:
        notes.add(f"Line {number}: the search {one_line(stated, 60)} was left out: {found.reason or 'it has no name'}.")
        return
    searches.append(SavedSearch(name, found.line))
    if found.reason:
        notes.add(f"Line {number}: the search {one_line(stated, 60)} {found.reason}.")


def _words(line: str) -> Iterator[str]:
    """The words of a line, quoted or not, up to a comment."""
    for found in _WORD.finditer(line.strip()):
        if found[3] is not None:
            return
        yield found[2] if found[2] is not None else _ESCAPED.sub(r"\1", found[1] or "")


# ---------------------------------------------------------------------- writing


def write_urls(feeds: Iterable[Subscription], searches: Iterable[SavedSearch] = ()) -> str:
    """The feeds as a `urls` file; searches, which newsboat writes in another language, as comments."""
    lines = [" ".join([_address(feed.url), *map(_quoted, _marks(feed))]) for feed in feeds]
    lines += [f"# search {one_line(search.name)}: {one_line(search.line, 2000)}" for search in searches]
    return "".join(f"{line}\n" for line in lines)


def _marks(feed: Subscription) -> Iterator[str]:
    if feed.folder:
        yield "/".join(feed.folder)
    yield from (tag for tag in feed.tags if tag != "/".join(feed.folder))
    if feed.title:
        yield f"~{feed.title}"


def _address(url: str) -> str:
    return url.replace('"', "%22")


def _quoted(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
