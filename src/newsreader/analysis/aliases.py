"""Which names belong to one actor: sieves in order of how sure they are.

Same writing; what the word lists hold for one; a name with its initials in brackets; initials of one other name;
a part of one person's name; the last word or the beginning of one body's name. Each sieve joins only where
there is exactly one that the short form can belong to: two people who share a surname, or two bodies with the
same initials, stay apart from the short form. To show two as one is worse than to show one as two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from newsreader.analysis import lexicon
from newsreader.analysis.groups import Group, Groups
from newsreader.analysis.longer import join_bodies, join_places
from newsreader.analysis.names import bare_family_name, family_name, initials, is_initials, split_person
from newsreader.analysis.parse import Parse
from newsreader.analysis.spotted import Name
from newsreader.model.article import Basis

MOST_BEARERS = 50
"""How many bearers of a name a short form is compared with; one that so many share is nobody's."""

LEAST_MISSPELT = 4
"""Given names of so many letters or fewer may differ by one letter and be two names: `Ana`, `Ann`."""


def join_names(parse: Parse, names: list[Name]) -> Groups:
    """The groups of names of an article, each joined to what it is short for."""
    groups = Groups(names)
    _join_known(groups)
    _join_bracketed(parse, groups)
    _join_initials(groups)
    _join_misspelt(groups)
    _join_persons(groups)
    join_bodies(groups)
    join_places(groups)
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
                if _may_be_short_for(name.text, before):
                    groups.join(group, before, Basis.STATED)
                break


def _may_be_short_for(short: str, full: Group) -> bool:
    """Whether initials fit a name, or stand behind a body's and are no known name of another."""
    if short.replace(".", "")[0].lower() in {part[0].lower() for part in full.text.split()}:
        return True
    return full.label == "ORG" and " " in full.text and short not in lexicon.known_names()


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
    _join_suffixed(groups, persons, parts)
    by_part: dict[str, list[Group]] = defaultdict(list)
    for group in persons:
        words = parts[group.number]
        if len(words) > 1:
            for part in {*words, family_name(words), bare_family_name(words[-1]), *_dashless(words)}:
                by_part[part].append(group)
    for group in persons:
        words = parts[group.number]
        candidates = islice(by_part.get(_short_key(words), ()), MOST_BEARERS)
        fits = [other for other in candidates if other is not group and _is_short_for(words, parts[other.number])]
        longest = _one_person(fits, parts)
        if longest is not None and groups.root(longest) is not group:
            groups.join(group, longest, Basis.STATED)


def _join_suffixed(groups: Groups, persons: list[Group], parts: dict[int, list[str]]) -> None:
    """`Elizabeth` and `Elizabeth II`, `Dr Roe` and `Roe`: the same parts, once titles and suffixes are off."""
    same: dict[str, Group] = {}
    for group in sorted(persons, key=lambda group: -len(group.text)):
        full = same.setdefault(" ".join(parts[group.number]), group)
        if full is not group:
            groups.join(group, full, Basis.STATED)


def _join_misspelt(groups: Groups) -> None:
    """`Bashir al-Assad` beside `Bashar al-Assad`: one letter of a long given name differs, the rarer is the slip."""
    by_surname: dict[str, list[tuple[Group, list[str]]]] = defaultdict(list)
    for group in groups.free("PERSON"):
        parts = split_person(group.text)
        if len(parts) == 2 and len(parts[0]) > LEAST_MISSPELT:
            by_surname[parts[1]].append((group, parts))
    for same in by_surname.values():
        for group, parts in same[:MOST_BEARERS]:
            for other, others in same[:MOST_BEARERS]:
                if len(other.names) > len(group.names) and _differ_by_one(parts[0], others[0]):
                    groups.join(group, other, Basis.RESOLVED)
                    break


def _differ_by_one(one: str, other: str) -> bool:
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1


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
