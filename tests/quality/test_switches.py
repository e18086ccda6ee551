from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest

from newsreader.analysis.pipeline import Pipeline
from tests.analysis.documents import document
from tests.quality import switches
from tests.quality.stages import ALONE
from tests.quality.switches import STAGES, TAGGER, Remembered, Stage, is_there, replaced, switched_off, timed

TEXT = "“It is cold,” said Ann Stone, the mayor of Norwich. She warned that the river would freeze."


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)
def test_every_stage_is_still_where_the_table_says(stage: Stage) -> None:
    assert is_there(stage), f"{stage.target} is gone: bring the table in switches.py up to date"


def test_names_are_told_apart_and_the_ways_name_stages() -> None:
    names = {stage.name for stage in (*STAGES, TAGGER)}
    assert len(names) == len(STAGES) + 1
    assert names.issuperset(name for _, without in ALONE for name in without)


@pytest.mark.model
@pytest.mark.parametrize("stage", [stage for stage in STAGES if stage.instead], ids=lambda stage: stage.name)
def test_articles_are_read_without_any_stage(pipeline: Pipeline, stage: Stage) -> None:
    with switched_off([stage], pipeline):
        assert pipeline.analyse(document(TEXT)).text == TEXT


@pytest.mark.model
def test_a_stage_that_is_off_finds_nothing_and_is_on_again_afterwards(pipeline: Pipeline) -> None:
    marks = [stage for stage in STAGES if stage.name in {"speakers", "ties, all steps"}]
    with switched_off(marks, pipeline):
        article = pipeline.analyse(document(TEXT))
    assert not any(quote.speakers for quote in article.quotes)
    assert any(quote.speakers for quote in pipeline.analyse(document(TEXT)).quotes)


@pytest.mark.model
def test_time_is_counted_for_each_stage(pipeline: Pipeline) -> None:
    with timed(STAGES) as seconds:
        pipeline.analyse(document(TEXT))
    assert seconds["names, all steps"] >= seconds["names: found again"] >= 0
    assert sum(seconds.values()) > 0


def slow(count: int) -> Iterator[int]:
    yield from range(count)


def test_a_function_is_put_back_whatever_happens() -> None:
    before = slow
    with pytest.raises(ZeroDivisionError), replaced(f"{__name__}:slow", lambda _: switches.nothing):
        _fail_without(before)
    assert slow is before


def _fail_without(function: Callable[[int], Iterator[int]]) -> None:
    assert slow is not function
    raise ZeroDivisionError


def test_what_is_yielded_is_timed_and_handed_on() -> None:
    with timed([Stage("slow", f"{__name__}:slow")]) as seconds:
        assert list(slow(3)) == [0, 1, 2]
    assert "slow" in seconds


def test_what_was_read_is_not_read_again() -> None:
    asked: list[list[str]] = []

    def read(texts: list[str]) -> list[str]:
        asked.append(texts)
        time.process_time()
        return [text.upper() for text in texts]

    remembered = Remembered(read)
    assert remembered(["a", "b"]) == remembered(("a", "b")) == ["A", "B"]
    assert asked == [["a", "b"]]
    assert remembered.seconds >= 0
