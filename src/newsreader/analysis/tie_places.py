"""Ties that stand in the names themselves and in what is set beside them: where a thing is, what it is part of.

"Geneva, Switzerland", "Omsk in Siberia", "Brussels-based NATO", "the capital, Tripoli", and a body whose name begins
with that of the whole ("United Nations Support Mission"). What looks the same and says nothing of the kind is left
alone: lists of places, the two halves of one name ("St. Louis"), a firm with and without its legal form.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsreader.analysis import lexicon
from newsreader.analysis.parse import Parse, Word
from newsreader.analysis.tie_names import Named, Names
from newsreader.analysis.tie_words import HOUSED, WHERE, Draft
from newsreader.model.article import Actor, ActorType, Relation

_SITES = frozenset({ActorType.PLACE, ActorType.FACILITY})
_BODIES = frozenset({ActorType.ORGANISATION, ActorType.GOVERNMENT, ActorType.ARMED_GROUP})
_PARTS_OF_BODIES = frozenset(
    {"Academy", "Agency", "Assembly", "Authority", "Board", "Bureau", "Chamber", "Command", "Commission", "Committee"}
    | {"Corps", "Council", "Court", "Department", "Fund", "Institute", "Ministry", "Mission", "Office", "Parliament"}
    | {"Police", "Secretariat", "Senate", "Service", "Tribunal"}
)
_OF_WHAT_FOLLOWS = frozenset({"compound", "amod", "nmod", "nsubj", "nsubjpass"})
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_HALVES = frozenset({"d.c.", "dc", "st.", "st", "ste.", "mt.", "ft.", "u.s.", "n.", "s."})


class PlaceTies:
    """The rules for names and what stands beside them, over one article."""

    def __init__(self, parse: Parse, names: Names, actors: Sequence[Actor]) -> None:
        """Take the words, whom they name, and the actors."""
        self.parse = parse
        self.names = names
        self.states = {actor.name: actor for actor in actors if actor.type is ActorType.STATE}
        whole = [actor for actor in actors if actor.type in _BODIES and actor.named]
        self.bodies = {form: actor for actor in whole for form in (actor.name, *(a.text for a in actor.aliases))}
        self.seen: set[str] = set()

    def of(self, word: Word) -> Iterator[Draft]:
        """The ties that one word shows."""
        if word.text == ",":
            yield from self._of_address(word)
        elif word.lower == "in":
            yield from self._of_inside(word)
        elif word.lower == "based":
            yield from self._of_base(word)
        elif word.lower == "capital":
            yield from self._of_capital(word)
        yield from self._of_body_name(word)

    def _of_address(self, comma: Word) -> Iterator[Draft]:
        """What "Geneva, Switzerland" says; a list of places says nothing."""
        words = self.parse.words
        if not 0 < comma.index < len(words) - 1 or words[comma.index + 1].sentence != comma.sentence:
            return
        one, other = self.names.at(words[comma.index - 1]), self.names.at(words[comma.index + 1])
        if one is None or other is None or self._is_list(comma) or self._is_half(comma.index - 1, comma.index + 1):
            return
        last = words[self.names.ranges[comma.index + 1][1]]
        # "she told the Bank, US farmers have …": the second name belongs to what follows it
        if last.dep in _OF_WHAT_FOLLOWS and self._leads_on(last):
            return
        attached = words[comma.index + 1].dep in {"appos", "npadvmod"} or last.head <= comma.index
        sure = 0.9 if other.actor.type is ActorType.STATE and attached else 0.8
        if not (self._is_known(one, words[comma.index - 1]) and self._is_known(other, words[comma.index + 1])):
            sure = 0.6
        yield Draft(one, Relation.LOCATED_IN, other, sure, comma)

    def _leads_on(self, word: Word) -> bool:
        """Whether a word depends on one behind it with no mark between."""
        between = self.parse.words[word.index + 1 : word.head + 1]
        return bool(between) and not any(other.is_punctuation for other in between)

    def _is_known(self, place: Named, word: Word) -> bool:
        """Whether the lists know a place, or the model reads it as one here."""
        name = place.actor.name
        return place.actor.type is ActorType.STATE or name in lexicon.places() or word.entity in _PLACE_LABELS

    def _is_list(self, comma: Word) -> bool:
        """Whether the names about a comma are two of a list, or parts of one name."""
        words = self.parse.words
        first, last = self.names.ranges[comma.index - 1][0], self.names.ranges[comma.index + 1][1]
        # "the University of California, San Diego"
        if first > 1 and words[first - 1].lower == "of" and words[first - 2].text in HOUSED:
            return True
        if first and words[first - 1].text in {",", "and", "or", "/"}:
            return True
        after = [*words[last + 1 : last + 3]]
        if after and after[0].lower in {"and", "or", "'s", "’s", "to", "/", "-"}:
            return True
        goes_on = len(after) > 1 and after[0].text == ","
        return goes_on and (after[1].index in self.names.by_word or after[1].lower in {"and", "or", "etc", "etc."})

    def _is_half(self, one: int, other: int) -> bool:
        """Whether two words are halves of one name: "Washington, D.C.", "St. Louis"."""
        words = self.parse.words
        return bool({words[one].lower, words[other].lower} & _HALVES)

    def _of_inside(self, word: Word) -> Iterator[Draft]:
        """What "Omsk in Siberia" and "the University of Bern in Switzerland" say, the names side by side."""
        words = self.parse.words
        behind = word.index + 1
        if behind < len(words) and words[behind].lower == "the":
            behind += 1
        if word.index == 0 or behind >= len(words) or words[behind].sentence != word.sentence:
            return
        before = words[word.index - 1]
        one, other = self.names.at(before), self.names.at(words[behind])
        if one is None or other is None or other.actor.type not in WHERE - {ActorType.FACILITY}:
            return
        housed = one.actor.type is ActorType.ORGANISATION and bool(HOUSED.intersection(one.actor.name.split()))
        if not (housed or one.actor.type in _SITES) or not self.names.is_whole(words[behind]):
            return
        governed = word.head == before.index or self.names.ranges[before.index][0] <= word.head < word.index
        yield Draft(one, Relation.LOCATED_IN, other, 0.8 if governed else 0.5, word)

    def _of_base(self, word: Word) -> Iterator[Draft]:
        """What "Brussels-based NATO" and "NATO, based in Brussels" say."""
        words = self.parse.words
        if word.index < 2:
            return
        dash, before = words[word.index - 1], words[word.index - 2]
        if dash.text in {"-", "–"} and dash.start == before.end:
            place = self.names.by_word.get(before.index)
            noun = self.parse.head(word)
            body = self.names.at(noun) if noun.index > word.index else None
        else:
            place, body = self._based_in(word), self.names.at(self.parse.head(word)) if word.dep == "acl" else None
        if place is not None and body is not None and place.actor.type in WHERE and body.actor.type in _BODIES:
            yield Draft(body, Relation.LOCATED_IN, place, 0.85, word)

    def _based_in(self, word: Word) -> Named | None:
        for preposition in self.parse.children(word, "prep"):
            if preposition.lower == "in":
                for noun in self.parse.children(preposition, "pobj"):
                    return self.names.at(noun)
        return None

    def _of_capital(self, word: Word) -> Iterator[Draft]:
        """What "the capital, Tripoli" says, where the article names the state that the lists know it for."""
        behind = self.parse.words[word.index + 1 : word.index + 3]
        beside = behind[1:] if len(behind) == 2 and behind[0].text == "," else []
        for child in self.parse.children(word, "appos") or beside:
            one = self.names.at(child)
            state = self.states.get(lexicon.capitals().get(one.actor.name, "")) if one is not None else None
            if one is not None and state is not None:
                yield Draft(one, Relation.CAPITAL_OF, Named(state, 0.7, stated=False), 1.0, word)

    def _of_body_name(self, word: Word) -> Iterator[Draft]:
        """What "United Nations Support Mission" says: its name begins with that of the whole."""
        named = self.names.by_word.get(word.index)
        if named is None or not named.stated or named.actor.id in self.seen:
            return
        self.seen.add(named.actor.id)
        parts = named.actor.name.removeprefix("the ").removeprefix("The ").split()
        if named.actor.type not in _BODIES:
            return
        for size in range(len(parts) - 1, 0, -1):
            whole = self.bodies.get(" ".join(parts[:size]))
            rest = parts[size:]
            if whole is None or (size == 1 and not parts[0].isupper()):
                continue
            is_part = rest[0][0].isupper() and "and" not in rest and not _PARTS_OF_BODIES.isdisjoint(rest)
            # "Homeland Security Department" is no part of "Homeland Security"
            if is_part and (len(rest) > 1 or parts[0].isupper()):
                yield Draft(named, Relation.PART_OF, Named(whole, 0.75, stated=True), 1.0, word)
            return
