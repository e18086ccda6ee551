from __future__ import annotations

import pytest

from newsreader.analysis.pipeline import Pipeline
from tests.analysis.documents import document, named

pytestmark = pytest.mark.model

ROLES = [
    pytest.param(
        "Jane Roe, a spokeswoman for the European Union, left.", "Jane Roe",
        [("a spokeswoman for the European Union", "European Union", None)], id="apposition",
    ),
    pytest.param(
        "UN chief Antonio Guterres left.", "Antonio Guterres", [("UN chief", "United Nations", None)], id="title",
    ),
    pytest.param(
        "Jane Roe, the UN envoy to Yemen, left. The United Nations waited.", "Jane Roe",
        [("the UN envoy to Yemen", "United Nations", "Yemen")], id="of and to",
    ),
    pytest.param(
        "Yemen is at war. Jane Roe, the envoy to the country, left.", "Jane Roe",
        [("the envoy to the country", None, "Yemen")], id="to the country",
    ),
    pytest.param(
        "Jane Roe, director of the World Bank and chair of the European Union, left.", "Jane Roe",
        [("director of the World Bank", "World Bank", None), ("chair of the European Union", "European Union", None)],
        id="two roles",
    ),
    pytest.param(
        "Turkey waited. Turkish President Jane Roe left.", "Jane Roe", [("Turkish President", "Turkey", None)],
        id="an adjective for a state",
    ),
    pytest.param(
        "Russia waited. In support of Russia President Jane Roe spoke.", "Jane Roe",
        [("Russia President", "Russia", None)], id="behind another noun",
    ),
    pytest.param("Jane Roe, a Toronto lawyer, left.", "Jane Roe", [("a Toronto lawyer", None, None)], id="from there"),
    pytest.param(
        "Jane Roe, a critic of the Russia-led war, left.", "Jane Roe", [("a critic of the Russia-led war", None, None)],
        id="half an adjective",
    ),
    pytest.param(
        "Jane Roe, the head of France’s Green Party, left.", "Jane Roe",
        [("the head of France’s Green Party", "Green Party", None)], id="the owner is not served",
    ),
    pytest.param(
        "Jane Roe, a spokeswoman for the police of nearby Oslo, left.", "Jane Roe",
        [("a spokeswoman for the police of nearby Oslo", None, None)], id="the end of a longer name",
    ),
    pytest.param(
        "John Roe, Peter Doe, and a spokesman for Google left.", "John Roe", [], id="the last of a list",
    ),
    pytest.param(
        "World Bank President and CEO Jane Roe left.", "Jane Roe",
        [("World Bank President and CEO", "World Bank", None)], id="a double title",
    ),
    pytest.param(
        "The World Health Organization (WHO) waited.", "World Health Organization", [], id="initials are no role",
    ),
    pytest.param(
        "Jane Roe, a spokeswoman for Senate President John Doe, left.", "Jane Roe",
        [("a spokeswoman for Senate President John Doe", None, None)], id="in the title of whom she serves",
    ),
    pytest.param("Jane Roe, whose husband, John Roe, left, waited.", "Jane Roe", [], id="the role of another"),
    pytest.param("They ask whether Jane Roe is the nominee.", "Jane Roe", [], id="a question"),
    pytest.param("The study co-author Jane Roe left.", "Jane Roe", [("study co-author", None, None)], id="a hyphen"),
    pytest.param("Jane Roe, 54, who likes music, left.", "Jane Roe", [], id="none"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "expected"), ROLES)
def test_roles(pipeline: Pipeline, text: str, name: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    article = pipeline.analyse(document(text))
    found = []
    for role in named(article, name).roles:
        of, to = article.actor(role.of), article.actor(role.to)
        found.append((role.text, of.name if of else None, to.name if to else None))
        assert role.span.of(text) == role.text
    # short and long names of the United Nations are one actor; a lone "UN" keeps its own name
    renamed = [(text, "United Nations" if of == "UN" else of, to) for text, of, to in found]
    assert renamed == expected
