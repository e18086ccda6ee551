"""Old articles go, but for what the person put something on."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsreader.ingest import plain
from newsreader.ingest.raw import RawDocument
from newsreader.model.document import Document, Source, SourceKind
from newsreader.services import proposing, sweeping
from newsreader.services.correcting import Corrections, file_beside
from newsreader.services.sweeping import sweep
from newsreader.settings import KeepChoice
from tests import samples
from tests.services.updates import START, shelved

NOW = datetime(2120, 1, 1, tzinfo=UTC)


def article(name: str) -> Document:
    source = Source(SourceKind.FILE, f"/news/{name}.txt")
    return plain.read(RawDocument(f"Title {name}\n\nThe text of {name}.\n".encode(), source, name), START)


async def test_what_was_put_right_stays_and_nothing_goes_while_that_is_not_known(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    parsed = samples.parsed()
    others = [article("a"), article("b")]
    Corrections(file_beside(path)).add(parsed.document, proposing.drop_quote(parsed, 0))
    with shelved(path) as shelf:
        await shelf.run(lambda library: library.save_many([parsed.document, *others]))
        assert await sweep(shelf, KeepChoice(), NOW) == 0
        whole = file_beside(path).read_text()
        file_beside(path).write_text("nonsense: [")
        assert await sweep(shelf, KeepChoice(days=1), NOW) == 0
        file_beside(path).write_text(whole)
        assert await sweep(shelf, KeepChoice(days=1), NOW) == 2
        left = await shelf.run(lambda library: library.headers(library.order()))
    assert [header.title for header in left] == [parsed.document.title]


async def test_others_have_their_turn_between_two_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweeping, "PART", 2)
    with shelved(tmp_path / "library.db") as shelf:
        await shelf.run(lambda library: library.save_many([article(name) for name in "abcdef"]))
        swept = asyncio.ensure_future(sweep(shelf, KeepChoice(articles=1), NOW))
        seen = []
        while not swept.done():
            seen.append((await shelf.run(lambda library: library.count()))[0])
            await asyncio.sleep(0)
        assert await swept == 5
        assert set(seen) - {1, 6}
