"""Precision, recall and their harmonic mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rate:
    """How much of what was said is right, and how much of what is there was said."""

    precision: float
    """0 to 1."""

    recall: float
    """0 to 1."""

    @classmethod
    def of(cls, hits: float, guessed: float, gold: float, hits_of_gold: float | None = None) -> Rate:
        """The rate of some counts; `hits_of_gold` where hits count differently from that side."""
        found = hits if hits_of_gold is None else hits_of_gold
        return cls(hits / guessed if guessed else 0.0, found / gold if gold else 0.0)

    @property
    def f1(self) -> float:
        """Their harmonic mean, 0 to 1."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def share(values: Iterable[bool | None]) -> float:
    """How many are true, 0 to 1; 0 where there are none."""
    given = [bool(value) for value in values]
    return sum(given) / len(given) if given else 0.0
