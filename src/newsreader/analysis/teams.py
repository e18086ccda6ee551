"""Places that stand for their teams: "Belgium beat Panama", in a report of a match.

Only in a report of sports, which its words tell; and only a place that does there what teams do and in which
nothing is said to be.
"""

from __future__ import annotations

from collections import Counter

from newsreader.analysis import lexicon
from newsreader.analysis.parse import Parse
from newsreader.analysis.spotted import Name, neighbour

LEAST_SPORT = 8
"""How many words of sports a report has at least."""

LEAST_SHARE = 0.015
"""And what share of its words they are."""

LEAST_PLAYS = 1
"""In how many places a name has to play."""

_PLAYS = frozenset(
    {"beat", "beats", "beaten", "defeat", "defeated", "won", "win", "wins", "lost", "lose", "drew", "draw", "drawn"}
    | {"play", "played", "plays", "playing", "face", "faced", "faces", "score", "scored", "scoring", "thrashed"}
    | {"edged", "hosted", "host", "hosts", "qualified", "qualify", "equalised", "equalized", "led", "lead", "trailed"}
    | {"advance", "advanced", "eliminated", "knocked", "travel", "travelled", "meet", "met", "signed", "clinched"}
)
_PEOPLE = frozenset(
    {"coach", "striker", "midfielder", "defender", "goalkeeper", "captain", "manager", "forward", "keeper", "player"}
    | {"players", "fans", "winger", "fullback", "defence", "defense", "goal", "attack", "squad", "side", "team", "boss"}
)
_TO = frozenset({"against", "over", "versus", "vs", "vs.", "v"})
_PLACING = frozenset({"in", "at", "near", "across", "outside"})


def find_teams(parse: Parse, names: list[Name]) -> frozenset[str]:
    """The keys of the places that stand for teams; none outside a report of sports."""
    if not _is_sport(parse):
        return frozenset()
    plays: Counter[str] = Counter()
    places: Counter[str] = Counter()
    for name in names:
        if name.label in {"GPE", "LOC"}:
            plays[name.key] += _plays(parse, name)
            before = neighbour(parse, name.first, -1)
            places[name.key] += before is not None and before.lower in _PLACING
    return frozenset(key for key, count in plays.items() if count >= LEAST_PLAYS and count > places[key])


def _is_sport(parse: Parse) -> bool:
    words = lexicon.sports_words()
    count = sum(word.lower in words for word in parse.words)
    return count >= LEAST_SPORT and count >= LEAST_SHARE * len(parse.words)


def _plays(parse: Parse, name: Name) -> bool:
    """Whether a name does there what teams do."""
    word = parse.words[name.last]
    head = parse.head(word)
    if word.dep in {"nsubj", "nsubjpass", "dobj"} and head.lower in _PLAYS:
        return True
    before, after = neighbour(parse, name.first, -1), neighbour(parse, name.last, 1)
    if before is not None and before.lower in _TO:
        return True
    if after is None:
        return False
    if after.lower in {"'s", "’s"}:
        after = neighbour(parse, after.index, 1) or after
    return after.lower in _PEOPLE
