from __future__ import annotations

import pytest

from newsreader.errors import InputError, TooLargeError
from newsreader.ingest import plain
from newsreader.ingest.plain import read
from newsreader.model.document import PublishedFrom
from tests.ingest.samples import NOW, STORY, raw


def test_the_text_is_never_rewritten() -> None:
    document = read(raw(STORY), NOW)
    assert document.text == STORY
    assert document.title == "Harbour talks resume in Port Ellery"
    assert document.dateline == "PORT ELLERY (Reuters)"
    assert document.language == "en"
    assert document.published is None
    assert document.received == NOW
    assert document.id == read(raw(STORY + "More."), NOW).id


def test_what_could_harm_a_terminal_is_replaced_one_for_one() -> None:
    document = read(raw("Harbour\x1b[31m talks\x9b2J\r\n" + STORY), NOW)
    assert document.text.startswith("Harbour\ufffd[31m talks\ufffd2J\n")


def test_a_date_block_gives_the_day() -> None:
    lines = STORY.split("\n")
    document = read(raw("\n".join([lines[0], "May 5, 2014", *lines[1:]])), NOW)
    assert document.published is not None
    assert document.published.iso() == "2014-05-05"
    assert document.published_from is PublishedFrom.TEXT


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(InputError, match=r"story\.txt: is empty"):
        read(raw(" \n\u00a0"), NOW)


def test_a_text_of_too_many_lines_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "MOST_LINES", 10)
    assert plain.read(raw("a\n" * 10), NOW).text
    with pytest.raises(TooLargeError, match=r"story.txt: has over 10 lines"):
        plain.read(raw("a\n" * 11), NOW)
