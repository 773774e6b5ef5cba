"""Development figures with gold tokens: UPOS, lemma, UAS, LAS (universal relations, as in the CoNLL 2018 shared task, and with
subtypes), names F1 over exact spans."""
import torch

from .windows import IGNORE, tensors, windows


def spans(tags, known=None):
    """{(start, end, kind)} of BIO tags."""
    found, start, kind = set(), None, None
    for number, tag in enumerate([*tags, "O"]):
        if start is not None and (tag == "O" or tag.startswith("B") or tag[2:] != kind):
            found.add((start, number, kind))
            start = None
        if tag != "O" and start is None:
            start, kind = number, tag[2:]
    return found


def best_tags(scores, tags):
    """The likeliest consistent row of BIO tags (Viterbi): inside a name only after its own beginning. Scores [words, tags]."""
    inside = torch.tensor([tag.startswith("I-") for tag in tags])
    allowed = torch.tensor([[not right.startswith("I-") or left[2:] == right[2:] for right in tags] for left in tags])
    barred = torch.zeros(allowed.shape).masked_fill(~allowed, -1e4)
    scores = torch.log_softmax(scores.float(), -1)
    best, back = scores[0].masked_fill(inside, -1e4), []
    for row in scores[1:]:
        through, came = (best[:, None] + barred).max(0)
        best = through + row
        back.append(came)
    found = [int(best.argmax())]
    for came in reversed(back):
        found.append(int(came[found[-1]]))
    return found[::-1]


@torch.no_grad()
def measure(model, labels, documents, pieces, names=None):
    """Figures of a development set; `names`: the kinds that count, others are dropped on both sides."""
    model.eval()
    n = dict.fromkeys("words tag lemma uas las las_sub name_right name_found name_gold "
                      "trigger_right trigger_found trigger_gold code_right status_right cue_right cue_found cue_gold "
                      "role_right role_found role_gold".split(), 0)
    plain = [label.partition(":")[0] for label in labels.lists["relation"]]
    for document in documents:
        for one in windows(document, pieces, None, longest=200):
            batch = tensors([one])
            found = model(batch["pieces"], batch["shapes"], batch["mask"], batch["first"])
            if "head" in batch:
                count_syntax(n, model, batch, found, plain)
            if "trigger" in batch:
                count_events(n, batch, found)
            if "name" in batch:
                count_names(n, labels, batch, best_tags(found["name"][0], labels.lists["name"]), names)
    share = lambda right, of: round(100 * n[right] / n[of], 2) if n[of] else None
    result = {key: share(key, "words") for key in ("tag", "lemma", "uas", "las", "las_sub")} if n["words"] else {}
    if n["name_gold"]:
        precision, recall = n["name_right"] / max(1, n["name_found"]), n["name_right"] / n["name_gold"]
        result |= {"name_precision": round(100 * precision, 2), "name_recall": round(100 * recall, 2),
                   "name_f1": round(100 * 2 * n["name_right"] / (n["name_found"] + n["name_gold"]), 2)}
    for name in ("trigger", "cue", "role"):
        if n[f"{name}_gold"]:
            result[f"{name}_f1"] = round(200 * n[f"{name}_right"] / (n[f"{name}_found"] + n[f"{name}_gold"]), 2)
    if n["trigger_gold"]:
        result |= {"code": round(100 * n["code_right"] / n["trigger_gold"], 2), "status": round(100 * n["status_right"] / n["trigger_gold"], 2)}
    model.train()
    return result


def count_syntax(n, model, batch, found, plain):
    apart = batch["sentence"][:, :, None] != batch["sentence"][:, None, :]
    heads = found["arc"].masked_fill(apart, -1e9).argmax(-1)[0]
    gold = batch["head"][0]
    relation = model.relation(found["relation_source"][0], found["relation_target"][0][heads]).argmax(-1)
    right = heads == gold
    n["words"] += len(gold)
    n["tag"] += int((found["tag"][0].argmax(-1) == batch["tag"][0]).sum())
    n["lemma"] += int((found["lemma"][0].argmax(-1) == batch["lemma"][0]).sum())
    n["uas"] += int(right.sum())
    n["las_sub"] += int((right & (relation == batch["relation"][0])).sum())
    n["las"] += sum(bool(r) and g >= 0 and plain[p] == plain[g]
                    for r, p, g in zip(right.tolist(), relation.tolist(), batch["relation"][0].tolist()))


def count_events(n, batch, found):
    """Triggers with their class; code, status and participants at the gold triggers; cues with their stance."""
    for name in ("trigger", "cue"):
        gold, mine = batch[name][0], found[name][0].argmax(-1)
        known = gold != IGNORE
        n[f"{name}_right"] += int(((gold == mine) & (gold > 0) & known).sum())
        n[f"{name}_found"] += int(((mine > 0) & known).sum())
        n[f"{name}_gold"] += int(((gold > 0) & known).sum())
    triggers = (batch["trigger"][0] > 0).nonzero().flatten().tolist()
    for name in ("code", "status"):
        n[f"{name}_right"] += sum(int(found[name][0][word].argmax()) == int(batch[name][0][word]) for word in triggers)
    gold = {(source, target, label) for _, source, target, label in batch.get("role", []) if source in triggers and label < 2}
    likely = (found["role"][0][:2] > 0).nonzero().tolist()
    mine = {(source, target, label) for label, source, target in likely if source in triggers}
    n["role_right"] += len(gold & mine)
    n["role_found"] += len(mine)
    n["role_gold"] += len(gold)


def count_names(n, labels, batch, found, kinds):
    tags = labels.lists["name"]
    gold = batch["name"][0].tolist()
    keep = lambda some: {s for s in some if kinds is None or s[2] in kinds}
    right = keep(spans(["O" if g == IGNORE else tags[g] for g in gold]))
    mine = keep(spans(["O" if g == IGNORE else tags[p] for p, g in zip(found, gold)]))
    n["name_right"] += len(right & mine)
    n["name_found"] += len(mine)
    n["name_gold"] += len(right)
