from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.ingest.lines import read_lines
from newsreader.ingest.rest import is_sentence, keep_sentences, mark_rest, rest_features
from newsreader.ingest.structure import find_blocks, first_kinds
from newsreader.ingest.weights import weights
from newsreader.model.document import BlockKind
from tests.ingest.short_reports import REPORTS, SIGNS

BODY = [
    "The harbour of Port Ellery was closed on Monday, and the dockers said that they would not go back to work.",
    "“We are closer than we were last week,” said Maria Okafor, the mayor of Port Ellery, after the talks ended.",
    "The Dockers’ Union, which is backed by the Rail Workers’ League, has been on strike over pay since April.",
]
TITLE = "Harbour talks resume in Port Ellery as strike goes on"
LEFT = "Read what our readers said about the ferry, and tell us what you think of it."
TEXT = "\n".join([*BODY, TITLE, "By Ann Lee", "Photo: Bo Ek", LEFT, "Home"])


def test_each_feature_has_a_weight() -> None:
    lines = read_lines(TEXT)
    found = rest_features(lines, *first_kinds(lines))
    assert found
    assert {len(features) for _, features in found} == {len(weights("rest")) - 1}


def test_only_text_and_furniture_are_weighed_again() -> None:
    lines = read_lines(TEXT)
    kinds, region, title = first_kinds(lines)
    before = list(kinds)
    mark_rest(lines, kinds, region, title)
    open_kinds = {BlockKind.BODY, BlockKind.BOILERPLATE}
    assert all(old == new or {old, new} <= open_kinds for old, new in zip(before, kinds, strict=True))
    assert kinds[3] is BlockKind.TITLE
    assert kinds[-1] is BlockKind.BOILERPLATE


def test_a_text_without_a_title_is_weighed_too() -> None:
    lines = read_lines("\n".join(["Home", "News", *BODY]))
    _, region, _ = first_kinds(lines)
    kinds = [BlockKind.BOILERPLATE] * 2 + [BlockKind.BODY] * 3
    mark_rest(lines, kinds, region, None)
    assert kinds == [BlockKind.BOILERPLATE] * 2 + [BlockKind.BODY] * 3


def test_a_heading_in_the_text_stays() -> None:
    lines = read_lines("\n".join([TITLE, *BODY[:2], "What happens next", *BODY[2:], *BODY[:1]]))
    kinds, region, title = first_kinds(lines)
    assert kinds[3] is BlockKind.BODY
    mark_rest(lines, kinds, region, title)
    assert kinds[3] is BlockKind.BODY


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS.keys())
def test_no_sentence_of_a_short_report_is_lost(report: str) -> None:
    wanted, lines = zip(*(line.split(" ", 1) for line in report.strip().split("\n")), strict=True)
    found = [SIGNS.get(block.kind.value, "B") for block in find_blocks("\n".join(lines)).blocks]
    assert list(zip(found, lines, strict=True)) == list(zip(wanted, lines, strict=True))


@pytest.mark.parametrize("text", ["Hello world", "Hello", "It rained.", "Hello world\nHome", "Sign up for our news."])
def test_the_only_line_of_a_text_is_its_body(text: str) -> None:
    assert find_blocks(text).blocks[0].kind is BlockKind.BODY


def test_a_text_of_nothing_but_one_sentence_again_and_again_has_a_body() -> None:
    assert find_blocks("It rained all day.\n" * 30).blocks[0].kind is BlockKind.BODY


@given(
    st.lists(st.sampled_from(["It rained.", "The river rose.", "Home", "Read more", "Nobody was hurt."]), min_size=1)
)
def test_a_text_with_a_sentence_has_a_body(lines: list[str]) -> None:
    kinds = {block.kind for block in find_blocks("\n".join(lines)).blocks}
    assert BlockKind.BODY in kinds or not any(line.endswith(".") for line in lines)


@given(st.permutations(["Talks failed.", "Ships are waiting.", "Food could run short.", "Nobody came."]))
def test_sentences_are_kept_in_a_row(short: list[str]) -> None:
    lines = read_lines("\n".join([TITLE, *BODY, *short]))
    kinds = [BlockKind.TITLE] + [BlockKind.BODY] * len(BODY) + [BlockKind.BOILERPLATE] * len(short)
    keep_sentences(lines, kinds)
    assert set(kinds[1:]) == {BlockKind.BODY}


def test_sentences_far_from_the_text_are_not_kept() -> None:
    menu = ["Home", "News", "Sport", "Contact us"]
    lines = read_lines("\n".join([*BODY, *menu, "Ships are waiting."]))
    kinds = [BlockKind.BODY] * len(BODY) + [BlockKind.BOILERPLATE] * (len(menu) + 1)
    keep_sentences(lines, kinds)
    assert kinds[-1] is BlockKind.BOILERPLATE


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Talks failed.", True),
        ("US troops left.", True),
        ("The mayor said: “We need your help.”", True),
        ("« Nous reviendrons », a dit le maire.", True),
        ("Ihre Suche endete am Abend.", True),
        ("Tell us more.", False),
        ("Get your copy today.", False),
        ("Bestellen Sie Ihren Newsletter.", False),
        ("Les meilleures offres pour vous.", False),
        ("What dogs really think…", False),
        ("Were they seen?", False),
        ("Talks resume in Port Ellery", False),
        ("© 2019 Acme.", False),
    ],
)
def test_what_has_the_form_of_a_sentence(text: str, sentence: bool) -> None:
    (line,) = read_lines(text)
    assert is_sentence(line) is sentence


def test_a_question_between_two_paragraphs_stays() -> None:
    lines = read_lines("\n".join([BODY[0], "Who will pay?", BODY[1], "Were they seen?"]))
    kinds = [BlockKind.BODY, BlockKind.BOILERPLATE, BlockKind.BODY, BlockKind.BOILERPLATE]
    keep_sentences(lines, kinds)
    assert kinds == [BlockKind.BODY] * 3 + [BlockKind.BOILERPLATE]


def test_a_first_sentence_is_no_summary() -> None:
    lines = read_lines("\n".join([TITLE, *BODY]))
    kinds = [BlockKind.TITLE, BlockKind.DEK, *[BlockKind.BODY] * (len(BODY) - 1)]
    keep_sentences(lines, kinds)
    assert kinds[1] is BlockKind.BODY
    lines = read_lines("\n".join([TITLE, BODY[0], "By Ann Lee", *BODY[1:]]))
    kinds = [BlockKind.TITLE, BlockKind.DEK, BlockKind.BYLINE, *[BlockKind.BODY] * (len(BODY) - 1)]
    keep_sentences(lines, kinds)
    assert kinds[1] is BlockKind.DEK
