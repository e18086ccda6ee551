"""Letting go of old articles, where the person wants that; never of what they starred, tagged or put right.

It goes by parts, so that a person who reads meanwhile is held up by none of it.
"""

from __future__ import annotations

from datetime import datetime

from newsreader.errors import NewsreaderError
from newsreader.services.correcting import Corrections, file_beside
from newsreader.services.shelf import Shelf
from newsreader.settings import KeepChoice

PART = 50
"""Articles that are let go at a time: whoever waits for the library in between waits for no more."""


async def sweep(shelf: Shelf, chosen: KeepChoice, now: datetime) -> int:
    """Let go of what is past the limits of the settings; how many articles that were.

    Nothing goes while the file of corrections cannot be read, since what it names must stay.
    """
    if chosen.days is None and chosen.articles is None:
        return 0
    try:
        corrected = _corrected(shelf)
    except NewsreaderError:
        return 0
    count = 0
    while gone := await shelf.run(lambda library: library.sweep(chosen.days, chosen.articles, now, corrected, PART)):
        count += gone
    return count


def _corrected(shelf: Shelf) -> list[tuple[str, str]]:
    """The articles, by source and id, that the person put right; raises where the file cannot be read."""
    corrections = Corrections(file_beside(shelf.path), only_read=True)
    corrections.refresh()
    complaint = corrections.take_complaint()
    if complaint is not None:
        raise complaint
    names = (noted.article for noted in corrections.notes)
    return [(name.source, name.id) for name in names if name.source and name.id]
