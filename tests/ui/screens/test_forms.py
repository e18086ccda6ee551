"""A difference as lines: what went and came is told apart by marks, at every width."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsreader.services.comparing import Changed, Difference, Form
from newsreader.ui.screens.forms import lines_of
from newsreader.ui.widgets.lines import width_of

EARLIER = Form(1, datetime(2024, 3, 4, 9, tzinfo=UTC), "first", "Harbour closed")
LATER = Form(2, None, "changed", "Harbour open")
DIFFERENCE = Difference(
    EARLIER,
    LATER,
    (
        Changed("~", (("3 unchanged paragraphs", False),)),
        Changed("-", (("The harbour is ", False), ("closed for a week ", True), ("now.", False))),
        Changed("+", (("The harbour is ", False), ("open ", True), ("now.", False))),
        Changed(" ", (("Nobody was hurt.", False),)),
        Changed("+", (("A ferry came.", True),)),
    ),
    ("Maria Okafor said: We are closer",),
    (),
    ("40 jobs",),
    ("60 jobs",),
    pending=False,
)


def text_of(difference: Difference, width: int) -> str:
    return "\n".join("".join(piece.text for piece in line) for line in lines_of(difference, 2, width))


def test_what_went_and_what_came() -> None:
    text = text_of(DIFFERENCE, 80)
    for line in (
        "- form 1 of 2: first read, received 4 Mar 2024",
        "+ form 2 of 2: changed by its outlet, received at a time that is not known",
        "Quotes gone\n- Maria Okafor said: We are closer\n",
        "Figures gone\n- 40 jobs\n\nFigures new\n+ 60 jobs\n",
        "  (3 unchanged paragraphs)",
        "- The harbour is [-closed for a week-] now.",
        "+ The harbour is {+open+} now.",
        "  Nobody was hurt.",
        "+ A ferry came.",
    ):
        assert line in text
    assert "Quotes new" not in text


def test_nothing_is_said_of_quotes_that_were_not_looked_for() -> None:
    pending = Difference(EARLIER, LATER, (), (), (), (), (), pending=True)
    assert "once both forms are analysed" in text_of(pending, 80)
    assert "No quote" not in text_of(pending, 80)
    assert "No quote and no figure went or came." in text_of(
        Difference(EARLIER, LATER, (), (), (), (), (), pending=False), 80
    )


@pytest.mark.parametrize("width", [20, 38, 100])
def test_no_line_is_wider_than_the_sheet(width: int) -> None:
    lines = list(lines_of(DIFFERENCE, 3, width))
    assert all(width_of(line) <= width for line in lines)
    signs = [line[0].text for line in lines if line and line[0].text in ("- ", "+ ")]
    assert {"- ", "+ "} <= set(signs)
