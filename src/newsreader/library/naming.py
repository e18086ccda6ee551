"""Who is named in an article, who speaks in it and who is spoken of, as an index over all articles.

A name is kept once for all articles; what an article has is rows of numbers. Only what the text gives as
a name is here: neither descriptions that the program joined to an actor, nor those who have no name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from newsreader.library import folding
from newsreader.model.article import Actor, Basis, ParsedArticle
from newsreader.text.safe import one_line

MOST_NAMES = 500
"""Names of one article that are remembered, those of its chief actors first."""

MOST_CHARS = 200
"""Characters of a name that are remembered."""

CHIEF = 3
"""How many actors an article is about, those that it is most about."""

_FORGET = "DELETE FROM article_names WHERE key = ?"
_NAME = "INSERT INTO names (shown, folded) VALUES (?, ?) ON CONFLICT (shown) DO NOTHING"
_LINK = """
    INSERT INTO article_names (key, name, place, speaks, spoken_of)
    SELECT ?, name, ?, ?, ? FROM names WHERE shown = ?
    ON CONFLICT (key, name) DO UPDATE SET speaks = max(speaks, excluded.speaks),
        spoken_of = max(spoken_of, excluded.spoken_of)
"""
_QUOTES = "UPDATE articles SET quotes = ? WHERE key = ?"

Run = Callable[[str, tuple[object, ...]], Any]


@dataclass(frozen=True, slots=True)
class Named:
    """One name in one article."""

    shown: str
    """The name as the article gives it."""

    place: int | None
    """Which of the article's actors it is, from 0; None for another name of one, and for one outside the story."""

    speaks: bool
    """Whether a quote of theirs is in it."""

    spoken_of: bool
    """Whether the article, or a quote in it, is about them."""


def names_of(parsed: ParsedArticle) -> list[Named]:
    """The names in an article, those of its chief actors first."""
    speaking = {speaker.actor for quote in parsed.quotes for speaker in quote.speakers if speaker.actor}
    about = {actor for quote in parsed.quotes for actor in quote.about}
    about |= {actor.id for actor in parsed.actors[:CHIEF] if actor.salience > 0}
    found: dict[str, Named] = {}
    for place, actor in enumerate(parsed.actors):
        for number, shown in enumerate(_forms(actor)):
            first = place if number == 0 and actor.salience > 0 else None
            found.setdefault(shown, Named(shown, first, actor.id in speaking, actor.id in about))
        if len(found) >= MOST_NAMES:
            break
    return list(found.values())


def _forms(actor: Actor) -> list[str]:
    if not actor.named:
        return []
    forms = [actor.name, *(alias.text for alias in actor.aliases if alias.basis is not Basis.RESOLVED)]
    shown = (one_line(form, MOST_CHARS) for form in forms)
    return [form for form in dict.fromkeys(shown) if form]


def write(run: Run, key: int, parsed: ParsedArticle) -> None:
    """Put the names of an article in the place of those that were known of it, and how many quotes it has."""
    run(_FORGET, (key,))
    for each in names_of(parsed):
        run(_NAME, (each.shown, folding.key(each.shown)))
        run(_LINK, (key, each.place, each.speaks, each.spoken_of, each.shown))
    run(_QUOTES, (len(parsed.quotes), key))


def forget(run: Run, key: int) -> None:
    """Forget who is in an article, whose text is another one now."""
    run(_FORGET, (key,))
    run(_QUOTES, (None, key))
