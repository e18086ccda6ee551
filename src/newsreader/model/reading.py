"""What the screen shows: one row of the list, and what is open and picked out in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from newsreader.model.article import ParsedArticle, Quote
from newsreader.model.document import Stamp
from newsreader.model.spans import ActorId


@dataclass(frozen=True, slots=True)
class ArticleHeader:
    """One row of the article list; it holds no text, so that a long list is cheap."""

    key: int
    """The article's number in the library."""

    title: str
    """Its title, or the first words of it where it has none."""

    titled: bool
    """Whether that is a title that the article gives itself."""

    outlet: str | None
    """Who published it, where that is stated."""

    published: Stamp | None
    """When, where that is stated."""

    received: datetime
    """When we got it, in UTC."""

    read: bool
    """Whether the person has read it."""

    starred: bool
    """Whether the person has starred it."""

    analysed: bool
    """Whether its actors and quotes are known."""

    failure: str | None = None
    """Why it could not be analysed, where that was tried in vain."""

    changed: bool = False
    """Whether its outlet has changed it since it was first read in: there is an earlier form."""

    language: str | None = None
    """Two-letter code of its language; None where it is not known."""

    tags: tuple[str, ...] = ()
    """The person's tags on it, by name."""


class AnalysisState(StrEnum):
    """How far the analysis of the open article is."""

    NONE = "none"
    """Nothing is open."""

    WAITING = "waiting"
    """A worker has it, or will have it."""

    DONE = "done"
    """Actors and quotes are there."""

    FAILED = "failed"
    """It was tried in vain."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What is open, and what is picked out in it: the one value that the panes share."""

    key: int | None = None
    """The open article's number in the library."""

    header: ArticleHeader | None = None
    """Its row in the list."""

    parsed: ParsedArticle | None = None
    """The open article."""

    state: AnalysisState = AnalysisState.NONE
    """How far its analysis is."""

    reason: str | None = None
    """Why the analysis failed, in one sentence."""

    actor_id: ActorId | None = None
    """The actor that is picked out, in the panel and in the text."""

    quote_index: int | None = None
    """The index in `parsed.quotes` of the quote that is picked out."""

    @property
    def quote(self) -> Quote | None:
        """The quote that is picked out."""
        if self.parsed is None or self.quote_index is None:
            return None
        quotes = self.parsed.quotes
        return quotes[self.quote_index] if self.quote_index < len(quotes) else None
