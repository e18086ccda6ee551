"""One loaded pipeline for all tests here that need the language model."""

from __future__ import annotations

import pytest

from newsreader.analysis.pipeline import Pipeline, load_pipeline


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    """The pipeline with the model that the program comes with."""
    return load_pipeline()
