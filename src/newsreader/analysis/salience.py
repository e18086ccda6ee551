"""How much the story is about each actor: how often, how early, whether in the title, and whether it speaks."""

from __future__ import annotations

from collections import Counter

from newsreader.analysis.entities import Cast, Entity
from newsreader.analysis.parse import Parse
from newsreader.analysis.speakers import Voice
from newsreader.model.article import ActorType
from newsreader.model.document import BlockKind

_BACKGROUND = frozenset({ActorType.PLACE, ActorType.FACILITY, ActorType.OUTLET, ActorType.OTHER})


def find_salience(parse: Parse, cast: Cast, voices: list[list[Voice]]) -> dict[int, float]:
    """The salience of each actor by its key: 1 for the foremost, 0 for those outside the story."""
    spoken = Counter(voice.key for speakers in voices for voice in speakers if voice.key is not None)
    raw = {entity.key: _weight(parse, entity, spoken[entity.key]) for entity in cast.entities}
    foremost = max(raw.values(), default=0.0)
    return {key: round(weight / foremost, 3) if foremost else 0.0 for key, weight in raw.items()}


def _weight(parse: Parse, entity: Entity, spoken: int) -> float:
    firsts = [name.first for name in entity.names] + [pointing.first for pointing in entity.pointings]
    if entity.outside or not firsts:
        return 0.0
    words = max(1, len(parse.words))
    in_title = any(_is_title(parse, first) for first in firsts)
    subjects = sum(parse.words[name.last].dep in {"nsubj", "nsubjpass"} for name in entity.names)
    weight = len(entity.names) + 0.5 * len(entity.pointings) + 1.5 * spoken + 0.5 * subjects
    weight += 2.0 * in_title + 1.5 * (1 - min(firsts) / words)
    if not entity.named:
        weight *= 0.3
    return weight * (0.5 if entity.type in _BACKGROUND else 1.0)


def _is_title(parse: Parse, word: int) -> bool:
    return parse.passages[parse.words[word].passage].kind is BlockKind.TITLE
