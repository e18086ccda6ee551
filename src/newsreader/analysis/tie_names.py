"""Whom a noun names or points to: the actor whose name it is, one in apposition, or one that the program joined.

A name that seems to go on before or behind what was read of it ("Atmospheric Administration" behind "Oceanic and") is
less sure, half a compound ("UN-recognised") and the owner of something else ("the House's …") are nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from newsreader.analysis import lexicon
from newsreader.analysis.parse import Parse, Word
from newsreader.analysis.references import References
from newsreader.model.article import Actor, ActorType, Mention, MentionForm
from newsreader.model.spans import Span

MOST_COORDINATED = 12
"""How many coordinated names are taken from one list."""

LEAST_SURE = 0.6
"""On a description or pronoun that is less surely joined no tie is built."""

DEMONYM = 0.97
"""How sure it is that an adjective like "Turkish" means the state."""

PIECE = 0.7
"""How much of the confidence stays where a name seems to go on before or behind what was read of it."""

_MARKUP = re.compile(r"[\[\]<>{}|=\\]|https?:|www\.")
"""What stands in no name: a page's markup was taken for one."""

_NUMBERS = frozenset(
    {"millions", "thousands", "hundreds", "dozens", "scores", "percent", "%", "some", "many", "most", "few", "number"}
)
_QUALIFIES = frozenset(
    {
        "vice",
        "prime",
        "foreign",
        "deputy",
        "executive",
        "chief",
        "special",
        "secretary",
        "minister",
        "general",
        "senior",
    }
    | {"campaign", "managing", "associate", "assistant", "co-founder", "co-chair", "editor", "attorney"}
    | {"state", "district", "communications", "press", "police", "justice", "defense", "defence", "interior", "finance"}
)


_NATIONS = {"English": "England", "Scottish": "Scotland", "Welsh": "Wales"}
_ENDINGS = ("n", "an", "ian", "ese")
_KINDS_OF_BODY = frozenset({"region", "province", "movement", "organisation", "organization", "county", "sect", "cult"})


@dataclass(frozen=True, slots=True)
class Named:
    """An actor that a noun names or points to."""

    actor: Actor
    """It."""

    sure: float
    """How sure that is, 0 to 1."""

    stated: bool
    """Whether its name stands there, and no pronoun or description."""


