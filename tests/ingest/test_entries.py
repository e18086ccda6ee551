from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from newsreader.ingest.entries import Entry, Feed, is_teaser, settle_ids, to_document, words_of
from newsreader.model.document import BlockKind, Document, Enclosure, SourceKind, Stamp
from tests.ingest.samples import NOW, check_blocks, raw, said

LONG = " ".join(f"The mayor said on day {day} that the talks would go on until the harbour opens." for day in range(20))
SHORT = "The mayor said that the talks would go on until the harbour opens again next week."


def document(entry: Entry, feed: Feed | None = None) -> Document:
    made = to_document(entry, feed or Feed("Wire"), raw(b"", "feed.xml", SourceKind.FEED), NOW)
    check_blocks(made)
    return made


@pytest.mark.parametrize(
    ("content", "summary", "teaser"),
    [
        (f"<p>{LONG}</p>", "What it is about.", False),
        (f"<p>{LONG}</p>", None, False),
        (None, LONG, False),
        (None, SHORT, True),
        (None, " ".join([SHORT] * 5), True),
        (" ".join([SHORT] * 5), "What it is about.", False),
        (f"<p>{LONG} The mayor then…</p>", None, True),
        (f"<p>{LONG} The mayor then [...]</p>", None, True),
        (f"<p>{LONG}</p><p><a href='http://wire.example/1'>Read more</a></p>", None, True),
        (f"<p>{LONG}</p><p>Continue reading Harbour talks resume</p>", None, True),
        (f"<p>{LONG}… <a href='/1'>Continue reading →</a></p>", None, True),
        (f"<p>{LONG}</p><p>The post Harbour talks appeared first on Wire.</p>", None, False),
        (None, None, True),
        (f"<p>{LONG}</p><p>Weiterlesen</p>", None, True),
        ("<p>" + "港口谈判在沉默一周后于周一恢复。" * 40 + "</p>", None, False),
    ],
)
def test_a_teaser_is_known_by_how_it_ends_or_how_little_it_says(
    content: str | None, summary: str | None, teaser: bool
) -> None:
    made = document(Entry(title="Harbour talks resume", content=content, summary=summary, url="http://wire.example/1"))
    assert is_teaser(made) is teaser


def test_an_article_that_came_by_no_feed_is_no_teaser() -> None:
    made = document(Entry(title="Harbour talks resume", summary=SHORT))
    assert not is_teaser(replace(made, source=replace(made.source, kind=SourceKind.HTML)))


def stamp(day: int) -> Stamp:
    return Stamp(datetime(2024, 4, day, tzinfo=UTC))


def test_an_id_that_all_entries_share_is_no_id() -> None:
    found = [Entry(id="0", title=f"T{n}", url=f"http://wire.example/{n}") for n in range(3)]
    kept, doubled = settle_ids(found)
    assert [entry.id for entry in kept] == [None, None, None]
    assert doubled == 0
    assert len({document(entry).id for entry in kept}) == 3


def test_of_one_article_in_several_forms_the_newest_is_kept() -> None:
    old = Entry(id="1", title="T", url="http://wire.example/1", content="old", updated=stamp(1))
    new = replace(old, content="new", updated=stamp(2))
    other = Entry(id="2", title="U")
    assert settle_ids([old, other, new]) == ((other, new), 1)
    assert settle_ids([new, old, other]) == ((new, other), 1)
    undated = replace(old, updated=None)
    assert settle_ids([undated, replace(undated, content="later in the feed")]) == ((undated,), 1)


def test_entries_without_an_id_are_all_kept() -> None:
    found = [Entry(title="T"), Entry(title="T"), Entry(summary="x")]
    assert settle_ids(found) == (tuple(found), 0)


def test_a_date_to_come_is_no_date() -> None:
    for ahead, kept in ((timedelta(days=1), True), (timedelta(days=30), False), (timedelta(days=27000), False)):
        made = document(Entry(title="T", published=Stamp(NOW + ahead), updated=Stamp(NOW + ahead)))
        assert (made.published is not None, made.updated is not None, made.published_from is not None) == (kept,) * 3


def test_an_entry_without_words_shows_an_address() -> None:
    picture = document(Entry(id="1", content="<img src='http://wire.example/a.png'>"))
    assert picture.text == "http://wire.example/a.png"
    assert [item.url for item in picture.pictures] == ["http://wire.example/a.png"]
    sound = document(Entry(id="1", enclosures=(Enclosure("http://wire.example/a.mp3"),)))
    assert said(sound, BlockKind.BODY) == ["http://wire.example/a.mp3"]
    assert [link.url for link in sound.links] == ["http://wire.example/a.mp3"]


def test_a_picture_beside_the_text_is_kept_once() -> None:
    url = "http://wire.example/a.png"
    made = document(Entry(title="T", content=f"<p>x</p><img src='{url}'>", pictures=(url, "http://wire.example/b.png")))
    assert [item.url for item in made.pictures] == [url, "http://wire.example/b.png"]


def test_a_summary_in_a_table_is_words() -> None:
    table = "<table><tr><th>Version:</th><td><b>5.7</b></td></tr><tr><th>Released:</th><td>May</td></tr></table>"
    assert words_of(table) == "Version: 5.7 Released: May"
