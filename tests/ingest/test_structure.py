from __future__ import annotations

import textwrap
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.ingest.structure import Structure, find_blocks
from newsreader.model.document import BlockKind
from newsreader.text.safe import make_safe

SEED = Path(__file__).resolve().parents[2] / "seeds" / "000_bd068dc6588b05d1.txt"

BODY = [
    "The harbour of Port Ellery was closed on Monday, and the dockers said that they would not go back to work.",
    "“We are closer than we were last week,” said Maria Okafor, the mayor of Port Ellery, after the talks ended.",
    "The Dockers’ Union, which is backed by the Rail Workers’ League, has been on strike over pay since April.",
    "Ships have waited outside the harbour for days, and the port authority warned that food could run short.",
]
DAYS = ("Monday", "Tuesday", "Thursday", "Friday")
TITLE = "Harbour talks resume in Port Ellery as strike goes on"


def labels(lines: list[str]) -> list[str]:
    return [block.kind.value for block in find_blocks("\n".join(lines)).blocks]


def test_the_founding_article() -> None:
    text = SEED.read_text(encoding="utf-8")
    found = find_blocks(text)
    assert [block.kind.value for block in found.blocks] == ["body"] * 5 + ["title", "credit", "caption"] + [
        "boilerplate"
    ] * 2
    assert found.title == "Libya's rival factions resume talks in Geneva"
    assert found.published is None
    assert found.byline == ()
    assert found.dateline is None
    assert [block.order for block in found.blocks] == [1, 2, 3, 4, 5, 0, 6, 7, None, None]


@pytest.mark.parametrize(
    ("lines", "kinds"),
    [
        ([TITLE, *BODY], ["title"] + ["body"] * 4),
        ([*BODY, TITLE], ["body"] * 4 + ["title"]),
        ([TITLE, "By Ann Lee", "May 5, 2014", *BODY], ["title", "byline", "date"] + ["body"] * 4),
        (
            [*BODY, TITLE, "Ann Lee", "5 May 2014", "Advertisement"],
            ["body"] * 4 + ["title", "byline", "date", "boilerplate"],
        ),
        (
            ["Home", "News", "Subscribe", TITLE, *BODY, "Share this", "© 2019 Acme"],
            ["boilerplate"] * 3 + ["title"] + ["body"] * 4 + ["boilerplate"] * 2,
        ),
        ([TITLE, *BODY, "Photo: Bo Ek"], ["title"] + ["body"] * 4 + ["credit"]),
        ([TITLE, *BODY[:2], "- Advertisement -", *BODY[2:]], ["title", "body", "body", "boilerplate", "body", "body"]),
        ([TITLE, *BODY[:2], "What happens next", *BODY[2:]], ["title", "body", "body", "heading", "body", "body"]),
    ],
)
def test_parts_in_any_order(lines: list[str], kinds: list[str]) -> None:
    assert labels(lines) == kinds


def test_what_the_lines_state() -> None:
    found = find_blocks(
        "\n".join([TITLE, "By Ann Lee and Bo Ek", "Posted on 2014-05-05", "GENEVA (Reuters) - " + BODY[0], *BODY[1:]])
    )
    assert found.title == TITLE
    assert found.byline == ("Ann Lee", "Bo Ek")
    assert found.published is not None
    assert found.published.iso() == "2014-05-05"
    assert found.dateline == "GENEVA (Reuters)"


def test_a_date_in_a_caption_or_in_the_text_is_no_day_of_publication() -> None:
    caption = "Maria Okafor, the mayor, speaks to the dockers in Port Ellery, 06 February 2020."
    found = find_blocks(
        "\n".join(
            [*BODY, "It began on 3 March 2019, the union said in a letter to the mayor.", TITLE, "AFP/BO EK", caption]
        )
    )
    assert found.published is None
    assert found.blocks[-1].kind is BlockKind.CAPTION


def test_a_paragraph_that_was_broken_over_lines_is_one() -> None:
    broken = [line[at : at + 60].strip() for line in BODY for at in range(0, len(line), 60)]
    found = find_blocks(
        TITLE
        + "\n\n"
        + "\n".join(broken[:2])
        + "\n\n"
        + "\n".join(broken[2:4])
        + "\n\n"
        + "\n".join(broken[4:6])
        + "\n\n"
        + "\n".join(broken[6:])
    )
    body = [block for block in found.blocks if block.kind is BlockKind.BODY]
    assert [block.continues for block in body] == [False, True] * 4
    assert find_blocks("\n".join(BODY)).blocks[1].continues is False


def test_a_text_of_nothing_but_furniture_has_no_title() -> None:
    found = find_blocks("- Advertisement -\n" * 1000)
    assert found.title is None
    assert {block.kind for block in found.blocks} == {BlockKind.BOILERPLATE}
    assert find_blocks("") == Structure(())


def check(text: str) -> None:
    found = find_blocks(text)
    lines, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            begin = start + len(line) - len(line.lstrip())
            lines.append((begin, begin + len(line.strip())))
        start += len(line) + 1
    assert [(block.span.start, block.span.end) for block in found.blocks] == lines
    orders = [block.order for block in found.blocks if block.order is not None]
    assert sorted(orders) == list(range(len(orders)))
    assert all((block.order is None) == (block.kind is BlockKind.BOILERPLATE) for block in found.blocks)
    for kind in (BlockKind.TITLE, BlockKind.BYLINE, BlockKind.DATE, BlockKind.DEK):
        assert sum(block.kind is kind and not block.continues for block in found.blocks) <= 1
    assert found == find_blocks(text)


