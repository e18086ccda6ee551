from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.errors import InputError
from newsreader.ingest.markdown import read
from newsreader.model.document import BlockKind, Document, PublishedFrom
from tests.ingest.samples import NOW, check_blocks, kinds, raw, said

FILE = """---
title: "Harbour talks resume"
authors: [Ann Lee, Bo Ek]
date: 2020-02-20
updated: 2020-02-21T10:00:00Z
outlet: The Wire
language: en-GB
summary: Talks go on.
layout: {odd: [1, 2]}
---

# Harbour talks resume

GENEVA (Reuters) - Talks began again on Monday, said [the mayor](https://a.example/mayor)
of Port Ellery.

## What next

> “We are closer,” she said.
> “Much closer.”

- One **thing**
2. another

| a | b |
|---|---|
| 1 | 2 |

![The port](https://a.example/p.jpg)
[bad](javascript:x)

```
code # no heading
```
"""


def document_of(text: str) -> Document:
    return read(raw(text, "a.md"), NOW)


def test_what_is_shown_is_the_text_a_line_for_each_paragraph() -> None:
    document = document_of(FILE)
    assert document.text.split("\n") == [
        "Harbour talks resume",
        "GENEVA (Reuters) - Talks began again on Monday, said the mayor of Port Ellery.",
        "What next",
        "“We are closer,” she said. “Much closer.”",
        "One thing",
        "another",
        "a | b",
        "1 | 2",
        "bad",
        "code # no heading",
    ]
    assert said(document, BlockKind.TITLE) == ["Harbour talks resume"]
    assert said(document, BlockKind.HEADING) == ["What next"]
    assert said(document, BlockKind.QUOTE) == ["“We are closer,” she said. “Much closer.”"]
    assert said(document, BlockKind.LIST) == ["One thing", "another"]
    assert said(document, BlockKind.TABLE) == ["a | b", "1 | 2"]
    assert "code # no heading" in said(document, BlockKind.BODY)


def test_a_title_of_the_front_matter_alone_stands_before_the_text() -> None:
    document = document_of("---\ntitle: Talks&#8230; resume\n---\n\n## Monday\n\nWords, [a](http://b.example/).")
    assert document.text == "Talks&#8230; resume\nMonday\nWords, a."
    assert kinds(document)[:2] == [("title", "Talks&#8230; resume"), ("heading", "Monday")]
    assert [link.span.of(document.text) for link in document.links] == ["a"]


def test_front_matter_states_what_the_text_does_not() -> None:
    document = document_of(FILE)
    assert document.title == "Harbour talks resume"
    assert document.byline == ("Ann Lee", "Bo Ek")
    assert document.published is not None
    assert document.updated is not None
    assert (document.published.iso(), document.published_from) == ("2020-02-20", PublishedFrom.META)
    assert document.updated.iso() == "2020-02-21T10:00:00+00:00"
    assert (document.source.outlet, document.language, document.dek) == ("The Wire", "en", "Talks go on.")
    assert document.dateline == "GENEVA (Reuters)"
    assert "layout" not in document.text


def test_links_of_the_web_are_spans_over_their_words() -> None:
    document = document_of(FILE)
    assert [(link.span.of(document.text), link.url) for link in document.links] == [
        ("the mayor", "https://a.example/mayor")
    ]
    assert [picture.url for picture in document.pictures] == ["https://a.example/p.jpg"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "# Title\n\nBy Ann Lee\n\nMay 5, 2014\n\nWords.",
            [("title", "Title"), ("byline", "By Ann Lee"), ("date", "May 5, 2014"), ("body", "Words.")],
        ),
        ("Words.\n\n# Later", [("body", "Words."), ("heading", "Later")]),
        ("## Title ##\ntext", [("heading", "Title"), ("body", "text")]),
        ("Title\n=====\ntext\nmore", [("title", "Title"), ("body", "text more")]),
        ("# T\n\nOne\n---\ntwo", [("title", "T"), ("heading", "One"), ("body", "two")]),
        ("<p>\n  One&#8217;s\n</p>\n\n  * <p>\n    two\n    </p>", [("body", "One’s"), ("list", "two")]),
        ("a <!-- no\n\nno --> b\n\n<!-- c", [("body", "a  b".replace("  ", " ")), ("body", "<!-- c")]),
        ("# One\n\n# Two", [("title", "One"), ("heading", "Two")]),
        ("#hashtag\n* * *\n-dash", [("body", "#hashtag"), ("body", "-dash")]),
    ],
)
def test_lines(text: str, found: list[tuple[str, str]]) -> None:
    assert kinds(document_of(text)) == found


@pytest.mark.parametrize(
    ("front", "why"),
    [
        ("a: &a [x]\nb: [*a, *a]", "aliases"),
        ("a: [", "not YAML"),
        ("just words", "holds no keys"),
        ("x: " + "[" * 30_000 + "]" * 30_000, "nested too deeply"),
        ("a: !!python/object/apply:os.system ['true']", "not YAML"),
    ],
)
def test_bad_front_matter_is_read_as_text(front: str, why: str) -> None:
    document = document_of(f"---\n{front}\n---\n\n# Title\n\nWords.")
    assert why in document.left_out[0]
    assert document.title is None or document.title == "Title"
    assert "Words." in said(document, BlockKind.BODY)


def test_front_matter_past_the_limit_is_text() -> None:
    document = document_of("---\n" + "a: b\n" * 20_000 + "---\nWords.")
    assert document.title is None


def test_dates_that_cannot_be_are_none() -> None:
    for date in ("2020-02-30", "9999-99-99", "soon", "[1]", "0000-01-01", "1e400"):
        assert document_of(f"---\ntitle: A\ndate: {date}\n---\nWords.").published is None


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(InputError, match="is empty"):
        document_of(" \n")


@given(
    st.lists(
        st.sampled_from([*FILE.split("\n"), "---", "```", "> ", "# ", "- ", "[a](http://b.example)", "  x"]),
        max_size=30,
    ).map("\n".join)
)
@settings(deadline=None)
def test_every_line_is_in_one_block(text: str) -> None:
    try:
        document = document_of(text)
    except InputError:
        return
    check_blocks(document)
    for link in document.links:
        assert link.span.of(document.text).strip()
