"""How a quote, an actor, a tie and an article are named so that they are found again after another analysis.

A quote is looked for in the text by its words, and what the analysis now has at that place is taken where
the two cover mostly the same: another engine may put the edge of a quote before or behind a "that". Marks,
capitals and white space count for nothing. All of it is linear in the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path

from newsreader.model.article import Actor, ParsedArticle, Quote, Tie
from newsreader.model.corrections import GAP, ActorName, ArticleName, Words
from newsreader.model.document import Document
from newsreader.model.spans import Span
from newsreader.text.safe import fold, one_line

MOST_WORDS = 14
"""Words that are written down whole; of more only the first and the last are."""

FIRST_WORDS = 8
LAST_WORDS = 5
"""How many words are kept of each end of what is longer."""

LONGEST_WORD = 40
"""Characters of a word that count; scripts without blanks have words as long as a line."""

MOST_ENDS = 8
"""How many places are looked at where the last words of a quote stand: they may stand in the midst of it too."""

MOST_NAME = 200
"""Characters of a name or title."""

MOST_ADDRESS = 4000
"""Characters of an address or id."""

SAME = 0.5
"""From which share of what two stretches cover together on they are taken for the same."""

_ALONE = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff"
_WORD = re.compile(rf"[{_ALONE}]|[^\W{_ALONE}]+")


class Finder:
    """The words of a text, and where each of them stands."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def places(self) -> list[Span]:
        """Where the words stand."""
        return [Span(*found.span()) for found in _WORD.finditer(self.text)]

    @cached_property
    def words(self) -> list[str]:
        """The words as they are compared."""
        return [_plain(place.of(self.text)) for place in self.places]

    @cached_property
    def _by_word(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(self.words):
            found[word].append(number)
        return found

    def at(self, wanted: Sequence[str], first: int = 0) -> Iterator[int]:
        """The numbers of the words, from the first given on, at which these words begin."""
        if wanted:
            for number in self._by_word.get(wanted[0], ()):
                if number >= first and self.words[number : number + len(wanted)] == list(wanted):
                    yield number

    def find(self, words: Words) -> Span | None:
        """The first stretch that begins and ends with these words; None where they do not stand in the text."""
        return next(self.find_all(words), None)

    def find_all(self, words: Words) -> Iterator[Span]:
        """The stretches that begin with these words, at the place that is meant, and end with those behind the gap."""
        head, tail = split_words(words.text)
        start = next((at for count, at in enumerate(self.at(head), 1) if count == words.nth), None)
        if start is None:
            return
        after = start + len(head)
        for end in islice(self.at(tail, after), MOST_ENDS) if tail else [after]:
            yield Span(self.places[start].start, self.places[end + len(tail) - 1].end)

    def name(self, spans: Sequence[Span]) -> Words | None:
        """What finds these stretches of the text again; None where no whole word stands in them."""
        pieces = [piece for piece in map(self._within, spans) if piece]
        if not pieces:
            return None
        if len(pieces) == 1 and len(pieces[0]) <= MOST_WORDS:
            head, tail = pieces[0], range(0)
        else:
            head = pieces[0][:FIRST_WORDS]
            tail = pieces[-1][len(head) if len(pieces) == 1 else 0 :][-LAST_WORDS:]
        text = f"{self._shown(head)} {GAP} {self._shown(tail)}" if tail else self._shown(head)
        wanted = self.words[head.start : head.stop]
        return Words(text, 1 + sum(at < head.start for at in self.at(wanted)))

    def _within(self, span: Span) -> range:
        """The numbers of the words that lie wholly within a stretch."""
        first = bisect_left(self.places, span.start, key=lambda place: place.start)
        last = bisect_right(self.places, span.end, key=lambda place: place.end)
        return range(first, max(first, last))

    def _shown(self, numbers: range) -> str:
        """Words as they stand in the text, with their marks where that reads back as the same words."""
        text = fold(self.text[self.places[numbers[0]].start : self.places[numbers[-1]].end])
        words = [self.places[number].of(self.text)[:LONGEST_WORD] for number in numbers]
        is_short = len(text) <= LONGEST_WORD * MOST_WORDS
        return text if is_short and split_words(text) == (tuple(map(_plain, words)), ()) else " ".join(words)


def _plain(word: str) -> str:
    return word[:LONGEST_WORD].casefold()


def split_words(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words before the gap and those behind it, as they are compared."""
    head, _, tail = text.partition(GAP)
    return tuple(map(_plain, _WORD.findall(head))), tuple(map(_plain, _WORD.findall(tail)))


@lru_cache(maxsize=1 << 14)
def name_key(name: str) -> str:
    """A name as names are compared."""
    return one_line(name, MOST_NAME).casefold()


def same_name(one: str, other: str) -> bool:
    """Whether two names differ in nothing but capitals and white space."""
    return name_key(one) == name_key(other)


# ------------------------------------------------------------------ quotes and ties


def find_quote(parsed: ParsedArticle, finder: Finder, words: Words) -> int | None:
    """The index of the quote that stands where these words stand; None where none does."""
    shares = [
        (_share(quote.span, place), -at) for place in finder.find_all(words) for at, quote in enumerate(parsed.quotes)
    ]
    share, at = max(shares, default=(0.0, 0))
    return -at if share >= SAME else None


def _share(one: Span, other: Span) -> float:
    """The share of what two stretches cover together that both cover."""
    both = min(one.end, other.end) - max(one.start, other.start)
    return both / (max(one.end, other.end) - min(one.start, other.start)) if both > 0 else 0.0


def name_quote(finder: Finder, quote: Quote) -> Words | None:
    """What finds a quote again."""
    return finder.name(quote.parts)


def find_tie(parsed: ParsedArticle, finder: Finder, wanted: Tie, words: Words) -> int | None:
    """The index of the tie between the same two, of the same kind, that those words say; None where none is."""
    place = finder.find(words)
    if place is None:
        return None
    for number, tie in enumerate(parsed.ties):
        same = (tie.subject, tie.relation, tie.object) == (wanted.subject, wanted.relation, wanted.object)
        if same and tie.span.meets(place):
            return number
    return None


# ------------------------------------------------------------------ actors


def name_actor(parsed: ParsedArticle, actor: Actor) -> ActorName:
    """What finds an actor again."""
    alike = [other for other in called(parsed, actor.name) if other.type is actor.type]
    nth = next((number for number, other in enumerate(alike, 1) if other.id == actor.id), 1)
    return ActorName(one_line(actor.name, MOST_NAME), actor.type, nth)


def find_actor(parsed: ParsedArticle, name: ActorName) -> Actor | None:
    """The actor of that name and kind, else of that name, else the only one that is also called so."""
    named = called(parsed, name.name)
    alike = [actor for actor in named if actor.type is name.type]
    for found in (alike, named):
        if len(found) >= name.nth:
            return found[name.nth - 1]
    aliased = [actor for actor in parsed.actors if any(same_name(alias.text, name.name) for alias in actor.aliases)]
    return aliased[0] if len(aliased) == 1 and name.nth == 1 else None


def called(parsed: ParsedArticle, name: str) -> list[Actor]:
    """The actors of that name, by their first mention: salience is no order that lasts."""
    found = [actor for actor in parsed.actors if same_name(actor.name, name)]
    return sorted(found, key=lambda actor: actor.mentions[0].span if actor.mentions else Span(0, 0))


# ------------------------------------------------------------------ articles


def name_article(document: Document) -> ArticleName:
    """What finds an article again."""
    source = one_line(_lasting(document.source.uri), MOST_ADDRESS)
    return ArticleName(source, one_line(document.id, MOST_ADDRESS), title_of(document))


def title_of(document: Document) -> str:
    """The title, or the first words of the text."""
    return one_line(document.title or "", MOST_NAME) or one_line(document.text.lstrip()[:MOST_NAME], MOST_NAME)


def keys_of(name: ArticleName) -> tuple[tuple[str, str, str], ...]:
    """What two names of one article have at least one of in common: two of source, id and title are the same.

    So a file may be named from elsewhere, a title be changed, a page be moved.
    """
    keys = [("source, id", name.source, name.id)]
    keys += [("source, title", name.source, name.title), ("id, title", name.id, name.title)] if name.title else []
    return tuple(keys)


def _lasting(uri: str) -> str:
    """The address; of a file the whole path, so that it is the same from wherever it is named."""
    has_scheme = re.match(r"[a-z][a-z0-9+.-]+:", uri, re.IGNORECASE)
    return uri if has_scheme or uri == "-" else str(Path(uri).absolute())
