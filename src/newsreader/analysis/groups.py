"""Names with one writing, and how such groups are joined to the fuller name that they are short for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from newsreader.analysis.spotted import Name
from newsreader.model.article import Basis


@dataclass(slots=True)
class Group:
    """Names with one writing, and the group they have been joined to."""

    number: int
    """Its place among the groups."""

    label: str
    """What they name, in the model's kinds."""

    names: list[Name] = field(default_factory=list)
    """The names."""

    parent: int | None = None
    """The group that this one was joined to."""

    basis: Basis = Basis.STATED
    """How it was joined."""

    @property
    def text(self) -> str:
        """The most frequent of its writings."""
        counts: dict[str, int] = defaultdict(int)
        for name in self.names:
            counts[name.text] += 1
        return max(counts, key=lambda text: (counts[text], len(text)))


class Groups:
    """Groups of names, joined step by step; a short form is joined to a fuller one."""

    def __init__(self, names: Iterable[Name]) -> None:
        """Put the names with the same writing and kind together."""
        self.groups: list[Group] = []
        by_key: dict[tuple[str, str], Group] = {}
        for name in names:
            key = (_same_kind(name.label), name.key)
            if key not in by_key:
                by_key[key] = Group(len(self.groups), name.label)
                self.groups.append(by_key[key])
            by_key[key].names.append(name)

    def root(self, group: Group) -> Group:
        """The group that this one ends up in."""
        while group.parent is not None:
            group = self.groups[group.parent]
        return group

    def join(self, short: Group, full: Group, basis: Basis) -> None:
        """Join a short form to a fuller one, unless they are together already."""
        one, other = self.root(short), self.root(full)
        if one is not other:
            one.parent, one.basis = other.number, basis

    def free(self, *labels: str) -> list[Group]:
        """The groups of these kinds that are joined to no other."""
        return [group for group in self.groups if group.parent is None and group.label in labels]

    def clusters(self) -> Iterator[tuple[Group, list[Group]]]:
        """Each group that stands for an actor, with all that were joined to it, itself first."""
        members: dict[int, list[Group]] = defaultdict(list)
        for group in self.groups:
            members[self.root(group).number].append(group)
        for number, joined in members.items():
            head = self.groups[number]
            yield head, [head, *(group for group in joined if group is not head)]


def _same_kind(label: str) -> str:
    return "PLACE" if label in {"GPE", "LOC", "FAC"} else label
