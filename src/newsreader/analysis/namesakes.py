"""A surname that two people of the article share: whose it is, place by place.

Such a surname is an actor of its own until a place tells more: a title or a role that fits only one of them ("Ms
Tevlik", "Commander Tevlik"), the full name of one of them nearer above than that of any other, a body that bears
the name, too ("the Norrick crews"). What stays doubtful stays apart, and looks unsure.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from newsreader.analysis import lexicon
from newsreader.analysis.entities import Cast, Entity
from newsreader.analysis.names import bare_family_name, split_person, title_gender
from newsreader.analysis.parse import Parse
from newsreader.analysis.spotted import Name, neighbour
from newsreader.model.article import ActorType, Basis

MOST_FULL_NAMES = 8
"""How many of the full names before a surname are compared."""

TOLD = 0.8
"""How sure a surname is that a title, a role or its paragraph gives to one of two bearers."""

NEAREST = 0.6
"""How sure it is where the full name of another stands further up."""

DOUBTFUL = 0.5
"""How sure a surname is that could be either's."""

_BODIES = frozenset({ActorType.ORGANISATION, ActorType.OUTLET, ActorType.GOVERNMENT})


def settle_namesakes(parse: Parse, cast: Cast) -> None:
    """Give each place of a shared surname to the one bearer that it can only mean."""
    bearers: dict[str, list[Entity]] = {}
    for entity in cast.entities:
        parts = split_person(entity.name)
        if entity.is_person and len(parts) > 1:
            bearers.setdefault(bare_family_name(parts[-1]), []).append(entity)
    bodies = {entity.name.split()[0].lower(): entity for entity in cast.entities if entity.type in _BODIES}
    for entity in list(cast.entities):
        parts = split_person(entity.name)
        if entity.is_person and len(parts) == 1 and len(bearers.get(bare_family_name(parts[0]), ())) > 1:
            _Shared(parse, cast, bearers[bare_family_name(parts[0])], bodies.get(parts[0])).settle(entity)


class _Shared:
    """The bearers of one surname."""

    def __init__(self, parse: Parse, cast: Cast, bearers: list[Entity], body: Entity | None) -> None:
        self.parse = parse
        self.cast = cast
        self.bearers = bearers
        self.body = body
        self.full = sorted((name.first, bearer.key) for bearer in bearers for name in bearer.names)
        self.roles = {bearer.key: set(self._nouns_beside(bearer)) for bearer in bearers}

    def settle(self, shared: Entity) -> None:
        """Hand over the places of the surname; those in doubt are kept."""
        kept: list[Name] = []
        for name in shared.names:
            owner, sure = self._owner(name)
            if owner is None:
                kept.append(replace(name, sure=DOUBTFUL))
                continue
            owner.names.append(replace(name, sure=sure))
            owner.names.sort(key=lambda other: other.first)
            owner.forms.setdefault(name.text, Basis.RESOLVED)
            for word in range(name.first, name.last + 1):
                self.cast.by_word[word] = owner.key
        shared.names = kept

    def _owner(self, name: Name) -> tuple[Entity | None, float]:
        if self.body is not None and self._stands_for_body(name):
            return self.body, TOLD
        before = neighbour(self.parse, name.first, -1)
        title = before.lower if before is not None else ""
        gender = title_gender(title)
        fits = [bearer for bearer in self.bearers if not gender or bearer.gender in {"", gender}]
        sure = [bearer for bearer in fits if gender and bearer.gender == gender]
        if len(fits) == 1 or len(sure) == 1:
            return (sure or fits)[0], TOLD
        told = [bearer for bearer in self.bearers if title and title in self.roles[bearer.key]]
        if len(told) == 1:
            return told[0], TOLD
        return self._last_named(name, {bearer.key for bearer in fits})

    def _stands_for_body(self, name: Name) -> bool:
        """Whether the surname stands before a common noun for what bodies have: "the Norrick crews"."""
        word = self.parse.words[name.last]
        head = self.parse.head(word)
        return word.dep in {"compound", "nmod"} and head.index == word.index + 1 and head.text.islower()

    def _nouns_beside(self, bearer: Entity) -> Iterator[str]:
        """The roles that stand beside a full name."""
        for name in bearer.names:
            head = self.parse.words[name.last]
            yield from (child.lower for child in self.parse.children(head, "appos"))
            if head.dep == "appos":
                yield self.parse.head(head).lower
            before = neighbour(self.parse, name.first, -1)
            if before is not None and before.lower in lexicon.role_nouns():
                yield before.lower

    def _last_named(self, name: Name, keys: set[int]) -> tuple[Entity | None, float]:
        """The bearer whose full name stands nearest above, in a later sentence than any other's."""
        words = self.parse.words
        before = self.full[: bisect_left(self.full, (name.first, -1))][-MOST_FULL_NAMES:]
        last: dict[int, int] = {key: words[first].sentence for first, key in before if key in keys}
        if not last:
            return None, DOUBTFUL
        latest = max(last.values())
        nearest = [key for key, sentence in last.items() if sentence == latest]
        if len(nearest) > 1:
            return None, DOUBTFUL
        passage = words[name.first].passage
        others = [first for first, key in before if key != nearest[0] and passage - words[first].passage <= 1]
        return self.cast.entities[nearest[0]], NEAREST if others else TOLD
