"""Teasers that are filled out with the text of their page."""

from __future__ import annotations

from dataclasses import replace

from newsreader.library import articles, stored, wants
from newsreader.library.connection import Store
from newsreader.library.forms import COLUMNS, How, read, revise
from newsreader.library.saving import Saved
from newsreader.model.document import Document


def fill_out(store: Store, key: int, document: Document) -> Saved:
    """Store the full text of an article of which there was a teaser, as its next revision.

    What the page does not state of itself stays as the feed stated it. A text that is not longer than the
    teaser is no full text and changes nothing; either way it is wanted no longer. An article that is not
    there, since it was let go meanwhile, is left alone.
    """
    with store.shelving():
        row = store.row(f"SELECT {COLUMNS} FROM articles AS a WHERE a.key = ?", (key,))  # noqa: S608 - named above
        if row is None:
            return Saved(key, 0, new=False, changed=False, dropped=True)
        wants.drop(store, key)
        known = read(How.NAME, row, None)
        filled = known.given is not None
        full = _completed(document, articles.document(store, key, known.revision))
        if stored.digest(full) == known.digest or (not filled and len(full.text) <= known.length):
            return Saved(key, known.revision, new=False, changed=False)
        reason = "changed" if filled else "fuller"
        revision = revise(store, known, full, reason, known.given or known.digest)
    return Saved(key, revision, new=False, changed=True)


def _completed(document: Document, teaser: Document) -> Document:
    published = document if teaser.published is None else teaser
    return replace(
        document,
        title=document.title or teaser.title,
        dek=document.dek or teaser.dek,
        byline=document.byline or teaser.byline,
        published=published.published,
        published_from=published.published_from,
        language=document.language or teaser.language,
        enclosures=document.enclosures or teaser.enclosures,
        source=replace(teaser.source, outlet=teaser.source.outlet or document.source.outlet),
    )
