from __future__ import annotations

import pytest

from newsreader.analysis.combine import combine
from newsreader.analysis.cues import Saying
from newsreader.analysis.parse import Word
from newsreader.analysis.tagger.tagger import Stretch, Tagged
from newsreader.analysis.trust import _weights, read_signs, trust, trust_words


def word(index: int, text: str = "Roe") -> Word:
    return Word(index, index, index + 1, text, text.lower(), "NNP", "nsubj", index, 0, 0, index)


def tagged(*ranges: tuple[int, int], speaker: Word | None = None, sure: float = 0.95) -> Saying:
    evidence = Tagged([Stretch(0, 0, 1, sure, 0.9)], None, None, 0.9, 0.9, sure)
    return Saying(list(ranges), None, None, [speaker] if speaker else [], evidence=evidence)


def rule(
    *ranges: tuple[int, int], speaker: Word | None = None, cue: tuple[int, int] | None = None, marked: bool = True
) -> Saying:
    return Saying(list(ranges), cue, None, [speaker] if speaker else [], 0.9, marked=marked)


ROE, ASH = word(20, "Roe"), word(40, "Ash")


def test_two_readings_of_the_same_words_are_one_quote_that_both_have_read() -> None:
    (quote,) = combine([], [tagged((0, 9), speaker=ROE)], [rule((0, 8), speaker=ROE)], [])
    assert quote.evidence is not None
    assert (quote.agreed, quote.same_speaker) == (True, True)


def test_a_reading_of_other_words_agrees_with_nothing() -> None:
    (quote,) = combine([], [tagged((0, 9), speaker=ROE)], [rule((0, 2), speaker=ROE)], [])
    assert not quote.agreed


@pytest.mark.parametrize(("sure", "who"), [(0.99, ROE), (0.5, ASH)])
def test_an_unsure_speaker_gives_way_to_that_of_the_rules(sure: float, who: Word) -> None:
    (quote,) = combine([], [tagged((0, 9), speaker=ROE, sure=sure)], [rule((0, 9), speaker=ASH)], [])
    assert quote.speakers == [who]
    assert quote.borrowed is (who is ASH)
    assert quote.same_speaker is False


def test_a_speaker_whom_the_tagger_has_not_found_is_that_of_the_rules() -> None:
    (quote,) = combine([], [tagged((0, 9))], [rule((0, 9), speaker=ASH, cue=(10, 10))], [])
    assert (quote.speakers, quote.cue, quote.borrowed) == ([ASH], (10, 10), True)


def test_what_the_tagger_passed_over_is_kept_only_in_marks() -> None:
    quotes = combine([], [], [rule((0, 9), marked=True), rule((20, 29), marked=False)], [])
    assert [quote.ranges for quote in quotes] == [[(0, 9)]]


def test_a_further_part_that_another_has_said_is_a_quote_of_its_own() -> None:
    rules = [rule((0, 4), speaker=ROE, cue=(6, 6)), rule((10, 14), speaker=ASH, cue=(16, 16))]
    quotes = combine([], [tagged((0, 4), (10, 14), speaker=ROE)], rules, [])
    assert [(quote.ranges, quote.speakers) for quote in quotes] == [([(0, 4)], [ROE]), ([(10, 14)], [ASH])]


def test_an_interrupted_quote_of_one_speaker_stays_whole() -> None:
    rules = [rule((0, 4), (10, 14), speaker=ROE, cue=(6, 6))]
    (quote,) = combine([], [tagged((0, 4), (10, 14), speaker=ROE)], rules, [])
    assert quote.ranges == [(0, 4), (10, 14)]


def test_a_quotation_over_two_paragraphs_is_one_quote() -> None:
    (quote,) = combine([], [tagged((0, 9), speaker=ROE), tagged((12, 19))], [], [[(0, 9), (12, 19)]])
    assert (quote.ranges, quote.speakers) == ([(0, 9), (12, 19)], [ROE])


def test_two_speakers_in_one_pair_of_marks_stay_two() -> None:
    quotes = combine([], [tagged((0, 9), speaker=ROE), tagged((12, 19), speaker=ASH)], [], [[(0, 9), (12, 19)]])
    assert [quote.speakers for quote in quotes] == [[ROE], [ASH]]


def test_a_turn_of_a_transcript_is_not_read_again() -> None:
    turn = rule((0, 9), speaker=ROE)
    assert combine([turn], [tagged((3, 5), speaker=ASH)], [rule((0, 9))], []) == [turn]


def test_every_sign_has_a_weight() -> None:
    saying = tagged((0, 9), speaker=ROE)
    assert saying.evidence is not None
    signs = read_signs(saying, saying.evidence)
    for weights in _weights().values():
        assert weights.keys() == {"even", *signs}


def test_agreement_makes_a_quote_surer_and_doubt_less_sure() -> None:
    alone, doubtful, both = (tagged((0, 9), speaker=ROE, sure=sure) for sure in (0.95, 0.6, 0.95))
    both.agreed, both.same_speaker = True, True
    for sure in (trust, trust_words):
        assert sure(doubtful) < sure(alone) < sure(both) < 1


def test_what_the_rules_alone_have_read_is_as_sure_as_its_construction() -> None:
    assert trust(rule((0, 9))) == trust_words(rule((0, 9))) == 0.9
