"""Pronouns and descriptions: whom "he", "the minister" and "the country" point to, where that is clear.

The words are gone through in order, so that what was settled further up helps further down. How sure each is, is
said; what is unsure is a mention that looks unsure, and nothing is built on it.
"""

from __future__ import annotations

from bisect import insort

from newsreader.analysis.clauses import noun_phrase
from newsreader.analysis.entities import Cast, Resolved
from newsreader.analysis.nominals import Nominals
from newsreader.analysis.parse import Parse, Word
from newsreader.analysis.pronouns import GENDER_OF, PLURALS, THINGS, Pronouns, Trace
from newsreader.analysis.unnamed import Unnamed
from newsreader.model.article import MentionForm

SURE_ENOUGH = 0.6
"""From here on quotes and ties may be built on it."""

MOST_REFERENCES = 5_000
"""How many pronouns and descriptions of an article are settled."""

TOO_MANY = "Only the first {most:,} pronouns and descriptions were looked up."
"""What `left_out` says of an article with more of them."""

_PRONOUNS = frozenset(GENDER_OF) | PLURALS | THINGS


class References:
    """Answers whom a word points to; knows the mentions of the article by position."""

    def __init__(self, parse: Parse, cast: Cast) -> None:
        """Put the names in order."""
        self.parse = parse
        self.cast = cast
        self.settled: dict[int, Resolved] = {}
        self.pronouns = Pronouns(parse, cast)
        self.nominals = Nominals(parse, cast)
        self.unnamed = Unnamed(parse, cast)
        self.trace: Trace = sorted((name.last, entity.key) for entity in cast.entities for name in entity.names)

    def of(self, word: Word) -> Resolved | None:
        """Whom a pronoun or the head of a description points to; None where that is not clear."""
        found = self.settled.get(word.index) or self.find(word)
        return found if found is not None and found.confidence >= SURE_ENOUGH else None

    def find(self, word: Word) -> Resolved | None:
        """The same, unsure ones with them; settled as it was answered first."""
        if word.index in self.settled:
            return self.settled[word.index]
        found = self._find(word)
        if found is not None:
            self.settled[word.index] = found
            self._learn_gender(word, found)
            insort(self.trace, (word.index, found.entity.key))
        return found

    def _learn_gender(self, word: Word, found: Resolved) -> None:
        """Who has once been "she" is not "he" further down."""
        gender = GENDER_OF.get(word.lower, "")
        if gender and not found.entity.gender and found.confidence >= SURE_ENOUGH:
            found.entity.gender = gender

    def _find(self, word: Word) -> Resolved | None:
        if word.lower in _PRONOUNS:
            return self.pronouns.of(word, self.trace)
        if word.index in self.cast.by_word:
            return None
        if word.tag not in {"NN", "NNS"}:
            return None
        found = self.nominals.beside(word) or self.nominals.of(word, self.trace) or self.unnamed.again(word)
        return found or self.nominals.of_kind(word, self.trace) or self.unnamed.first(word)


def point_references(parse: Parse, cast: Cast, references: References) -> None:
    """Let each pronoun and description of the article point to the actor that is clear for it."""
    done = 0
    for word in parse.words:
        pronoun = word.lower in _PRONOUNS
        if not pronoun and word.tag not in {"NN", "NNS"}:
            continue
        found = references.find(word)
        if found is None:
            continue
        done += 1
        if done > MOST_REFERENCES:
            cast.left_out.append(TOO_MANY.format(most=MOST_REFERENCES))
            break
        place = (word.index, word.index) if pronoun else noun_phrase(parse, word)
        form = MentionForm.PRONOUN if pronoun else MentionForm.NOMINAL
        cast.point(found.entity, *place, form, found.confidence)