class Names:
    """Answers whom a noun names; knows the mentions of the article by word."""

    def __init__(self, parse: Parse, actors: Sequence[Actor], references: References | None = None) -> None:
        """Put the mentions of all actors on the words that they hold."""
        self.parse = parse
        self.references = references
        self.by_word: dict[int, Named] = {}
        self.ranges: dict[int, tuple[int, int]] = {}
        self._begins = {word.start: word.index for word in parse.words}
        self._whole: dict[int, bool] = {}
        states = [actor for actor in actors if actor.type is ActorType.STATE or _is_team_of_state(actor)]
        self._states = {form: actor for actor in states for form in (*(a.text for a in actor.aliases), actor.name)}
        for actor in actors:
            if actor.named and not _MARKUP.search(actor.name):
                for mention in actor.mentions:
                    self._put(actor, mention)

    def _put(self, actor: Actor, mention: Mention) -> None:
        """Put a name on all of its words, a description or pronoun on the word that heads it."""
        first, last = self.place(mention.span)
        named = Named(actor, self._sure(mention, first, last), mention.form is MentionForm.NAME)
        if named.stated:
            words = range(first, last + 1)
        else:
            heads = [at for at in range(first, last + 1) if not first <= self.parse.words[at].head <= last]
            words = range(heads[0], heads[0] + 1) if heads and mention.confidence >= LEAST_SURE else range(0)
        for at in words:
            before = self.by_word.get(at)
            size = self.ranges[at][1] - self.ranges[at][0] if before is not None else -1
            if before is None or (named.stated, last - first) > (before.stated, size):
                self.by_word[at] = named
                self.ranges[at] = (first, last) if named.stated else (at, at)

    def _sure(self, mention: Mention, first: int, last: int) -> float:
        """How sure it is who is meant; "Turkish" means Turkey, though it does not say its name.

        How sure the words of a name are is another question: a tie holds, too, where its edges or its kind are not.
        """
        if mention.form is MentionForm.NAME:
            return 1.0
        if first == last and self.parse.words[first].text in lexicon.demonyms():
            return max(mention.confidence, DEMONYM)
        return mention.confidence

    def place(self, span: Span) -> tuple[int, int]:
        """The first and the last word of a span; the last before the first where no word begins with it."""
        first = self._begins.get(span.start)
        if first is None:
            return 0, -1
        last = first
        words = self.parse.words
        while last + 1 < len(words) and span.start < words[last + 1].start and words[last + 1].end <= span.end:
            last += 1
        return first, last

    def all(self, word: Word) -> list[Named]:
        """Whom a noun and those coordinated with it name; empty where the noun itself names nobody."""
        found = []
        for noun in coordinated(self.parse, word):
            named = self.one(noun)
            if named is not None:
                found.append(named)
        return found

    def one(self, word: Word) -> Named | None:
        """Whom one noun names or points to; None where that is not clear."""
        if self.is_half_of_compound(word) or self._is_owner(word):
            return None
        named = self.by_word.get(word.index)
        if named is not None and named.actor.type is ActorType.GROUP and self._is_single(word):
            return self.at(self.parse.head(word)) if word.dep == "appos" else None
        if named is not None and named.stated:
            return self._weighed(named, word)
        return self._beside(word) or named or self.state_of(word) or self._referred(word)

    def state_of(self, word: Word) -> Named | None:
        """The state that an adjective like "Turkish" means, where the article names it."""
        name = _NATIONS.get(word.text) or lexicon.demonyms().get(word.text, "")
        actor = self._states.get(name) or self._states.get(lexicon.demonyms().get(word.text, ""))
        if actor is None and word.tag.startswith(("JJ", "NNP")):
            # a state that the lists do not know makes its adjective as others do: "Ruritanian"
            stems = (word.text.removesuffix(ending) for ending in _ENDINGS if word.text.endswith(ending))
            actor = next((self._states[stem] for stem in stems if stem in self._states), None)
        return Named(actor, DEMONYM, stated=False) if actor is not None else None

    def at(self, word: Word) -> Named | None:
        """The actor whose name stands at the word; None for a description or a pronoun."""
        named = self.by_word.get(word.index)
        if named is None or not named.stated or self.is_half_of_compound(word):
            return None
        return self._weighed(named, word)

    def _weighed(self, named: Named, word: Word) -> Named:
        """An actor, less sure where no more than a part of its name was read, or a part of a people is meant."""
        a_part = named.actor.type is ActorType.GROUP and self._is_some_of(word)
        if not a_part and (named.actor.type is ActorType.PERSON or self.is_whole(word)):
            return named
        return Named(named.actor, named.sure * PIECE, named.stated)

    def _is_some_of(self, word: Word) -> bool:
        """Whether it is no more than a number of a people: "millions of Americans"."""
        of = self.parse.head(word)
        above = self.parse.head(of)
        return word.dep == "pobj" and of.lower == "of" and (above.tag == "CD" or above.lower in _NUMBERS)

    def _is_single(self, word: Word) -> bool:
        """Whether no more than one of a people or party is meant: "Jane Roe, a Republican who …"."""
        return any(child.lower in {"a", "an", "one"} for child in self.parse.children(word, "det", "nummod"))

    def _is_owner(self, word: Word) -> bool:
        """Whether a name is that of the owner of what the tree lost sight of: "backs the House's …"."""
        last = self.ranges.get(word.index, (word.index, word.index))[1]
        behind = self.parse.words[last + 1] if last + 1 < len(self.parse.words) else None
        return behind is not None and behind.lower in {"'s", "’s"} and behind.tag == "POS" and word.dep != "poss"

    def is_whole(self, word: Word) -> bool:
        """Whether the name at a word is all of a name, with no capital words beside it that belong to it."""
        first, last = self.ranges.get(word.index, (word.index, word.index))
        if first not in self._whole:
            self._whole[first] = not (self._goes_on_behind(first, last) or self._begins_before(first, last))
        return self._whole[first]

    def _goes_on_behind(self, first: int, last: int) -> bool:
        """Whether a capital word behind a name goes on with it and is no title or name of its own."""
        words = self.parse.words
        behind = words[last + 1] if last + 1 < len(words) else words[last]
        if behind.sentence != words[last].sentence or behind.index in self.by_word:
            return False
        if behind.text in {"&", "/", "]", "]("}:
            return True
        if behind.lower in {"on", "for", "of"} and words[last].text in lexicon.body_nouns():
            topic = words[behind.index + 1] if behind.index + 1 < len(words) else behind
            return topic.tag.startswith("NNP") and topic.entity not in {"DATE", "TIME"} and first <= behind.head <= last
        capital = behind.tag in {"NNP", "NNPS"} and behind.text[0].isupper()
        own = behind.lower in lexicon.role_nouns() or behind.lower in lexicon.titles() or behind.lower in _QUALIFIES
        return capital and not own and words[last].head == behind.index

    def _begins_before(self, first: int, last: int) -> bool:
        """Whether capital words before a name belong to it: "Oceanic and" before "Atmospheric Administration"."""
        words = self.parse.words
        at = first - 1
        while at >= 0 and first - at <= 3 and words[at].lower in {"and", "&", "of", "for"}:
            at -= 1
        if at < 0 or words[at].sentence != words[first].sentence:
            return False
        if at == first - 1:
            return words[at].text in {"&", "/", "[", "-"} or self._is_first_word(at, last)
        if at in self.by_word or not words[at].text[0].isupper() or not words[at].tag.startswith(("NNP", "JJ")):
            return False
        if words[at].text in lexicon.body_nouns() and words[at + 1].lower == "of":
            return True
        return first <= words[at].head <= last or words[first].head == at or words[last].head == at

    def _is_first_word(self, at: int, last: int) -> bool:
        """Whether a capital word right before a name is its first: "Democratic" before "National Committee"."""
        word = self.parse.words[at]
        known = self.by_word.get(at)
        if known is not None and known.actor.type not in {ActorType.PLACE, ActorType.GROUP}:
            return False
        if word.head != last or word.dep not in {"compound", "amod"} or not word.text[0].isupper():
            return False
        apart = word.lower in lexicon.titles() or word.lower in lexicon.role_nouns() or word.text in lexicon.demonyms()
        begins = at == self.parse.sentences[word.sentence].first
        return not apart and (not begins or known is not None or word.tag.startswith("NNP"))

    def is_half_of_compound(self, word: Word) -> bool:
        """Whether the word is joined to the next by a hyphen: `UN-recognised`."""
        last = self.ranges.get(word.index, (word.index, word.index))[1]
        after = self.parse.words[last + 1] if last + 1 < len(self.parse.words) else None
        return after is not None and after.text in {"-", "–"} and after.start == self.parse.words[last].end

    def _beside(self, word: Word) -> Named | None:
        """The name in apposition to a noun, or that of "militia of …"."""
        if not word.tag.startswith("NN"):
            return None
        for child in self.parse.children(word, "appos"):
            named = self.at(child)
            if named is not None and child.index - word.index <= 4:
                return Named(named.actor, named.sure * 0.95, stated=True)
        for child in self.parse.children(word, "compound", "amod") if word.lower in _KINDS_OF_BODY else ():
            named = self.at(child)
            if named is not None and self.ranges[child.index][1] == word.index - 1:
                return Named(named.actor, named.sure * 0.95, stated=True)
        if word.lower in {"militia", "group", "city", "town", "state", "party", "republic"}:
            for preposition in self.parse.children(word, "prep"):
                for noun in self.parse.children(preposition, "pobj") if preposition.lower == "of" else []:
                    named = self.at(noun)
                    if named is not None:
                        return Named(named.actor, named.sure * 0.9, stated=True)
        return None

    def _referred(self, word: Word) -> Named | None:
        """The actor that the program joined a pronoun or a description to."""
        found = self.references.of(word) if self.references is not None else None
        if found is None:
            return None
        for name in found.entity.names:
            there = self.by_word.get(name.first)
            if there is not None and there.stated:
                return Named(there.actor, found.confidence, stated=False)
        return None


def _is_team_of_state(actor: Actor) -> bool:
    """Whether it is the team that bears a state's name: "English captain" is said of England's."""
    return actor.type is ActorType.ORGANISATION and actor.name in _state_names()


@cache
def _state_names() -> frozenset[str]:
    return frozenset(lexicon.demonyms().values()) | frozenset(_NATIONS.values())


def coordinated(parse: Parse, word: Word) -> list[Word]:
    """A noun and those that commas and "and" put beside it."""
    heads = [word]
    for head in heads:
        if len(heads) >= MOST_COORDINATED:
            break
        heads.extend(child for child in parse.children(head, "conj") if child.tag.startswith(("NN", "PRP", "JJ")))
    return heads
