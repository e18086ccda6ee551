from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.ingest.inline import shown


def words(source: str) -> str:
    return "".join(text for text, _ in shown(source).pieces)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Plain words.", "Plain words."),
        (
            "**Bold**, *leaning*, ***both***, __bold__, _leaning_, ~~gone~~.",
            "Bold, leaning, both, bold, leaning, gone.",
        ),
        ("2 * 3 * 4 and a_file_name and ** alone", "2 * 3 * 4 and a_file_name and ** alone"),
        (r"\*not\* \[so\]", "*not* [so]"),
        ("`*code*` and ``a ` b``", "*code* and a ` b"),
        (
            "&#8220;Yes,&#8221; she said &amp; left&nbsp;&mdash; &unknown; &#x2019;",
            "“Yes,” she said & left\u00a0— &unknown; ’",
        ),
        ("A <em>tag</em>, 3 < 4, a<b", "A tag, 3 < 4, a<b"),
        ("One<br/>two", "One two"),
        ("{{< img src=a.jpg >}}Words[^1].", "Words."),
        ("![alt](http://a.example/p.jpg) words", " words"),
        ("“[M]ore,” he said [sic].", "“[M]ore,” he said [sic]."),
        ("**[Linked](http://a.example/a_b_c)**", "Linked"),
    ],
)
def test_marks_are_not_shown_and_all_else_is(source: str, text: str) -> None:
    assert words(source) == text


def test_links_of_each_form_point_somewhere() -> None:
    references = {"two": "http://b.example/", "three": "http://c.example/"}
    source = (
        '[one *x* &amp; y](http://a.example/(a)_b "T") [Two][two] [three] [four][5] <http://d.example/> '
        "<a href='http://e.example/?a&amp;b'>e</a> f [g](javascript:h)"
    )
    pieces = [(text, url) for text, url in shown(source, references).pieces if url]
    assert pieces == [
        ("one x & y", "http://a.example/(a)_b"),
        ("Two", "http://b.example/"),
        ("three", "http://c.example/"),
        ("http://d.example/", "http://d.example/"),
        ("e", "http://e.example/?a&b"),
    ]
    assert words("[four][5]") == "[four][5]"


def test_pictures_are_listed() -> None:
    assert shown("![a](http://a.example/p.jpg) <img src=http://a.example/q.png>").pictures == [
        "http://a.example/p.jpg",
        "http://a.example/q.png",
    ]


@given(st.text(alphabet="ab *_~`[]()<>!\\&;#1{}%/:.\n\"'", max_size=200))
@settings(deadline=None)
def test_no_word_is_lost_and_nothing_raises(source: str) -> None:
    assert words(source.replace("<", "").replace("&", "")).count("a") <= source.count("a")


@pytest.mark.parametrize(
    "piece", ["[", "`", "``x`", "*", "_a", "![", "[a](", "<a ", "{{<", "&#", "[a]", "**a", "<!--", "[^"]
)
def test_what_is_made_to_take_long_does_not(piece: str) -> None:
    began = time.process_time()
    shown(piece * (200_000 // len(piece)))
    assert time.process_time() - began < 4
