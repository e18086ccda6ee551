"""From a document to the parsed article: the order of the steps.

The language model is loaded by `load_pipeline` and by nothing else; a pipeline then reads one article after
another, keeps nothing between them and sets nothing global.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from newsreader.analysis.actors import resolve_actors
from newsreader.analysis.assemble import assemble
from newsreader.analysis.credits import add_credits
from newsreader.analysis.engine import engine_name
from newsreader.analysis.events import find_events
from newsreader.analysis.figures import find_figures
from newsreader.analysis.mentions import find_mentions
from newsreader.analysis.model import load_model
from newsreader.analysis.parse import read_parse
from newsreader.analysis.passages import MOST_CHARACTERS, find_passages
from newsreader.analysis.quotes import find_quotes
from newsreader.analysis.references import TOO_MANY, References, point_references
from newsreader.analysis.roles import find_roles
from newsreader.analysis.salience import find_salience
from newsreader.analysis.speakers import attribute_quotes
from newsreader.analysis.ties import find_ties
from newsreader.errors import ModelError
from newsreader.model.article import ParsedArticle
from newsreader.model.document import Document

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from newsreader.analysis.tagger.tagger import Tagged, Tagger

BATCH = 4
"""How many passages the model reads at a time: more take more memory and no less time."""

OTHER_LANGUAGE = "Actors and quotes are found in English articles only so far."
"""What `left_out` says of an article in another language."""

TOO_LONG = "The last {count:,} characters were not looked through for actors and quotes: at most {most:,} are."
"""What `left_out` says of an article that is too long."""


NO_TAGGER = "Quotes were looked for by rule alone: {reason} ({mend})."
"""What `left_out` says where the learned tagger cannot be loaded."""


_OWN_WORDS = tuple(sentence.split("{")[0] for sentence in (OTHER_LANGUAGE, TOO_LONG, NO_TAGGER, TOO_MANY))
"""How the sentences begin that the analysis adds to `left_out`."""


class QuoteReader(Protocol):
    """What finds quotes in the passages of an article."""

    def read(self, texts: Sequence[str]) -> list[Tagged]:
        """The quotes, given the passages' folded texts."""


class Pipeline:
    """Reads articles with one loaded language model."""

    def __init__(
        self, model: Language, engine: str, tagger: QuoteReader | None = None, fault: str | None = None
    ) -> None:
        """Take a loaded model, the name under which its results are kept, and the tagger or why there is none."""
        self._model = model
        self._tagger = tagger
        self.fault = fault
        """What keeps the tagger from being loaded, in one sentence."""
        self.engine = engine
        """The rules, the model and its version."""

    def analyse(self, document: Document) -> ParsedArticle:
        """The parsed article of a document; in another language than English with no actors and quotes."""
        document = _without_own_words(document)
        if document.language is not None and document.language.split("-")[0].lower() != "en":
            return ParsedArticle(_leave_out(document, OTHER_LANGUAGE), self.engine)
        passages, left_out = find_passages(document)
        if left_out:
            document = _leave_out(document, TOO_LONG.format(count=left_out, most=MOST_CHARACTERS))
        if self.fault:
            document = _leave_out(document, self.fault)
        texts = [passage.text for passage in passages]
        parse = read_parse(document.text, passages, self._read(texts))
        cast = resolve_actors(parse, find_mentions(parse))
        sayings = find_quotes(parse, self._tagger.read(texts) if self._tagger else None)
        references = References(parse, cast)
        find_roles(parse, cast, references)
        point_references(parse, cast, references)
        voices = attribute_quotes(parse, cast, references, sayings)
        add_credits(document, cast)
        salience = find_salience(parse, cast, voices)
        article = assemble(parse, document, self.engine, cast, sayings, voices, salience)
        return replace(
            article,
            ties=find_ties(parse, article.actors, article.quotes, references),
            events=find_events(parse, article),
            figures=find_figures(parse),
        )

    def _read(self, texts: list[str]) -> Iterable[Doc]:
        return self._model.pipe(texts, batch_size=BATCH)


def load_pipeline(model: str | None = None) -> Pipeline:
    """A pipeline with the default model or the named one.

    Raises `ModelError`, with how to mend it, where the model is missing or is not the one that was pinned.
    """
    tagger, fault = _tagger()
    return Pipeline(load_model(model), engine_name(model, tagger=fault is None), tagger, fault)


def _tagger() -> tuple[Tagger | None, str | None]:
    """The tagger of quotes, or what keeps it from being loaded: the rules find most quotes without it."""
    from newsreader.analysis.tagger.tagger import load_tagger

    try:
        return load_tagger(), None
    except ModelError as error:
        return None, NO_TAGGER.format(reason=error.what, mend=error.mend)


def _without_own_words(document: Document) -> Document:
    """The document without what an earlier analysis said of it: that may hold no more."""
    kept = tuple(sentence for sentence in document.left_out if not sentence.startswith(_OWN_WORDS))
    return document if kept == document.left_out else replace(document, left_out=kept)


def _leave_out(document: Document, sentence: str) -> Document:
    if sentence in document.left_out:
        return document
    return replace(document, left_out=(*document.left_out, sentence))
