"""The outside forms of an article: complete, and nothing in them runs."""

from __future__ import annotations

import json
from dataclasses import replace

import yaml
from hypothesis import given

from newsreader.export import forms
from newsreader.export.plain import to_text
from newsreader.model import wire
from newsreader.model.article import ParsedArticle, Quote, QuoteType
from newsreader.model.spans import Span
from tests import samples
from tests.strategies import articles

SAMPLE = samples.parsed()


@given(articles())
def test_json_and_yaml_hold_the_whole_article(article: ParsedArticle) -> None:
    form = wire.encode(article)
    assert json.loads(forms.to_json(article)) == form
    assert json.loads(forms.to_jsonl(article)) == form
    assert forms.to_jsonl(article).count("\n") == 1


def test_yaml_holds_the_whole_article() -> None:
    assert yaml.safe_load(forms.to_yaml(SAMPLE)) == wire.encode(SAMPLE)


def test_markdown_of_the_sample() -> None:
    lines = forms.to_markdown(SAMPLE).splitlines()
    assert lines[0] == "# Dockers keep Port Ellery closed"
    assert lines[2] == "The Ellery Tide · 2024-03-04"
    assert "- **Maria Okafor** (person, 3); the mayor of Port Ellery" in lines
    assert "> We are closer than we were last week" in lines
    assert "> — not attributed, condemned" in lines
    assert not any("Anna" in line for line in lines), "a photographer is outside the story"
    assert not any("newsletter" in line for line in lines)


def test_markdown_of_a_strangers_words_does_nothing() -> None:
    assert forms.escape("<script> [x](javascript:y) **b** `c` # d") == (
        "\\<script\\> \\[x\\](javascript:y) \\*\\*b\\*\\* \\`c\\` \\# d"
    )
    assert forms.escape("- item") == "\\- item"
    assert forms.escape("1. item") == "\\1. item"


def test_plain_text_of_the_sample() -> None:
    text = to_text(SAMPLE)
    assert text.startswith("Dockers keep Port Ellery closed\nThe Ellery Tide, 2024-03-04\n\nThe harbour of Port Ellery")
    assert "- Maria Okafor (person), mentioned 3 times; the mayor of Port Ellery; also called Okafor\n" in text
    assert "- Maria Okafor, said (direct): “We are closer than we were last week”\n" in text
    assert "- not attributed, condemned (indirect, not sure): The offer was condemned as an insult\n" in text
    assert "newsletter" not in text


def test_plain_text_says_where_nothing_is_known() -> None:
    text = to_text(ParsedArticle(samples.document()))
    assert "Actors and quotes: not analysed." in text


def test_only_a_speakers_own_words_stand_in_marks_and_none_is_left_open() -> None:
    text = 'She called the strike "a grave mistake" on Monday.'
    start, end = text.index("the strike"), text.index('" on')
    part = Span(start, end)
    quote = Quote(part, (part,), QuoteType.MIXED, Span(0, len(text)))
    article = ParsedArticle(replace(samples.document(), text=text, blocks=()), "test", quotes=(quote,))
    assert forms.said_text(article, quote) == 'the strike "a grave mistake"'
    assert to_text(samples.parsed(), panels=False).endswith("Credit: TIDE PRESS/ANNA VELD\n")
