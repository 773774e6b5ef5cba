#!/usr/bin/env python3
"""Fit the weights with which people get the country of the scene (`crates/actors/src/homeland.rs`, `gazetteer/homeland.csv`).

    homeland.py CORPUS.jsonl [--write ../gazetteer/homeland.csv]

CORPUS is `corpus.jsonl` as `read.py --json` makes it. The example program `homelands` lists every participant whose phrase names no
country, with its candidates; a conditional logistic regression learns which candidate the coder took. A feature has one weight for all
kinds of people and a smaller deviation for each kind, both with a ridge. Every twentieth report is kept back: its figures are printed.
"""
import argparse
import collections
import csv
import json
import pathlib
import subprocess

import torch

ROOT = pathlib.Path(__file__).resolve().parent.parent
# The kinds of people: the columns after the feature's name.
KINDS = (ROOT / "gazetteer/homeland.csv").read_text(encoding="utf8").split("\n", 1)[0].split(",")[1:]


def guesses(corpus):
    command = ["cargo", "run", "--release", "--quiet", "-p", "tidings-actors", "--example", "homelands", "--", corpus]
    page = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    return [json.loads(line) for line in page.splitlines()]


def features_of(guesses):
    return sorted({name for guess in guesses for candidate in guess["candidates"] for name, _ in candidate["features"]})


def matrix(guess, names):
    made = torch.zeros(len(guess["candidates"]), len(names))
    for row, candidate in enumerate(guess["candidates"]):
        for name, value in candidate["features"]:
            made[row, names.index(name)] = value
    return made


def answer(guess):
    """The row of the coder's country; none where it is no candidate."""
    countries = [candidate["country"] for candidate in guess["candidates"]]
    return countries.index(guess["country"]) if guess["country"] in countries else None


def tensors(guesses, names):
    most = max(len(guess["candidates"]) for guess in guesses)
    features = torch.zeros(len(guesses), most, len(names))
    absent = torch.ones(len(guesses), most, dtype=torch.bool)
    for number, guess in enumerate(guesses):
        rows = len(guess["candidates"])
        features[number, :rows], absent[number, :rows] = matrix(guess, names), False
    kinds = torch.tensor([KINDS.index(guess["kind"]) for guess in guesses])
    return features, absent, kinds


def scores(common, own, features, absent, kinds):
    return torch.einsum("ncf,nf->nc", features, common + own[kinds]).masked_fill(absent, -1e4)


def fit(guesses, names, ridge=1.0, ridge_of_kind=4.0):
    features, absent, kinds = tensors(guesses, names)
    goal = torch.tensor([answer(guess) for guess in guesses])
    common = torch.zeros(len(names), requires_grad=True)
    own = torch.zeros(len(KINDS), len(names), requires_grad=True)
    optimizer = torch.optim.LBFGS([common, own], max_iter=300, line_search_fn="strong_wolfe")

    def loss():
        optimizer.zero_grad()
        found = torch.nn.functional.cross_entropy(scores(common, own, features, absent, kinds), goal, reduction="sum")
        found = found + ridge * common.square().sum() / 2 + ridge_of_kind * own.square().sum() / 2
        found.backward()
        return found

    optimizer.step(loss)
    return common.detach(), own.detach()


def report(title, weights, guesses, names):
    features, absent, kinds = tensors(guesses, names)
    taken = scores(*weights, features, absent, kinds).argmax(1).tolist()
    right, scene, all_ = collections.Counter(), collections.Counter(), collections.Counter()
    for guess, row in zip(guesses, taken):
        country = guess["candidates"][row]["country"]
        of_scene = [candidate["country"] for candidate in guess["candidates"] if dict(candidate["features"]).get("scene")]
        for kind in (guess["kind"], "all"):
            all_[kind] += 1
            right[kind] += country == guess["country"]
            scene[kind] += (of_scene or [None])[0] == guess["country"]
    print(title)
    for kind in (*KINDS, "all"):
        if all_[kind]:
            print(f"  {kind:8} {all_[kind]:6}  right {right[kind] / all_[kind]:.3f}  the scene's alone {scene[kind] / all_[kind]:.3f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=pathlib.Path)
    parser.add_argument("--write", type=pathlib.Path)
    parser.add_argument("--guesses", type=pathlib.Path, help="what `homelands` printed before")
    args = parser.parse_args()
    if args.guesses:
        found = [json.loads(line) for line in open(args.guesses, encoding="utf8")]
    else:
        found = guesses(args.corpus.resolve())
    held = {json.loads(line)["id"] for line in list(open(args.corpus, encoding="utf8"))[7::20]}
    known = [guess for guess in found if guess["item"] not in held and answer(guess) is not None]
    features = features_of(known)
    weights = fit(known, features)
    report("learned from", weights, [guess for guess in found if guess["item"] not in held], features)
    report("kept back", weights, [guess for guess in found if guess["item"] in held], features)
    if args.write:
        with open(args.write, "w", encoding="utf8", newline="") as out:
            table = csv.writer(out, lineterminator="\n")
            table.writerow(["feature", *KINDS])
            common, own = weights
            for at, feature in enumerate(features):
                table.writerow([feature, *(f"{float(common[at] + own[kind, at]):.3f}" for kind in range(len(KINDS)))])


if __name__ == "__main__":
    main()
