"""A surname that two people of the article share: whose it is, place by place.

Such a surname is an actor of its own until a place tells more: a title that fits only one of them ("Ms Tevlik"), or
the full name of one of them a few lines above and of no other since. What stays doubtful stays apart.
"""

from __future__ import annotations

from bisect import bisect_left

from newsreader.analysis.entities import Cast, Entity
from newsreader.analysis.names import bare_family_name, split_person, title_gender
from newsreader.analysis.parse import Parse
from newsreader.analysis.spotted import Name, neighbour
from newsreader.model.article import Basis

PASSAGES_BACK = 1
"""How many paragraphs back a full name still speaks for a surname."""

CONFIDENCE = 0.8
"""How sure a surname is that was given to one of two bearers."""


def settle_namesakes(parse: Parse, cast: Cast) -> None:
    """Give each place of a shared surname to the one bearer that it can only mean."""
    bearers: dict[str, list[Entity]] = {}
    for entity in cast.entities:
        parts = split_person(entity.name)
        if entity.is_person and len(parts) > 1:
            bearers.setdefault(bare_family_name(parts[-1]), []).append(entity)
    for entity in list(cast.entities):
        parts = split_person(entity.name)
        if entity.is_person and len(parts) == 1 and len(bearers.get(bare_family_name(parts[0]), ())) > 1:
            _settle(parse, cast, entity, bearers[bare_family_name(parts[0])])


def _settle(parse: Parse, cast: Cast, shared: Entity, bearers: list[Entity]) -> None:
    full = sorted((name.first, bearer.key) for bearer in bearers for name in bearer.names)
    kept: list[Name] = []
    for name in shared.names:
        owner = _owner(parse, cast, name, bearers, full)
        if owner is None:
            kept.append(name)
            continue
        owner.names.append(Name(name.first, name.last, name.label, name.text, CONFIDENCE))
        owner.names.sort(key=lambda other: other.first)
        owner.forms.setdefault(name.text, Basis.RESOLVED)
        for word in range(name.first, name.last + 1):
            cast.by_word[word] = owner.key
    shared.names = kept


def _owner(parse: Parse, cast: Cast, name: Name, bearers: list[Entity], full: list[tuple[int, int]]) -> Entity | None:
    before = neighbour(parse, name.first, -1)
    gender = title_gender(before.lower) if before is not None else ""
    fits = [bearer for bearer in bearers if not gender or bearer.gender in {"", gender}]
    sure = [bearer for bearer in fits if gender and bearer.gender == gender]
    if len(fits) == 1 or len(sure) == 1:
        return (sure or fits)[0]
    return _last_named(parse, cast, name, {bearer.key for bearer in fits}, full)


def _last_named(parse: Parse, cast: Cast, name: Name, keys: set[int], full: list[tuple[int, int]]) -> Entity | None:
    """The bearer whose full name stands nearest above, where no other bearer's stands as near."""
    passage = parse.words[name.first].passage
    near = {
        key
        for first, key in full[: bisect_left(full, (name.first, -1))][-8:]
        if passage - parse.words[first].passage <= PASSAGES_BACK
    }
    return cast.entities[near.pop()] if len(near) == 1 and near <= keys else None
