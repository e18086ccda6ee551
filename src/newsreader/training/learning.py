"""The training itself: examples in random windows, one pass after another, at a rate that rises and falls."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from newsreader.analysis.tagger.network import NEVER
from newsreader.analysis.tagger.pieces import WordPieces
from newsreader.analysis.tagger.words import MOST_IN_WINDOW, SPECIAL, Window, pack
from newsreader.training.examples import Example, Target, find_target
from newsreader.training.network import Network, chain_loss, link_scores, tag_scores

SMALLEST_WINDOW = 150
"""Windows are of a random size from this to the largest, so that each pass sees other neighbours."""

IN_BATCH = 2_048
"""Pieces in a step, padding with them."""

MIXED = 400
"""So many windows are sorted by length at a time: batches of one length, in random order."""

HIDDEN_WORDS = 0.04
"""The share of words whose letters are hidden in training, so that their neighbours must tell."""

LINK_WEIGHT = 0.2
"""The weight of a link's loss against that of the tags."""

REPORTED = 50
"""The losses are said every so many steps."""

SPEECH_WEIGHT = 0.05
"""The weight of the loss of telling speech from thought."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train."""

    passes: float = 4.0
    """How often the examples are gone through."""

    rate: float = 2e-4
    """The highest learning rate of the encoder."""

    head_rate: float = 1e-3
    """That of the heads."""

    warm_up: float = 0.08
    """The share of the steps in which the rates rise; then they fall to nothing."""

    seed: int = 1
    """What the random choices begin with."""

    mask_piece: int = 103
    """The piece that hides a word."""


@dataclass(slots=True)
class Batch:
    """Some windows as tensors, padded to one length."""

    pieces: Tensor
    """The numbers of the pieces: `[windows, pieces]`."""

    features: Tensor
    """Their features, of the same shape."""

    real: Tensor
    """Which of them are no padding."""

    places: Tensor
    """For each word the place of its first piece: `[windows, words]`."""

    gold: Tensor
    """Its tags: `[windows, words, 3]`."""

    begins: Tensor
    """1 for the words that begin a line."""

    lengths: Tensor
    """How many words each window has."""

    links: Tensor
    """Rows of (window, content, cue, source, speech), in pieces; cue and source 0 for none."""


def train(
    network: Network, examples: Sequence[Example], cut: WordPieces, plan: Plan, say: Callable[[str], None]
) -> None:
    """Train the network in place; the losses are said every fifty steps."""
    chance = random.Random(plan.seed)  # noqa: S311 - the order of examples is no secret
    torch.manual_seed(plan.seed)
    network.pieces.weight.requires_grad = False
    optimiser = torch.optim.AdamW(_groups(network, plan), weight_decay=0.01, fused=True)
    total = plan.passes * sum(line.size for example in examples for line in example.lines)
    done, report = 0, _Report(say)
    network.train()
    for batch in _all_batches(examples, cut, plan, chance):
        if done >= total:
            break
        _set_rates(optimiser, plan, done / total)
        losses = find_losses(network, batch)
        loss = losses[0] + LINK_WEIGHT * losses[1] + SPEECH_WEIGHT * losses[2]
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        done += int(batch.real.sum())
        report.take(losses, done, done / total)
    network.eval()


