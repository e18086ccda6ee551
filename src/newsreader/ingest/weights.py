"""Weights of the line features, fitted by logistic regression on development articles, and their sum.

The table is data (`lexicon/weights.json`): per question a number for each feature, in the order in
which the function that asks it lists them, and the constant last.
"""

from __future__ import annotations

import json
from functools import cache
from operator import mul
from pathlib import Path

_TABLE = Path(__file__).parent / "lexicon" / "weights.json"


@cache
def weights(question: str) -> tuple[float, ...]:
    """The weights for one question, the constant last."""
    return _all()[question]


def odds(question: str, features: list[float]) -> float:
    """The log odds that the answer is yes."""
    table = weights(question)
    total: float = sum(map(mul, table, features), table[-1])
    return total


@cache
def _all() -> dict[str, tuple[float, ...]]:
    table = json.loads(_TABLE.read_text(encoding="utf-8"))
    return {question: tuple(map(float, values)) for question, values in table.items()}
