"""Articles: stored once, changed by revision, analysed, read again."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from newsreader.errors import LibraryError
from newsreader.library import Library, Saved
from newsreader.model.article import ParsedArticle
from newsreader.model.spans import ArticleId
from tests.library.documents import RECEIVED, TEXT, analysed, document

LATER = RECEIVED + timedelta(days=1)


def spoil(path: Path, sql: str) -> None:
    """Do something to the file that the library itself never does."""
    connection = sqlite3.connect(path)
    connection.execute(sql)
    connection.commit()
    connection.close()


def test_what_is_stored_is_read_again(library: Library) -> None:
    saved = library.save(document())
    assert saved == Saved(saved.key, 1, new=True, changed=False)
    assert library.article(saved.key) == ParsedArticle(document())


def test_the_same_again_is_nothing_new_and_keeps_its_moment(library: Library) -> None:
    key = library.save(document()).key
    assert library.save(document(received=LATER)) == Saved(key, 1, new=False, changed=False)
    article, header = library.article(key), library.header(key)
    assert article is not None
    assert header is not None
    assert article.document.received == header.received == RECEIVED
    assert list(library.order()) == [key]


@pytest.mark.parametrize("change", [{"text": "Talks fail"}, {"title": "Talks fail"}, {"day": 7}])
def test_a_change_is_the_next_revision_and_earlier_ones_are_kept(
    library: Library, path: Path, change: dict[str, object]
) -> None:
    key = library.save(document()).key
    library.set_read([key], True)
    library.set_place(key, 5)
    changed = document(**change)  # type: ignore[arg-type]
    assert library.save(changed) == Saved(key, 2, new=False, changed=True)
    assert library.article(key) == ParsedArticle(replace(changed, revision=2))
    assert library.header(key).read  # type: ignore[union-attr]
    assert library.place(key) == 5
    assert library.save(document()) == Saved(key, 3, new=False, changed=True)
    library.close()
    with sqlite3.connect(path) as connection:
        texts = connection.execute("SELECT text FROM revisions ORDER BY revision").fetchall()
    connection.close()
    assert [text for (text,) in texts] == [TEXT, changed.text, TEXT]


def test_the_key_is_source_and_id(library: Library) -> None:
    first = library.save(document("1", uri="a"))
    second = library.save(document("1", uri="b"))
    assert first.key != second.key
    assert library.find("a", "1") == first.key
    assert library.find("b", "1") == second.key
    assert library.find("c", "1") is None
    assert library.find_id("1") == [first.key, second.key]
    assert library.find_id("2") == []


def test_a_source_that_is_not_unicode_is_found_again(library: Library) -> None:
    key = library.save(document(uri="/news/caf\udce9.txt")).key
    assert library.find("/news/caf\udce9.txt", "talks") == key
    assert not library.save(document(uri="/news/caf\udce9.txt")).new


def test_many_are_stored_together_or_not_at_all(library: Library) -> None:
    saved = library.save_many([document("1"), document("2"), document("1"), document("2", "Talks fail")])
    assert [(each.new, each.changed, each.revision) for each in saved] == [
        (True, False, 1),
        (True, False, 1),
        (False, False, 1),
        (False, True, 2),
    ]
    broken = replace(document("4"), blocks=None)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        library.save_many([document("3"), broken])
    assert library.count() == (2, 2)
    assert library.save(document("3")).new


def test_an_analysis_is_kept_and_belongs_to_its_revision(library: Library) -> None:
    key = library.save(document()).key
    library.keep(key, 1, analysed(document()))
    assert library.article(key) == analysed(document())
    library.save(document(text="Talks fail"))
    assert library.article(key) == ParsedArticle(replace(document(text="Talks fail"), revision=2))
    library.keep(key, 1, analysed(document(), "rules 2"))
    assert library.waiting("rules 2") == [key]
    assert not library.header(key).analysed  # type: ignore[union-attr]
    library.keep(key, 2, analysed(document(text="Talks fail"), "rules 2"))
    assert library.waiting("rules 2") == []
    article = library.article(key)
    assert article is not None
    assert (article.engine, article.document.revision) == ("rules 2", 2)


def test_an_analysis_adds_to_the_document_only_what_it_left_out(library: Library) -> None:
    key = library.save(document()).key
    told = replace(
        document(received=LATER), id=ArticleId("other"), title="Owned", blocks=(), left_out=("A part was too long.",)
    )
    library.keep(key, 1, analysed(told))
    article = library.article(key)
    assert article is not None
    assert article.document == replace(document(), left_out=("A part was too long.",))


def test_an_analysis_of_another_text_or_of_nothing_is_refused(library: Library) -> None:
    key = library.save(document()).key
    for number, revision, parsed in [
        (key, 1, analysed(document(text="Talks fail"))),
        (key, 1, ParsedArticle(document())),
        (key, 2, analysed(document())),
        (key + 1, 1, analysed(document())),
    ]:
        with pytest.raises(LibraryError):
            library.keep(number, revision, parsed)
    assert library.article(key) == ParsedArticle(document())


def test_a_failure_is_remembered_until_an_analysis_or_a_change(library: Library) -> None:
    key = library.save(document()).key
    library.fail(key, 1, "rules 1", "it took\n\x1b[31m too long")
    assert library.header(key).failure == "it took �[31m too long"  # type: ignore[union-attr]
    assert library.waiting("rules 1") == []
    assert library.waiting("rules 2") == [key]
    library.keep(key, 1, analysed(document(), "rules 2"))
    assert library.header(key).failure is None  # type: ignore[union-attr]
    library.fail(key, 1, "rules 3", "no memory")
    header = library.header(key)
    assert header is not None
    assert (header.analysed, header.failure) == (True, "no memory")
    library.save(document(text="Talks fail"))
    library.fail(key, 1, "rules 3", "of the text before")
    assert library.header(key).failure is None  # type: ignore[union-attr]
    assert library.waiting("rules 3") == [key]


def test_an_analysis_that_cannot_be_read_is_made_again(library: Library, path: Path) -> None:
    key = library.save(document()).key
    library.keep(key, 1, analysed(document()))
    spoil(path, "UPDATE parsed SET article = substr(article, 1, 40)")
    assert library.article(key) == ParsedArticle(document())
    assert library.waiting("rules 1") == [key]
    assert not library.header(key).analysed  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE revisions SET document = '{}'",
        "UPDATE revisions SET document = x'00ff'",
        "UPDATE revisions SET document = CAST(x'ff7b7d' AS TEXT)",
        "DELETE FROM revisions",
    ],
)
def test_a_text_that_cannot_be_read_is_an_error_that_names_it(library: Library, path: Path, sql: str) -> None:
    key = library.save(document()).key
    spoil(path, sql)
    with pytest.raises(LibraryError) as caught:
        library.article(key)
    assert "\n" not in str(caught.value)
    if "CAST" not in sql:
        assert str(caught.value).startswith("Harbour talks resume: ")


def test_there_is_no_article_under_another_key(library: Library) -> None:
    assert library.article(7) is None
    assert library.header(7) is None
    with pytest.raises(LibraryError):
        library.article(2**70)
