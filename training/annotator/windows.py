"""Windows: runs of whole sentences as the model reads them, with whatever layers their corpus carries."""
import random
from dataclasses import dataclass, field

import torch
from tokenizers import Tokenizer

from .encoder import backbone_folder, shape_of

LONGEST = 250
IGNORE = -100


@dataclass
class Sentence:
    """Words and the layers that the corpus carries; a layer absent is a layer masked."""
    words: list
    layers: dict = field(default_factory=dict)


class Pieces:
    """Words → pieces, each word by itself, as the Rust side does it."""

    def __init__(self):
        self.tokenizer = Tokenizer.from_file(str(backbone_folder() / "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.seen = {}
        self.start, self.end, self.unknown = (self.tokenizer.token_to_id(t) for t in ("[CLS]", "[SEP]", "[UNK]"))

    def of(self, word):
        if word not in self.seen:
            self.seen[word] = self.tokenizer.encode(word, add_special_tokens=False).ids[:12] or [self.unknown]
        return self.seen[word]


def window(sentences, pieces):
    """One window from consecutive sentences."""
    ids, shapes, first, sentence, layers = [pieces.start], [0], [], [], {}
    words = sum(len(one.words) for one in sentences)
    offset = 0
    inside = lambda word: 0 <= word < words
    for number, one in enumerate(sentences):
        for word in one.words:
            found = pieces.of(word)
            first.append(len(ids))
            sentence.append(number)
            ids += found
            shapes += [shape_of(word)] * len(found)
        for name, values in one.layers.items():
            kept = layers.setdefault(name, [] if name in PAIR_LAYERS else [IGNORE] * words)
            if name in PAIR_LAYERS:
                moved = ((pair[0] + offset, pair[1] + offset, *pair[2:]) for pair in values)
                kept += [pair for pair in moved if inside(pair[1])]
            elif name == "head":
                kept[offset:offset + len(values)] = [offset + k if v == -1 else offset + v for k, v in enumerate(values)]
            else:
                kept[offset:offset + len(values)] = values
        offset += len(one.words)
    ids.append(pieces.end)
    shapes.append(0)
    return {"ids": ids, "shapes": shapes, "first": first, "sentence": sentence, "layers": layers}


# Layers given as (from word, to word, label), not as one label a word.
PAIR_LAYERS = {"propbank", "propbank_rows", "role", "role_rows", "link", "link_rows"}


LENGTHS = [1, 60, 120, LONGEST]
REPORT_LENGTHS = [120, LONGEST, LONGEST]


def windows(document, pieces, rng, longest=None, lengths=LENGTHS):
    """Cut a document (a list of sentences) into windows; lengths vary so that the model meets single sentences too."""
    made, held, length = [], [], 0
    target = longest or rng.choice(lengths)
    for one in document:
        size = sum(len(pieces.of(word)) for word in one.words)
        if size > LONGEST:
            continue
        if held and length + size > target:
            made.append(window(held, pieces))
            held, length = [], 0
            target = longest or rng.choice(lengths)
        held.append(one)
        length += size
    if held:
        made.append(window(held, pieces))
    return made


def batches(made, budget, rng):
    """Batches of windows of like length, at most `budget` pieces each, in random order."""
    made = sorted(made, key=lambda w: len(w["ids"]) + rng.random())
    found, held, longest = [], [], 0
    for one in made:
        longest = max(longest, len(one["ids"]))
        if held and longest * (len(held) + 1) > budget:
            found.append(held)
            held, longest = [], len(one["ids"])
        held.append(one)
    if held:
        found.append(held)
    rng.shuffle(found)
    return found


def tensors(batch):
    """Padded tensors of a batch; word layers are padded with IGNORE, pair layers stay lists."""
    pad = lambda rows, value: torch.tensor(
        [row + [value] * (max(map(len, rows)) - len(row)) for row in rows], dtype=torch.long)
    made = {"pieces": pad([w["ids"] for w in batch], 0), "shapes": pad([w["shapes"] for w in batch], 0),
            "mask": pad([[1] * len(w["ids"]) for w in batch], 0), "first": pad([w["first"] for w in batch], 0),
            "sentence": pad([w["sentence"] for w in batch], -1)}
    names = {name for w in batch for name in w["layers"]}
    for name in names:
        if name in PAIR_LAYERS:
            made[name] = [(row, *pair) for row, w in enumerate(batch) for pair in w["layers"].get(name, [])]
        else:
            made[name] = pad([w["layers"].get(name, [IGNORE] * len(w["first"])) for w in batch], IGNORE)
    return made


def shuffled(documents, pieces, seed, lengths=LENGTHS):
    """All windows of the documents, cut anew for this seed."""
    rng = random.Random(seed)
    return [one for document in documents for one in windows(document, pieces, rng, lengths=lengths)]
