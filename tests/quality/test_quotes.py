from __future__ import annotations

from dataclasses import replace

import pytest

from tests.quality.notes import Notes, SaidBy, Statement
from tests.quality.quotes import Part, measure_quotes

TEXT = 'The UN envoy Ghassan Salame said: "We must act." Salame added that war is near. Cuts are planned by Ann.'


def place(words: str, begin: int = 0) -> tuple[int, int]:
    start = TEXT.index(words, begin)
    return start, start + len(words)


FIRST = Statement(
    (place("We must act"),), "direct", True, SaidBy((place("The UN envoy Ghassan Salame"),), ("Ghassan Salame",))
)
SECOND = Statement((place("that war is near"),), "indirect", True, SaidBy((place("Salame", 40),)))
PLAN = Statement((place("Cuts are planned"),), "indirect", False, SaidBy((place("Ann"),)))
GOLD = {"a": Notes("a", TEXT, (FIRST, SECOND, PLAN))}


def guessed(*statements: Statement) -> dict[str, Notes]:
    return {"a": Notes("a", TEXT, statements)}


def test_the_gold_itself_is_all_right() -> None:
    figures = measure_quotes(GOLD, GOLD)
    assert figures.exact.f1 == figures.overlap.f1 == figures.with_speaker.f1 == 1
    assert figures.speaker == figures.speaker_exact == figures.actor == 1
    assert figures.recall_of("direct") == figures.recall_of("indirect") == 1


def test_a_document_that_is_missing_has_no_quotes() -> None:
    figures = measure_quotes(GOLD, {})
    assert (figures.gold, figures.guessed, figures.exact.f1) == (3, 0, 0)


def test_half_of_the_words_are_an_overlap_and_not_exact() -> None:
    figures = measure_quotes(GOLD, guessed(replace(FIRST, places=(place("must act"),))))
    assert (figures.exact.f1, figures.overlap.precision) == (0, 1)
    assert figures.overlap.recall == pytest.approx(1 / 3)


def test_a_part_of_the_speaker_is_right_but_not_exact() -> None:
    figures = measure_quotes(GOLD, guessed(replace(FIRST, speaker=SaidBy((place("Salame"),), ("Salame",)))))
    assert (figures.speaker, figures.speaker_exact, figures.actor) == (1, 0, 1)


def test_a_wrong_speaker_and_none_where_there_is_one_are_wrong() -> None:
    wrong = guessed(replace(FIRST, speaker=SaidBy((place("Ann"),), ("Ann",))), replace(SECOND, speaker=None))
    figures = measure_quotes(GOLD, wrong)
    assert (figures.overlap.precision, figures.with_speaker.precision, figures.actor) == (1, 0, 0)


def test_a_speaker_where_the_gold_names_nobody_is_wrong() -> None:
    gold = {"a": Notes("a", TEXT, (replace(FIRST, speaker=None),))}
    assert measure_quotes(gold, guessed(FIRST)).with_speaker.f1 == 0
    assert measure_quotes(gold, guessed(replace(FIRST, speaker=None))).with_speaker.f1 == 1


def test_what_belongs_to_the_other_part_is_set_aside() -> None:
    speech = Part(speech=True)
    figures = measure_quotes(GOLD, GOLD, speech)
    assert (figures.gold, figures.guessed) == (2, 2)
    beside = guessed(FIRST, SECOND, replace(PLAN, speech=True))
    assert measure_quotes(GOLD, beside, speech).guessed == 2


def test_a_quote_that_disowns_itself_is_set_aside_and_one_that_does_not_is_held_against_it() -> None:
    nowhere = Statement((place("UN envoy"),), "indirect", False)
    speech = Part(speech=True)
    assert measure_quotes(GOLD, guessed(FIRST, nowhere), speech).guessed == 1
    bare = {"a": guessed(FIRST, nowhere)["a"].without_flags()}
    assert measure_quotes(GOLD, bare, speech).guessed == 2


def test_types_are_a_part_too() -> None:
    figures = measure_quotes(GOLD, GOLD, Part(types=frozenset({"direct", "mixed"})))
    assert (figures.gold, figures.guessed, figures.exact.f1) == (1, 1, 1)
