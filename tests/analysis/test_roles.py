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
