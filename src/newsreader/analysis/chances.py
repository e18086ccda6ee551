"""From signs for and against something to how sure it is: the one formula that quotes and names share."""

from __future__ import annotations

import math
from collections.abc import Mapping


def chance(signs: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """What some signs come to by some weights, 0 to 1: a logistic regression, `even` being its constant."""
    odds = weights["even"] + sum(weights[sign] * value for sign, value in signs.items())
    return 1 / (1 + math.exp(-odds))
