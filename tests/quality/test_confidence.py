from __future__ import annotations

from tests.quality.confidence import (
    EDGES,
    Bin,
    into_bins,
    judge_names,
    judge_quotes,
    judge_references,
    judge_speakers,
)
from tests.quality.notes import Notes, Pointer, SaidBy, Statement

TEXT = "Ann Stone said that it was cold. She left. Bo Reed said no such thing."
ANN, BO = SaidBy(((0, 9),)), SaidBy(((43, 50),))
COLD = Statement(((15, 31),), "indirect", True, ANN)


def test_bins_hold_everything_once_and_the_last_holds_one() -> None:
    judged = [(0.1, True), (0.5, False), (0.59, True), (0.9, True), (1.0, False)]
    bins = into_bins(judged)
    assert [bin_.least for bin_ in bins] == list(EDGES)
    assert [(bin_.count, bin_.right) for bin_ in bins] == [(1, 1), (2, 1), (0, 0), (0, 0), (0, 0), (2, 1)]
    assert (bins[0].share, bins[2].share, bins[5].share) == (100, None, 50)
    assert bins[5] == Bin(0.9, 2, 1)


def test_a_quote_is_right_with_its_speaker_alone() -> None:
    gold = {"a": Notes("a", TEXT, (COLD,))}
    right, wrong = (
        Statement(COLD.places, speaker=ANN, confidence=0.9),
        Statement(COLD.places, speaker=BO, confidence=0.6),
    )
    nowhere = Statement(((33, 41),), speaker=BO, confidence=0.7)
    assert judge_quotes(gold, {"a": Notes("a", TEXT, (right, nowhere))}) == [(0.9, True), (0.7, False)]
    assert judge_quotes(gold, {"a": Notes("a", TEXT, (wrong,))}) == [(0.6, False)]
    assert judge_speakers(gold, {"a": Notes("a", TEXT, (wrong, nowhere))}) == [(0.6, False)]


def test_a_name_is_right_with_its_label() -> None:
    gold = {"a": Notes("a", TEXT, (), (Pointer((0, 9), "PER", entity="1"),))}
    guess = Notes("a", TEXT, (), (Pointer((0, 9), "PER", confidence=0.9), Pointer((43, 50), "ORG", confidence=0.8)))
    assert judge_names(gold, {"a": guess}) == [(0.9, True), (0.8, False)]


def test_a_pronoun_is_right_where_the_gold_joins_it_to_the_same_names() -> None:
    she = Pointer((33, 36), "PER", "pronoun", "1")
    gold = {"a": Notes("a", TEXT, (), (Pointer((0, 9), "PER", entity="1"), she, Pointer((43, 50), "PER", entity="2")))}

    def judged(owner: str) -> list[tuple[float, bool]]:
        names = (Pointer((0, 9), "PER", entity="a1"), Pointer((43, 50), "PER", entity="a2"))
        guess = (*names, Pointer((33, 36), "PER", "pronoun", owner, confidence=0.7))
        return judge_references(gold, {"a": Notes("a", TEXT, (), guess)})

    assert judged("a1") == [(0.7, True)]
    assert judged("a2") == [(0.7, False)]
    assert judged("a3") == [], "an actor without a name is joined to none"
