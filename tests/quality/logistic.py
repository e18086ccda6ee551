"""A logistic regression with a penalty, fitted by Newton's method (Bishop 2006, 4.3.3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

TURNS = 40
"""How many steps are made at most."""


def fit(rows: Sequence[Mapping[str, float]], holds: Sequence[bool], penalty: float) -> dict[str, float]:
    """The weights of the signs, and `even`, what is added to them; `penalty` is the weight of their squares."""
    signs = list(rows[0])
    values = np.array([[1.0, *(row[sign] for sign in signs)] for row in rows])
    right = np.array([float(one) for one in holds])
    weights = np.zeros(values.shape[1])
    costs = penalty * np.eye(len(weights))
    costs[0, 0] = 1e-3
    for _ in range(TURNS):
        chance = 1 / (1 + np.exp(-values @ weights))
        slope = values.T @ (right - chance) - costs @ weights
        bend = (values * (chance * (1 - chance))[:, None]).T @ values + costs
        step = np.linalg.solve(bend, slope)
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    return dict(zip(("even", *signs), (round(float(weight), 3) for weight in weights), strict=True))
