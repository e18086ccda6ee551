"""The weights: checked against their pinned hashes, then run by ONNX Runtime on one thread."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from newsreader.analysis.engine import HASHES, TAGGER_FILE, WEIGHTS
from newsreader.analysis.pinned import read_hashes, sha256_of
from newsreader.analysis.tagger.pieces import WordPieces, read_vocabulary
from newsreader.analysis.tagger.words import Window
from newsreader.errors import ModelError
from newsreader.text.safe import one_line

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Scores = NDArray[np.float32]

POINTER = 64
"""The width of a pointer."""

FARTHEST = 64
"""Words farther off than so many pieces are as far."""

NEVER = -1e4
"""The score of what cannot be."""

FILES = frozenset({TAGGER_FILE, "chain.npz", "vocab.txt"})
"""What is loaded, and so has to be pinned."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the network says of a window."""

    tags: Scores
    """For each word the scores of its tags and that of speech: `[words, 11]`."""

    pointers: Scores
    """For the beginning of the window and each word the parts of the pointers: `[1 + words, 4 * POINTER]`."""

    places: NDArray[np.int64]
    """The place among the pieces of the same."""


class Network:
    """The loaded network."""

    def __init__(self, session: InferenceSession, chain: dict[str, NDArray[np.float32]], cut: WordPieces) -> None:
        """Take what `load_network` has read."""
        self._session = session
        self.cut = cut
        """What cuts words into pieces."""
        self.transitions = chain["transitions"]
        """How well one tag follows another: `[3, 4, 4]`."""
        self.begins = chain["begins"]
        """How well a window begins with a tag: `[3, 4]`."""
        self.distance = chain["distance"]
        """How well words so far apart are linked, as cue and as source: `[2, 2 * FARTHEST + 1]`."""

    def read(self, window: Window) -> Reading:
        """The scores of a window."""
        feed = {
            "pieces": np.array([window.pieces], np.int64),
            "features": np.array([window.features], np.int64),
        }
        tags, pointers = self._session.run(None, feed)
        places = np.array([0, *window.places], np.int64)
        return Reading(tags[0][places[1:]], pointers[0][places], places)


def load_network(folder: Path = WEIGHTS) -> Network:
    """The network in a folder; raises `ModelError` where a file is missing or is not the one that was pinned."""
    check_weights(folder)
    try:
        return _load(folder)
    except Exception as fault:
        raise _broken(folder, f"does not load: {one_line(str(fault))}") from fault


def _load(folder: Path) -> Network:
    with np.load(folder / "chain.npz", allow_pickle=False) as chain:
        kept = {name: chain[name] for name in ("transitions", "begins", "distance")}
    return Network(_session(folder / TAGGER_FILE), kept, WordPieces(read_vocabulary(folder / "vocab.txt")))


def _session(file: Path) -> InferenceSession:
    import onnxruntime

    options: Any = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])


def check_weights(folder: Path) -> None:
    """Raise `ModelError` unless each file of the model is there and is the one that was pinned."""
    try:
        digests = read_hashes(folder / HASHES)
        if digests.keys() != FILES:
            raise _broken(folder, f"{HASHES} does not pin the files that are needed")
        for name, digest in digests.items():
            if sha256_of(folder / name) != digest:
                raise _broken(folder, f"{name} is not the file that was pinned")
    except OSError as fault:
        raise _broken(folder, f"{Path(str(fault.filename)).name} cannot be read") from fault


def _broken(folder: Path, what: str) -> ModelError:
    return ModelError(f"the tagger of quotes: {what}", where=str(folder), mend="install newsreader anew")
