from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from newsreader.analysis.engine import HASHES, WEIGHTS
from newsreader.analysis.pipeline import Pipeline
from newsreader.analysis.tagger.network import check_weights, load_network
from newsreader.analysis.tagger.tagger import load_tagger
from newsreader.errors import ModelError
from tests.analysis.documents import document, said, speakers


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    return Path(shutil.copytree(WEIGHTS, tmp_path / "weights"))


def test_the_weights_are_the_ones_that_were_pinned() -> None:
    check_weights(WEIGHTS)


@pytest.mark.parametrize("name", ["quotes.onnx", "chain.npz", "vocab.txt"])
def test_another_file_is_refused_before_it_is_opened(weights: Path, name: str) -> None:
    with (weights / name).open("ab") as file:
        file.write(b" ")
    with pytest.raises(ModelError, match=f"{name} is not the file that was pinned"):
        load_network(weights)


@pytest.mark.parametrize("name", ["quotes.onnx", HASHES])
def test_a_missing_file_is_named(weights: Path, name: str) -> None:
    (weights / name).unlink()
    with pytest.raises(ModelError, match=f"{name} cannot be read"):
        load_network(weights)


def test_it_finds_quotes_cues_and_sources_in_passages() -> None:
    texts = ["A title of the day", "“The bridge is shut,” said Maria Lopez, who runs the port."]
    (quote,) = load_tagger().read(texts)
    assert [texts[part.passage][part.start : part.end].strip("“”,") for part in quote.parts] == ["The bridge is shut"]
    assert quote.cue is not None
    assert quote.source is not None
    assert texts[1][quote.cue.start : quote.cue.end] == "said"
    assert texts[1][quote.source.start : quote.source.end].startswith("Maria Lopez")
    assert quote.speech > 0.9


def test_two_readings_are_the_same() -> None:
    tagger = load_tagger()
    texts = ["The minister said on Friday that the port would stay shut.", "Others believe it will open."]
    assert tagger.read(texts) == tagger.read(texts)


@pytest.mark.parametrize("texts", [[], [""], ["…", "— —"], ["x" * 5000], ["“ " * 3000]])
def test_what_says_nothing_has_no_quotes(texts: list[str]) -> None:
    assert load_tagger().read(texts) == []


@pytest.mark.model
def test_direct_quotes_are_found_without_the_tagger_and_the_article_says_so(pipeline: Pipeline) -> None:
    alone = Pipeline(pipeline._model, "test", None, "Quotes were looked for by rule alone: it is gone (mend it).")
    article = alone.analyse(document("“The bridge is closed,” said Maria Lopez, a spokeswoman."))
    assert [said(article, quote) for quote in article.quotes] == [["The bridge is closed,"]]
    assert speakers(article, article.quotes[0]) == ["Maria Lopez"]
    assert article.document.left_out == ("Quotes were looked for by rule alone: it is gone (mend it).",)
