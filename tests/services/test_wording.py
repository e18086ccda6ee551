"""Corrections in words, on one line and short, whatever strangers wrote."""

from __future__ import annotations

import pytest
from hypothesis import given

from newsreader.model.article import ActorType, Relation
from newsreader.model.corrections import (
    ActorName,
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
from newsreader.services.wording import describe, describe_with_before, overridden
from tests.services.corrections import corrections

ANN, BOB, SAID = ActorName("Ann", ActorType.PERSON), ActorName("Bob"), Words("We go")


@pytest.mark.parametrize(
    ("correction", "words"),
    [
        (SetSpeakers(SAID, (ANN, BOB), "x", ""), "“We go” is said by Ann and Bob"),
        (SetSpeakers(SAID, (), "x", ""), "“We go” is said by nobody that is named"),
        (DropQuote(SAID, "x", ""), "“We go” is no quote"),
        (DropActor(ANN, "x", ""), "Ann is no actor"),
        (MergeActor(ANN, BOB, "x", ""), "Ann is Bob"),
        (SplitActor(ANN, "Annie", "x", ""), "Annie is not Ann"),
        (RenameActor(ANN, "Anne", "x", ""), "Ann is called Anne"),
        (RetypeActor(ANN, ActorType.STATE, "x", ""), "Ann is of the kind state"),
        (DropTie(ANN, Relation.MEMBER_OF, BOB, SAID, "x", ""), "not: Ann member of Bob"),
    ],
)
def test_each_says_what_was_put_right_and_what_it_overrides(correction: Correction, words: str) -> None:
    assert describe(correction) == words
    assert describe_with_before(correction) == f"{words} (was: x)"
    assert overridden(correction).endswith("was: x)" if isinstance(correction, MergeActor) else "was: x")


@given(corrections)
def test_it_is_one_short_line(correction: Correction) -> None:
    told = describe_with_before(correction)
    assert "\n" not in told
    assert len(told) < 500
