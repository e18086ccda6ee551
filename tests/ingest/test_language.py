from __future__ import annotations

import pytest

from newsreader.ingest.language import code, detect
from tests.ingest.samples import STORY


def test_english_is_known_and_others_are_not() -> None:
    assert detect(STORY) == "en"
    assert (
        detect("Die Gespräche über den Streik im Hafen begannen am Montag wieder, nachdem sie eine Woche ruhten.")
        is None
    )
    assert detect("Les négociations sur la grève du port ont repris lundi après une semaine de silence.") is None
    assert detect("Harbour talks") is None
    assert detect("") is None


@pytest.mark.parametrize(
    ("stated", "found"),
    [("en-GB", "en"), ("EN", "en"), ("pt_BR", "pt"), ("english", None), ("", None), (None, None), (5, None)],
)
def test_language_tags(stated: object, found: str | None) -> None:
    assert code(stated) == found
