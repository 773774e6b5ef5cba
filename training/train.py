#!/usr/bin/env python3
"""Train the annotator: one command, seeded, on the CPU; checkpoints every ten minutes and resumes from them.

    train.py --data ../shared/data --out runs/base [--epochs 8] [--silver silver.jsonl] [--start runs/base/last.pt]
             [--events events.jsonl …] [--attribution polnear.jsonl]

Afterwards `export.py runs/base ../model` makes the files that the program reads.
"""
import argparse
import itertools
import json
import pathlib
import random
import time

import torch

from annotator import corpora, events
from annotator.heads import Annotator
from annotator.labels import Labels
from annotator.losses import batch_loss
from annotator.measure import measure
from annotator.windows import LENGTHS, REPORT_LENGTHS, Pieces, batches, shuffled, tensors


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True, type=pathlib.Path)
    parser.add_argument("--out", required=True, type=pathlib.Path)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--silver", help="silver dates and numbers, from silver.py")
    parser.add_argument("--silver-share", type=float, default=0.2, help="share of the silver documents read in each epoch")
    parser.add_argument("--events", nargs="*", default=[], help="coded corpora with words, from prepare.py")
    parser.add_argument("--events-repeat", type=int, default=1, help="times the coded corpora are read in each epoch")
    parser.add_argument("--names", help="sentences with names marked, from prepare.py")
    parser.add_argument("--names-repeat", type=int, default=1, help="times the marked names are read in each epoch")
    parser.add_argument("--attribution", help="PolNeAR with words, from prepare.py; leave out for weights free of it")
    parser.add_argument("--attribution-share", type=float, default=0.12, help="share of PolNeAR read in each epoch")
    parser.add_argument("--start", help="weights to start from, in place of the published backbone")
    parser.add_argument("--syntax-share", type=float, default=1.0, help="share of the treebanks read in each epoch")
    parser.add_argument("--encoder-rate", type=float, default=1e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--pieces", type=int, default=1024, help="pieces in a batch")
    parser.add_argument("--minutes", type=float, default=10.0, help="time between checkpoints")
    return parser.parse_args()


def load_corpora(args):
    data = args.data
    ewt, gum, names = data / "ud-english-ewt", data / "gum", data / "names"
    kinds = {"PER": "person", "ORG": "organisation", "LOC": "place", "MISC": "other"}
    train = {
        "ewt": corpora.treebank(ewt / "train.conllu.gz", ewt / "train.propbank.jsonl.gz", data / "factuality/train.jsonl.gz"),
        "gum": corpora.treebank(gum / "train.conllu.gz", names=corpora.gum_names),
        "re3d": corpora.bio(names / "re3d.conll.gz", {
            "Organisation": None, "Location": "place", "Person": None, "Temporal": "date", "Quantity": "number",
            "Money": "number", "Nationality": "nationality"}),
    }
    if args.silver:
        train["silver"] = corpora.silver(args.silver)
    if args.names:
        train["names"] = events.documents([args.names])
    unified = {kind: name for kind, name in kinds.items() if kind != "MISC"}
    dev = {
        "ewt": (corpora.treebank(ewt / "dev.conllu.gz"), None),
        "gum": (corpora.treebank(gum / "dev.conllu.gz", names=corpora.gum_names), None),
        "wikigold": (corpora.bio(names / "wikigold.conll.gz", kinds), {"person", "organisation", "place"}),
        "uner": (corpora.bio(names / "uner-ewt-dev.iob2.gz", unified), {"person", "organisation", "place"}),
    }
    return train, dev


def epoch_windows(train, args, pieces, epoch):
    rng = random.Random(args.seed * 1000 + epoch)
    made = []
    for name, documents in train.items():
        if name == "silver":
            documents = rng.sample(documents, int(len(documents) * args.silver_share))
        elif name in ("ewt", "gum", "re3d") and args.syntax_share < 1:
            documents = rng.sample(documents, int(len(documents) * args.syntax_share))
        elif name == "attribution":
            documents = rng.sample(documents, int(len(documents) * args.attribution_share))
        times = {"events": args.events_repeat, "names": args.names_repeat}.get(name, 1)
        lengths = REPORT_LENGTHS if name in ("events", "attribution") else LENGTHS
        made += [one for turn in range(times) for one in shuffled(documents, pieces, rng.random() + turn, lengths)]
    return made


def make_model(args, labels):
    torch.manual_seed(args.seed)
    model = Annotator(labels.sizes())
    if args.start:
        held = torch.load(args.start, weights_only=True)["model"]
        own = model.state_dict()
        model.load_state_dict({key: held[key] if key in held and held[key].shape == own[key].shape else own[key] for key in own})
    else:
        model.encoder.load_backbone()
    return model


def main():
    args = arguments()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(2)
    train, dev = load_corpora(args)
    labels = Labels.of([*train["ewt"], *train["gum"]], events.LABELS)
    labels.lists["trained"] = ["syntax", "name"] + (["trigger"] if args.events else [])
    labels.save(args.out / "labels.json")
    pieces = Pieces()
    if args.events:
        coded = events.documents(args.events)
        # Every twentieth document is kept back to see how training goes.
        train["events"] = [document for number, document in enumerate(coded) if number % 20 != 7]
        dev["events"] = (coded[7::20], None)
    if args.attribution:
        train["attribution"] = events.documents([args.attribution])
    for documents in [*train.values(), *(documents for documents, _ in dev.values())]:
        labels.number(documents)
    model = make_model(args, labels)
    rates = [{"params": list(model.encoder.parameters()), "lr": args.encoder_rate},
             {"params": [p for n, p in model.named_parameters() if not n.startswith("encoder.")], "lr": args.head_rate}]
    optimizer = torch.optim.AdamW(rates, weight_decay=0.01, fused=True)
    steps = args.epochs * len(batches(epoch_windows(train, args, pieces, 0), args.pieces, random.Random(1)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, step / (0.05 * steps)) * max(0.0, (steps - step) / (0.95 * steps)) if step else 0.0)
    last, step, done = args.out / "last.pt", 0, 0
    if last.exists():
        held = torch.load(last, weights_only=True)
        model.load_state_dict(held["model"]), optimizer.load_state_dict(held["optimizer"]), schedule.load_state_dict(held["schedule"])
        step, done = held["step"], held["done"]
        print(f"resumed at step {step}", flush=True)
    run(args, train, dev, labels, pieces, model, optimizer, schedule, steps, step, done)


def save(args, model, optimizer, schedule, step, done):
    new = args.out / "new.pt"
    torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "schedule": schedule.state_dict(),
                "step": step, "done": done}, new)
    new.replace(args.out / "last.pt")


