"""Word lists as data files, and the one place that reads them.

Each file begins with a line that says what it holds. A row is fields parted by ` | `; a field may hold
several forms parted by `;`. They are general knowledge about news English, not drawn from any article:
what a list says of the world is used to tell forms of one name apart or together, and is never shown as
something that the article says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from newsreader.model.article import ActorType, CueClass

_FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Known:
    """What the lists say of a name."""

    name: str
    """The name under which the lists hold it."""

    type: ActorType
    """What kind of actor it is."""


@dataclass(frozen=True, slots=True)
class CueEntry:
    """What the lists say of a word of saying."""

    lemma: str
    """Its base form."""

    cls: CueClass
    """What it does."""

    speech: bool
    """False for a word of thinking."""

    frames: str
    """The letters of the constructions it takes; cues.txt says what each means."""


def rows(name: str) -> Iterator[list[str]]:
    """The rows of a list, each as its fields without the blanks around them."""
    for line in (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield [field.strip() for field in line.split("|")]


@cache
def known_names() -> Mapping[str, Known]:
    """States, bodies and outlets by each form of their names."""
    found: dict[str, Known] = {}
    for name, others, *_ in rows("countries"):
        _enter(found, Known(name, ActorType.STATE), others)
    for name, others, kind in rows("bodies"):
        _enter(found, Known(name, ActorType(kind)), others)
    for name, others in rows("outlets"):
        _enter(found, Known(name, ActorType.OUTLET), others)
    for name in places():
        _enter(found, Known(name, ActorType.PLACE), "")
    return MappingProxyType(found)


@cache
def demonyms() -> Mapping[str, str]:
    """`Libyan` to `Libya`, for adjectives and peoples alike."""
    return MappingProxyType({form: name for name, _, people, _ in rows("countries") for form in _forms(people)})


@cache
def peoples() -> frozenset[str]:
    """Peoples, faiths and convictions by each form."""
    return frozenset(form for (forms,) in rows("peoples") for form in _forms(forms))


@cache
def capitals() -> Mapping[str, str]:
    """Each capital with its state."""
    return MappingProxyType({city: name for name, _, _, city in rows("countries") if city})


@cache
def places() -> frozenset[str]:
    """Cities and regions, the capitals among them."""
    return frozenset(name for (name,) in rows("places")) | frozenset(capitals())


@cache
def not_names() -> frozenset[str]:
    """Words with capitals that are no names of actors."""
    return frozenset(word for (word,) in rows("not_names"))


@cache
def offices() -> frozenset[str]:
    """Departments as they stand inside a title."""
    return frozenset(word for (word,) in rows("offices"))


@cache
def titles() -> Mapping[str, str]:
    """Words that stand before a person's name, lower-cased, with the gender they tell or an empty string."""
    return MappingProxyType({word.lower(): gender for word, gender in rows("titles")})


@cache
def given_names() -> Mapping[str, str]:
    """Given names with their gender."""
    return MappingProxyType({row[0]: row[1] for row in rows("given_names")})


@cache
def role_nouns() -> frozenset[str]:
    """Nouns that say what a person is."""
    return frozenset(word for (word,) in rows("role_nouns"))


@cache
def speaking_groups() -> frozenset[str]:
    """Plural nouns for people who are quoted together."""
    return frozenset(word for (word,) in rows("speaking_groups"))


@cache
def particles() -> frozenset[str]:
    """Small words that belong to the family name behind them."""
    return frozenset(word for (word,) in rows("particles"))


@cache
def body_nouns() -> Mapping[str, ActorType]:
    """Nouns that end the name of a body."""
    return MappingProxyType({noun: ActorType(kind) for noun, kind in rows("body_nouns")})


@cache
def kind_nouns() -> Mapping[str, ActorType]:
    """Common nouns that say what kind of actor the name beside them is."""
    return MappingProxyType({noun: ActorType(kind) for noun, kind in rows("kind_nouns")})


@cache
def type_words() -> Mapping[tuple[str, str], str]:
    """Nouns beside a name, each with the side on which it stands, and the label that it tells."""
    return MappingProxyType(
        {(noun.lower(), side): label for noun, sides, label in rows("type_words") for side in sides.split()}
    )


@cache
def described() -> Mapping[str, tuple[str, str]]:
    """Common nouns that stand for an actor, with the label of those they stand for, and their gender or kind."""
    return MappingProxyType({noun: (label, kind) for noun, label, kind in rows("described")})


@cache
def sports_words() -> frozenset[str]:
    """Words that tell a report of sports."""
    return frozenset(word for (word,) in rows("sports_words"))


@cache
def motion_words() -> frozenset[str]:
    """Verbs and nouns of moving."""
    return frozenset(word for (word,) in rows("motion_words"))


@cache
def body_endings() -> frozenset[str]:
    """The last words of the names of companies, clubs and papers."""
    return frozenset(word for (word,) in rows("body_endings"))


@cache
def state_names() -> frozenset[str]:
    """States by each form of their names."""
    return frozenset(form for form, known in known_names().items() if known.type is ActorType.STATE)


@cache
def cue_verbs() -> Mapping[str, CueEntry]:
    """Words of saying and thinking by each of their forms."""
    found: dict[str, CueEntry] = {}
    for lemma, cls, manner, frames, *irregular in rows("cues"):
        entry = CueEntry(lemma, CueClass(cls), manner == "speech", frames)
        others = _forms(irregular[0]) if irregular else inflect(lemma)
        for form in (lemma, *others):
            found.setdefault(form, entry)
    return MappingProxyType(found)


@cache
def cue_nouns() -> Mapping[str, CueEntry]:
    """Nouns of saying and thinking, singular and plural."""
    found: dict[str, CueEntry] = {}
    for noun, cls, manner in rows("cue_nouns"):
        entry = CueEntry(noun, CueClass(cls), manner == "speech", "c")
        found[noun] = found[f"{noun}s"] = entry
    return MappingProxyType(found)


def inflect(lemma: str) -> tuple[str, ...]:
    """The regular forms of a verb; a doubled consonant where the stem is short ("rebut", "quip")."""
    if lemma.endswith("e"):
        return f"{lemma}s", f"{lemma}d", f"{lemma if lemma.endswith('ee') else lemma[:-1]}ing"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return f"{lemma[:-1]}ies", f"{lemma[:-1]}ied", f"{lemma}ing"
    stem = lemma + lemma[-1] if _doubles(lemma) else lemma
    hissing = "es" if lemma.endswith(("s", "sh", "ch", "x")) else "s"
    return f"{lemma}{hissing}", f"{stem}ed", f"{stem}ing"


def _doubles(lemma: str) -> bool:
    ends_short = len(lemma) > 2 and lemma[-1] in "bdgmnprt" and lemma[-2] in "aeiou" and lemma[-3] not in "aeio"
    vowels = sum(letter in "aeiou" for letter in lemma.replace("qu", "q"))
    return ends_short and (vowels == 1 or lemma in {"admit", "rebut", "regret"})


def _forms(field: str) -> list[str]:
    return [form.strip() for form in field.split(";") if form.strip()]


def _enter(found: dict[str, Known], known: Known, others: str) -> None:
    for form in (known.name, *_forms(others)):
        found.setdefault(form, known)