PIECES = st.sampled_from(
    [*BODY, TITLE, "By Ann Lee", "May 5, 2014", "Photo: Bo Ek", "Home", "", " ", "word", "- Advertisement -", "a, b"]
)


@given(st.lists(PIECES, max_size=40).map("\n".join))
@settings(deadline=None)
def test_every_line_is_in_one_block_of_an_article(text: str) -> None:
    check(text)


@given(st.text(max_size=300).map(make_safe))
@settings(deadline=None)
def test_every_line_is_in_one_block_of_anything(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "a\n" * 300_000,
        "\n".join(map(str, range(100_000))),
        "A" * 5_000_000,
        "(" * 100_000,
        "A/" * 100_000,
        "By " * 50_000,
        "1 May " * 50_000,
    ],
    ids=["short", "numbers", "word", "brackets", "slashes", "by", "dates"],
)
def test_no_text_takes_long(text: str) -> None:
    began = time.process_time()
    find_blocks(text)
    assert time.process_time() - began < 15


@pytest.mark.parametrize("dated", ["The Ellery Post, Saturday, March 23, 2024", "Ellery Post, 23 March 2024"])
def test_the_paper_and_its_day_beside_the_byline(dated: str) -> None:
    found = find_blocks("\n".join([TITLE, "", "By Jory Mallent", dated, "", *BODY]))
    assert found.published is not None
    assert (found.published.moment.date().isoformat(), found.published.precision) == ("2024-03-23", "day")
    assert found.byline == ("Jory Mallent",)


def test_a_dated_line_far_from_the_byline_states_nothing() -> None:
    lines = [TITLE, "", "By Jory Mallent", "", *BODY, "Ellery Post, 23 March 2024", "More from the harbour"]
    assert find_blocks("\n".join(lines)).published is None


LONG = [
    *(f"{line} It was said on {day} that more would be known soon." for line, day in zip(BODY, DAYS, strict=True)),
    "The ministry of transport has asked for well-known and long-standing officials of the port to be heard by it.",
]


def hyphenated(lines: list[str]) -> list[str]:
    """The last word of the first full line broken in two, as printers do."""
    for number, line in enumerate(lines[:-1]):
        word = line.rpartition(" ")[2]
        if word.isalpha() and len(word) > 6:
            return [*lines[:number], f"{line[:-3]}-", f"{word[-3:]} {lines[number + 1]}", *lines[number + 2 :]]
    return lines


@pytest.mark.parametrize("width", [60, 64, 68, 72])
@pytest.mark.parametrize("hyphens", [False, True])
def test_prose_that_was_broken_to_a_width_is_joined(width: int, hyphens: bool) -> None:
    paragraphs = [textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=hyphens) for line in LONG]
    if hyphens:
        paragraphs = [hyphenated(paragraph) for paragraph in paragraphs]
    text = "\n\n".join([TITLE, *("\n".join(paragraph) for paragraph in paragraphs)])
    blocks = find_blocks(text).blocks
    assert blocks[0].kind is BlockKind.TITLE
    assert {block.kind for block in blocks[1:]} == {BlockKind.BODY}
    expected = [number > 0 for paragraph in paragraphs for number in range(len(paragraph))]
    assert [block.continues for block in blocks[1:]] == expected


def test_lines_that_had_room_for_more_are_paragraphs() -> None:
    poem = ["The harbour lies in the dark of the year", "and the ships go by with their lights turned low"] * 4
    blocks = find_blocks("\n".join([TITLE, *BODY, *poem])).blocks
    assert sum(block.continues for block in blocks) <= len(poem)
    assert not any(block.continues for block in find_blocks("\n".join([TITLE, *BODY])).blocks)


def test_a_label_at_the_start_of_many_paragraphs_is_no_dateline() -> None:
    assert find_blocks("\n".join([TITLE, "LUCKNOW — " + BODY[0], *BODY[1:]])).dateline == "LUCKNOW"
    labelled = [
        f"{label} — {line}" for label, line in zip(("HOUSING", "ECONOMY", "CLIMATE", "FISHING"), BODY, strict=True)
    ]
    assert find_blocks("\n".join([TITLE, *labelled])).dateline is None


@pytest.mark.parametrize(
    ("lines", "kinds"),
    [
        ([TITLE, "The Associated Press", "May 5, 2014", *BODY], ["title", "byline", "date"] + ["body"] * 4),
        ([TITLE, "Getty Images", *BODY], ["title", "credit"] + ["body"] * 4),
        ([*BODY, TITLE, "@annlee"], ["body"] * 4 + ["title", "byline"]),
        ([TITLE, "Ann Lee • 8h", *BODY], ["title", "byline"] + ["body"] * 4),
        ([TITLE, "Ann Lee/Ellery Ledger", *BODY], ["title", "byline"] + ["body"] * 4),
        ([*BODY, "Dockers in the harbour of Port Ellery (Photo: Bo Ek/AFP)"], ["body"] * 4 + ["caption"]),
    ],
)
def test_forms_that_mean_what_stands_beside_them(lines: list[str], kinds: list[str]) -> None:
    assert labels(lines) == kinds
