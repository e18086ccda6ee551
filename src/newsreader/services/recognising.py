"""How a quote, an actor, a tie and an article are named so that they are found again after another analysis.

A quote is looked for in the text by its words, and what the analysis now has at that place is taken where
the two cover mostly the same: another engine may put the edge of a quote before or behind a "that". Marks,
capitals and white space count for nothing. All of it is linear in the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from os.path import normpath
from pathlib import Path

from newsreader.model.article import Actor, ParsedArticle, Quote, Tie
from newsreader.model.corrections import GAP, ActorName, ArticleName, Words
from newsreader.model.document import Document, SourceKind
from newsreader.model.spans import ActorId, Span
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

ALONE = frozenset({SourceKind.FILE, SourceKind.HTML})
"""The kinds of source that hold one article each, so that its title need not tell it from another."""

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
            tail = self._tail(head, pieces)
        text = f"{self._shown(head)} {GAP} {self._shown(tail)}" if tail else self._shown(head)
        return Words(text, 1 + sum(at < head.start for at in self.at(self._compared(head))))

    def _tail(self, head: range, pieces: Sequence[range]) -> range:
        """The last words of the last piece; where those stand too often to be found, what is before them too."""
        tail = pieces[-1][len(head) if len(pieces) == 1 else 0 :][-LAST_WORDS:]
        longest = range(max(head.stop, pieces[-1].stop - LAST_WORDS), pieces[-1].stop)
        if len(tail) == len(longest) or tail.start in islice(self.at(self._compared(tail), head.stop), MOST_ENDS):
            return tail
        return longest

    def _compared(self, numbers: range) -> list[str]:
        return self.words[numbers.start : numbers.stop]

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


def name_key(name: str) -> str:
    """A name as names are compared."""
    if name.isascii() and name.isprintable() and len(name) <= MOST_NAME:
        return " ".join(name.split()).casefold()  # the same, sooner: an article may have 20,000 of them
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
    return Names(parsed.actors).find(name)


def called(parsed: ParsedArticle, name: str) -> list[Actor]:
    """The actors of that name, by their first mention: salience is no order that lasts."""
    return _by_first_mention(actor for actor in parsed.actors if same_name(actor.name, name))


def _by_first_mention(actors: Iterable[Actor]) -> list[Actor]:
    return sorted(actors, key=lambda actor: actor.mentions[0].span if actor.mentions else Span(0, 0))


class Names:
    """The actors of an article by what they are called, kept up with what is put right in it."""

    def __init__(self, actors: Sequence[Actor]) -> None:
        self._taken: Sequence[Actor] = ()
        self._actors: dict[ActorId, Actor] = {}
        self._named: dict[str, set[ActorId]] = defaultdict(set)
        self._aliased: dict[str, set[ActorId]] = defaultdict(set)
        self.take(actors)

    def take(self, actors: Sequence[Actor]) -> None:
        """Go by these now; only those that are other ones than before cost more than a glance."""
        if actors is self._taken:
            return
        left = {actor.id: actor for actor in actors}
        old, new = self._actors.values(), left.values()
        for actor in [each for each in old if left.get(each.id) is not each]:
            for table, key in self._entries(actor):
                table[key].discard(actor.id)
        for actor in [each for each in new if self._actors.get(each.id) is not each]:
            for table, key in self._entries(actor):
                table[key].add(actor.id)
        self._taken, self._actors = actors, left

    def _entries(self, actor: Actor) -> Iterator[tuple[dict[str, set[ActorId]], str]]:
        yield self._named, name_key(actor.name)
        for alias in actor.aliases:
            yield self._aliased, name_key(alias.text)

    def find(self, name: ActorName) -> Actor | None:
        """The actor of that name and kind, else of that name, else the only one that is also called so."""
        key = name_key(name.name)
        named = _by_first_mention(self._actors[each] for each in self._named.get(key, ()))
        alike = [actor for actor in named if actor.type is name.type]
        for found in (alike, named):
            if len(found) >= name.nth:
                return found[name.nth - 1]
        aliased = self._aliased.get(key, set())
        return self._actors[next(iter(aliased))] if len(aliased) == 1 and name.nth == 1 else None


# ------------------------------------------------------------------ articles


def name_article(document: Document) -> ArticleName:
    """What finds an article again."""
    source = one_line(_lasting(document.source.uri), MOST_ADDRESS)
    return ArticleName(source, one_line(document.id, MOST_ADDRESS), title_of(document))


def title_of(document: Document) -> str:
    """The title, or the first words of the text."""
    return one_line(document.title or "", MOST_NAME) or one_line(document.text.lstrip()[:MOST_NAME], MOST_NAME)


Key = tuple[str, str, str]
"""Two of source, id and title, behind the names of the two."""


def keys_of(name: ArticleName) -> tuple[Key, ...]:
    """What an article is kept under: two of source, id and title, so that each of the three may change."""
    keys = [("source, id", name.source, name.id)]
    keys += [("source, title", name.source, name.title), ("id, title", name.id, name.title)] if name.title else []
    return tuple(keys)


def keys_for(document: Document) -> tuple[Key, ...]:
    """What an article is looked for under: those of its keys that tell it from others of its source.

    A feed or a file of many articles may have two of one title, and all that comes from standard input has one
    source, and one id where the input states none.
    """
    kind, uri = document.source.kind, document.source.uri
    useless = set() if kind in ALONE and uri != "-" else {"source, title"}
    useless |= {"source, id"} if kind is SourceKind.STDIN else set()
    return tuple(key for key in keys_of(name_article(document)) if key[0] not in useless)


def is_about(name: ArticleName, document: Document) -> bool:
    """Whether that is a name of this article."""
    return not set(keys_of(name)).isdisjoint(keys_for(document))


def _lasting(uri: str) -> str:
    """The address; of a file the whole path, so that it is the same from wherever and however it is named."""
    has_scheme = re.match(r"[a-z][a-z0-9+.-]+:", uri, re.IGNORECASE)
    return uri if has_scheme or uri == "-" else normpath(Path(uri).absolute())
