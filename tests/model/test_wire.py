"""One codec for the worker pipe, the library and the printed form."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given

from newsreader.errors import WireError
from newsreader.model import wire
from newsreader.model.article import ParsedArticle
from newsreader.model.document import Block, BlockKind, Document, Source, SourceKind, Stamp
from newsreader.model.spans import ArticleId, Span
from tests.strategies import articles

ARTICLE = ParsedArticle(
    Document(
        id=ArticleId("x"),
        source=Source(SourceKind.FILE, "a.txt"),
        received=datetime(2024, 3, 1, tzinfo=UTC),
        text="Talks resume",
        blocks=(Block(BlockKind.TITLE, Span(0, 12), 0),),
        title="Talks resume",
    )
)


@given(articles())
def test_what_is_encoded_is_decoded(article: ParsedArticle) -> None:
    assert wire.decode(wire.encode(article)) == article
    assert wire.loads(wire.dumps(article)) == article


def test_form_of_an_article_that_is_not_analysed_yet() -> None:
    form = wire.encode(ARTICLE)
    assert form["engine"] is None
    assert form["blocks"] == [{"kind": "title", "start": 0, "end": 12, "order": 0, "continues": False}]
    assert form["source"] == {"kind": "file", "uri": "a.txt", "outlet": None, "feed": None, "entry_id": None}
    assert list(form)[:4] == ["schema", "engine", "id", "revision"]


@pytest.mark.parametrize(
    ("stated", "precision"),
    [("2020", "year"), ("2020-02", "month"), ("2020-02-20", "day"), ("2020-02-20T08:00:00+00:00", "second")],
)
def test_a_moment_is_as_precise_as_it_is_stated(stated: str, precision: str) -> None:
    stamp = wire.read_stamp(stated)
    assert (stamp.precision, stamp.iso()) == (precision, stated)


def test_a_moment_of_another_zone_is_kept_in_utc() -> None:
    assert wire.read_stamp("2020-02-20T01:30:00+02:00") == Stamp(datetime(2020, 2, 19, 23, 30, tzinfo=UTC))


@pytest.mark.parametrize(
    "change",
    [
        {"schema": 99},
        {"text": 3},
        {"blocks": [{"kind": "title", "start": 0, "end": 13, "order": 0}]},
        {"blocks": [{"kind": "title", "start": -1, "end": 2, "order": 0}]},
        {"blocks": [{"kind": "nonsense", "start": 0, "end": 2, "order": 0}]},
        {"blocks": "title"},
        {"quotes": [{"start": 0}]},
        {"actors": [7]},
        {"published": "soon"},
        {"received": None},
    ],
)
def test_a_form_that_is_not_right_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(WireError):
        wire.decode({**wire.encode(ARTICLE), **change})


@pytest.mark.parametrize("text", ["", "{", "[]", "7", "null", "[" * 100_000])
def test_what_is_no_article_is_refused(text: str) -> None:
    with pytest.raises(WireError):
        wire.loads(text)


def test_it_is_plain_json() -> None:
    assert json.loads(wire.dumps(ARTICLE))["title"] == "Talks resume"
