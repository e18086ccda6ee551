"""A visit: articles in memory, marks in the file."""

from __future__ import annotations

from pathlib import Path

from newsreader.library import Library
from newsreader.model.article import ParsedArticle
from tests.library.documents import analysed, document


def test_the_library_is_not_filled(library: Library, path: Path) -> None:
    stays = library.save(document("stays")).key
    visit = Library.open(path, visit=True)
    assert visit.count() == (0, 0)
    key = visit.save(document("guest")).key
    assert visit.save(document("guest", "Talks fail")).revision == 2
    visit.keep(key, 2, analysed(document("guest", "Talks fail")))
    article = visit.article(key)
    assert article is not None
    assert article.engine == "rules 1"
    assert visit.count() == (1, 1)
    visit.close()
    assert list(library.order()) == [stays]
    assert library.find_id("guest") == []
    again = Library.open(path, visit=True)
    assert again.count() == (0, 0)
    again.close()


def test_marks_places_and_settings_are_those_of_the_file(library: Library, path: Path) -> None:
    key = library.save(document("both")).key
    library.set_starred([key], True)
    visit = Library.open(path, visit=True)
    visit.save(document("first"))
    guest = visit.save(document("both")).key
    assert visit.header(guest).starred  # type: ignore[union-attr]
    visit.set_read([guest], True)
    visit.set_place(guest, 9)
    visit.set_setting("last open", "both")
    visit.close()
    header = library.header(key)
    assert header is not None
    assert (header.read, header.starred, library.place(key)) == (True, True, 9)
    assert library.setting("last open") == "both"


def test_a_mark_made_on_a_visit_is_there_when_the_article_comes(library: Library, path: Path) -> None:
    visit = Library.open(path, visit=True)
    visit.set_read([visit.save(document()).key], True)
    visit.close()
    assert library.header(library.save(document()).key).read  # type: ignore[union-attr]


def test_an_action_can_be_taken_back_where_its_article_is_not(library: Library, path: Path) -> None:
    visit = Library.open(path, visit=True)
    visit.set_read([visit.save(document()).key], True)
    visit.close()
    change = library.undo()
    assert change is not None
    assert (change.what, change.keys) == ("unmarked 1 article as read", ())
    assert not library.header(library.save(document()).key).read  # type: ignore[union-attr]


def test_a_visit_does_not_wait_for_a_writer_to_store_its_articles(library: Library, path: Path) -> None:
    visit = Library.open(path, visit=True)
    with library._store.writing(durable=False):
        key = visit.save(document()).key
        assert visit.article(key) == ParsedArticle(document())
    visit.close()


def test_a_visit_has_nothing_to_complain_of(path: Path) -> None:
    visit = Library.open(path, visit=True)
    visit.save(document())
    assert visit.check() == []
    visit.close()
