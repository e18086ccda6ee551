"""Corrections as the text of their file: readable YAML, and back.

It is read as nodes, every value as the words that stand there, so that `no` is a name and an error has a
line; anchors, aliases and tags are not taken. What cannot be read whole is not read at all: half of what a
person put right would look like all of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from enum import StrEnum
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from newsreader.model.article import ActorType, Relation
from newsreader.model.corrections import (
    ActorName,
    ArticleName,
    Correction,
    DropActor,
    DropQuote,
    DropTie,
    MergeActor,
    RenameActor,
    RetypeActor,
    SetSpeakers,
    SplitActor,
    Words,
)
from newsreader.text.safe import fold, one_line

if TYPE_CHECKING:
    import yaml

FORM = 1
"""Counts the forms of the file."""

DEEPEST = 8
"""How many collections may lie within each other."""

MOST_CHARACTERS = 5000
"""Characters of one value."""

HEADER = """\
# What you put right in newsreader. This file is the truth of it: what is taken out here is no longer put right.
# An article is found by its source, id and title, a quote by its words, an actor by its name and type.
# `was` says what a correction overrides. Comments of your own are not kept when the reader writes the file.
# The line `...` is its end: without it the file counts as cut off.
"""

END = "..."
"""The last line."""

KINDS: dict[str, type[Any]] = {
    "set speakers": SetSpeakers,
    "drop quote": DropQuote,
    "drop actor": DropActor,
    "merge actor": MergeActor,
    "split actor": SplitActor,
    "rename actor": RenameActor,
    "retype actor": RetypeActor,
    "drop tie": DropTie,
}
"""What each kind of correction is called in the file."""

_MAY_BE_MISSING = frozenset({"was", "made"})
"""What a person who writes the file by hand need not give."""

_NAMES = {kind: name for name, kind in KINDS.items()}


@dataclass(frozen=True, slots=True)
class Noted:
    """One correction, with the article that it is about."""

    article: ArticleName
    """The article."""

    correction: Correction
    """What was put right in it."""


class Damaged(Exception):  # noqa: N818 - named for what the file is
    """The file cannot be read whole; its text says what is wrong and where in the file."""


# ------------------------------------------------------------------ reading


def parse(data: bytes) -> tuple[Noted, ...]:
    """The corrections that the bytes of a file state; raises `Damaged` where they are not such a file."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Damaged(f"line {line}: is not UTF-8") from None
    node = _compose(text)
    if node is None:
        raise Damaged("is empty")
    if text.rstrip().rpartition("\n")[2] != END:
        raise Damaged(f"is cut off: its last line is not `{END}`")
    top = _mapping(node)
    if _text(_wanted(top, "form", node)) != str(FORM):
        raise Damaged(f"is of a form that this version does not know (it knows {FORM})")
    articles = _wanted(top, "articles", node)
    return tuple(noted for article in _items(articles) for noted in _read_article(article))


