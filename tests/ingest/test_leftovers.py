from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.ingest.layout import Layout
from newsreader.ingest.leftovers import mark_leftovers
from newsreader.model.document import BlockKind

PROSE = (
    "Talks on the harbour strike began again on Monday after a week of silence, the mayor of Port Ellery said, and the "
    "union that has led it since April answered that nobody had asked it yet whether it would come to the town hall."
)


def marked(*lines: str, kind: BlockKind = BlockKind.BODY, link: bool = False, end: bool = False) -> list[BlockKind]:
    """What the lines are taken for within an article, or at its end."""
    layout = Layout()
    layout.add(BlockKind.BODY, [(PROSE, None)])
    for line in lines:
        layout.add(kind, [(line, "https://a.example/" if link else None)])
    if not end:
        layout.add(BlockKind.BODY, [(PROSE + " So it went.", None)])
    mark_leftovers(layout)
    return layout.kinds[1 : len(lines) + 1]


@pytest.mark.parametrize(
    "line",
    [
        "Read more: Dockers vote on Friday",
        "READ MORE: Dockers vote on Friday",
        "Related: Dockers vote on Friday",
        "[Related: Dockers vote on Friday]",
        "See also: Dockers vote on Friday",
        "DON’T MISS",
        "Subscribe now to our letter for the full story.",
        "Sign up for our newsletter",
        "Follow us on Twitter",
        "Follow The Wire on Facebook and Twitter.",
        "Submit your letter to the editor via this form.",
        "We want to hear what you think about this article.",
    ],
)
def test_what_leads_away(line: str) -> None:
    assert marked(line) == [BlockKind.BOILERPLATE]


@pytest.mark.parametrize(
    "line",
    [
        "“Do you want to be heard?” she asked the men at the gate.",
        "Watch the harbour for a day and you see why.",
        "Related parties were told of it in May.",
        "Read more than one paper, the mayor said.",
        "Sign up they did, all of them.",
        "Get the men out, he said.",
        "Topics of the day were pay and hours.",
        "102",
        "* * *",
    ],
)
def test_what_does_not(line: str) -> None:
    assert marked(line) == [BlockKind.BODY]


def test_a_paragraph_that_is_one_link_and_no_sentence() -> None:
    assert marked("Dockers of Ellery vote on Friday", link=True) == [BlockKind.BOILERPLATE]
    assert marked("The dockers of Ellery voted on Friday.", link=True) == [BlockKind.BODY]
    assert marked("Dockers vote", link=True) == [BlockKind.BODY]
    assert marked("https://a.example/a-b-c-d", link=True) == [BlockKind.BODY]


def test_a_list_of_links_with_a_heading_of_its_own_is_kept() -> None:
    layout = Layout()
    layout.add(BlockKind.HEADING, [("Further reading", None)])
    layout.add(BlockKind.LIST, [("The strike of Port Ellery in 1911", "https://a.example/")])
    mark_leftovers(layout)
    assert layout.kinds[1] is BlockKind.LIST
    assert marked("The strike of Port Ellery in 1911", kind=BlockKind.LIST, link=True) == [BlockKind.BOILERPLATE]


def test_a_digest_is_made_of_links() -> None:
    lines = [f"Dockers of Ellery vote on {day}" for day in ("Monday", "Tuesday", "Friday")]
    assert marked(*lines, link=True) == [BlockKind.BODY] * 3


def test_credits_are_no_text() -> None:
    assert marked("(Photo: Bo Ek / Reuters)") == [BlockKind.CREDIT]


def test_the_end_of_a_page_is_marked_from_its_heading_on() -> None:
    lines = ["You may also like", "Dockers vote", "Mayor rests"]
    assert marked(*lines, end=True) == [BlockKind.BOILERPLATE] * 3
    assert marked(*lines)[1:] == [BlockKind.BODY] * 2


def test_furniture_counts_at_the_edges_alone() -> None:
    assert marked("Comments", end=True) == [BlockKind.BOILERPLATE]
    assert marked("Comments") == [BlockKind.BODY]


@given(st.lists(st.tuples(st.sampled_from(sorted(BlockKind)), st.text(max_size=60), st.booleans()), max_size=12))
def test_lines_are_marked_and_nothing_else(lines: list[tuple[BlockKind, str, bool]]) -> None:
    layout = Layout()
    for kind, line, link in lines:
        layout.add(kind, [(line, "https://a.example/" if link else None)])
    text, links, before = layout.text, list(layout.links), list(layout.kinds)
    mark_leftovers(layout)
    assert (layout.text, layout.links, len(layout.kinds)) == (text, links, len(before))
    unread = {BlockKind.BOILERPLATE, BlockKind.CREDIT}
    assert all(new is old or new in unread for old, new in zip(before, layout.kinds, strict=True))
