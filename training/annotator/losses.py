"""The loss of one batch: the sum over the heads whose layers the batch carries."""
import torch
from torch.nn import functional as F

from .windows import IGNORE

# Chosen so that no head drowns the others: the losses of pairs are sums over many words, their gradients at the encoder thirty times
# those of the tags.
WEIGHTS = {"tag": 1.0, "lemma": 0.5, "name": 1.5, "arc": 1.0, "relation": 1.0, "propbank": 0.06, "factuality": 0.05,
           "trigger": 4.0, "code": 0.4, "mode": 0.15, "status": 0.3, "cue": 2.0, "role": 0.2, "link": 0.15}


def batch_loss(model, batch):
    """(loss, {head: its loss})."""
    scores = model(batch["pieces"], batch["shapes"], batch["mask"], batch["first"])
    scores = {name: value.float() for name, value in scores.items()}
    parts = {}
    for name in model.words:
        if name in batch and (batch[name] != IGNORE).any():
            parts[name] = F.cross_entropy(scores[name].flatten(0, 1), batch[name].flatten(), ignore_index=IGNORE,
                                          label_smoothing=0.03 if name in ("tag", "trigger", "code") else 0.0)
    if "head" in batch and (batch["head"] != IGNORE).any():
        parts["arc"], parts["relation"] = syntax_loss(model, scores, batch)
    for name in model.pairs:
        if name == "link":
            if batch.get("link"):
                parts[name] = pointer_loss(scores[name], batch)
        elif batch.get(f"{name}_rows"):
            parts[name] = pair_loss(scores[name], batch[f"{name}_rows"], batch.get(name, []), batch)
    return sum(WEIGHTS[name] * part for name, part in parts.items()), {k: float(v.detach()) for k, v in parts.items()}


def syntax_loss(model, scores, batch):
    apart = batch["sentence"][:, :, None] != batch["sentence"][:, None, :]
    arcs = scores["arc"].masked_fill(apart, -1e4)
    arc = F.cross_entropy(arcs.flatten(0, 1), batch["head"].flatten(), ignore_index=IGNORE)
    known = batch["head"] != IGNORE
    rows, words = known.nonzero(as_tuple=True)
    found = model.relation(scores["relation_source"][rows, words], scores["relation_target"][rows, batch["head"][rows, words]])
    return arc, F.cross_entropy(found, batch["relation"][rows, words], ignore_index=IGNORE)


def pair_loss(scores, rows, pairs, batch):
    """Binary cross-entropy of the rows' words with every word of the window, summed over a row. A row's third number has a
    bit set for each label that its corpus does not carry."""
    number = {(row, word): at for at, (row, word, *_) in enumerate(rows)}
    index = torch.tensor([(row, word) for row, word, *_ in rows])
    found = scores[index[:, 0], :, index[:, 1], :]
    goal = torch.zeros_like(found)
    for row, source, target, label in pairs:
        goal[number[row, source], label, target] = 1.0
    inside = (batch["sentence"] >= 0)[index[:, 0]]
    weight = inside[:, None, :].expand_as(found).clone().float()
    for at, (_, _, _, masked) in enumerate(rows):
        for label in range(found.shape[1]):
            if masked >> label & 1:
                weight[at, label] = 0.0
    loss = F.binary_cross_entropy_with_logits(found, goal, weight=weight, pos_weight=torch.tensor(2.0), reduction="sum")
    return loss / len(rows)


def pointer_loss(scores, batch):
    """Cross-entropy over the words of the window: where a span starts and ends; its own word stands for no span."""
    links = torch.tensor(batch["link"])
    found = scores[links[:, 0], links[:, 3], links[:, 1], :]
    found = found.masked_fill((batch["sentence"] < 0)[links[:, 0]], -1e4)
    return F.cross_entropy(found, links[:, 2])