def _compose(text: str) -> yaml.Node | None:
    """The one document of a YAML text, as nodes that know their lines."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        _inspect(yaml.parse(text, Loader=loader))
        return yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"line {mark.line + 1}: " if mark else ""
        raise Damaged(f"{place}{error.problem or 'is not YAML'}") from None
    except (yaml.YAMLError, ValueError):
        raise Damaged("is not YAML") from None


def _inspect(events: Iterable[yaml.Event]) -> None:
    """Refuse what the file need not have before anything is built of it: deep nesting would end the process."""
    import yaml

    depth = 0
    for event in events:
        place = f"line {event.start_mark.line + 1}: " if event.start_mark else ""
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise Damaged(f"{place}anchors and aliases are not taken")
        if getattr(event, "tag", None):
            raise Damaged(f"{place}tags are not taken")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                raise Damaged(f"{place}is nested too deeply")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _read_article(node: yaml.Node) -> Iterator[Noted]:
    row = _mapping(node)
    name = ArticleName(*(_text(_wanted(row, key, node)) for key in ("source", "id", "title")))
    for item in _items(_wanted(row, "corrections", node)):
        yield Noted(name, _read_correction(item))


def _read_correction(node: yaml.Node) -> Correction:
    row = _mapping(node)
    kind = KINDS.get(_text(_wanted(row, "do", node)))
    if kind is None:
        raise Damaged(f"{_line(node)}: there is no such correction: {one_line(_text(row['do']), 40)!r}")
    known = {field.name for field in fields(kind)}
    for key in row:
        if key != "do" and key not in known:
            raise Damaged(f"{_line(node)}: {one_line(key, 40)!r} says nothing of a correction")
    asked = known - (_MAY_BE_MISSING - row.keys())
    values = dict.fromkeys(_MAY_BE_MISSING, "") | {key: _READ[key](_wanted(row, key, node)) for key in asked}
    made: Correction = kind(**values)
    return made


def _read_words(node: yaml.Node) -> Words:
    import yaml

    if isinstance(node, yaml.ScalarNode):
        return Words(_text(node))
    row = _mapping(node)
    return Words(_text(_wanted(row, "words", node)), _count(row.get("nth")))


def _read_actor(node: yaml.Node) -> ActorName:
    row = _mapping(node)
    kind = row.get("type")
    name = _name(_wanted(row, "name", node))
    return ActorName(name, _choice(ActorType)(kind) if kind is not None else None, _count(row.get("nth")))


def _read_actors(node: yaml.Node) -> tuple[ActorName, ...]:
    return tuple(map(_read_actor, _items(node)))


def _choice(kind: type[StrEnum]) -> Callable[[yaml.Node], Any]:
    def read(node: yaml.Node) -> StrEnum:
        try:
            return kind(_text(node))
        except ValueError:
            raise Damaged(f"{_line(node)}: is none of {', '.join(kind)}") from None

    return read


def _count(node: yaml.Node | None) -> int:
    if node is None:
        return 1
    text = _text(node)
    if not (text.isascii() and text.isdecimal() and 0 < len(text) < 7 and int(text)):
        raise Damaged(f"{_line(node)}: nth is a number from 1")
    return int(text)


def _text(node: yaml.Node) -> str:
    import yaml

    if not isinstance(node, yaml.ScalarNode):
        raise Damaged(f"{_line(node)}: words are expected")
    text = fold(node.value)
    if len(text) > MOST_CHARACTERS:
        raise Damaged(f"{_line(node)}: is over {MOST_CHARACTERS} characters")
    return text


def _name(node: yaml.Node) -> str:
    text = _text(node)
    if not text:
        raise Damaged(f"{_line(node)}: a name is expected")
    return text


def _mapping(node: yaml.Node) -> dict[str, yaml.Node]:
    import yaml

    if not isinstance(node, yaml.MappingNode):
        raise Damaged(f"{_line(node)}: `name: value` lines are expected")
    row: dict[str, yaml.Node] = {}
    for key_node, value in node.value:
        key = _text(key_node)
        if key in row:
            raise Damaged(f"{_line(key_node)}: {one_line(key, 40)} is given twice")
        row[key] = value
    return row


def _items(node: yaml.Node) -> list[yaml.Node]:
    import yaml

    if not isinstance(node, yaml.SequenceNode):
        raise Damaged(f"{_line(node)}: a list is expected")
    return list(node.value)


def _wanted(row: dict[str, yaml.Node], key: str, node: yaml.Node) -> yaml.Node:
    if key not in row:
        raise Damaged(f"{_line(node)}: {key} is missing")
    return row[key]


def _line(node: yaml.Node) -> str:
    return f"line {node.start_mark.line + 1}"


_READ: dict[str, Callable[[yaml.Node], Any]] = {
    "quote": _read_words,
    "words": _read_words,
    "actor": _read_actor,
    "into": _read_actor,
    "subject": _read_actor,
    "object": _read_actor,
    "speakers": _read_actors,
    "alias": _name,
    "name": _name,
    "type": _choice(ActorType),
    "relation": _choice(Relation),
    "was": _text,
    "made": _text,
}


# ------------------------------------------------------------------ writing


def sign(noted: Noted) -> str:
    """A short word that stands for one correction of one article."""
    return blake2b(dump([noted]).encode("utf-8", "replace"), digest_size=8).hexdigest()


def dump(notes: Iterable[Noted]) -> str:
    """The text of a file that holds these, those of one article together."""
    import yaml

    by_article: dict[ArticleName, list[Correction]] = {}
    for noted in notes:
        by_article.setdefault(noted.article, []).append(noted.correction)
    articles = [
        {
            "title": name.title,
            "source": name.source,
            "id": name.id,
            "corrections": [_row(correction) for correction in corrections],
        }
        for name, corrections in by_article.items()
    ]
    tree = {"form": FORM, "articles": articles}
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    return HEADER + str(
        yaml.dump(tree, Dumper=dumper, allow_unicode=True, sort_keys=False, width=100, explicit_end=True)
    )


def _row(correction: Correction) -> dict[str, Any]:
    names = [field.name for field in fields(correction)]
    return {"do": _NAMES[type(correction)], **{name: _plain(getattr(correction, name)) for name in names}}


def _plain(value: object) -> Any:
    if isinstance(value, Words):
        return value.text if value.nth == 1 else {"words": value.text, "nth": value.nth}
    if isinstance(value, ActorName):
        kind = {"type": value.type.value} if value.type else {}
        return {"name": value.name, **kind, **({"nth": value.nth} if value.nth != 1 else {})}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return str(value)
