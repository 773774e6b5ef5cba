"""Labels ↔ numbers of each head; kept beside the weights as `labels.json`."""
import collections
import json

from .corpora import FACTUALITY, NAME_TAGS, PROPBANK_ROLES
from .windows import IGNORE, PAIR_LAYERS

RARE = {"lemma": 2}


class Labels:
    def __init__(self, lists):
        self.lists = lists
        self.numbers = {name: {label: number for number, label in enumerate(labels)} for name, labels in lists.items()}

    @classmethod
    def of(cls, documents, events=None):
        """Collects the labels of the treebanks' layers; those of the other heads are fixed."""
        seen = collections.defaultdict(collections.Counter)
        for document in documents:
            for sentence in document:
                for name in ("tag", "lemma", "relation"):
                    seen[name].update(sentence.layers.get(name, ()))
        lists = {name: sorted(label for label, count in counts.items() if count >= RARE.get(name, 1))
                 for name, counts in seen.items()}
        lists |= {"name": NAME_TAGS, "propbank": PROPBANK_ROLES, "factuality": FACTUALITY}
        return cls(lists | (events or {}))

    @classmethod
    def load(cls, path):
        return cls(json.load(open(path, encoding="utf8")))

    def save(self, path):
        with open(path, "w", encoding="utf8") as out:
            json.dump(self.lists, out, ensure_ascii=False, indent=0)

    def sizes(self):
        return {name: len(labels) for name, labels in self.lists.items()}

    def number(self, documents):
        """Replaces label strings by numbers, in place; a label never seen is left out of the loss."""
        for document in documents:
            for sentence in document:
                for name, values in sentence.layers.items():
                    if name in self.numbers and name not in PAIR_LAYERS:
                        known = self.numbers[name]
                        sentence.layers[name] = [v if isinstance(v, int) else known.get(v, IGNORE) for v in values]
        return documents
