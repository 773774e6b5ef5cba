#!/usr/bin/env python3
"""How well the confidence of events is scaled (`crates/coder/src/confidence.rs`), and what a free fit would make of it.

    confidence.py GOLD.jsonl [--tidings ../target/release/tidings]

GOLD is coded with every candidate kept (`--min-confidence 0`). What the scorer calls invented is wrong, the rest right; a logistic
regression (Newton's method, a little ridge) learns to tell them apart from the model's probabilities and the frame. GOLD must be
documents that the model was not trained on: every twentieth of `corpus.jsonl`, as `train.py` keeps them back.
"""
import argparse
import collections
import json
import re
import subprocess
import tempfile

import numpy

EDGE = 0.001
NAMES = ["bias", "event", "class", "frame", "disagree"]


def logit(probability):
    probability = min(max(probability, EDGE), 1 - EDGE)
    return numpy.log(probability / (1 - probability))


def features(event):
    """As in confidence.rs; `why` holds the three likeliest classes, whose sum is the probability of any event but for a rest."""
    scores = event["why"]["scores"]
    either = sum(score for _, score in scores)
    given = dict(scores).get(event["event"], 0) / max(either, EDGE)
    frame = event["why"]["frame"] is not None
    agrees = bool(scores) and scores[0][0] == event["event"]
    return [1.0, logit(either), logit(given), float(frame), float(frame and not agrees)]


def candidates(tidings, gold):
    """(features, whether right) of every candidate, and the number of gold events."""
    with tempfile.NamedTemporaryFile("r", suffix=".jsonl") as out:
        command = [tidings, "eval", gold, "--out", out.name, "--min-confidence", "0", "--errors", "1000000"]
        page = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        wrong = collections.Counter(re.findall(r"^(\S+) invented (\S+)\s+(\".*\")$", page, re.M))
        found = []
        for line in out:
            report = json.loads(line)
            for event in report["events"]:
                key = (report["id"], event["event"], json.dumps(event["trigger"]["text"], ensure_ascii=False))
                right = wrong[key] == 0
                wrong[key] -= not right
                if event["why"]["scores"]:
                    found.append(([*features(event), logit(event["confidence"])], right))
    return found, sum(len(json.loads(line)["events"]) for line in open(gold, encoding="utf8"))


def fit(x, y, ridge=0.5):
    weights = numpy.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + numpy.exp(-x @ weights))
        slope = x.T @ (y - p) - ridge * weights
        curve = (x * (p * (1 - p))[:, None]).T @ x + ridge * numpy.eye(len(weights))
        weights += numpy.linalg.solve(curve, slope)
    return weights


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold"), parser.add_argument("--tidings", default="../target/release/tidings")
    args = parser.parse_args()
    found, gold = candidates(args.tidings, args.gold)
    x, y = numpy.array([one[:-1] for one, _ in found]), numpy.array([right for _, right in found], dtype=float)
    now = numpy.array([[1.0, one[-1]] for one, _ in found])
    shift, scale = fit(now, y)
    print(f"the program's confidence: logit times {scale:.2f} plus {shift:.2f} would fit; 1 and 0 are best")
    weights = fit(x, y)
    p = 1 / (1 + numpy.exp(-x @ weights))
    print(f"{len(y)} candidates, {int(y.sum())} right, {gold} gold events")
    for name, weight in zip(NAMES, weights):
        print(f"    {name}: {weight:.2f},")
    for least in numpy.arange(0.2, 0.75, 0.05):
        taken = p >= least
        right = y[taken].sum()
        print(f"least {least:.2f}: precision {right / max(1, taken.sum()):.3f} recall {right / gold:.3f} F1 {2 * right / (taken.sum() + gold):.3f}")


if __name__ == "__main__":
    main()
