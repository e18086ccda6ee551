"""What the tests of this layer share."""

from __future__ import annotations

from datetime import UTC, datetime

from newsreader.ingest.raw import RawDocument
from newsreader.model.document import BlockKind, Document, Source, SourceKind

NOW = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)

STORY = (
    "Harbour talks resume in Port Ellery\n"
    "PORT ELLERY (Reuters) - Talks on the harbour strike began again on Monday after a week of silence.\n"
    "“We are closer than we were last week,” said Maria Okafor, the mayor of Port Ellery, after the meeting.\n"
    "The Dockers’ Union, backed by the Rail Workers’ League, has been on strike since April over pay.\n"
)


def raw(data: bytes | str, name: str = "story.txt", kind: SourceKind = SourceKind.FILE) -> RawDocument:
    encoded = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    return RawDocument(encoded, Source(kind, name), name)


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind.value, block.span.of(document.text)) for block in document.blocks]


def said(document: Document, kind: BlockKind) -> list[str]:
    return [block.span.of(document.text) for block in document.blocks if block.kind is kind]


def check_blocks(document: Document) -> None:
    """Every non-blank line is in exactly one block; blocks are sorted, disjoint, and ordered from 0."""
    last = 0
    for block in document.blocks:
        assert last <= block.span.start < block.span.end <= len(document.text)
        assert not document.text[last : block.span.start].strip()
        last = block.span.end
    orders = sorted(block.order for block in document.blocks if block.order is not None)
    assert orders == list(range(len(orders)))
