"""How much the story is about each actor: how often, how early, whether in the title, and whether it speaks."""

from __future__ import annotations

from collections import Counter

from newsreader.analysis.entities import Cast, Entity
from newsreader.analysis.parse import Parse
from newsreader.analysis.speakers import Voice
from newsreader.analysis.spotted import Name
from newsreader.model.article import ActorType
from newsreader.model.document import BlockKind

WEIGHT_OF_KIND = {
    ActorType.OUTLET: 0.3,
    ActorType.PLACE: 0.5,
    ActorType.FACILITY: 0.5,
    ActorType.OTHER: 0.5,
}
"""How much the kinds count that mostly tell the story or are where it happens."""

WEIGHT_UNNAMED = 0.3
"""How much somebody without a name counts."""

LEAST_MENTIONS_UNNAMED = 2
"""Somebody without a name who neither speaks nor comes up so often stands outside the story."""

_ANYBODY = frozenset({"people", "a person", "users", "individuals", "citizens"})
_TELLING_WHICH = frozenset({"compound", "amod", "nmod"})
_PLACING = frozenset({"in", "at", "near", "from"})


def find_salience(parse: Parse, cast: Cast, voices: list[list[Voice]]) -> dict[int, float]:
    """The salience of each actor by its key: 1 for the foremost, 0 for those outside the story."""
    spoken = Counter(voice.key for speakers in voices for voice in speakers if voice.key is not None)
    raw = {entity.key: _weight(parse, entity, spoken[entity.key]) for entity in cast.entities}
    foremost = max(raw.values(), default=0.0)
    return {key: round(weight / foremost, 3) if foremost else 0.0 for key, weight in raw.items()}


def _weight(parse: Parse, entity: Entity, spoken: int) -> float:
    firsts = [name.first for name in entity.names] + [pointing.first for pointing in entity.pointings]
    if entity.outside or not firsts or _is_passing(entity, len(firsts), spoken):
        return 0.0
    words = max(1, len(parse.words))
    heard = 0 if entity.type is ActorType.OUTLET else spoken
    subjects = sum(parse.words[name.last].dep in {"nsubj", "nsubjpass"} for name in entity.names)
    weight = sum(_standing(parse, name) for name in entity.names) + 0.5 * len(entity.pointings)
    weight += 1.5 * heard + 0.5 * subjects + 1.5 * (1 - min(firsts) / words)
    weight += 2.0 * any(_is_title(parse, first) for first in firsts)
    return weight * WEIGHT_OF_KIND.get(entity.type, 1.0) * (1.0 if entity.named else WEIGHT_UNNAMED)


def _is_passing(entity: Entity, count: int, spoken: int) -> bool:
    """Whether it is somebody without a name who only comes by; forces are told of though they come up once."""
    if entity.named or spoken or entity.type is ActorType.ARMED_GROUP:
        return False
    return count < LEAST_MENTIONS_UNNAMED or entity.name.lower() in _ANYBODY


def _standing(parse: Parse, name: Name) -> float:
    """How much one name counts: less where it only tells which ("the US election") or where ("in Berlin")."""
    word = parse.words[name.last]
    if word.dep in _TELLING_WHICH:
        return 0.5
    return 0.5 if word.dep == "pobj" and parse.head(word).lower in _PLACING else 1.0


def _is_title(parse: Parse, word: int) -> bool:
    return parse.passages[parse.words[word].passage].kind is BlockKind.TITLE
