"""One loaded pipeline for all tests that need the language model."""

from __future__ import annotations

import pytest

from newsreader.analysis.pipeline import Pipeline, load_pipeline


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    """The pipeline with the model that the program comes with."""
    return load_pipeline()


@pytest.fixture(scope="session")
def rules(pipeline: Pipeline) -> Pipeline:
    """The same without the tagger: quotes are found by rule alone."""
    return Pipeline(pipeline._model, pipeline.engine)
