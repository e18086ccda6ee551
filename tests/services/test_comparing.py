"""What an outlet changed in an article."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from newsreader.model.article import Bound, Figure, ParsedArticle
from newsreader.services.comparing import Changed, Difference, Form, compare, paragraphs
from tests import samples
from tests.analysis.documents import document

FIRST = Form(1, datetime(2026, 1, 1, tzinfo=UTC), "first", "Harbour")
SECOND = Form(2, datetime(2026, 1, 2, tzinfo=UTC), "changed", "Harbour")


def difference(before: str, after: str) -> Difference:
    return compare((FIRST, ParsedArticle(document(before))), (SECOND, ParsedArticle(document(after))))


def drawn(changed: Changed) -> str:
    return changed.sign + "".join(f"[{words}]" if differs else words for words, differs in changed.pieces)


def test_a_changed_word_is_marked_in_its_paragraph() -> None:
    found = difference("Two ships sank.\nThe port said 12 people were lost in the storm.\nRain fell.",
                       "Two ships sank.\nThe port said 31 people were lost in the storm.\nRain fell.")  # fmt: skip
    assert [drawn(line) for line in found.lines] == [
        " Two ships sank.",
        "-The port said [12 ]people were lost in the storm.",
        "+The port said [31 ]people were lost in the storm.",
        " Rain fell.",
    ]


def test_paragraphs_that_have_nothing_in_common_go_and_come_whole() -> None:
    found = difference("The minister resigned at once.", "Rain is forecast for all of Friday.")
    assert [drawn(line) for line in found.lines] == [
        "-[The minister resigned at once.]",
        "+[Rain is forecast for all of Friday.]",
    ]


def test_what_stayed_far_from_a_change_is_counted_only() -> None:
    same = [f"Paragraph number {n} stays as it is." for n in range(6)]
    found = difference("\n".join(same), "\n".join([*same, "A new end."]))
    assert [drawn(line) for line in found.lines] == [
        "~5 unchanged paragraphs",
        " Paragraph number 5 stays as it is.",
        "+[A new end.]",
    ]


def test_boilerplate_is_not_compared() -> None:
    before = document("Text that stays.\nRead more: cats", ["body", "boilerplate"])
    after = document("Text that stays.\nRead more: dogs", ["body", "boilerplate"])
    found = compare((FIRST, ParsedArticle(before)), (SECOND, ParsedArticle(after)))
    assert not [line for line in found.lines if line.sign in "-+"]


def test_a_quote_that_went_is_told_with_its_speaker() -> None:
    whole = samples.parsed()
    less = replace(whole, quotes=whole.quotes[1:])
    found = compare((FIRST, whole), (SECOND, less))
    assert not found.pending
    assert len(found.quotes_gone) == 1
    assert found.quotes_gone[0].startswith("Maria Okafor")
    assert "We are closer than we were last week" in found.quotes_gone[0]
    assert found.quotes_come == ()


def test_figures_that_changed_are_told() -> None:
    whole = samples.parsed()
    span = samples.at("more than 40 jobs")
    with_figure = replace(whole, figures=(Figure(span, 40, Bound.MORE_THAN),))
    found = compare((FIRST, replace(whole, figures=())), (SECOND, with_figure))
    assert (found.figures_gone, found.figures_come) == ((), ("more than 40 jobs",))


def test_nothing_is_said_of_quotes_where_a_form_is_not_analysed() -> None:
    whole = samples.parsed()
    found = compare((FIRST, whole), (SECOND, ParsedArticle(whole.document)))
    assert found.pending
    assert found.quotes_gone == ()


def test_broken_paragraphs_are_joined() -> None:
    broken = document("One line\nand its end.")
    blocks = (broken.blocks[0], replace(broken.blocks[1], continues=True))
    assert paragraphs(replace(broken, blocks=blocks)) == ["One line and its end."]


texts = st.lists(st.text("ab .", min_size=1, max_size=30), min_size=1, max_size=12).map("\n".join)


@given(texts, texts)
def test_nothing_is_lost(before: str, after: str) -> None:
    found = difference(before, after)
    gone = sum(line.sign == "-" for line in found.lines)
    come = sum(line.sign == "+" for line in found.lines)
    assert len(paragraphs(document(before))) - gone == len(paragraphs(document(after))) - come
    for line in found.lines:
        words = "".join(words for words, _ in line.pieces).strip()
        if line.sign == "-":
            assert words in [each.strip() for each in paragraphs(document(before))]
        elif line.sign == "+":
            assert words in [each.strip() for each in paragraphs(document(after))]


@given(texts)
def test_the_same_twice_is_no_difference(text: str) -> None:
    assert not [line for line in difference(text, text).lines if line.sign in "-+"]
