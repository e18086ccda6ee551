"""What was read: the text of one article, what each of its lines is, and what its source states of it.

A `Document` is complete before any language model runs: the list, the reading pane and the library
work with it alone. Analysis adds a layer over it (`model.article`) and changes nothing in it but
`left_out`, where it says what it did not do.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from newsreader.model.spans import ArticleId, Span


class SourceKind(StrEnum):
    """What kind of thing an article was read from."""

    FILE = "file"
    FEED = "feed"
    HTML = "html"
    JSONL = "jsonl"
    WARC = "warc"
    MAIL = "mail"
    STDIN = "stdin"


class BlockKind(StrEnum):
    """What a line of the text is."""

    TITLE = "title"
    DEK = "dek"
    BYLINE = "byline"
    DATE = "date"
    DATELINE = "dateline"
    HEADING = "heading"
    BODY = "body"
    QUOTE = "quote"
    LIST = "list"
    TABLE = "table"
    CAPTION = "caption"
    CREDIT = "credit"
    BOILERPLATE = "boilerplate"


PROSE = frozenset({BlockKind.BODY, BlockKind.QUOTE, BlockKind.LIST, BlockKind.HEADING})
"""The kinds that make up the running text of an article."""


class PublishedFrom(StrEnum):
    """Who says when an article was published."""

    FEED = "feed"
    META = "meta"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Source:
    """Where an article came from."""

    kind: SourceKind
    """What kind of thing it was read from."""

    uri: str
    """The address or path it was read from; `-` for standard input, `seed:NAME` for a bundled one."""

    outlet: str | None = None
    """The paper, agency or site that published it, where it is stated."""

    feed: str | None = None
    """The title of the feed it came in."""

    entry_id: str | None = None
    """The id that the feed gives to this entry."""


@dataclass(frozen=True, slots=True)
class Block:
    """One non-blank line of the text."""

    kind: BlockKind
    """What the line is."""

    span: Span
    """Where it stands, without the white space around it."""

    order: int | None
    """Its place in reading order, from 0; None for boilerplate, which is not read."""

    continues: bool = False
    """Whether it goes on with the paragraph of the block before it in reading order."""


@dataclass(frozen=True, slots=True)
class Link:
    """A stretch of the text that points to an address."""

    span: Span
    """The words that carry the link."""

    url: str
    """Where it points; http or https only."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the article, which is never loaded by itself."""

    url: str
    """Its address."""

    caption: int | None = None
    """The index in `Document.blocks` of its caption, where it has one."""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that a feed entry comes with: a recording, a document."""

    url: str
    """Its address."""

    type: str | None = None
    """Its media type, as stated."""

    length: int | None = None
    """Its size in bytes, as stated."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A moment as precisely as the source states it."""

    moment: datetime
    """The moment, in UTC; what is not stated is its smallest value."""

    precision: str = "second"
    """`year`, `month`, `day` or `second`."""

    def iso(self) -> str:
        """The moment in ISO 8601, no more precise than it is stated."""
        if self.precision == "year":
            return self.moment.strftime("%Y")
        if self.precision == "month":
            return self.moment.strftime("%Y-%m")
        if self.precision == "day":
            return self.moment.strftime("%Y-%m-%d")
        return self.moment.isoformat()


@dataclass(frozen=True, slots=True)
class Document:
    """One article as it was read, before anything is known of who is in it."""

    id: ArticleId
    """The id that the input gives, or one made from source and address."""

    source: Source
    """Where it came from."""

    received: datetime
    """When we got it, in UTC; for sorting, never taken for the day of publication."""

    text: str
    """What was read, each harmful character replaced one for one; never rewritten."""

    blocks: tuple[Block, ...]
    """Every non-blank line of the text, once, in source order."""

    title: str | None = None
    """The title in words, spaces folded."""

    dek: str | None = None
    """The summary that stands under the title."""

    byline: tuple[str, ...] = ()
    """Who wrote it, one name each."""

    dateline: str | None = None
    """What stands before the dash of the first sentence: `GENEVA (Reuters)`."""

    published: Stamp | None = None
    """When it was published, as stated."""

    published_from: PublishedFrom | None = None
    """Who says so."""

    updated: Stamp | None = None
    """When it was last changed, as stated."""

    language: str | None = None
    """Two-letter code of its language; None where it is not known."""

    links: tuple[Link, ...] = ()
    """The links in the text, by start."""

    pictures: tuple[Picture, ...] = ()
    """The pictures it comes with."""

    enclosures: tuple[Enclosure, ...] = ()
    """The files it comes with."""

    revision: int = 1
    """Counts the forms in which its source has published it."""

    left_out: tuple[str, ...] = ()
    """What a limit, the language or a fault kept from being read or analysed, in one sentence each."""

    def in_reading_order(self) -> tuple[Block, ...]:
        """The blocks that are read, first to last."""
        read = [block for block in self.blocks if block.order is not None]
        return tuple(sorted(read, key=lambda block: block.order or 0))

    def address(self) -> str | None:
        """Its address on the web: the link that its title carries, else its source's; None where it has none."""
        title = next((block.span for block in self.blocks if block.kind is BlockKind.TITLE), None)
        carried = (link.url for link in self.links if title is not None and title.meets(link.span))
        uri = self.source.uri
        return next(carried, uri if uri.partition("://")[0].lower() in ("http", "https") else None)

    def words(self) -> int:
        """How many words its running text has."""
        return sum(len(block.span.of(self.text).split()) for block in self.blocks if block.kind in PROSE)
