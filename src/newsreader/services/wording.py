"""Corrections in words: what was put right, and what that overrides."""

from __future__ import annotations

from newsreader.model.corrections import (
    Corrected,
    Correction,
    DropActor,
    DropQuote,
    MergeActor,
    RenameActor,
    RetypeActor,
    SetSpeakers,
    SplitActor,
)
from newsreader.text.safe import one_line

MOST = 60
"""Characters of quoted words or of a name."""


def describe(correction: Correction) -> str:
    """What was put right, on one line: `“We are closer …” is said by Ghassan Salame`."""
    if isinstance(correction, SetSpeakers):
        who = " and ".join(_cut(speaker.name) for speaker in correction.speakers)
        return f"“{_cut(correction.quote.text)}” is said by {who or 'nobody that is named'}"
    if isinstance(correction, DropQuote):
        return f"“{_cut(correction.quote.text)}” is no quote"
    if isinstance(correction, DropActor):
        return f"{_cut(correction.actor.name)} is no actor"
    if isinstance(correction, MergeActor):
        return f"{_cut(correction.actor.name)} is {_cut(correction.into.name)}"
    if isinstance(correction, SplitActor):
        return f"{_cut(correction.alias)} is not {_cut(correction.actor.name)}"
    if isinstance(correction, RenameActor):
        return f"{_cut(correction.actor.name)} is called {_cut(correction.name)}"
    if isinstance(correction, RetypeActor):
        return f"{_cut(correction.actor.name)} is of the kind {correction.type.value}"
    relation = correction.relation.value.replace("-", " ")
    return f"not: {_cut(correction.subject.name)} {relation} {_cut(correction.object.name)}"


def describe_with_before(correction: Correction) -> str:
    """The same, with what it overrides."""
    return f"{describe(correction)} ({_was(correction)})"


def tell(corrected: Corrected) -> list[str]:
    """All that was put right in an article, a line each, by when it was; what found nothing is told apart."""
    kept = {id(made): made for each in (*corrected.quotes.values(), *corrected.actors.values()) for made in each}
    applied = sorted((*kept.values(), *corrected.dropped), key=lambda made: made.made)
    lines = [describe_with_before(made) for made in applied]
    return lines + [f"not found any more: {describe_with_before(made)}" for made in corrected.lost]


def overridden(correction: Correction) -> str:
    """What it overrides, for where the thing itself is shown: `was: place`."""
    if isinstance(correction, MergeActor):
        return f"one with {_cut(correction.actor.name)} ({_was(correction)})"
    return _was(correction)


def _was(correction: Correction) -> str:
    return f"was: {_cut(correction.was) or 'not said'}"


def _cut(text: str) -> str:
    return one_line(text, MOST)
