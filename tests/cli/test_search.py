"""A command line as a search line: what the shell took away is put back."""

from __future__ import annotations

import pytest

from newsreader.cli.list import read_line
from newsreader.model.query import Query, Term, Where


@pytest.mark.parametrize(
    ("words", "terms"),
    [
        ([], ()),
        (["harbour", "talks"], (Term("harbour"), Term("talks"))),
        (["by:El Alam", "harbour"], (Term("El Alam", Where.BY, phrase=True), Term("harbour"))),
        (["-by:El Alam", "harbour"], (Term("El Alam", Where.BY, phrase=True, negated=True), Term("harbour"))),
        (['by:"El Alam" harbour'], (Term("El Alam", Where.BY, phrase=True), Term("harbour"))),
        (["by:Alam harbour"], (Term("Alam", Where.BY), Term("harbour"))),
        (['"cease fire"', "x"], (Term("cease fire", phrase=True), Term("x"))),
    ],
)
def test_the_words_of_a_command_line(words: list[str], terms: tuple[Term, ...]) -> None:
    assert read_line(words) == Query(terms)
