"""Short forms of bodies and places that are the beginning or the end of one longer name.

`the Commission`, of a European Commission; `Volkswagen`, of a Volkswagen Group; `Korea`, where the article names but
one of the two. Where two longer names end alike, the short form belongs to neither.
"""

from __future__ import annotations

from collections import defaultdict

from newsreader.analysis import lexicon
from newsreader.analysis.groups import Group, Groups
from newsreader.model.article import Basis

_OWN_NAMES = frozenset(
    {"Company", "Corporation", "Group", "Bank", "Party", "Network", "Movement", "Foundation", "Front"}
)
"""Nouns for bodies before which a name of its own stands, and no place or subject: `Volkswagen Group`."""

_KINDS_OF_PLACE = frozenset({"City", "Province", "District", "Region", "State", "County", "Island", "Strip", "Sea"})

_LEGAL_FORMS = frozenset({"Group", "Corporation", "Company", "Inc", "Inc.", "Corp", "Corp.", "AG", "Ltd", "Ltd."})


class _Longer:
    """The longer names of bodies by what a short form may be."""

    def __init__(self, bodies: list[Group]) -> None:
        self.ends: dict[str, list[Group]] = defaultdict(list)
        self.begins: dict[str, list[Group]] = defaultdict(list)
        self.of_a_state: dict[str, list[Group]] = defaultdict(list)
        for group in bodies:
            words = bare(group.text).split()
            if len(words) > 1:
                self._enter(group, words)

    def _enter(self, group: Group, words: list[str]) -> None:
        nouns = lexicon.body_nouns()
        self.ends[words[-1]].append(group)
        if words[0] in nouns and words[1] == "of":
            self.ends[words[0]].append(group)
        if words[-1] not in nouns or words[-1] in _OWN_NAMES:
            for size in range(1, len(words)):
                self.begins[" ".join(words[:size])].append(group)
        if words[0] in lexicon.state_names() or words[0] in lexicon.demonyms():
            self.of_a_state[" ".join(words[1:])].append(group)

    def of(self, group: Group, places: set[str]) -> Group | None:
        """The one longer name that a group is short for; None where there is none or there are several."""
        text = bare(group.text)
        if text in lexicon.body_nouns():
            return _only(self.ends.get(text, []), group)
        full = _only(self.begins.get(text, []), group)
        if full is not None:
            placed = _only_placed(text, full.text, places)
            return full if placed or not _goes_deeper(text, bare(full.text)) else None
        return _only(self.of_a_state.get(text, []), group) if " " in text else None


def bare(text: str) -> str:
    """A name without its article."""
    return text.removeprefix("The ").removeprefix("the ")


def _only(found: list[Group], group: Group) -> Group | None:
    others = [other for other in found[:3] if other is not group]
    return others[0] if len(others) == 1 else None


def join_bodies(groups: Groups) -> None:
    """Join the short forms of bodies to the longer names."""
    bodies = groups.free("ORG")
    places = {group.text for group in groups.groups if group.label == "GPE"}
    longer = _Longer(bodies)
    for group in bodies:
        full = longer.of(group, places)
        if full is not None:
            groups.join(group, full, Basis.STATED)


def _only_placed(short: str, full: str, places: set[str]) -> bool:
    """Whether the full name only adds where it is: `High Court` and `High Court of Corrand`."""
    rest = full[full.find(short) + len(short) :].split(maxsplit=1)
    if len(rest) != 2 or rest[0] not in {"of", "in"} or " " not in short:
        return False
    place = rest[1].removeprefix("the ")
    return place in places or place in lexicon.state_names() or place in lexicon.places()


def join_places(groups: Groups) -> None:
    """`Taipei` and `Taipei City`; `Korea`, where the article names but one of the two."""
    places = groups.free("GPE", "LOC")
    by_text = {group.text: group for group in places}
    ends: dict[str, list[Group]] = defaultdict(list)
    for group in places:
        first, _, last = group.text.rpartition(" ")
        if first and last in _KINDS_OF_PLACE and first in by_text and first not in lexicon.state_names():
            groups.join(by_text[first], group, Basis.STATED)
        elif group.text in lexicon.state_names():
            ends[last].append(group)
    for group in places:
        full = [other for other in ends.get(group.text, ()) if other is not group]
        listed = group.text in lexicon.known_names() or group.text in lexicon.places()
        if group.parent is None and len(full) == 1 and not listed:
            groups.join(group, full[0], Basis.RESOLVED)


def _goes_deeper(short: str, full: str) -> bool:
    """Whether the full name is that of a part or a branch: `Supreme Court of ...`, `Fox` beside `Fox News`."""
    rest = full[full.find(short) + len(short) :].split()
    if len(rest) == 1 and rest[0] in _LEGAL_FORMS:
        return False
    if short in lexicon.known_names():
        return True
    return bool(rest) and rest[0].lower() in {"of", "for", "in", "and"}
