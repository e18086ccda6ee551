from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.analysis.engine import WEIGHTS
from newsreader.analysis.tagger.pieces import MOST_PIECES, WordPieces, read_vocabulary

VOCABULARY = {piece: number for number, piece in enumerate(
    ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "free", "##dom", "##d", "##om", '"', "'", "-", "a", "e", "##e", "resume"]
)}  # fmt: skip


@pytest.fixture
def cut() -> WordPieces:
    return WordPieces(VOCABULARY)


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("freedom", ["free", "##dom"]),
        ("FREEDOM", ["free", "##dom"]),
        ("résumé", ["resume"]),
        ("“", ['"']),
        ("’", ["'"]),
        ("—", ["-"]),
        ("xyz", ["[UNK]"]),
        ("freezing", ["[UNK]"]),
    ],
)
def test_the_longest_piece_comes_first(cut: WordPieces, word: str, pieces: list[str]) -> None:
    assert cut.of(word) == tuple(VOCABULARY[piece] for piece in pieces)


def test_a_long_word_is_cut_short(cut: WordPieces) -> None:
    assert cut.of("a" + "e" * 500) == (VOCABULARY["a"], *[VOCABULARY["##e"]] * (MOST_PIECES - 1))


@settings(deadline=None)
@given(st.text(min_size=1, max_size=60))
def test_every_word_has_pieces_that_the_network_knows(word: str) -> None:
    vocabulary = read_vocabulary(WEIGHTS / "vocab.txt")
    pieces = WordPieces(vocabulary).of(word)
    assert 1 <= len(pieces) <= MOST_PIECES
    assert all(0 <= piece < len(vocabulary) for piece in pieces)
