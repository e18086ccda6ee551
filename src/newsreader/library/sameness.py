"""Whether two texts of one address tell the same article, or two articles share the address.

An address alone says little: a site may name one for all its pages, and a feed may link all its entries to
one page. So the titles must agree too, or the texts: one is for the most part in the other, as a teaser is
in its article and an article in its corrected form. Titles of sections come again with each new text; two
long texts that share next to nothing are two whatever their title.
"""

from __future__ import annotations

from newsreader.errors import LibraryError
from newsreader.library import articles, folding
from newsreader.library.connection import Store
from newsreader.library.forms import Known
from newsreader.model.document import BlockKind, Document

RUN = 4
"""Words that stand together, by which texts are compared."""

MOSTLY = 0.5
"""Share of the shorter text's runs that are in the other, from which on it tells the same."""

NEARLY_ALL = 0.8
"""The same where the titles say otherwise: reports on one thing after another are alike."""

HARDLY = 0.1
"""Share below which two long texts are two, though the title is the same."""

LONG = 100
"""Words from which on a text is long enough to differ in."""

FEWEST_WORDS = 3
"""Words of a title that is found within another, as when the name of the site comes after it."""

MOST_LOOKED_AT = 8_000
"""Characters of a text that are compared."""

MOST_KEPT = 64
"""Looks of articles that are kept while documents are stored."""

Run = tuple[str, ...]


class Look:
    """A title and a text as they are compared."""

    def __init__(self, document: Document) -> None:
        """Take in a document."""
        self.title = folding.key(document.title or "")
        """The words of its title, folded; empty where it has none."""
        words = folding.tokens(_running_text(document))
        self.words = len(words)
        """How many words its text has, without the title."""
        self.runs: frozenset[Run] = frozenset(zip(*(words[at:] for at in range(RUN)), strict=False))
        """What stands together in it."""
        if words and not self.runs:
            self.runs = frozenset({tuple(words)})


def _running_text(document: Document) -> str:
    pieces, length = [], 0
    for block in document.in_reading_order():
        if block.kind is not BlockKind.TITLE and length < MOST_LOOKED_AT:
            pieces.append(block.span.of(document.text)[: MOST_LOOKED_AT - length])
            length += len(pieces[-1])
    return "\n".join(pieces)


def have_one_title(one: Look, other: Look) -> bool:
    """Whether both have the same title, or one that has the other in it."""
    shorter, longer = sorted((one.title, other.title), key=len)
    if shorter == longer:
        return bool(shorter)
    return shorter.count(" ") + 1 >= FEWEST_WORDS and f" {shorter} " in f" {longer} "


def share(one: Look, other: Look) -> float:
    """How much of the shorter text is in the other, from 0 to 1."""
    fewer, more = sorted((one.runs, other.runs), key=len)
    return len(fewer & more) / len(fewer) if fewer else 0.0


def tell_the_same(one: Look, other: Look) -> bool:
    """Whether title or text agree."""
    if have_one_title(one, other):
        return min(one.words, other.words) < LONG or share(one, other) >= HARDLY
    return share(one, other) >= (NEARLY_ALL if one.title and other.title else MOSTLY)


class Looks:
    """The looks of articles of a library, and of the document that is being stored."""

    def __init__(self, store: Store) -> None:
        """For one transaction."""
        self._store = store
        self._kept: dict[tuple[int, int], Look | None] = {}
        self._last: tuple[Document, Look] | None = None

    def of_article(self, known: Known) -> Look | None:
        """That of an article as it is now; None where it cannot be read."""
        at = (known.key, known.revision)
        if at not in self._kept:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            try:
                self._kept[at] = Look(articles.document(self._store, *at))
            except LibraryError:
                self._kept[at] = None
        return self._kept[at]

    def of_document(self, document: Document) -> Look:
        """That of a document; the last one is kept."""
        if self._last is None or self._last[0] is not document:
            self._last = (document, Look(document))
        return self._last[1]

    def agree(self, document: Document, known: Known) -> bool:
        """Whether a document and an article tell the same; one that cannot be read tells nothing."""
        look = self.of_article(known)
        return look is not None and tell_the_same(self.of_document(document), look)

    def have_one_title(self, document: Document, known: Known) -> bool:
        """Whether a document and an article have the same title, or neither has one."""
        look = self.of_article(known)
        if look is None:
            return False
        mine = self.of_document(document)
        return have_one_title(mine, look) or not (mine.title or look.title)
