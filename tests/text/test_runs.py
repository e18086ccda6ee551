"""Marks over one another are cut into runs that cover the row exactly."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsreader.model.spans import Span
from newsreader.text.runs import Run, lay, runs
from tests.strategies import spans


def test_runs_of_a_row() -> None:
    layers = lay([(Span(2, 8), "quote"), (Span(4, 6), "actor"), (Span(20, 22), "actor")])
    assert list(runs(Span(0, 10), layers)) == [
        Run(Span(0, 2), ()),
        Run(Span(2, 4), ("quote",)),
        Run(Span(4, 6), ("quote", "actor")),
        Run(Span(6, 8), ("quote",)),
        Run(Span(8, 10), ()),
    ]
    assert list(runs(Span(0, 3), lay([]))) == [Run(Span(0, 3), ())]


@given(st.lists(st.tuples(spans(50), st.sampled_from("abc")), max_size=12), spans(50))
def test_they_cover_the_row_and_say_every_mark(marks: list[tuple[Span, str]], row: Span) -> None:
    made = list(runs(row, lay(marks)))
    assert [at for run in made for at in range(run.span.start, run.span.end)] == list(range(row.start, row.end))
    for run in made:
        for at in range(run.span.start, run.span.end):
            assert list(run.styles) == [style for span, style in marks if at in span]
