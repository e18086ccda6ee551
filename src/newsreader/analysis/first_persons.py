"""Who "I" is: the one who says the quoted words that it stands in."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.analysis.cues import Saying
from newsreader.analysis.entities import Cast
from newsreader.analysis.parse import Parse
from newsreader.analysis.speakers import Voice
from newsreader.model.article import MentionForm

FIRST_PERSONS = frozenset({"i", "me", "my", "mine", "myself"})
"""Pronouns for the one who speaks."""

CONFIDENCE = 0.9
"""How sure it is at most."""


def point_first_persons(parse: Parse, cast: Cast, sayings: Sequence[Saying], voices: Sequence[Sequence[Voice]]) -> None:
    """Let "I" and "my" in quoted words point to the one person who says them."""
    for saying, heard in zip(sayings, voices, strict=True):
        if not saying.marked or len(heard) != 1 or heard[0].key is None:
            continue
        speaker = cast.entities[heard[0].key]
        if not speaker.is_person or speaker.many:
            continue
        for first, last in saying.ranges:
            for word in parse.words[first : last + 1]:
                if word.lower in FIRST_PERSONS and word.tag.startswith("PRP"):
                    cast.point(
                        speaker, word.index, word.index, MentionForm.PRONOUN, min(CONFIDENCE, heard[0].confidence)
                    )
