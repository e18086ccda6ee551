"""Corrections made and taken back: tried on the article first, then on the disk and in the order of undoing.

Library and file are two things, and each may fail. A correction is put into the order first: a word of the order
that stands for nothing in the file is passed over. One that is taken back goes out of the file first, and back to
its place where the library fails: else undoing would put it in a second time.
"""

from __future__ import annotations

from dataclasses import dataclass

from newsreader.errors import InputError, LibraryError, UsageError
from newsreader.library import Library
from newsreader.model.article import ParsedArticle
from newsreader.model.corrections import Corrected, Correction
from newsreader.services import undoing
from newsreader.services.applying import apply_each
from newsreader.services.correcting import Corrections
from newsreader.services.corrections_form import Noted
from newsreader.services.recognising import name_article
from newsreader.services.wording import describe


@dataclass(frozen=True, slots=True)
class TookBack:
    """What came of taking back one correction out of several."""

    corrected: Corrected
    """The article without it."""

    lost: tuple[Correction, ...]
    """Those that came after it, and find nothing without it."""


def make(library: Library, corrections: Corrections, raw: ParsedArticle, correction: Correction) -> Corrected:
    """Keep a correction of an article; the article with it.

    Raises InputError where it cannot be written or would not find again what it is about, and LibraryError.
    """
    corrections.refresh()
    made = (*corrections.of(raw.document), correction)
    corrected, targets = apply_each(raw, made)
    if targets[-1] is None:
        raise InputError("this would not be found again by its words, so it is not kept")
    noted = Noted(name_article(raw.document), correction)
    undoing.note_correction(library, noted)
    corrections.put(noted)
    # Another reader, or a file set aside, may have changed what there is.
    return corrected if corrections.of(raw.document) == made else corrections.corrected(raw)


def take_back(library: Library, corrections: Corrections, raw: ParsedArticle, correction: Correction) -> TookBack:
    """Take one correction of an article out of the file, wherever in its order it stands.

    Raises UsageError where a later one would then be about something else, InputError where it is not there any
    more or the file cannot be written, and LibraryError.
    """
    corrections.refresh()
    notes = corrections.noted(raw.document)
    at = next((number for number in reversed(range(len(notes))) if notes[number].correction == correction), None)
    if at is None:
        raise InputError("is not there any more", where=str(corrections.path))
    took = _tried(raw, [noted.correction for noted in notes], at)
    followers = corrections.followers(notes[at])
    if not corrections.remove(notes[at]):
        raise InputError("is not there any more", where=str(corrections.path))
    try:
        undoing.note_taking_back(library, notes[at], followers)
    except LibraryError:
        corrections.put(notes[at], followers)
        raise
    return took


def _tried(raw: ParsedArticle, made: list[Correction], at: int) -> TookBack:
    """The article without one of its corrections; raises UsageError where a later one would find another thing."""
    _, before = apply_each(raw, made)
    corrected, after = apply_each(raw, [*made[:at], *made[at + 1 :]])
    lost = []
    for later, was, now in zip(made[at + 1 :], before[at + 1 :], after[at:], strict=True):
        if was is not None and now is None:
            lost.append(later)
        elif was is not None and now != was:
            raise UsageError(
                f"without it, a later correction would be about something else: {describe(later)}",
                mend="take that one back first",
            )
    return TookBack(corrected, tuple(lost))
