"""What a person put right: kept in a YAML file beside the library, and applied to each parsed article.

The file is read again where it has changed, so that two readers that are open at once see each other's
corrections. One that cannot be read whole is set aside under another name by the reader, which may have to
write a new one; a command that only prints leaves it where it is. Either says so in one line.
"""

from __future__ import annotations

import logging
import os
from collections import defaultdict, deque
from collections.abc import Sequence
from pathlib import Path

from newsreader.errors import InputError, NewsreaderError
from newsreader.model.article import ParsedArticle
from newsreader.model.corrections import Corrected, Correction
from newsreader.model.document import Document
from newsreader.services import corrections_file
from newsreader.services.applying import apply
from newsreader.services.corrections_form import Damaged, Noted, sign
from newsreader.services.recognising import Key, keys_for, keys_of, name_article

logger = logging.getLogger(__name__)

Stamp = tuple[int, int, int] | None
"""What is another one when a file has changed: its time, size and number; None where there is no file."""


MOST_FOLLOWERS = 100
"""How many of the corrections behind one are remembered when it is taken out."""


def file_beside(library: Path) -> Path:
    """The file of corrections that belongs to a library."""
    return library.with_name(corrections_file.NAME)


class Corrections:
    """The corrections of one file.

    Whoever writes does so in one thread; `notes`, `noted`, `of`, `corrected` and `take_complaint` may be called from
    any: what they read is replaced as a whole.
    """

    def __init__(self, path: Path, *, only_read: bool = False) -> None:
        """`only_read`: what cannot be read is left where it is, and nothing will be written."""
        self.path = path
        self._only_read = only_read
        self._looked_at: Stamp = None
        self._whole: Stamp = None
        self._held: tuple[dict[Key, list[int]], tuple[Noted, ...]] = ({}, ())
        self._complaints: deque[NewsreaderError] = deque(maxlen=1)

    @property
    def notes(self) -> tuple[Noted, ...]:
        """All corrections, in the order of the file."""
        return self._held[1]

    def take_complaint(self) -> NewsreaderError | None:
        """What was wrong with the file, once."""
        try:
            return self._complaints.popleft()
        except IndexError:
            return None

    # ------------------------------------------------------------------ applying

    def noted(self, document: Document) -> tuple[Noted, ...]:
        """What the file says of an article, in its order."""
        index, notes = self._held
        if not index:
            return ()
        found = {number for key in keys_for(document) for number in index.get(key, ())}
        return tuple(notes[number] for number in sorted(found))

    def of(self, document: Document) -> tuple[Correction, ...]:
        """What was put right in an article, in the order in which it was."""
        return tuple(noted.correction for noted in self.noted(document))

    def corrected(self, raw: ParsedArticle) -> Corrected:
        """An article as the person put it right."""
        return apply(raw, self.of(raw.document))

    # ------------------------------------------------------------------ the file

    def refresh(self) -> None:
        """Read the file where it is not the one that was looked at last; what is wrong with it is a complaint."""
        stamp = _stamp(self.path)
        if stamp == self._looked_at:
            return
        self._looked_at = stamp
        try:
            self._take(self._read(), stamp)
        except NewsreaderError as error:
            self._take((), None)
            if not self._complaints:
                self._complaints.append(error)

    def add(self, document: Document, correction: Correction) -> Noted:
        """Write a correction down behind those that are there; raises InputError where that cannot be."""
        noted = Noted(name_article(document), correction)
        self.put(noted)
        return noted

    def put(self, noted: Noted, followers: Sequence[str] = ()) -> None:
        """The same with what is noted already; before those that stood behind it when it was taken out."""
        with corrections_file.locked(self.path):
            notes = self._read_or_set_aside()
            at = _place(notes, noted, followers)
            self._write((*notes[:at], noted, *notes[at:]))

    def followers(self, noted: Noted) -> list[str]:
        """The signs of what stands behind a correction and is of the same article: their order decides."""
        notes = self.notes
        at = len(notes) - 1 - notes[::-1].index(noted) if noted in notes else len(notes)
        return [sign(notes[number]) for number in _alike(notes, noted) if number > at][:MOST_FOLLOWERS]

    def remove(self, noted: Noted) -> bool:
        """Take a correction out of the file; False where it is not in it. Raises InputError where that cannot be."""
        with corrections_file.locked(self.path):
            notes = self._read_or_set_aside()
            if noted not in notes:
                self._take(notes, None)
                return False
            at = len(notes) - 1 - notes[::-1].index(noted)
            self._write((*notes[:at], *notes[at + 1 :]))
        return True

    def _write(self, notes: tuple[Noted, ...]) -> None:
        corrections_file.save(self.path, notes)
        self._looked_at = _stamp(self.path)
        self._take(notes, self._looked_at)

    def _read(self) -> tuple[Noted, ...]:
        try:
            return corrections_file.load(self.path)
        except Damaged as damage:
            if self._only_read:
                raise InputError(
                    f"cannot be read whole, so nothing of it is applied: {damage}",
                    where=str(self.path),
                    mend="mend that line, or take the file away",
                ) from None
        with corrections_file.locked(self.path):
            return self._read_or_set_aside()

    def _read_or_set_aside(self) -> tuple[Noted, ...]:
        """What the file holds, while it is locked: another reader may have mended or written it."""
        if self._whole is not None and self._whole == _stamp(self.path):
            return self.notes
        try:
            return corrections_file.load(self.path)
        except Damaged as damage:
            aside = corrections_file.set_aside(self.path)
            logger.warning("%s: %s; set aside as %s", self.path, damage, aside.name)
            complaint = InputError(
                f"set aside as {aside.name}, since it cannot be read whole: {damage}",
                where=self.path.name,
                mend=f"mend it in {aside.parent} and name it {self.path.name} again",
            )
            self._complaints.append(complaint)
            return ()

    def _take(self, notes: tuple[Noted, ...], whole: Stamp) -> None:
        """Go by these; `whole` is the state of the file that they are all of, where that is known."""
        index: dict[Key, list[int]] = defaultdict(list)
        for number, noted in enumerate(notes):
            for key in keys_of(noted.article):
                index[key].append(number)
        self._held = dict(index), notes
        self._whole = whole


def _alike(notes: Sequence[Noted], noted: Noted) -> list[int]:
    """The numbers of those that are of the same article, first to last."""
    keys = set(keys_of(noted.article))
    return [number for number, other in enumerate(notes) if not keys.isdisjoint(keys_of(other.article))]


def _place(notes: Sequence[Noted], noted: Noted, followers: Sequence[str]) -> int:
    """Where a correction goes that stood before these: before the first of them that is there."""
    at = len(notes)
    signs = [(number, sign(notes[number])) for number in _alike(notes, noted)] if followers else []
    for wanted in reversed(followers):
        at = next((number for number, its in reversed(signs) if number < at and its == wanted), at)
    return at


def _stamp(path: Path) -> Stamp:
    try:
        status = os.stat(path)  # noqa: PTH116 - as quick as can be: it is asked for with each article
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
