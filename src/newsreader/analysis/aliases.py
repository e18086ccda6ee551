"""Which names belong to one actor: sieves in order of how sure they are.

Same writing; what the word lists hold for one; a name with its initials in brackets; initials of one other name;
a part of one person's name; the last word or the beginning of one body's name. Each sieve joins only where
there is exactly one that the short form can belong to: two people who share a surname, or two bodies with the
same initials, stay apart from the short form. To show two as one is worse than to show one as two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from newsreader.analysis import lexicon
from newsreader.analysis.names import bare_family_name, family_name, initials, is_initials, split_person
from newsreader.analysis.parse import Parse
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


def join_names(parse: Parse, names: list[Name]) -> Groups:
    """The groups of names of an article, each joined to what it is short for."""
    groups = Groups(names)
    _join_known(groups)
    _join_bracketed(parse, groups)
    _join_initials(groups)
    _join_persons(groups)
    _join_bodies(groups)
    return groups


def _join_known(groups: Groups) -> None:
    """Forms that the word lists hold for one: `UAE` and `United Arab Emirates`."""
    known = lexicon.known_names()
    by_name: dict[str, list[Group]] = defaultdict(list)
    for group in groups.groups:
        entries = {known[name.text].name for name in group.names if name.text in known}
        if len(entries) == 1 and group.label != "PERSON":
            by_name[entries.pop()].append(group)
    for same in by_name.values():
        fullest = max(same, key=lambda group: len(group.text))
        for group in same:
            if group is not fullest:
                groups.join(group, fullest, Basis.RESOLVED)


def _join_bracketed(parse: Parse, groups: Groups) -> None:
    """A name and its initials behind it in brackets, which the text so declares to be one."""
    owner = {name.last: group for group in groups.groups for name in group.names}
    for group in groups.groups:
        for name in group.names:
            before = owner.get(name.first - 2)
            if before is None or before is group or not is_initials(name.text):
                continue
            bracket = parse.words[name.first - 1]
            if bracket.text in {"(", "["} and bracket.passage == parse.words[name.first].passage:
                if name.text.replace(".", "")[0].lower() in {part[0].lower() for part in before.text.split()}:
                    groups.join(group, before, Basis.STATED)
                break


def _join_initials(groups: Groups) -> None:
    """Initials that just one other name can stand for."""
    full: dict[str, list[Group]] = defaultdict(list)
    for group in groups.free("ORG", "GPE", "LOC", "FAC", "EVENT"):
        for short in initials(group.text):
            full[short].append(group)
    for group in groups.free("ORG", "GPE", "LOC", "FAC"):
        letters = group.text.replace(".", "")
        if is_initials(group.text) and len(full.get(letters, ())) == 1 and full[letters][0] is not group:
            groups.join(group, full[letters][0], Basis.RESOLVED)


def _join_persons(groups: Groups) -> None:
    """Parts of a person's name: the surname, the given name, a name without its middle one."""
    persons = groups.free("PERSON")
    parts = {group.number: split_person(group.text) for group in persons}
    by_part: dict[str, list[Group]] = defaultdict(list)
    for group in persons:
        words = parts[group.number]
        if len(words) > 1:
            for part in {*words, family_name(words), bare_family_name(words[-1]), *_dashless(words)}:
                by_part[part].append(group)
    for group in persons:
        words = parts[group.number]
        candidates = [other for other in by_part.get(_short_key(words), ()) if other is not group]
        fits = [other for other in candidates[:50] if _is_short_for(words, parts[other.number])]
        longest = _one_person(fits, parts)
        if longest is not None and groups.root(longest) is not group:
            groups.join(group, longest, Basis.STATED)


def _short_key(words: list[str]) -> str:
    """The part by which the bearers of a short name are looked up."""
    return bare_family_name(words[-1]) if words else ""


def _dashless(words: list[str]) -> Iterator[str]:
    last = words[-1]
    if "-" in last:
        yield from last.split("-")


def _is_short_for(short: list[str], full: list[str]) -> bool:
    """Whether all its parts stand in the full name in the same order, the last not merely a middle one."""
    if len(short) > len(full) or (len(short) == len(full) and short == full):
        return False
    if len(short) == 1:
        bare = bare_family_name(short[0])
        return bare in {bare_family_name(full[-1]), full[0], *full[-1].split("-")} or short[0] in full[1:]
    at = 0
    for part in full:
        if at < len(short) and _same_part(short[at], part):
            at += 1
    return at == len(short) and bare_family_name(short[-1]) in {bare_family_name(part) for part in full[1:]}


def _same_part(short: str, part: str) -> bool:
    if short == part:
        return True
    return bare_family_name(short) == bare_family_name(part) or (
        len(short.rstrip(".")) == 1 and part.startswith(short.rstrip("."))
    )


def _one_person(fits: list[Group], parts: dict[int, list[str]]) -> Group | None:
    """The fullest of the names that fit, where they can all be one person's."""
    if not fits:
        return None
    fullest = max(fits, key=lambda group: len(parts[group.number]))
    for other in fits:
        if other is not fullest and not _is_short_for(parts[other.number], parts[fullest.number]):
            return None
    return fullest


def _join_bodies(groups: Groups) -> None:
    """`the Commission` to the one body that ends so; `Volkswagen` to the one that begins so."""
    bodies = groups.free("ORG")
    ends: dict[str, list[Group]] = defaultdict(list)
    begins: dict[str, list[Group]] = defaultdict(list)
    for group in bodies:
        words = group.text.removeprefix("The ").removeprefix("the ").split()
        if len(words) > 1:
            ends[words[-1]].append(group)
            for size in range(1, len(words)):
                begins[" ".join(words[:size])].append(group)
    for group in bodies:
        text = group.text.removeprefix("The ").removeprefix("the ")
        full = ends.get(text, []) if text in lexicon.body_nouns() else begins.get(text, [])
        others = [other for other in full if other is not group]
        if len(others) == 1 and not _goes_deeper(text, others[0].text):
            groups.join(group, others[0], Basis.STATED)


def _goes_deeper(short: str, full: str) -> bool:
    """Whether the full name is that of a part or a branch: `Supreme Court of ...`, `Fox` beside `Fox News`."""
    known = lexicon.known_names()
    if short in known:
        return True
    rest = full[full.find(short) + len(short) :].split()
    return bool(rest) and rest[0].lower() in {"of", "for", "in", "and"}
