"""How well mentions are gathered into actors: the three usual figures of coreference, and their mean.

MUC counts links (Vilain 1995), B-cubed asks each mention who else is in its cluster (Bagga and Baldwin 1998), CEAF-e
pairs whole clusters, each with one at most (Luo 2005). A mention that only one side has counts as an error in all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.quality.shares import Rate

Clustering = Mapping[Any, Hashable]
"""For each mention its cluster; a mention of both sides has one key in both."""

Cluster = frozenset[Hashable]


@dataclass(slots=True)
class ClusterFigures:
    """Counts over the documents of a collection."""

    sums: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    """Hits and totals of each figure, by name."""

    def add(self, gold: Clustering, guess: Clustering) -> None:
        """Take in a document."""
        ours, theirs = _clusters(gold), _clusters(guess)
        for side, of, clusters, other_of, others in (
            ("gold", gold, ours, guess, theirs),
            ("guess", guess, theirs, gold, ours),
        ):
            kept = sum(len(cluster) - _pieces(cluster, other_of) for cluster in clusters.values())
            self.sums[f"muc {side} hits"] += kept
            self.sums[f"muc {side}"] += len(of) - len(clusters)
            self.sums[f"b3 {side} hits"] += _b_cubed(of, clusters, other_of, others)
            self.sums[f"b3 {side}"] += len(of)
            self.sums[f"ceaf {side}"] += len(clusters)
        self.sums["ceaf hits"] += _likeness_in_pairs(list(ours.values()), list(theirs.values()))

    @property
    def muc(self) -> Rate:
        """Links between mentions."""
        return self._rate("muc guess hits", "muc guess", "muc gold hits", "muc gold")

    @property
    def b_cubed(self) -> Rate:
        """Mention by mention."""
        return self._rate("b3 guess hits", "b3 guess", "b3 gold hits", "b3 gold")

    @property
    def ceaf(self) -> Rate:
        """Cluster by cluster."""
        return self._rate("ceaf hits", "ceaf guess", "ceaf hits", "ceaf gold")

    @property
    def mean(self) -> float:
        """The mean of the three F1, 0 to 1."""
        return (self.muc.f1 + self.b_cubed.f1 + self.ceaf.f1) / 3

    def _rate(self, hits: str, guessed: str, found: str, gold: str) -> Rate:
        return Rate.of(self.sums[hits], self.sums[guessed], self.sums[gold], self.sums[found])


def _clusters(of: Clustering) -> dict[Hashable, Cluster]:
    members: dict[Hashable, set[Hashable]] = defaultdict(set)
    for mention, cluster in of.items():
        members[cluster].add(mention)
    return {key: frozenset(mentions) for key, mentions in members.items()}


def _pieces(cluster: Cluster, other_of: Clustering) -> int:
    """Into how many pieces the other side cuts a cluster; a mention that it has not is a piece of its own."""
    there = {other_of[mention] for mention in cluster if mention in other_of}
    return len(there) + sum(mention not in other_of for mention in cluster)


def _b_cubed(
    of: Clustering, clusters: Mapping[Hashable, Cluster], other_of: Clustering, others: Mapping[Hashable, Cluster]
) -> float:
    shared = ((clusters[key], others[other_of[mention]]) for mention, key in of.items() if mention in other_of)
    return sum(len(mine & yours) / len(mine) for mine, yours in shared)


def _likeness_in_pairs(ours: Sequence[Cluster], theirs: Sequence[Cluster]) -> float:
    """The likeness of the clusters, added up over the best pairs."""
    if not ours or not theirs:
        return 0.0
    table = [[2 * len(one & other) / (len(one) + len(other)) for other in theirs] for one in ours]
    return best_total(np.array(table))


def best_total(gains: NDArray[np.float64]) -> float:
    """The largest sum of a table with one entry from each row and column at most.

    Shortest augmenting paths (Jonker and Volgenant 1987) over what each choice costs against the largest entry.
    """
    gains = gains if gains.shape[0] <= gains.shape[1] else gains.T
    costs = gains.max() - gains
    row_prices, column_prices = np.zeros(gains.shape[0]), np.zeros(gains.shape[1])
    owner = np.full(gains.shape[1], -1)
    for row in range(gains.shape[0]):
        _give_a_column(row, costs, row_prices, column_prices, owner)
    return float(sum(gains[row, column] for column, row in enumerate(owner) if row >= 0))


def _give_a_column(
    row: int,
    costs: NDArray[np.float64],
    row_prices: NDArray[np.float64],
    column_prices: NDArray[np.float64],
    owner: NDArray[np.int_],
) -> None:
    """Give a further row a column, moving others to where that costs least."""
    reach = np.full(len(owner), np.inf)
    came_by = np.full(len(owner), -1)
    done = np.zeros(len(owner), bool)
    here, column, so_far = row, -1, 0.0
    while True:
        onward = so_far + costs[here] - row_prices[here] - column_prices
        shorter = ~done & (onward < reach)
        reach[shorter], came_by[shorter] = onward[shorter], column
        column = int(np.argmin(np.where(done, np.inf, reach)))
        so_far = float(reach[column])
        if owner[column] < 0:
            break
        done[column] = True
        here = int(owner[column])
    row_prices[row] += so_far
    row_prices[owner[done]] += so_far - reach[done]
    column_prices[done] -= so_far - reach[done]
    while column >= 0:
        before = int(came_by[column])
        owner[column] = row if before < 0 else owner[before]
        column = before
