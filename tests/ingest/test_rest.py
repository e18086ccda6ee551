from __future__ import annotations

from newsreader.ingest.lines import read_lines
from newsreader.ingest.rest import mark_rest, rest_features
from newsreader.ingest.structure import first_kinds
from newsreader.ingest.weights import weights
from newsreader.model.document import BlockKind

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
