"""Corrections made of what is on the screen: each names the thing as it is now, and says what it overrides.

They are made of the article as it is with all earlier corrections, since that is what they will be applied to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from newsreader.errors import UsageError
from newsreader.export.forms import speaker_text
from newsreader.model.article import Actor, ActorType, MentionForm, ParsedArticle
from newsreader.model.corrections import (
    ActorName,
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
from newsreader.services import regrouping
from newsreader.services.inputs import now
from newsreader.services.recognising import MOST_NAME, Finder, called, name_actor, name_key, name_quote, same_name
from newsreader.text.safe import one_line


def set_speakers(parsed: ParsedArticle, index: int, speakers: Sequence[ActorName]) -> SetSpeakers:
    """Those said this quote, and nobody else; raises UsageError where the quote has no words."""
    return SetSpeakers(_quote(parsed, index), tuple(speakers), _speakers(parsed, index), _made())


def speakers_of(parsed: ParsedArticle, index: int) -> tuple[ActorName, ...]:
    """The speakers that a quote has, as a correction names them."""
    found = []
    for speaker in parsed.quotes[index].speakers:
        actor = parsed.actor(speaker.actor)
        named = name_actor(parsed, actor) if actor else speaker_in_words(parsed, speaker.span.of(parsed.text))
        found += [named] if named else []
    return tuple(found)


def speaker_in_words(parsed: ParsedArticle, words: str) -> ActorName | None:
    """A speaker that is no actor, by words of the article; None where it has no such words."""
    name = one_line(words, MOST_NAME)
    return ActorName(name) if Finder(parsed.text).find(Words(name)) else None


def drop_quote(parsed: ParsedArticle, index: int) -> DropQuote:
    """The words are no quote; raises UsageError where it has no words."""
    return DropQuote(_quote(parsed, index), f"said by {_speakers(parsed, index)}", _made())


def drop_tie(parsed: ParsedArticle, index: int) -> DropTie:
    """The two do not stand so; raises UsageError where the sentence has no words."""
    tie = parsed.ties[index]
    subject, object_ = parsed.actor(tie.subject), parsed.actor(tie.object)
    words = Finder(parsed.text).name([tie.span])
    if subject is None or object_ is None or words is None:
        raise UsageError("there are no words that would find this tie again")
    names = name_actor(parsed, subject), name_actor(parsed, object_)
    return DropTie(names[0], tie.relation, names[1], words, tie.basis.value, _made())


def drop_actor(parsed: ParsedArticle, actor: Actor) -> DropActor:
    """What was taken for an actor is none."""
    return DropActor(name_actor(parsed, actor), _what(actor), _made())


def merge_actor(parsed: ParsedArticle, actor: Actor, into: Actor) -> MergeActor:
    """An actor is the same as another, which stays; raises UsageError where it is the very same."""
    if actor.id == into.id:
        raise UsageError(f"{actor.name} is {into.name} already")
    return MergeActor(name_actor(parsed, actor), name_actor(parsed, into), _what(actor), _made())


def split_actor(parsed: ParsedArticle, actor: Actor, alias: str) -> SplitActor:
    """Who is meant by a form of an actor's name is somebody else.

    Raises UsageError where nothing of the actor is written so, or all of it.
    """
    if regrouping.split(parsed, actor, alias) is None:
        raise UsageError(f"no mention of {actor.name} is written {alias!r}, or all are")
    form = one_line(alias, MOST_NAME)
    return SplitActor(name_actor(parsed, actor), form, one_line(f"a form of {actor.name}", MOST_NAME), _made())


def rename_actor(parsed: ParsedArticle, actor: Actor, name: str) -> RenameActor:
    """An actor is called otherwise; raises UsageError for no name, and for that of another actor of its kind."""
    new = one_line(name, MOST_NAME)
    if not new or new == actor.name:
        raise UsageError("the name is as it was")
    if any(other.id != actor.id and other.type is actor.type for other in called(parsed, new)):
        raise UsageError(f"there is another {actor.type.value} of the name {new}", mend="merge the two")
    return RenameActor(name_actor(parsed, actor), new, one_line(actor.name, MOST_NAME), _made())


def retype_actor(parsed: ParsedArticle, actor: Actor, kind: ActorType) -> RetypeActor:
    """An actor is of another kind; raises UsageError where it is of that kind."""
    if kind is actor.type:
        raise UsageError(f"{actor.name} is of the kind {kind.value} already")
    return RetypeActor(name_actor(parsed, actor), kind, actor.type.value, _made())


def split_forms(parsed: ParsedArticle, actor: Actor) -> list[str]:
    """The forms of an actor's name that can be made an actor of their own."""
    written = Counter(
        name_key(mention.span.of(parsed.text)) for mention in actor.mentions if mention.form is not MentionForm.PRONOUN
    )
    return [
        alias.text
        for alias in actor.aliases
        if 0 < written[name_key(alias.text)] < len(actor.mentions) and not same_name(alias.text, actor.name)
    ]


def _quote(parsed: ParsedArticle, index: int) -> Words:
    words = name_quote(Finder(parsed.text), parsed.quotes[index])
    if words is None:
        raise UsageError("there are no words that would find this quote again")
    return words


def _speakers(parsed: ParsedArticle, index: int) -> str:
    return one_line(speaker_text(parsed, parsed.quotes[index]))


def _what(actor: Actor) -> str:
    times = "once" if len(actor.mentions) == 1 else f"{len(actor.mentions)} times"
    return f"{actor.type.value}, mentioned {times}"


def _made() -> str:
    return now().isoformat()
