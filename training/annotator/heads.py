"""The heads: everything the annotator says of a word or of a pair of words, from one pass of the encoder."""
import torch
from torch import nn

from .encoder import Encoder, LockedDropout

PAIR_WIDTH = 128


class Mix(nn.Module):
    """A learned weighted mean of the encoder's layers (Peters et al. 2018), so that each head reads the depth it needs."""

    def __init__(self, layers):
        super().__init__()
        self.weights = nn.Parameter(torch.zeros(layers))

    def forward(self, outputs):
        weights = torch.softmax(self.weights, dim=0)
        return sum(weight * output for weight, output in zip(weights, outputs))


class Perceptron(nn.Module):
    """One hidden layer."""

    def __init__(self, width, out, hidden=None, dropout=0.2):
        super().__init__()
        hidden = hidden or width
        self.inner, self.outer, self.dropout = nn.Linear(width, hidden), nn.Linear(hidden, out), LockedDropout(dropout)

    def forward(self, x):
        return self.outer(self.dropout(nn.functional.gelu(self.inner(x))))


class Biaffine(nn.Module):
    """Scores of word pairs [batch, labels, from, to] (Dozat and Manning 2017)."""

    def __init__(self, width, labels, hidden, dropout=0.3, bias=0.0):
        super().__init__()
        self.source, self.target = nn.Linear(width, hidden), nn.Linear(width, hidden)
        self.weight = nn.Parameter(torch.zeros(labels, hidden + 1, hidden + 1))
        nn.init.xavier_uniform_(self.weight[:, :hidden, :hidden])
        self.weight.data[:, hidden, hidden] = bias
        self.dropout = LockedDropout(dropout)

    def forward(self, x):
        source, target = self.project(x)
        one = torch.ones_like(source[..., :1])
        source, target = torch.cat([source, one], -1), torch.cat([target, one], -1)
        return torch.matmul(torch.matmul(source[:, None], self.weight), target[:, None].transpose(2, 3))

    def project(self, x):
        """The two sides' projections, each [batch, words, hidden]."""
        side = lambda layer: self.dropout(nn.functional.gelu(layer(x)))
        return side(self.source), side(self.target)


class Labeller(nn.Module):
    """Label of given pairs: two sides [pairs, hidden] each → [pairs, labels]."""

    def __init__(self, labels, hidden):
        super().__init__()
        self.bilinear = nn.Parameter(torch.zeros(hidden, labels * hidden))
        nn.init.xavier_uniform_(self.bilinear)
        self.source, self.target, self.labels = nn.Linear(hidden, labels), nn.Linear(hidden, labels), labels

    def forward(self, source, target):
        mixed = (source @ self.bilinear).view(-1, self.labels, source.shape[-1])
        return (mixed * target[:, None]).sum(-1) + self.source(source) + self.target(target)


class Annotator(nn.Module):
    """The encoder with all heads. `sizes` gives the number of labels of each head."""

    WORD_HEADS = {"tag": "syntax", "lemma": "syntax", "name": "names", "factuality": "events", "trigger": "events",
                  "code": "events", "mode": "events", "status": "events", "cue": "events"}
    PAIR_HEADS = {"propbank": ("events", 64), "role": ("events", 96), "link": ("events", 64)}

    def __init__(self, sizes, dropout=0.1):
        super().__init__()
        self.encoder = Encoder(dropout)
        width, layers = self.encoder.width, len(self.encoder.layers)
        self.mixes = nn.ModuleDict({name: Mix(layers) for name in ("syntax", "names", "events")})
        self.arc = Biaffine(width, 1, 256)
        self.relation_source, self.relation_target = nn.Linear(width, PAIR_WIDTH), nn.Linear(width, PAIR_WIDTH)
        self.relation = Labeller(sizes["relation"], PAIR_WIDTH)
        self.words = nn.ModuleDict({name: Perceptron(width, sizes[name]) for name in self.WORD_HEADS if name in sizes})
        self.pairs = nn.ModuleDict({name: Biaffine(width, sizes[name], hidden, bias=-4.0)
                                    for name, (_, hidden) in self.PAIR_HEADS.items() if name in sizes})
        self.dropout = LockedDropout(0.2)

    def read(self, pieces, shapes, mask, first):
        """Word representations for each group of heads: {group: [batch, words, width]}."""
        outputs = self.encoder(pieces, shapes, mask)
        index = first[..., None].expand(-1, -1, self.encoder.width)
        outputs = [torch.gather(output, 1, index) for output in outputs]
        return {name: self.dropout(mix(outputs)) for name, mix in self.mixes.items()}

    def forward(self, pieces, shapes, mask, first):
        """All scores but those of relations, which need the arcs first; and the two sides that `relation` reads."""
        read = self.read(pieces, shapes, mask, first)
        found = {name: head(read[self.WORD_HEADS[name]]) for name, head in self.words.items()}
        found |= {name: head(read[self.PAIR_HEADS[name][0]]) for name, head in self.pairs.items()}
        found["arc"] = self.arc(read["syntax"])[:, 0]
        found["relation_source"] = nn.functional.gelu(self.relation_source(read["syntax"]))
        found["relation_target"] = nn.functional.gelu(self.relation_target(read["syntax"]))
        return found
