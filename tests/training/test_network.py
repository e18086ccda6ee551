"""Needs the extra `train`; skipped where it is not installed."""

from __future__ import annotations

from itertools import pairwise, product
from typing import Any

import pytest

torch = pytest.importorskip("torch", reason="needs the extra `train`")

from newsreader.training.network import Network, chain_loss  # noqa: E402

NEVER = -1e3


def test_the_loss_of_a_chain_is_that_of_all_its_paths() -> None:
    torch.manual_seed(1)
    network = Network(layers=1)
    for weight in (network.transitions, network.begins):
        weight.data.normal_()
    scores = torch.randn(1, 3, 3, 4)
    gold = torch.tensor([[[0, 1, 0], [1, 2, 0], [2, 0, 1]]])
    begins = torch.tensor([[1.0, 0.0, 0.0]])
    loss = float(chain_loss(network, scores, gold, begins, torch.tensor([3])).detach())
    expected = sum(_unlikely(network, scores, gold, row) for row in range(3)) / 3
    assert loss == pytest.approx(expected, abs=1e-4)


def _unlikely(network: Network, scores: Any, gold: Any, row: int) -> float:
    def value(path: tuple[int, ...]) -> float:
        found: float = network.begins[row, path[0]].item() + (NEVER if path[0] == 2 else 0.0)
        found += sum(scores[0, word, row, tag].item() for word, tag in enumerate(path))
        for before, after in pairwise(path):
            found += network.transitions[row, before, after].item() + (NEVER if (before, after) == (0, 2) else 0.0)
        return found

    paths = torch.tensor([value(path) for path in product(range(4), repeat=3)], dtype=torch.float64)
    return float(torch.logsumexp(paths, 0)) - value(tuple(int(tag) for tag in gold[0, :, row]))


def test_padding_changes_no_loss() -> None:
    torch.manual_seed(2)
    network = Network(layers=1)
    scores, gold = torch.randn(1, 4, 3, 4), torch.zeros(1, 4, 3, dtype=torch.long)
    begins = torch.tensor([[1.0, 0.0, 0.0, 0.0]])
    whole = chain_loss(network, scores[:, :2], gold[:, :2], begins[:, :2], torch.tensor([2]))
    padded = chain_loss(network, scores, gold, begins, torch.tensor([2]))
    assert float(padded.detach()) == pytest.approx(float(whole.detach()), abs=1e-5)
