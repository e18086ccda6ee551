"""Corrections for tests: made of any article, and of any words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from newsreader.errors import UsageError
from newsreader.model.article import Actor, ActorType, ParsedArticle, Relation
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
from newsreader.services import proposing
from newsreader.services.corrections_form import Noted
from newsreader.services.recognising import name_actor
from newsreader.text.safe import fold

Draw = Callable[[st.SearchStrategy[Any]], Any]
"""What draws from a strategy."""

said = st.text(max_size=30).map(fold)
names = said.filter(bool)
kinds = st.sampled_from(list(ActorType))
words = st.builds(Words, said, st.integers(1, 99))
actors = st.builds(ActorName, names, st.none() | kinds, st.integers(1, 9))
corrections: st.SearchStrategy[Correction] = st.one_of(
    st.builds(SetSpeakers, words, st.lists(actors, max_size=3).map(tuple), said, said),
    st.builds(DropQuote, words, said, said),
    st.builds(DropActor, actors, said, said),
    st.builds(MergeActor, actors, actors, said, said),
    st.builds(SplitActor, actors, names, said, said),
    st.builds(RenameActor, actors, names, said, said),
    st.builds(RetypeActor, actors, kinds, said, said),
    st.builds(DropTie, actors, st.sampled_from(list(Relation)), actors, words, said, said),
)
notes = st.builds(Noted, st.builds(ArticleName, said, said, said), corrections)


def propose(parsed: ParsedArticle, draw: Draw) -> Correction | None:
    """Something that a person may put right in this article; None where that cannot be."""
    ways = ["quotes"] * bool(parsed.quotes) + ["actors"] * bool(parsed.actors) + ["ties"] * bool(parsed.ties)
    if not ways:
        return None
    way = draw(st.sampled_from(ways))
    try:
        if way == "ties":
            return proposing.drop_tie(parsed, draw(st.integers(0, len(parsed.ties) - 1)))
        if way == "quotes":
            index = draw(st.integers(0, len(parsed.quotes) - 1))
            speakers = [name_actor(parsed, actor) for actor in parsed.actors if actor.mentions and draw(st.booleans())]
            return (
                proposing.drop_quote(parsed, index)
                if draw(st.booleans())
                else proposing.set_speakers(parsed, index, speakers)
            )
        return _about_actor(parsed, draw)
    except UsageError:
        return None


def _about_actor(parsed: ParsedArticle, draw: Draw) -> Correction:
    actor: Actor = draw(st.sampled_from(parsed.actors))
    way = draw(st.sampled_from(["drop", "merge", "split", "rename", "retype"]))
    if way == "merge":
        return proposing.merge_actor(parsed, actor, draw(st.sampled_from(parsed.actors)))
    if way == "split":
        forms = [mention.span.of(parsed.text) for mention in actor.mentions] or [actor.name]
        return proposing.split_actor(parsed, actor, draw(st.sampled_from(forms)))
    if way == "rename":
        return proposing.rename_actor(parsed, actor, draw(st.text(max_size=9)))
    if way == "retype":
        return proposing.retype_actor(parsed, actor, draw(kinds))
    return proposing.drop_actor(parsed, actor)