class _Report:
    """Says the losses, in the mean of fifty steps."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._begun = time.monotonic()
        self._rows: list[list[float]] = []

    def take(self, losses: Sequence[Tensor], done: int, share: float) -> None:
        self._rows.append([float(loss.detach()) for loss in losses])
        if len(self._rows) == REPORTED:
            tags, links, speech = (sum(column) / REPORTED for column in zip(*self._rows, strict=True))
            speed = done / (time.monotonic() - self._begun)
            self._say(f"{share:6.1%}  tags {tags:.4f}  links {links:.3f}  speech {speech:.3f}  {speed:.0f} pieces/s")
            self._rows.clear()


def _set_rates(optimiser: torch.optim.Optimizer, plan: Plan, share: float) -> None:
    rise = share / plan.warm_up if share < plan.warm_up else (1 - share) / (1 - plan.warm_up)
    for group in optimiser.param_groups:
        group["lr"] = group["highest"] * max(rise, 0.005)


def _all_batches(examples: Sequence[Example], cut: WordPieces, plan: Plan, chance: random.Random) -> Iterator[Batch]:
    while True:
        yield from _batches(examples, cut, plan, chance)


def _groups(network: Network, plan: Plan) -> list[dict[str, object]]:
    encoder: list[Tensor] = []
    heads: list[Tensor] = []
    for name, weight in network.named_parameters():
        if weight.requires_grad:
            (encoder if name.startswith(("places", "norm", "layers")) else heads).append(weight)
    return [
        {"params": encoder, "lr": plan.rate, "highest": plan.rate},
        {"params": heads, "lr": plan.head_rate, "highest": plan.head_rate},
    ]


def find_losses(network: Network, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
    """The losses of tags, links and speech."""
    mask = torch.where(batch.real, 0.0, NEVER)[:, None, None, :]
    with torch.autocast("cpu", dtype=torch.bfloat16):
        tags, pointers = network(batch.pieces, batch.features, mask.to(torch.bfloat16))
    tags, pointers = tags.float(), pointers.float()
    rows = torch.arange(len(tags))[:, None]
    loss = chain_loss(network, tag_scores(tags[rows, batch.places]), batch.gold, batch.begins, batch.lengths)
    nothing = torch.zeros(())
    if not len(batch.links):
        return loss, nothing, nothing
    windows, contents, speech = batch.links[:, 0], batch.links[:, 1], batch.links[:, 4]
    possible = torch.zeros_like(batch.real)
    possible[rows, batch.places] = True
    possible[:, 0] = True
    linked = nothing
    for which in (0, 1):
        scores = link_scores(network, pointers, which, windows, contents)
        scores = scores.masked_fill(~possible[windows], NEVER)
        linked = linked + functional.cross_entropy(scores, batch.links[:, 2 + which])
    said = functional.binary_cross_entropy_with_logits(tags[windows, contents, -1], speech.float())
    return loss, linked, said


def _batches(examples: Sequence[Example], cut: WordPieces, plan: Plan, chance: random.Random) -> Iterator[Batch]:
    windows: list[tuple[Window, Example]] = []
    for example in examples:
        size = chance.randint(SMALLEST_WINDOW, MOST_IN_WINDOW)
        windows.extend((window, example) for window in pack(example.lines, cut, size))
    chance.shuffle(windows)
    groups: list[list[tuple[Window, Example]]] = []
    for begin in range(0, len(windows), MIXED):
        chunk = sorted(windows[begin : begin + MIXED], key=lambda pair: len(pair[0].pieces))
        group: list[tuple[Window, Example]] = []
        for pair in chunk:
            if group and (len(group) + 1) * len(pair[0].pieces) > IN_BATCH:
                groups.append(group)
                group = []
            group.append(pair)
        groups.append(group)
    chance.shuffle(groups)
    for group in groups:
        yield make_batch([(window, find_target(example, window)) for window, example in group], plan, chance)


def make_batch(pairs: Sequence[tuple[Window, Target]], plan: Plan, chance: random.Random) -> Batch:
    """Windows and their targets as tensors, some words hidden."""
    length = max(len(window.pieces) for window, _ in pairs)
    words = max(len(window.places) for window, _ in pairs)
    count = len(pairs)
    batch = Batch(
        torch.zeros(count, length, dtype=torch.long),
        torch.full((count, length), SPECIAL),
        torch.zeros(count, length, dtype=torch.bool),
        torch.zeros(count, words, dtype=torch.long),
        torch.zeros(count, words, 3, dtype=torch.long),
        torch.zeros(count, words),
        torch.tensor([len(window.places) for window, _ in pairs]),
        torch.zeros(0, 5, dtype=torch.long),
    )
    links: list[tuple[int, int, int, int, int]] = []
    for row, (window, target) in enumerate(pairs):
        size = len(window.pieces)
        batch.pieces[row, :size] = torch.tensor(_hidden(window, plan, chance))
        batch.features[row, :size] = torch.tensor(window.features)
        batch.real[row, :size] = True
        batch.places[row, : len(window.places)] = torch.tensor(window.places)
        batch.gold[row, : len(window.places)] = torch.tensor(list(zip(*target.tags, strict=True)))
        begin = 0
        for line in window.lines:
            batch.begins[row, begin] = 1.0
            begin += len(line.words)
        for content, cue, source, speech in target.links:
            ends = [0 if word is None else window.places[word] for word in (cue, source)]
            links.append((row, window.places[content], ends[0], ends[1], int(speech)))
    if links:
        batch.links = torch.tensor(links)
    return batch


def _hidden(window: Window, plan: Plan, chance: random.Random) -> list[int]:
    pieces = list(window.pieces)
    ends = [*window.places[1:], len(pieces)]
    for place, end in zip(window.places, ends, strict=True):
        if chance.random() < HIDDEN_WORDS:
            # A line's last word is followed by the piece that ends the line, which stays.
            for at in range(place, end):
                if window.features[at] != SPECIAL:
                    pieces[at] = plan.mask_piece
    return pieces
