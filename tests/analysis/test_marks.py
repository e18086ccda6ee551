from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.analysis.marks import find_quotations

ONE_PARAGRAPH = [
    pytest.param("“We go,” said Ada. “Now.”", ["We go,", "Now."], id="curly"),
    pytest.param('"We go," said Ada. "Now."', ["We go,", "Now."], id="straight"),
    pytest.param("« Oui », said Ada.", [" Oui "], id="guillemets"),
    pytest.param("”We go now,” said Ada.", ["We go now,"], id="closing mark that opens"),
    pytest.param('He called it "odd", and "very odd".', ["odd", "very odd"], id="comma outside"),
    pytest.param("‘We go now,’ said Ada.", ["We go now,"], id="single curly"),
    pytest.param("'We go now,' said Ada.", ["We go now,"], id="single straight"),
    pytest.param(
        "‘The states’ rights come first,’ she said.", ["The states’ rights come first,"], id="possessive inside"
    ),
    pytest.param("The states’ rights and Ada’s cat’s tail.", [], id="apostrophes"),
    pytest.param("It was the '90s, and 'tis over.", [], id="elisions"),
    pytest.param("“She said ‘come in’ to me,” he said.", ["She said ‘come in’ to me,"], id="nested"),
    pytest.param("‘She said “come in” to me,’ he said.", ["She said “come in” to me,"], id="nested the other way"),
    pytest.param('He said "we go" and then "stayed', ["we go"], id="odd count"),
    pytest.param("She said: “We go and do not come", ["We go and do not come"], id="never closed, clearly begun"),
    pytest.param("He said “we go and ‘stay put’ here", ["stay put"], id="outer never closes"),
    pytest.param('A 6" nail and a 12" board', [], id="inches"),
]


@pytest.mark.parametrize(("text", "expected"), ONE_PARAGRAPH)
def test_quotations_of_one_paragraph(text: str, expected: list[str]) -> None:
    found = find_quotations([text])
    assert [text[quotation.start : quotation.end] for quotation in found] == expected


def test_a_quotation_goes_on_where_the_next_paragraph_opens_again() -> None:
    texts = ["Ada said: “One.", "“Two.", "“Three.” She left.", "“Four.”"]
    found = find_quotations(texts)
    assert [(q.passage, q.continues, q.closed) for q in found] == [
        (0, False, False),
        (1, True, False),
        (2, True, True),
        (3, False, True),
    ]


def test_a_quotation_goes_on_where_the_next_paragraph_only_closes() -> None:
    texts = ['Ada said, "One.', 'Two and three." She left.']
    found = find_quotations(texts)
    assert [texts[q.passage][q.start : q.end] for q in found] == ["One.", "Two and three."]
    assert found[1].continues


def test_a_paragraph_that_opens_nothing_ends_an_open_quotation() -> None:
    texts = ["Ada said: “One.", "She left.", "“Two.”"]
    assert [q.continues for q in find_quotations(texts)] == [False, False]


marked = st.text(st.sampled_from("ab s.,!\"“”‘’'«»„ "), max_size=60)


@given(st.lists(marked, max_size=5))
def test_quotations_lie_in_their_passages_in_order_and_apart(texts: list[str]) -> None:
    found = find_quotations(texts)
    places = [(q.passage, q.start, q.end) for q in found]
    assert all(0 <= start < end <= len(texts[passage]) for passage, start, end in places)
    assert all(one[0] < other[0] or one[2] <= other[1] for one, other in pairwise(places))


@pytest.mark.parametrize("piece", ["“", '"', "‘", "«", "”", '" ', "“ ", "'a ", "“a‘b«c "])
def test_the_work_is_linear(piece: str) -> None:
    began = time.process_time()
    find_quotations([piece * 60_000])
    assert time.process_time() - began < 5
