from __future__ import annotations

from dataclasses import replace

import pytest

from tests.quality.mentions import ALL_KINDS, MentionFigures, measure_mentions
from tests.quality.notes import Notes, Pointer

TEXT = "The UN envoy Ghassan Salame left the UN. Mr Salame said he was tired."


def pointer(words: str, label: str, entity: str, kind: str = "named", core: str = "", nth: int = 0) -> Pointer:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    place = (start, start + len(words))
    inner = TEXT.index(core, start) if core else 0
    return Pointer(place, label, kind, entity, (inner, inner + len(core)) if core else None)


WHOLE = pointer("The UN envoy Ghassan Salame", "PER", "1", core="Ghassan Salame")
BODY = pointer("UN", "ORG", "2")
AGAIN = pointer("the UN", "ORG", "2")
SHORT = pointer("Mr Salame", "PER", "1", core="Salame")
HE = pointer("he", "PER", "1", "pronoun", nth=1)
GOLD = (WHOLE, BODY, AGAIN, SHORT, HE)


def measured(*guesses: Pointer, kinds: frozenset[str] = ALL_KINDS) -> MentionFigures:
    return measure_mentions({"a": Notes("a", TEXT, (), GOLD)}, {"a": Notes("a", TEXT, (), guesses)}, kinds)


def test_the_gold_itself_is_all_right() -> None:
    figures = measured(*GOLD)
    assert figures.exact.f1 == figures.span.f1 == figures.overlap.f1 == figures.clusters.mean == figures.alias.f1 == 1


def test_the_bare_name_is_as_good_as_the_whole_phrase() -> None:
    bare = replace(WHOLE, place=WHOLE.core or (0, 0))
    assert measured(bare, BODY, AGAIN, SHORT, HE).exact.f1 == 1


def test_a_wrong_label_is_a_span_and_not_exact() -> None:
    figures = measured(replace(BODY, label="LOC"))
    assert (figures.span.precision, figures.exact.precision) == (1, 0)
    assert figures.exact_of("ORG").recall == 0


def test_kinds_that_are_not_asked_for_are_left_out() -> None:
    figures = measured(*GOLD, kinds=frozenset({"named"}))
    assert (figures.counts["gold"], figures.counts["guessed"]) == (4, 4)


def test_an_actor_in_two_loses_the_alias_and_the_cluster() -> None:
    figures = measured(WHOLE, BODY, AGAIN, replace(SHORT, entity="3"), HE)
    assert figures.exact.f1 == 1
    assert figures.alias.recall < 1
    assert figures.shared.b_cubed.precision == 1
    assert figures.shared.b_cubed.recall == pytest.approx((2 * 2 / 3 + 1 / 3 + 2) / 5)


def test_missing_mentions_count_against_the_clusters_and_not_against_the_shared_ones() -> None:
    figures = measured(WHOLE, BODY)
    assert figures.shared.b_cubed.f1 == 1
    assert figures.clusters.b_cubed.recall < 0.5
