"""The facade: settings and the check for what is wrong."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from newsreader.library import Library
from tests.library.documents import document


def test_a_setting_is_remembered(library: Library, path: Path) -> None:
    assert library.setting("last open") is None
    library.set_setting("last open", "7")
    library.set_setting("last open", "8")
    library.close()
    again = Library.open(path)
    assert again.setting("last open") == "8"
    again.set_setting("last open", "")
    assert again.setting("last open") is None
    assert again._store.rows("SELECT * FROM settings WHERE name = 'last open'") == []
    again.close()


def test_nothing_is_wrong_with_a_good_library(library: Library) -> None:
    library.save(document())
    assert library.check() == []


def test_check_says_in_words_what_somebody_changed(library: Library, path: Path) -> None:
    library.save(document())
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("PRAGMA foreign_keys = OFF")
    other.execute("DELETE FROM articles")
    other.execute("CREATE VIEW notes AS SELECT 1")
    other.execute("PRAGMA application_id = 7")
    assert library.check() == [
        "it is not marked as ours",
        "it has the view notes",
        "1 rows belong to no article",
        "the index of words is damaged",
    ]
    other.execute("PRAGMA user_version = 9")
    other.close()
    assert "its schema is 9; this version of newsreader knows 2" in library.check()


def test_check_of_a_closed_library_is_a_complaint(path: Path) -> None:
    library = Library.open(path)
    library.close()
    assert len(library.check()) == 1


def test_it_knows_its_file(library: Library, path: Path) -> None:
    assert library.path == path


def test_what_another_program_wrote_is_noticed_once(library: Library, path: Path) -> None:
    library.save(document())
    assert not library.has_changed()
    other = Library.open(path)
    other.save(document("other"))
    assert library.has_changed()
    assert not library.has_changed()
    other.close()
