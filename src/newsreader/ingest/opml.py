"""OPML: the lists of feeds that readers give one another.

Two thirds of the lists in the wild are not XML, for their titles and addresses hold a bare `&`. So this
reads tags and not trees: an outline opens a folder unless it has the address of a feed, and a closing
tag closes the last one that is open. There is nothing to unfold, include or nest without end: entities
of a document type are left as they stand, lists within lists are told and not followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from newsreader.errors import InputError
from newsreader.ingest.decode import decode
from newsreader.ingest.feed_list import (
    MOST_FEEDS,
    MOST_TAGS,
    FeedList,
    Notes,
    feed_address,
    name_of,
    refuse_large,
    refused,
)
from newsreader.ingest.fetch_addresses import shown_url, without_user
from newsreader.ingest.markup import declared_charset
from newsreader.ingest.tags import Tag, attributes, outside_comments
from newsreader.ingest.urls import web_address
from newsreader.model.feeds import Subscription
from newsreader.text.safe import one_line

MOST_DEPTH = 64
"""How many folders may lie in one another; deeper ones count as the last of these."""

_TAG = re.compile(r"<(/?)(?:\w{1,20}:)?(outline|opml)\b", re.I)
_FEED_TYPES = frozenset({"rss", "rss1", "atom", "feed", "pie", "rdf"})
_LIST_TYPES = frozenset({"include", "link"})
_ROOT_CHARS = 20_000
_MOST_TAGS = 200_000
_MOST_OPEN = 4 * MOST_DEPTH
_NAMESPACE = "urn:newsreader"


@dataclass(slots=True)
class _Reading:
    """How far the reading of a list is."""

    balanced: bool
    """Whether each outline that is opened is closed; where not, feeds are taken to have nothing in them."""

    more: bool
    """Whether there are more outlines than are read."""

    stack: list[str | None] = field(default_factory=list)
    """The outlines that are open: the name of a folder, None for a feed or a folder without a name."""

    unnoted: int = 0
    """How many more are open than are noted: a list may open half a million."""

    feeds: dict[Subscription, None] = field(default_factory=dict)
    notes: Notes = field(default_factory=Notes)
    left: int = 0
    deep: bool = False
    after_feed: int | None = None
    """Where the tag of the last feed ends, as long as nothing followed it."""


def read_opml(data: bytes, where: str) -> list[Subscription]:
    """The feeds of a list; raises as `parse_opml` does."""
    return list(parse_opml(data, where).feeds)


def parse_opml(data: bytes, where: str) -> FeedList:
    """The list; raises `InputError` where it is no OPML, `TooLargeError` past the limit."""
    where = one_line(where)
    refuse_large(data, where)
    text = decode(data, declared_charset(data))
    if not is_opml(text):
        raise InputError("is not a list of feeds in OPML", where=where)
    outlines, more = _outlines(outside_comments(text))
    opened = sum(1 for _, tag in outlines if tag is not None and not tag.closed)
    reading = _Reading(balanced=opened <= sum(1 for _, tag in outlines if tag is None), more=more)
    for found, tag in outlines:
        if tag is None:
            _close(reading, found)
        else:
            _open(reading, tag)
    return FeedList(tuple(reading.feeds), (*reading.notes.sentences(), *_limits(reading)))


def _outlines(text: str) -> tuple[list[tuple[re.Match[str], Tag | None]], bool]:
    """The tags of outlines, with None for closing ones, and whether there are more than are read."""
    found = [tag for tag in islice(_TAG.finditer(text), _MOST_TAGS + 1) if tag[2].lower() == "outline"]
    read = [(tag, None if tag[1] else attributes(text, tag.end())) for tag in found[:_MOST_TAGS]]
    return read, len(found) > _MOST_TAGS


def is_opml(text: str) -> bool:
    """Whether the text is a list in OPML, well-formed or not."""
    return bool(re.search(r"<(?:\w{1,20}:)?opml\b|<outline\b[^<>]{0,2000}\bxmlurl\s*=", text[:_ROOT_CHARS], re.I))


def _open(reading: _Reading, tag: Tag) -> None:
    values = tag.values
    address = values.get("xmlurl") or (values.get("url") if values.get("type", "").lower() in _FEED_TYPES else None)
    if address is not None:
        _note_feed(reading, values, address)
    elif values.get("type", "").lower() in _LIST_TYPES and values.get("url"):
        reading.notes.add(f"The list {shown_url(values['url'])} that it names was not followed.")
    if tag.closed:
        reading.after_feed = None
        return
    if address is None or reading.balanced:
        name = None if address is not None else name_of(values.get("text") or values.get("title") or "")
        _push(reading, name)
    reading.after_feed = tag.end if address is not None else None


def _push(reading: _Reading, name: str | None) -> None:
    if len(reading.stack) < _MOST_OPEN:
        reading.stack.append(name)
    else:
        reading.unnoted += 1


def _close(reading: _Reading, closing: re.Match[str]) -> None:
    at = reading.after_feed
    own = at is not None and not closing.string[at : closing.start()].strip()
    reading.after_feed = None
    if own and not reading.balanced:
        return
    if reading.unnoted:
        reading.unnoted -= 1
    elif reading.stack:
        reading.stack.pop()


def _note_feed(reading: _Reading, values: Mapping[str, str], stated: str) -> None:
    address = feed_address(stated)
    if address is None:
        reading.notes.add(f"{shown_url(stated) or 'An outline without an address'} is no address of a feed.")
    elif sentence := refused(address):
        reading.notes.add(sentence)
    elif len(reading.feeds) >= MOST_FEEDS:
        reading.left += 1
    else:
        folders = tuple(name for name in reading.stack if name)
        reading.deep |= len(folders) > MOST_DEPTH
        feed = Subscription(
            url=address,
            title=name_of(values.get("text") or "") or name_of(values.get("title") or ""),
            folder=folders[:MOST_DEPTH],
            tags=_tags(values.get("category") or ""),
            site=web_address(without_user(values.get("htmlurl", ""))),
            full_text=values.get("fulltext", "").lower() == "true",
        )
        reading.feeds.setdefault(feed)


def _tags(category: str) -> tuple[str, ...]:
    """The tags in a `category`: words between commas, a path of them with slashes around it."""
    named = (name_of(word.strip().strip("/")) for word in category.split(",", MOST_TAGS)[:MOST_TAGS])
    return tuple(dict.fromkeys(name for name in named if name))


def _limits(reading: _Reading) -> Iterator[str]:
    if reading.more:
        yield f"Only the first {_MOST_TAGS} outlines of this list were read."
    if reading.left:
        yield f"{reading.left} more feeds of this list were not taken; the limit is {MOST_FEEDS}."
    if reading.deep:
        yield f"Folders that lie more than {MOST_DEPTH} deep were put into the last of these."


# ---------------------------------------------------------------------- writing


def write_opml(feeds: Iterable[Subscription], title: str = "newsreader") -> str:
    """The feeds as OPML 2.0, each in its folders; what comes from it again is the same."""
    tree = _Folder()
    for feed in feeds:
        place = tree
        for name in feed.folder:
            place = place.folders.setdefault(name, _Folder())
        place.feeds.append(feed)
    head = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<opml version="2.0" xmlns:newsreader="{_NAMESPACE}">',
        f"  <head><title>{_escaped(title)}</title></head>",
        "  <body>",
    ]
    return "\n".join([*head, *_folder_lines(tree), "  </body>", "</opml>", ""])


@dataclass(slots=True)
class _Folder:
    folders: dict[str, _Folder] = field(default_factory=dict)
    feeds: list[Subscription] = field(default_factory=list)


def _folder_lines(tree: _Folder) -> Iterator[str]:
    """The lines of a folder, by a stack of our own: folders may lie deeper than Python calls."""
    stack: list[tuple[str | None, _Folder | None, int]] = [(None, tree, 1)]
    while stack:
        name, folder, depth = stack.pop()
        if folder is None:
            yield f"{'  ' * depth}</outline>"
            continue
        if name is not None:
            yield f"{'  ' * depth}<outline text={_value(name)} title={_value(name)}>"
            stack.append((None, None, depth))
        yield from (f"{'  ' * (depth + 1)}{_outline(feed)}" for feed in folder.feeds)
        stack += [(inner, folder.folders[inner], depth + 1) for inner in reversed(folder.folders)]


def _outline(feed: Subscription) -> str:
    title = feed.title or ""
    parts = [f'<outline type="rss" text={_value(title)}']
    parts += [f"title={_value(title)}"] if title else []
    parts.append(f"xmlUrl={_value(feed.url)}")
    parts += [f"htmlUrl={_value(feed.site)}"] if feed.site else []
    parts += [f"category={_value(','.join(tag.replace(',', ' ') for tag in feed.tags))}"] if feed.tags else []
    parts += ['newsreader:fullText="true"'] if feed.full_text else []
    return " ".join(parts) + "/>"


def _value(text: str) -> str:
    return f'"{_escaped(text)}"'


def _escaped(text: str) -> str:
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return safe.replace("\n", "&#10;").replace("\t", "&#9;").replace("\r", "&#13;")
