"""Who is mentioned in a stretch of an article, what place it names, and whether a speaker says it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from newsreader.analysis import lexicon
from newsreader.analysis.parse import Parse, Word
from newsreader.model.article import ActorType, ParsedArticle, QuoteType
from newsreader.model.spans import ActorId, Span

_PLACES = frozenset({ActorType.PLACE, ActorType.STATE, ActorType.FACILITY})
_SCENES = frozenset({ActorType.PLACE, ActorType.FACILITY})
_SAYING = frozenset({"say", "tell", "add", "note", "write", "think", "believe"})


class Scene:
    """Who and what is mentioned where, and what stands between quotation marks."""

    def __init__(self, parse: Parse, article: ParsedArticle) -> None:
        """Put the mentions and the quoted words of an article in order."""
        self.parse = parse
        self.actors = {actor.id: actor for actor in article.actors}
        mentions = [(m.span.start, m.span.end, actor.id) for actor in article.actors for m in actor.mentions]
        self.mentions = sorted(mentions)
        self.quoted = [part for quote in article.quotes if quote.type is QuoteType.DIRECT for part in quote.parts]
        self.quoted.sort()

    def _among(self, span: Span) -> list[tuple[int, int, ActorId]]:
        at = bisect_left(self.mentions, (span.start,))
        end = bisect_left(self.mentions, (span.end,))
        return [row for row in self.mentions[at:end] if row[1] <= span.end]

    def within(self, spans: list[Span], aside: list[Span]) -> tuple[ActorId, ...]:
        """The actors of the story that take part, each once; a mere place takes no part."""
        found: dict[ActorId, None] = {}
        for span in spans:
            for start, _, actor in self._among(span):
                if any(start in part for part in aside):
                    continue
                if self.actors[actor].salience > 0 and self.actors[actor].type not in _SCENES:
                    found.setdefault(actor)
        return tuple(found)

    def place(self, verb: Word, first: int, last: int) -> ActorId | None:
        """The first place that "in" or "at" puts the verb or its object at."""
        tied = {verb.index, *(child.index for child in self.parse.children(verb, "dobj", "attr", "nsubjpass"))}
        starts = {word.start: word for word in self.parse.words[first : last + 1]}
        for start, end, actor in self._among(self.parse.span(first, last)):
            word = starts.get(start)
            if word is None or self.actors[actor].type not in _PLACES:
                continue
            while word.index < last and word.head > word.index and self.parse.head(word).start < end:
                word = self.parse.head(word)
            above = self.parse.head(word)
            if word.dep == "pobj" and above.lower in {"in", "at"} and above.head in tied:
                return actor
        return None

    def is_quoted(self, span: Span) -> bool:
        """Whether it stands between quotation marks."""
        at = bisect_right(self.quoted, Span(span.start, len(self.parse.text))) - 1
        return at >= 0 and self.quoted[at].end > span.start

    def is_mere_saying(self, verb: Word) -> bool:
        """Whether the verb only says that somebody spoke, which the quotes tell better."""
        entry = lexicon.cue_verbs().get(verb.lower)
        return entry is not None and entry.lemma in _SAYING
