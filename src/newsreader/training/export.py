"""Trained weights as the files that the reader loads: `python -m newsreader.training.export TRAINED FOLDER`."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor

from newsreader.analysis.engine import HASHES, TAGGER_FILE, WEIGHTS
from newsreader.analysis.pinned import sha256_of
from newsreader.analysis.tagger.network import FILES
from newsreader.training.network import Network


def export(network: Network, folder: Path) -> None:
    """Write the network to a folder, in whole numbers of eight bits, and pin the files."""
    folder.mkdir(parents=True, exist_ok=True)
    network.eval()
    np.savez(
        folder / "chain.npz",
        transitions=_values(network.transitions),
        begins=_values(network.begins),
        distance=_values(network.distance),
    )
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        _write_onnx(network, whole)
        # Seven bits of the eight: processors without VNNI add two products in 16 bits, which eight overflow.
        quantised = folder / TAGGER_FILE
        quantize_dynamic(whole, quantised, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    if folder.resolve() != WEIGHTS:
        shutil.copy(WEIGHTS / "vocab.txt", folder / "vocab.txt")
    rows = [f"{sha256_of(folder / name)}  {name}" for name in sorted(FILES)]
    (folder / HASHES).write_text("\n".join(rows) + "\n", encoding="utf-8")


def _values(weight: Tensor) -> NDArray[np.float32]:
    return np.asarray(weight.detach().float().numpy(), np.float32)


def _write_onnx(network: Network, file: Path) -> None:
    pieces = torch.randint(1000, 2000, (1, 40))
    features = torch.zeros_like(pieces)
    axes = {name: {0: "windows", 1: "pieces"} for name in ("pieces", "features", "tags", "pointers")}
    torch.onnx.export(
        network,
        (pieces, features),
        str(file),
        input_names=["pieces", "features"],
        output_names=["tags", "pointers"],
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def main(arguments: list[str]) -> int:
    """Export, and say how large the files are."""
    parser = argparse.ArgumentParser(prog="python -m newsreader.training.export", description=__doc__)
    parser.add_argument("trained", type=Path, help="the folder that training has written")
    parser.add_argument("folder", type=Path, help="where the reader's files go")
    chosen = parser.parse_args(arguments)
    state = torch.load(chosen.trained / "network.pt", weights_only=True)
    layers = 1 + max(int(name.split(".")[1]) for name in state if name.startswith("layers."))
    network = Network(layers)
    network.load_state_dict(state)
    export(network, chosen.folder)
    for name in sorted(FILES):
        print(f"{(chosen.folder / name).stat().st_size:>12,} {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