def run(args, train, dev, labels, pieces, model, optimizer, schedule, steps, step, done):
    """`done`: batches of the running epoch that were read before a restart."""
    model.train()
    log = open(args.out / "log.jsonl", "a", encoding="utf8")
    saved = time.time()
    per_epoch = None
    for epoch in range(args.epochs):
        made = batches(epoch_windows(train, args, pieces, epoch), args.pieces, random.Random(args.seed + epoch))
        if per_epoch is None:
            per_epoch = len(made)
        if step >= (epoch + 1) * per_epoch:
            continue
        sums, began, words = {}, time.time(), 0
        for number, batch in enumerate(itertools.islice(made, done, None), done):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss, parts = batch_loss(model, tensors(batch))
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step(), schedule.step(), optimizer.zero_grad()
            step += 1
            words += sum(len(w["first"]) for w in batch)
            for name, part in parts.items():
                held = sums.setdefault(name, [0.0, 0])
                held[0] += part
                held[1] += 1
            if step % 50 == 0:
                means = " ".join(f"{name} {total / count:.3f}" for name, (total, count) in sums.items())
                print(f"epoch {epoch} step {step}/{steps} {words / (time.time() - began):.0f} words/s {means}", flush=True)
            if time.time() - saved > 60 * args.minutes:
                save(args, model, optimizer, schedule, step, number + 1)
                saved = time.time()
        done = 0
        save(args, model, optimizer, schedule, step, 0)
        if epoch % 3 != 2 and epoch + 1 < args.epochs:
            continue
        figures = {name: measure(model, labels, documents, pieces, kinds) for name, (documents, kinds) in dev.items()}
        log.write(json.dumps({"epoch": epoch, "step": step, "dev": figures}) + "\n")
        log.flush()
        print("dev", json.dumps(figures), flush=True)


if __name__ == "__main__":
    main()
