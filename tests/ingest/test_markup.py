from __future__ import annotations

import time

import pytest

from newsreader.errors import InputError, TooLargeError
from newsreader.ingest import markup
from newsreader.ingest.markup import data_objects, declared_charset, parse, tame
from newsreader.ingest.shown import shown_lines


def shown(page: str) -> list[str]:
    return shown_lines(parse(page, "page"), "https://a.example/").layout.lines


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        ("<p>One <b>two</b>\n three</p><p>Four", ["One two three", "Four"]),
        ("one<br>two<hr>three", ["one", "two", "three"]),
        ("<script>no</script><style>no</style><p>yes", ["yes"]),
        ("<p>yes</p><script>no", ["yes"]),
        ("<template>no</template><noscript>no</noscript><svg><text>no</text></svg><p>yes", ["yes"]),
        ("<p>a</p><!-- no --><p>b</p><!-- <p>c</p>", ["a", "b"]),
        ("<p hidden>no</p><p style='display: none'>no</p><p style='font-size:0'>no</p><p>yes", ["yes"]),
        ("<p style='position:absolute;left:-9999px'>no</p><p style='font-size:0.9em'>yes", ["yes"]),
        ("<table><tr><td>a<td>b<tr><td>c</table>", ["a | b", "c"]),
        ("<p>&lt;b&gt; &amp;lt; &#27;[31m", ["<b> &lt; \ufffd[31m"]),
    ],
)
def test_what_a_page_shows(page: str, lines: list[str]) -> None:
    assert shown(page) == lines


@pytest.mark.parametrize("page", ["", "<!-- -->"])
def test_nothing_shown(page: str) -> None:
    with pytest.raises(InputError, match="holds nothing"):
        parse(page, "page")


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + "deep" + "</div>" * 100_000,
        "<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">deep",
        "<p " + " ".join(f"a{n}=1" for n in range(1_500)) + ">deep",
        "<table><tr><td>" * 3000 + "deep",
        "<b><i>" * 25_000 + "deep",
        "<blockquote>" * 8000 + "deep",
        "<p>deep</p><img src='data:image/png;base64," + "QUFB" * 1_500_000 + "'>",
        "<p>deep</p>" + "<script>" * 50_000,
        "<p>deep</p>" + "<!--" * 100_000,
        "<p>deep</p>" + "<" * 500_000,
        "<p>deep</p>" + "<template>" * 30_000,
    ],
    ids=[
        "div",
        "attributes",
        "some",
        "tables",
        "unclosed",
        "quotes",
        "data",
        "scripts",
        "comments",
        "brackets",
        "templates",
    ],
)
def test_pages_made_to_hurt_are_read_in_seconds(page: str) -> None:
    began = time.process_time()
    assert "deep" in " ".join(shown(page))
    assert time.process_time() - began < 8


def test_tame_leaves_honest_markup_alone() -> None:
    page = "<div class='a'><ul><li>One<li>Two</ul><p>x<p>y</div>" * 50
    assert tame(page) == page


def test_a_page_past_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "MOST_BYTES", 100)
    with pytest.raises(TooLargeError, match="HTML"):
        parse("<p>" + "x" * 200, "page")


def test_declared_charsets() -> None:
    assert declared_charset(b"<meta charset='koi8-r'>") == "koi8-r"
    assert declared_charset(b"<meta http-equiv=x content='text/html; charset=gbk'>") == "gbk"
    assert declared_charset(b"<?xml version='1.0' encoding='iso-8859-1'?>") == "iso-8859-1"
    assert declared_charset(b"<p>") is None


def test_json_ld_is_taken_where_it_can_be_read() -> None:
    good = (
        '<script type="application/ld+json">[{"@type": "NewsArticle", "headline": "A"}, {"@graph": '
        '[{"b": 1}]}]</script>'
    )
    bad = '<script type="application/ld+json">{"a": ' + "[" * 20_000 + "]" * 20_000 + "}</script>"
    found = data_objects(
        bad + good + "<script type='application/ld+json'>{broken</script><script type='application/ld+json'>"
    )
    assert [item.get("headline") for item in found] == ["A", None, None]
