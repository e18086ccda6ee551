from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.ingest import headline, plain
from newsreader.ingest.weights import weights
from newsreader.ingest.why import why
from newsreader.model.document import Document, Source, SourceKind
from newsreader.model.spans import ArticleId
from newsreader.text.safe import make_safe

SEED = Path(__file__).resolve().parents[2] / "seeds" / "000_bd068dc6588b05d1.txt"
TITLE = "Harbour talks resume in Port Ellery as strike goes on"
BODY = [
    "GENEVA (Reuters) - The harbour of Port Ellery was closed on Monday, and the dockers would not go to work.",
    "“We are closer than we were last week,” said Maria Okafor, the mayor of Port Ellery, after the talks ended.",
    "The Dockers’ Union, which is backed by the Rail Workers’ League, has been on strike over pay since April.",
]


def document(text: str) -> Document:
    return plain.from_text(text, Source(SourceKind.FILE, "x.txt"), ArticleId("x"), datetime(2024, 1, 1, tzinfo=UTC))


def test_the_founding_article_says_where_its_title_stands() -> None:
    text = SEED.read_text(encoding="utf-8")
    number = text.split("\n").index("Libya's rival factions resume talks in Geneva") + 1
    reasons = why(document(text))
    assert reasons.keys() == {"title"}
    assert reasons["title"].startswith(f"line {number}; ")
    assert "its words come again in the " in reasons["title"]


def test_every_fact_of_the_head_has_its_line_and_a_reason() -> None:
    reasons = why(document("\n".join([TITLE, "", "By Ann Lee", "May 5, 2014", "", *BODY])))
    assert list(reasons) == ["title", "byline", "date", "dateline"]
    assert reasons["title"].startswith("line 1; ")
    assert reasons["byline"] == "line 3; it says who wrote it, right below the title"
    assert reasons["date"] == "line 4; it is a day and nothing else, 2 lines below the title"
    assert reasons["dateline"] == "line 6; it begins the first paragraph, before its sentence"


def test_a_day_in_the_byline() -> None:
    reasons = why(document("\n".join([TITLE, "By Ann Lee, May 5, 2014", *BODY])))
    assert reasons["date"].startswith("line 2; it names a day")


@pytest.mark.parametrize("change", [{"title": "Another title"}, {"blocks": ()}])
def test_what_the_text_does_not_state_is_not_explained(change: dict[str, object]) -> None:
    known = document("\n".join([TITLE, *BODY]))
    assert "title" in why(known)
    assert "title" not in why(replace(known, **change))  # type: ignore[arg-type]


def test_each_feature_has_a_name() -> None:
    assert len(headline.FEATURES) == len(weights("title")) - 1 == len(set(headline.FEATURES))


@given(st.text(max_size=300).map(make_safe).filter(str.strip))
@settings(deadline=None)
def test_only_what_is_known_is_explained(text: str) -> None:
    known = document(text)
    reasons = why(known)
    facts = {"title": known.title, "byline": known.byline, "date": known.published, "dateline": known.dateline}
    assert all(facts[name] for name in reasons)
    assert all(reason.startswith("line") for reason in reasons.values())
