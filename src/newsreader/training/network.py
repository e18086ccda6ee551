"""The network that is trained: a small BERT encoder with heads for tags, speech and links.

The encoder is all-MiniLM-L6-v2 (Wang et al. 2020, MiniLM; Apache-2.0), written out here so that only its weights
are needed. Tags are scored as a linear-chain conditional random field (Lafferty et al. 2001); links as
pointers: the first word of what was said against every word of the window, the place before the first word
standing for none.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from newsreader.analysis.tagger.network import FARTHEST, NEVER, POINTER
from newsreader.analysis.tagger.words import FEATURES

WIDTH, HEADS, INNER, LAYERS, VOCABULARY, PLACES = 384, 12, 1536, 6, 30_522, 512
"""The sizes of the encoder."""

TAGS = 10
"""Four tags for what was said, three for its cue, three for its source."""


class Layer(nn.Module):  # type: ignore[misc]
    """One layer of the encoder."""

    def __init__(self) -> None:
        super().__init__()
        self.mix = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.widen = nn.Linear(WIDTH, INNER)
        self.narrow = nn.Linear(INNER, WIDTH)
        self.last_norm = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, states: Tensor, mask: Tensor | None) -> Tensor:
        """The states of the next layer; `mask` is added to the scores of attention."""
        rows, length, _ = states.shape
        mixed = self.mix(states).view(rows, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        seen = attend(mixed[0], mixed[1], mixed[2], mask).transpose(1, 2).reshape(rows, length, WIDTH)
        states = self.norm(states + self.out(seen))
        return self.last_norm(states + self.narrow(functional.gelu(self.widen(states))))


def attend(query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None) -> Tensor:
    """Attention: fused while training, written out for the export, whose runtime knows no fused form."""
    if not torch.onnx.is_in_onnx_export():
        return functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
    scores = query @ key.transpose(-1, -2) * (WIDTH // HEADS) ** -0.5
    return torch.softmax(scores if mask is None else scores + mask, dim=-1) @ value


class Network(nn.Module):  # type: ignore[misc]
    """The encoder and its heads."""

    def __init__(self, layers: int = LAYERS) -> None:
        super().__init__()
        self.pieces = nn.Embedding(VOCABULARY, WIDTH)
        self.places = nn.Embedding(PLACES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.features = nn.Embedding(FEATURES, WIDTH)
        nn.init.zeros_(self.features.weight)
        self.tags = nn.Linear(WIDTH, TAGS + 1)
        self.pointers = nn.Linear(WIDTH, 4 * POINTER)
        for head in (self.tags, self.pointers):
            nn.init.normal_(head.weight, std=0.02)
            nn.init.zeros_(head.bias)
        self.drop = nn.Dropout(0.1)
        self.transitions = nn.Parameter(torch.zeros(3, 4, 4))
        self.begins = nn.Parameter(torch.zeros(3, 4))
        self.distance = nn.Parameter(torch.zeros(2, 2 * FARTHEST + 1))

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """The scores of tags (with that of speech last) and the pointers, for each piece."""
        states = self.pieces(pieces) + self.features(features) + self.places.weight[: pieces.shape[1]]
        states = self.norm(states)
        for layer in self.layers:
            states = layer(states, mask)
        states = self.drop(states)
        return self.tags(states), self.pointers(states)


def read_encoder(network: Network, weights: dict[str, Tensor]) -> None:
    """Take the weights of a BERT encoder, by the names that its makers gave them."""
    network.pieces.weight.data.copy_(weights["embeddings.word_embeddings.weight"])
    # There is one kind of sentence here, so its vector is the same everywhere and is added to the places.
    kind = weights["embeddings.token_type_embeddings.weight"][0]
    network.places.weight.data.copy_(weights["embeddings.position_embeddings.weight"] + kind)
    _copy(network.norm, weights, "embeddings.LayerNorm")
    for number, layer in enumerate(network.layers):
        lead = f"encoder.layer.{number}."
        for part in ("weight", "bias"):
            names = [f"{lead}attention.self.{name}.{part}" for name in ("query", "key", "value")]
            getattr(layer.mix, part).data.copy_(torch.cat([weights[name] for name in names]))
        for module, name in (
            ("out", "attention.output.dense"),
            ("norm", "attention.output.LayerNorm"),
            ("widen", "intermediate.dense"),
            ("narrow", "output.dense"),
            ("last_norm", "output.LayerNorm"),
        ):
            _copy(getattr(layer, module), weights, lead + name)


def _copy(module: nn.Module, weights: dict[str, Tensor], name: str) -> None:
    module.weight.data.copy_(weights[f"{name}.weight"])
    module.bias.data.copy_(weights[f"{name}.bias"])


def tag_scores(tags: Tensor) -> Tensor:
    """The scores of tags with a row each for content, cue and source: `[…, 3, 4]`."""
    padding = torch.full_like(tags[..., :1], NEVER)
    content, cue, source = tags[..., :4], tags[..., 4:7], tags[..., 7:10]
    return torch.stack([content, torch.cat([cue, padding], -1), torch.cat([source, padding], -1)], -2)


def forbidden() -> Tensor:
    """What is added to the transitions: nothing goes on that did not begin."""
    rule = torch.zeros(4, 4)
    rule[0, 2] = NEVER
    return rule


def chain_loss(network: Network, scores: Tensor, gold: Tensor, begins: Tensor, lengths: Tensor) -> Tensor:
    """The mean negative log-likelihood of the gold tags for each word, over the three rows.

    `scores` is `[windows, words, 3, 4]`, `gold` `[windows, words, 3]`; `begins` says which words begin a line:
    nothing goes on over its end, except by resuming.
    """
    rows, longest = gold.shape[:2]
    steps = network.transitions + forbidden()
    line = torch.zeros(4)
    line[2] = NEVER
    real = torch.arange(longest)[None] < lengths[:, None]
    first = network.begins + line
    alpha = scores[:, 0] + first
    score = torch.gather(alpha, -1, gold[:, 0, :, None]).squeeze(-1)
    index = torch.arange(3)
    for word in range(1, longest):
        moved = steps + (begins[:, word, None, None, None] * line)
        after = torch.logsumexp(alpha[..., None] + moved, -2) + scores[:, word]
        keep = real[:, word, None, None]
        alpha = torch.where(keep, after, alpha)
        step = moved[torch.arange(rows)[:, None], index[None], gold[:, word - 1], gold[:, word]]
        gain = step + torch.gather(scores[:, word], -1, gold[:, word, :, None]).squeeze(-1)
        score = score + torch.where(real[:, word, None], gain, torch.zeros_like(gain))
    return (torch.logsumexp(alpha, -1) - score).sum() / lengths.sum()


def link_scores(network: Network, pointers: Tensor, which: int, rows: Tensor, places: Tensor) -> Tensor:
    """How well each piece is linked to those at `places` of windows `rows`, as cue (0) or as source (1)."""
    begin = 2 * which * POINTER
    query = pointers[rows, places, begin : begin + POINTER]
    key = pointers[rows, :, begin + POINTER : begin + 2 * POINTER]
    off = torch.arange(pointers.shape[1])[None] - places[:, None]
    near = network.distance[which][off.clamp(-FARTHEST, FARTHEST) + FARTHEST]
    return (key @ query[:, :, None]).squeeze(-1) / POINTER**0.5 + near
